"""Counting votes (rules of procedure, chapter "Abstimmungen"; § 54 Abs. 1 HGO as model).

As a rule a matter is adopted if yes exceeds no: abstentions and invalid votes do not count, a tie rejects. Where the
rules ask for more, the share and what it is a share of are frozen in the ballot, with their basis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


MORE_YES_THAN_NO = Share(Fraction(1, 2), Base.VOTES_CAST, is_strict=True)
"""§ 54 Abs. 1 HGO: more than half of yes and no together, which is: more yes than no."""


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    REJECTED_BY_TIE = "rejected_by_tie"

    @property
    def is_adopted(self) -> bool:
        return self is Outcome.ADOPTED


@dataclass(frozen=True)
class Majority:
    """What a ballot needed when it was taken, and where that is written; frozen in it."""

    share: Share = MORE_YES_THAN_NO
    basis: str = ""


SIMPLE = Majority()


class MajorityChoice(StrEnum):
    """A majority as it is chosen in a form; RULE is the one that the rules of procedure ask for on the matter."""

    RULE = "rule"
    MORE_YES_THAN_NO = "more_yes_than_no"
    MORE_THAN_HALF_OF_PRESENT = "more_than_half_of_present"
    HALF_OF_PRESENT = "half_of_present"
    TWO_THIRDS_OF_CAST = "two_thirds_of_cast"
    TWO_THIRDS_OF_PRESENT = "two_thirds_of_present"
    MORE_THAN_HALF_OF_MEMBERS = "more_than_half_of_members"
    TWO_THIRDS_OF_MEMBERS = "two_thirds_of_members"
    THREE_QUARTERS_OF_MEMBERS = "three_quarters_of_members"


_HALF, _TWO_THIRDS, _THREE_QUARTERS = Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)

SHARES: Mapping[MajorityChoice, Share] = {
    MajorityChoice.MORE_YES_THAN_NO: MORE_YES_THAN_NO,
    MajorityChoice.MORE_THAN_HALF_OF_PRESENT: Share(_HALF, Base.PRESENT, is_strict=True),
    MajorityChoice.HALF_OF_PRESENT: Share(_HALF, Base.PRESENT, is_strict=False),
    MajorityChoice.TWO_THIRDS_OF_CAST: Share(_TWO_THIRDS, Base.VOTES_CAST, is_strict=False),
    MajorityChoice.TWO_THIRDS_OF_PRESENT: Share(_TWO_THIRDS, Base.PRESENT, is_strict=False),
    MajorityChoice.MORE_THAN_HALF_OF_MEMBERS: Share(_HALF, Base.STATUTORY_MEMBERS, is_strict=True),
    MajorityChoice.TWO_THIRDS_OF_MEMBERS: Share(_TWO_THIRDS, Base.STATUTORY_MEMBERS, is_strict=False),
    MajorityChoice.THREE_QUARTERS_OF_MEMBERS: Share(_THREE_QUARTERS, Base.STATUTORY_MEMBERS, is_strict=False),
}


class Method(StrEnum):
    """How a ballot is held. WITHOUT_COUNT: the chair states that nobody is against, and nobody counts."""

    OPEN = "open"
    ROLL_CALL = "roll_call"
    SECRET = "secret"
    WITHOUT_COUNT = "without_count"

    @property
    def is_named(self) -> bool:
        """Whether votes may stand beside names: never in a secret ballot."""
        return self in (Method.OPEN, Method.ROLL_CALL)


class Uncounted(StrEnum):
    """What the chair states where nobody counts."""

    NOBODY_AGAINST = "nobody_against"
    ACCLAMATION = "acclamation"


class Choice(StrEnum):
    """How one member votes."""

    YES = "yes"
    NO = "no"
    ABSTAINED = "abstained"
    INVALID = "invalid"
    NOT_VOTING = "not_voting"


class VotingOrder(StrEnum):
    """How the points of a motion are put to the vote."""

    TOGETHER = "together"
    POINT_BY_POINT = "point_by_point"


@dataclass(frozen=True)
class Tally:
    """The count of one ballot, in votes. ``excluded`` are those present whom a conflict of interest keeps out."""

    yes: int
    no: int
    abstained: int = 0
    invalid: int = 0
    not_voting: int = 0
    excluded: int = 0

    @property
    def cast(self) -> int:
        """All who were asked: everybody present but the excluded."""
        return self.yes + self.no + self.abstained + self.invalid + self.not_voting


def tally_of(choices: Iterable[Choice], *, excluded: int = 0) -> Tally:
    """A roll call, counted."""
    said = list(choices)
    yes, no, abstained, invalid, not_voting = (said.count(choice) for choice in Choice)
    return Tally(yes, no, abstained, invalid, not_voting, excluded)


def base_of(share: Share, tally: Tally, *, statutory: int) -> int:
    """How many the share is taken of. Whom a conflict keeps out of the room is not among those present."""
    match share.base:
        case Base.STATUTORY_MEMBERS:
            return statutory
        case Base.PRESENT:
            return tally.cast
        case Base.VOTES_CAST:
            return tally.yes + tally.no


def votes_needed(share: Share, tally: Tally, *, statutory: int) -> int:
    """How many yes the matter needs; never nought, for nothing is adopted without a vote in favour."""
    return max(1, share.needed(base_of(share, tally, statutory=statutory)))


def outcome(tally: Tally, share: Share = MORE_YES_THAN_NO, *, statutory: int = 0) -> Outcome:
    """Adopted if yes reaches the share; a tie rejects (§ 54 Abs. 1 HGO), even with no vote at all on either side."""
    if tally.yes >= votes_needed(share, tally, statutory=statutory):
        return Outcome.ADOPTED
    is_tie = share == MORE_YES_THAN_NO and tally.yes == tally.no
    return Outcome.REJECTED_BY_TIE if is_tie else Outcome.REJECTED


def is_unanimous(tally: Tally) -> bool:
    """Nobody voted no and somebody voted yes; abstentions do not disturb it ("einstimmig bei 2 Enthaltungen")."""
    return tally.yes > 0 and tally.no == 0


def sum_problem(tally: Tally, voters: int, field: str = "") -> Problem | None:
    """Everybody who may vote at that minute is counted once: yes, no, abstained, invalid and not voting together."""
    if tally.cast == voters:
        return None
    if tally.excluded:
        told = {"cast": tally.cast, "present": voters, "there": voters + tally.excluded, "excluded": tally.excluded}
        return Problem(Broken.BALLOT_DOES_NOT_SUM_WITH_EXCLUDED, field, told)
    return Problem(Broken.BALLOT_DOES_NOT_SUM, field, {"cast": tally.cast, "present": voters})


def check_presence(voters: int) -> None:
    """Where nobody entitled to vote is present, nothing can be decided. Raises RuleBroken(NOBODY_PRESENT)."""
    if voters < 1:
        raise RuleBroken(Broken.NOBODY_PRESENT)


def method_problem(method: Method, share: Share, *, secret_allowed: bool) -> Problem | None:
    """A secret ballot on a matter only where the rules allow it (§ 54 Abs. 2 HGO); no count only where none is asked.

    Without a count nobody knows how many were for it, so the rule must be that yes exceeds no.
    """
    if method is Method.SECRET and not secret_allowed:
        return Problem(Broken.SECRET_NOT_ALLOWED, "method")
    if method is Method.WITHOUT_COUNT and share != MORE_YES_THAN_NO:
        return Problem(Broken.COUNT_NEEDED, "method")
    return None
