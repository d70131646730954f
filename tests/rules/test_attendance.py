"""Who is there at a moment, and which entries of presence make no sense."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.attendance import Stay, is_afterwards, is_within, moment_at, stay_problems
from beirat.rules.errors import Broken

OPENED = datetime(2026, 12, 17, 17, 0, tzinfo=UTC)
NOW = OPENED + timedelta(hours=3)
minutes = st.integers(min_value=0, max_value=180).map(lambda number: OPENED + timedelta(minutes=number))
stays = st.builds(Stay, minutes, st.none() | minutes)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, 17, hour, minute, tzinfo=UTC)


def test_presence_begins_with_the_minute_of_coming_and_ends_before_the_minute_of_leaving() -> None:
    stay = Stay(at(17, 10), at(18, 0))

    there = [stay.covers(moment) for moment in (at(17, 9), at(17, 10), at(17, 59), at(18, 0))]

    assert there == [False, True, True, False]


@given(st.lists(stays, max_size=12), minutes)
def test_everybody_who_came_and_has_not_left_is_counted(recorded: list[Stay], moment: datetime) -> None:
    came = sum(stay.came <= moment for stay in recorded)
    left = sum(stay.left is not None and stay.came <= moment and stay.left <= moment for stay in recorded)

    assert sum(stay.covers(moment) for stay in recorded) == came - left


@pytest.mark.parametrize(
    "stay, code, field",
    [
        (Stay(at(18), at(17, 30)), Broken.LEFT_BEFORE_CAME, "left_at"),
        (Stay(at(18), at(18)), Broken.LEFT_BEFORE_CAME, "left_at"),
        (Stay(at(16, 59)), Broken.OUTSIDE_MEETING, "came_at"),
        (Stay(at(20, 1)), Broken.OUTSIDE_MEETING, "came_at"),
        (Stay(at(18), at(20, 1)), Broken.OUTSIDE_MEETING, "left_at"),
        (Stay(at(17, 30)), Broken.PRESENCE_OVERLAPS, "came_at"),
        (Stay(at(17), at(17, 46)), Broken.PRESENCE_OVERLAPS, "came_at"),
    ],
)
def test_an_impossible_stay_is_named(stay: Stay, code: Broken, field: str) -> None:
    others = [Stay(at(17, 45), at(18, 15))]

    problems = stay_problems(stay, others, opened=OPENED, now=NOW)

    assert [(one.code, one.field) for one in problems] == [(code, field)]


@pytest.mark.parametrize("stay", [Stay(at(17), at(17, 45)), Stay(at(18, 15)), Stay(at(18, 15), at(19))])
def test_somebody_may_leave_and_come_back(stay: Stay) -> None:
    others = [Stay(at(17, 45), at(18, 15))]

    assert stay_problems(stay, others, opened=OPENED, now=NOW) == []


@given(stays, stays)
def test_two_stays_overlap_exactly_if_there_is_a_moment_in_both(one: Stay, other: Stay) -> None:
    moments = [OPENED + timedelta(minutes=number) for number in range(181)]
    if any(stay.left is not None and stay.left <= stay.came for stay in (one, other)):
        return

    problems = stay_problems(one, [other], opened=OPENED, now=NOW)

    shared = any(one.covers(moment) and other.covers(moment) for moment in moments)
    assert ([problem.code for problem in problems] == [Broken.PRESENCE_OVERLAPS]) == shared


def test_the_minute_of_the_opening_belongs_to_the_meeting() -> None:
    opened = OPENED + timedelta(seconds=40)

    assert is_within(OPENED, opened=opened, now=NOW)
    assert not is_within(OPENED - timedelta(seconds=1), opened=opened, now=NOW)
    assert not is_within(NOW + timedelta(seconds=1), opened=opened, now=NOW)


@pytest.mark.parametrize("clock, day", [(time(18, 30), 17), (time(17, 45), 17), (time(23, 59), 17), (time(0, 20), 18)])
def test_a_time_after_midnight_is_the_next_day(clock: time, day: int) -> None:
    start = datetime(2026, 12, 17, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    moment = moment_at(clock, start=start)

    assert (moment.day, moment.hour, moment.minute) == (day, clock.hour, clock.minute)
    assert moment.utcoffset() == timedelta(hours=1)


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "day, hour, minute, afterwards",
    [(17, 18, 5, False), (18, 1, 30, False), (18, 4, 59, False), (18, 5, 0, True), (20, 18, 0, True)],
)
def test_from_the_next_morning_on_a_meeting_is_entered_from_paper(
    day: int, hour: int, minute: int, afterwards: bool
) -> None:
    start, ends = (datetime(2026, 12, 17, hour, tzinfo=BERLIN) for hour in (18, 21))

    assert is_afterwards(datetime(2026, 12, day, hour, minute, tzinfo=BERLIN), start=start, ends=ends) is afterwards


def test_a_meeting_that_lasts_into_another_day_is_still_going_on() -> None:
    start, ends = datetime(2026, 12, 17, 18, tzinfo=BERLIN), datetime(2026, 12, 19, 12, tzinfo=BERLIN)

    assert not is_afterwards(datetime(2026, 12, 19, 13, tzinfo=BERLIN), start=start, ends=ends)
