"""How many are "more than half" and "at least two thirds": exact, without rounding by chance."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from beirat.rules.voting import Base, Share, Tally, outcome

FRACTIONS = some.fractions(min_value=0, max_value=1, max_denominator=12)
SHARES = some.builds(Share, FRACTIONS, some.sampled_from(Base), some.booleans())


def share(fraction: str, *, is_strict: bool) -> Share:
    return Share(Fraction(fraction), Base.STATUTORY_MEMBERS, is_strict)


def test_more_than_half_of_twelve_are_seven_and_at_least_half_are_six() -> None:
    assert share("1/2", is_strict=True).needed(12) == 7
    assert share("1/2", is_strict=False).needed(12) == 6


def test_two_thirds_of_fifteen_are_ten() -> None:
    assert share("2/3", is_strict=False).needed(15) == 10
    assert not share("2/3", is_strict=False).is_reached(9, 15)


@given(SHARES, some.integers(0, 200), some.integers(0, 200))
def test_a_share_is_reached_exactly_where_the_fraction_says_so(share: Share, count: int, total: int) -> None:
    exact = share.fraction * total

    assert share.is_reached(count, total) == (count > exact if share.is_strict else count >= exact)


@given(some.builds(Tally, *[some.integers(0, 60)] * 4))
def test_more_than_half_of_the_votes_cast_is_yes_over_no(tally: Tally) -> None:
    simple = Share(Fraction(1, 2), Base.VOTES_CAST, is_strict=True)

    assert simple.is_reached(tally.yes, tally.yes + tally.no) == outcome(tally).is_adopted
