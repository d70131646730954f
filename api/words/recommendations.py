"""What recommendations, answers and clocks are called inside; the public's words are in ``words.public``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from api.words import case_steps
from api.words.public import REASONS, day, days, numbered, since
from beirat.queries.cases import EventView
from beirat.rules.answers import DraftState, Position
from beirat.rules.cases import CaseEventKind, Handling, is_held
from beirat.rules.personal_data import DataKind

__all__ = ["DRAFTS", "HANDLINGS", "PERSONAL_DATA", "POSITIONS", "POSITION_HELP", "REASONS", "Step", "clock", "timeline"]

HANDLINGS: Mapping[Handling, tuple[str, str]] = {
    Handling.TO_BE_SENT: ("draft", "Noch nicht zugeleitet"),
    Handling.SENT: ("waiting", "Zugeleitet, Eingang nicht bestätigt"),
    Handling.ACKNOWLEDGED: ("running", "Eingang bestätigt"),
    Handling.INTERIM: ("running", "Zwischennachricht, Uhr läuft weiter"),
    Handling.QUERY: ("asked", "Rückfrage an den Beirat"),
    Handling.PARTLY_ANSWERED: ("partly", "Teilweise beantwortet"),
    Handling.ANSWERED: ("done", "Beantwortet"),
    Handling.FORWARDED: ("elsewhere", "Weitergeleitet"),
    Handling.INSUFFICIENT: ("asked", "Antwort nicht ausreichend"),
    Handling.WITHDRAWN: ("stopped", "Zurückgezogen"),
    Handling.CLOSED: ("stopped", "Abgeschlossen"),
}
"""Shape and word."""

POSITIONS: Mapping[Position, tuple[str, str]] = {
    Position.OPEN: ("waiting", "Offen"),
    Position.AGREED: ("agreed", "Wird gefolgt"),
    Position.AGREED_WITH_CHANGES: ("agreed", "Wird mit Änderungen gefolgt"),
    Position.IN_PRINCIPLE: ("asked", "Grundsätzlich, ohne Zusage"),
    Position.PARTLY: ("partly", "Wird teilweise gefolgt"),
    Position.DEFERRED: ("later", "Zurzeit nicht"),
    Position.REJECTED: ("no", "Wird nicht gefolgt"),
    Position.NOT_COMPETENT: ("elsewhere", "Nicht zuständig"),
    Position.ALREADY_DONE: ("done", "Bereits erfüllt"),
}

POSITION_HELP: Mapping[Position, str] = {
    Position.AGREED: "Der Landkreis tut, was der Beirat empfiehlt.",
    Position.AGREED_WITH_CHANGES: "Der Landkreis tut es, aber anders oder in anderem Umfang.",
    Position.IN_PRINCIPLE: "Das Ziel wird geteilt, zugesagt ist noch nichts. Das zählt nicht als Zusage.",
    Position.PARTLY: "Einen Teil tut der Landkreis, einen anderen nicht.",
    Position.DEFERRED: "Jetzt nicht. Nennen Sie den Tag der neuen Entscheidung, höchstens zwölf Monate später.",
    Position.REJECTED: "Der Landkreis tut es nicht.",
    Position.NOT_COMPETENT: "Jemand anderes ist zuständig. Schreiben Sie dazu, wer.",
    Position.ALREADY_DONE: "Es ist schon umgesetzt. Schreiben Sie, seit wann und wo man es sieht.",
}
""" "Wird geprüft" und "zur Kenntnis genommen" sind keine Antwort, sondern eine Zwischennachricht."""

DRAFTS: Mapping[DraftState, str] = {
    DraftState.DRAFT: "Entwurf",
    DraftState.AWAITING_RELEASE: "Wartet auf Freigabe",
    DraftState.SCHEDULED: "Freigegeben für einen späteren Tag",
}


PERSONAL_DATA: Mapping[DataKind, str] = {
    DataKind.NAME: "Ein Name",
    DataKind.PHONE: "Eine Telefonnummer",
    DataKind.MAIL: "Eine E-Mail-Adresse",
    DataKind.IBAN: "Eine Kontonummer",
    DataKind.FILE_NUMBER: "Ein Aktenzeichen",
    DataKind.BIRTH_DATE: "Ein Geburtsdatum",
}


class Timed(Protocol):
    """A case, or a line of a list: what its clock says."""

    @property
    def handling(self) -> Handling: ...
    @property
    def sent_on(self) -> date | None: ...
    @property
    def received_on(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def paused_since(self) -> date | None: ...
    @property
    def paused_until(self) -> date | None: ...
    @property
    def answered_on(self) -> date | None: ...


def clock(case: Timed, today: date, legal_basis: str = "") -> str:
    """What the clock says, as one or two sentences; "Frist" only where a law sets one."""
    ended = {Handling.CLOSED: "Der Beirat hat die Sache abgeschlossen.", Handling.WITHDRAWN: "Zurückgezogen."}
    if case.handling in ended:
        return ended[case.handling]
    if case.sent_on is None:
        return "Noch nicht zugeleitet. Die Uhr läuft erst, wenn die Verwaltung den Eingang bestätigt hat."
    if case.received_on is None:
        return f"Zugeleitet am {day(case.sent_on)}. Die Uhr läuft erst, wenn der Eingang bestätigt ist."
    if case.answered_on is not None:
        return f"Beantwortet am {day(case.answered_on)}."
    if case.handling is Handling.FORWARDED:
        return "Weitergeleitet. Hier läuft keine Uhr."
    if case.handling is Handling.INSUFFICIENT:
        return f"{_until(case, today, legal_basis)} Der Beirat hat noch einmal nachgefragt."
    return f"{_until(case, today, legal_basis)} Der Beirat wartet {since((today - case.received_on).days)}."


def _until(case: Timed, today: date, legal_basis: str) -> str:
    if case.due_on is None or is_held(case.paused_since, case.paused_until, today):
        stands = f" seit {day(case.paused_since)}" if case.paused_since else ""
        asked = ", weil die Verwaltung eine Frage an den Beirat hat" if case.handling is Handling.QUERY else ""
        until = f", höchstens bis {day(case.paused_until)}" if case.paused_until else ""
        return f"Die Uhr steht{stands}{asked}{until}."
    left = (case.due_on - today).days
    if left < 0:
        past = "Frist überschritten" if legal_basis else "Termin überschritten"
        return f"{past} {since(-left)} (war: {day(case.due_on)})."
    until = f"Frist nach {legal_basis} bis" if legal_basis else "Antwort erbeten bis"
    return f"{until} {day(case.due_on)} ({f'noch {days(left)}' if left else 'heute'})."


@dataclass(frozen=True)
class Step:
    """One entry of the history for ``parts.timeline``: our words in ``lines``, somebody's own in ``quote``."""

    title: str
    when: str
    kind: str
    lines: tuple[str, ...] = ()
    quote: str = ""
    state: str = "done"
    sequence: int = 0
    on: date | None = None
    is_correctable: bool = False
    has_words: bool = False


