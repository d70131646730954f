"""From what is known to what goes on paper: the facts of the minutes, in the district's own time and in German."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from api.correction_papers import correction_notes
from api.letterhead import letterhead
from api.words import meetings as meeting_words
from api.words.resolutions import ADDRESSEES, CHOICES, SUBJECTS, reckoned
from api.words.running import elected, election_round, round_counted
from beirat.queries.attendance import GuestView, Member
from beirat.queries.elections import ElectionView
from beirat.queries.minutes_facts import Convened, Facts
from beirat.queries.minutes_items import Item, Paper
from beirat.queries.resolutions import BallotView, PointView, ResolutionView
from beirat.rules.attendance import AttendanceState
from beirat.rules.checks import Finding
from beirat.rules.meetings import ItemKind
from beirat.rules.minutes import Edition, Signer
from beirat.rules.resolutions import ResolutionOutcome, ResolutionSubject
from beirat.rules.voting import Method
from beirat.rules.zones import to_local
from beirat.tables.people import OfficeKind
from documents import facts as paper
from documents.reckoning import UNCOUNTED, needed
from documents.wording import clock, sentence_case

KINDS = {ItemKind.MOTION: "Antrag", ItemKind.FOLLOW_UP: "Empfehlung"}
OFFICES = {
    OfficeKind.CHAIR: "Vorsitz",
    OfficeKind.DEPUTY_CHAIR: "Stellvertretung im Vorsitz",
    OfficeKind.MINUTE_TAKER: "Schriftführung",
}
SIGNERS = {Signer.CHAIR: "Vorsitz", Signer.MINUTE_TAKER: "Schriftführung"}
ENDINGS = {Edition.INTERNAL: "intern", Edition.PUBLIC: "oeffentlich"}


def file_name(facts: Facts) -> str:
    """niederschrift-s-12-2026-11-05-oeffentlich.pdf: nothing but number, day and edition."""
    day = to_local(facts.opened_at, facts.body.time_zone).date()
    return f"niederschrift-s-{facts.number}-{day.isoformat()}-{ENDINGS[facts.edition]}.pdf"


def minutes(facts: Facts) -> paper.Minutes:
    """The facts of one edition. The same facts give the same document, byte by byte."""
    zone = ZoneInfo(facts.body.time_zone)
    head = letterhead(facts.body)
    is_public = facts.edition is Edition.PUBLIC
    return paper.Minutes(
        letterhead=head,
        edition=paper.Edition(facts.edition.value),
        is_draft=not facts.is_final,
        meeting_number=facts.number,
        term_label=meeting_words.term(facts.term),
        place=facts.location,
        opened=facts.opened_at.astimezone(zone),
        closed=facts.closed_at.astimezone(zone) if facts.closed_at else None,
        breaks=tuple(
            paper.Interval(start=one.came.astimezone(zone), end=one.left.astimezone(zone) if one.left else None)
            for one in facts.breaks
        ),
        chair=_presided(facts, zone),
        minute_taker=facts.minute_taker,
        statutory_members=facts.statutory_members,
        convening=_convening(facts.convened),
        quorum=paper.Quorum(
            needed=facts.needed,
            regardless_of_number=facts.is_quorate_regardless,
            lost_at=facts.quorum_lost_at.astimezone(zone) if facts.quorum_lost_at else None,
        ),
        attendance=tuple(_attendee(member, zone) for member in facts.members),
        administration=tuple(_guest(one) for one in facts.guests if one.is_administration),
        guests=tuple(_guest(one) for one in facts.guests if not one.is_administration),
        headcount=paper.Headcount(at_opening=facts.at_opening, ever_present=facts.ever_present) if is_public else None,
        items=tuple(_told(item, head.the_board, facts) for item in facts.items),
        non_public_items=facts.non_public_items if is_public else 0,
        is_preliminary=facts.is_preliminary,
        notes=correction_notes(facts.corrections),
        signatures=tuple(_signatures(facts)),
        signed_at=facts.signed.place if facts.signed else "",
        signed_on=facts.signed.day if facts.signed else None,
        objection_days=None if is_public else facts.objection_days,
        created=_created(facts, zone),
    )


def _created(facts: Facts, zone: ZoneInfo) -> datetime:
    """The day of signing, else the end of the meeting: never the moment of printing."""
    if facts.signed is not None:
        return datetime.combine(facts.signed.day, time(), tzinfo=zone)
    return (facts.closed_at or facts.opened_at).astimezone(zone)


def _signatures(facts: Facts) -> Iterator[paper.Signature]:
    """The board's own copy has a line for everybody who signs; the public one says who signed."""
    names = {Signer.CHAIR: facts.chair, Signer.MINUTE_TAKER: facts.minute_taker}
    for signer in facts.signed.signers if facts.signed else facts.signers:
        yield paper.Signature(role=SIGNERS[signer], name=names[signer])


def _convening(convened: Convened | None) -> paper.Convening | None:
    if convened is None:
        return None
    return paper.Convening(
        sent_on=convened.sent_on,
        notice_days=convened.notice.required,
        invited=convened.invited,
        received=convened.received,
        period_kept=convened.notice.finding is Finding.OK,
    )


