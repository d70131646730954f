"""How an end was computed, kept for good, and day by day: counted, skipped, paused, due.

A computation is frozen when a clock starts or changes; a later calendar or rule never rewrites it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from beirat.rules.clocks import ClockKind, Pause, PauseCause, Period, Unit, WorkingDays


class DayMark(StrEnum):
    """What a day did to the clock."""

    START = "start"
    COUNTED = "counted"
    SKIPPED = "skipped"
    PAUSED = "paused"
    EXTENDED = "extended"
    DUE = "due"


@dataclass(frozen=True)
class StripDay:
    """One day of the strip. ``name`` is the holiday's, ``cause`` the pause's."""

    day: date
    mark: DayMark
    name: str = ""
    cause: PauseCause | None = None


@dataclass(frozen=True)
class Trace:
    """Everything that an end follows from.

    ``original_due_on`` is the date without extension; both are None while a pause without a cap lasts. ``free_days``
    are holidays and closing days between start and end, weekends apart.
    """

    kind: ClockKind
    start: date
    period: Period
    pauses: tuple[Pause, ...]
    unshifted_end: date | None
    original_due_on: date | None
    due_on: date | None
    agreed_until: date | None = None
    agreed_on: date | None = None
    legal_basis: str = ""
    rule_version: str = ""
    calendar_version: str = ""
    free_days: Mapping[date, str] = field(default_factory=dict, hash=False)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.free_days

    def strip(self, until: date | None = None) -> Iterator[StripDay]:
        """Every day from the start to the end; to ``until`` where the clock stands still."""
        last = self.due_on or until or self.start
        left = self._days_to_count()
        yield StripDay(self.start, DayMark.START)
        day = self.start
        while day < last:
            day += timedelta(days=1)
            found = self._mark(day, left)
            left -= found.mark is DayMark.COUNTED
            yield StripDay(day, DayMark.DUE, found.name) if day == self.due_on else found

    def _days_to_count(self) -> int:
        if self.period.unit is Unit.WORKING_DAY:
            return self.period.value
        return (self.period.end(self.start) - self.start).days

    def _mark(self, day: date, left: int) -> StripDay:
        holding = next((pause for pause in self.pauses if pause.holds(day)), None)
        name = self.free_days.get(day, "")
        if holding:
            return StripDay(day, DayMark.PAUSED, name, holding.cause)
        if self.period.unit is Unit.WORKING_DAY and not self.is_working_day(day):
            return StripDay(day, DayMark.SKIPPED, name)
        if left > 0:
            return StripDay(day, DayMark.COUNTED, name)
        is_extended = self.original_due_on is not None and day > self.original_due_on
        return StripDay(day, DayMark.EXTENDED if is_extended else DayMark.SKIPPED, name)


def free_days(start: date, end: date | None, days: WorkingDays) -> dict[date, str]:
    """The holidays and closing days between two days, with their names; to the start's alone where no end is known."""
    found, day = {}, start
    while end is not None and day <= end:
        if name := days.free_day(day):
            found[day] = name
        day += timedelta(days=1)
    return found
