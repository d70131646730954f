"""Customary sentences: offered for every kind of item, and filled with what is known."""

from __future__ import annotations

import re

import pytest

from beirat.rules.meetings import ItemKind
from beirat.rules.text_blocks import DEFAULTS, GAPS, MOST_SENTENCES, Occasion, filled, occasion_of, sentences_in


@pytest.mark.parametrize("kind", ItemKind)
def test_every_kind_of_item_has_sentences(kind: ItemKind) -> None:
    assert DEFAULTS[occasion_of(kind)]


@pytest.mark.parametrize("occasion", Occasion)
def test_the_customary_sentences_have_no_gap_that_nobody_fills(occasion: Occasion) -> None:
    for sentence in DEFAULTS[occasion]:
        assert set(re.findall(r"{(\w*)}", sentence)) <= set(GAPS)
        assert sentence[0].isupper()
        assert sentence[-1] == "."
    assert len(DEFAULTS[occasion]) <= MOST_SENTENCES


def test_gaps_are_filled_and_what_is_unknown_becomes_dots() -> None:
    sentence = "Eröffnet um {eroeffnet} Uhr, {anwesend} sind da, {sonstiges}."

    assert filled(sentence, {"eroeffnet": "18:00"}) == "Eröffnet um 18:00 Uhr, … sind da, {sonstiges}."


def test_one_sentence_stands_in_each_line() -> None:
    assert sentences_in(" Eins. \n\n  Zwei.\n") == ("Eins.", "Zwei.")
