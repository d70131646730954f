"""Conflicts of interest (Widerstreit der Interessen, Befangenheit): who takes no part in an item, and since when."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from pydantic import field_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.attendance import ConflictSource
from beirat.tables.base import BodyRow, Line, Shape, Versioned, belongs_to, one_of


class ConflictOfInterest(BodyRow, Versioned, table=True):
    """A member takes no part in an item. The reason is internal; the public learns of a number alone."""

    __tablename__ = "conflict_of_interest"
    __table_args__ = (
        belongs_to("agenda_item", "item_id"),
        belongs_to("person"),
        belongs_to("resolution"),
        UniqueConstraint("body_id", "item_id", "person_id"),
        CheckConstraint("returned_at IS NULL OR returned_at > left_at", name="returned_after_left"),
    )
    item_id: UUID
    person_id: UUID
    source: ConflictSource = Field(sa_type=one_of(ConflictSource, "conflict_source"))
    resolution_id: UUID | None = Field(default=None, description="with which the board found it")
    left_at: datetime | None = None
    returned_at: datetime | None = None
    reason: str = Field(default="", max_length=300, description="internal")


class ConflictEntry(Shape):
    """A member declares a conflict of interest; with the time of leaving the room."""

    person_id: UUID
    reason: Line = Field(default="", max_length=300)
    left_at: time | None = None

    @field_validator("left_at", mode="before")
    @classmethod
    def _stayed(cls, entered: object) -> object:
        return None if entered == "" else entered


class ConflictReturn(Shape):
    """The member came back into the room."""

    version: int = Field(ge=1)
    at: time


class ConflictRemoval(Shape):
    version: int = Field(ge=1)
