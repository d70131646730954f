"""The invitation: one letter for all members, without a name in the address and without a non-public item."""

import io

import pypdf
import pytest

from documents import invitation
from documents.render import render
from tests.documents import example

# WeasyPrint leaves the colour profile it ships open
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014")


def read(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\N{NO-BREAK SPACE}", " ")


def test_the_letter_says_when_where_and_what() -> None:
    text = read(render(example.invitation()))

    assert "An die Mitglieder\ndes Beirats für Migration und Integration" in text
    assert "Donnerstag, 12. November 2026" in text
    assert "18:00 Uhr" in text
    assert "Kinderbetreuung während der Berufssprachkurse (A-2026/014)" in text
    assert "II. Nichtöffentlicher Teil\nTOP N 1 nichtöffentlich · TOP N 2 nichtöffentlich" in text
    assert "Seite 1 von 1" in text


def test_without_a_non_public_part_the_public_one_needs_no_number() -> None:
    html = invitation.sheet(example.invitation(hidden=())).html

    assert "Nichtöffentlich" not in html
    assert "I. Öffentlicher Teil" not in html


def test_a_shortened_period_and_a_second_call_are_said() -> None:
    said = " ".join(invitation.remarks(example.invitation(shortened_to=1, is_second_call=True)))

    assert "wegen Eilbedürftigkeit auf 1\N{NO-BREAK SPACE}Tag abgekürzt" in said
    assert "ohne Rücksicht auf die Zahl der Erschienenen beschlussfähig" in said
    assert invitation.remarks(example.invitation()) == []
