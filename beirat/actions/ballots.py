"""Recording a ballot: the count is checked against those who may vote, the rules say what came of it, the rest follows.

What is put to the vote here is a matter: a motion, several at once, a recommendation's next step, something free.
Ballots on the meeting itself are in ``procedure``, elections in ``elections``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from beirat.actions import attendance, motions, recommendations, resolutions
from beirat.actions.journal import record
from beirat.actions.resolutions import Counted, Held, Put
from beirat.database import Session
from beirat.queries import attendance as presence
from beirat.queries import ballots as queries
from beirat.queries import motions as motion_queries
from beirat.queries.resolutions import is_decided
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, StaleVersion, refuse_if
from beirat.rules.meetings import ItemKind
from beirat.rules.motions import Audience, MotionState, MotionStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.presence import PresenceAt, roll_call_problems
from beirat.rules.profiles import Key, Profile
from beirat.rules.resolutions import MOTION_STEP, OrderRequest, ResolutionSubject, majority_for
from beirat.rules.voting import (
    SHARES,
    Choice,
    Majority,
    MajorityChoice,
    Method,
    Outcome,
    Tally,
    VotingOrder,
    check_presence,
    method_problem,
    outcome,
    sum_problem,
)
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot, BallotEntry, BlockVote, ItemVote, MotionVote, TallyEntry, Vote, VoteOnRecord
from beirat.tables.base import new_id
from beirat.tables.meetings import Meeting
from beirat.tables.motions import Motion, MotionPoint
from beirat.tables.resolutions import Resolution

WITHOUT_MOTION = frozenset({ItemKind.REPORT, ItemKind.FOLLOW_UP})
APPROVING = frozenset({ItemKind.FORMAL, ItemKind.REPORT})


@dataclass(frozen=True)
class Called:
    """An item that is put to the vote: who may vote at that minute, and by which rules."""

    item: AgendaItem
    meeting: Meeting
    there: PresenceAt
    rules: Profile
    names: dict[UUID, str]


async def decide_motion(
    db: Session, item_id: UUID, motion_id: UUID, vote: MotionVote, *, actor: Viewer, now: datetime
) -> Resolution:
    """The board votes on a motion: all points with one count, or each with its own.

    Raises RuleBroken with every count that does not match those who may vote. Adopted points that leave the board
    become a recommendation, those for the board itself its tasks.
    """
    called = await call(db, item_id, vote, actor=actor, now=now)
    motion = await _motion(db, called.item, motion_id)
    if motion.version != vote.version:
        raise StaleVersion(motion.version, {})
    await _refuse_second(db, called.item, motion_id)
    held = hold(called, vote, ResolutionSubject.MOTION)
    points = _put(await motion_queries.points_of(db, called.item.body_id, motion_id), vote)
    counted = _count(points, vote, called, held)
    resolution = await resolutions.keep(db, called.item, motion_id, counted, held, order=vote.order)
    await _finish_motion(db, motion, resolution, actor=actor, now=now)
    await record_ballot(db, resolution, vote, called, actor=actor, now=now)
    return resolution


async def decide_together(
    db: Session, meeting_id: UUID, vote: BlockVote, *, actor: Viewer, now: datetime
) -> list[Resolution]:
    """Several motions of the agenda, unchanged and with one count (en bloc). Each gets its own resolution."""
    block_id, made = new_id(), []
    for motion_id in dict.fromkeys(vote.motion_ids):
        item_id = await queries.item_of_motion(db, actor, meeting_id, motion_id)
        called = await call(db, item_id, vote, actor=actor, now=now)
        motion = await _motion(db, called.item, motion_id)
        await _refuse_second(db, called.item, motion_id)
        held = replace(hold(called, vote, ResolutionSubject.MOTION), block_id=block_id)
        rows = await motion_queries.points_of(db, called.item.body_id, motion_id)
        points = tuple(Put(row.number, row.text, row.text, row.audience) for row in rows)
        one = count(vote, points, called, held)
        resolution = await resolutions.keep(db, called.item, motion_id, [one], held, order=VotingOrder.TOGETHER)
        await _finish_motion(db, motion, resolution, actor=actor, now=now)
        await record_ballot(db, resolution, vote, called, actor=actor, now=now)
        made.append(resolution)
    return made


async def decide_item(db: Session, item_id: UUID, vote: ItemVote, *, actor: Viewer, now: datetime) -> Resolution:
    """The board decides on something else than a motion: a recommendation's case, a report, the last minutes.

    Raises RuleBroken(NO_BALLOT_HERE) where nothing is put to the vote, as under "Verschiedenes".
    """
    called = await call(db, item_id, vote, actor=actor, now=now)
    case = await queries.case_of(db, called.item)
    subject = ResolutionSubject.CASE_STEP if case else vote.subject
    _check_kind(called.item, subject)
    if case is not None:
        await _refuse_second(db, called.item, None)
    held = hold(called, vote, subject)
    put = Put(1, vote.wording, vote.wording, Audience.BOARD)
    counted = count(vote, (put,), called, held)
    resolution = await resolutions.keep(db, called.item, None, [counted], held, order=VotingOrder.TOGETHER)
    if case is not None and counted.outcome.is_adopted:
        await recommendations.decide_step(db, case.recommendation_id, case.step, resolution, actor=actor, now=now)
    await record_ballot(db, resolution, vote, called, actor=actor, now=now)
    return resolution


async def put_on_record(db: Session, ballot_id: UUID, entered: VoteOnRecord, *, actor: Viewer, now: datetime) -> Ballot:
    """A member wants the own vote in an open ballot on record (§ 61 Abs. 1 HGO). Only somebody who could vote then."""
    ballot = await queries.ballot(db, actor, ballot_id)
    item, meeting = await queries.item_to_decide(db, actor, ballot.item_id)
    permit(actor, Act.RECORD_BALLOT)
    attendance.check_running(meeting)
    if ballot.method is not Method.OPEN:
        raise RuleBroken(Broken.VOTE_NOT_ON_RECORD, "person_id")
    there = await presence.presence_at(db, meeting, ballot.taken_at, item_id=item.id)
    names = await presence.names_of(db, meeting)
    on_record = await queries.votes_of(db, ballot)
    asked = [*(vote.person_id for vote in on_record), entered.person_id]
    problems = roll_call_problems(asked, there, names, "person_id")
    refuse_if([one for one in problems if one.code is not Broken.VOTES_MISSING])
    counted = getattr(ballot, entered.choice.value)
    if sum(vote.choice is entered.choice for vote in on_record) >= counted:
        raise RuleBroken(Broken.MORE_ON_RECORD_THAN_COUNTED, "choice")
    db.add(_vote(ballot, entered.person_id, entered.choice))
    told = {"on_record": {"person_id": entered.person_id, "choice": entered.choice}}
    await _record(db, ballot.resolution_id, told, actor=actor, now=now)
    return ballot


def _vote(ballot: Ballot, person_id: UUID, choice: Choice) -> Vote:
    return Vote(body_id=ballot.body_id, ballot_id=ballot.id, method=ballot.method, person_id=person_id, choice=choice)


async def call(db: Session, item_id: UUID, vote: BallotEntry, *, actor: Viewer, now: datetime) -> Called:
    """The item of a running meeting, locked for this transaction, with those who may vote at the ballot's minute.

    Raises RuleBroken(NO_BALLOT_HERE, MEETING_SUSPENDED, NOBODY_PRESENT).
    """
    item, meeting = await queries.item_to_decide(db, actor, item_id)
    permit(actor, Act.RECORD_BALLOT)
    attendance.check_running(meeting)
    if item.outcome is not None:
        raise RuleBroken(Broken.NO_BALLOT_HERE)
    taken_at = await attendance.ballot_moment(db, meeting, vote.at, now=now)
    there = await presence.presence_at(db, meeting, taken_at, item_id=item.id)
    if there.is_suspended:
        raise RuleBroken(Broken.MEETING_SUSPENDED, "at")
    check_presence(len(there.voters))
    return Called(item, meeting, there, await presence.profile_of(db, meeting), await presence.names_of(db, meeting))


def hold(called: Called, vote: BallotEntry, subject: ResolutionSubject, request: OrderRequest | None = None) -> Held:
    """How the ballot was held: method and majority, as the rules of procedure ask for or as was chosen.

    Raises RuleBroken(SECRET_NOT_ALLOWED, COUNT_NEEDED).
    """
    majority = majority_for(subject, called.rules, request)
    if vote.majority is not MajorityChoice.RULE:
        majority = Majority(SHARES[vote.majority], vote.basis)
    secret_allowed = called.rules.flag(Key.SECRET_BALLOT_ON_MATTERS)
    problem = method_problem(vote.method, majority.share, secret_allowed=secret_allowed)
    refuse_if([problem] if problem else [])
    if vote.method is Method.WITHOUT_COUNT and vote.uncounted is None:
        raise RuleBroken(Broken.REQUIRED, "uncounted")
    return Held(
        subject=subject,
        request=request,
        method=vote.method,
        uncounted=vote.uncounted if vote.method is Method.WITHOUT_COUNT else None,
        majority=majority,
        statutory=called.meeting.statutory_members,
        present=called.there.present,
        taken_at=called.there.moment,
    )


def count(entry: TallyEntry, points: tuple[Put, ...], called: Called, held: Held, *, before: str = "") -> Counted:
    """One ballot, counted. Raises RuleBroken with everything that is wrong about it."""
    tally, problems = _tally(entry, called, held, before)
    refuse_if(problems)
    return _counted(entry, tally, points, held)


def _counted(entry: TallyEntry, tally: Tally, points: tuple[Put, ...], held: Held) -> Counted:
    votes = tuple((vote.person_id, vote.choice) for vote in entry.votes) if held.method is Method.ROLL_CALL else ()
    if held.uncounted is not None:
        return Counted(tally, Outcome.ADOPTED, points)
    return Counted(tally, outcome(tally, held.majority.share, statutory=held.statutory), points, votes)


def _tally(entry: TallyEntry, called: Called, held: Held, before: str) -> tuple[Tally, list[Problem]]:
    """The count, and what is wrong with it. What nobody counted is nought everywhere."""
    excluded = len(called.there.excluded)
    if held.method is Method.WITHOUT_COUNT:
        return Tally(0, 0, excluded=excluded), []
    if held.method is Method.ROLL_CALL:
        asked = [vote.person_id for vote in entry.votes]
        return entry.called(excluded=excluded), roll_call_problems(asked, called.there, called.names, f"{before}votes")
    tally = entry.tally(excluded=excluded)
    problem = sum_problem(tally, len(called.there.voters), f"{before}yes")
    return tally, [problem] if problem else []


def _count(points: Sequence[Put], vote: MotionVote, called: Called, held: Held) -> list[Counted]:
    """One ballot or one per point. Raises RuleBroken with every count that is wrong."""
    if vote.order is VotingOrder.TOGETHER:
        return [count(vote, tuple(points), called, held)]
    by_number = {put.number: put for put in points}
    counts = [
        (typed, (by_number[typed.number],), *_tally(typed, called, held, f"points-{n}-"))
        for n, typed in enumerate(vote.points)
    ]
    refuse_if([problem for *_, problems in counts for problem in problems])
    return [_counted(typed, tally, about, held) for typed, about, tally, _ in counts]


def _check_kind(item: AgendaItem, subject: ResolutionSubject) -> None:
    """Raises RuleBroken(NO_BALLOT_HERE) where the item carries no ballot on such a matter."""
    allowed = {
        ResolutionSubject.CASE_STEP: WITHOUT_MOTION,
        ResolutionSubject.FREE: WITHOUT_MOTION,
        ResolutionSubject.MINUTES_APPROVAL: APPROVING,
    }
    if item.kind not in allowed.get(subject, frozenset()):
        raise RuleBroken(Broken.NO_BALLOT_HERE)


async def _motion(db: Session, item: AgendaItem, motion_id: UUID) -> Motion:
    """The motion on this item, locked. Raises NotFound, RuleBroken(NO_BALLOT_HERE)."""
    if item.kind is not ItemKind.MOTION:
        raise RuleBroken(Broken.NO_BALLOT_HERE)
    if not await queries.is_on_item(db, item, motion_id):
        raise NotFound
    return await motion_queries.within(db, item.body_id, motion_id)


async def _refuse_second(db: Session, item: AgendaItem, motion_id: UUID | None) -> None:
    if await is_decided(db, item.body_id, item.id, motion_id):
        raise RuleBroken(Broken.ALREADY_DECIDED)


def _put(points: Sequence[MotionPoint], vote: MotionVote) -> list[Put]:
    """The motion's points in the wording that was put to the vote; every point must be there, once."""
    typed = {point.number: point.wording for point in vote.points}
    if len(typed) != len(vote.points) or set(typed) != {point.number for point in points}:
        raise RuleBroken(Broken.POINTS_DIFFER, "points")
    return [Put(point.number, point.text, typed[point.number], point.audience) for point in points]


