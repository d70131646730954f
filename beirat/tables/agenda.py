"""The agenda: items in their order, and the papers on them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.rules.agenda import Direction
from beirat.rules.meetings import ItemKind, Part
from beirat.rules.recommendations import CaseStep
from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, one_of, within_body


class ItemDraft(Shape):
    """An item as the office adds it. With a motion, the heading may stay empty: it is the motion's title then."""

    heading: Line = Field(default="", max_length=300)
    part: Part = Part.PUBLIC
    kind: ItemKind = ItemKind.REPORT
    motion_id: UUID | None = None
    recommendation_id: UUID | None = None
    case_step: CaseStep | None = None


class ItemChange(Shape):
    version: int = Field(ge=1)
    heading: Line = Field(min_length=1, max_length=300)
    part: Part


class ItemMove(Shape):
    """One place further up or down."""

    version: int = Field(ge=1)
    direction: Direction


class ItemAdjournment(Shape):
    """The board puts an item off, and says why."""

    version: int = Field(ge=1)
    reason: Line = Field(min_length=2, max_length=300)


class CourseChange(Shape):
    """What was said, for the internal edition; ``version`` is the one the writer started from."""

    version: int = Field(ge=1)
    course: Text = Field(default="", max_length=50_000)


class AgendaItem(BodyRow, Versioned, table=True):
    """An agenda item (TOP). Its number is frozen when the invitations go out."""

    __tablename__ = "agenda_item"
    __table_args__ = (within_body(), belongs_to("meeting"))
    meeting_id: UUID = Field(index=True)
    position: int
    number: str = Field(default="", max_length=10)
    part: Part = Field(sa_type=one_of(Part, "part"))
    kind: ItemKind = Field(sa_type=one_of(ItemKind, "item_kind"))
    heading: str = Field(max_length=300)
    course: str = Field(default="", max_length=50_000, description="what was said: internal edition only")
    is_adjourned: bool = False
    adjourned_reason: str = Field(default="", max_length=300)


class AgendaMotion(BodyRow, table=True):
    """A motion that is on an item; an item may carry several."""

    __tablename__ = "agenda_motion"
    __table_args__ = (
        belongs_to("agenda_item", "item_id"),
        belongs_to("motion"),
        UniqueConstraint("body_id", "item_id", "motion_id"),
    )
    item_id: UUID = Field(index=True)
    motion_id: UUID = Field(index=True)


class AgendaCase(BodyRow, table=True):
    """A recommendation that is on an item, with what the board is to decide about it."""

    __tablename__ = "agenda_case"
    __table_args__ = (
        belongs_to("agenda_item", "item_id"),
        belongs_to("recommendation"),
        UniqueConstraint("body_id", "item_id"),
    )
    item_id: UUID
    recommendation_id: UUID = Field(index=True)
    step: CaseStep = Field(sa_type=one_of(CaseStep, "case_step"))
