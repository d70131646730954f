"""Who was there, from when until when (rules of procedure, chapter "Teilnahme")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from beirat.rules.errors import Broken, Problem


class AttendanceState(StrEnum):
    PRESENT = "present"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


@dataclass(frozen=True)
class Stay:
    """One stretch of presence; ``left`` is None while the person is still there."""

    came: datetime
    left: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Present from the minute of coming until before the minute of leaving."""
        return self.came <= moment and (self.left is None or moment < self.left)


def present_at(stays: Iterable[Stay], moment: datetime) -> int:
    """How many are present at the moment."""
    return sum(stay.covers(moment) for stay in stays)


def stay_problems(stay: Stay, others: Sequence[Stay], *, now: datetime) -> list[Problem]:
    """What is wrong with a stretch of presence beside the same person's other ones."""
    if stay.left is not None and stay.left <= stay.came:
        return [Problem(Broken.LEFT_BEFORE_CAME, "left_at")]
    if stay.came > now or (stay.left is not None and stay.left > now):
        return [Problem(Broken.DATE_IN_FUTURE, "came_at")]
    if any(_overlap(stay, other) for other in others):
        return [Problem(Broken.PRESENCE_OVERLAPS, "came_at")]
    return []


def _overlap(one: Stay, other: Stay) -> bool:
    ends_before = one.left is not None and one.left <= other.came
    starts_after = other.left is not None and other.left <= one.came
    return not (ends_before or starts_after)
