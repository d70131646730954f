"""Deadlines: §§ 187, 188, 193 BGB, holidays of a Land, pauses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.calendars import LandCalendar
from beirat.rules.clocks import EveryWeekday, Pause, add_months, add_working_days, due_on, next_working_day

WEEKDAYS = EveryWeekday()
HESSEN, BRANDENBURG, BERLIN = LandCalendar("HE"), LandCalendar("BB"), LandCalendar("BE")

some_day = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@st.composite
def pauses(draw: st.DrawFn, start: date, *, finished: bool = True) -> list[Pause]:
    """Pauses one after the other, some before the start, some after the end."""
    found, day = [], start - timedelta(days=20)
    for _ in range(draw(st.integers(0, 4))):
        since = day + timedelta(days=draw(st.integers(0, 60)))
        until = since + timedelta(days=draw(st.integers(0, 60)))
        found.append(Pause(since, until))
        day = until
    if not finished and draw(st.booleans()):
        found.append(Pause(day + timedelta(days=draw(st.integers(0, 60)))))
    return found


@pytest.mark.parametrize(
    "day, months, end",
    [
        (date(2026, 6, 10), 1, date(2026, 7, 10)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 10, 31), 3, date(2027, 1, 31)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_a_period_of_months_ends_on_the_day_with_the_same_number_or_the_last_of_a_shorter_month(
    day: date, months: int, end: date
) -> None:
    assert add_months(day, months) == end


def test_the_day_itself_does_not_count_in_working_days() -> None:
    friday = date(2026, 11, 20)

    assert add_working_days(friday, 1, WEEKDAYS) == date(2026, 11, 23)


def test_twenty_working_days_over_christmas_end_on_the_19th_of_january_in_berlin() -> None:
    assert add_working_days(date(2026, 12, 18), 20, BERLIN) == date(2027, 1, 19)


def test_corpus_christi_is_a_holiday_in_hessen_but_not_in_brandenburg() -> None:
    corpus_christi = date(2026, 6, 4)

    assert not HESSEN.is_working_day(corpus_christi)
    assert BRANDENBURG.is_working_day(corpus_christi)


def test_an_end_on_good_friday_moves_to_the_tuesday_after_easter() -> None:
    good_friday = date(2027, 3, 26)

    assert due_on(good_friday, date(2026, 12, 26), [], HESSEN) == date(2027, 3, 30)


def test_an_end_on_a_saturday_moves_to_monday() -> None:
    assert due_on(date(2026, 11, 21), date(2026, 8, 21), [], WEEKDAYS) == date(2026, 11, 23)


def test_paused_days_are_added_to_the_unshifted_end_and_then_it_is_shifted() -> None:
    saturday = date(2026, 11, 21)
    two_days = Pause(date(2026, 9, 1), date(2026, 9, 3))

    assert due_on(saturday, date(2026, 8, 21), [two_days], WEEKDAYS) == date(2026, 11, 23)


def test_the_end_is_unknown_while_the_clock_stands_still() -> None:
    assert due_on(date(2026, 11, 20), date(2026, 8, 20), [Pause(date(2026, 9, 1))], WEEKDAYS) is None


def test_a_pause_that_outlasts_the_old_end_leaves_the_days_that_were_left() -> None:
    long = Pause(date(2026, 10, 1), date(2026, 10, 31))

    assert due_on(date(2026, 10, 9), date(2026, 7, 9), [long], WEEKDAYS) == date(2026, 11, 9)


def test_a_question_after_the_end_does_not_take_it_back() -> None:
    late = Pause(date(2026, 12, 1))

    assert due_on(date(2026, 11, 20), date(2026, 8, 20), [late], WEEKDAYS) == date(2026, 11, 20)


def test_a_question_on_the_monday_to_which_the_end_was_shifted_still_pauses() -> None:
    saturday, monday, friday = date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 27)

    assert due_on(saturday, date(2026, 8, 21), [Pause(monday)], WEEKDAYS) is None
    assert due_on(saturday, date(2026, 8, 21), [Pause(monday, friday)], WEEKDAYS) == friday


def test_days_of_a_pause_before_the_period_do_not_count() -> None:
    before = Pause(date(2026, 8, 1), date(2026, 8, 19))

    assert due_on(date(2026, 11, 20), date(2026, 8, 20), [before], WEEKDAYS) == date(2026, 11, 20)


@given(st.data(), some_day, st.integers(1, 200))
def test_the_end_is_always_a_working_day(data: st.DataObject, start: date, length: int) -> None:
    end = due_on(start + timedelta(days=length), start, data.draw(pauses(start)), HESSEN)

    assert end is not None
    assert HESSEN.is_working_day(end)


@given(st.data(), some_day, st.integers(1, 200), st.integers(-30, 260), st.integers(0, 60))
def test_one_more_pause_never_makes_the_end_earlier(
    data: st.DataObject, start: date, length: int, offset: int, taken: int
) -> None:
    few = data.draw(pauses(start, finished=False))
    since = start + timedelta(days=offset)
    more = [*few, Pause(since, since + timedelta(days=taken))]
    unshifted = start + timedelta(days=length)

    end, later = due_on(unshifted, start, few, HESSEN), due_on(unshifted, start, more, HESSEN)

    assert later is None or (end is not None and later >= end)


@given(some_day)
def test_the_next_working_day_is_the_first_one_from_the_day_on(day: date) -> None:
    found = next_working_day(day, HESSEN)

    between = [day + timedelta(days=n) for n in range((found - day).days)]
    assert HESSEN.is_working_day(found)
    assert not any(HESSEN.is_working_day(each) for each in between)


@given(some_day, st.integers(1, 24))
def test_months_never_end_in_another_month_than_counted(day: date, months: int) -> None:
    end = add_months(day, months)

    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day <= day.day
