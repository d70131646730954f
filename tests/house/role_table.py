"""Who may open and send what: one line for each address, method and object it is tried on.

``who`` are the roles for which it works. For everybody else it is refused (403) or not there (404), and nothing
changes. Words in braces come from the object, see ``role_stage.OBJECTS``.
"""

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
ITEM: Sent = {"heading": "Bericht über Bäume", "part": "public", "kind": "report"}
COUNT: Sent = {"yes": "{voters}", "no": "0", "abstained": "0"}
ITEM_VOTE: Sent = {"wording": "Der Beirat dankt.", "yes": "14"}
CAME: Sent = {"person_ids": ["{person_id}"], "at": "19:00"}
COURSE: Sent = {"version": "{item_version}", "course": "Es wurde beraten."}
SIGNATURE: Sent = {"version": "{version}", "internal_sha256": "{internal}", "public_sha256": "{public}"}
ANSWER: Sent = {"position": "agreed", "text": "Das machen wir gern."}
MESSAGE: Sent = {"version": "{version}", "text": "Wir prüfen das noch."}
FORWARDING: Sent = {"version": "{version}", "numbers": ["2"], "to": "Stadt Musterstadt"}
PASSWORD: Sent = {"password": "vier Äpfel im Schnee", "again": "vier Äpfel im Schnee"}
INVITATION: Sent = {"login": "noch.jemand@musterland.example", "name": "Noch Jemand", "role": "observer"}
LIST: Sent = {"rows": "E-Mail;Name;Rolle\nviele@musterland.example;Viele Muster;Lesezugang\n"}
SIGN_IN: Sent = {"login": "mitglied2@musterland.example", "password": "Musterland-probiert-aus"}

ACCOUNT_PAGES = (
    Line("GET", "/{slug}/intern/anmelden", ACCOUNTS, answer=303, unsigned=200),
    form("/anmelden", EVERYBODY, sends=SIGN_IN),
    form("/abmelden", ACCOUNTS, sends={}),
    page("/passwort/{token}", EVERYBODY, "invited"),
    form("/passwort/{token}", EVERYBODY, "invited", PASSWORD),
    page("/konto", ACCOUNTS),
    form("/konto/passwort", ACCOUNTS, sends={"current": SIGN_IN["password"], **PASSWORD}),
    form("/konto/ueberall-abmelden", ACCOUNTS, sends={}),
    form("/konto/anmeldungen/{session_id}/abmelden", ACCOUNTS, "own login", {}),
    page("/konten", ADMIN),
    page("/konten/neu", ADMIN),
    form("/konten/neu", ADMIN, sends=INVITATION),
    page("/konten/liste", ADMIN),
    form("/konten/liste", ADMIN, sends=LIST, answer=200),
    form("/konten/liste/anlegen", ADMIN, sends=LIST),
    form("/konten/{account_id}/einladen", ADMIN, "invited", {}),
    form("/konten/{account_id}/sperren", ADMIN, "invited", {}),
    form("/konten/{account_id}/entsperren", ADMIN, "blocked", {}),
    page("/journal", ADMIN | OFFICE),
)

MOTION_PAGES = (
    page("", ACCOUNTS),
    page("/antraege", ACCOUNTS),
    page("/antraege/neu", MOVERS),
    form("/antraege/neu", MOVERS, sends=MOTION_FORM),
    page("/antraege/{motion_id}", BOARD, "a motion"),
    page("/antraege/{motion_id}", MOVERS, "own draft"),
    page("/antraege/{motion_id}", NO_ONE, "somebody's draft"),
    page("/antraege/{motion_id}/bearbeiten", MOVERS, "own draft"),
    page("/antraege/{motion_id}/bearbeiten", NO_ONE, "a motion"),
    form("/antraege/{motion_id}/bearbeiten", MOVERS, "own draft", {**VERSION, **MOTION_FORM}),
    form("/antraege/{motion_id}/bearbeiten", NO_ONE, "a motion", {**VERSION, **MOTION_FORM}),
    form("/antraege/{motion_id}/einreichen", MOVERS, "own draft"),
    form("/antraege/{motion_id}/einreichen", NO_ONE, "somebody's draft"),
    form("/antraege/{motion_id}/zurueckziehen", MOVERS, "own motion"),
    form("/antraege/{motion_id}/zurueckziehen", NO_ONE, "a motion"),
    form("/antraege/{motion_id}/zulassen", CHAIR, "a motion"),
    form("/antraege/{motion_id}/zurueckgeben", CHAIR, "a motion", {**VERSION, **REASON}),
    form("/antraege/{motion_id}/nicht-zulassen", CHAIR, "a motion", {**VERSION, **REASON}),
)

