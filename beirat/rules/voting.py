"""Counting votes (rules of procedure, chapter "Abstimmungen"; § 54 Abs. 1 HGO as model).

A matter is adopted if yes exceeds no. Abstentions and invalid votes do not count; a tie rejects.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from beirat.rules.errors import Broken, Problem, RuleBroken


class Base(StrEnum):
    """Of what a share is reckoned: the statutory number (vacant seats included), those present, the votes cast.

    Votes cast are yes and no; abstentions and invalid votes do not count (§ 54 Abs. 1 HGO as model).
    """

    STATUTORY_MEMBERS = "statutory_members"
    PRESENT = "present"
    VOTES_CAST = "votes_cast"


@dataclass(frozen=True)
class Share:
    """How much of a base is needed: "more than half of the votes cast", "at least two thirds of those present"."""

    fraction: Fraction
    base: Base
    is_strict: bool

    def needed(self, total: int) -> int:
        """The smallest number that is enough of ``total``: of 15, two thirds are 10; of 12, more than half are 7."""
        exact = self.fraction * total
        return exact.__floor__() + 1 if self.is_strict else exact.__ceil__()

    def is_reached(self, count: int, total: int) -> bool:
        return count >= self.needed(total)


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    REJECTED_BY_TIE = "rejected_by_tie"

    @property
    def is_adopted(self) -> bool:
        return self is Outcome.ADOPTED


class Majority(StrEnum):
    """The rule that was in force when a ballot was taken; frozen in it."""

    YES_OVER_NO = "yes_over_no"


class VotingOrder(StrEnum):
    """How the points of a motion are put to the vote."""

    TOGETHER = "together"
    POINT_BY_POINT = "point_by_point"


@dataclass(frozen=True)
class Tally:
    """The count of one ballot, in votes."""

    yes: int
    no: int
    abstained: int = 0
    invalid: int = 0

    @property
    def cast(self) -> int:
        return self.yes + self.no + self.abstained + self.invalid


def outcome(tally: Tally, majority: Majority = Majority.YES_OVER_NO) -> Outcome:
    """§ 54 Abs. 1 HGO: the majority of the votes cast decides; a tie rejects."""
    if tally.yes > tally.no:
        return Outcome.ADOPTED
    return Outcome.REJECTED_BY_TIE if tally.yes == tally.no else Outcome.REJECTED


def is_unanimous(tally: Tally) -> bool:
    """Nobody voted no and somebody voted yes; abstentions do not disturb it ("einstimmig bei 2 Enthaltungen")."""
    return tally.yes > 0 and tally.no == 0


def sum_problem(tally: Tally, present: int, field: str = "") -> Problem | None:
    """Every voting member present is counted once: yes + no + abstained + invalid = present."""
    if tally.cast == present:
        return None
    return Problem(Broken.BALLOT_DOES_NOT_SUM, field, {"cast": tally.cast, "present": present})


def check_presence(present: int) -> None:
    """Where nobody entitled to vote is present, nothing can be decided. Raises RuleBroken(NOBODY_PRESENT)."""
    if present < 1:
        raise RuleBroken(Broken.NOBODY_PRESENT)
