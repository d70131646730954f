"""Holding an election: calling it, counting round after round, drawing the lot, asking who accepts (§ 55 HGO as model).

Of every round only the count is kept. The election ends with a resolution that names nobody: it may become public.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from uuid import UUID

from beirat.actions import attendance, consequences, resolutions
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import attendance as presence
from beirat.queries import ballots, elections
from beirat.rules.elections import RoundKind, Standing, count_problem, said
from beirat.rules.errors import Broken, RuleBroken, StaleVersion, refuse_if
from beirat.rules.meetings import ItemKind
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.presence import PresenceAt
from beirat.rules.profiles import Key
from beirat.rules.resolutions import ResolutionSubject
from beirat.rules.voting import Method, check_presence
from beirat.tables.agenda import AgendaItem
from beirat.tables.base import new_id
from beirat.tables.elections import (
    Acceptance,
    Candidacy,
    Election,
    ElectionCall,
    ElectionCandidate,
    ElectionCount,
    ElectionRound,
    LotEntry,
    RoundEntry,
)
from beirat.tables.meetings import Meeting

ELECTING = frozenset({ItemKind.ELECTION, ItemKind.REPORT, ItemKind.FORMAL})


async def call_election(db: Session, item_id: UUID, entered: ElectionCall, *, actor: Viewer, now: datetime) -> Election:
    """An election is called under an item. Open only where the rules allow it if nobody objects."""
    item, meeting = await ballots.item_to_decide(db, actor, item_id)
    permit(actor, Act.RECORD_BALLOT)
    attendance.check_running(meeting)
    if item.kind not in ELECTING or item.outcome is not None:
        raise RuleBroken(Broken.NO_BALLOT_HERE)
    rules = await presence.profile_of(db, meeting)
    may_be_open = rules.flag(Key.ELECTION_OPEN_IF_NO_OBJECTION) or not rules.flag(Key.ELECTION_SECRET)
    if entered.method is not Method.SECRET and not (entered.method is Method.OPEN and may_be_open):
        raise RuleBroken(Broken.OPEN_ELECTION_NOT_ALLOWED, "method")
    election = Election(
        id=new_id(),
        body_id=item.body_id,
        item_id=item.id,
        post=entered.post,
        office=entered.office,
        places=entered.places,
        method=entered.method,
    )
    db.add(election)
    await db.flush()
    for position, candidacy in enumerate(entered.candidates, start=1):
        db.add(await _candidate(db, meeting, election, candidacy, position))
    told = {"post": entered.post, "places": entered.places, "method": entered.method}
    await _record(db, election, told, actor=actor, now=now)
    return election


async def _candidate(
    db: Session, meeting: Meeting, election: Election, candidacy: Candidacy, position: int
) -> ElectionCandidate:
    name = candidacy.name
    if candidacy.person_id is not None:
        name = await presence.person_named(db, meeting, candidacy.person_id)
    if not name:
        raise RuleBroken(Broken.REQUIRED, f"candidates-{position - 1}-name")
    return ElectionCandidate(
        id=new_id(),
        body_id=election.body_id,
        election_id=election.id,
        position=position,
        person_id=candidacy.person_id,
        name=name,
    )


async def count_round(
    db: Session, election_id: UUID, entered: RoundEntry, *, actor: Viewer, now: datetime
) -> ElectionRound:
    """A round is counted: everybody who may vote is counted once, everybody who stands has a number.

    Raises RuleBroken(CANDIDATES_DIFFER, COUNT_OF_ROUND_DIFFERS), STEP_NOT_POSSIBLE once the election is over.
    """
    election, item, meeting = await _open(db, election_id, entered.version, actor=actor)
    stands = await _standing(db, election, meeting)
    if stands.next not in (RoundKind.FIRST, RoundKind.RUN_OFF):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    votes = {one.candidate_id: one.votes for one in entered.counts}
    if set(votes) != set(stands.among) or len(votes) != len(entered.counts):
        raise RuleBroken(Broken.CANDIDATES_DIFFER, "counts")
    there = await _there(db, meeting, item, entered.at, now=now)
    valid = sum(votes.values()) + entered.against if entered.valid is None else entered.valid
    rest = entered.abstained + entered.invalid + entered.not_voting
    places = election.places - len(stands.elected)
    refuse_if(count_problem(votes.values(), entered.against, valid, rest, voters=len(there.voters), places=places))
    row = ElectionRound(
        id=new_id(),
        body_id=election.body_id,
        election_id=election.id,
        number=len(await elections.rounds_of(db, election)) + 1,
        kind=stands.next,
        present=there.present,
        valid=valid,
        against=entered.against,
        abstained=entered.abstained,
        invalid=entered.invalid,
        not_voting=entered.not_voting,
        excluded=len(there.excluded),
        taken_at=there.moment,
    )
    await _keep_round(db, election, row, votes)
    await _record(db, election, {"round": row.number, "kind": row.kind, "valid": valid}, actor=actor, now=now)
    return row


async def draw_lot(db: Session, election_id: UUID, entered: LotEntry, *, actor: Viewer, now: datetime) -> ElectionRound:
    """The chair draws the lot between those with equally many votes; it is kept who drew and who won."""
    election, _, meeting = await _open(db, election_id, entered.version, actor=actor)
    stands = await _standing(db, election, meeting)
    places = election.places - len(stands.elected)
    winners = set(entered.winner_ids)
    if stands.next is not RoundKind.LOT:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    if len(winners) != places or not winners <= set(stands.among):
        raise RuleBroken(Broken.LOT_DIFFERS, "winner_ids", places=places)
    row = ElectionRound(
        id=new_id(),
        body_id=election.body_id,
        election_id=election.id,
        number=len(await elections.rounds_of(db, election)) + 1,
        kind=RoundKind.LOT,
        drawn_by=entered.drawn_by,
        taken_at=await attendance.ballot_moment(db, meeting, entered.at, now=now),
    )
    await _keep_round(db, election, row, {one: int(one in winners) for one in stands.among})
    await _record(db, election, {"round": row.number, "kind": row.kind}, actor=actor, now=now)
    return row


async def accept(db: Session, election_id: UUID, entered: Acceptance, *, actor: Viewer, now: datetime) -> Election:
    """The elected are asked; the election ends with a resolution, and gives the office from a day on if wished.

    Whoever declines leaves the place open: a new election is called for it.
    """
    election, item, meeting = await _open(db, election_id, entered.version, actor=actor)
    stands = await _standing(db, election, meeting)
    if not stands.is_over or not set(entered.accepted_ids) <= set(stands.elected):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    rounds = await elections.rounds_of(db, election)
    accepted = []
    for candidate in await elections.candidates_of(db, election):
        if candidate.id in stands.elected:
            candidate.has_accepted = candidate.id in entered.accepted_ids
            if candidate.has_accepted and candidate.person_id is not None:
                accepted.append(candidate.person_id)
    wording = said(election.post, len(rounds), len(entered.accepted_ids), election.places)
    resolution = await resolutions.keep_without_ballot(
        db,
        item,
        wording,
        subject=ResolutionSubject.ELECTION,
        is_adopted=bool(entered.accepted_ids),
        day=await resolutions.day_of(db, item.body_id, rounds[-1][0].taken_at),
    )
    election.resolution_id = resolution.id
    if entered.office_from is not None:
        await consequences.give_offices(db, election, accepted, meeting, entered.office_from)
    told = {"accepted": len(entered.accepted_ids), "office_from": entered.office_from}
    await _record(db, election, told, actor=actor, now=now)
    return election


async def undo_round(db: Session, election_id: UUID, *, version: int, actor: Viewer, now: datetime) -> None:
    """The last round was entered wrongly and goes, or with no round yet the election itself; the journal keeps it."""
    election, _, _ = await _open(db, election_id, version, actor=actor)
    rounds = await elections.rounds_of(db, election)
    told = {"undone": rounds[-1][0].number if rounds else 0}
    await _record(db, election, told, actor=actor, now=now)
    if rounds:
        row, counts = rounds[-1]
        for count in counts:
            await db.delete(count)
        await db.flush()
        await db.delete(row)
        election.touch()
        return
    for candidate in await elections.candidates_of(db, election):
        await db.delete(candidate)
    await db.flush()
    await db.delete(election)


async def _open(db: Session, election_id: UUID, version: int, *, actor: Viewer) -> tuple[Election, AgendaItem, Meeting]:
    """An election that goes on, with its meeting locked. Raises RuleBroken(STEP_NOT_POSSIBLE) once it has ended."""
    election = await elections.to_change(db, actor, election_id)
    item, meeting = await ballots.item_to_decide(db, actor, election.item_id)
    permit(actor, Act.RECORD_BALLOT)
    attendance.check_running(meeting)
    if election.version != version:
        raise StaleVersion(election.version, {})
    if election.resolution_id is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    return election, item, meeting


async def _standing(db: Session, election: Election, meeting: Meeting) -> Standing:
    rules = await presence.profile_of(db, meeting)
    candidates = await elections.candidates_of(db, election)
    return elections.how_far(candidates, await elections.rounds_of(db, election), election.places, rules)


async def _there(db: Session, meeting: Meeting, item: AgendaItem, clock: time | None, *, now: datetime) -> PresenceAt:
    moment = await attendance.ballot_moment(db, meeting, clock, now=now)
    there = await presence.presence_at(db, meeting, moment, item_id=item.id)
    if there.is_suspended:
        raise RuleBroken(Broken.MEETING_SUSPENDED, "at")
    check_presence(len(there.voters))
    return there


async def _keep_round(db: Session, election: Election, row: ElectionRound, votes: Mapping[UUID, int]) -> None:
    db.add(row)
    await db.flush()
    counts: Sequence[ElectionCount] = [
        ElectionCount(body_id=row.body_id, round_id=row.id, candidate_id=candidate_id, votes=number)
        for candidate_id, number in votes.items()
    ]
    db.add_all(counts)
    election.touch()
    await db.flush()


async def _record(
    db: Session, election: Election, after: Mapping[str, object], *, actor: Viewer, now: datetime
) -> None:
    """Numbers and names of candidates stay out of the journal."""
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_BALLOT,
        subject_type="election",
        subject_id=election.id,
        after=after,
    )
