"""What somebody promised by word of mouth in a meeting: who, what, by when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import Field

from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, within_body


class PromiseDraft(Shape):
    """A promise as it is caught; ``by_when_text`` are the words that were said, "bis Ende Q2"."""

    who: Line = Field(min_length=2, max_length=200)
    what: Text = Field(min_length=3, max_length=1000)
    by_when_text: Line = Field(default="", max_length=200)
    recommendation_point_id: UUID | None = None


class PromiseOnItem(PromiseDraft):
    """A promise entered for the whole meeting: it also says under which item it was given."""

    item_id: UUID


class PromiseChange(PromiseDraft):
    version: int = Field(ge=1)


class PromiseRemoval(Shape):
    version: int = Field(ge=1)


class OralPromise(BodyRow, Versioned, table=True):
    """An oral promise (mündliche Zusage) under an agenda item. ``due_on`` is the last day that the words allow."""

    __tablename__ = "oral_promise"
    __table_args__ = (
        within_body(),
        belongs_to("agenda_item", "item_id"),
        belongs_to("recommendation_point"),
    )
    item_id: UUID = Field(index=True)
    who: str = Field(max_length=200)
    what: str = Field(max_length=1000)
    by_when_text: str = Field(default="", max_length=200)
    due_on: date | None = None
    recommendation_point_id: UUID | None = None
