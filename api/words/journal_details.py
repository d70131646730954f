"""The details of a journal entry in German: names and values, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from api.words import accounts, meetings, motions, recommendations, resolutions

SIDES = {"before": "vorher", "after": "nachher"}

NAMES = {
    "abstained": "Enthaltungen",
    "adjourned": "Grund der Vertagung",
    "afterwards": "Nachgetragen",
    "at": "Uhrzeit",
    "audience": "Für wen",
    "blocked": "Gesperrt",
    "by_when": "Bis wann",
    "by_letter": "Davon per Brief",
    "closed_at": "Geschlossen",
    "competent_body": "Zuständig",
    "promised_by": "Zugesagt bis",
    "course": "Verlauf",
    "deferred_until": "Neue Entscheidung bis",
    "device": "Gerät",
    "due_on": "Spätestens",
    "done_on": "Erledigt am",
    "email": "E-Mail-Adresse",
    "ends_at": "Ende",
    "ends_on": "Bis",
    "everywhere": "Überall",
    "excluded": "Ausgeschlossen",
    "excused": "Entschuldigt",
    "field": "Handlungsfeld",
    "file": "Datei",
    "found": "Mögliche Angaben über andere",
    "heading": "Überschrift",
    "internal": "Interne Fassung (Prüfsumme)",
    "invalid": "Ungültig",
    "invited": "Eingeladen",
    "kind": "Art",
    "location": "Ort",
    "login": "Anmeldename",
    "may_release": "Gibt Antworten selbst frei",
    "name": "Name",
    "name_consent_on": "Name öffentlich seit",
    "name_consent_withdrawn_on": "Nicht mehr öffentlich seit",
    "name_public": "Name darf öffentlich sein",
    "no": "Nein",
    "note": "Hinweis",
    "number": "Zahl",
    "opened_at": "Eröffnet",
    "order": "Abstimmung",
    "outcome": "Ergebnis",
    "part": "Teil",
    "person_ids": "Zahl der Personen",
    "point": "Punkt",
    "points": "Punkte",
    "position": "Votum",
    "present": "Anwesende Stimmberechtigte",
    "public": "Öffentliche Fassung (Prüfsumme)",
    "reason": "Grund",
    "reasons": "Begründung",
    "received_on": "Eingang am",
    "reference": "Nummer",
    "removed": "Abgehängt",
    "release_on": "Freigabe am",
    "role": "Rolle",
    "sent_on": "Zugeleitet am",
    "short_name": "Kurzbezeichnung",
    "slug": "Kurzname",
    "starts_at": "Beginn",
    "starts_on": "Von",
    "state": "Stand",
    "step": "Schritt",
    "text": "Text",
    "title": "Titel",
    "to": "An",
    "unit": "Fachdienst",
    "version": "Fassung",
    "vote": "Stimmen",
    "who": "Wer",
    "wording": "Wortlaut",
    "not_voting": "Nicht abgestimmt",
    "subject": "Gegenstand",
    "method": "Art der Abstimmung",
    "quorum": "Beschlussfähigkeit",
    "majority": "Mehrheit",
    "call": "Art der Ladung",
    "reply": "Rückmeldung",
    "by": "Durch",
    "accepted": "Angenommen",
    "chair": "Vorsitz",
    "minute_taker": "Schriftführung",
    "distributed_on": "Verteilt am",
    "objections_until": "Einwendungen bis",
    "is_late": "Verspätet",
    "arrived_on": "Angekommen am",
    "approved_on": "Genehmigt am",
    "filed_as": "Abgelegt als",
    "rule": "Regel",
    "value": "Wert",
    "basis": "Grundlage",
    "sealed": "Versiegelt",
    "suspended": "Unterbrochen",
    "until": "Bis",
    "valid_from": "Gilt ab",
    "contact": "Kontakt",
    "consulted": "Benehmen mit",
    "consulted_on": "Benehmen am",
    "supplement": "Nachtrag",
    "numbers": "Nummern",
    "delivered_on": "Zugegangen am",
    "bounced": "Unzustellbar",
    "began_at": "Begonnen",
    "ended_at": "Beendet",
    "guest": "Gast",
    "post": "Amt",
    "places": "Zahl der Plätze",
    "sha256": "Prüfsumme",
    "cause": "Anlass",
    "on": "Am",
    "about": "Zu Ereignis",
    "addressee": "Empfänger",
    "proof": "Nachweis",
    "voice": "Stimme",
    "as_of": "Stand am",
    "release": "Freigabe",
    "requested_until": "Beantragt bis",
    "granted": "Gewährt",
    "correction": "Berichtigung",
    "sequence": "Ereignis",
    "item": "Tagesordnungspunkt",
    "recipient": "Empfänger",
    "objection": "Einwendung",
    "decision": "Entscheidung",
    "upheld": "Stattgegeben",
    "signed_on": "Unterschrieben am",
    "signed_in": "Unterschrieben in",
    "ended": "Beendet",
    "evidence": "Beleg",
    "kept": "Eingehalten",
    "promise": "Zusage",
    "yes": "Ja",
}

ARRIVALS = {"arrival": "gekommen", "departure": "gegangen", "absence": "fehlt", "return": "zurück"}


@cache
def _codes() -> dict[str, str]:
    """Every code that is the same word wherever it stands."""
    positions = {position: word for position, (_, word) in recommendations.POSITIONS.items()}
    drawers: tuple[Mapping[Any, str], ...] = (
        motions.STATES,
        meetings.STATES,
        meetings.PARTS,
        meetings.KINDS,
        recommendations.DRAFTS,
        resolutions.OUTCOMES,
        resolutions.ORDERS,
        accounts.ROLES,
        positions,
        ARRIVALS,
    )
    return {str(code): word for drawer in drawers for code, word in drawer.items()}


def _words_of(name: str) -> dict[str, str]:
    """The words for the codes under one name; audiences and fields of action share codes with others."""
    special: dict[str, Mapping[Any, str]] = {"audience": motions.AUDIENCES, "field": motions.FIELDS}
    return {str(code): word for code, word in special[name].items()} if name in special else _codes()


def lines(detail: Mapping[str, Mapping[str, Any]], zone: str) -> list[tuple[str, str]]:
    """Name and value of everything that an entry tells; ``zone`` is the district's time zone."""
    return [
        (f"{SIDES.get(side, side)}: {name}", value)
        for side, values in detail.items()
        for name, value in _flat(values, ZoneInfo(zone))
    ]


