"""Who may open and send what: one line for each address, method and object it is tried on.

The second part of a line are the roles for which it works. For everybody else it is refused (403) or not there (404),
and nothing changes. The third part is the object, see ``role_stage.OBJECTS``; words in braces come from it. What is
sent is good enough that only the role decides.
"""

from __future__ import annotations

from tests.house.role_lines import (
    ACCOUNTS,
    ADDRESS,
    ADMIN,
    ADMINISTRATION,
    ANSWER,
    BOARD,
    CAME,
    CHAIR,
    COORDINATOR,
    COUNT,
    COURSE,
    EVERYBODY,
    FILLED_IN,
    FORWARDING,
    INVITATION,
    ITEM,
    ITEM_VERSION,
    ITEM_VOTE,
    LEADERS,
    LINK_UNIT,
    LIST,
    MESSAGE,
    MOTION,
    MOTION_FORM,
    MOVERS,
    NO_ONE,
    OFFICE,
    PASSWORD,
    PLAN,
    PROMISE,
    REASON,
    RECORDERS,
    SIGN_IN,
    SIGNATURE,
    VERSION,
    Line,
    Sent,
    ask,
    form,
    page,
    put,
    site,
    tell,
)

ACCOUNT_PAGES = (
    Line("GET", "/{slug}/intern/anmelden", ACCOUNTS, answer=303, unsigned=200),
    form("/anmelden", EVERYBODY, sends=SIGN_IN),
    form("/abmelden", ACCOUNTS, sends={}),
    page("/passwort/{token}", EVERYBODY, "invited"),
    form("/passwort/{token}", EVERYBODY, "invited", PASSWORD),
    page("/konto", ACCOUNTS),
    page("/konto/entwurfsschluessel", ACCOUNTS),
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
PROMISES = "/sitzungen/{meeting_id}/zusagen"
TEXT_BLOCKS = "/sitzungen/textbausteine"
RUNNING_PAGES = (
    page(RUN, RECORDERS, "due today"),
    page(RUN, RECORDERS, "running"),
    form(f"{RUN}/eroeffnen", RECORDERS, "due today", {"at": "18:00"}),
    form(f"{RUN}/anwesenheit", RECORDERS, "missing", {**CAME, "mark": "present"}),
    form(f"{RUN}/gegangen", RECORDERS, "there", CAME),
    page(f"{RUN}/anwesenheit/{{entry_id}}", RECORDERS, "there"),
    form(f"{RUN}/anwesenheit/{{entry_id}}", RECORDERS, "there", {**VERSION, "came_at": "18:30"}),
    form(f"{RUN}/anwesenheit/{{entry_id}}/entfernen", RECORDERS, "there"),
    page("/sitzungen/tastatur", RECORDERS),
    page(f"{RUN}/{{item_id}}/verlauf", RECORDERS, "running"),
    form(f"{RUN}/{{item_id}}/verlauf", RECORDERS, "running", COURSE),
    Line("POST", f"/{{slug}}/intern{RUN}/{{item_id}}/verlauf/von-selbst", RECORDERS, "running", COURSE, changes=True),
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
    form(f"{RUN}/{{item_id}}/zusagen", RECORDERS, "running", PROMISE),
    page(PROMISES, BOARD, "running"),
    form(PROMISES, RECORDERS, "running", {**PROMISE, "item_id": "{item_id}"}),
    page(f"{PROMISES}/{{promise_id}}", RECORDERS, "promise"),
    form(f"{PROMISES}/{{promise_id}}", RECORDERS, "promise", {**VERSION, **PROMISE}),
    form(f"{PROMISES}/{{promise_id}}/entfernen", RECORDERS, "promise"),
    page(TEXT_BLOCKS, LEADERS),
    form(f"{TEXT_BLOCKS}/{{occasion}}", LEADERS, "sentences", {**VERSION, "sentences": "Ein Satz."}),
    form(f"{TEXT_BLOCKS}/{{occasion}}/uebliche", LEADERS, "sentences"),
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

FIGURE_READERS = BOARD | COORDINATOR

FIGURE_PAGES = (
    page("/zahlen", FIGURE_READERS),
    page("/zahlen/faelle", FIGURE_READERS),
    page("/zahlen/faelle.csv", FIGURE_READERS),
    page("/zahlen.csv", FIGURE_READERS),
    page("/zahlen.pdf", FIGURE_READERS),
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
    page("/antworten/liste", ADMINISTRATION),
    page("/antworten/liste.csv", ADMINISTRATION),
    page("/antworten/liste.xlsx", ADMINISTRATION),
    form("/antworten/liste", ADMINISTRATION, "on the list", FILLED_IN, answer=200),
    form("/antworten/liste/uebernehmen", ADMINISTRATION, "on the list", FILLED_IN),
    page("/empfehlungen/freigaberegeln", COORDINATOR),
    form("/empfehlungen/freigaberegeln/{unit_id}", COORDINATOR, "unit", {"may_release": "true"}),
    form("/empfehlungen/freigaberegeln/{unit_id}/adresse", COORDINATOR | ADMIN, "unit", ADDRESS),
    form(f"{CASE}/link", COORDINATOR | OFFICE, "link", LINK_UNIT),
    form(f"{CASE}/link/sperren", COORDINATOR | OFFICE, "link", LINK_UNIT),
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
    ask("/meetings/{meeting_id}/promises", BOARD, "running"),
    tell("/agenda-items/{item_id}/promises", RECORDERS, "running", PROMISE, 201),
    put("/promises/{promise_id}", RECORDERS, "promise", {**VERSION, **PROMISE}),
    tell("/promises/{promise_id}/remove", RECORDERS, "promise"),
    ask("/text-blocks", BOARD),
    put("/text-blocks/{occasion}", LEADERS, "sentences", {**VERSION, "sentences": "Ein Satz."}),
    tell("/text-blocks/{occasion}/reset", LEADERS, "sentences"),
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
    ask("/figures", FIGURE_READERS),
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
    put("/units/{unit_id}/address", COORDINATOR | ADMIN, "unit", ADDRESS),
    ask(f"{CASES}/links", COORDINATOR | OFFICE, "link"),
    tell(f"{CASES}/links", COORDINATOR | OFFICE, "link", LINK_UNIT),
    tell(f"{CASES}/links/revoke", COORDINATOR | OFFICE, "link", LINK_UNIT),
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

DOOR = "/antwort/offen/{link_id}"
DOORS = (
    site("/antwort/{token}", "guessed"),
    Line("POST", "/antwort/{token}", EVERYBODY, "guessed", answer=303, changes=True),
    site("/antwort/{token}/code", "guessed"),
    Line("POST", "/antwort/{token}/code", EVERYBODY, "guessed", {"code": "12345678"}, answer=422, changes=True),
    site(DOOR, "link", 404),
    site(f"{DOOR}/antwort", "link", 404),
    site(f"{DOOR}/freigabe", "link", 404),
    *(
        Line("POST", f"{DOOR}/{step}", EVERYBODY, "link", answer=404)
        for step in ("antwort", "antwort/abgeben", "freigabe", "zwischennachricht", "rueckfrage", "abmelden")
    ),
)
"""No account opens the door by link; what is behind it has tests of its own."""

NEXT_DOOR = (
    tell("/meetings/{meeting_id}/agenda-items", NO_ONE, "next door", {"motion_id": "{motion_id}"}),
    tell(
        "/meetings/{meeting_id}/agenda-items",
        NO_ONE,
        "next door",
        {"recommendation_id": "{recommendation_id}", "case_step": "close"},
    ),
)
"""A meeting of one's own, and things of another district that one's agenda cannot hold."""

TABLE: tuple[Line, ...] = (
    *ACCOUNT_PAGES,
    *MOTION_PAGES,
    *MEETING_PAGES,
    *RUNNING_PAGES,
    *MINUTES_PAGES,
    *FIGURE_PAGES,
    *CASE_PAGES,
    *ACCOUNTS_FOR_PROGRAMS,
    *MOTIONS_FOR_PROGRAMS,
    *MEETINGS_FOR_PROGRAMS,
    *EVENINGS_FOR_PROGRAMS,
    *CASES_FOR_PROGRAMS,
    *SITE,
    *DOORS,
)
