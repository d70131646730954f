"""What became of the points after so many days: Aalen and Johansen's estimate, whose bars add up to one.

Points still open are neither left out nor counted as refused: what is not answered is a bar of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt

from beirat.rules.figures.ratios import Interval, Z
from beirat.rules.figures.survival import Spell, Step, kaplan_meier


class Ending(StrEnum):
    """How the wait for a position can end; the order is the order of the bars."""

    AGREED = "agreed"
    AGREED_WITH_CHANGES = "agreed_with_changes"
    IN_PRINCIPLE = "in_principle"
    PARTLY = "partly"
    ALREADY_DONE = "already_done"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    NOT_COMPETENT = "not_competent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Fate:
    """A point's wait and how it ended; ``ending`` None: it lasts, or was lost sight of."""

    spell: Spell
    ending: Ending | None = None


@dataclass(frozen=True)
class Distribution:
    """After ``days`` days: the share of each ending, and ``open``, without any answer. Together they are 1."""

    days: int
    number: int
    shares: Mapping[Ending, float]
    open: float
    intervals: Mapping[Ending, Interval]
    open_interval: Interval | None


def distribution(fates: Iterable[Fate], days: int) -> Distribution:
    """F_k(h) = Σ S(t-) · d_k / n over the days t ≤ h; withdrawn by the board is an ending, not a loss of sight."""
    all_fates = list(fates)
    curve = kaplan_meier(Spell(fate.spell.days, fate.ending is not None, fate.spell.entered) for fate in all_fates)
    steps = [step for step in curve.steps if step.day <= days]
    by_day = _ended_by_day(all_fates)
    ended = [by_day[step.day] for step in steps]
    before = [1.0, *(step.waiting for step in steps)]
    grown = {
        ending: [
            waiting * found[ending] / step.at_risk for waiting, found, step in zip(before, ended, steps, strict=False)
        ]
        for ending in Ending
    }
    shares = {ending: sum(parts) for ending, parts in grown.items()}
    spreads = {ending: _spread(steps, before, [found[ending] for found in ended], grown[ending]) for ending in Ending}
    return Distribution(
        days=days,
        number=curve.number,
        shares=shares,
        open=before[-1],
        intervals={ending: _interval(shares[ending], spreads[ending]) for ending in Ending if 0 < shares[ending] < 1},
        open_interval=steps[-1].interval if steps else None,
    )


def _ended_by_day(fates: Iterable[Fate]) -> defaultdict[int, Counter[Ending]]:
    found: defaultdict[int, Counter[Ending]] = defaultdict(Counter)
    for fate in fates:
        if fate.ending and fate.spell.entered < fate.spell.days:
            found[fate.spell.days][fate.ending] += 1
    return found


def _spread(steps: Sequence[Step], before: Sequence[float], ended: Sequence[int], grown: Sequence[float]) -> float:
    """The variance of F_k by the delta method (Marubini and Valsecchi 1995); with one ending it is Greenwood's."""
    spread, left = 0.0, sum(grown)
    for step, waiting, here, part in zip(steps, before, ended, grown, strict=False):
        left -= part
        risk = step.at_risk
        if step.ended < risk:
            spread += left**2 * step.ended / (risk * (risk - step.ended))
        spread += waiting**2 * here * (risk - here) / risk**3 - 2 * left * waiting * here / risk**2
    return max(spread, 0.0)


def _interval(share: float, spread: float) -> Interval:
    """Log(-log) limits, 95 %."""
    reach = Z * sqrt(spread) / (share * log(share))
    return Interval(share ** exp(-reach), share ** exp(reach))
