"""Counters behind the references A-2026/014 and E-2026/009 and the meetings of a term."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from beirat.tables.base import one_of


class Series(StrEnum):
    MOTION = "A"
    RECOMMENDATION = "E"
    MEETING = "S"


class NumberSeries(SQLModel, table=True):
    """The last number given. ``scope`` is the year, or the first year of the term for meetings."""

    __tablename__ = "number_series"
    body_id: UUID = Field(foreign_key="body.id", primary_key=True)
    series: Series = Field(sa_type=one_of(Series, "series"), primary_key=True)
    scope: int = Field(primary_key=True)
    last: int = 0
