"""Days that the calendar of the Land does not know: feasts of those the board speaks for, closing days of the house."""

from __future__ import annotations

from datetime import date

from pydantic import model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import CheckConstraint
from sqlmodel import Field

from beirat.rules.calendars import DayKind
from beirat.tables.base import BodyRow, Line, Shape, Versioned, one_of


class SpecialDayDraft(Shape):
    """A day or a span of days, as the office enters it. Yearly: the same day and month every year."""

    kind: DayKind
    name: Line = Field(min_length=2, max_length=100)
    starts_on: date
    ends_on: date | None = None
    is_yearly: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> SpecialDayDraft:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise PydanticCustomError("ends_before_start", "ends before it starts")
        return self


class SpecialDay(BodyRow, Versioned, table=True):
    """A feast day (warned of when a meeting is planned) or a closing day (no working day for any clock)."""

    __tablename__ = "special_day"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)
    kind: DayKind = Field(sa_type=one_of(DayKind, "day_kind"))
    name: str = Field(max_length=100)
    starts_on: date
    ends_on: date
    is_yearly: bool = False