async def _finish_motion(db: Session, motion: Motion, resolution: Resolution, *, actor: Viewer, now: datetime) -> None:
    """The motion takes its last steps, and what leaves the board becomes a recommendation."""
    steps = [MOTION_STEP[resolution.outcome]]
    if motion.state is MotionState.SCHEDULED:
        steps.insert(0, MotionStep.CALL)
    for step in steps:
        await motions.move(db, motion.id, step, act=Act.RECORD_BALLOT, actor=actor, now=now)
    await recommendations.from_resolution(db, resolution, actor=actor, now=now)


async def record_ballot(
    db: Session, resolution: Resolution, vote: BallotEntry, called: Called, *, actor: Viewer, now: datetime
) -> None:
    """The ballot in the journal, in the transaction of the act. How somebody voted by name stays out of it."""
    told = {
        "item": resolution.item_id,
        "subject": resolution.subject,
        "outcome": resolution.outcome,
        "present": called.there.present,
        "quorum": called.there.quorum,
        "vote": vote.model_dump(mode="json", exclude={"votes"}),
    }
    await _record(db, resolution.id, told, actor=actor, now=now)


async def _record(
    db: Session, resolution_id: UUID, told: Mapping[str, object], *, actor: Viewer, now: datetime
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_BALLOT,
        subject_type="resolution",
        subject_id=resolution_id,
        after=told,
    )