MEETING_PAGES = (
    page("/sitzungen", ACCOUNTS),
    page("/sitzungen/neu", LEADERS),
    form("/sitzungen/neu", LEADERS, sends=PLAN),
    page("/sitzungen/{meeting_id}", BOARD, "planned"),
    page("/sitzungen/{meeting_id}", ACCOUNTS, "convened"),
    page("/sitzungen/{meeting_id}/bearbeiten", LEADERS, "planned"),
    form("/sitzungen/{meeting_id}/bearbeiten", LEADERS, "planned", {**VERSION, **PLAN}),
    form("/sitzungen/{meeting_id}/absagen", LEADERS, "convened"),
    page("/sitzungen/{meeting_id}/tagesordnung", LEADERS, "planned"),
    form("/sitzungen/{meeting_id}/tagesordnung/{kind}", LEADERS, "add item", ITEM),
    form("/sitzungen/{meeting_id}/tagesordnung/{kind}", LEADERS, "add motion", {"motion_id": "{motion_id}"}),
    form(
        "/sitzungen/{meeting_id}/tagesordnung/{kind}",
        LEADERS,
        "add case",
        {"recommendation_id": "{recommendation_id}", "case_step": "close"},
    ),
    form("/sitzungen/{meeting_id}/uebliche-punkte", LEADERS, "planned", {}),
    page("/sitzungen/punkte/{item_id}", BOARD, "planned"),
    page("/sitzungen/punkte/{item_id}", ACCOUNTS, "convened"),
    form(
        "/sitzungen/punkte/{item_id}/bearbeiten", LEADERS, "planned", {**ITEM_VERSION, "heading": "X", "part": "public"}
    ),
    form("/sitzungen/punkte/{item_id}/schieben", LEADERS, "planned", {**ITEM_VERSION, "direction": "down"}),
    form("/sitzungen/punkte/{item_id}/entfernen", LEADERS, "planned", ITEM_VERSION),
    form("/sitzungen/punkte/{item_id}/vertagen", RECORDERS, "convened", {**ITEM_VERSION, **REASON}),
    form("/sitzungen/punkte/{item_id}/aufnehmen", RECORDERS, "put off", ITEM_VERSION),
    page("/sitzungen/{meeting_id}/einladung", LEADERS, "planned"),
    form("/sitzungen/{meeting_id}/einladung", LEADERS, "planned"),
    page("/sitzungen/{meeting_id}/einladung.pdf", BOARD, "planned"),
    page("/sitzungen/{meeting_id}/einladung.pdf", ACCOUNTS, "convened"),
    page("/sitzungen/{meeting_id}/termin.ics", BOARD, "planned"),
    page("/sitzungen/{meeting_id}/termin.ics", ACCOUNTS, "convened"),
)

RUN = "/sitzungen/{meeting_id}/fuehren"
RUNNING_PAGES = (
    page(RUN, RECORDERS, "due today"),
    page(RUN, RECORDERS, "running"),
    form(f"{RUN}/eroeffnen", RECORDERS, "due today", {"at": "18:00"}),
    form(f"{RUN}/anwesenheit", RECORDERS, "missing", {**CAME, "mark": "present"}),
    form(f"{RUN}/gegangen", RECORDERS, "there", CAME),
    page(f"{RUN}/anwesenheit/{{entry_id}}", RECORDERS, "there"),
    form(f"{RUN}/anwesenheit/{{entry_id}}", RECORDERS, "there", {**VERSION, "came_at": "18:30"}),
    form(f"{RUN}/anwesenheit/{{entry_id}}/entfernen", RECORDERS, "there"),
    form(f"{RUN}/{{item_id}}/verlauf", RECORDERS, "running", COURSE),
    form(f"{RUN}/{{item_id}}/vertagen", RECORDERS, "running", {**ITEM_VERSION, **REASON}),
    form(f"{RUN}/{{item_id}}/wieder-aufnehmen", RECORDERS, "put off", ITEM_VERSION),
    form(
        f"{RUN}/{{item_id}}/antrag/{{motion_id}}",
        RECORDERS,
        "ballot",
        {**VERSION, **COUNT, "points-0-number": "1", "points-0-wording": "{wording}"},
    ),
    form(f"{RUN}/{{item_id}}/beschluss", RECORDERS, "running", ITEM_VOTE),
    form(f"{RUN}/{{item_id}}/aufheben/{{resolution_id}}", RECORDERS, "resolution"),
    page(f"{RUN}/schliessen", RECORDERS, "at its end"),
    form(f"{RUN}/schliessen", RECORDERS, "at its end", {"at": "19:30"}),
)

