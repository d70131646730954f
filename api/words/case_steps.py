"""What promises, clocks, verdicts and the two voices are called inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from api.words.public import day, numbered
from beirat.rules.cases import CORRECTABLE, Implementation, PointCase, Report, Verdict, Voice
from beirat.rules.cases import CaseEventKind as Kind
from beirat.rules.clocks import PauseCause
from beirat.rules.promises import Promise, PromiseSource, PromiseState

__all__ = [
    "CAUSES",
    "CORRECTABLE",
    "IMPLEMENTATIONS",
    "PROMISES",
    "SOURCES",
    "VERDICTS",
    "VOICES",
    "chain",
    "lines",
    "promise",
    "report",
    "together",
]

IMPLEMENTATIONS: Mapping[Implementation, tuple[str, str]] = {
    Implementation.NOT_STARTED: ("waiting", "Nicht begonnen"),
    Implementation.PLANNED: ("later", "Geplant"),
    Implementation.RUNNING: ("running", "Läuft"),
    Implementation.PARTLY: ("partly", "Teilweise umgesetzt"),
    Implementation.DONE: ("done", "Umgesetzt"),
    Implementation.SUSPENDED: ("later", "Ausgesetzt"),
    Implementation.ABANDONED: ("stopped", "Aufgegeben"),
    Implementation.OBSOLETE: ("stopped", "Überholt"),
}

VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.SATISFIED: ("agreed", "Beirat zufrieden"),
    Verdict.ASK_AGAIN: ("asked", "Beirat fragt noch einmal"),
    Verdict.INSUFFICIENT: ("asked", "Antwort nicht ausreichend"),
    Verdict.CONFIRMED_DONE: ("done", "Umsetzung bestätigt"),
    Verdict.DISPUTED: ("no", "Beirat widerspricht"),
}

VOICES: Mapping[Voice, str] = {
    Voice.ADMINISTRATION: "Stand laut Verwaltung",
    Voice.BOARD: "Stand laut Beirat",
}

PROMISES: Mapping[PromiseState, tuple[str, str]] = {
    PromiseState.OPEN: ("waiting", "offen"),
    PromiseState.KEPT: ("done", "eingehalten"),
    PromiseState.BROKEN: ("no", "nicht eingehalten"),
    PromiseState.RENEWED: ("later", "neuer Termin"),
}

SOURCES: Mapping[PromiseSource, str] = {
    PromiseSource.POSITION: "in der Antwort",
    PromiseSource.DEFERRAL: "neue Entscheidung",
    PromiseSource.MESSAGE: "schriftlich",
    PromiseSource.ORAL: "mündlich",
}

CAUSES: Mapping[PauseCause, str] = {
    PauseCause.QUERY: "Rückfrage der Verwaltung",
    PauseCause.RECESS: "Sitzungspause",
    PauseCause.BOARD: "Verzögerung durch den Beirat",
}


def promise(one: Promise, today: date) -> str:
    """A promise as one line: until when, where it stands, what became of it."""
    about = f"{numbered(sorted(one.points))}: " if one.points else ""
    times = f", zum {one.times_renewed}. Mal verschoben" if one.times_renewed else ""
    state = PROMISES[one.state][1]
    if one.is_past(today):
        state = f"offen, Termin seit {(today - one.due_on).days} Tagen vorbei"
    elif one.state is PromiseState.KEPT and one.ended_on:
        late = "" if one.is_kept_in_time else ", nach dem Termin"
        state = f"eingehalten am {day(one.ended_on)}{late}"
    return f"{about}zugesagt bis {day(one.due_on)} ({SOURCES[one.source]}{times}) – {state}"


def chain(promises: tuple[Promise, ...], last: Promise) -> list[Promise]:
    """The promise and those before it, the first one first."""
    before = {(one.sequence, one.number): one for one in promises}
    found = [last]
    while found[0].renews is not None:
        earlier = before.get((found[0].renews, last.number)) or before.get((found[0].renews, 0))
        if earlier is None:
            break
        found.insert(0, earlier)
    return found


def report(one: Report) -> str:
    """What a voice says, with the day that it describes."""
    until = f" bis {day(one.until)}" if one.until else ""
    return f"{IMPLEMENTATIONS[one.state][1]}{until} (Stand {day(one.as_of)})"


def together(point: PointCase) -> tuple[str, str] | None:
    """The two voices as one badge; None where nobody has said anything yet."""
    administration, board = point.says(Voice.ADMINISTRATION), point.says(Voice.BOARD)
    if point.voices_differ:
        return "no", "uneinig"
    if point.is_done:
        return "done", "Umsetzung bestätigt"
    if point.is_reported_done:
        return "partly", "Umsetzung gemeldet"
    spoken = board or administration
    return IMPLEMENTATIONS[spoken.state] if spoken else None


def lines(
    kind: Kind,
    until: date | None,
    cause: PauseCause | None,
    told: Report | None,
    verdict: Verdict | None,
) -> Iterator[str]:
    """What an entry of the history says besides its text."""
    if told is not None:
        yield f"{VOICES[told.voice]}: {report(told)}"
        yield told.link
    elif until is not None and kind is not Kind.EXTENSION_REQUESTED:
        yield f"bis {day(until)}"
    elif until is not None:
        yield f"Neuer Termin: {day(until)}"
    if cause is not None:
        yield CAUSES[cause]
    if verdict is not None:
        yield VERDICTS[verdict][1]
