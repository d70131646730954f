"""Corrections: what is for everybody, whether a count is whole, and whether the result stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.errors import RuleBroken
from beirat.rules.meetings import Part
from beirat.rules.minutes_corrections import (
    LIFE,
    CorrectionState,
    CorrectionStep,
    Subject,
    count_problem,
    is_public,
    stays,
)
from beirat.rules.names import named_in
from beirat.rules.voting import Outcome, Tally


def test_only_wordings_and_counts_of_public_items_are_for_everybody() -> None:
    public = {(subject, part) for subject in Subject for part in Part if is_public(subject, part)}

    assert public == {(Subject.WORDING, Part.PUBLIC), (Subject.COUNT, Part.PUBLIC)}


def test_a_sealed_correction_never_changes() -> None:
    for step in CorrectionStep:
        with pytest.raises(RuleBroken):
            LIFE.after(CorrectionState.SEALED, step)


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4), st.integers(0, 5), st.integers(-3, 3))
def test_a_corrected_count_makes_up_those_present(votes: list[int], others: int, wrong: int) -> None:
    tally = Tally(*votes)

    problem = count_problem(tally, others, sum(votes) + others + wrong)

    assert (problem is None) == (wrong == 0)


@pytest.mark.parametrize(
    "before, after, same",
    [
        (Outcome.ADOPTED, Outcome.ADOPTED, True),
        (Outcome.ADOPTED, Outcome.REJECTED_BY_TIE, False),
        (Outcome.REJECTED, Outcome.REJECTED_BY_TIE, True),
        (Outcome.REJECTED, Outcome.ADOPTED, False),
    ],
)
def test_the_result_stays_if_what_was_decided_is_the_same(before: Outcome, after: Outcome, same: bool) -> None:
    assert stays(before, after) is same


@pytest.mark.parametrize(
    "text, found",
    [
        ("Frau Prykladenko berichtet.", ["Oksana Prykladenko"]),
        ("Die Liste der Orte wird ergänzt.", []),
        ("Lan Li dankt.", ["Lan Li"]),
        ("Lila Bänke am Bahnhof.", []),
    ],
)
def test_family_names_are_found_as_words_and_short_ones_only_with_the_given_name(text: str, found: list[str]) -> None:
    assert named_in(text, ["Oksana Prykladenko", "Lan Li"]) == found
