"""How long something takes when some of it has not ended yet: Kaplan and Meier's estimate, with late entry.

S(t) is the share that still waits after t days. What has not ended by the cut-off counts as waiting up to then, so
silence never makes a figure look better (``domain/holding-to-account`` § 5.6).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from beirat.rules.figures.ratios import Interval, Z

FROM_THE_START = -1
"""Observed from the first day on: what ends on day 0 is counted too."""

HALF = 0.5 + 1e-9
"""Half, and what floating point makes of it."""


@dataclass(frozen=True)
class Spell:
    """Something that took ``days``, or has taken so many so far (``ended`` False).

    ``entered`` is the last day on which it was not yet watched; what ended by then is not counted.
    """

    days: int
    ended: bool
    entered: int = FROM_THE_START


@dataclass(frozen=True)
class Step:
    """A day on which something ended: how many still waited before it, how many ended, and what is left."""

    day: int
    at_risk: int
    ended: int
    waiting: float
    interval: Interval | None


@dataclass(frozen=True)
class Duration:
    """Days with their 95 % interval; None is an end that was not reached."""

    days: int | None
    lower: int | None
    upper: int | None


@dataclass(frozen=True)
class Curve:
    """S(t) as its steps. ``watched`` is the longest time that anything was watched; beyond it nothing is known."""

    number: int
    ended: int
    watched: int
    steps: tuple[Step, ...]

    def waiting(self, day: int) -> float:
        """S(day): the share that still waits at the end of the day."""
        step = self._at(day)
        return step.waiting if step else 1.0

    def ended_within(self, days: int) -> float | None:
        """1 - S(days); None where nothing was watched for so long."""
        if not self.number or (days > self.watched and self.waiting(days) > 0):
            return None
        return 1 - self.waiting(days)

    def interval_within(self, days: int) -> Interval | None:
        """The 95 % interval of the same; None before the first step and where the last one left nobody."""
        step = self._at(days)
        return Interval(1 - step.interval.upper, 1 - step.interval.lower) if step and step.interval else None

    @property
    def median(self) -> Duration:
        """The first day by which half had ended, with the days on which the limits of S reach it.

        Brookmeyer and Crowley 1982, on log(-log) limits; where S falls to 0 the limits before it go on.
        """
        return Duration(
            days=next((step.day for step in self.steps if step.waiting <= HALF), None),
            lower=next((step.day for step in self.steps if step.interval and step.interval.lower <= HALF), None),
            upper=next((step.day for step in self.steps if step.interval and step.interval.upper <= HALF), None),
        )

    def _at(self, day: int) -> Step | None:
        return next((step for step in reversed(self.steps) if step.day <= day), None)


def kaplan_meier(spells: Iterable[Spell]) -> Curve:
    """S(t) = ∏ (1 - d/n) over the days t on which d of n ended; n are those that wait and are watched on that day."""
    seen = [spell for spell in spells if spell.entered < spell.days]
    ends = Counter(spell.days for spell in seen if spell.ended)
    lasting, entered = sorted(spell.days for spell in seen), sorted(spell.entered for spell in seen)
    steps, waiting, spread = [], 1.0, 0.0
    for day, ended in sorted(ends.items()):
        at_risk = _from(lasting, day) - _from(entered, day)
        waiting *= 1 - ended / at_risk
        interval = None
        if ended < at_risk:
            spread += ended / (at_risk * (at_risk - ended))
            interval = limits(waiting, spread)
        steps.append(Step(day, at_risk, ended, waiting, interval))
        if ended == at_risk:
            break
    return Curve(len(seen), sum(ends.values()), max((spell.days for spell in seen), default=0), tuple(steps))


def _from(days: Sequence[int], day: int) -> int:
    """How many of the sorted days are that day or later. Who entered so late is not at risk, but lasts so long."""
    return len(days) - bisect_left(days, day)


def limits(waiting: float, spread: float) -> Interval:
    """Log(-log) limits of S with Greenwood's sum of d / n(n-d), 95 %. ``waiting`` lies between 0 and 1."""
    reach = Z * sqrt(spread) / log(waiting)
    return Interval(waiting ** exp(-reach), waiting ** exp(reach))
