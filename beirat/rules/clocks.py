"""Deadlines by the calendar: §§ 187, 188, 193 BGB, and days on which the clock stands still.

The day of receipt does not count. A period of months ends on the day with the same number, or on the last day of a
shorter month. An end on a Saturday, Sunday or holiday moves to the next working day. Days of a pause are added to the
unshifted end; then it is shifted (``domain/holding-to-account`` § 5.2 D).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class WorkingDays(Protocol):
    """The calendar of a Land."""

    def is_working_day(self, day: date) -> bool: ...


@dataclass(frozen=True)
class EveryWeekday:
    """Monday to Friday, no holidays: a calendar for where none is known."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5


@dataclass(frozen=True)
class Pause:
    """The clock stands still from a day until (not including) another; ``until`` None: still."""

    since: date
    until: date | None = None

    def days_after(self, start: date) -> int:
        """How many days a finished pause took, without those before ``start``."""
        return max(0, ((self.until or self.since) - max(self.since, start)).days)


def add_months(day: date, months: int) -> date:
    """§ 188 Abs. 2, 3 BGB: the same day of the month, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def next_working_day(day: date, days: WorkingDays) -> date:
    """§ 193 BGB: the day itself, or the first working day after it."""
    while not days.is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, number: int, days: WorkingDays) -> date:
    """The ``number``-th working day after ``day``; the day itself does not count (§ 187 Abs. 1 BGB)."""
    while number > 0:
        day += timedelta(days=1)
        number -= days.is_working_day(day)
    return day


def due_on(unshifted: date, start: date, pauses: Iterable[Pause], days: WorkingDays) -> date | None:
    """The end of a period that began on ``start``, later by its paused days; None while a pause lasts.

    A pause that begins after the end changes nothing: what is past its date stays so.
    """
    end = unshifted
    for pause in sorted(pauses, key=lambda pause: pause.since):
        if pause.since > next_working_day(end, days):
            break
        if pause.until is None:
            return None
        lost = pause.days_after(start)
        if lost:
            end = max(end, pause.since) + timedelta(days=lost)
    return next_working_day(end, days)
