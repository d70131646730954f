"""Whether enough members are there: more than half of the statutory number, vacant seats included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.quorum import is_reached, needed


@pytest.mark.parametrize("statutory, expected", [(15, 8), (14, 8), (3, 2), (2, 2), (1, 1)])
def test_more_than_half_is_needed(statutory: int, expected: int) -> None:
    assert needed(statutory) == expected


@given(st.integers(min_value=1, max_value=500), st.integers(min_value=0, max_value=500))
def test_the_quorum_is_reached_exactly_with_more_than_half(statutory: int, present: int) -> None:
    assert is_reached(present, statutory) == (present > statutory / 2)
