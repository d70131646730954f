"""Counting votes: yes must exceed no; abstentions and invalid votes do not count; a tie rejects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.resolutions import MOTION_STEP, DecidedPoint, ResolutionOutcome, outcome_of
from beirat.rules.voting import Outcome, Tally, check_presence, is_unanimous, outcome, sum_problem

votes = st.integers(min_value=0, max_value=200)
tallies = st.builds(Tally, yes=votes, no=votes, abstained=votes, invalid=votes)
wordings = st.sampled_from(["Kurse am Abend", "Kurse am Samstag"])
points = st.lists(st.builds(DecidedPoint, wordings, wordings, st.booleans()), min_size=1, max_size=6)


@pytest.mark.parametrize(
    "tally, expected",
    [
        (Tally(8, 3), Outcome.ADOPTED),
        (Tally(1, 0, abstained=10), Outcome.ADOPTED),
        (Tally(3, 8), Outcome.REJECTED),
        (Tally(0, 1, abstained=10), Outcome.REJECTED),
        (Tally(5, 5, abstained=1), Outcome.REJECTED_BY_TIE),
        (Tally(0, 0, abstained=11), Outcome.REJECTED_BY_TIE),
    ],
)
def test_yes_must_exceed_no_and_a_tie_rejects(tally: Tally, expected: Outcome) -> None:
    assert outcome(tally) is expected


@given(tallies)
def test_abstentions_do_not_count(tally: Tally) -> None:
    one_more = Tally(tally.yes, tally.no, tally.abstained + 1, tally.invalid)

    assert outcome(one_more) is outcome(tally)
    assert is_unanimous(one_more) == is_unanimous(tally)


@given(tallies)
def test_invalid_votes_do_not_count(tally: Tally) -> None:
    one_more = Tally(tally.yes, tally.no, tally.abstained, tally.invalid + 1)

    assert outcome(one_more) is outcome(tally)


@given(tallies)
def test_one_more_yes_never_turns_an_adoption_around_and_one_more_no_never_a_rejection(tally: Tally) -> None:
    more_yes = Tally(tally.yes + 1, tally.no, tally.abstained, tally.invalid)
    more_no = Tally(tally.yes, tally.no + 1, tally.abstained, tally.invalid)

    assert outcome(more_yes).is_adopted or not outcome(tally).is_adopted
    assert not outcome(more_no).is_adopted or outcome(tally).is_adopted


@given(tallies)
def test_for_and_against_are_treated_alike(tally: Tally) -> None:
    turned = Tally(tally.no, tally.yes, tally.abstained, tally.invalid)

    assert not (outcome(tally).is_adopted and outcome(turned).is_adopted)
    assert (outcome(tally) is Outcome.REJECTED_BY_TIE) == (tally.yes == tally.no)


@given(tallies, votes)
def test_every_member_present_is_counted_once(tally: Tally, present: int) -> None:
    problem = sum_problem(tally, present, "yes")

    assert (problem is None) == (tally.yes + tally.no + tally.abstained + tally.invalid == present)
    if problem is not None:
        assert problem.code is Broken.BALLOT_DOES_NOT_SUM
        assert problem.params == {"cast": tally.cast, "present": present}


@pytest.mark.parametrize(
    "tally, expected", [(Tally(9, 0, 2), True), (Tally(9, 1), False), (Tally(0, 0, 11), False), (Tally(0, 9), False)]
)
def test_unanimous_means_somebody_for_and_nobody_against(tally: Tally, expected: bool) -> None:
    assert is_unanimous(tally) is expected


def test_where_nobody_is_there_nothing_is_decided() -> None:
    check_presence(1)

    with pytest.raises(RuleBroken) as refused:
        check_presence(0)
    assert refused.value.code is Broken.NOBODY_PRESENT


@given(points)
def test_a_motion_is_adopted_as_it_was_only_if_every_point_was(decided: list[DecidedPoint]) -> None:
    became = outcome_of(decided)

    as_proposed = all(one.is_adopted and one.wording == one.proposed for one in decided)
    assert (became is ResolutionOutcome.ADOPTED) == as_proposed
    assert (became is ResolutionOutcome.REJECTED) == (not any(one.is_adopted for one in decided))


def test_a_new_wording_that_was_voted_down_changes_nothing() -> None:
    voted_down = DecidedPoint("Kurse am Abend", "Kurse am Samstag", is_adopted=False)

    assert outcome_of([voted_down]) is ResolutionOutcome.REJECTED


def test_every_outcome_does_something_to_the_motion() -> None:
    assert set(MOTION_STEP) == set(ResolutionOutcome)
