"""What meetings, their states, items and notice periods are called."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from babel.dates import format_date

from beirat.queries.meetings import Announcement
from beirat.rules.checks import Check, Finding
from beirat.rules.meetings import ItemKind, ItemOutcome, MeetingState, Part, Referral
from beirat.rules.profiles import Certainty, Rule
from beirat.rules.recommendations import CaseStep
from documents.wording import count

STATES = {
    MeetingState.PLANNED: "Geplant",
    MeetingState.CONVENED: "Eingeladen",
    MeetingState.RUNNING: "Läuft",
    MeetingState.CLOSED: "Geschlossen",
    MeetingState.CANCELLED: "Abgesagt",
}

SHAPES = {
    MeetingState.PLANNED: "draft",
    MeetingState.CONVENED: "later",
    MeetingState.RUNNING: "running",
    MeetingState.CLOSED: "done",
    MeetingState.CANCELLED: "stopped",
}
"""The drawing that stands beside the word (``parts.status``)."""

PARTS = {Part.PUBLIC: "Öffentlicher Teil", Part.NON_PUBLIC: "Nichtöffentlicher Teil"}

KINDS = {
    ItemKind.FORMAL: "Formaler Punkt",
    ItemKind.MOTION: "Antrag",
    ItemKind.REPORT: "Bericht oder Beratung",
    ItemKind.FOLLOW_UP: "Empfehlung",
    ItemKind.ELECTION: "Wahl",
    ItemKind.QUESTION_TIME: "Fragestunde",
    ItemKind.MISC: "Verschiedenes",
}

FREE_KINDS = (
    (ItemKind.REPORT.value, "Bericht oder Beratung", "Hier kann auch abgestimmt werden."),
    (ItemKind.FORMAL.value, "Formaler Punkt", "Zum Beispiel die Eröffnung. Ohne Abstimmung."),
    (ItemKind.ELECTION.value, "Wahl", "Zum Beispiel des Vorsitzes. Geheim, wenn die Geschäftsordnung es so will."),
    (ItemKind.QUESTION_TIME.value, "Fragestunde", "Einwohnerinnen und Einwohner fragen. Ohne Abstimmung."),
    (ItemKind.MISC.value, "Verschiedenes", "Ohne Abstimmung."),
)

OUTCOMES = {
    ItemOutcome.WITHDRAWN: "Zurückgezogen",
    ItemOutcome.DEFERRED: "Zurückgestellt",
    ItemOutcome.REFERRED: "Verwiesen",
    ItemOutcome.ADJOURNED: "Vertagt auf eine spätere Sitzung",
}

OUTCOME_CHOICES = (
    (ItemOutcome.ADJOURNED.value, "Vertagen", "Kommt in eine der nächsten Sitzungen."),
    (ItemOutcome.DEFERRED.value, "Zurückstellen", "Ohne Termin."),
    (ItemOutcome.REFERRED.value, "Verweisen", "Zuerst berät jemand anderes. Sagen Sie unten, wer."),
    (ItemOutcome.WITHDRAWN.value, "Zurückgezogen", "Wer den Antrag gestellt hat, nimmt ihn zurück. Das ist endgültig."),
)

REFERRALS = {
    Referral.WORKING_GROUP: "an eine Arbeitsgruppe",
    Referral.COMMITTEE: "an einen Ausschuss",
    Referral.ADMINISTRATION: "an die Verwaltung",
}

CASE_STEPS = {
    CaseStep.INSUFFICIENT: "Antwort nicht ausreichend: Der Beirat fragt nach",
    CaseStep.CLOSE: "Abschließen",
    CaseStep.WITHDRAW: "Zurückziehen",
    CaseStep.REOPEN: "Wieder aufnehmen",
}

_SOURCES = {
    Certainty.SOURCE: "{basis}",
    Certainty.MEMORY: "{basis}, noch nicht am Gesetzestext geprüft",
    Certainty.DOUBTFUL: "{basis}, unsicher",
    Certainty.PRESET: "Voreinstellung, bis die Regel des Beirats eingetragen ist",
}


class PutOff(Protocol):
    """An item that may have been put off, whoever reads it."""

    @property
    def outcome(self) -> ItemOutcome | None: ...

    @property
    def referral(self) -> Referral | None: ...


def put_off(item: PutOff) -> str:
    """Verwiesen an einen Ausschuss; empty where the item was not put off."""
    if item.outcome is None:
        return ""
    return " ".join([OUTCOMES[item.outcome], *([REFERRALS[item.referral]] if item.referral else [])])


def title(number: int) -> str:
    """12. Sitzung"""
    return f"{number}. Sitzung"


def term(name: str) -> str:
    """Wahlperiode 2024–2029"""
    return name if name.startswith("Wahlperiode") else f"Wahlperiode {name}"


def when(starts: datetime, ends: datetime) -> str:
    """Donnerstag, 3. Dezember 2026, 18:00 bis 20:30 Uhr; both already in local time."""
    day = format_date(starts, "EEEE, d. MMMM y", locale="de")
    later = "" if starts.date() == ends.date() else f" am {format_date(ends, 'd. MMMM', locale='de')}"
    return f"{day}, {starts:%H:%M} bis {ends:%H:%M} Uhr{later}"


def source_of(rule: Rule) -> str:
    """Where a rule stands, and how sure that is."""
    return _SOURCES[rule.certainty].format(basis=rule.basis)


def notice(check: Check, *, sent: bool) -> str:
    """What the rule on the notice period says about this invitation."""
    given = count(check.given, "voller Tag", "volle Tage")
    verb = ("lagen" if sent else "liegen") if check.given != 1 else ("lag" if sent else "liegt")
    source = source_of(check.rule)
    if check.finding is Finding.OK:
        return f"Zwischen Einladung und Sitzung {verb} {given}. Verlangt sind {check.required} ({source})."
    return (
        f"Zwischen Einladung und Sitzung {verb} nur {given}. Verlangt sind {check.required} ({source}). "
        "Der Vorsitz entscheidet, ob die Frist abgekürzt wird."
    )


def file_name(about: Announcement, day: date, ending: str) -> str:
    """einladung-s-12-2026-12-03.pdf, nachtrag-1-…: nothing but number and day."""
    what = f"nachtrag-{about.dispatch}" if about.dispatch else "einladung"
    return f"{what}-{about.reference.lower()}-{day.isoformat()}.{ending}"
