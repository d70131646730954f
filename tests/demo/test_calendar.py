"""The days of the story, whatever day it is told on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from api.demo.calendar import TODAY, Calendar
from api.demo.ids import StoryIds
from api.demo.timeline import scenes
from beirat.rules.calendars import LandCalendar

days = st.dates(date(2025, 1, 1), date(2040, 12, 31))


@settings(deadline=None)
@given(today=days)
def test_meetings_are_on_working_days_and_never_at_christmas(today: date) -> None:
    meetings = Calendar(today, "HE").meetings

    assert all(LandCalendar("HE").is_working_day(day) for day in meetings.values())
    assert not [day for day in meetings.values() if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)]


@settings(deadline=None)
@given(today=days)
def test_six_meetings_are_past_with_weeks_between_them_and_one_can_still_be_called(today: date) -> None:
    meetings = list(Calendar(today, "HE").meetings.values())

    apart = [later - earlier for earlier, later in pairwise(meetings[:6])]
    assert timedelta(weeks=3) <= min(apart)
    assert max(apart) <= timedelta(weeks=11)
    assert meetings[5] <= today - timedelta(days=12)
    assert meetings[6] >= today + timedelta(days=8)


@settings(deadline=None)
@given(today=days)
def test_everything_happened_before_today_in_a_term_that_lasts(today: date) -> None:
    calendar = Calendar(today, "HE")

    story = scenes(calendar)

    assert story[-1].moment < datetime.combine(today, time(), tzinfo=UTC)
    assert story[0].moment == calendar.first_moment
    assert calendar.term_starts < calendar.meetings[1]
    assert calendar.meetings[7] < calendar.term_ends


def test_days_before_roll_back_and_days_after_roll_forward_to_a_working_day() -> None:
    calendar = Calendar(date(2026, 12, 3), "HE")

    assert calendar.day(TODAY, -4) == date(2026, 11, 27)
    assert calendar.day(TODAY, 2) == date(2026, 12, 7)
    assert calendar.moment(TODAY, -1, "09:30") == datetime(2026, 12, 2, 8, 30, tzinfo=UTC)


def test_ids_of_one_day_are_the_same_every_time_and_grow_with_the_story() -> None:
    first, again, other = StoryIds(date(2026, 12, 3)), StoryIds(date(2026, 12, 3)), StoryIds(date(2026, 12, 4))
    moment = datetime(2026, 1, 5, 9, tzinfo=UTC)

    for source in (first, again, other):
        source.move_to(moment)
    made = [first() for _ in range(5000)]

    assert made == [again() for _ in range(5000)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}
    assert not set(made) & {other() for _ in range(5000)}
