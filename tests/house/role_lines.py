"""How a line of ``role_table`` is written: who may send what, to which address, on which object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from beirat.rules.permissions import Role

NOBODY = "nobody"
"""Somebody who is not signed in."""

MEMBER, CHAIR, OFFICE, MINUTE_TAKER, OBSERVER = (
    frozenset({role}) for role in (Role.MEMBER, Role.CHAIR, Role.OFFICE, Role.MINUTE_TAKER, Role.OBSERVER)
)
COORDINATOR, UNIT, ADMIN = (
    frozenset({role}) for role in (Role.ADMINISTRATION_COORDINATOR, Role.ADMINISTRATION, Role.ADMIN)
)
LEADERS = CHAIR | OFFICE
RECORDERS = LEADERS | MINUTE_TAKER
MOVERS = MEMBER | LEADERS
MEMBERS = MEMBER | CHAIR | MINUTE_TAKER
"""Who sits in the board and has an account."""
BOARD = MOVERS | MINUTE_TAKER | OBSERVER
ADMINISTRATION = COORDINATOR | UNIT
ACCOUNTS = BOARD | ADMINISTRATION | ADMIN
EVERYBODY: frozenset[str] = ACCOUNTS | {NOBODY}
NO_ONE: frozenset[str] = frozenset()

Sent = Mapping[str, Any]
VERSION: Sent = {"version": "{version}"}
ITEM_VERSION: Sent = {"version": "{item_version}"}


@dataclass(frozen=True)
class Line:
    """``answer`` is the status for those who may; ``changes``: the database is another one afterwards.

    ``unsigned`` is the status for somebody who is not signed in, where that is neither ``answer`` nor the login.
    """

    method: str
    path: str
    who: frozenset[str]
    on: str = ""
    sends: Sent = field(default_factory=dict)
    answer: int = 200
    changes: bool = False
    unsigned: int | None = None

    @property
    def is_page(self) -> bool:
        return self.path.startswith("/{slug}/intern")

    @property
    def is_for_programs(self) -> bool:
        return self.path.startswith("/api/")


def page(path: str, who: frozenset[str], on: str = "") -> Line:
    """A page behind the login."""
    return Line("GET", f"/{{slug}}/intern{path}", who, on)


def form(path: str, who: frozenset[str], on: str = "", sends: Sent = VERSION, answer: int = 303) -> Line:
    """A form on such a page."""
    return Line("POST", f"/{{slug}}/intern{path}", who, on, sends, answer, changes=answer == 303)


def ask(path: str, who: frozenset[str], on: str = "") -> Line:
    """A program asks."""
    return Line("GET", f"/api/v1/bodies/{{slug}}{path}", who, on)


def tell(
    path: str, who: frozenset[str], on: str = "", sends: Sent = VERSION, answer: int = 200, method: str = "POST"
) -> Line:
    """A program wants something done."""
    return Line(method, f"/api/v1/bodies/{{slug}}{path}", who, on, sends, answer, changes=True)


def refused(path: str, who: frozenset[str], on: str, sends: Sent, answer: int = 422) -> Line:
    """A program wants what the facts do not allow: who may ask is told so."""
    return Line("POST", f"/api/v1/bodies/{{slug}}{path}", who, on, sends, answer)


def put(path: str, who: frozenset[str], on: str, sends: Sent) -> Line:
    return tell(path, who, on, sends, method="PUT")


def site(path: str, on: str = "", answer: int = 200) -> Line:
    """What everybody may open."""
    return Line("GET", path, EVERYBODY, on, answer=answer)


POINT: Sent = {"text": "Der Landkreis pflanzt Bäume.", "audience": "administration"}
MOTION: Sent = {"title": "Bäume am Bahnhof", "reasons": "Es ist heiß.", "field": "family", "points": [POINT]}
MOTION_FORM: Sent = {
    **{name: value for name, value in MOTION.items() if name != "points"},
    **{f"points-0-{name}": value for name, value in POINT.items()},
}
REASON: Sent = {"reason": "Bitte noch einmal ansehen."}
PLAN: Sent = {"starts_at": "2027-02-17T18:00", "ends_at": "2027-02-17T20:30", "location": "Kreishaus"}
RULE: Sent = {"value": "5", "basis": "§ 4 der Geschäftsordnung", "valid_from": "2026-12-01"}
SPECIAL_DAY: Sent = {"kind": "feast", "name": "Zuckerfest", "starts_on": "2027-03-09"}
PATTERN: Sent = {
    "year": "2027",
    "months": ["2"],
    "weekday": "2",
    "nth": "3",
    "starts": "18:00",
    "ends": "20:30",
    "location": "Kreishaus",
}
YEAR_PLAN: Sent = {"days": ["2027-02-17"], "starts": "18:00", "ends": "20:30", "location": "Kreishaus"}
OVERRIDE: Sent = {"reason": "Alle sind einverstanden."}
TEMPLATE: Sent = {"items": [{"heading": "Eröffnung", "kind": "formal"}]}
TEMPLATE_FORM: Sent = {"items-0-heading": "Eröffnung", "items-0-kind": "formal", "items-0-part": "public"}
ITEM: Sent = {"heading": "Bericht über Bäume", "part": "public", "kind": "report"}
CONSULTED: Sent = {"party": "Landratsbüro", "consulted_on": "2026-12-01"}
COMES: Sent = {"reply": "coming"}
ARRIVED: Sent = {"delivered_on": "2026-12-03"}
BY_LETTER: Sent = {"channel": "letter", "address": "Musterweg 1\n00000 Musterstadt"}
NEWCOMER: Sent = {"given_name": "Neu", "family_name": "Muster"}
DEPUTY: Sent = {"deputy_id": "{deputy_id}"}
COUNT: Sent = {"yes": "{voters}", "no": "0", "abstained": "0"}
ITEM_VOTE: Sent = {"wording": "Der Beirat dankt.", "yes": "14"}
CAME: Sent = {"person_ids": ["{person_id}"], "at": "19:00"}
BLOCK: Sent = {"motion_ids": ["{motion_id}", "{item_id}"], "yes": "14"}
PERSON: Sent = {"person_id": "{person_id}"}
STAND_IN: Sent = {"person_id": "{person_id}", "deputy_id": "{person_id}", "at": "18:00"}
PROCEDURE: Sent = {"subject": "exclusion_of_public", "wording": "Ohne Öffentlichkeit.", "yes": "14"}
ELECTION: Sent = {"post": "Vorsitz", "candidates-0-name": "Muster Eins", "candidates-1-name": "Muster Zwei"}
ELECTION_CALL: Sent = {"post": "Vorsitz", "candidates": [{"name": "Muster Eins"}, {"name": "Muster Zwei"}]}
ROUND: Sent = {"version": "{version}", "counts-0-candidate_id": "{candidate_id}", "counts-0-votes": "13"}
ROUND_CALL: Sent = {"version": "{version}", "counts": [{"candidate_id": "{candidate_id}", "votes": "13"}]}
LOT: Sent = {"version": "{version}", "winner_ids": ["{candidate_id}"], "drawn_by": "Vorsitz"}
COURSE: Sent = {"version": "{item_version}", "course": "Es wurde beraten."}
PROMISE: Sent = {"who": "Fachdienst Soziales", "what": "Die Liste kommt.", "by_when_text": "bis Ende März"}
SIGNATURE: Sent = {"version": "{version}", "internal_sha256": "{internal}"}
RELEASE: Sent = {"version": "{version}", "public_sha256": "{public}"}
REMARKS: Sent = {"version": "{version}", "remarks": [{"text": "Bitte noch einmal ansehen."}]}
SIGNED = [
    {"signer": signer, "name": "Muster Name", "place": "Musterstadt", "signed_on": "2026-12-03"}
    for signer in ("chair", "minute_taker")
]
SIGNATURES: Sent = {**SIGNATURE, "signatures": SIGNED}
SIGNATURES_FORM: Sent = {
    **SIGNATURE,
    **{f"signatures-{place}-{name}": value for place, one in enumerate(SIGNED) for name, value in one.items()},
}
SENT_OUT: Sent = {"version": "{version}", "distributed_on": "2026-12-03"}
OBJECTION: Sent = {"raised_by": "{person_id}", "text": "Mein Name fehlt.", "received_on": "2026-12-03"}
BY_RESOLUTION: Sent = {"version": "{version}", "resolution_id": "{resolution_id}"}
APPROVAL: Sent = {"version": "{version}", "item_id": "{later_item_id}"}
WRONG: Sent = {"version": "{version}", "item_id": "{item_id}", "subject": "course", "wrong": "So.", "right": "Anders."}
RIGHT_COUNT: Sent = {
    "version": "{version}",
    "ballot_id": "{ballot_id}",
    **{name: f"{{{name}}}" for name in ("yes", "no", "abstained", "invalid")},
}
EXTRACT_SENT: Sent = {"version": "{version}", "recipient": "Kreistagsbüro", "sent_on": "2026-12-03"}
ANSWER: Sent = {"position": "agreed", "text": "Das machen wir gern."}
MESSAGE: Sent = {"version": "{version}", "text": "Wir prüfen das noch."}
ELSEWHERE: Sent = {"version": "{version}", "numbers": ["2"], "addressee": "Jobcenter Musterland"}
PROOF: Sent = {"version": "{version}", "transmission_id": "{transmission_id}", "proof": "Rückschein"}
MORE_TIME: Sent = {"version": "{version}", "numbers": ["2"], "until": "2027-09-01", "text": "Der Haushalt fehlt noch."}
GRANTED: Sent = {"version": "{version}", "request": "{request}", "is_granted": "true", "text": "Einverstanden."}
HELD: Sent = {"version": "{version}", "cause": "board", "text": "Der Beirat klärt noch etwas."}
RESUMED: Sent = {"version": "{version}", "pause": "{pause}"}
PROMISED: Sent = {"version": "{version}", "numbers": ["2"], "by_when": "bis Ende Q4 2027", "text": "Ein Konzept."}
RENEWED: Sent = {"version": "{version}", "promise": "{promise}", "by_when": "bis Ende 2027"}
KEPT: Sent = {"version": "{version}", "promise": "{promise}", "is_kept": "true"}
REPORTED: Sent = {"version": "{version}", "numbers": ["2"], "state": "running"}
CORRECTED: Sent = {"version": "{version}", "kind": "change", "text": "Anders gesagt.", "reason": "Tippfehler"}
ERASED: Sent = {"version": "{version}", "reason": "Name einer dritten Person"}
FORWARDING: Sent = {"version": "{version}", "numbers": ["2"], "to": "Stadt Musterstadt"}
LINK_UNIT: Sent = {"unit_id": "{unit_id}"}
ADDRESS: Sent = {"email": "neue.stelle@musterland.example"}
PASSWORD: Sent = {"password": "vier Äpfel im Schnee", "again": "vier Äpfel im Schnee"}
INVITATION: Sent = {"login": "noch.jemand@musterland.example", "name": "Noch Jemand", "role": "observer"}
LIST: Sent = {"rows": "E-Mail;Name;Rolle\nviele@musterland.example;Viele Muster;Lesezugang\n"}
FILLED_IN: Sent = {
    "rows": "Empfehlung;Punkt;Antwort;Wortlaut;Fassung\n{reference};2;Wird gefolgt;Das machen wir gern.;0\n"
}
FILING: Sent = {
    "version": "{version}",
    "recommendation_id": "{recommendation_id}",
    "filed_as": "interim",
    "written_on": "{arrived_on}",
    "text": "an wen in der Geschäftsstelle dürfen wir den Entwurf senden?",
}
READING: Sent = {"position": "in_principle", "text": "So ist es nicht gemeint."}
SIGN_IN: Sent = {"login": "mitglied2@musterland.example", "password": "Musterland-probiert-aus"}
