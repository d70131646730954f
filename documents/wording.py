"""Words, dates and times in German, as official documents write them; no fact of a meeting is judged here."""

from collections.abc import Sequence
from datetime import date, datetime

NBSP = "\N{NO-BREAK SPACE}"
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()


def long_date(day: date) -> str:
    """12. November 2026, kept on one line."""
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def short_date(day: date) -> str:
    """12.11.2026."""
    return f"{day:%d.%m.%Y}"


def weekday_date(day: date) -> str:
    """Donnerstag, 12. November 2026."""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def clock(moment: datetime) -> str:
    """18:05 Uhr."""
    return f"{moment:%H:%M}{NBSP}Uhr"


def span(start: datetime, end: datetime | None) -> str:
    """18:00 bis 20:47 Uhr; says so when the end lies on the following day."""
    if end is None:
        return f"ab {clock(start)}"
    later = "" if end.date() == start.date() else f" ({short_date(end)})"
    return f"{start:%H:%M} bis {clock(end)}{later}"


def count(number: int, one: str, many: str) -> str:
    """1 Mitglied, 2 Mitglieder: the number with the right form of its noun."""
    return f"{number}{NBSP}{one if number == 1 else many}"


def enumeration(words: Sequence[str]) -> str:
    """A, B und C."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} und {words[-1]}"


def sentence_case(text: str) -> str:
    """The same text with a capital first letter."""
    return text[:1].upper() + text[1:]
