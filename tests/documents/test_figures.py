"""The figures on paper: every number with its words, every way of counting once."""

import pytest

from documents import figures
from documents.render import render
from tests.documents import example
from tests.support.pdf import pages

# WeasyPrint leaves the colour profile it ships open
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014")


def test_every_number_can_be_read_with_what_is_counted() -> None:
    text = " ".join("\n".join(pages(render(example.figures()))).split()).replace("\N{NO-BREAK SPACE}", " ")

    assert "Zahlen zu den Empfehlungen" in text
    assert "Gezählt: 9 Empfehlungen (Wahlperiode 2024–2029)" in text
    assert "Vom Beschluss bis zur Zuleitung 8 von 9" in text
    assert "62 % (Spanne: 44 bis 77 %)" in text


def test_numbers_that_are_counted_alike_share_one_explanation() -> None:
    html = figures.sheet(example.figures()).html

    assert html.count("So gezählt.") == 1
    assert "Beantwortet innerhalb von 30 Tagen · Beantwortet innerhalb von 90 Tagen:" in html