MINUTES = "/sitzungen/{meeting_id}/niederschrift"
MINUTES_PAGES = (
    page(MINUTES, BOARD, "minutes"),
    page(f"{MINUTES}/entwurf-intern.pdf", BOARD, "minutes"),
    page(f"{MINUTES}/entwurf-oeffentlich.pdf", BOARD, "minutes"),
    page(f"{MINUTES}/dateien/{{attachment_id}}", BOARD, "published"),
    page(f"{MINUTES}/top/{{item_id}}", RECORDERS, "minutes"),
    form(f"{MINUTES}/top/{{item_id}}", RECORDERS, "minutes", COURSE),
    form(f"{MINUTES}/erstellen", RECORDERS, "minutes"),
    form(f"{MINUTES}/unterschreiben", CHAIR, "printed", SIGNATURE),
    form(f"{MINUTES}/veroeffentlichen", LEADERS, "signed"),
    page("/aufgaben", BOARD),
    form("/aufgaben/{task_id}/erledigt", LEADERS, "task"),
)

CASE = "/empfehlungen/{recommendation_id}"
ANSWER_SHEET: Sent = {f"answers-0-{name}": value for name, value in {"number": "2", "version": "0", **ANSWER}.items()}
CASE_PAGES = (
    page("/empfehlungen", ACCOUNTS),
    page(CASE, BOARD, "to be sent"),
    page(CASE, BOARD | COORDINATOR, "sent"),
    page(CASE, BOARD | ADMINISTRATION, "at work"),
    form(f"{CASE}/zuleiten", LEADERS, "to be sent"),
    form(f"{CASE}/eingang", COORDINATOR, "sent"),
    form(
        f"{CASE}/zuweisen", COORDINATOR, "at work", {**VERSION, "units-0-number": "2", "units-0-unit_id": "{unit_id}"}
    ),
    form(f"{CASE}/weiterleiten", COORDINATOR, "at work", FORWARDING),
    form(f"{CASE}/zwischennachricht", ADMINISTRATION, "at work", MESSAGE),
    form(f"{CASE}/rueckfrage", ADMINISTRATION, "at work", MESSAGE),
    form(f"{CASE}/rueckfrage-beantworten", LEADERS, "asked", MESSAGE),
    page(f"{CASE}/antwort", ADMINISTRATION, "at work"),
    form(f"{CASE}/antwort", ADMINISTRATION, "at work", ANSWER_SHEET),
    form(f"{CASE}/antwort/abgeben", ADMINISTRATION, "at work", ANSWER_SHEET),
    form(f"{CASE}/antwort/{{number}}/zurueckgeben", COORDINATOR, "ready", {**VERSION, **REASON}),
    page(f"{CASE}/freigabe", ADMINISTRATION, "ready"),
    form(f"{CASE}/freigabe", ADMINISTRATION, "ready", {"points-0-number": "1", "points-0-version": "{version}"}),
    page("/empfehlungen/freigaberegeln", COORDINATOR),
    form("/empfehlungen/freigaberegeln/{unit_id}", COORDINATOR, "unit", {"may_release": "true"}),
)

ACCOUNTS_FOR_PROGRAMS = (
    tell("/login-sessions", EVERYBODY, sends=SIGN_IN, answer=201),
    tell("/login-sessions/current", ACCOUNTS, sends={}, answer=204, method="DELETE"),
    ask("/me", ACCOUNTS),
    ask("/todo", ACCOUNTS),
    ask("/accounts", ADMIN),
    tell("/accounts", ADMIN, sends=INVITATION, answer=201),
    tell("/accounts/{account_id}/block", ADMIN, "invited", {}),
    tell("/accounts/{account_id}/unblock", ADMIN, "blocked", {}),
    ask("/journal", ADMIN | OFFICE),
)

