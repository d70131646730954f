"""What a rule says about an act: ok, a warning where only a preset asks for more, a violation where a rule does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from beirat.rules.checks import Finding, at_least, compared, forbidden
from beirat.rules.profiles import Certainty, Key, Level, Rule, profile

RULES = some.builds(
    Rule,
    value=some.integers(0, 60),
    basis=some.just("§ 3 der Geschäftsordnung"),
    certainty=some.sampled_from(Certainty),
    level=some.sampled_from(Level),
)


def test_what_only_a_preset_asks_for_is_warned_of() -> None:
    assert at_least(Key.INVITATION_NOTICE_DAYS, 6, profile("")).finding is Finding.WARNING


def test_what_a_statute_asks_for_is_violated() -> None:
    assert at_least(Key.INVITATION_NOTICE_DAYS, 2, profile("hessen")).finding is Finding.VIOLATION


def test_a_check_says_what_it_was_about() -> None:
    check = at_least(Key.MOTION_DEADLINE_DAYS, 10, profile(""))

    assert (check.key, check.given, check.required) == (Key.MOTION_DEADLINE_DAYS, 10, 14)


def test_an_election_by_short_call_is_a_violation_in_hessen_and_no_election_is_none() -> None:
    key = Key.SHORT_NOTICE_FORBIDDEN_FOR_ELECTIONS

    assert forbidden(key, 1, profile("hessen")).finding is Finding.VIOLATION
    assert forbidden(key, 0, profile("hessen")).finding is Finding.OK


@given(RULES, some.integers(0, 60), some.integers(0, 60))
def test_more_is_never_worse(rule: Rule, number: int, required: int) -> None:
    less = compared(Key.QUORUM, number, required, rule)
    more = compared(Key.QUORUM, number + 1, required, rule)

    assert list(Finding).index(more.finding) <= list(Finding).index(less.finding)


@given(RULES, some.integers(0, 60), some.integers(0, 60))
def test_only_a_rule_with_a_source_can_be_violated(rule: Rule, number: int, required: int) -> None:
    finding = compared(Key.QUORUM, number, required, rule).finding

    assert (finding is Finding.VIOLATION) == (number < required and rule.level is not Level.PRESET)
