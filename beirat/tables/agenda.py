"""The agenda: items in their order, and the papers on them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.rules.agenda import Direction
from beirat.rules.meetings import ItemKind, ItemOutcome, Part, Referral
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
    __table_args__ = (
        within_body(),
        belongs_to("meeting"),
        belongs_to("agenda_item", "parent_id"),
        belongs_to("agenda_item", "carried_from_id"),
    )
    meeting_id: UUID = Field(index=True)
    position: int
    number: str = Field(default="", max_length=10)
    part: Part = Field(sa_type=one_of(Part, "part"))
    kind: ItemKind = Field(sa_type=one_of(ItemKind, "item_kind"))
    heading: str = Field(max_length=300)
    course: str = Field(default="", max_length=50_000, description="what was said: internal edition only")
    dispatch_number: int = Field(default=0, description="with which dispatch it was sent: 0 is the invitation")
    public_heading: str = Field(default="", max_length=300, description="what everybody reads; empty: the heading")
    parent_id: UUID | None = Field(default=None, description="the item under which it stands: 5.1 under 5")
    planned_minutes: int | None = None
    non_public_reason: str = Field(default="", max_length=300, description="why the public is excluded")
    outcome: ItemOutcome | None = Field(default=None, sa_type=one_of(ItemOutcome, "item_outcome"))
    outcome_reason: str = Field(default="", max_length=300)
    referral: Referral | None = Field(default=None, sa_type=one_of(Referral, "referral"))
    referred_to: str = Field(default="", max_length=200)
    carried_from_id: UUID | None = Field(
        default=None, description="the item of an earlier meeting that was not reached"
    )

    @property
    def shown_heading(self) -> str:
        """What everybody may read where the item is public."""
        return self.public_heading or self.heading


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


class TemplateItem(Shape):
    """A standing item, as the office keeps it. ``public_heading``: what everybody reads, where that differs."""

    heading: Line = Field(min_length=1, max_length=300)
    public_heading: Line = Field(default="", max_length=300)
    part: Part = Part.PUBLIC
    kind: ItemKind = ItemKind.FORMAL
    planned_minutes: int | None = Field(default=None, ge=1, le=600)
    is_closing: bool = False


class AgendaTemplateChange(Shape):
    """All standing items of the board, in their order."""

    items: list[TemplateItem] = Field(max_length=40)


class AgendaTemplateItem(BodyRow, table=True):
    """A standing item of a board's agenda. ``is_closing``: it stands behind the motions, at the end of its part."""

    __tablename__ = "agenda_template_item"
    __table_args__ = (belongs_to("organization"), UniqueConstraint("body_id", "organization_id", "position"))
    organization_id: UUID
    position: int
    heading: str = Field(max_length=300)
    public_heading: str = Field(default="", max_length=300)
    part: Part = Field(sa_type=one_of(Part, "part"))
    kind: ItemKind = Field(sa_type=one_of(ItemKind, "item_kind"))
    planned_minutes: int | None = None
    is_closing: bool = False
