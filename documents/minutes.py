"""The minutes of a meeting: which edition may say what, and the sheet that goes to the press.

The public edition is made by leaving out (`public_edition`) and refused when anything internal is in it (`check`).
"""

from collections.abc import Iterator
from dataclasses import replace

from documents import resolutions, sentences
from documents.errors import FactsRefused, Refusal
from documents.facts import AgendaItem, Ballot, Conflict, Edition, Minutes, Part, Presence, Resolution
from documents.sheet import Attached, Sheet, facts_as_json, fill
from documents.text import cleaned
from documents.wording import short_date


def public_edition(minutes: Minutes) -> Minutes:
    """The same meeting for everybody: no non-public item, no course of debate, no personal name."""
    return replace(
        minutes,
        edition=Edition.PUBLIC,
        chair="",
        minute_taker="",
        attendance=(),
        administration=(),
        guests=(),
        headcount=sentences.headcount(minutes),
        items=tuple(_public_item(item) for item in minutes.items if item.part is Part.PUBLIC),
        non_public_items=sentences.non_public_count(minutes),
        signatures=tuple(replace(signature, name="") for signature in minutes.signatures),
        objection_days=None,
    )


def _public_item(item: AgendaItem) -> AgendaItem:
    return replace(
        item,
        course="",
        papers=tuple(replace(paper, mover="") for paper in item.papers),
        conflicts=tuple(Conflict() for _ in item.conflicts),
        elections=(),
        promises=(),
        resolutions=tuple(_public_resolution(resolution) for resolution in item.resolutions),
    )


def _public_resolution(resolution: Resolution) -> Resolution:
    return replace(resolution, ballots=tuple(replace(ballot, votes=()) for ballot in resolution.ballots))


def check(minutes: Minutes) -> None:
    """Refuses minutes that contradict themselves or would show internal things to everybody. Raises `FactsRefused`."""
    for code, where in _contradictions(minutes):
        raise FactsRefused(code, where)
    if minutes.edition is Edition.PUBLIC:
        for code, where in _leaks(minutes):
            raise FactsRefused(code, where)


def _leaks(minutes: Minutes) -> Iterator[tuple[Refusal, str]]:
    if minutes.headcount is None:
        yield Refusal.NO_HEADCOUNT, "headcount"
    for name in ("chair", "minute_taker", "attendance", "administration", "guests"):
        if getattr(minutes, name):
            yield Refusal.PERSONAL_NAME, name
    if any(signature.name for signature in minutes.signatures):
        yield Refusal.PERSONAL_NAME, "signatures"
    for item in minutes.items:
        yield from _leaks_of_item(item)


def _leaks_of_item(item: AgendaItem) -> Iterator[tuple[Refusal, str]]:
    where = f"items/{item.number}" if item.part is Part.PUBLIC else "items"
    if item.part is not Part.PUBLIC:
        yield Refusal.NON_PUBLIC_ITEM, where
    if item.course:
        yield Refusal.COURSE_OF_DEBATE, where
    names = [paper.mover for paper in item.papers]
    names += [conflict.name or conflict.reason for conflict in item.conflicts]
    if (
        any(names)
        or item.elections
        or item.promises
        or any(ballot.votes for resolution in item.resolutions for ballot in resolution.ballots)
    ):
        yield Refusal.PERSONAL_NAME, where


def _contradictions(minutes: Minutes) -> Iterator[tuple[Refusal, str]]:
    for position, person in enumerate(minutes.attendance):
        if bool(person.intervals) != (person.state is Presence.PRESENT):
            yield Refusal.PRESENCE_UNCLEAR, f"attendance/{position}"
    for item in minutes.items:
        where = f"items/{item.number}"
        for resolution in item.resolutions:
            for ballot in resolution.ballots:
                yield from _contradictions_of_ballot(ballot, resolution, where)


def _contradictions_of_ballot(ballot: Ballot, resolution: Resolution, where: str) -> Iterator[tuple[Refusal, str]]:
    counted = ballot.yes + ballot.no + ballot.abstained + ballot.invalid + ballot.not_voting + ballot.excluded
    if counted != ballot.entitled_present and not ballot.uncounted:
        yield Refusal.BALLOT_SUM, where
    if ballot.adopted != (ballot.yes > ballot.no) and not (ballot.majority or ballot.uncounted):
        yield Refusal.BALLOT_OUTCOME, where
    if ballot.subject:
        return
    for point in resolution.points:
        concerned = not ballot.points or point.number in ballot.points
        if concerned and (point.outcome in resolutions.CARRIED) != ballot.adopted:
            yield Refusal.BALLOT_OUTCOME, where


def sheet(minutes: Minutes) -> Sheet:
    """The minutes laid out for the press, with their facts attached for machines. Raises `FactsRefused`."""
    check(minutes)
    minutes = cleaned(minutes)
    head = minutes.letterhead
    title = f"Niederschrift der {minutes.meeting_number}. Sitzung vom {short_date(minutes.opened)}"
    edition = "Interne Fassung" if minutes.edition is Edition.INTERNAL else "Öffentliche Fassung"
    return Sheet(
        html=fill("minutes.html.j2", m=minutes, title=title, edition=edition, of_items=_parts(minutes)),
        created=minutes.created,
        attached=Attached(
            name="niederschrift.json",
            description=f"{title}, {head.board}, {edition}: maschinenlesbar",
            content=facts_as_json("niederschrift", minutes),
        ),
    )


def _parts(minutes: Minutes) -> list[tuple[Part, list[AgendaItem]]]:
    """The items by part, public first; a part without items is left out."""
    parts = ((part, [item for item in minutes.items if item.part is part]) for part in Part)
    return [(part, items) for part, items in parts if items]
