"""Keeping what was decided, with the tasks that the board set itself; and undoing it while the meeting runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from beirat.actions import attendance, motions, recommendations
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import ballots, people, tasks
from beirat.queries import resolutions as queries
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.motions import Audience, MotionStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.resolutions import DecidedPoint, outcome_of
from beirat.rules.voting import Outcome, Tally, VotingOrder, is_unanimous
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot, BallotPoint
from beirat.tables.base import new_id
from beirat.tables.resolutions import Annulment, BoardTask, Resolution, ResolutionPoint


@dataclass(frozen=True)
class Put:
    """A point as it was put to the vote."""

    number: int
    proposed: str
    wording: str
    audience: Audience


@dataclass(frozen=True)
class Counted:
    """One ballot: its count, what the rule of voting made of it, and the points it was about."""

    tally: Tally
    outcome: Outcome
    points: tuple[Put, ...]


async def keep(
    db: Session,
    item: AgendaItem,
    motion_id: UUID | None,
    counted: Sequence[Counted],
    *,
    order: VotingOrder,
    present: int,
    taken_at: datetime,
) -> Resolution:
    """Writes the resolution that the ballots make, with its points and, for a motion, the board's own tasks.

    What was counted must have been checked before; the database refuses a sum that does not match those present.
    """
    decided = [DecidedPoint(put.proposed, put.wording, one.outcome.is_adopted) for one in counted for put in one.points]
    resolution = Resolution(
        body_id=item.body_id,
        item_id=item.id,
        motion_id=motion_id,
        decided_on=await _day(db, item.body_id, taken_at),
        order=order,
        outcome=outcome_of(decided),
        unanimous=all(is_unanimous(one.tally) for one in counted),
    )
    db.add(resolution)
    await db.flush()
    for position, one in enumerate(counted, start=1):
        await _keep_ballot(db, resolution, one, position=position, present=present, taken_at=taken_at)
    return resolution


async def _keep_ballot(
    db: Session, resolution: Resolution, counted: Counted, *, position: int, present: int, taken_at: datetime
) -> None:
    ballot = Ballot(
        body_id=resolution.body_id,
        item_id=resolution.item_id,
        resolution_id=resolution.id,
        position=position,
        present=present,
        yes=counted.tally.yes,
        no=counted.tally.no,
        abstained=counted.tally.abstained,
        invalid=counted.tally.invalid,
        outcome=counted.outcome,
        taken_at=taken_at,
    )
    points = [_point(resolution, put, is_adopted=counted.outcome.is_adopted) for put in counted.points]
    db.add_all([ballot, *points])
    await db.flush()
    for point in points:
        db.add(BallotPoint(body_id=resolution.body_id, ballot_id=ballot.id, resolution_point_id=point.id))
        if resolution.motion_id and point.is_adopted and point.audience is Audience.BOARD:
            db.add(_task(resolution, point))
    await db.flush()


def _point(resolution: Resolution, put: Put, *, is_adopted: bool) -> ResolutionPoint:
    return ResolutionPoint(
        id=new_id(),
        body_id=resolution.body_id,
        resolution_id=resolution.id,
        number=put.number,
        proposed=put.proposed,
        wording=put.wording,
        audience=put.audience,
        is_adopted=is_adopted,
    )


def _task(resolution: Resolution, point: ResolutionPoint) -> BoardTask:
    """A point that the board set itself: kept under the motion's number, without a clock."""
    return BoardTask(body_id=resolution.body_id, resolution_id=resolution.id, number=point.number, text=point.wording)


async def annul(db: Session, resolution_id: UUID, entered: Annulment, *, actor: Viewer, now: datetime) -> Resolution:
    """Undoes a ballot that was recorded wrongly, while the meeting still runs. It stays in the record, annulled.

    The recommendation is annulled with it, the board's tasks go, the motion is under debate again.
    """
    resolution = await queries.to_annul(db, actor, resolution_id)
    permit(actor, Act.RECORD_BALLOT)
    _, meeting = await ballots.item_to_decide(db, actor, resolution.item_id)
    attendance.check_running(meeting)
    if resolution.version != entered.version:
        raise StaleVersion(resolution.version, {})
    if resolution.annulled_at is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    resolution.annulled_at = now
    await recommendations.annul_of(db, resolution, actor=actor, now=now)
    for task in await tasks.of_resolution(db, resolution):
        await db.delete(task)
    if resolution.motion_id is not None:
        await motions.move(db, resolution.motion_id, MotionStep.ANNUL, act=Act.RECORD_BALLOT, actor=actor, now=now)
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_BALLOT,
        subject_type="resolution",
        subject_id=resolution.id,
        after={"annulled": True},
    )
    return resolution


async def _day(db: Session, body_id: UUID, moment: datetime) -> date:
    """The day of a moment in the district's own time."""
    body = await people.body_by_id(db, body_id)
    return moment.astimezone(ZoneInfo(body.time_zone)).date()
