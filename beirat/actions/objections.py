"""Objections to the minutes: written down as they came in, and decided by the board in a meeting (§ 61 Abs. 3 HGO)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions.journal import record
from beirat.actions.sealing import check_day, item_of, locked
from beirat.database import Session
from beirat.queries import minutes_later, people
from beirat.queries import objections as queries
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.minutes import MinutesState, is_late
from beirat.rules.objections import LIFE, ObjectionState, ObjectionStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.objections import MinutesObjection, ObjectionDecision, ObjectionEntry, ObjectionStepTaken


async def enter(
    db: Session, meeting_id: UUID, entered: ObjectionEntry, *, actor: Viewer, now: datetime
) -> MinutesObjection:
    """An objection came in. A late one is written down as well, and marked: the board decides what becomes of it."""
    minutes = await locked(db, actor, meeting_id)
    permit(actor, Act.RECORD_OBJECTION)
    if minutes.state is not MinutesState.DISTRIBUTED or minutes.objections_until is None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    if not await queries.is_member(db, minutes.body_id, entered.raised_by):
        raise RuleBroken(Broken.NOT_A_MEMBER, "raised_by")
    if entered.item_id is not None:
        await item_of(db, minutes, entered.item_id, actor=actor)
    await check_day(db, minutes, entered.received_on, "received_on", cause=minutes.distributed_on, now=now)
    row = MinutesObjection.model_validate(
        entered,
        update={
            "body_id": minutes.body_id,
            "minutes_id": minutes.id,
            "is_late": is_late(entered.received_on, minutes.objections_until),
        },
    )
    db.add(row)
    minutes.touch()
    await db.flush()
    await _record(db, Act.RECORD_OBJECTION, row, actor=actor, now=now)
    return row


async def decide(
    db: Session,
    objection_id: UUID,
    step: ObjectionStep,
    entered: ObjectionDecision,
    *,
    actor: Viewer,
    now: datetime,
) -> MinutesObjection:
    """The board followed the objection or rejected it, by a resolution of a later meeting.

    Following it changes nothing in the minutes: what is right is said by a correction.
    """
    row = await queries.to_change(db, actor, objection_id)
    permit(actor, Act.DECIDE_OBJECTION)
    _check_version(row, entered.version)
    after = LIFE.after(row.state, step)
    if after is ObjectionState.WITHDRAWN:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    minutes = await queries.minutes_of(db, row)
    resolution = await minutes_later.resolution(db, minutes, entered.resolution_id)
    await check_day(db, minutes, resolution.decided_on, "resolution_id", cause=row.received_on, now=now)
    row.state, row.resolution_id, row.decided_on = after, resolution.id, resolution.decided_on
    await _record(db, Act.DECIDE_OBJECTION, row, actor=actor, now=now)
    return row


async def withdraw(
    db: Session, objection_id: UUID, entered: ObjectionStepTaken, *, actor: Viewer, now: datetime
) -> MinutesObjection:
    """Whoever raised the objection has taken it back."""
    row = await queries.to_change(db, actor, objection_id)
    permit(actor, Act.DECIDE_OBJECTION)
    _check_version(row, entered.version)
    row.state = LIFE.after(row.state, ObjectionStep.WITHDRAW)
    row.decided_on = local_day(now, (await people.body_by_id(db, row.body_id)).time_zone)
    await _record(db, Act.DECIDE_OBJECTION, row, actor=actor, now=now)
    return row


def _check_version(row: MinutesObjection, version: int) -> None:
    if row.version != version:
        raise StaleVersion(row.version, {})


async def _record(db: Session, act: Act, row: MinutesObjection, *, actor: Viewer, now: datetime) -> None:
    after = {"state": row.state, "received_on": row.received_on, "is_late": row.is_late}
    await record(db, actor=actor, now=now, act=act, subject_type="minutes_objection", subject_id=row.id, after=after)
