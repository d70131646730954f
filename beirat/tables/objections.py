"""Objections to the minutes, and what the board decided about them. Internal, all of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from beirat.rules.objections import ObjectionState
from beirat.tables.base import BodyRow, Shape, Text, Versioned, belongs_to, one_of, within_body


class ObjectionEntry(Shape):
    """An objection as it came in: from whom, to what, on which day."""

    raised_by: UUID
    item_id: UUID | None = None
    text: Text = Field(min_length=3, max_length=2000)
    received_on: date


class ObjectionDecision(Shape):
    """What the board decided, by which resolution of which meeting; ``version`` is the objection's."""

    version: int = Field(ge=1)
    resolution_id: UUID


class ObjectionStepTaken(Shape):
    version: int = Field(ge=1)


class MinutesObjection(BodyRow, Versioned, table=True):
    """An objection (Einwendung). ``is_late`` was frozen when it was written down."""

    __tablename__ = "minutes_objection"
    __table_args__ = (
        within_body(),
        belongs_to("minutes"),
        belongs_to("person", "raised_by"),
        belongs_to("agenda_item", "item_id"),
        belongs_to("resolution"),
        CheckConstraint(
            "(state IN ('upheld', 'rejected')) = (resolution_id IS NOT NULL)", name="decided_by_resolution"
        ),
    )
    minutes_id: UUID = Field(index=True)
    raised_by: UUID
    item_id: UUID | None = None
    text: str = Field(max_length=2000)
    received_on: date
    is_late: bool
    state: ObjectionState = Field(default=ObjectionState.OPEN, sa_type=one_of(ObjectionState, "objection_state"))
    resolution_id: UUID | None = None
    decided_on: date | None = None
