"""Rules of procedure as data: a Land's own rules, and the neutral preset where it says nothing."""

from __future__ import annotations

import pytest

from beirat.rules.profiles import Certainty, Key, Level, neutral, profile


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

    assert all(rule.certainty is Certainty.PRESET and rule.level is Level.PRESET for rule in rules)


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


@pytest.mark.parametrize("name", ["hessen", "rheinland_pfalz", "brandenburg"])
def test_a_land_speaks_by_statute_and_in_the_kind_of_the_preset(name: str) -> None:
    for key, rule in profile(name).rules.items():
        preset = neutral.PROFILE.rules[key]

        assert rule.level is Level.STATUTE
        assert rule.certainty is not Certainty.PRESET
        assert type(rule.value) is type(preset.value) or preset.value is None, key


def test_in_brandenburg_a_meeting_with_fewer_than_a_third_is_not_quorate_even_if_nobody_asks() -> None:
    below = profile("brandenburg").share(Key.QUORUM_EX_OFFICIO_BELOW)

    assert below is not None
    assert below.needed(15) == 5
    assert profile("hessen").share(Key.QUORUM_EX_OFFICIO_BELOW) is None


@pytest.mark.parametrize(("name", "base"), [("hessen", "statutory_members"), ("rheinland_pfalz", "present")])
def test_an_urgent_item_needs_two_thirds_of_what_the_land_says(name: str, base: str) -> None:
    share = profile(name).share(Key.AGENDA_EXTENSION_MAJORITY)

    assert share is not None
    assert (share.needed(15), share.base) == (10, base)
