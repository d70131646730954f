"""Recording a ballot: the count is checked against those present, the rules say what came of it, the rest follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from beirat.actions import attendance, motions, recommendations, resolutions
from beirat.actions.journal import record
from beirat.actions.resolutions import Counted, Put
from beirat.database import Session
from beirat.queries import attendance as presence
from beirat.queries import ballots as queries
from beirat.queries import motions as motion_queries
from beirat.queries.resolutions import is_decided
from beirat.rules.errors import Broken, NotFound, RuleBroken, StaleVersion, refuse_if
from beirat.rules.meetings import ItemKind
from beirat.rules.motions import Audience, MotionState, MotionStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.resolutions import MOTION_STEP
from beirat.rules.voting import Tally, VotingOrder, check_presence, outcome, sum_problem
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import ItemVote, MotionVote
from beirat.tables.meetings import Meeting
from beirat.tables.motions import Motion, MotionPoint
from beirat.tables.resolutions import Resolution

WITHOUT_MOTION = frozenset({ItemKind.REPORT, ItemKind.FOLLOW_UP})


async def decide_motion(
    db: Session, item_id: UUID, motion_id: UUID, vote: MotionVote, *, actor: Viewer, now: datetime
) -> Resolution:
    """The board votes on a motion: all points with one count, or each with its own.

    Raises RuleBroken with every count that does not match those present. Adopted points that leave the board become a
    recommendation, those for the board itself its tasks.
    """
    item, meeting = await _called(db, item_id, actor=actor)
    motion = await _motion(db, item, motion_id)
    if motion.version != vote.version:
        raise StaleVersion(motion.version, {})
    await _refuse_second(db, item, motion_id)
    points = _put(await motion_queries.points_of(db, item.body_id, motion_id), vote)
    taken_at = await attendance.ballot_moment(db, meeting, vote.at, now=now)
    present = await _present(db, meeting, taken_at)
    counted = _count(points, vote, present)
    resolution = await resolutions.keep(
        db, item, motion_id, counted, order=vote.order, present=present, taken_at=taken_at
    )
    await _finish_motion(db, motion, resolution, actor=actor, now=now)
    await _record(db, resolution, vote, present=present, actor=actor, now=now)
    return resolution


async def decide_item(db: Session, item_id: UUID, vote: ItemVote, *, actor: Viewer, now: datetime) -> Resolution:
    """The board decides on something else than a motion: about a recommendation's case, or about a report.

    Raises RuleBroken(NO_BALLOT_HERE) where nothing is put to the vote, as under "Verschiedenes".
    """
    item, meeting = await _called(db, item_id, actor=actor)
    if item.kind not in WITHOUT_MOTION:
        raise RuleBroken(Broken.NO_BALLOT_HERE)
    case = await queries.case_of(db, item)
    if case is not None:
        await _refuse_second(db, item, None)
    taken_at = await attendance.ballot_moment(db, meeting, vote.at, now=now)
    present = await _present(db, meeting, taken_at)
    refuse_if([problem for problem in [sum_problem(vote.tally(), present, "yes")] if problem])
    put = Put(1, vote.wording, vote.wording, Audience.BOARD)
    counted = [Counted(vote.tally(), outcome(vote.tally()), (put,))]
    resolution = await resolutions.keep(
        db, item, None, counted, order=VotingOrder.TOGETHER, present=present, taken_at=taken_at
    )
    if case is not None and counted[0].outcome.is_adopted:
        await recommendations.decide_step(db, case.recommendation_id, case.step, resolution, actor=actor, now=now)
    await _record(db, resolution, vote, present=present, actor=actor, now=now)
    return resolution


async def _called(db: Session, item_id: UUID, *, actor: Viewer) -> tuple[AgendaItem, Meeting]:
    """The item of a running meeting, which is locked for this transaction."""
    item, meeting = await queries.item_to_decide(db, actor, item_id)
    permit(actor, Act.RECORD_BALLOT)
    attendance.check_running(meeting)
    if item.outcome is not None:
        raise RuleBroken(Broken.NO_BALLOT_HERE)
    return item, meeting


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


async def _present(db: Session, meeting: Meeting, moment: datetime) -> int:
    """How many can vote at the moment. Raises RuleBroken(NOBODY_PRESENT)."""
    day = (await presence.start_of(db, meeting)).date()
    present = await presence.present_voters(db, meeting, day, moment)
    check_presence(present)
    return present


def _put(points: Sequence[MotionPoint], vote: MotionVote) -> list[Put]:
    """The motion's points in the wording that was put to the vote; every point must be there, once."""
    typed = {point.number: point.wording for point in vote.points}
    if len(typed) != len(vote.points) or set(typed) != {point.number for point in points}:
        raise RuleBroken(Broken.POINTS_DIFFER, "points")
    return [Put(point.number, point.text, typed[point.number], point.audience) for point in points]


def _count(points: Sequence[Put], vote: MotionVote, present: int) -> list[Counted]:
    """One ballot or one per point. Raises RuleBroken with every count that does not sum."""
    if vote.order is VotingOrder.TOGETHER:
        counts: list[tuple[str, Tally, tuple[Put, ...]]] = [("yes", vote.tally(), tuple(points))]
    else:
        by_number = {put.number: put for put in points}
        counts = [(f"points-{n}-yes", typed.tally(), (by_number[typed.number],)) for n, typed in enumerate(vote.points)]
    refuse_if([problem for field, tally, _ in counts if (problem := sum_problem(tally, present, field))])
    return [Counted(tally, outcome(tally), about) for _, tally, about in counts]


async def _finish_motion(db: Session, motion: Motion, resolution: Resolution, *, actor: Viewer, now: datetime) -> None:
    """The motion takes its last steps, and what leaves the board becomes a recommendation."""
    steps = [MOTION_STEP[resolution.outcome]]
    if motion.state is MotionState.SCHEDULED:
        steps.insert(0, MotionStep.CALL)
    for step in steps:
        await motions.move(db, motion.id, step, act=Act.RECORD_BALLOT, actor=actor, now=now)
    await recommendations.from_resolution(db, resolution, actor=actor, now=now)


async def _record(
    db: Session, resolution: Resolution, vote: MotionVote | ItemVote, *, present: int, actor: Viewer, now: datetime
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_BALLOT,
        subject_type="resolution",
        subject_id=resolution.id,
        after={
            "item": resolution.item_id,
            "outcome": resolution.outcome,
            "present": present,
            "vote": vote.model_dump(mode="json"),
        },
    )
