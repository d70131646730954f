"""The objections to the minutes of a meeting: for the board alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.minutes_corrections import CorrectionState
from beirat.rules.objections import ObjectionState
from beirat.rules.permissions import Viewer
from beirat.tables.minutes import Minutes
from beirat.tables.minutes_corrections import Correction
from beirat.tables.objections import MinutesObjection
from beirat.tables.people import Person


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection, who raised it, and what the board decided."""

    id: UUID
    version: int
    raised_by: str
    item_id: UUID | None
    text: str
    received_on: date
    is_late: bool
    state: ObjectionState
    resolution_id: UUID | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What must be settled before the minutes are approved."""

    undecided: int
    without_correction: int


async def of_minutes(db: Session, viewer: Viewer, minutes_id: UUID) -> list[ObjectionView]:
    """In the order in which they came. Raises NotFound for everybody but the board."""
    if not viewer.is_board:
        raise NotFound
    found = await db.exec(
        select(MinutesObjection, Person)
        .join(
            Person, and_(col(Person.body_id) == MinutesObjection.body_id, col(Person.id) == MinutesObjection.raised_by)
        )
        .where(MinutesObjection.body_id == viewer.body_id, MinutesObjection.minutes_id == minutes_id)
        .order_by(col(MinutesObjection.received_on), col(MinutesObjection.id))
    )
    return [
        ObjectionView(
            id=row.id,
            version=row.version,
            raised_by=person.name,
            item_id=row.item_id,
            text=row.text,
            received_on=row.received_on,
            is_late=row.is_late,
            state=row.state,
            resolution_id=row.resolution_id,
            decided_on=row.decided_on,
        )
        for row, person in found
    ]


async def counts(db: Session, minutes: Minutes) -> Counts:
    """How many wait for the board's decision, and how many it followed without a correction being sealed yet."""
    sealed = select(Correction.objection_id).where(
        Correction.body_id == minutes.body_id,
        Correction.state == CorrectionState.SEALED,
        col(Correction.objection_id).is_not(None),
    )
    mine = and_(col(MinutesObjection.body_id) == minutes.body_id, col(MinutesObjection.minutes_id) == minutes.id)
    opened = select(func.count()).where(mine, MinutesObjection.state == ObjectionState.OPEN)
    owed = select(func.count()).where(
        mine, MinutesObjection.state == ObjectionState.UPHELD, col(MinutesObjection.id).not_in(sealed)
    )
    return Counts((await db.exec(opened)).one(), (await db.exec(owed)).one())


async def to_change(db: Session, viewer: Viewer, objection_id: UUID) -> MinutesObjection:
    """The objection, locked. Raises NotFound for everybody but the board."""
    found = await db.exec(
        select(MinutesObjection)
        .where(MinutesObjection.body_id == viewer.body_id, MinutesObjection.id == objection_id)
        .with_for_update()
    )
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return row


async def minutes_of(db: Session, row: MinutesObjection) -> Minutes:
    found = await db.exec(select(Minutes).where(Minutes.body_id == row.body_id, Minutes.id == row.minutes_id))
    return found.one()


async def is_member(db: Session, body_id: UUID, person_id: UUID) -> bool:
    found = await db.exec(select(Person.id).where(Person.body_id == body_id, Person.id == person_id))
    return found.one_or_none() is not None
