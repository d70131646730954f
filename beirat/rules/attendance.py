"""Who was there, from when until when (rules of procedure, chapter "Teilnahme")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from beirat.rules.errors import Broken, Problem

EARLY = timedelta(hours=6)
MORNING_AFTER = time(5)
"""From this hour on the day after, what is entered comes from paper, with the times written there."""
LINGERING = timedelta(hours=6)
"""So long after its planned end a meeting may still be going on."""


class AttendanceState(StrEnum):
    """REPRESENTED: the member does not come, a deputy does."""

    PRESENT = "present"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    REPRESENTED = "represented"


class PresidingReason(StrEnum):
    """Why somebody presides from a minute on."""

    OFFICE = "office"
    ABSENCE = "absence"
    BIAS = "bias"
    ILLNESS = "illness"
    CONSTITUENT = "constituent"
    ELECTION = "election"


class ConflictSource(StrEnum):
    """Whether the member said so, or the board found it."""

    DECLARED = "declared"
    FOUND = "found"


@dataclass(frozen=True)
class Stay:
    """One stretch of presence; ``left`` is None while the person is still there."""

    came: datetime
    left: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Present from the minute of coming until before the minute of leaving."""
        return self.came <= moment and (self.left is None or moment < self.left)


def moment_at(clock: time, *, start: datetime) -> datetime:
    """The moment when a clock on the wall shows a time during a meeting.

    ``start`` is the local time at which the meeting begins. A time long before it is one after midnight.
    """
    moment = datetime.combine(start.date(), clock, tzinfo=start.tzinfo)
    return moment if moment > start - EARLY else moment + timedelta(days=1)


def is_afterwards(now: datetime, *, start: datetime, ends: datetime) -> bool:
    """Whether a meeting is entered when it was over: the clock on the wall then says nothing about it.

    ``start`` is the local time at which the meeting begins, ``ends`` the moment at which it was to end.
    """
    morning = datetime.combine(start.date() + timedelta(days=1), MORNING_AFTER, tzinfo=start.tzinfo)
    return now >= max(morning, ends + LINGERING)


def stay_problems(stay: Stay, others: Sequence[Stay], *, opened: datetime, now: datetime) -> list[Problem]:
    """What is wrong with a stretch of presence beside the same person's other ones, while the meeting runs."""
    if stay.left is not None and stay.left <= stay.came:
        return [Problem(Broken.LEFT_BEFORE_CAME, "left_at")]
    if not is_within(stay.came, opened=opened, now=now):
        return [Problem(Broken.OUTSIDE_MEETING, "came_at")]
    if stay.left is not None and not is_within(stay.left, opened=opened, now=now):
        return [Problem(Broken.OUTSIDE_MEETING, "left_at")]
    if any(_overlap(stay, other) for other in others):
        return [Problem(Broken.PRESENCE_OVERLAPS, "came_at")]
    return []


def is_within(moment: datetime, *, opened: datetime, now: datetime) -> bool:
    """From the minute of the opening until now: nothing is recorded before it began or before it happened."""
    return opened.replace(second=0, microsecond=0) <= moment <= now


def _overlap(one: Stay, other: Stay) -> bool:
    ends_before = one.left is not None and one.left <= other.came
    starts_after = other.left is not None and other.left <= one.came
    return not (ends_before or starts_after)


def break_problems(one: Stay, others: Sequence[Stay], *, opened: datetime, now: datetime) -> list[Problem]:
    """What is wrong with a break beside the other ones, while the meeting runs."""
    found = stay_problems(one, others, opened=opened, now=now)
    names = {"came_at": "began_at", "left_at": "ended_at"}
    codes = {Broken.PRESENCE_OVERLAPS: Broken.ALREADY_SUSPENDED, Broken.LEFT_BEFORE_CAME: Broken.END_BEFORE_START}
    return [Problem(codes.get(problem.code, problem.code), names[problem.field], problem.params) for problem in found]
