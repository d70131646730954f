"""The year in words: what is due when, and what speaks against a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from beirat.rules.calendars import DayKind
from beirat.rules.year import LAST, Bad, Deadlines, Warned, Weekday

DEADLINES = {
    "motions": "Anträge bis",
    "attachments": "Unterlagen bis",
    "invitation": "Einladung muss da sein am",
    "public_notice": "Öffentlich bekannt machen bis",
    "supplement": "Nachträge bis",
    "hand_over": "Empfehlungen zuleiten bis",
    "minutes": "Entwurf der Niederschrift bis",
}

WARNINGS = {
    Bad.WEEKEND: "Wochenende",
    Bad.PUBLIC_HOLIDAY: "Feiertag: {name}",
    Bad.SCHOOL_HOLIDAY: "Schulferien: {name}",
    Bad.SCHOOL_UNKNOWN: "Schulferien noch nicht bekannt",
    Bad.FEAST: "Festtag: {name}",
    Bad.CLOSING: "Verwaltung geschlossen: {name}",
}

KINDS = {
    DayKind.FEAST: "Festtag",
    DayKind.CLOSING: "Verwaltung geschlossen",
}

KIND_CHOICES = (
    (DayKind.FEAST.value, "Festtag", "Zum Beispiel Zuckerfest, Pessach oder Neujahrsfest. Das Programm warnt davor."),
    (DayKind.CLOSING.value, "Verwaltung geschlossen", "Kein Arbeitstag: Fristen laufen daran nicht ab."),
)

WEEKDAYS = {
    Weekday.MONDAY: "Montag",
    Weekday.TUESDAY: "Dienstag",
    Weekday.WEDNESDAY: "Mittwoch",
    Weekday.THURSDAY: "Donnerstag",
    Weekday.FRIDAY: "Freitag",
    Weekday.SATURDAY: "Samstag",
    Weekday.SUNDAY: "Sonntag",
}

NTH = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", LAST: "letzten"}

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def warned(one: Warned) -> str:
    """Schulferien: Sommerferien"""
    return WARNINGS[one.why].format(name=one.name)


def due(deadlines: Deadlines) -> list[tuple[str, date]]:
    """What is due when, in the order of the calendar."""
    named = [(name, getattr(deadlines, field)) for field, name in DEADLINES.items()]
    return sorted(named, key=lambda one: one[1])


def all_warned(warnings: Sequence[Warned]) -> str:
    """Feiertag: Karfreitag; Schulferien: Osterferien"""
    return "; ".join(warned(one) for one in warnings)