MOTIONS_FOR_PROGRAMS = (
    ask("/motions", ACCOUNTS),
    tell("/motions", MOVERS, sends=MOTION, answer=201),
    ask("/motions/{motion_id}", BOARD, "a motion"),
    ask("/motions/{motion_id}", NO_ONE, "somebody's draft"),
    put("/motions/{motion_id}", MOVERS, "own draft", {**VERSION, **MOTION}),
    put("/motions/{motion_id}", NO_ONE, "a motion", {**VERSION, **MOTION}),
    tell("/motions/{motion_id}/submit", MOVERS, "own draft"),
    tell("/motions/{motion_id}/withdraw", MOVERS, "own motion"),
    tell("/motions/{motion_id}/withdraw", NO_ONE, "a motion"),
    tell("/motions/{motion_id}/admit", CHAIR, "a motion"),
    tell("/motions/{motion_id}/return", CHAIR, "a motion", {**VERSION, **REASON}),
    tell("/motions/{motion_id}/refuse", CHAIR, "a motion", {**VERSION, **REASON}),
)

MEETINGS_FOR_PROGRAMS = (
    ask("/meetings", ACCOUNTS),
    tell("/meetings", LEADERS, sends=PLAN, answer=201),
    ask("/meetings/{meeting_id}", BOARD, "planned"),
    ask("/meetings/{meeting_id}", ACCOUNTS, "convened"),
    put("/meetings/{meeting_id}", LEADERS, "planned", {**VERSION, **PLAN}),
    ask("/meetings/{meeting_id}/invitation", LEADERS, "planned"),
    tell("/meetings/{meeting_id}/convene", LEADERS, "planned"),
    tell("/meetings/{meeting_id}/cancel", LEADERS, "convened"),
    tell("/meetings/{meeting_id}/agenda-items", LEADERS, "planned", ITEM, 201),
    tell("/meetings/{meeting_id}/agenda-items/standard", LEADERS, "planned", {}),
    put("/agenda-items/{item_id}", LEADERS, "planned", {**ITEM_VERSION, "heading": "X", "part": "public"}),
    tell("/agenda-items/{item_id}", LEADERS, "planned", ITEM_VERSION, method="DELETE"),
    tell("/agenda-items/{item_id}/move", LEADERS, "planned", {**ITEM_VERSION, "direction": "down"}),
    tell("/agenda-items/{item_id}/adjourn", RECORDERS, "convened", {**ITEM_VERSION, **REASON}),
    tell("/agenda-items/{item_id}/resume", RECORDERS, "put off", ITEM_VERSION),
)

EVENINGS_FOR_PROGRAMS = (
    ask("/meetings/{meeting_id}/attendance", BOARD, "running"),
    tell("/meetings/{meeting_id}/arrivals", RECORDERS, "missing", CAME),
    tell("/meetings/{meeting_id}/departures", RECORDERS, "there", CAME),
    tell("/meetings/{meeting_id}/absences", RECORDERS, "missing", {"person_ids": ["{person_id}"], "excused": True}),
    put("/meetings/{meeting_id}/attendance/{entry_id}", RECORDERS, "there", {**VERSION, "came_at": "18:30"}),
    tell("/meetings/{meeting_id}/attendance/{entry_id}/remove", RECORDERS, "there"),
    tell(
        "/agenda-items/{item_id}/motions/{motion_id}/ballots",
        RECORDERS,
        "ballot",
        {**VERSION, **COUNT, "points": [{"number": "1", "wording": "{wording}"}]},
        201,
    ),
    tell("/agenda-items/{item_id}/ballots", RECORDERS, "running", ITEM_VOTE, 201),
    ask("/meetings/{meeting_id}/resolutions", BOARD, "running"),
    ask("/resolutions/{resolution_id}", BOARD, "resolution"),
    tell("/resolutions/{resolution_id}/annul", RECORDERS, "resolution"),
    ask("/meetings/{meeting_id}/courses", BOARD, "minutes"),
    put("/agenda-items/{item_id}/course", RECORDERS, "running", COURSE),
    ask("/meetings/{meeting_id}/minutes", BOARD, "minutes"),
    tell("/meetings/{meeting_id}/minutes/print", RECORDERS, "minutes"),
    tell("/meetings/{meeting_id}/minutes/sign", CHAIR, "printed", SIGNATURE),
    tell("/meetings/{meeting_id}/minutes/publish", LEADERS, "signed"),
    ask("/attachments/{attachment_id}", BOARD, "published"),
    ask("/tasks", BOARD),
    tell("/tasks/{task_id}/complete", LEADERS, "task"),
)

