"""What the figures are called and how they are said: counts always, percentages only from twenty cases on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from babel.numbers import format_decimal

from api.words.public import days, enumerated
from beirat.rules.figures.numbers import WITHIN, Measured, Number, Section
from beirat.rules.figures.ratios import ENOUGH, Interval
from beirat.rules.figures.summary import CONFIRM_DAYS, FRESH_MONTHS, OUTCOME_DAYS
from beirat.rules.figures.survival import Duration

SECTIONS: Mapping[Section, str] = {
    Section.OWN: "Zuerst der Beirat selbst",
    Section.TIME: "Wie lange eine Antwort dauert",
    Section.POSITIONS: "Was zu den Punkten gesagt wurde",
    Section.RESULTS: "Was daraus wurde",
}

NAMES: Mapping[Number, str] = {
    Number.HAND_OVER: "Vom Beschluss bis zur Zuleitung",
    Number.REPLIES: "Rückfragen der Verwaltung vom Beirat beantwortet",
    Number.PAUSED: "So lange stand die Uhr wegen des Beirats",
    Number.ANSWERED: "Vom Eingang bis zur Antwort auf alle Punkte",
    Number.ANSWERED_NET: "Dasselbe ohne die Tage, an denen die Uhr stand",
    **{number: f"Beantwortet innerhalb von {horizon} Tagen" for number, horizon in WITHIN.items()},
    Number.ON_TIME: "Zum ersten Termin beantwortet",
    Number.ON_TIME_AGREED: "Zum vereinbarten Termin beantwortet",
    Number.PAST_DATE: "Offen, Termin überschritten",
    Number.DAYS_PAST: "Tage nach dem Termin, zusammen mindestens",
    Number.OLDEST: "Am längsten wartet der Beirat seit",
    Number.COVERAGE: "Punkte mit Stellungnahme, deren Termin vorbei ist",
    Number.GROUNDS: "Ablehnung mit Wortlaut und Grund",
    Number.AGREED: "Wird gefolgt",
    Number.AGREED_WITH_CHANGES: "Wird mit Änderungen gefolgt",
    Number.IN_PRINCIPLE: "Grundsätzlich, ohne Zusage",
    Number.PARTLY: "Wird teilweise gefolgt",
    Number.ALREADY_DONE: "Bereits erfüllt",
    Number.DEFERRED: "Zurzeit nicht",
    Number.REJECTED: "Wird nicht gefolgt",
    Number.NOT_COMPETENT: "Nicht zuständig",
    Number.WITHDRAWN: "Vom Beirat zurückgezogen oder abgeschlossen",
    Number.NO_POSITION: "Noch keine Stellungnahme",
    Number.PROMISES: "Zusagen eingehalten",
    Number.IMPLEMENTED: "Von der Zusage bis zur bestätigten Umsetzung",
    Number.UNCONFIRMED: f"Umsetzung gemeldet, nach {CONFIRM_DAYS} Tagen nicht bestätigt",
    Number.FRESH: f"Neuer Stand in den letzten {FRESH_MONTHS} Monaten",
}

_ESTIMATE = (
    "Wer noch wartet, zählt bis heute als wartend mit und fällt nicht heraus (Kaplan-Meier-Schätzung). "
    "Die Spanne sagt, wo der Wert mit 95 % Sicherheit liegt."
)
_RATIO = "Die Spanne ist das Wilson-Intervall: Dort liegt der Wert mit 95 % Sicherheit."
_FIRST = (
    f"Gezählt wird die erste Stellungnahme zu jedem Punkt. Der Anteil nach {OUTCOME_DAYS} Tagen ist die "
    "Aalen-Johansen-Schätzung; alle Anteile zusammen ergeben 100 %."
)

_POSITIONS = (
    *(Number.AGREED, Number.AGREED_WITH_CHANGES, Number.IN_PRINCIPLE, Number.PARTLY, Number.ALREADY_DONE),
    *(Number.DEFERRED, Number.REJECTED, Number.NOT_COMPETENT, Number.WITHDRAWN, Number.NO_POSITION),
)

FORMULAS: Mapping[Number, str] = {
    Number.HAND_OVER: f"Tage vom Beschluss bis zur Zuleitung. {_ESTIMATE}",
    Number.REPLIES: f"Tage von der Rückfrage der Verwaltung bis zur Antwort des Beirats. {_ESTIMATE}",
    Number.PAUSED: "Tage, an denen die Uhr stand: angenommene Rückfragen und Pausen des Beirats, bis heute.",
    Number.ANSWERED: f"Kalendertage vom bestätigten Eingang bis zur ersten Antwort auf alle Punkte. {_ESTIMATE}",
    Number.ANSWERED_NET: f"Wie oben, ohne die Tage, an denen die Uhr stand. {_ESTIMATE}",
    **dict.fromkeys(
        WITHIN,
        f"Gezählt sind Empfehlungen, deren Eingang so lange her ist. Der Anteil ist 1 − S(Tage): {_ESTIMATE}",
    ),
    Number.ON_TIME: f"Unter denen, deren Termin ohne Verlängerung vorbei ist. Zurückgezogenes zählt nicht. {_RATIO}",
    Number.ON_TIME_AGREED: f"Dasselbe mit dem Termin nach Verlängerungen. {_RATIO}",
    Number.PAST_DATE: f"Unter denen, die heute offen sind: Der vereinbarte Termin ist vorbei. {_RATIO}",
    Number.DAYS_PAST: "Tage vom vereinbarten Termin bis zur Antwort, zusammengezählt. Offenes zählt bis heute.",
    Number.OLDEST: "Tage seit dem bestätigten Eingang der ältesten Empfehlung, die noch wartet.",
    Number.COVERAGE: f"Unter den Punkten, deren vereinbarter Termin vorbei ist: Es gibt eine Stellungnahme. {_RATIO}",
    Number.GROUNDS: f"Unter den Punkten, denen nicht oder nur teilweise gefolgt wird: Beides liegt vor. {_RATIO}",
    **dict.fromkeys(_POSITIONS, _FIRST),
    Number.PROMISES: f"Unter den Zusagen, deren letzter Tag vorbei ist oder die schon eingehalten sind. {_RATIO}",
    Number.IMPLEMENTED: f"Tage von der Zusage bis zu dem Tag, an dem der Beirat die Umsetzung bestätigt. {_ESTIMATE}",
    Number.UNCONFIRMED: f"Unter denen, deren Umsetzung vor mindestens {CONFIRM_DAYS} Tagen gemeldet wurde. {_RATIO}",
    Number.FRESH: f"Unter den zugesagten, nicht umgesetzten Punkten: Zusage oder letzter Bericht ist jünger. {_RATIO}",
}
"""Each number in plain words: what is counted, among what, and how."""


@dataclass(frozen=True)
class Row:
    """One number, ready to be written anywhere: page, paper and table take it from here.

    ``percent`` and its ends are texts like "62,5"; empty where none may be said.
    """

    section: str
    key: str
    name: str
    said: str
    part: int
    whole: int
    percent: str
    lower: str
    upper: str
    formula: str
    has_rest: bool

    def in_words(self, section: str, name: str, formula: str) -> Row:
        """The same number under other names."""
        return replace(self, section=section, name=name, formula=formula)


def rows(measured: tuple[Measured, ...]) -> list[Row]:
    """All numbers as rows."""
    return [_row(one) for one in measured]


def _row(one: Measured) -> Row:
    ratio, interval = one.cases.ratio, one.interval
    return Row(
        section=SECTIONS[one.section],
        key=one.number.value,
        name=NAMES[one.number],
        said=said(one),
        part=ratio.part,
        whole=ratio.whole,
        percent=number(one.share * 100, 1) if one.share is not None else "",
        lower=number(interval.lower * 100, 1) if interval else "",
        upper=number(interval.upper * 100, 1) if interval else "",
        formula=FORMULAS[one.number],
        has_rest=one.number not in SUMS and one.number not in _POSITIONS and bool(one.cases.no),
    )


SUMS = frozenset({Number.PAUSED, Number.DAYS_PAST, Number.OLDEST})
"""Numbers in days; the cases behind them have no counterpart."""


def said(one: Measured) -> str:
    """A number in words."""
    if one.number in SUMS:
        return _sum(one)
    ratio = one.cases.ratio
    if not ratio.whole:
        return "noch nichts zu zählen"
    counted = f"{ratio.part} von {ratio.whole}"
    if one.duration is not None:
        return f"{counted}; {median(one.duration, one.watched or 0)}"
    if one.share is not None:
        return f"{percent(one.share)}{span(one.interval)}; gezählt: {counted}"
    return f"{counted}, nach {enumerated([str(each) for each in one.days])} Tagen" if one.days else counted


def _sum(one: Measured) -> str:
    cases = len(one.cases.yes)
    if not one.total:
        return days(0) if one.number is not Number.OLDEST or not cases else "heute"
    where = "" if one.number is Number.OLDEST else f" bei {cases} {'Empfehlung' if cases == 1 else 'Empfehlungen'}"
    return f"{days(one.total)}{where}"


def median(found: Duration, watched: int) -> str:
    """Half by that day, with the interval; or that it is not known yet."""
    if found.days is None:
        return f"mehr als die Hälfte dauert noch an (beobachtet bis zu {days(watched)})"
    lower = str(found.lower) if found.lower is not None else "0"
    upper = days(found.upper) if found.upper is not None else "noch offen"
    return f"die Hälfte nach {found.days} Tagen (Spanne: {lower} bis {upper})"


def percent(share: float) -> str:
    """62 %"""
    return f"{number(share * 100)} %"


def span(interval: Interval | None) -> str:
    """(Spanne: 44 bis 77 %)"""
    return f" (Spanne: {number(interval.lower * 100)} bis {number(interval.upper * 100)} %)" if interval else ""


def number(value: float, digits: int = 0) -> str:
    """A rounded number as Germans write it."""
    return format_decimal(round(value, digits), format="#,##0.#" if digits else "#,##0", locale="de")


TOO_FEW = f"Unter {ENOUGH} Fällen nennen wir keine Prozente, sondern nur Anzahlen."
