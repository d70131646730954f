"""What is said about corrections of signed minutes, computed from facts; what of them is for everybody.

A corrected count never changes silently what followed: the sentence says whether the result stays the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents import resolutions
from documents.errors import FactsRefused, Refusal
from documents.facts import Correction, CorrectionNote, CorrectionSheet, Edition, Part, Subject
from documents.wording import enumeration, long_date, sentence_case

SUBJECTS = {
    Subject.COURSE: "Verlauf der Beratung",
    Subject.WORDING: "Wortlaut",
    Subject.COUNT: "Abstimmungsergebnis",
    Subject.OTHER: "Sonstiges",
}
PUBLIC = frozenset({Subject.WORDING, Subject.COUNT})


def title(number: int) -> str:
    """Berichtigung Nr. 1"""
    return f"Berichtigung Nr.\N{NO-BREAK SPACE}{number}"


def following(correction: Correction) -> str:
    """What follows from the right count: nothing, or a question to the board; empty where no count was wrong."""
    before, after = correction.before, correction.after
    if before is None or after is None:
        return ""
    if before.adopted == after.adopted:
        return f"Das Ergebnis bleibt: {'angenommen' if after.adopted else 'abgelehnt'}."
    would_be = f"Nach den richtigen Zahlen wäre {'angenommen' if after.adopted else 'abgelehnt'}."
    stands = f" Die Empfehlung {correction.reference} besteht bis dahin fort." if correction.reference else ""
    return f"{would_be} Was daraus folgt, entscheidet das Gremium in einer Sitzung.{stands}"


def listed(notes: Sequence[CorrectionNote]) -> list[str]:
    """One line for each correction, as other documents list them: number, date, and what it is about."""
    return [f"{title(note.number)} vom {long_date(note.dated)}: {_about(note)}." for note in notes]


def _about(note: CorrectionNote) -> str:
    return enumeration(
        [f"TOP\N{NO-BREAK SPACE}{one.item_number} ({SUBJECTS[one.subject]})" for one in note.corrections]
    )


def said(correction: Correction) -> str:
    """What is right, in one line: the words, or the numbers and what follows from them."""
    if correction.after is None:
        return f"Richtig ist: „{correction.right}“"
    return f"Richtig ist: {count_line(correction, right=True)}. {following(correction)}"


def corrected_on(notes: Sequence[CorrectionNote]) -> str:
    """berichtigt am 3. Dezember 2026 (Berichtigung Nr. 1); empty where nothing was corrected."""
    return enumeration([f"berichtigt am {long_date(note.dated)} ({title(note.number)})" for note in notes])


def public_sheet(sheet: CorrectionSheet) -> CorrectionSheet:
    """The same correction for everybody: only wordings and counts of public items, no reason, no name."""
    shown = tuple(one for one in sheet.corrections if one.part is Part.PUBLIC and one.subject in PUBLIC)
    return replace(sheet, edition=Edition.PUBLIC, reason="", chair="", corrections=shown)


def check(sheet: CorrectionSheet) -> None:
    """Refuses a public sheet with anything internal in it. Raises `FactsRefused`."""
    if sheet.edition is Edition.PUBLIC:
        for where in _leaks(sheet):
            raise FactsRefused(Refusal.INTERNAL_CORRECTION, where)


def _leaks(sheet: CorrectionSheet) -> Iterator[str]:
    if sheet.reason or sheet.chair:
        yield "reason"
    for place, one in enumerate(sheet.corrections):
        if one.part is not Part.PUBLIC or one.subject not in PUBLIC:
            yield f"corrections/{place}"


def count_line(correction: Correction, *, right: bool) -> str:
    """The numbers as they stood or as they are right: "9 Ja, 1 Nein, 2 Enthaltungen: angenommen"."""
    ballot = correction.after if right else correction.before
    if ballot is None:
        return correction.right if right else correction.wrong
    return sentence_case(f"{resolutions.numbers(ballot)}: {'angenommen' if ballot.adopted else 'abgelehnt'}")
