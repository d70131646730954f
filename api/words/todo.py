"""What waits, in words: the sentence, until when, the button, and where it leads (below ``/intern``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.words.public import day, since
from beirat.queries.todo import Todo, TodoKind


@dataclass(frozen=True, slots=True)
class Line:
    """``path`` takes the id of the object. ``looks_back``: its day is when something was, not until when it waits.

    ``since`` goes before the day since when it waits.
    """

    what: str
    button: str
    path: str
    looks_back: bool = False
    since: str = ""


_MINUTES = "/sitzungen/{id}/niederschrift"

LINES = {
    TodoKind.FINISH_DRAFT: Line("Antrag fertig schreiben und einreichen", "Weiterschreiben", "/antraege/{id}"),
    TodoKind.REWORK_MOTION: Line("Antrag überarbeiten: Er kam zurück", "Überarbeiten", "/antraege/{id}"),
    TodoKind.REVIEW_MOTION: Line("Neuen Antrag prüfen", "Antrag prüfen", "/antraege/{id}"),
    TodoKind.SCHEDULE_MOTION: Line("Antrag auf eine Tagesordnung setzen", "Sitzung wählen", "/antraege/{id}"),
    TodoKind.CONVENE_MEETING: Line("Zur Sitzung einladen", "Tagesordnung und Einladung", "/sitzungen/{id}"),
    TodoKind.RUN_MEETING: Line("Sitzung führen", "Sitzung öffnen", "/sitzungen/{id}/fuehren"),
    TodoKind.CLOSE_MEETING: Line("Die Sitzung läuft", "Weiterführen", "/sitzungen/{id}/fuehren"),
    TodoKind.WRITE_MINUTES: Line("Niederschrift fertig schreiben", "Zur Niederschrift", _MINUTES, looks_back=True),
    TodoKind.CHECK_MINUTES: Line("Niederschrift prüfen", "Ansehen und prüfen", _MINUTES, looks_back=True),
    TodoKind.SIGN_MINUTES: Line(
        "Niederschrift drucken und unterschreiben lassen",
        "Unterschriften eintragen",
        f"{_MINUTES}/unterschriften",
        looks_back=True,
    ),
    TodoKind.DISTRIBUTE_MINUTES: Line(
        "Niederschrift an die Mitglieder verschicken", "Verschicken", _MINUTES, looks_back=True
    ),
    TodoKind.APPROVE_MINUTES: Line(
        "Genehmigung der Niederschrift eintragen", "Zur Niederschrift", _MINUTES, looks_back=True
    ),
    TodoKind.PREPARE_MINUTES: Line(
        "Öffentliche Fassung der Niederschrift vorbereiten", "Vorbereiten", f"{_MINUTES}/oeffentlich", looks_back=True
    ),
    TodoKind.PUBLISH_MINUTES: Line(
        "Öffentliche Fassung der Niederschrift freigeben",
        "Ansehen und freigeben",
        f"{_MINUTES}/oeffentlich",
        looks_back=True,
    ),
    TodoKind.FILE_LETTER: Line(
        "Schreiben der Verwaltung ablegen", "Ablegen", "/posteingang/{id}", since="angekommen am"
    ),
    TodoKind.RELEASE_LETTER: Line(
        "Ablehnung in einem Schreiben gegenlesen", "Lesen", "/posteingang/{id}", since="angekommen am"
    ),
    TodoKind.SEND_EXTRACT_AGAIN: Line(
        "Berichtigten Auszug noch einmal verschicken", "Zu den Auszügen", f"{_MINUTES}/auszuege", looks_back=True
    ),
    TodoKind.HAND_OVER: Line(
        "Empfehlung der Verwaltung zuleiten", "Zuleiten", "/empfehlungen/{id}", since="beschlossen am"
    ),
    TodoKind.REPLY_TO_QUERY: Line(
        "Die Verwaltung hat eine Frage: Die Uhr steht", "Frage beantworten", "/empfehlungen/{id}"
    ),
    TodoKind.BOARD_TASK: Line("Aufgabe des Beirats", "Zu den Aufgaben", "/aufgaben"),
    TodoKind.CONFIRM_RECEIPT: Line(
        "Eingang bestätigen", "Eingang bestätigen", "/empfehlungen/{id}", since="zugeleitet am"
    ),
    TodoKind.ASSIGN_POINTS: Line("Punkte einem Fachdienst zuweisen", "Zuweisen", "/empfehlungen/{id}"),
    TodoKind.RELEASE_ANSWER: Line("Antwort prüfen und freigeben", "Prüfen", "/empfehlungen/{id}/freigabe"),
    TodoKind.ANSWER_POINT: Line(
        "Auf die Empfehlung antworten",
        "Antworten",
        "/empfehlungen/{id}/antwort",
        since="Rückfrage an den Beirat: Die Uhr steht seit",
    ),
    TodoKind.RENEW_INVITATION: Line(
        "Noch einmal einladen: Der Link zum Passwort gilt nicht mehr", "Zum Konto", "/konten#konto-{id}"
    ),
}


def path(todo: Todo) -> str:
    return LINES[todo.kind].path.format(id=todo.object_id)


def until(todo: Todo, today: date) -> str:
    """Until when it waits, or since when; '' where there is no such day."""
    if todo.until and todo.until < today:
        return f"Termin überschritten {since((today - todo.until).days)} (war: {day(todo.until)})"
    if todo.until:
        return f"bis {day(todo.until)}"
    return f"{LINES[todo.kind].since} {day(todo.since)}" if todo.since else ""
