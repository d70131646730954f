"""The life of a motion."""

import pytest

from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.motions import LIFE, MotionState, MotionStep

ENDS = {MotionState.INADMISSIBLE, MotionState.WITHDRAWN}
DECIDED = {MotionState.ADOPTED, MotionState.ADOPTED_AMENDED, MotionState.REJECTED}


def test_every_state_is_reachable_from_a_draft() -> None:
    reached, frontier = {MotionState.DRAFT}, {MotionState.DRAFT}

    while frontier:
        frontier = {after for (at, _), after in LIFE.next.items() if at in frontier} - reached
        reached |= frontier

    assert reached == set(MotionState)


def test_a_motion_that_ended_stays_as_it_is() -> None:
    for state in ENDS:
        assert LIFE.possible(state) == frozenset()


def test_a_decision_can_only_be_annulled() -> None:
    for state in DECIDED:
        assert LIFE.possible(state) == {MotionStep.ANNUL}


def test_a_draft_cannot_be_admitted() -> None:
    with pytest.raises(RuleBroken) as refused:
        LIFE.after(MotionState.DRAFT, MotionStep.ADMIT)

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE


def test_a_motion_under_debate_can_still_be_withdrawn() -> None:
    assert LIFE.after(MotionState.UNDER_DEBATE, MotionStep.WITHDRAW) is MotionState.WITHDRAWN


def test_what_is_possible_is_exactly_what_is_accepted() -> None:
    for state in MotionState:
        for step in MotionStep:
            if step in LIFE.possible(state):
                assert LIFE.after(state, step) in MotionState
            else:
                with pytest.raises(RuleBroken):
                    LIFE.after(state, step)
