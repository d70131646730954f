"""The quorum (Beschlussfähigkeit): more than half of the statutory number must be there (§ 53 HGO as model).

It counts as given until somebody doubts it; then those present are counted. Where the rules say so, a few are found to
be too few without anybody asking, and a second call makes the board quorate whoever comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from beirat.rules.profiles import Key, Profile
from beirat.rules.voting import Base, Share

MORE_THAN_HALF = Share(Fraction(1, 2), Base.STATUTORY_MEMBERS, is_strict=True)


class QuorumBasis(StrEnum):
    """Why the board can decide at a moment, or why it cannot."""

    COUNTED = "counted"
    PRESUMED = "presumed"
    SECOND_CALL = "second_call"
    MOST_BIASED = "most_biased"
    FOUND_LACKING = "found_lacking"
    TOO_FEW = "too_few"
    LACKING = "lacking"

    @property
    def is_quorate(self) -> bool:
        return self not in (QuorumBasis.FOUND_LACKING, QuorumBasis.TOO_FEW, QuorumBasis.LACKING)


@dataclass(frozen=True)
class QuorumRule:
    """What the rules of procedure say about the quorum (§ 53 HGO).

    ``ex_officio_below``: with fewer than this part of the members the chair must state the lack unasked.
    """

    share: Share = MORE_THAN_HALF
    is_presumed: bool = True
    ex_officio_below: Share | None = None
    second_call_suffices: bool = True
    bias_of_most_suffices: bool = True

    def needed(self, statutory: int) -> int:
        return self.share.needed(statutory)

    @classmethod
    def of(cls, profile: Profile) -> QuorumRule:
        """As the board's rules of procedure have it; MORE_THAN_HALF where they say nothing."""
        return cls(
            share=profile.share(Key.QUORUM) or MORE_THAN_HALF,
            is_presumed=profile.flag(Key.QUORUM_PRESUMED),
            ex_officio_below=profile.share(Key.QUORUM_EX_OFFICIO_BELOW),
            second_call_suffices=profile.flag(Key.SECOND_CALL_QUORATE),
        )


USUAL = QuorumRule()


def needed(statutory_members: int) -> int:
    """How many must be present: more than half of the statutory number, vacant seats included."""
    return MORE_THAN_HALF.needed(statutory_members)


def is_reached(present: int, statutory_members: int) -> bool:
    return present >= needed(statutory_members)


def basis(
    present: int,
    statutory: int,
    rule: QuorumRule = USUAL,
    *,
    biased: int = 0,
    is_second_call: bool = False,
    was_found_lacking: bool = False,
) -> QuorumBasis:
    """Whether the board can decide, and on what that rests (§ 53 Abs. 1 and 2 HGO).

    ``present`` are those who may vote on the matter, ``biased`` the members whom a conflict keeps from it,
    ``was_found_lacking``: the last time that somebody doubted, too few were counted.
    """
    if present >= rule.needed(statutory):
        return QuorumBasis.COUNTED
    if is_second_call and rule.second_call_suffices and present:
        return QuorumBasis.SECOND_CALL
    if rule.bias_of_most_suffices and 2 * biased > statutory and present:
        return QuorumBasis.MOST_BIASED
    if was_found_lacking:
        return QuorumBasis.FOUND_LACKING
    if rule.ex_officio_below is not None and not rule.ex_officio_below.is_reached(present, statutory):
        return QuorumBasis.TOO_FEW
    return QuorumBasis.PRESUMED if rule.is_presumed and present else QuorumBasis.LACKING
