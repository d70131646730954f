"""The office keeps the days that no calendar of the Land knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import calendars as queries
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.base import new_id
from beirat.tables.calendars import SpecialDay, SpecialDayDraft


async def add_day(db: Session, entered: SpecialDayDraft, *, actor: Viewer, now: datetime) -> SpecialDay:
    """A feast day or a closing day, one or several in a row."""
    permit(actor, Act.KEEP_CALENDAR)
    row = SpecialDay(
        id=new_id(),
        body_id=actor.body_id,
        kind=entered.kind,
        name=entered.name,
        starts_on=entered.starts_on,
        ends_on=entered.ends_on or entered.starts_on,
        is_yearly=entered.is_yearly,
    )
    db.add(row)
    await db.flush()
    await _record(db, row, actor=actor, now=now, after=_shown(row))
    return row


async def remove_day(db: Session, day_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The day is like all others again; clocks that are running are reckoned without it from now on."""
    row = await queries.to_remove(db, actor, day_id)
    permit(actor, Act.KEEP_CALENDAR)
    await _record(db, row, actor=actor, now=now, before=_shown(row))
    await db.delete(row)


def _shown(row: SpecialDay) -> dict[str, object]:
    return {"kind": row.kind, "name": row.name, "starts_on": row.starts_on, "ends_on": row.ends_on}


async def _record(
    db: Session,
    row: SpecialDay,
    *,
    actor: Viewer,
    now: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.KEEP_CALENDAR,
        subject_type="special_day",
        subject_id=row.id,
        before=before,
        after=after,
    )
