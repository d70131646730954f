"""What is known of a recommendation, and of each of its points, on a day: waits, dates asked for, answers.

A wait of the administration and a delay of the board are the same thing here, so that both are measured alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from beirat.rules.answers import Position
from beirat.rules.cases import Handling
from beirat.rules.clocks import Pause
from beirat.rules.figures.survival import FROM_THE_START, Spell


@dataclass(frozen=True)
class Wait:
    """Somebody waits from ``since`` on: until ``done_on``, or until ``ended_on`` for another reason.

    ``watched_from`` is the day from which we would have seen an end (later for cases entered after the fact).
    ``key`` names the case: E-2026/009, or E-2026/009/2 for its second point.
    """

    key: str
    since: date
    done_on: date | None = None
    ended_on: date | None = None
    watched_from: date | None = None
    pauses: tuple[Pause, ...] = ()

    def is_done(self, today: date) -> bool:
        """Done by today, and not ended otherwise before."""
        last = min(self.ended_on or today, today)
        return self.done_on is not None and self.done_on <= last

    def is_open(self, today: date) -> bool:
        """Somebody still waits today."""
        return self.since <= today and not self.is_done(today) and not (self.ended_on and self.ended_on <= today)

    def last_day(self, today: date) -> date:
        """The day up to which the wait is counted."""
        return min(day for day in (self.done_on, self.ended_on, today) if day)

    def days(self, today: date, *, net: bool = False) -> int:
        """Days of the wait up to today; ``net`` without the days on which the clock stood still."""
        last = self.last_day(today)
        return (last - self.since).days - (paused_days(self.pauses, self.since, last) if net else 0)

    def spell(self, today: date, *, net: bool = False) -> Spell:
        """The same for the estimate."""
        late = self.watched_from is not None and self.watched_from > self.since
        entered = (self.watched_from - self.since).days if late and self.watched_from else FROM_THE_START
        return Spell(self.days(today, net=net), self.is_done(today), entered)


def paused_days(pauses: Iterable[Pause], since: date, until: date) -> int:
    """On how many days between the two the clock stood still; days of overlapping pauses count once."""
    days, counted_to = 0, since
    for pause in sorted(pauses, key=lambda pause: pause.since):
        begin, end = max(pause.since, counted_to), min(pause.until or until, until)
        days += max(0, (end - begin).days)
        counted_to = max(counted_to, end)
    return days


@dataclass(frozen=True)
class Observation:
    """A recommendation. ``wait`` is missing until the receipt is confirmed, and where the district is not competent.

    ``due_on`` is the date first asked for, ``agreed_due_on`` the one after pauses and extensions (None: the clock
    stands still, so no date is known).
    """

    key: str
    handling: Handling
    hand_over: Wait
    wait: Wait | None = None
    due_on: date | None = None
    agreed_due_on: date | None = None
    is_answered: bool = False

    def kept(self, due: date | None, today: date) -> bool | None:
        """Whether the answer came by a date; None before that date, and where the board withdrew before it."""
        if self.wait is None or due is None or due > today:
            return None
        if self.wait.ended_on and self.wait.ended_on <= due and not self.wait.is_done(today):
            return None
        return self.wait.is_done(today) and self.wait.last_day(today) <= due

    def days_past(self, today: date) -> int:
        """Days after the agreed date, up to the answer or to today."""
        if self.wait is None or self.agreed_due_on is None:
            return 0
        return max(0, (self.wait.last_day(today) - self.agreed_due_on).days)


@dataclass(frozen=True)
class PointObservation:
    """One point of a recommendation that waits for a position: when the first one came, and what stands there now.

    ``first`` is the first position, ``has_grounds`` whether the present one gives a reason and its wording.
    """

    key: str
    wait: Wait
    due_on: date | None = None
    first: Position | None = None
    position: Position = Position.OPEN
    has_grounds: bool = False


@dataclass(frozen=True)
class Promise:
    """A promise with its last day, and the day on which it was kept."""

    key: str
    due_on: date
    kept_on: date | None = None


@dataclass(frozen=True)
class Work:
    """A point that the administration agreed to: since when, and what was said about its implementation.

    ``reported_on`` is the day on which the administration said that it is done, ``confirmed_on`` the board's.
    """

    key: str
    agreed_on: date
    reported_on: date | None = None
    confirmed_on: date | None = None
    last_report_on: date | None = None
    ended_on: date | None = None
