"""The year: deadlines counted from each date, bad dates named, dates proposed by a pattern."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from beirat.rules.calendars import DayKind, LandCalendar, Span, school_holiday
from beirat.rules.checks import Finding
from beirat.rules.meetings import clear_days
from beirat.rules.profiles import Key, profile
from beirat.rules.year import LAST, Bad, Weekday, days_by_pattern, deadlines, motion_check, warnings

DAYS = some.dates(date(2020, 1, 1), date(2040, 12, 31))
PROFILES = some.sampled_from(["", "hessen", "rheinland_pfalz", "brandenburg"]).map(profile)
RAMADAN = Span(DayKind.FEAST, "Zuckerfest", date(2027, 3, 9), date(2027, 3, 11))
BETWEEN_YEARS = Span(DayKind.CLOSING, "Zwischen den Jahren", date(2026, 12, 27), date(2027, 1, 2), is_yearly=True)


def test_a_meeting_on_the_17_february_is_called_on_the_9th_at_the_latest() -> None:
    due = deadlines(date(2027, 2, 17), profile(""))

    assert (due.motions, due.invitation, due.public_notice) == (date(2027, 2, 3), date(2027, 2, 9), date(2027, 2, 14))
    assert (due.minutes, due.hand_over) == (date(2027, 3, 3), date(2027, 2, 24))


@given(DAYS, PROFILES)
def test_who_receives_the_invitation_on_its_last_day_has_exactly_the_clear_days(meeting: date, rules: object) -> None:
    due = deadlines(meeting, rules)

    assert clear_days(due.invitation, meeting) == rules.number(Key.INVITATION_NOTICE_DAYS)


@given(DAYS, PROFILES)
def test_a_motion_of_the_last_day_is_in_time_and_one_of_the_next_day_is_late(meeting: date, rules: object) -> None:
    last = deadlines(meeting, rules).motions

    assert motion_check(last, meeting, rules).finding is Finding.OK
    assert motion_check(last + timedelta(days=1), meeting, rules).finding is not Finding.OK


@given(DAYS, some.dates(date(2020, 1, 1), date(2040, 12, 31)), PROFILES)
def test_a_motion_that_comes_after_the_meeting_counts_as_no_day_before_it(
    meeting: date, later: date, rules: object
) -> None:
    assert motion_check(later, meeting, rules).given == max(0, (meeting - later).days)


@given(some.integers(2000, 2100), some.sets(some.integers(1, 12)), some.sampled_from(Weekday), some.integers(1, LAST))
def test_a_pattern_gives_one_day_a_month_on_its_weekday(
    year: int, months: set[int], weekday: Weekday, nth: int
) -> None:
    days = days_by_pattern(year, months, weekday, nth)

    assert [day.month for day in days] == sorted(months)
    assert all(day.year == year and day.weekday() == weekday for day in days)
    assert nth == LAST or all((day.day - 1) // 7 == nth - 1 for day in days)
    assert nth != LAST or all((day + timedelta(days=7)).month != day.month for day in days)


def test_the_second_thursday_of_odd_months() -> None:
    days = days_by_pattern(2027, {1, 3, 5}, Weekday.THURSDAY, 2)

    assert days == [date(2027, 1, 14), date(2027, 3, 11), date(2027, 5, 13)]


@pytest.mark.parametrize(
    ("day", "why", "name"),
    [
        (date(2027, 3, 10), Bad.FEAST, "Zuckerfest"),
        (date(2027, 3, 26), Bad.PUBLIC_HOLIDAY, "Karfreitag"),
        (date(2027, 7, 7), Bad.SCHOOL_HOLIDAY, "Sommerferien"),
        (date(2031, 12, 30), Bad.CLOSING, "Zwischen den Jahren"),
        (date(2027, 2, 20), Bad.WEEKEND, ""),
    ],
)
def test_a_bad_date_is_named(day: date, why: Bad, name: str) -> None:
    found = warnings(day, "HE", [RAMADAN, BETWEEN_YEARS])

    assert (why, name) in [(warned.why, warned.name) for warned in found]


def test_an_ordinary_wednesday_has_no_warning() -> None:
    assert warnings(date(2027, 2, 17), "HE", [RAMADAN, BETWEEN_YEARS]) == ()


def test_school_holidays_that_nobody_announced_are_unknown_and_not_absent() -> None:
    assert school_holiday("HE", date(2027, 2, 17)) == ""
    assert school_holiday("HE", date(2038, 7, 20)) is None
    assert school_holiday("", date(2027, 7, 20)) is None


@given(DAYS)
def test_a_closing_day_is_no_working_day_and_a_feast_day_may_be_one(day: date) -> None:
    closed = Span(DayKind.CLOSING, "Betriebsausflug", day, day)

    assert not LandCalendar("HE", (closed,)).is_working_day(day)
    assert LandCalendar("HE", ()).is_working_day(day) >= LandCalendar("HE", (closed,)).is_working_day(day)


@given(DAYS, some.integers(0, 40), some.integers(-3, 3))
def test_a_yearly_span_covers_the_same_days_every_year(start: date, length: int, years: int) -> None:
    span = Span(DayKind.CLOSING, "Ferien", start, start + timedelta(days=length), is_yearly=True)
    other = start.replace(day=min(start.day, 28), year=start.year + years)

    assert span.covers(other.replace(day=start.day) if start.day <= 28 else other) or start.day > 28
