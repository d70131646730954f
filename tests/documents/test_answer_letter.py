"""The official answer as a letter: on paper and as .docx, drafted and released, with a place for the file reference."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest

from documents import answer_docx, answer_letter
from documents.facts import AnswerLetter, Letterhead, LetterPoint
from documents.render import render
from tests.support.pdf import pages
from tests.support.verapdf import assert_conformant

# WeasyPrint leaves the colour profile it ships open
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014")

LETTER = AnswerLetter(
    letterhead=Letterhead(
        board="Fachdienst Soziales",
        of_board="",
        district="Landkreis Musterland",
        office_lines=("Kreisstraße 1", "12345 Musterstadt"),
        email="",
        phone="",
        the_board="",
    ),
    addressee="Migrationsbeirat",
    reference="E-2026/009",
    subject="Abendkurse mit Kinderbetreuung",
    decided_on=date(2026, 9, 3),
    received_on=date(2026, 9, 10),
    dated=date(2026, 11, 25),
    file_reference="LB 10.3/21",
    points=(
        LetterPoint(
            number=1,
            asked="Der Landkreis bietet Abendkurse an.",
            verdict="Wird gefolgt",
            answer="Es gibt zwei Kurse:\n\n- Montag\n- Donnerstag",
            promised_by=date(2027, 3, 31),
            unit="Fachdienst Soziales",
        ),
        LetterPoint(
            number=2,
            asked="Er zahlt die Fahrkarte.",
            verdict="Wird nicht gefolgt",
            reason="Haushalt",
            answer="Dafür fehlt das Geld.",
        ),
        LetterPoint(number=3, asked="Er berichtet jedes Jahr."),
    ),
    created=datetime(2026, 11, 25, 10, tzinfo=UTC),
)
DRAFT = replace(LETTER, is_draft=True, file_reference="")


def text_of(letter: AnswerLetter) -> str:
    """Everything that stands in the .docx, headers and tables too."""
    paper = docx.Document(io.BytesIO(answer_docx.written(letter)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    heads = [paragraph.text for section in paper.sections for paragraph in section.header.paragraphs]
    return "\n".join([*heads, *(paragraph.text for paragraph in paper.paragraphs), *cells])


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_letter_answers_point_by_point(form: str) -> None:
    text = "\n".join(pages(render(LETTER))) if form == "pdf" else text_of(LETTER)

    for said in (
        "Stellungnahme zur Empfehlung E-2026/009",
        "LB 10.3/21",
        "Der Landkreis bietet Abendkurse an.",
        "Wird gefolgt",
        "zugesagt bis 31. März 2027",
        "Haushalt",
        "Zu diesem Punkt liegt noch keine Antwort vor.",
    ):
        assert said in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Entwurf" not in text


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_draft_says_that_it_is_one_and_leaves_room_for_the_file_reference(form: str) -> None:
    text = "\n".join(pages(render(DRAFT))) if form == "pdf" else text_of(DRAFT)

    assert "Entwurf" in text
    assert answer_letter.BLANK in text


def test_the_docx_names_no_person_and_no_machine() -> None:
    files = zipfile.ZipFile(io.BytesIO(answer_docx.written(LETTER)))
    about = files.read("docProps/core.xml").decode()

    assert "Fachdienst Soziales, Landkreis Musterland" in about
    assert "python-docx" not in about
    assert "2026-11-25T10:00:00Z" in about
    assert not [name for name in files.namelist() if "comments" in name]


def test_what_people_typed_is_text_and_no_markup() -> None:
    point = LetterPoint(number=1, asked="<b>fett</b> & mehr", verdict="Wird gefolgt", answer="\x0bEnde]]>")

    text = text_of(replace(LETTER, points=(point,)))

    assert "<b>fett</b> & mehr" in text
    assert "Ende]]>" in text


@pytest.mark.pdf
@pytest.mark.slow
def test_both_editions_keep_the_standards_for_archives_and_for_readers(tmp_path: Path) -> None:
    for name, letter in (("draft", DRAFT), ("released", LETTER)):
        (tmp_path / f"{name}.pdf").write_bytes(render(letter))

    assert_conformant(tmp_path / "draft.pdf", tmp_path / "released.pdf")
