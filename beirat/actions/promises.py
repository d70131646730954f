"""Catching what is promised by word of mouth in a meeting; it can be put right while the minutes are a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from beirat.actions.journal import record
from beirat.actions.minutes import check_open
from beirat.database import Session
from beirat.queries import attendance, ballots
from beirat.queries import promises as queries
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.promises import last_day
from beirat.tables.meetings import Meeting
from beirat.tables.promises import OralPromise, PromiseChange, PromiseDraft, PromiseRemoval


async def catch(db: Session, item_id: UUID, entered: PromiseDraft, *, actor: Viewer, now: datetime) -> OralPromise:
    """Somebody promises something under an item; "bis Ende Q2" becomes its last day, counted from the meeting's day."""
    item, meeting = await ballots.item_to_decide(db, actor, item_id)
    permit(actor, Act.RECORD_PROMISE)
    await check_open(db, meeting)
    row = OralPromise(body_id=item.body_id, item_id=item.id, who="", what="")
    await _fill(db, row, meeting, entered)
    db.add(row)
    await db.flush()
    await _record(db, row, None, _shown(row), actor=actor, now=now)
    return row


async def change(db: Session, promise_id: UUID, entered: PromiseChange, *, actor: Viewer, now: datetime) -> OralPromise:
    """A promise is put right. Raises StaleVersion with what is kept if somebody else changed it meanwhile."""
    row, meeting = await queries.to_change(db, actor, promise_id)
    permit(actor, Act.RECORD_PROMISE)
    await check_open(db, meeting)
    if row.version != entered.version:
        raise StaleVersion(row.version, {"who": row.who, "what": row.what, "by_when_text": row.by_when_text})
    before = _shown(row)
    await _fill(db, row, meeting, entered)
    await _record(db, row, before, _shown(row), actor=actor, now=now)
    return row


async def remove(db: Session, promise_id: UUID, entered: PromiseRemoval, *, actor: Viewer, now: datetime) -> UUID:
    """A promise that was none is taken back; the journal keeps it. Returns the meeting's id."""
    row, meeting = await queries.to_change(db, actor, promise_id)
    permit(actor, Act.RECORD_PROMISE)
    await check_open(db, meeting)
    if row.version != entered.version:
        raise StaleVersion(row.version, {})
    await _record(db, row, _shown(row), None, actor=actor, now=now)
    await db.delete(row)
    return meeting.id


async def _fill(db: Session, row: OralPromise, meeting: Meeting, entered: PromiseDraft) -> None:
    """Raises RuleBroken(POINT_OF_OTHER_MATTER) for a point that the item is not about."""
    point_id = entered.recommendation_point_id
    if point_id is not None and point_id not in {
        point.id for point in await queries.points_of_item(db, row.body_id, row.item_id)
    }:
        raise RuleBroken(Broken.POINT_OF_OTHER_MATTER, "recommendation_point_id")
    said_on = (await attendance.start_of(db, meeting)).date()
    row.who, row.what, row.by_when_text = entered.who, entered.what, entered.by_when_text
    row.due_on, row.recommendation_point_id = last_day(entered.by_when_text, said_on), point_id


def _shown(row: OralPromise) -> dict[str, object]:
    return {"who": row.who, "text": row.what, "by_when": row.by_when_text, "due_on": row.due_on}


async def _record(
    db: Session,
    row: OralPromise,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_PROMISE,
        subject_type="oral_promise",
        subject_id=row.id,
        before=before,
        after=after,
    )
