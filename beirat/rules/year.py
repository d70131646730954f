"""The year of a board: what each meeting's date means for everybody's deadlines, and which dates are bad ones.

Days "before" and "after" are counted from the day of the meeting, which itself does not count (§ 187 Abs. 1 BGB);
notice is counted in clear days between receipt and meeting (law-and-practice § 2.1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from beirat.rules.calendars import DayKind, Span, public_holiday, school_holiday
from beirat.rules.checks import Check, at_least
from beirat.rules.profiles import Key, Profile

LAST = 5
"""In a pattern: the last such weekday of the month, whether it has four of them or five."""


@dataclass(frozen=True)
class Deadlines:
    """What has to have happened until when, so that one meeting keeps the rules."""

    motions: date
    attachments: date
    invitation: date
    public_notice: date
    supplement: date
    minutes: date
    hand_over: date


class Bad(StrEnum):
    """Why a date is a bad one. SCHOOL_UNKNOWN: the holidays of that year were not announced when this was built."""

    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    SCHOOL_UNKNOWN = "school_unknown"
    FEAST = "feast"
    CLOSING = "closing"


@dataclass(frozen=True)
class Warned:
    """One thing to know about a date; ``name`` is what the calendar calls it."""

    why: Bad
    name: str = ""


class Weekday(IntEnum):
    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


def deadlines(meeting: date, profile: Profile) -> Deadlines:
    """The last day on which each thing is in time, or the day on which it is due."""

    def before(key: Key, *, clear: bool = False) -> date:
        return meeting - timedelta(days=profile.number(key) + clear)

    def after(key: Key) -> date:
        return meeting + timedelta(days=profile.number(key))

    return Deadlines(
        motions=before(Key.MOTION_DEADLINE_DAYS),
        attachments=before(Key.ATTACHMENTS_DEADLINE_DAYS),
        invitation=before(Key.INVITATION_NOTICE_DAYS, clear=True),
        public_notice=before(Key.PUBLIC_NOTICE_DAYS),
        supplement=before(Key.SUPPLEMENT_DEADLINE_DAYS),
        minutes=after(Key.MINUTES_DRAFT_DAYS),
        hand_over=after(Key.TRANSMISSION_DAYS),
    )


def motion_check(submitted: date, meeting: date, profile: Profile) -> Check:
    """Whether a motion came in before the deadline for this meeting."""
    return at_least(Key.MOTION_DEADLINE_DAYS, max(0, (meeting - submitted).days), profile)


def supplement_check(sent: date, meeting: date, profile: Profile) -> Check:
    """Whether what comes after the invitation comes early enough."""
    return at_least(Key.SUPPLEMENT_DEADLINE_DAYS, max(0, (meeting - sent).days), profile)


def public_notice_check(published: date, meeting: date, profile: Profile) -> Check:
    """Whether time, place and agenda were public early enough."""
    return at_least(Key.PUBLIC_NOTICE_DAYS, max(0, (meeting - published).days), profile)


def warnings(day: date, land: str, spans: Iterable[Span]) -> tuple[Warned, ...]:
    """Everything that speaks against a meeting on this day; it warns and never blocks."""
    found: list[Warned] = []
    if day.weekday() >= Weekday.SATURDAY:
        found.append(Warned(Bad.WEEKEND))
    if holiday := public_holiday(land, day):
        found.append(Warned(Bad.PUBLIC_HOLIDAY, holiday))
    school = school_holiday(land, day)
    if school is None:
        found.append(Warned(Bad.SCHOOL_UNKNOWN))
    elif school:
        found.append(Warned(Bad.SCHOOL_HOLIDAY, school))
    for span in spans:
        if span.covers(day):
            found.append(Warned(Bad.FEAST if span.kind is DayKind.FEAST else Bad.CLOSING, span.name))
    return tuple(found)


def days_by_pattern(year: int, months: Collection[int], weekday: Weekday, nth: int) -> list[date]:
    """Every second Thursday of these months; ``nth`` is 1 to 4, or LAST."""
    return [_nth(year, month, weekday, nth) for month in sorted(set(months))]


def _nth(year: int, month: int, weekday: Weekday, nth: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else day - timedelta(days=7)
