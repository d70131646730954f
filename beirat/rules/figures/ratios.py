"""Parts of a whole, with what chance alone could do to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
"""How many standard deviations a 95 % interval reaches to each side."""

ENOUGH = 20
"""Below this number nobody is told a percentage, only counts (``domain/holding-to-account`` § 5.6)."""


@dataclass(frozen=True)
class Interval:
    """A 95 % interval; both ends are shares between 0 and 1."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Ratio:
    """``part`` of ``whole``."""

    part: int
    whole: int

    @classmethod
    def of(cls, answers: Iterable[bool]) -> Ratio:
        """How often it is true."""
        found = list(answers)
        return cls(sum(found), len(found))

    @property
    def is_enough(self) -> bool:
        """Whether a percentage may be said."""
        return self.whole >= ENOUGH

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.part, self.whole) if self.whole else None


def wilson(part: int, whole: int) -> Interval:
    """The Wilson score interval of a share, 95 % (E. B. Wilson 1927). ``whole`` is at least 1."""
    share, square = part / whole, Z * Z / whole
    middle = (share + square / 2) / (1 + square)
    reach = Z / (1 + square) * sqrt(share * (1 - share) / whole + square / (4 * whole))
    lower = 0.0 if part == 0 else max(0.0, middle - reach)
    upper = 1.0 if part == whole else min(1.0, middle + reach)
    return Interval(lower, upper)
