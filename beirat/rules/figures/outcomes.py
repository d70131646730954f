"""What became of the points after so many days: Aalen and Johansen's estimate, whose bars add up to one.

Points still open are neither left out nor counted as refused: what is not answered is a bar of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from beirat.rules.figures.survival import Spell, kaplan_meier


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


def distribution(fates: Iterable[Fate], days: int) -> Distribution:
    """F_k(h) = Σ S(t-) · d_k / n over the days t ≤ h; withdrawn by the board is an ending, not a loss of sight."""
    all_fates = list(fates)
    curve = kaplan_meier(Spell(fate.spell.days, fate.ending is not None, fate.spell.entered) for fate in all_fates)
    shares, before = dict.fromkeys(Ending, 0.0), 1.0
    for step in curve.steps:
        if step.day > days:
            break
        for ending in _ended_on(all_fates, step.day):
            shares[ending] += before / step.at_risk
        before = step.waiting
    return Distribution(days, curve.number, shares, before)


def _ended_on(fates: Sequence[Fate], day: int) -> list[Ending]:
    return [fate.ending for fate in fates if fate.ending and fate.spell.days == day and fate.spell.entered < day]