_TITLES: Mapping[CaseEventKind, tuple[str, str]] = {
    CaseEventKind.HANDED_OVER: ("Zugeleitet", "done"),
    CaseEventKind.RECEIVED: ("Eingang bestätigt", "done"),
    CaseEventKind.INTERIM_MESSAGE: ("Zwischennachricht der Verwaltung", "running"),
    CaseEventKind.COUNCIL_REFERRED: ("An den Kreistag verwiesen, Uhr läuft weiter", "running"),
    CaseEventKind.QUERY_ASKED: ("Rückfrage der Verwaltung", "asked"),
    CaseEventKind.QUERY_ACCEPTED: ("Rückfrage angenommen, Uhr steht", "waiting"),
    CaseEventKind.QUERY_REPLIED: ("Antwort des Beirats auf die Rückfrage, Uhr läuft", "done"),
    CaseEventKind.PAUSE_BEGAN: ("Uhr angehalten", "waiting"),
    CaseEventKind.PAUSE_ENDED: ("Uhr läuft wieder", "running"),
    CaseEventKind.EXTENSION_REQUESTED: ("Verlängerung beantragt", "asked"),
    CaseEventKind.EXTENSION_GRANTED: ("Termin verlängert", "later"),
    CaseEventKind.EXTENSION_DENIED: ("Verlängerung abgelehnt", "no"),
    CaseEventKind.REMINDED: ("Erinnerung", "waiting"),
    CaseEventKind.POSITION_GIVEN: ("Stellungnahme der Verwaltung", "done"),
    CaseEventKind.POSITION_DISPUTED: ("Die Verwaltung liest ihr Schreiben anders", "asked"),
    CaseEventKind.PROMISE_MADE: ("Zusage", "agreed"),
    CaseEventKind.PROMISE_KEPT: ("Zusage eingehalten", "done"),
    CaseEventKind.PROMISE_BROKEN: ("Zusage nicht eingehalten", "no"),
    CaseEventKind.PROMISE_RENEWED: ("Zusage: neuer Termin", "later"),
    CaseEventKind.IMPLEMENTATION_REPORTED: ("Stand der Umsetzung", "running"),
    CaseEventKind.VERDICT_GIVEN: ("Beirat zum Stand der Sache", "asked"),
    CaseEventKind.FORWARDED: ("Weitergeleitet", "elsewhere"),
    CaseEventKind.INSUFFICIENT: ("Antwort nicht ausreichend", "asked"),
    CaseEventKind.WITHDRAWN: ("Vom Beirat zurückgezogen", "stopped"),
    CaseEventKind.CLOSED: ("Vom Beirat abgeschlossen", "stopped"),
    CaseEventKind.REOPENED: ("Vom Beirat wieder aufgenommen", "running"),
}


