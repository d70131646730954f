"""Deadlines by the calendar: §§ 187, 188, 193 BGB, and days on which the clock stands still.

The day of receipt does not count. A period of months ends on the day with the same number, or on the last day of a
shorter month. An end on a Saturday, Sunday or holiday moves to the next working day. Days of a pause are added to the
unshifted end; then it is shifted (``domain/holding-to-account`` § 5.2 D). The clocks of a case are in ``rules.cases``.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol


class WorkingDays(Protocol):
    """The calendar of a Land, with the days on which the administration is closed."""

    @property
    def version(self) -> str: ...
    def is_working_day(self, day: date) -> bool: ...
    def free_day(self, day: date) -> str:
        """Why nobody works on that day; empty on a Saturday, a Sunday and a working day."""


@dataclass(frozen=True)
class EveryWeekday:
    """Monday to Friday, no holidays: a calendar for where none is known."""

    version: str = "weekdays"

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5

    def free_day(self, day: date) -> str:
        return ""


class ClockKind(StrEnum):
    """What is waited for."""

    RECEIPT = "receipt"
    ANSWER = "answer"
    SECOND_ANSWER = "second_answer"
    PROMISE = "promise"
    REPORT = "report"


ANSWER_CLOCKS = frozenset({ClockKind.ANSWER, ClockKind.SECOND_ANSWER})


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WORKING_DAY = "working_day"


@dataclass(frozen=True)
class Period:
    """So many days, weeks, months or working days."""

    value: int
    unit: Unit

    def end(self, start: date) -> date:
        """The last day before any shift; not for working days, which only a calendar can count."""
        if self.unit is Unit.MONTH:
            return add_months(start, self.value)
        return start + timedelta(days=self.value * (7 if self.unit is Unit.WEEK else 1))


@dataclass(frozen=True)
class ClockRule:
    """How long one kind of waiting may last, for clocks that start on ``valid_from`` or later."""

    kind: ClockKind
    period: Period
    legal_basis: str = ""
    valid_from: date = date.min

    @property
    def version(self) -> str:
        """Names the rule in a computation that is kept."""
        since = "" if self.valid_from == date.min else f" ab {self.valid_from.isoformat()}"
        return f"{self.kind.value}: {self.period.value} {self.period.unit.value}{since}"


@dataclass(frozen=True)
class ClockRules:
    """All rules of a board, old ones too; how long a question may hold a clock; whether a recess does."""

    rules: tuple[ClockRule, ...]
    query_days: int = 30
    recess_pauses: bool = False

    def on(self, kind: ClockKind, start: date) -> ClockRule:
        """The rule for a clock that starts on this day. Raises KeyError where there is none."""
        known = [rule for rule in self.rules if rule.kind is kind and rule.valid_from <= start]
        if not known:
            raise KeyError(kind)
        return max(known, key=lambda rule: rule.valid_from)

    @classmethod
    def of(
        cls,
        *,
        receipt_working_days: int = 10,
        answer_months: int = 3,
        second_answer_weeks: int = 6,
        report_months: int = 6,
        legal_basis: str = "",
        recess_pauses: bool = False,
    ) -> ClockRules:
        """Rules that never changed; the defaults are those of the neutral profile."""
        return cls(
            (
                ClockRule(ClockKind.RECEIPT, Period(receipt_working_days, Unit.WORKING_DAY)),
                ClockRule(ClockKind.ANSWER, Period(answer_months, Unit.MONTH), legal_basis),
                ClockRule(ClockKind.SECOND_ANSWER, Period(second_answer_weeks, Unit.WEEK)),
                ClockRule(ClockKind.REPORT, Period(report_months, Unit.MONTH)),
            ),
            recess_pauses=recess_pauses,
        )


class PauseCause(StrEnum):
    """The only reasons for which a clock stands still. An agreed extension is none: it moves the date."""

    QUERY = "query"
    RECESS = "recess"
    BOARD = "board"


@dataclass(frozen=True)
class Pause:
    """The clock stands still from a day until (not including) another; ``until`` None: still.

    ``is_open``: nobody has ended it yet; an open pause with a day has a cap, after which the clock runs on.
    """

    since: date
    until: date | None = None
    cause: PauseCause = PauseCause.QUERY
    is_open: bool = False

    def days_after(self, start: date) -> int:
        """How many days a finished pause took, without those before ``start``."""
        return max(0, ((self.until or self.since) - max(self.since, start)).days)

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


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


def together(pauses: Iterable[Pause]) -> list[Pause]:
    """Pauses that touch or overlap count once."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: pause.since):
        before = found[-1] if found else None
        if before is None or (before.until is not None and pause.since > before.until):
            found.append(pause)
        elif before.until is not None:
            until = None if pause.until is None else max(before.until, pause.until)
            found[-1] = Pause(before.since, until, before.cause, before.is_open or pause.is_open)
    return found


@dataclass(frozen=True)
class Counted:
    """A computed end: before and after the shift to a working day; None while a pause without a cap lasts.

    ``pauses`` are those that moved the end, or hold it.
    """

    end: date | None
    due_on: date | None
    pauses: tuple[Pause, ...] = ()


def count(unshifted: date, start: date, pauses: Iterable[Pause], days: WorkingDays) -> Counted:
    """The end of a period that began on ``start``, later by its paused days.

    A pause that begins after the end changes nothing: what is past its date stays so.
    """
    end, used = unshifted, []
    for pause in together(pauses):
        if pause.since > next_working_day(end, days):
            break
        used.append(pause)
        if pause.until is None:
            return Counted(None, None, tuple(used))
        lost = pause.days_after(start)
        if lost:
            end = max(end, pause.since) + timedelta(days=lost)
    return Counted(end, next_working_day(end, days), tuple(used))


def count_working_days(number: int, start: date, pauses: Iterable[Pause], days: WorkingDays) -> Counted:
    """The ``number``-th working day after ``start`` on which no pause held the clock."""
    all_pauses, day, used = together(pauses), start, []
    while number > 0:
        day += timedelta(days=1)
        holding = next((pause for pause in all_pauses if pause.holds(day)), None)
        if holding is None:
            number -= days.is_working_day(day)
            continue
        used.append(holding)
        if holding.until is None:
            return Counted(None, None, tuple(dict.fromkeys(used)))
        day = holding.until - timedelta(days=1)
    return Counted(day, day, tuple(dict.fromkeys(used)))


def count_period(period: Period, start: date, pauses: Iterable[Pause], days: WorkingDays) -> Counted:
    """The end of a period of any unit."""
    if period.unit is Unit.WORKING_DAY:
        return count_working_days(period.value, start, pauses, days)
    return count(period.end(start), start, pauses, days)


def due_on(unshifted: date, start: date, pauses: Iterable[Pause], days: WorkingDays) -> date | None:
    """The shifted end alone."""
    return count(unshifted, start, pauses, days).due_on
