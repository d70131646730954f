"""The figures in plain German: one sentence that adds up, and each number in everyday words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.words.figures import SUMS, Row, rows, said
from api.words.public import days, recommendations
from beirat.queries.public.figures import PublicFigures
from beirat.rules.figures.numbers import Measured, Number, Section
from beirat.rules.figures.ratios import ENOUGH
from beirat.rules.figures.summary import CONFIRM_DAYS, Standing

STANDINGS: Mapping[Standing, tuple[str, str]] = {
    Standing.ANSWERED: ("done", "beantwortet"),
    Standing.WAITING: ("waiting", "offen"),
    Standing.ASKED_AGAIN: ("asked", "der Beirat fragt nach"),
    Standing.NOT_RECEIVED: ("running", "übergeben, Eingang noch nicht bestätigt"),
    Standing.NOT_HANDED_OVER: ("draft", "noch nicht übergeben"),
    Standing.FORWARDED: ("elsewhere", "weitergegeben"),
    Standing.CLOSED: ("stopped", "ohne Antwort abgeschlossen"),
    Standing.WITHDRAWN: ("stopped", "zurückgezogen"),
}
"""Shape and word."""

SECTIONS: Mapping[Section, str] = {
    Section.OWN: "Zuerst: Wie schnell ist der Beirat selbst?",
    Section.TIME: "Wie lange dauert eine Antwort?",
    Section.POSITIONS: "Was wurde zu den einzelnen Punkten geantwortet?",
    Section.RESULTS: "Was wurde daraus?",
}

NAMES: Mapping[Number, str] = {
    Number.HAND_OVER: "Übergabe an die Verwaltung nach dem Beschluss",
    Number.REPLIES: "Fragen der Verwaltung, die der Beirat beantwortet hat",
    Number.PAUSED: "So lange hat die Verwaltung auf den Beirat gewartet",
    Number.ANSWERED: "Antwort auf alle Punkte, vom bestätigten Eingang an gezählt",
    Number.WITHIN_30: "Antwort innerhalb von 30 Tagen",
    Number.WITHIN_90: "Antwort innerhalb von 90 Tagen",
    Number.WITHIN_180: "Antwort innerhalb von 180 Tagen",
    Number.WITHIN_365: "Antwort innerhalb eines Jahres",
    Number.ON_TIME_AGREED: "Antwort bis zum erbetenen Termin",
    Number.OLDEST: "Am längsten wartet der Beirat seit",
    Number.AGREED: "Zugesagt",
    Number.AGREED_WITH_CHANGES: "Mit Änderungen zugesagt",
    Number.IN_PRINCIPLE: "Im Grundsatz ja – noch keine Zusage",
    Number.PARTLY: "Teilweise zugesagt",
    Number.ALREADY_DONE: "Laut Verwaltung schon erfüllt",
    Number.DEFERRED: "Zurzeit nicht",
    Number.REJECTED: "Abgelehnt",
    Number.NOT_COMPETENT: "Landkreis nicht zuständig",
    Number.WITHDRAWN: "Vom Beirat zurückgezogen oder abgeschlossen",
    Number.NO_POSITION: "Noch keine Antwort",
    Number.PROMISES: "Zusagen eingehalten",
    Number.IMPLEMENTED: "Zugesagtes umgesetzt, vom Beirat bestätigt",
    Number.UNCONFIRMED: f"Laut Verwaltung umgesetzt, nach {CONFIRM_DAYS} Tagen nicht bestätigt",
}

_WAITS = "Was noch offen ist, zählt bis heute mit und fällt nicht heraus."
_SURE = f"Prozente stehen hier erst ab {ENOUGH} Fällen; der wahre Wert liegt mit 95 % Sicherheit in der Spanne."

EXPLAINED: Mapping[Section, str] = {
    Section.OWN: f"Gezählt wird vom Beschluss bis zur Übergabe, und von jeder Frage bis zur Antwort. {_WAITS}",
    Section.TIME: f"Gezählt wird in Tagen ab dem bestätigten Eingang. {_WAITS} {_SURE}",
    Section.POSITIONS: f"Gezählt wird die erste Antwort zu jedem Punkt. {_SURE}",
    Section.RESULTS: "Umgesetzt ist etwas erst, wenn der Beirat es bestätigt hat.",
}


@dataclass(frozen=True)
class Told:
    """One part of the page: heading, numbers with their words, how they are counted."""

    heading: str
    numbers: tuple[tuple[str, str], ...]
    explained: str


def sentence(found: PublicFigures) -> str:
    """9 Empfehlungen: 5 beantwortet, davon 3 bis zum erbetenen Termin; 3 offen, …; 1 zurückgezogen."""
    if not found.total:
        return ""
    parts = [_part(found, standing) for standing in Standing if found.number(standing)]
    return f"{recommendations(found.total)}: {'; '.join(parts)}."


def _part(found: PublicFigures, standing: Standing) -> str:
    number = found.number(standing)
    if standing is Standing.ASKED_AGAIN:
        return f"bei {number} fragt der Beirat nach"
    counted = f"{number} {STANDINGS[standing][1]}"
    if standing is Standing.ANSWERED:
        until = "innerhalb der Frist" if found.legal_basis else "bis zum erbetenen Termin"
        closed = f" ({found.answered_and_closed} davon abgeschlossen)" if found.answered_and_closed else ""
        return f"{counted}{closed}, {_of_them(found.answered_in_time, number)} {until}"
    if standing is Standing.WAITING and found.longest_wait is not None:
        return f"{counted}, {'die älteste' if number > 1 else 'sie'} wartet {days(found.longest_wait)}"
    return counted


def _of_them(part: int, whole: int) -> str:
    """davon 3; alle; keine; where there is only one: und zwar, nicht."""
    if part == whole:
        return "alle" if whole > 1 else "und zwar"
    return f"davon {part}" if part else "keine" if whole > 1 else "nicht"


def told(found: PublicFigures) -> list[Told]:
    """All numbers that have something to count, by part."""
    parts = []
    for section, heading in SECTIONS.items():
        shown = [one for one in found.numbers if one.section is section and _is_worth_telling(one)]
        if shown:
            pairs = tuple((NAMES[one.number], said(one)) for one in shown)
            parts.append(Told(heading, pairs, EXPLAINED[section]))
    return parts


def _is_worth_telling(one: Measured) -> bool:
    if one.number in SUMS:
        return bool(one.total)
    return bool(one.cases.yes) if one.section is Section.POSITIONS else bool(one.cases.ratio.whole)


def table_rows(found: PublicFigures) -> list[Row]:
    """The same for a table, in the public's words."""
    return [
        row.in_words(SECTIONS[one.section], NAMES[one.number], EXPLAINED[one.section])
        for one, row in zip(found.numbers, rows(found.numbers), strict=True)
    ]
