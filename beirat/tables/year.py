"""How several meetings of a year are planned at once: a pattern proposes dates, the office keeps those that suit."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from pydantic import field_validator
from sqlmodel import Field

from beirat.rules.year import LAST, Weekday
from beirat.tables.base import Line, Shape, Text

Month = Annotated[int, Field(ge=1, le=12)]


class YearPattern(Shape):
    """Every second Thursday of these months. ``nth`` 5 is the last one of the month."""

    year: int = Field(ge=2000, le=2100)
    months: list[Month] = Field(min_length=1, max_length=12)
    weekday: Weekday
    nth: int = Field(ge=1, le=LAST)
    starts: time
    ends: time
    location: Line = Field(min_length=1, max_length=300)
    note: Text = Field(default="", max_length=2000)


class YearPlan(Shape):
    """The meetings to be planned: all of them, or none."""

    days: list[date] = Field(min_length=1, max_length=60)
    starts: time
    ends: time
    location: Line = Field(min_length=1, max_length=300)
    note: Text = Field(default="", max_length=2000)

    @field_validator("days", mode="before")
    @classmethod
    def _without_blanks(cls, days: object) -> object:
        """A form sends an empty date where no further day is wanted."""
        return [day for day in days if day != ""] if isinstance(days, list) else days
