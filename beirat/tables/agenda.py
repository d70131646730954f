"""The agenda: items in their order, and the papers on them."""

from __future__ import annotations

from uuid import UUID

from pydantic import field_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.rules.agenda import Direction
from beirat.rules.meetings import ItemKind, ItemOutcome, Part, Referral
from beirat.rules.recommendations import CaseStep
from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, one_of, within_body


class ItemDraft(Shape):
    """An item as the office adds it. With a motion, the heading may stay empty: it is the motion's title then.

    Under a parent it stands in the parent's part. ``planned_minutes`` is how long it is likely to take.
    """

    heading: Line = Field(default="", max_length=300)
    public_heading: Line = Field(default="", max_length=300)
    part: Part = Part.PUBLIC
    kind: ItemKind = ItemKind.REPORT
    parent_id: UUID | None = None
    planned_minutes: int | None = Field(default=None, ge=1, le=600)
    non_public_reason: Line = Field(default="", max_length=300, description="internal: why the public is excluded")
    motion_id: UUID | None = None
    recommendation_id: UUID | None = None
    case_step: CaseStep | None = None


class ItemChange(Shape):
    version: int = Field(ge=1)
    heading: Line = Field(min_length=1, max_length=300)
    public_heading: Line | None = Field(default=None, max_length=300)
    part: Part
    planned_minutes: int | None = Field(default=None, ge=1, le=600)
    non_public_reason: Line | None = Field(default=None, max_length=300)


class ItemPlace(Shape):
    """In front of another item of its part, or under its parent; ``before`` empty: behind all of them."""

    version: int = Field(ge=1)
    before: UUID | None = None


class ItemPaper(Shape):
    """One more motion on an item."""

    version: int | None = Field(default=None, ge=1)
    motion_id: UUID


class CarryOver(Shape):
    """The meeting to which everything goes that was not reached."""

    meeting_id: UUID


class ItemMove(Shape):
    """One place further up or down."""

    version: int = Field(ge=1)
    direction: Direction


class ItemAdjournment(Shape):
    """The board does not decide on an item in this meeting, and says why; a referral says to whom it goes."""

    version: int = Field(ge=1)
    reason: Line = Field(min_length=2, max_length=300)
    outcome: ItemOutcome = ItemOutcome.ADJOURNED
    referral: Referral | None = None
    referred_to: Line = Field(default="", max_length=200, description="internal: its name")


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
    place: int | None = Field(default=None, ge=0, le=999, description="sorts the items; empty: as they come")


class AgendaTemplateChange(Shape):
    """All standing items of the board; a row without heading is left out."""

    items: list[TemplateItem] = Field(min_length=1, max_length=40)

    @field_validator("items", mode="before")
    @classmethod
    def _without_blanks(cls, items: object) -> object:
        return [row for row in items if not _is_blank(row)] if isinstance(items, list) else items

    @property
    def in_order(self) -> list[TemplateItem]:
        """What opens the agenda first, then what closes it, each by its place."""
        by_place = sorted(self.items, key=lambda item: 1000 if item.place is None else item.place)
        return sorted(by_place, key=lambda item: item.is_closing)


def _is_blank(row: object) -> bool:
    return isinstance(row, dict) and not str(row.get("heading", "")).strip()


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
