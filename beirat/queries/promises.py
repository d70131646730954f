"""What was promised by word of mouth in meetings, for the board alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import meetings
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import AgendaCase, AgendaItem
from beirat.tables.meetings import Meeting
from beirat.tables.promises import OralPromise
from beirat.tables.recommendations import Recommendation, RecommendationPoint


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise and where it was given; ``about`` names the point of a recommendation, "E-2026/002, Punkt 3"."""

    id: UUID
    version: int
    item_id: UUID
    item_number: str
    item: str
    who: str
    what: str
    by_when_text: str
    due_on: date | None
    recommendation_point_id: UUID | None
    about: str


@dataclass(frozen=True, slots=True)
class PointChoice:
    """A point that a promise under an item may be about."""

    id: UUID
    number: int
    text: str


async def of_meeting(db: Session, viewer: Viewer, meeting_id: UUID) -> tuple[PromiseView, ...]:
    """Every promise of a meeting in the order of its agenda. Raises NotFound for everybody but the board."""
    known = select(Meeting.id).where(Meeting.body_id == viewer.body_id, Meeting.id == meeting_id)
    if not viewer.is_board or (await db.exec(known)).first() is None:
        raise NotFound
    point, case = RecommendationPoint, Recommendation
    found = await db.exec(
        select(OralPromise, AgendaItem.number, AgendaItem.heading, point.number, case.year, case.number)  # type: ignore[call-overload]
        .join(
            AgendaItem, and_(col(AgendaItem.body_id) == OralPromise.body_id, col(AgendaItem.id) == OralPromise.item_id)
        )
        .join(
            point,
            and_(col(point.body_id) == OralPromise.body_id, col(point.id) == OralPromise.recommendation_point_id),
            isouter=True,
        )
        .join(case, and_(col(case.body_id) == point.body_id, col(case.id) == point.recommendation_id), isouter=True)
        .where(OralPromise.body_id == viewer.body_id, AgendaItem.meeting_id == meeting_id)
        .order_by(col(AgendaItem.position), col(OralPromise.id))
    )
    return tuple(_promise(*row) for row in found)


def _promise(
    row: OralPromise, item_number: str, item: str, point: int | None, year: int | None, number: int | None
) -> PromiseView:
    return PromiseView(
        id=row.id,
        version=row.version,
        item_id=row.item_id,
        item_number=item_number,
        item=item,
        who=row.who,
        what=row.what,
        by_when_text=row.by_when_text,
        due_on=row.due_on,
        recommendation_point_id=row.recommendation_point_id,
        about=f"E-{year}/{number:03d}, Punkt {point}" if number is not None else "",
    )


async def view(db: Session, viewer: Viewer, meeting_id: UUID, promise_id: UUID) -> PromiseView:
    """One promise of the meeting. Raises NotFound."""
    for one in await of_meeting(db, viewer, meeting_id):
        if one.id == promise_id:
            return one
    raise NotFound


async def points_of_item(db: Session, body_id: UUID, item_id: UUID) -> tuple[PointChoice, ...]:
    """The points of the recommendation that an item is about; none for other items."""
    point: Any = RecommendationPoint
    found = await db.exec(
        select(point.id, point.number, point.text)
        .join(
            AgendaCase,
            and_(
                col(AgendaCase.body_id) == point.body_id, col(AgendaCase.recommendation_id) == point.recommendation_id
            ),
        )
        .where(point.body_id == body_id, AgendaCase.item_id == item_id)
        .order_by(point.number)
    )
    return tuple(PointChoice(*row) for row in found)


async def meeting_of(db: Session, viewer: Viewer, promise_id: UUID) -> UUID:
    """The meeting in which a promise was given. Raises NotFound for everybody but the board."""
    found = await db.exec(
        select(AgendaItem.meeting_id)
        .join(
            OralPromise, and_(col(OralPromise.body_id) == AgendaItem.body_id, col(OralPromise.item_id) == AgendaItem.id)
        )
        .where(
            OralPromise.body_id == viewer.body_id, AgendaItem.body_id == viewer.body_id, OralPromise.id == promise_id
        )
    )
    meeting_id = found.one_or_none()
    if meeting_id is None or not viewer.is_board:
        raise NotFound
    return meeting_id


async def to_change(db: Session, viewer: Viewer, promise_id: UUID) -> tuple[OralPromise, Meeting]:
    """The promise behind the lock of its meeting. Raises NotFound for everybody but the board."""
    meeting = await meetings.to_change(db, viewer, await meeting_of(db, viewer, promise_id))
    found = await db.exec(
        select(OralPromise).where(OralPromise.body_id == viewer.body_id, OralPromise.id == promise_id)
    )
    return found.one(), meeting
