"""What the states of minutes, objections and corrections are called, and the sentences about counts put right."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from api.templating import day
from api.words.resolutions import about, reckoning
from beirat.queries.minutes import MinutesView
from beirat.queries.minutes_corrections import CorrectionView, CountView, EntryView
from beirat.queries.minutes_later import Decided
from beirat.queries.running import RunningView
from beirat.rules.minutes import MinutesState, Signer, Signing
from beirat.rules.minutes_corrections import Subject
from beirat.rules.objections import ObjectionState
from documents.wording import count, enumeration

STATES = {
    MinutesState.DRAFT: "Entwurf",
    MinutesState.CHAIR_REVIEW: "Beim Vorsitz",
    MinutesState.SIGNED: "Unterschrieben",
    MinutesState.DISTRIBUTED: "Verschickt",
    MinutesState.APPROVED: "Genehmigt",
    MinutesState.CORRECTED_APPROVED: "Mit Berichtigung genehmigt",
    MinutesState.ARCHIVED: "Abgelegt",
}
SHAPES = {
    MinutesState.DRAFT: "draft",
    MinutesState.CHAIR_REVIEW: "asked",
    MinutesState.SIGNED: "agreed",
    MinutesState.DISTRIBUTED: "elsewhere",
    MinutesState.APPROVED: "done",
    MinutesState.CORRECTED_APPROVED: "done",
    MinutesState.ARCHIVED: "done",
}
OBJECTIONS = {
    ObjectionState.OPEN: ("waiting", "Noch nicht entschieden"),
    ObjectionState.UPHELD: ("done", "Der Beirat ist ihr gefolgt"),
    ObjectionState.REJECTED: ("no", "Zurückgewiesen"),
    ObjectionState.WITHDRAWN: ("stopped", "Zurückgenommen"),
}
SIGNERS = {Signer.CHAIR: "Vorsitz", Signer.MINUTE_TAKER: "Schriftführung"}
SIGNINGS = {Signing.PAPER: "auf Papier", Signing.ELECTRONIC: "elektronisch bestätigt"}
SUBJECTS = {
    Subject.COURSE: "Verlauf der Beratung",
    Subject.WORDING: "Wortlaut eines Beschlusses",
    Subject.COUNT: "Abstimmungsergebnis",
    Subject.OTHER: "Sonstiges",
}
FREE_SUBJECTS = [(one.value, word) for one, word in SUBJECTS.items() if one is not Subject.COUNT]

_ORDER = (
    (MinutesState.DRAFT, "Schreiben"),
    (MinutesState.CHAIR_REVIEW, "Prüfen"),
    (MinutesState.SIGNED, "Unterschreiben"),
    (MinutesState.DISTRIBUTED, "Verschicken"),
    (MinutesState.APPROVED, "Genehmigen"),
    (MinutesState.ARCHIVED, "Ablegen"),
)
_DONE = {
    MinutesState.DRAFT: 0,
    MinutesState.CHAIR_REVIEW: 1,
    MinutesState.SIGNED: 3,
    MinutesState.DISTRIBUTED: 4,
    MinutesState.APPROVED: 5,
    MinutesState.CORRECTED_APPROVED: 5,
    MinutesState.ARCHIVED: 6,
}


def way(minutes: MinutesView) -> list[tuple[str, str]]:
    """The steps from writing to filing, and where the minutes are."""
    done = _DONE[minutes.state] + (minutes.state is MinutesState.CHAIR_REVIEW and minutes.accepted_at is not None)
    return [
        (word, "done" if place < done else "now" if place == done else "todo") for place, (_, word) in enumerate(_ORDER)
    ]


def numbers(counted: CountView) -> str:
    """9 Ja, 1 Nein, 2 Enthaltungen: angenommen"""
    said = [f"{counted.yes} Ja", f"{counted.no} Nein", count(counted.abstained, "Enthaltung", "Enthaltungen")]
    if counted.invalid:
        said.append(f"{counted.invalid} ungültig")
    return f"{', '.join(said)}: {'angenommen' if counted.outcome.is_adopted else 'abgelehnt'}"


def following(entry: EntryView) -> str:
    """What follows from a right count; empty where no count was wrong."""
    if entry.stays is None or entry.count is None:
        return ""
    if entry.stays:
        return "Das Ergebnis bleibt dasselbe."
    would_be = "angenommen" if entry.count.outcome.is_adopted else "abgelehnt"
    return f"Nach den richtigen Zahlen wäre {would_be}. Von selbst folgt daraus nichts: Der Beirat muss entscheiden."


def corrected(corrections: Iterable[CorrectionView]) -> dict[UUID, str]:
    """By ballot: the right numbers with their date, from sealed corrections."""
    return {
        entry.ballot_id: f"Berichtigt am {day(one.sealed_on)}: {numbers(entry.count)}. {following(entry)}"
        for one in corrections
        if one.sealed_on
        for entry in one.entries
        if entry.ballot_id and entry.count
    }


def decided(found: Iterable[Decided]) -> list[tuple[str, str]]:
    """Items or resolutions of later meetings as choices: S-13, TOP 4: Genehmigung …"""
    return [(str(one.id), f"{one.meeting} vom {day(one.held_on)}, TOP {one.number}: {one.heading}") for one in found]


def signed(minutes: MinutesView) -> str:
    """Vorsitz am 3. Dezember 2026 in Musterstadt und Schriftführung am …; or confirmed by whom."""
    if not minutes.signatures:
        return f"{minutes.signed_by}, {SIGNINGS[minutes.signing]}" if minutes.signing else minutes.signed_by
    return enumeration(
        [f"{SIGNERS[one.signer]}: {one.name}, {day(one.signed_on)} in {one.place}" for one in minutes.signatures]
    )


def ballots(evening: RunningView) -> list[tuple[str, str]]:
    """Every ballot of the meeting as a choice, with its numbers as they were written down."""
    return [
        (str(ballot.id), f"TOP {item.about.number}, {about(ballot, resolution)}: {reckoning(ballot)}")
        for item in evening.items
        for resolution in item.resolutions
        for ballot in resolution.ballots
    ]
