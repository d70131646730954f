"""Conflicts of interest as the board sees them; the public learns of a number alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.attendance import ConflictSource
from beirat.rules.errors import NotFound
from beirat.tables.agenda import AgendaItem
from beirat.tables.conflicts import ConflictOfInterest
from beirat.tables.meetings import Meeting
from beirat.tables.people import Person
from beirat.tables.resolutions import Resolution


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Who takes no part in an item, since when out of the room, and the reason for the board alone."""

    id: UUID
    version: int
    item_id: UUID
    person_id: UUID
    name: str
    source: ConflictSource
    left_at: datetime | None
    returned_at: datetime | None
    reason: str


async def of_meeting(db: Session, meeting: Meeting) -> list[ConflictView]:
    """Every conflict of a meeting, by family name; the caller has seen to it that the viewer is of the board."""
    found = await db.exec(
        select(AgendaItem.id).where(AgendaItem.body_id == meeting.body_id, AgendaItem.meeting_id == meeting.id)
    )
    return await of_items(db, meeting.body_id, found)


async def of_items(db: Session, body_id: UUID, item_ids: Iterable[UUID]) -> list[ConflictView]:
    """The conflicts on some items, by family name. Internal: with names and reasons."""
    found = await db.exec(
        select(ConflictOfInterest, Person)
        .join(
            Person,
            and_(col(Person.body_id) == ConflictOfInterest.body_id, col(Person.id) == ConflictOfInterest.person_id),
        )
        .where(
            ConflictOfInterest.body_id == body_id,
            Person.body_id == body_id,
            col(ConflictOfInterest.item_id).in_(list(item_ids)),
        )
        .order_by(func.lower(Person.family_name), func.lower(Person.given_name), col(ConflictOfInterest.id))
    )
    return [_view(row, person) for row, person in found]


async def count_by_item(db: Session, body_id: UUID, item_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many took no part in each of some items: all that the public learns."""
    found = await db.exec(
        select(ConflictOfInterest.item_id, func.count())
        .where(ConflictOfInterest.body_id == body_id, col(ConflictOfInterest.item_id).in_(list(item_ids)))
        .group_by(col(ConflictOfInterest.item_id))
    )
    return dict(found.all())


def _view(row: ConflictOfInterest, person: Person) -> ConflictView:
    return ConflictView(
        id=row.id,
        version=row.version,
        item_id=row.item_id,
        person_id=row.person_id,
        name=person.name,
        source=row.source,
        left_at=row.left_at,
        returned_at=row.returned_at,
        reason=row.reason,
    )


async def to_change(db: Session, meeting: Meeting, conflict_id: UUID) -> ConflictOfInterest:
    """One conflict of this meeting. Raises NotFound."""
    found = await db.exec(
        select(ConflictOfInterest)
        .join(
            AgendaItem,
            and_(
                col(AgendaItem.body_id) == ConflictOfInterest.body_id,
                col(AgendaItem.id) == ConflictOfInterest.item_id,
            ),
        )
        .where(
            ConflictOfInterest.body_id == meeting.body_id,
            AgendaItem.body_id == meeting.body_id,
            AgendaItem.meeting_id == meeting.id,
            ConflictOfInterest.id == conflict_id,
        )
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row


async def of_person(db: Session, body_id: UUID, item_id: UUID, person_id: UUID) -> ConflictOfInterest | None:
    """The conflict of one person on one item, if there is one."""
    found = await db.exec(
        select(ConflictOfInterest).where(
            ConflictOfInterest.body_id == body_id,
            ConflictOfInterest.item_id == item_id,
            ConflictOfInterest.person_id == person_id,
        )
    )
    return found.one_or_none()


async def found_by(db: Session, resolution: Resolution) -> list[ConflictOfInterest]:
    """The conflict that the board found with this resolution."""
    found = await db.exec(
        select(ConflictOfInterest).where(
            ConflictOfInterest.body_id == resolution.body_id, ConflictOfInterest.resolution_id == resolution.id
        )
    )
    return list(found)
