"""The official answer as .docx, for offices that go on writing in it: the same facts as ``answer_letter`` has on paper.

It holds what the letter says and nothing else: no author's name, no revision, no comment.
"""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from documents.answer_letter import BLANK, facts, title
from documents.facts import AnswerLetter, LetterPoint
from documents.text import blocks, cleaned
from documents.wording import long_date

FONT = "Arial"


def written(letter: AnswerLetter) -> bytes:
    """The letter as the bytes of a .docx file."""
    letter = cleaned(letter)
    paper = docx.Document()
    _describe(paper, letter)
    _head(paper, letter)
    for point in letter.points:
        _point(paper, point)
    if letter.enclosures:
        paper.add_heading("Anlagen", level=2)
        for enclosure in letter.enclosures:
            paper.add_paragraph(enclosure, style="List Bullet")
    paper.add_paragraph("Im Auftrag")
    paper.add_paragraph(f"\n{BLANK}\nName, Funktion")
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _describe(paper: Document, letter: AnswerLetter) -> None:
    """Title, language and the office in place of a person; the date is that of the letter, not of the machine."""
    about = paper.core_properties
    about.title, about.subject, about.language = title(letter), letter.subject, "de-DE"
    about.author = about.last_modified_by = f"{letter.letterhead.board}, {letter.letterhead.district}"
    about.comments, about.revision = "", 1
    about.created = about.modified = letter.created.replace(tzinfo=None)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "de-DE"})
    normal.element.get_or_add_rPr().append(language)
    if letter.is_draft:
        paper.sections[0].header.paragraphs[0].text = "Entwurf – noch nicht freigegeben"


def _head(paper: Document, letter: AnswerLetter) -> None:
    paper.add_paragraph(
        "\n".join((letter.letterhead.board, letter.letterhead.district, *letter.letterhead.office_lines))
    )
    paper.add_paragraph(f"{letter.addressee}\nGeschäftsstelle")
    pairs = (
        ("Unser Zeichen", letter.file_reference or BLANK),
        ("Ihr Zeichen", letter.reference),
        ("Datum", long_date(letter.dated)),
    )
    _table(paper, pairs)
    paper.add_heading(title(letter), level=1)
    paper.add_paragraph(letter.subject)
    paper.add_heading("Bezug", level=2)
    received = f", eingegangen am {long_date(letter.received_on)}" if letter.received_on else ""
    paper.add_paragraph(f"Empfehlung {letter.reference} vom {long_date(letter.decided_on)}{received}.")


def _point(paper: Document, point: LetterPoint) -> None:
    paper.add_heading(f"Punkt {point.number}", level=2)
    paper.add_heading("Empfehlung des Beirats", level=3)
    _text(paper, point.asked)
    if not point.verdict:
        paper.add_paragraph("Zu diesem Punkt liegt noch keine Antwort vor.")
        return
    _table(paper, tuple(facts(point)))
    paper.add_heading("Begründung und Umsetzung", level=3)
    _text(paper, point.answer)


def _text(paper: Document, text: str) -> None:
    for block in blocks(text):
        if block.is_list:
            for line in block.lines:
                paper.add_paragraph(line, style="List Bullet")
        else:
            paper.add_paragraph("\n".join(block.lines))


def _table(paper: Document, pairs: tuple[tuple[str, str], ...]) -> None:
    table = paper.add_table(rows=0, cols=2)
    for name, value in pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value