ORIGINS = {"mail": "aus einer Mail der Verwaltung", "paper": "aus einem Brief der Verwaltung"}
""" "": sie kam auf dem gewohnten Weg."""


def timeline(decided_on: date, events: tuple[EventView, ...]) -> list[Step]:
    """From the resolution to the last event, oldest first."""
    return [Step("Vom Beirat beschlossen", day(decided_on), "agreed"), *(_step(event) for event in events)]


def _step(event: EventView) -> Step:
    title, kind = _TITLES[event.kind]
    quote = event.report.evidence if event.report else event.text
    return Step(
        title,
        day(event.on),
        kind,
        tuple(filter(None, (*_lines(event), *_about_entry(event)))),
        quote,
        sequence=event.sequence,
        on=event.on,
        is_correctable=event.kind in case_steps.CORRECTABLE,
        has_words=not event.is_erased and bool(quote or event.to or event.file_reference),
    )


def _about_entry(event: EventView) -> list[str]:
    """That it was put right or erased."""
    corrected = f"Berichtigt: {event.correction}" if event.is_corrected else ""
    return [corrected, "Text gelöscht" if event.is_erased else ""]


def _lines(event: EventView) -> list[str]:
    about = numbered(event.points)
    if event.stance is not None:
        until = event.stance.deferred_until
        again = f"Neue Entscheidung bis {day(until)}" if until else ""
        read_from = ORIGINS.get(event.origin, "")
        return [f"{about}: {POSITIONS[event.stance.position][1]}", again, event.unit, read_from]
    if event.kind is CaseEventKind.FORWARDED:
        return [f"{about} an {event.to}" if about else f"an {event.to}"]
    reference = f"Zeichen der Verwaltung: {event.file_reference}" if event.file_reference else ""
    more = case_steps.lines(event.kind, event.until, event.cause, event.report, event.verdict)
    return [about, *more, event.unit, reference]
