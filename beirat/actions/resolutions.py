"""Keeping what was decided, with the tasks that the board set itself; and undoing it while the meeting runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from beirat.actions import attendance, consequences, motions, publication, recommendations
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import ballots, people, tasks
from beirat.queries import resolutions as queries
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.meetings import Part
from beirat.rules.motions import Audience, MotionStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.resolutions import DecidedPoint, OrderRequest, ResolutionOutcome, ResolutionSubject, outcome_of
from beirat.rules.voting import Choice, Majority, Method, Outcome, Tally, Uncounted, VotingOrder, is_unanimous
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot, BallotPoint, Vote
from beirat.tables.base import new_id
from beirat.tables.publication import Published
from beirat.tables.resolutions import Announcing, Annulment, BoardTask, Resolution, ResolutionPoint


@dataclass(frozen=True)
class Put:
    """A point as it was put to the vote."""

    number: int
    proposed: str
    wording: str
    audience: Audience


@dataclass(frozen=True)
class Counted:
    """One ballot: its count, what the rule of voting made of it, its points, and in a roll call who voted how."""

    tally: Tally
    outcome: Outcome
    points: tuple[Put, ...]
    votes: tuple[tuple[UUID, Choice], ...] = ()


@dataclass(frozen=True)
class Held:
    """How the ballots of a resolution were held: on what, by which method and majority, with how many present."""

    subject: ResolutionSubject
    majority: Majority
    statutory: int
    present: int
    taken_at: datetime
    request: OrderRequest | None = None
    method: Method = Method.OPEN
    uncounted: Uncounted | None = None
    block_id: UUID | None = None


async def keep(
    db: Session,
    item: AgendaItem,
    motion_id: UUID | None,
    counted: Sequence[Counted],
    held: Held,
    *,
    order: VotingOrder,
) -> Resolution:
    """Writes the resolution that the ballots make, with its points and, for a motion, the board's own tasks.

    What was counted must have been checked before; the database refuses a sum that does not match those present.
    """
    decided = [DecidedPoint(put.proposed, put.wording, one.outcome.is_adopted) for one in counted for put in one.points]
    resolution = Resolution(
        body_id=item.body_id,
        item_id=item.id,
        motion_id=motion_id,
        subject=held.subject,
        request=held.request,
        decided_on=await day_of(db, item.body_id, held.taken_at),
        order=order,
        outcome=outcome_of(decided),
        unanimous=held.uncounted is not None or all(is_unanimous(one.tally) for one in counted),
    )
    db.add(resolution)
    await db.flush()
    for position, one in enumerate(counted, start=1):
        await _keep_ballot(db, resolution, one, held, position=position)
    return resolution


def _ballot(resolution: Resolution, counted: Counted, held: Held, *, position: int) -> Ballot:
    share = held.majority.share
    return Ballot(
        id=new_id(),
        body_id=resolution.body_id,
        item_id=resolution.item_id,
        resolution_id=resolution.id,
        position=position,
        method=held.method,
        uncounted=held.uncounted,
        block_id=held.block_id,
        numerator=share.fraction.numerator,
        denominator=share.fraction.denominator,
        base=share.base,
        is_strict=share.is_strict,
        basis=held.majority.basis[:200],
        statutory=held.statutory,
        present=held.present,
        **asdict(counted.tally),
        outcome=counted.outcome,
        taken_at=held.taken_at,
    )


async def _keep_ballot(db: Session, resolution: Resolution, counted: Counted, held: Held, *, position: int) -> None:
    ballot = _ballot(resolution, counted, held, position=position)
    points = [_point(resolution, put, is_adopted=counted.outcome.is_adopted) for put in counted.points]
    db.add_all([ballot, *points])
    await db.flush()
    for point in points:
        db.add(BallotPoint(body_id=resolution.body_id, ballot_id=ballot.id, resolution_point_id=point.id))
        if resolution.subject is ResolutionSubject.MOTION and point.is_adopted and point.audience is Audience.BOARD:
            db.add(_task(resolution, point))
    for person_id, choice in counted.votes:
        db.add(
            Vote(
                body_id=ballot.body_id,
                ballot_id=ballot.id,
                method=ballot.method,
                person_id=person_id,
                choice=choice,
            )
        )
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
    item, meeting = await ballots.item_to_decide(db, actor, resolution.item_id)
    attendance.check_running(meeting)
    if resolution.version != entered.version:
        raise StaleVersion(resolution.version, {})
    if resolution.annulled_at is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    resolution.annulled_at = now
    await db.flush()
    await consequences.undo(db, resolution, item, meeting, actor=actor, now=now)
    await recommendations.annul_of(db, resolution, actor=actor, now=now)
    for task in await tasks.of_resolution(db, resolution):
        await db.delete(task)
    if resolution.subject is ResolutionSubject.MOTION and resolution.motion_id is not None:
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


async def announce(
    db: Session, resolution_id: UUID, entered: Announcing, *, actor: Viewer, now: datetime
) -> Resolution:
    """A resolution of the non-public part is announced in public; only from then on others see wording and outcome.

    § 52 Abs. 2 HGO: as soon as the public is back, where that can be done. Raises RuleBroken(NOT_NON_PUBLIC).
    """
    resolution = await queries.to_annul(db, actor, resolution_id)
    permit(actor, Act.RECORD_BALLOT)
    item, meeting = await ballots.item_to_decide(db, actor, resolution.item_id)
    attendance.check_running(meeting)
    if resolution.version != entered.version:
        raise StaleVersion(resolution.version, {})
    if resolution.annulled_at is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    if item.part is Part.PUBLIC or resolution.announced_at is not None:
        raise RuleBroken(Broken.NOT_NON_PUBLIC)
    resolution.announced_at = await attendance.ballot_moment(db, meeting, entered.at, now=now)
    await publication.touch(db, Published.MEETING, meeting.id, body_id=meeting.body_id, now=now)
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_BALLOT,
        subject_type="resolution",
        subject_id=resolution.id,
        after={"announced_at": resolution.announced_at},
    )
    return resolution


async def keep_without_ballot(
    db: Session, item: AgendaItem, wording: str, *, subject: ResolutionSubject, is_adopted: bool, day: date
) -> Resolution:
    """A resolution whose votes were counted elsewhere: an election, round by round."""
    resolution = Resolution(
        body_id=item.body_id,
        item_id=item.id,
        subject=subject,
        decided_on=day,
        order=VotingOrder.TOGETHER,
        outcome=ResolutionOutcome.ADOPTED if is_adopted else ResolutionOutcome.REJECTED,
        unanimous=False,
    )
    db.add(resolution)
    await db.flush()
    db.add(_point(resolution, Put(1, wording, wording, Audience.BOARD), is_adopted=is_adopted))
    await db.flush()
    return resolution


async def day_of(db: Session, body_id: UUID, moment: datetime) -> date:
    """The day of a moment in the district's own time."""
    body = await people.body_by_id(db, body_id)
    return moment.astimezone(ZoneInfo(body.time_zone)).date()
