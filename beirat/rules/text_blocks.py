"""Customary sentences for the minutes, by what an item is; what a new board starts with, and how gaps are filled.

The sentences follow what minutes must hold (§ 61 HGO as model: who was there, what was dealt with, what was decided).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from beirat.rules.meetings import ItemKind


class Occasion(StrEnum):
    """Where a sentence is offered: under every item, or under items of one kind."""

    EVERYWHERE = "everywhere"
    FORMAL = "formal"
    MOTION = "motion"
    REPORT = "report"
    FOLLOW_UP = "follow_up"
    ELECTION = "election"
    QUESTION_TIME = "question_time"
    MISC = "misc"


MOST_SENTENCES = 40
GAPS = ("uhrzeit", "eroeffnet", "anwesend", "mitglieder", "noetig")
"""What a sentence may leave open, in braces: the time now and at the opening, voters present, seats, quorum."""

DEFAULTS: Mapping[Occasion, tuple[str, ...]] = {
    Occasion.EVERYWHERE: (
        "Es gibt keine Wortmeldungen.",
        "Es folgt eine Aussprache.",
        "Die Sitzung wird von {uhrzeit} Uhr an unterbrochen.",
        "Die Sitzung wird um {uhrzeit} Uhr fortgesetzt.",
    ),
    Occasion.FORMAL: (
        "Die Sitzungsleitung eröffnet die Sitzung um {eroeffnet} Uhr und begrüßt die Anwesenden.",
        "Die Sitzungsleitung stellt fest, dass form- und fristgerecht eingeladen wurde.",
        "Es sind {anwesend} von {mitglieder} stimmberechtigten Mitgliedern anwesend. Der Beirat ist beschlussfähig.",
        "Gegen die Tagesordnung werden keine Einwände erhoben.",
        "Gegen die Niederschrift der letzten Sitzung werden keine Einwendungen erhoben.",
        "Die Sitzungsleitung schließt die Sitzung um {uhrzeit} Uhr.",
    ),
    Occasion.MOTION: (
        "Der Antrag wird begründet.",
        "Der Wortlaut wird auf Vorschlag aus der Beratung geändert.",
        "Es wird beantragt, die Aussprache zu beenden.",
        "Über den Antrag wird Punkt für Punkt abgestimmt.",
    ),
    Occasion.REPORT: (
        "Der Bericht wird mündlich erstattet.",
        "Rückfragen aus der Mitte des Beirats werden beantwortet.",
        "Der Beirat nimmt den Bericht zur Kenntnis.",
    ),
    Occasion.FOLLOW_UP: (
        "Die Verwaltung berichtet zum Stand.",
        "Der Beirat hält die Antwort für nicht ausreichend und bittet um Ergänzung.",
        "Der Beirat ist mit der Antwort zufrieden.",
    ),
    Occasion.ELECTION: (
        "Die Sitzungsleitung fragt nach Vorschlägen.",
        "Die gewählte Person nimmt die Wahl an.",
    ),
    Occasion.QUESTION_TIME: ("Es werden keine Fragen gestellt.", "Die Antwort wird schriftlich nachgereicht."),
    Occasion.MISC: ("Die nächste Sitzung wird angekündigt.",),
}


def occasion_of(kind: ItemKind) -> Occasion:
    """Where the sentences for such an item are kept."""
    return Occasion(kind.value)


def sentences_in(text: str) -> tuple[str, ...]:
    """One sentence in each line; empty lines are dropped."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def filled(sentence: str, known: Mapping[str, str]) -> str:
    """The sentence with its gaps filled; a gap that nothing is known for becomes three dots."""
    for gap in GAPS:
        sentence = sentence.replace("{" + gap + "}", known.get(gap) or "…")
    return sentence
