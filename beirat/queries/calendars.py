"""The days that a district lists itself: feasts that the board heeds, closing days of the administration."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.calendars import DayKind, LandCalendar, Span
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Role, Viewer
from beirat.tables.calendars import SpecialDay
from beirat.tables.people import Body

MOST_DAYS = 500


@dataclass(frozen=True, slots=True)
class SpecialDayView:
    id: UUID
    version: int
    span: Span


async def spans(db: Session, body_id: UUID) -> tuple[Span, ...]:
    """Every day that the district lists, by its beginning."""
    found = await db.exec(
        select(SpecialDay)
        .where(SpecialDay.body_id == body_id)
        .order_by(col(SpecialDay.starts_on), col(SpecialDay.id))
        .limit(MOST_DAYS)
    )
    return tuple(as_span(row) for row in found)


async def working_days(db: Session, body_id: UUID) -> LandCalendar:
    """The working days of the district: those of its Land without the closing days of its administration."""
    land = (await db.exec(select(Body.land).where(Body.id == body_id))).one_or_none()
    if land is None:
        raise NotFound
    closed = tuple(span for span in await spans(db, body_id) if span.kind is DayKind.CLOSING)
    return LandCalendar(land, closed)


async def listing(db: Session, viewer: Viewer) -> list[SpecialDayView]:
    """The days for those who may read or keep them. Raises NotFound for the administration."""
    if not (viewer.is_board or viewer.has(Role.ADMIN)):
        raise NotFound
    found = await db.exec(
        select(SpecialDay)
        .where(SpecialDay.body_id == viewer.body_id)
        .order_by(col(SpecialDay.starts_on), col(SpecialDay.id))
        .limit(MOST_DAYS)
    )
    return [SpecialDayView(row.id, row.version, as_span(row)) for row in found]


def as_span(row: SpecialDay) -> Span:
    return Span(row.kind, row.name, row.starts_on, row.ends_on, row.is_yearly)


async def to_remove(db: Session, viewer: Viewer, day_id: UUID) -> SpecialDay:
    """One of the days, locked. Raises NotFound."""
    found = await db.exec(
        select(SpecialDay).where(SpecialDay.body_id == viewer.body_id, SpecialDay.id == day_id).with_for_update()
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row