def _attendee(member: Member, zone: ZoneInfo) -> paper.Attendee:
    """Of whom nothing was recorded, nobody knows an excuse."""
    stays = [
        paper.Interval(start=stay.came.astimezone(zone), end=stay.left.astimezone(zone) if stay.left else None)
        for stay in member.stays
    ]
    return paper.Attendee(
        name=member.name,
        function=_function(member),
        state=paper.Presence((member.state or AttendanceState.UNEXCUSED).value),
        intervals=tuple(stays),
        has_vote=member.has_vote,
    )


def _guest(one: GuestView) -> paper.Guest:
    return paper.Guest(name=one.name or one.function, function=one.function if one.name else "")


def _presided(facts: Facts, zone: ZoneInfo) -> str:
    """Leyla Beispiel, ab 18:40 Uhr Tarek Muster; empty in the public edition."""
    later = [f"ab {clock(one.began_at.astimezone(zone))} {one.name}" for one in facts.presiding]
    return ", ".join(filter(None, (facts.chair, *later)))


def _conflicts(item: Item) -> tuple[paper.Conflict, ...]:
    """Who took no part; in the public edition only how many."""
    named = tuple(paper.Conflict(name=one.name, reason=one.reason) for one in item.conflicts)
    return named or tuple(paper.Conflict() for _ in range(item.took_no_part))


def _election(one: ElectionView) -> paper.Election:
    """How an election went, round by round, with names: internal."""
    rounds = tuple(f"{election_round(each)}: {round_counted(each)}" for each in one.rounds)
    return paper.Election(post=one.post, is_secret=one.method is Method.SECRET, rounds=rounds, elected=elected(one))


def _function(member: Member) -> str:
    if member.represents:
        return f"Stellvertretung für {member.represents}"
    office = OFFICES[member.office] if member.office else ""
    return office or ("Mitglied" if member.has_vote else "beratendes Mitglied")


def _told(item: Item, the_board: str, facts: Facts) -> paper.AgendaItem:
    """The item with what was promised under it."""
    made = tuple(
        paper.PromiseMade(who=one.who, what=one.what, by_when=one.by_when_text, due=one.due_on, about=one.about)
        for one in facts.promises
        if one.item_id == item.id
    )
    return replace(agenda_item(item, the_board), promises=made)


def agenda_item(item: Item, the_board: str) -> paper.AgendaItem:
    return paper.AgendaItem(
        number=item.number,
        heading=item.heading,
        part=paper.Part(item.part.value),
        kind=KINDS.get(item.kind, ""),
        course=item.course,
        papers=tuple(_paper(one) for one in item.papers),
        conflicts=_conflicts(item),
        elections=tuple(_election(one) for one in item.elections),
        resolutions=tuple(_resolution(one, the_board) for one in item.resolutions),
        closing=paper.Closing(item.outcome.value) if item.outcome else None,
    )


def _paper(one: Paper) -> paper.Paper:
    """The mover of a motion; a recommendation has none any more: it is the board's own."""
    if one.reference.startswith("E-"):
        return paper.Paper(reference=one.reference, title=one.title, mover_public="")
    return paper.Paper(reference=one.reference, title=one.title, mover=one.mover)


def _resolution(resolution: ResolutionView, the_board: str) -> paper.Resolution:
    is_motion = resolution.subject is ResolutionSubject.MOTION
    verb = "möge beschließen" if resolution.outcome is ResolutionOutcome.REJECTED else "beschließt"
    return paper.Resolution(
        points=tuple(_point(point, is_motion=is_motion) for point in resolution.points),
        ballots=tuple(_ballot(ballot, resolution) for ballot in resolution.ballots),
        opening=f"{sentence_case(the_board)} {verb}:" if is_motion else "",
        reference=resolution.recommendation,
    )


def _point(point: PointView, *, is_motion: bool) -> paper.Point:
    adopted = paper.Outcome.ADOPTED_AMENDED if point.is_amended else paper.Outcome.ADOPTED
    return paper.Point(
        wording=point.wording,
        outcome=adopted if point.is_adopted else paper.Outcome.REJECTED,
        number=point.number if is_motion else None,
        addressee=ADDRESSEES[point.audience] if is_motion else "",
    )


def _ballot(ballot: BallotView, resolution: ResolutionView) -> paper.Ballot:
    is_about_all = len(ballot.points) == len(resolution.points)
    return paper.Ballot(
        yes=ballot.tally.yes,
        no=ballot.tally.no,
        abstained=ballot.tally.abstained,
        invalid=ballot.tally.invalid,
        not_voting=ballot.tally.not_voting,
        excluded=ballot.tally.excluded,
        method=paper.Method(ballot.method.value),
        majority=needed(reckoned(ballot, resolution.subject)),
        uncounted=UNCOUNTED[ballot.uncounted] if ballot.uncounted else "",
        subject=SUBJECTS[resolution.subject] if resolution.subject.is_procedural else "",
        entitled_present=ballot.present,
        adopted=ballot.outcome.is_adopted,
        points=() if is_about_all else ballot.points,
        votes=tuple(paper.NamedVote(name=one.name, vote=sentence_case(CHOICES[one.choice])) for one in ballot.votes),
    )
