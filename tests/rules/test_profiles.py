"""Rules of procedure as data: a Land's own rules, and the neutral preset where it says nothing."""

from __future__ import annotations

import pytest

from beirat.rules.profiles import Certainty, Key, neutral, profile


def test_in_hessen_a_recommendation_goes_to_the_kreisausschuss() -> None:
    assert profile("hessen").text(Key.ADDRESSEE) == "Kreisausschuss"


@pytest.mark.parametrize("name", ["rheinland_pfalz", "brandenburg", "neutral"])
def test_elsewhere_it_goes_to_the_head_of_the_district(name: str) -> None:
    assert profile(name).text(Key.ADDRESSEE) == "Landrätin oder Landrat"


def test_an_unknown_profile_is_the_neutral_one() -> None:
    assert profile("") is neutral.PROFILE
    assert profile("atlantis") is neutral.PROFILE


def test_the_neutral_profile_answers_every_question_and_says_that_it_is_a_preset() -> None:
    rules = [neutral.PROFILE.rule(key) for key in Key]

    assert all(rule.certainty is Certainty.PRESET for rule in rules)


@pytest.mark.parametrize("name", ["hessen", "rheinland_pfalz", "brandenburg"])
def test_what_a_land_does_not_say_is_filled_from_the_preset(name: str) -> None:
    assert profile(name).number(Key.ANSWER_MONTHS) == 3
    assert profile(name).rule(Key.ANSWER_MONTHS).certainty is Certainty.PRESET


@pytest.mark.parametrize("name", ["hessen", "rheinland_pfalz", "brandenburg"])
def test_every_rule_of_a_land_names_its_basis(name: str) -> None:
    assert all(rule.basis for rule in profile(name).rules.values())


@pytest.mark.parametrize("name", ["hessen", "rheinland_pfalz", "brandenburg", "neutral"])
def test_no_land_binds_the_administration_to_a_period_by_law(name: str) -> None:
    assert profile(name).text(Key.ANSWER_LEGAL_BASIS) == ""
