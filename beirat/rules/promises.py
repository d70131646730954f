"""What the administration promises for a day: the words normalised to their last day, and what became of them.

"Bis Ende Q2" is a date: its last day. A promise is its own clock and never moves another one
(``domain/holding-to-account`` § 5.2 D, § 6 no. 3).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from beirat.rules.clocks import add_months


class PromiseSource(StrEnum):
    """Where the promise stands. A deferral promises a new decision."""

    POSITION = "position"
    DEFERRAL = "deferral"
    MESSAGE = "message"
    ORAL = "oral"


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    RENEWED = "renewed"


@dataclass(frozen=True)
class Promise:
    """One dated promise. ``sequence`` is the event that made it, ``number`` its point where each has its own (else 0).

    ``renews`` is the promise before it in the chain; ``ended_on`` is the day on which it was kept, broken or renewed.
    """

    sequence: int
    number: int
    points: frozenset[int]
    source: PromiseSource
    made_on: date
    due_on: date
    text: str = ""
    state: PromiseState = PromiseState.OPEN
    ended_on: date | None = None
    renews: int | None = None
    times_renewed: int = 0

    @property
    def is_kept_in_time(self) -> bool:
        return self.state is PromiseState.KEPT and self.ended_on is not None and self.ended_on <= self.due_on

    def is_past(self, today: date) -> bool:
        """Nobody has kept or renewed it, and its day is over."""
        return self.state is PromiseState.OPEN and today > self.due_on


_MONTHS = {
    **{name: n for n, name in enumerate(("januar", "februar", "märz", "april", "mai", "juni"), 1)},
    **{name: n for n, name in enumerate(("juli", "august", "september", "oktober", "november", "dezember"), 7)},
    "jan": 1,
    "feb": 2,
    "mär": 3,
    "mrz": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dez": 12,
    "jänner": 1,
    "maerz": 3,
}
_NUMBERS = {
    "eines": 1,
    "einer": 1,
    "einem": 1,
    "ein": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
    "vierzehn": 14,
}
_ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "letzt": 4}
_SEASONS = {"frühjahr": (5, 31), "frühling": (5, 31), "sommer": (8, 31), "herbst": (11, 30)}
_SEASON_BEGINS = {"frühjahr": (3, 1), "frühling": (3, 1), "sommer": (6, 1), "herbst": (9, 1), "winter": (12, 1)}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?:\s*(?:des\s+jahres\s+|in\s+)?(\d{4}))?"
_NUMBER = "(" + r"\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"


def last_day(text: str, today: date) -> date | None:
    """The last day that the words allow, as said on ``today``; None where they name no day.

    Without a year the next such day is meant; "nächste Sitzung" needs a calendar of meetings and names none.
    """
    said = " ".join(text.lower().split())
    for pattern, read in _PHRASES:
        found = pattern.search(said)
        if found:
            try:
                return read(found, today)
            except ValueError:
                return None
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _coming(year: str | None, today: date, day: Callable[[int], date]) -> date:
    """The day in the year that was named, or the next one that is not over."""
    if year:
        return day(_full(year))
    this = day(today.year)
    return this if this >= today else day(today.year + 1)


def _full(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _iso(found: re.Match[str], today: date) -> date:
    return date.fromisoformat(found[1])


def _day_and_month(found: re.Match[str], today: date) -> date:
    return _coming(found[3], today, lambda year: date(year, int(found[2]), int(found[1])))


def _day_and_name(found: re.Match[str], today: date) -> date:
    return _coming(found[3], today, lambda year: date(year, _MONTHS[found[2]], int(found[1])))


def _part_of_month(found: re.Match[str], today: date) -> date:
    """§ 192 BGB: Anfang is the first, Mitte the 15th, Ende the last day of the month."""
    month = _MONTHS[found[2]]
    last = {"anfang": 1, "mitte": 15}
    if found[1] in last:
        return _coming(found[3], today, lambda year: date(year, month, last[found[1]]))
    return _coming(found[3], today, lambda year: _month_end(year, month))


def _month(found: re.Match[str], today: date) -> date:
    return _coming(found[2], today, lambda year: _month_end(year, _MONTHS[found[1]]))


def _before_month(found: re.Match[str], today: date) -> date:
    return _coming(found[2], today, lambda year: date(year, _MONTHS[found[1]], 1)) - timedelta(days=1)


def _quarter(found: re.Match[str], today: date) -> date:
    number = int(found[1]) if found[1].isdigit() else _ORDINALS[found[1]]
    return _coming(found[2], today, lambda year: _month_end(year, number * 3))


def _half(found: re.Match[str], today: date) -> date:
    number = int(found[1]) if found[1].isdigit() else _ORDINALS[found[1]]
    return _coming(found[2], today, lambda year: _month_end(year, min(number, 2) * 6))


def _week(found: re.Match[str], today: date) -> date:
    """The Friday of a week; a week ends on its last working day."""
    return _coming(found[2], today, lambda year: date.fromisocalendar(year, int(found[1]), 5))


def _season(found: re.Match[str], today: date) -> date:
    name = found[1]
    if name == "winter":
        return _coming(found[2], today, lambda year: _month_end(year if found[2] is None else year + 1, 2))
    return _coming(found[2], today, lambda year: date(year, *_SEASONS[name]))


def _before_season(found: re.Match[str], today: date) -> date:
    return _coming(found[2], today, lambda year: date(year, *_SEASON_BEGINS[found[1]])) - timedelta(days=1)


def _within(found: re.Match[str], today: date) -> date:
    number = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
    return _later(number, found[2], today)


def _later(number: int, unit: str, today: date) -> date:
    if unit.startswith("monat"):
        return add_months(today, number)
    if unit.startswith("jahr"):
        return add_months(today, 12 * number)
    return today + timedelta(days=number * (7 if unit.startswith("woche") else 1))


def _half_year(found: re.Match[str], today: date) -> date:
    return add_months(today, 6)


def _next(found: re.Match[str], today: date) -> date:
    """The whole of the next week, month, quarter or year."""
    unit = found[1]
    if unit.startswith("woche"):
        return today + timedelta(days=11 - today.weekday())
    if unit.startswith("quartal"):
        ahead = add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 5)
        return _month_end(ahead.year, ahead.month)
    if unit.startswith("monat"):
        ahead = add_months(date(today.year, today.month, 1), 1)
        return _month_end(ahead.year, ahead.month)
    return date(today.year + 1, 12, 31)


def _this(found: re.Match[str], today: date) -> date:
    """To the end of this week, month, quarter or year."""
    unit = found[1]
    if unit.startswith("woche"):
        return today + timedelta(days=max(0, 4 - today.weekday()))
    if unit.startswith("quartal"):
        return _month_end(today.year, (today.month + 2) // 3 * 3)
    return _month_end(today.year, today.month if unit.startswith("monat") else 12)


def _year_end(found: re.Match[str], today: date) -> date:
    return _coming(found[1], today, lambda year: date(year, 12, 31))


def _year_part(found: re.Match[str], today: date) -> date:
    ends = {"anfang": (3, 31), "mitte": (6, 30), "ende": (12, 31)}
    return date(int(found[2]), *ends[found[1]])


_DAY = r"(?<![\d.])"
_PHRASES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b(\d{4}-\d{2}-\d{2})\b", _iso),
        (_DAY + r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?(?!\d)", _day_and_month),
        (_DAY + rf"(\d{{1,2}})\.\s?{_MONTH}(?![a-zäöü]){_YEAR}", _day_and_name),
        (r"(?:quartal\s|\bq\s?)([1-4])(?:\s?/)?" + _YEAR, _quarter),
        (r"\b([1-4])\.?\s?quartals?" + _YEAR, _quarter),
        (r"\b(erst|zweit|dritt|viert|letzt)\w{2}\s(?:quartals?)" + _YEAR, _quarter),
        (r"\b([12])\.?\s?(?:halbjahr|jahreshälfte)\w{0,2}" + _YEAR, _half),
        (r"\b(erst|zweit)\w{2}\s(?:halbjahr|jahreshälfte)\w{0,2}" + _YEAR, _half),
        (r"\b(?:kw|kalenderwoche)\s?(\d{1,2})(?:\s?/)?" + _YEAR, _week),
        (r"\b(\d{1,2})\.\s?(?:kw|kalenderwoche)" + _YEAR, _week),
        (rf"\b(anfang|mitte|ende)\s(?:des\s(?:monats\s)?)?{_MONTH}(?![a-zäöü]){_YEAR}", _part_of_month),
        (rf"\bvor\s(?:dem\s)?{_MONTH}(?![a-zäöü]){_YEAR}", _before_month),
        (rf"\b(?:bis|im|in|noch im)\s(?:zum\s)?{_MONTH}(?![a-zäöü]){_YEAR}", _month),
        (r"\bvor\s(?:dem|den)\s(frühjahr|frühling|sommer|herbst|winter)\w{0,2}" + _YEAR, _before_season),
        (r"\b(?:bis|zum|im|des)\s(?:zum\s)?(frühjahr|frühling|sommer|herbst|winter)(?:s|es)?\b" + _YEAR, _season),
        (r"\b(frühjahr|frühling|sommer|herbst|winter)\b" + _YEAR, _season),
        (rf"\b(?:binnen|innerhalb(?:\svon)?|in(?:nert)?|spätestens\sin)\s{_NUMBER}\s(tag|woche|monat|jahr)", _within),
        (r"\b(?:binnen|innerhalb|in)\s(?:eines|einem)\shalben\sjahr", _half_year),
        (r"\bbinnen\s(?:jahresfrist)", lambda found, today: add_months(today, 12)),
        (r"\bbinnen\s(?:monatsfrist)", lambda found, today: add_months(today, 1)),
        (r"\b(?:nächst|kommend)\w{1,2}\s(woche|monat|quartal|jahr)", _next),
        (r"\b(?:dies|laufend)\w{1,2}\s(woche|monat|quartal|jahr)", _this),
        (r"\bende\sder\s(woche)", _this),
        (r"\bende\sdes\s(monat|quartal)", _this),
        (r"\b(anfang|mitte|ende)\s(?:des\sjahres\s)?(\d{4})\b", _year_part),
        (r"\b(?:jahresende|ende\sdes\sjahres|jahresschluss)" + _YEAR, _year_end),
        (r"\b(?:weihnachten)" + _YEAR, lambda f, t: _coming(f[1], t, lambda year: date(year, 12, 24))),
        (r"\b(übermorgen)\b", lambda found, today: today + timedelta(days=2)),
        (r"\b(morgen)\b", lambda found, today: today + timedelta(days=1)),
        (r"\b(heute)\b", lambda found, today: today),
        (rf"\b{_MONTH}(?![a-zäöü])\s(\d{{4}})", _month),
        (r"\b(?:bis|im|in|jahr|jahres)\s(?:zum\s|jahr\s|jahre\s)?(\d{4})\b", _year_end),
    )
)
"""The first phrase that is found counts: exact days before months, months before seasons and years."""
