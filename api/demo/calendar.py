"""The days of the story, counted from the day on which the demo is loaded. Same day, same story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from beirat.rules.calendars import LandCalendar

ZONE = "Europe/Berlin"
WEEKS_AGO = (37, 30, 23, 16, 9, 2)
"""When the six meetings were that have been held."""
NOTICE = 9
"""The next meeting is at least so many days ahead."""
WEDNESDAY, WEEK = 2, timedelta(days=7)
TODAY = 0


class Calendar:
    """Meetings have numbers from 1 on; ``TODAY`` stands for the day on which the demo is loaded."""

    zone = ZONE

    def __init__(self, today: date, land: str) -> None:
        self.today = today
        self._days = LandCalendar(land)
        held = (self._meeting_day(today - weeks * WEEK, -WEEK) for weeks in WEEKS_AGO)
        coming = self._meeting_day(today + timedelta(days=NOTICE + 6), WEEK)
        self.meetings = dict(enumerate((*held, coming), start=1))

    @property
    def term_starts(self) -> date:
        """The first of a month, some ten weeks before the first meeting."""
        return (self.meetings[1] - timedelta(days=75)).replace(day=1)

    @property
    def first_moment(self) -> datetime:
        """The morning on which the board begins to work."""
        return at(self.term_starts, "09:00")

    @property
    def term_ends(self) -> date:
        """Five years later."""
        return self.term_starts.replace(year=self.term_starts.year + 5) - timedelta(days=1)

    def day(self, meeting: int, days: int) -> date:
        """A working day, so many days after a meeting; before it, if negative."""
        counted = (self.meetings[meeting] if meeting else self.today) + timedelta(days=days)
        step = timedelta(days=-1 if days < 0 else 1)
        while not self._days.is_working_day(counted):
            counted += step
        return counted

    def moment(self, meeting: int, days: int, clock: str) -> datetime:
        """That day at a time on the clock of the district, in UTC."""
        return at(self.day(meeting, days), clock)

    def during(self, meeting: int, clock: str) -> datetime:
        """A moment on the day of a meeting, in UTC."""
        return at(self.meetings[meeting], clock)

    def _meeting_day(self, near: date, step: timedelta) -> date:
        """A Wednesday on or before ``near``, or the day beside it; not at Christmas, then weeks earlier or later."""
        wednesday = near - timedelta(days=(near.weekday() - WEDNESDAY) % 7)
        return next(day for day in _around(wednesday, step) if self._suits(day))

    def _suits(self, day: date) -> bool:
        at_christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)
        return self._days.is_working_day(day) and not at_christmas


def _around(wednesday: date, step: timedelta) -> Iterator[date]:
    while True:
        yield from (wednesday, wednesday + timedelta(days=1), wednesday - timedelta(days=1))
        wednesday += step


def at(day: date, clock: str) -> datetime:
    """A day and a time on the clock of the district as a moment in UTC."""
    local = datetime.combine(day, time.fromisoformat(clock), tzinfo=ZoneInfo(ZONE))
    return local.astimezone(UTC)
