"""Texts that people typed: what is taken out, and how they are parted."""

import pytest

from documents.text import Block, blocks, clean, cleaned
from tests.documents import example


@pytest.mark.parametrize(
    "typed, printed",
    [
        ("a\x00b\x08c\x1b[31md\x7f", "abc[31md"),
        ("zwei\r\nZeilen\rdrei", "zwei\nZeilen\ndrei"),
        ("abc \u202e umgedreht \u2066 x", "abc  umgedreht  x"),
        ("halbes \ud800 Zeichen", "halbes \N{REPLACEMENT CHARACTER} Zeichen"),
        ("privat \ue000", "privat \N{REPLACEMENT CHARACTER}"),
        ("a\u0308", "ä"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Dąbrowska Yıldırım Nguyễn Шевченко", "Dąbrowska Yıldırım Nguyễn Шевченко"),
    ],
)
def test_only_harmful_characters_are_taken_out(typed: str, printed: str) -> None:
    assert clean(typed) == printed


def test_an_endless_word_is_cut_and_a_long_german_one_is_not() -> None:
    german = "Rinderkennzeichnungsfleischetikettierungsüberwachungsaufgabe"

    assert clean(german) == german
    assert max(map(len, clean("a" * 1000).split("\N{ZERO WIDTH SPACE}"))) == 60
    assert clean("a" * 1000).replace("\N{ZERO WIDTH SPACE}", "") == "a" * 1000


def test_a_tower_of_accents_is_cut() -> None:
    assert len(clean("a" + "\u0323" * 1000)) < 12


def test_every_text_of_the_facts_is_cleaned() -> None:
    typed = example.minutes(place="Saal\x00", items=(example.plain_item("Über\u202eschrift"),))

    printed = cleaned(typed)

    assert printed.place == "Saal"
    assert printed.items[0].heading == "Überschrift"
    assert printed.attendance == typed.attendance


def test_blank_lines_part_paragraphs_and_dashes_make_lists() -> None:
    text = "Erster Absatz\nzweite Zeile\n\nDazu:\n- eins\n- zwei\nSchluss"

    assert blocks(text) == [
        Block(("Erster Absatz", "zweite Zeile"), is_list=False),
        Block(("Dazu:",), is_list=False),
        Block(("eins", "zwei"), is_list=True),
        Block(("Schluss",), is_list=False),
    ]
    assert blocks("  \n\n ") == []
