"""Letters of the administration: which recommendation they name, whether they are quoted word for word, until when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.answers import Position
from beirat.rules.calendars import LandCalendar
from beirat.rules.letters import LIFE, LetterState, correctable_until, is_quoted, needs_second_person, references_in

LETTER = "Die Verwaltung folgt Punkt 1. Für Punkt 2 fehlen Haus-\nhaltsmittel; „das bleibt so“."


@pytest.mark.parametrize("said", ["E-2026/009", "E – 2026 / 9", "E‑2026/009", "(E-2026/9)"])
def test_a_recommendation_is_found_however_it_is_written(said: str) -> None:
    assert references_in("Ihr Schreiben", f"zu {said}: ja") == [(2026, 9)]


def test_other_numbers_are_no_recommendations_and_each_counts_once() -> None:
    assert references_in("A-2026/009 S-12 FE-2026/001 E-1999/001") == []
    assert references_in("E-2026/002, E-2026/001 und E-2026/002") == [(2026, 2), (2026, 1)]


@pytest.mark.parametrize(
    "quote",
    ["Die Verwaltung folgt Punkt 1.", "fehlen Haushaltsmittel", 'fehlen  Haushaltsmittel;\n"das bleibt so"', "PUNKT 2"],
)
def test_a_quote_may_differ_in_line_ends_and_kinds_of_quotation_marks(quote: str) -> None:
    assert is_quoted(quote, LETTER)


@pytest.mark.parametrize("quote", ["Die Verwaltung folgt Punkt 2.", "fehlen keine Haushaltsmittel", "Punkt 3"])
def test_words_that_are_not_there_are_no_quote(quote: str) -> None:
    assert not is_quoted(quote, LETTER)


@given(
    st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=60),
    st.integers(0, 59),
    st.integers(1, 60),
)
def test_every_passage_of_a_text_is_a_quote_of_it(text: str, start: int, length: int) -> None:
    assert is_quoted(text[start : start + length], text)


def test_only_a_refusal_waits_for_a_second_person() -> None:
    assert {position for position in Position if needs_second_person(position)} == {Position.REJECTED}


def test_the_administration_may_correct_for_ten_working_days() -> None:
    assert correctable_until(date(2026, 12, 18), LandCalendar("HE")) == date(2027, 1, 5)


def test_every_state_of_a_letter_can_be_reached_and_none_but_filed_is_an_end() -> None:
    assert set(LIFE.next.values()) == set(LetterState)
    assert {state for state in LetterState if not LIFE.possible(state)} == {LetterState.FILED}
