"""Texts as they are let in: composed, of one kind of line end, and readable."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from beirat.tables.accounts import AccountList
from beirat.tables.base import Line, Shape, Text


class Sheet(Shape):
    line: Line = ""
    text: Text = ""


def test_line_ends_and_letters_are_of_one_kind() -> None:
    sheet = Sheet(line="  Zwei \n Wörter ", text="a\u0308\r\nb\rc")

    assert (sheet.line, sheet.text) == ("Zwei Wörter", "ä\nb\nc")


def test_marks_that_turn_the_reading_direction_are_taken_out() -> None:
    assert Sheet(line="Rechnung\u202egnp.exe").line == "Rechnunggnp.exe"


@pytest.mark.parametrize("text", ["\x00", "a\x1b[31m", "\x7f", "\ud800"])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Sheet(text=text)


def test_a_letter_bears_the_marks_of_every_language_but_not_endlessly_many() -> None:
    assert Sheet(text="Tie\u0302\u0301ng Vie\u0323\u0302t, \u0e17\u0e35\u0e48").text == "Tiếng Việt, ที่"

    with pytest.raises(ValidationError, match="endless marks"):
        AccountList(rows="Name" + "\u0315\u0300\u0327" * 90_000)
