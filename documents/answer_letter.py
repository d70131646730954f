"""The administration's official answer as a letter: point by point, as drafted or as released.

Form: DIN 5008; parts: ``domain/law-and-practice`` § 6.8. It has a place for the administration's own file reference.
"""

from collections.abc import Sequence

from documents.facts import AnswerLetter, LetterPoint
from documents.sheet import Sheet, fill
from documents.text import cleaned
from documents.wording import long_date

BLANK = "……………………………"
"""Where somebody writes by hand."""


def sheet(letter: AnswerLetter) -> Sheet:
    """The letter laid out for the press."""
    letter = cleaned(letter)
    return Sheet(
        html=fill(
            "answer_letter.html.j2", i=letter, title=title(letter), points=letter.points, blank=BLANK, facts=facts
        ),
        created=letter.created,
    )


def title(letter: AnswerLetter) -> str:
    """Stellungnahme zur Empfehlung E-2026/009"""
    return f"Stellungnahme zur Empfehlung {letter.reference}"


def facts(point: LetterPoint) -> Sequence[tuple[str, str]]:
    """What is said beside the wording of an answer, in the order of the headings of such letters."""
    pairs = (
        ("Votum", point.verdict),
        ("Grund", point.reason),
        ("Zuständig ist", point.competent_body),
        ("Neue Entscheidung bis", long_date(point.deferred_until) if point.deferred_until else ""),
        ("Termin", f"zugesagt bis {long_date(point.promised_by)}" if point.promised_by else ""),
        ("Stelle", point.unit),
    )
    return [(name, value) for name, value in pairs if value]
