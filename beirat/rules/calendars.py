"""Days that are not like others: holidays and school holidays of a Land, feast days and closing days of a district.

The calendars of the Länder come from the library ``holidays``, which is loaded when first asked for. Its school
holidays end with the years that the Länder have announced; what lies behind is unknown, and called so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import version


class DayKind(StrEnum):
    """FEAST: whom the board speaks for celebrates. CLOSING: the administration is closed, no working day."""

    FEAST = "feast"
    CLOSING = "closing"


@dataclass(frozen=True)
class Span:
    """Days that the office entered; yearly ones return on the same day and month."""

    kind: DayKind
    name: str
    starts_on: date
    ends_on: date
    is_yearly: bool = False

    def covers(self, day: date) -> bool:
        if not self.is_yearly:
            return self.starts_on <= day <= self.ends_on
        first, last, this = _in_year(self.starts_on), _in_year(self.ends_on), _in_year(day)
        return first <= this <= last if first <= last else this >= first or this <= last


@dataclass(frozen=True)
class LandCalendar:
    """Working days of a Land (ISO 3166-2:DE without DE-): Monday to Friday without its public holidays.

    ``closed`` are the closing days of the district's administration, which are no working days either.
    """

    land: str
    closed: tuple[Span, ...] = ()

    def is_working_day(self, day: date) -> bool:
        if day.weekday() > 4 or day in _holidays(self.land, day.year):
            return False
        return not any(span.covers(day) for span in self.closed)

    @property
    def version(self) -> str:
        """Names the calendar in a computation that is kept."""
        return f"{self.land or 'DE'}, holidays {_library()}"

    def free_day(self, day: date) -> str:
        """The name of the holiday or closing day; empty on any other day."""
        closed = next((span.name for span in self.closed if span.covers(day)), "")
        return public_holiday(self.land, day) or closed


def public_holiday(land: str, day: date) -> str:
    """What the holiday is called in German; empty on every other day."""
    return _holidays(land, day.year).get(day, "")


def school_holiday(land: str, day: date) -> str | None:
    """What the school holidays on this day are called; empty: there are none; None: nobody has announced them yet."""
    this_year = _school(land, day.year)
    if day in this_year:
        return this_year[day]
    announced = any(other > day for other in (*this_year, *_school(land, day.year + 1)))
    return "" if this_year and announced else None


def _in_year(day: date) -> tuple[int, int]:
    return day.month, day.day


@lru_cache(maxsize=256)
def _holidays(land: str, year: int) -> Mapping[date, str]:
    import holidays

    return dict(holidays.country_holidays("DE", subdiv=land or None, years=year, language="de"))


@lru_cache(maxsize=64)
def _school(land: str, year: int) -> Mapping[date, str]:
    import holidays

    if not land:
        return {}
    return dict(holidays.country_holidays("DE", subdiv=land, years=year, categories=("school",), language="de"))


@lru_cache(maxsize=1)
def _library() -> str:
    return version("holidays")
