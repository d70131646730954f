"""Counting votes: yes must exceed no; abstentions and invalid votes do not count; a tie rejects."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.profiles import Key, profile
from beirat.rules.resolutions import (
    MOTION_STEP,
    DecidedPoint,
    OrderRequest,
    ResolutionOutcome,
    ResolutionSubject,
    majority_for,
    outcome_of,
)
from beirat.rules.voting import (
    MORE_YES_THAN_NO,
    SHARES,
    Base,
    Choice,
    MajorityChoice,
    Method,
    Outcome,
    Share,
    Tally,
    check_presence,
    is_unanimous,
    method_problem,
    outcome,
    sum_problem,
    tally_of,
    votes_needed,
)

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


shares = st.builds(Share, st.fractions(Fraction(1, 4), 1, max_denominator=5), st.sampled_from(Base), st.booleans())


@given(tallies, shares, votes)
def test_one_more_abstention_never_changes_the_outcome_where_votes_cast_count(
    tally: Tally, share: Share, statutory: int
) -> None:
    of_cast = replace(share, base=Base.VOTES_CAST)
    one_more = replace(tally, abstained=tally.abstained + 1)

    assert outcome(one_more, of_cast, statutory=statutory) is outcome(tally, of_cast, statutory=statutory)


@given(tallies, shares, votes)
def test_where_those_present_count_an_abstention_works_like_a_no(tally: Tally, share: Share, statutory: int) -> None:
    of_present = replace(share, base=Base.PRESENT)
    abstained = outcome(replace(tally, abstained=tally.abstained + 1), of_present, statutory=statutory)
    against = outcome(replace(tally, no=tally.no + 1), of_present, statutory=statutory)

    assert abstained.is_adopted == against.is_adopted


@given(tallies, shares, votes)
def test_one_more_yes_never_turns_any_majority_into_a_rejection(tally: Tally, share: Share, statutory: int) -> None:
    before = outcome(tally, share, statutory=statutory)

    assert outcome(replace(tally, yes=tally.yes + 1), share, statutory=statutory).is_adopted or not before.is_adopted


@given(shares, votes, votes)
def test_nothing_is_adopted_without_a_vote_in_favour(share: Share, no: int, abstained: int) -> None:
    assert not outcome(Tally(0, no, abstained), share, statutory=0).is_adopted


@given(tallies, shares, votes)
def test_the_number_needed_is_the_line_between_adopted_and_not(tally: Tally, share: Share, statutory: int) -> None:
    line = votes_needed(share, tally, statutory=statutory)

    assert outcome(tally, share, statutory=statutory).is_adopted == (tally.yes >= line)


@given(st.lists(st.sampled_from(Choice), max_size=30), st.integers(0, 5))
def test_a_roll_call_counts_everybody_once(choices: list[Choice], excluded: int) -> None:
    tally = tally_of(choices, excluded=excluded)

    assert (tally.cast, tally.excluded) == (len(choices), excluded)
    assert tally.yes == choices.count(Choice.YES)


@given(tallies, votes, st.integers(1, 20))
def test_whom_a_conflict_keeps_out_is_not_missing_in_the_sum(tally: Tally, voters: int, excluded: int) -> None:
    problem = sum_problem(replace(tally, excluded=excluded), voters)

    assert (problem is None) == (tally.cast == voters)
    if problem is not None:
        assert problem.params["there"] == voters + excluded


@pytest.mark.parametrize(
    "method, share, allowed, expected",
    [
        (Method.SECRET, MORE_YES_THAN_NO, False, Broken.SECRET_NOT_ALLOWED),
        (Method.SECRET, MORE_YES_THAN_NO, True, None),
        (Method.WITHOUT_COUNT, MORE_YES_THAN_NO, False, None),
        (Method.WITHOUT_COUNT, SHARES[MajorityChoice.TWO_THIRDS_OF_MEMBERS], True, Broken.COUNT_NEEDED),
        (Method.ROLL_CALL, SHARES[MajorityChoice.TWO_THIRDS_OF_MEMBERS], False, None),
    ],
)
def test_secrecy_and_not_counting_have_their_limits(
    method: Method, share: Share, allowed: bool, expected: Broken | None
) -> None:
    problem = method_problem(method, share, secret_allowed=allowed)

    assert (problem.code if problem else None) is expected


def test_the_rules_of_each_land_say_which_majority_a_matter_needs() -> None:
    for name in ("hessen", "rheinland_pfalz", "brandenburg", ""):
        rules = profile(name)
        assert majority_for(ResolutionSubject.MOTION, rules).share == MORE_YES_THAN_NO
        urgent = majority_for(ResolutionSubject.URGENCY, rules)
        assert urgent.share == rules.share(Key.AGENDA_EXTENSION_MAJORITY)
        assert urgent.basis == rules.rule(Key.AGENDA_EXTENSION_MAJORITY).basis
        moved = majority_for(ResolutionSubject.ORDER_OF_BUSINESS, rules, OrderRequest.REMOVE)
        assert moved.share == rules.share(Key.AGENDA_REMOVE_MAJORITY)