def _flat(values: Mapping[str, Any], zone: ZoneInfo, before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        label = before + _label(name, value)
        if isinstance(value, Mapping):
            yield from _flat(value, zone, f"{label}, ")
        elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            for number, one in enumerate(value, start=1):
                yield from _flat(one, zone, f"{label} {number}, ")
        elif value not in (None, "", []) and not _is_id(value):
            yield label, _shown(name, value, zone)


def _label(name: str, value: Any) -> str:
    if name == "position" and isinstance(value, int):
        return "Stelle"
    return f"Punkt {name}" if name.isdecimal() else NAMES.get(name, name)


def _is_id(value: Any) -> bool:
    """Whether it only means something to the database."""
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


def _shown(name: str, value: Any, zone: ZoneInfo) -> str:
    match value:
        case bool():
            return "ja" if value else "nein"
        case list() if name == "person_ids":
            return str(len(value))
        case list():
            return ", ".join(_shown(name, one, zone) for one in value)
        case str():
            return _words_of(name).get(value) or _moment(value, zone) or value
        case _:
            return str(value)


def _moment(text: str, zone: ZoneInfo) -> str | None:
    """A date or moment as it is written here; None for any other text."""
    try:
        if len(text) == 10:
            return f"{date.fromisoformat(text):%d.%m.%Y}"
        if len(text) < 16 or text[4] != "-" or text[10] != "T":
            return None
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return f"{moment.astimezone(zone) if moment.tzinfo else moment:%d.%m.%Y, %H:%M} Uhr"
