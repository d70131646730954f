"""How long answers take while some are still missing: by hand, against scipy, and whatever the numbers are."""

from __future__ import annotations

import random
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from beirat.rules.figures.ratios import Ratio, wilson
from beirat.rules.figures.survival import Duration, Spell, kaplan_meier

BY_HAND = (Spell(30, True), Spell(45, True), Spell(60, False), Spell(90, True), Spell(100, False))
"""Five cases: answered after 30, 45 and 90 days; one withdrawn on day 60, one still waits on day 100."""

spells = st.lists(st.builds(Spell, st.integers(0, 400), st.booleans()), min_size=1, max_size=60)
late_spells = st.lists(
    st.builds(Spell, st.integers(0, 60), st.booleans(), st.integers(-1, 40)), min_size=1, max_size=40
)


def test_what_still_waits_is_computed_as_by_hand() -> None:
    curve = kaplan_meier(BY_HAND)

    assert [(step.day, step.at_risk, step.ended) for step in curve.steps] == [(30, 5, 1), (45, 4, 1), (90, 2, 1)]
    assert [step.waiting for step in curve.steps] == pytest.approx([4 / 5, 4 / 5 * 3 / 4, 4 / 5 * 3 / 4 * 1 / 2])
    assert curve.median == Duration(90, 30, None)


def test_the_mean_of_the_answered_flatters_and_the_median_does_not() -> None:
    answered = [spell.days for spell in BY_HAND if spell.ended]

    assert sum(answered) / len(answered) == 55
    assert kaplan_meier(BY_HAND).median.days == 90


def test_within_some_days_is_unknown_where_nothing_was_watched_for_so_long() -> None:
    curve = kaplan_meier(BY_HAND)

    assert curve.ended_within(30) == pytest.approx(0.2)
    assert curve.ended_within(100) == pytest.approx(0.7)
    assert curve.ended_within(101) is None
    assert kaplan_meier([]).ended_within(30) is None


def test_where_everything_has_ended_later_days_are_known_too() -> None:
    assert kaplan_meier([Spell(10, True)]).ended_within(365) == 1


def test_a_case_that_was_entered_late_counts_only_from_then_on() -> None:
    curve = kaplan_meier([Spell(10, True), Spell(30, True, entered=20), Spell(40, False)])

    assert [(step.day, step.at_risk) for step in curve.steps] == [(10, 2), (30, 2)]
    assert [step.waiting for step in curve.steps] == [0.5, 0.25]


def test_a_case_that_was_entered_after_its_answer_is_not_counted() -> None:
    assert kaplan_meier([Spell(10, True, entered=10), Spell(40, False)]).number == 1


def test_an_answer_on_the_day_of_receipt_counts() -> None:
    assert kaplan_meier([Spell(0, True), Spell(5, False)]).waiting(0) == 0.5


def test_a_median_that_is_not_reached_is_not_said() -> None:
    assert kaplan_meier([Spell(10, True), Spell(40, False), Spell(50, False)]).median.days is None


@given(spells)
def test_it_equals_scipy(drawn: list[Spell]) -> None:
    if not any(spell.ended for spell in drawn):
        return
    ours, theirs = kaplan_meier(drawn), scipy_of(drawn)

    for step in ours.steps:
        assert step.waiting == pytest.approx(float(theirs.sf.evaluate(step.day)), abs=1e-12)


@given(spells)
def test_the_limits_equal_those_of_scipy(drawn: list[Spell]) -> None:
    if not any(spell.ended for spell in drawn):
        return
    ours = kaplan_meier(drawn)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # scipy warns where S is 0 and there are no limits
        limits = scipy_of(drawn).sf.confidence_interval(confidence_level=0.95, method="log-log")

    for step in ours.steps:
        lower, upper = float(limits.low.evaluate(step.day)), float(limits.high.evaluate(step.day))
        if step.interval is None:
            assert np.isnan(lower)
            continue
        assert step.interval.lower == pytest.approx(lower, abs=1e-9)
        assert step.interval.upper == pytest.approx(upper, abs=1e-9)


def scipy_of(drawn: list[Spell]) -> object:
    ended = [spell.days for spell in drawn if spell.ended]
    lasting = [spell.days for spell in drawn if not spell.ended]
    return ecdf(CensoredData(uncensored=ended, right=lasting))


@given(late_spells)
def test_what_waits_never_grows_and_stays_between_nothing_and_all(drawn: list[Spell]) -> None:
    waiting = [1.0, *(step.waiting for step in kaplan_meier(drawn).steps)]

    assert waiting == sorted(waiting, reverse=True)
    assert all(0 <= each <= 1 for each in waiting)


@given(late_spells, st.randoms(use_true_random=False))
def test_the_order_of_the_cases_changes_nothing(drawn: list[Spell], chance: random.Random) -> None:
    shuffled = chance.sample(drawn, len(drawn))

    assert kaplan_meier(shuffled) == kaplan_meier(drawn)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.integers(0, 400))
def test_where_nothing_is_missing_it_is_simply_the_share(days: list[int], within: int) -> None:
    curve = kaplan_meier(Spell(each, True) for each in days)

    assert 1 - curve.waiting(within) == pytest.approx(sum(each <= within for each in days) / len(days))


@given(spells)
def test_waiting_longer_never_makes_the_figure_better(drawn: list[Spell]) -> None:
    longer = [spell if spell.ended else Spell(spell.days + 50, False) for spell in drawn]

    before, after = kaplan_meier(drawn), kaplan_meier(longer)

    assert all(after.waiting(step.day) >= step.waiting - 1e-12 for step in before.steps)


@given(spells)
def test_the_median_lies_within_its_interval(drawn: list[Spell]) -> None:
    median = kaplan_meier(drawn).median

    if median.days is not None and median.lower is not None:
        assert median.lower <= median.days
    if median.upper is not None:
        assert median.days is not None
        assert median.days <= median.upper


@pytest.mark.parametrize(
    "part, whole, lower, upper", [(5, 10, 0.2366, 0.7634), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_the_interval_of_a_share_is_wilsons(part: int, whole: int, lower: float, upper: float) -> None:
    interval = wilson(part, whole)

    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=1e-4)


@given(st.integers(1, 500), st.data())
def test_a_share_lies_within_its_interval(whole: int, data: st.DataObject) -> None:
    ratio = Ratio(data.draw(st.integers(0, whole)), whole)

    assert ratio.interval
    assert ratio.value is not None
    assert ratio.interval.lower <= ratio.value <= ratio.interval.upper


def test_below_twenty_nobody_is_told_a_percentage() -> None:
    assert not Ratio(9, 19).is_enough
    assert Ratio(9, 20).is_enough
    assert Ratio(0, 0).value is None
