"""The minutes are drafted, then signed, then published; no step is left out and none goes back."""

import pytest

from beirat.rules.errors import RuleBroken
from beirat.rules.minutes import LIFE, MinutesState, MinutesStep


def test_the_minutes_go_from_draft_over_signed_to_published() -> None:
    signed = LIFE.after(MinutesState.DRAFT, MinutesStep.SIGN)

    assert LIFE.after(signed, MinutesStep.PUBLISH) is MinutesState.PUBLISHED


@pytest.mark.parametrize(
    "state, step",
    [
        (MinutesState.DRAFT, MinutesStep.PUBLISH),
        (MinutesState.SIGNED, MinutesStep.SIGN),
        (MinutesState.PUBLISHED, MinutesStep.SIGN),
        (MinutesState.PUBLISHED, MinutesStep.PUBLISH),
    ],
)
def test_nothing_unsigned_is_published_and_nothing_is_signed_twice(state: MinutesState, step: MinutesStep) -> None:
    with pytest.raises(RuleBroken):
        LIFE.after(state, step)