CASES = "/recommendations/{recommendation_id}"
CASES_FOR_PROGRAMS = (
    ask("/recommendations", ACCOUNTS),
    ask(CASES, BOARD, "to be sent"),
    ask(CASES, BOARD | COORDINATOR, "sent"),
    ask(CASES, BOARD | ADMINISTRATION, "at work"),
    tell(f"{CASES}/hand-over", LEADERS, "to be sent"),
    tell(f"{CASES}/confirm-receipt", COORDINATOR, "sent"),
    tell(f"{CASES}/assign", COORDINATOR, "at work", {**VERSION, "units": [{"number": "2", "unit_id": "{unit_id}"}]}),
    tell(f"{CASES}/points/{{number}}/assign", COORDINATOR, "at work", {**VERSION, "unit_id": "{unit_id}"}),
    tell(f"{CASES}/forward", COORDINATOR, "at work", FORWARDING),
    tell(f"{CASES}/interim-message", ADMINISTRATION, "at work", MESSAGE),
    tell(f"{CASES}/ask-board", ADMINISTRATION, "at work", MESSAGE),
    tell(f"{CASES}/reply-to-query", LEADERS, "asked", MESSAGE),
    ask(f"{CASES}/answers", ADMINISTRATION, "at work"),
    put(f"{CASES}/answers/{{number}}", ADMINISTRATION, "ready", {**VERSION, **ANSWER}),
    tell(f"{CASES}/answers/submit", ADMINISTRATION, "ready", {"numbers": ["1"]}),
    tell(f"{CASES}/answers/{{number}}/return", COORDINATOR, "ready", {**VERSION, **REASON}),
    tell(f"{CASES}/answers/release", ADMINISTRATION, "ready", {"points": [{"number": "1", "version": "{version}"}]}),
    put("/units/{unit_id}/release-rule", COORDINATOR, "unit", {"may_release": True}),
)

PUBLIC = "/api/v1/bodies/{slug}/public"
SITE = (
    site("/"),
    site("/health"),
    site("/robots.txt"),
    site("/schema"),
    site("/schema/openapi.json"),
    site("/schema/{path}", "unknown", 404),
    site("/static/{version}/{name}", "style sheet"),
    site("/{slug}", answer=302),
    site("/{slug}/de"),
    site("/{slug}/de/barrierefreiheit"),
    site("/{slug}/de/datenschutz"),
    site("/{slug}/de/impressum"),
    site("/{slug}/de/empfehlungen"),
    site("/{slug}/de/empfehlungen/{key}", "public case"),
    site("/{slug}/de/sitzungen"),
    site("/{slug}/de/sitzungen/{key}", "public meeting"),
    site("/{slug}/de/sitzungen/{key}/niederschrift.pdf", "public meeting"),
    site(f"{PUBLIC}/recommendations"),
    site(f"{PUBLIC}/recommendations/counts"),
    site(f"{PUBLIC}/recommendations/{{key}}", "public case"),
    site(f"{PUBLIC}/meetings"),
    site(f"{PUBLIC}/meetings/coming"),
    site(f"{PUBLIC}/meetings/{{key}}", "public meeting"),
)

TABLE: tuple[Line, ...] = (
    *ACCOUNT_PAGES,
    *MOTION_PAGES,
    *MEETING_PAGES,
    *RUNNING_PAGES,
    *MINUTES_PAGES,
    *CASE_PAGES,
    *ACCOUNTS_FOR_PROGRAMS,
    *MOTIONS_FOR_PROGRAMS,
    *MEETINGS_FOR_PROGRAMS,
    *EVENINGS_FOR_PROGRAMS,
    *CASES_FOR_PROGRAMS,
    *SITE,
)
