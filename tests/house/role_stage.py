# ruff: noqa: S608 - the queries are made of our own words
"""The stage for "every route × every role": the sample district, one account for each role, one object for every step.

What the sample district does not have is made here, through the verbs that users use. ``OBJECTS`` finds each object by
the name under which ``role_table`` speaks of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import col, delete, select

from api.auth import hash_of
from api.demo import people as demo
from api.passwords import Passwords
from api.templating import static_version
from beirat.actions import (
    accounts,
    agenda,
    answer_files,
    answer_links,
    answers,
    ballots,
    calendars,
    clocks,
    conflicts,
    elections,
    extracts,
    letters,
    minutes_corrections,
    motions,
    presence,
    promise_ledger,
    promises,
    recommendations,
    rule_checks,
    text_blocks,
)
from beirat.actions.files import Kept
from beirat.actions.letters import Delivered
from beirat.actions.minutes_corrections import Sheets
from beirat.actions.sealing import Printed
from beirat.database import Database
from beirat.queries import accounts as account_queries
from beirat.queries import agenda as agenda_queries
from beirat.queries import answers as answer_queries
from beirat.queries import people
from beirat.queries import recommendations as recommendation_queries
from beirat.queries import resolutions as resolution_queries
from beirat.rules.answers import Position
from beirat.rules.calendars import DayKind
from beirat.rules.cases import Handling
from beirat.rules.checks import at_least
from beirat.rules.letters import FiledAs, LetterChannel, LetterState
from beirat.rules.meetings import Part
from beirat.rules.minutes import Edition, MinutesState
from beirat.rules.minutes_corrections import Subject
from beirat.rules.motions import Audience, Field
from beirat.rules.permissions import Role, Viewer
from beirat.rules.profiles import Key, profile
from beirat.rules.text_blocks import Occasion
from beirat.settings import Settings
from beirat.storage import Storage
from beirat.tables.accounts import AccountInvitation, AccountRole
from beirat.tables.agenda import ItemAdjournment
from beirat.tables.answer_links import UnitAddress
from beirat.tables.answers import AnswerDraft, AnswerSheet, PointAnswer, PointRelease, ReadyPoints, Release
from beirat.tables.attendance import GuestEntry, Suspension
from beirat.tables.ballots import ItemVote
from beirat.tables.base import new_id
from beirat.tables.calendars import SpecialDayDraft
from beirat.tables.case_steps import CaseStepShape, ExtensionRequest, PauseBeginning, PromiseEntry
from beirat.tables.conflicts import ConflictEntry
from beirat.tables.elections import Candidacy, ElectionCall
from beirat.tables.letters import Letter, LetterEntry, LetterFiling, LetterStepTaken, QuotedPosition
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes
from beirat.tables.minutes_corrections import CorrectionDraft, CorrectionStepTaken, EntryDraft
from beirat.tables.motions import MotionDraft, PointDraft
from beirat.tables.promises import PromiseDraft
from beirat.tables.recommendations import Assigning, CaseMessage, PointUnit, Recommendation, RecommendationPoint
from beirat.tables.text_blocks import TextBlockChange
from tests.given import NOW, Given, StoppedClock
from tests.support import minutes as life
from tests.support.evening import POINTS, Evening

LOGINS = {
    Role.MEMBER: "mitglied1",
    Role.CHAIR: "vorsitz",
    Role.OFFICE: "geschaeftsstelle",
    Role.MINUTE_TAKER: "schriftfuehrung",
    Role.ADMINISTRATION_COORDINATOR: "landratsbuero",
    Role.ADMINISTRATION: "gesundheit",
    Role.OBSERVER: "lesezugang",
    Role.ADMIN: "technik",
}
"""Who plays a role. The unit is one that lets its answers out itself."""

EVENING = NOW + timedelta(hours=2)
"""The moment of the tests: 20:00 on the day of the sample district."""

LINK = "7" * 43
"""The secret word in the link with which the invited account sets its first password."""

GUESSED = "g" * 54
"""Some token of the right length."""

BENCHES, SHADE, LIGHT, COURSES = "Bänke am Bahnhof", "Schatten am Bahnhof", "Licht am Bahnhof", "Sprachkurse am Abend"
NIGHT = "Busse in der Nacht"
REPORT, PUT_OFF = "Bericht über die Bänke", "Bericht über die Busse"
FEAST = "Fest der Lichter"
UNFINISHED = "Fahrräder am Bahnhof"
PRIVATE = "Ein Einzelfall am Bahnhof"
LAST_WORD, BRIEF = "Bericht zum Schluss", "Bericht in Kürze"
AGREED, ON_PAPER = "Bericht, vom Vorsitz geprüft", "Bericht, unterschrieben"
NO_FILE = Delivered(LetterChannel.PAPER)
INVITED, BLOCKED = "neu@musterland.example", "gesperrt@musterland.example"

_MEETING = (
    "SELECT m.id AS meeting_id, m.version, i.id AS item_id, i.version AS item_version"
    " FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id WHERE"
)
_INVITATION = (
    "SELECT m.id AS meeting_id, p.id AS invitation_id, p.version,"
    " COALESCE(d.deputy_id, p.person_id) AS deputy_id FROM meeting m"
    " JOIN invitation p ON p.meeting_id = m.id LEFT JOIN deputy d ON d.person_id = p.person_id"
    " WHERE m.state = 'convened' AND m.starts_at > '2026-12-04' AND"
)
_MINUTES = (
    "SELECT m.id AS meeting_id, n.version, n.internal_id AS attachment_id, i.id AS item_id, i.version AS item_version"
    " FROM meeting m JOIN minutes n ON n.meeting_id = m.id"
    " JOIN agenda_item i ON i.meeting_id = m.id WHERE"
)
_REVIEWED = """SELECT n.meeting_id, n.version, f.sha256 AS internal FROM minutes n
    JOIN attachment a ON a.id = n.internal_id JOIN file f ON f.id = a.file_id WHERE n.state = 'chair_review' AND"""
_PLANNED = f"""FROM meeting m JOIN meeting n ON n.body_id <> m.body_id, motion a, recommendation r
    WHERE m.state = 'planned' AND a.body_id = m.body_id AND a.title = '{SHADE}' AND r.body_id = m.body_id
    AND r.handling = 'answered' AND r.is_public"""
_CASE = "SELECT id AS recommendation_id, version FROM recommendation WHERE"
_MOTION = "SELECT id AS motion_id, version FROM motion WHERE"
_UNIT = "(SELECT id FROM organization WHERE short_name = 'FD 50' LIMIT 1) AS unit_id"


def _event(kind: str) -> str:
    """The number of the latest such event in the history of a recommendation ``r``."""
    return f"(SELECT max(e.sequence) FROM case_event e WHERE e.recommendation_id = r.id AND e.kind = '{kind}')"


OBJECTS = {
    "own draft": f"{_MOTION} state = 'draft' AND title = '{BENCHES}' AND author_id = :account",
    "own motion": f"{_MOTION} state = 'submitted' AND title = '{BENCHES}' AND author_id = :account",
    "a motion": f"{_MOTION} state = 'submitted' AND title <> '{BENCHES}'",
    "somebody's draft": f"{_MOTION} state = 'draft' AND title <> '{BENCHES}' AND author_id <> :account",
    "planned": f"{_MEETING} m.state = 'planned' AND i.heading = '{REPORT}'",
    "add item": f"SELECT m.id AS meeting_id, 'punkt' AS kind {_PLANNED}",
    "add motion": f"SELECT m.id AS meeting_id, 'antrag' AS kind, a.id AS motion_id {_PLANNED}",
    "add case": f"SELECT m.id AS meeting_id, 'empfehlung' AS kind, r.id AS recommendation_id {_PLANNED}",
    "next door": f"SELECT n.id AS meeting_id, a.id AS motion_id, r.id AS recommendation_id {_PLANNED}",
    "motion item": f"""SELECT i.id AS item_id, a.id AS motion_id FROM agenda_item i
        JOIN meeting m ON m.id = i.meeting_id AND m.state = 'planned'
        JOIN motion a ON a.title = '{SHADE}' WHERE i.heading = '{NIGHT}'""",
    "left over": f"""SELECT m.id AS meeting_id, n.id AS planned_id FROM meeting m
        JOIN agenda_item i ON i.meeting_id = m.id AND i.heading = '{PUT_OFF}' JOIN meeting n ON n.body_id = m.body_id
        WHERE m.state = 'running' AND n.state = 'planned'""",
    "running meeting": f"""SELECT m.id AS meeting_id, m.version FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id
        WHERE i.heading = '{LIGHT}' AND m.state = 'running'""",
    "a rule": "SELECT 'motion_deadline_days' AS key",
    "a check": "SELECT id AS check_id FROM rule_check WHERE finding = 'violation'",
    "a day": f"SELECT id AS day_id FROM special_day WHERE name = '{FEAST}'",
    "a year": "SELECT 2027 AS year",
    "convened": f"{_MEETING} m.state = 'convened' AND i.heading <> '{REPORT}' ORDER BY m.starts_at DESC, i.position",
    "convened later": f"{_MEETING} m.state = 'convened' AND m.starts_at > '2026-12-04' ORDER BY m.starts_at",
    "pack": f"SELECT meeting_id, 'leitfaden.pdf' AS name FROM ({_MEETING} m.state = 'convened')",
    "left open": f"SELECT m.id AS meeting_id FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id"
    f" WHERE m.state = 'closed' AND i.heading = '{UNFINISHED}'",
    "by mail": f"{_INVITATION} p.channel = 'mail' AND p.bounced_at IS NULL",
    "by letter": f"{_INVITATION} p.channel = 'letter'",
    "excused": f"{_INVITATION} p.reply = 'excused' AND d.position = 1"
    " AND d.deputy_id NOT IN (SELECT person_id FROM invitation)",
    "own invitation": f"{_INVITATION} p.person_id IN (SELECT id FROM person WHERE account_id = :account)",
    "sealed": "SELECT meeting_id, number FROM dispatch WHERE attachment_id IS NOT NULL",
    "person": "SELECT id AS person_id, version FROM person",
    "stood in for": "SELECT person_id, deputy_id FROM deputy",
    "unknown link": "SELECT 'unbekannt' AS token",
    "due today": f"{_MEETING} m.state = 'convened' AND i.heading = '{REPORT}'",
    "running": f"{_MEETING} i.heading = '{REPORT}' AND m.state = 'running'",
    "put off": f"{_MEETING} i.heading = '{PUT_OFF}' AND m.state = 'running'",
    "at its end": f"{_MEETING} i.heading = '{LAST_WORD}'",
    "ballot": f"""SELECT m.id AS meeting_id, i.id AS item_id, a.id AS motion_id, a.version, p.text AS wording,
        (SELECT count(*) FROM attendance e WHERE e.meeting_id = m.id) AS voters
        FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id JOIN motion a ON a.title = i.heading
        JOIN motion_point p ON p.motion_id = a.id WHERE i.heading = '{LIGHT}'""",
    "resolution": f"""SELECT m.id AS meeting_id, i.id AS item_id, r.id AS resolution_id, r.version
        FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id JOIN resolution r ON r.item_id = i.id
        WHERE i.heading = '{COURSES}'""",
    "own vote": f"""SELECT m.id AS meeting_id, i.id AS item_id, b.id AS ballot_id, e.person_id
        FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id JOIN ballot b ON b.item_id = i.id
        JOIN attendance e ON e.meeting_id = m.id WHERE i.heading = '{COURSES}' ORDER BY e.id""",
    "in private": f"""SELECT i.meeting_id, i.id AS item_id, r.id AS resolution_id, r.version
        FROM agenda_item i JOIN resolution r ON r.item_id = i.id WHERE i.heading = '{PRIVATE}'""",
    "break": f"""SELECT b.meeting_id, b.id AS break_id, b.version FROM meeting_break b
        JOIN agenda_item i ON i.meeting_id = b.meeting_id WHERE i.heading = '{PRIVATE}'""",
    "guest": f"""SELECT g.meeting_id, 'guest' AS kind, g.id AS row_id, g.version FROM meeting_guest g
        JOIN agenda_item i ON i.meeting_id = g.meeting_id WHERE i.heading = '{PRIVATE}'""",
    "unbiased": f"""SELECT i.meeting_id, i.id AS item_id, e.person_id FROM agenda_item i
        JOIN attendance e ON e.meeting_id = i.meeting_id WHERE i.heading = '{LAST_WORD}' ORDER BY e.id""",
    "conflict": f"""SELECT i.meeting_id, i.id AS item_id, c.id AS conflict_id, c.version FROM agenda_item i
        JOIN conflict_of_interest c ON c.item_id = i.id WHERE i.heading = '{PUT_OFF}'""",
    "election": f"""SELECT i.meeting_id, i.id AS item_id, e.id AS election_id, e.version, c.id AS candidate_id
        FROM agenda_item i JOIN election e ON e.item_id = i.id JOIN election_candidate c ON c.election_id = e.id
        WHERE i.heading = '{PUT_OFF}'""",
    "there": f"""SELECT e.meeting_id, e.id AS entry_id, e.version, e.person_id
        FROM attendance e JOIN agenda_item i ON i.meeting_id = e.meeting_id WHERE i.heading = '{LIGHT}'""",
    "missing": f"""SELECT p.meeting_id, p.person_id
        FROM invitation p JOIN agenda_item i ON i.meeting_id = p.meeting_id WHERE i.heading = '{LIGHT}'
        AND p.person_id NOT IN (SELECT person_id FROM attendance e WHERE e.meeting_id = p.meeting_id)""",
    "minutes": f"{_MINUTES} i.heading = '{BRIEF}'",
    "promise": """SELECT p.id AS promise_id, p.version, i.meeting_id
        FROM oral_promise p JOIN agenda_item i ON i.id = p.item_id JOIN meeting m ON m.id = i.meeting_id
        WHERE m.state = 'running'""",
    "sentences": "SELECT occasion, version FROM text_block",
    "printed": f"{_REVIEWED} n.accepted_at IS NULL",
    "accepted": f"{_REVIEWED} n.accepted_at IS NOT NULL",
    "signed": f"{_MINUTES} n.state = 'signed'",
    "published": f"{_MINUTES} n.published_at IS NOT NULL ORDER BY m.starts_at",
    "distributed": """SELECT n.meeting_id, n.version, o.raised_by AS person_id FROM minutes n
        JOIN minutes_objection o ON o.minutes_id = n.id WHERE n.state = 'distributed' AND o.state = 'open'""",
    "objection": """SELECT n.meeting_id, o.id AS objection_id, o.version, r.id AS resolution_id
        FROM minutes n JOIN minutes_objection o ON o.minutes_id = n.id, meeting m
        JOIN agenda_item i ON i.meeting_id = m.id JOIN resolution r ON r.item_id = i.id
        WHERE o.state = 'open' AND m.number = 6 AND r.annulled_at IS NULL""",
    "approvable": """SELECT n.meeting_id, n.version, i.id AS later_item_id FROM minutes n
        JOIN meeting m ON m.id = n.meeting_id, meeting l JOIN agenda_item i ON i.meeting_id = l.id
        WHERE n.state = 'distributed' AND m.number = 3 AND l.number = 4""",
    "approved": "SELECT meeting_id, version FROM minutes WHERE state = 'corrected_approved'",
    "waiting": """SELECT n.meeting_id, n.version, f.sha256 AS public FROM minutes n
        JOIN attachment a ON a.id = n.prepared_id JOIN file f ON f.id = a.file_id""",
    "correction": """SELECT n.meeting_id, c.id AS correction_id, c.version, e.id AS entry_id,
        b.id AS ballot_id, b.item_id, b.yes, b.no, b.abstained, b.invalid
        FROM correction c JOIN minutes n ON n.id = c.minutes_id
        JOIN correction_entry e ON e.correction_id = c.id JOIN agenda_item i ON i.meeting_id = n.meeting_id
        JOIN ballot b ON b.item_id = i.id WHERE c.state = 'draft' AND b.uncounted IS NULL""",
    "sealed correction": """SELECT n.meeting_id, c.id AS correction_id, c.version, f.sha256 AS public FROM correction c
        JOIN minutes n ON n.id = c.minutes_id JOIN attachment a ON a.id = c.public_id
        JOIN file f ON f.id = a.file_id WHERE c.published_at IS NULL""",
    "extract": """SELECT i.meeting_id, e.id AS extract_id, e.version FROM extract e
        JOIN resolution r ON r.id = e.resolution_id JOIN agenda_item i ON i.id = r.item_id
        WHERE e.facts_hash = 'of the stage'""",
    "public correction": """SELECT '2026-s' || m.number AS key, c.number FROM correction c
        JOIN minutes n ON n.id = c.minutes_id JOIN meeting m ON m.id = n.meeting_id WHERE c.published_at IS NOT NULL""",
    "task": "SELECT id AS task_id, version FROM board_task WHERE done_on IS NULL",
    "to be sent": f"{_CASE} handling = 'to_be_sent'",
    "sent": f"{_CASE} handling = 'sent'",
    "unproven": """SELECT r.id AS recommendation_id, r.version, t.id AS transmission_id
        FROM recommendation r JOIN transmission t ON t.recommendation_id = r.id WHERE r.handling = 'sent'""",
    "asked": f"{_CASE} query_open_since IS NOT NULL",
    "asked just now": f"{_CASE} query_open_since IS NOT NULL AND paused_since IS NULL",
    "at work": f"""SELECT r.id AS recommendation_id, r.version, 2 AS number, {_UNIT},
        {_event("promise_made")} AS promise, {_event("promise_made")} AS sequence, {_event("pause_began")} AS pause,
        {_event("extension_requested")} AS request FROM recommendation r
        JOIN recommendation_point p ON p.recommendation_id = r.id JOIN answer_draft d ON d.point_id = p.id
        WHERE p.unit_id = (SELECT id FROM organization WHERE short_name = '{demo.RELEASES_ITSELF}' LIMIT 1)
        AND d.state = 'awaiting_release'""",
    "to go out later": """SELECT p.recommendation_id FROM recommendation_point p
        JOIN answer_draft d ON d.point_id = p.id JOIN organization u ON u.id = p.unit_id
        WHERE u.may_release AND d.state = 'scheduled'""",
    "on the list": f"""SELECT 'E-' || r.year || '/' || substr('00' || r.number, -3) AS reference FROM recommendation r
        JOIN recommendation_point p ON p.recommendation_id = r.id JOIN answer_draft d ON d.point_id = p.id
        WHERE p.unit_id = (SELECT id FROM organization WHERE short_name = '{demo.RELEASES_ITSELF}' LIMIT 1)
        AND d.state = 'awaiting_release'""",
    "a letter": "SELECT id AS letter_id, version, arrived_on, recommendation_id FROM letter WHERE state = 'received'",
    "a letter with a file": "SELECT id AS letter_id FROM letter WHERE attachment_id IS NOT NULL",
    "a refusal": "SELECT id AS letter_id, version FROM letter WHERE state = 'awaiting_release'",
    "put aside": "SELECT id AS letter_id, version FROM letter WHERE state = 'set_aside'",
    "a reading": """SELECT e.recommendation_id, e.sequence FROM case_event e
        WHERE e.kind = 'position_given' AND e.facts LIKE '%letter%'""",
    "ready": """SELECT r.id AS recommendation_id, p.number, d.version FROM recommendation r
        JOIN recommendation_point p ON p.recommendation_id = r.id JOIN answer_draft d ON d.point_id = p.id
        JOIN organization u ON u.id = p.unit_id WHERE u.may_release AND d.state = 'awaiting_release'""",
    "link": "SELECT id AS link_id, recommendation_id, unit_id FROM answer_link ORDER BY sent_at DESC",
    "a file": """SELECT a.id AS attachment_id, p.recommendation_id, (SELECT id FROM answer_link LIMIT 1) AS link_id
        FROM attachment a JOIN answer_draft d ON d.id = a.object_id JOIN recommendation_point p ON p.id = d.point_id""",
    "a public file": "SELECT '2026-001' AS key, id AS attachment_id FROM attachment",
    "letter": "SELECT recommendation_id, id AS link_id, 'entwurf.docx' AS name FROM answer_link ORDER BY sent_at DESC",
    "guessed": f"SELECT '{GUESSED}' AS token",
    "unit": "SELECT id AS unit_id FROM organization WHERE short_name = 'FD 40'",
    "invited": f"SELECT id AS account_id, '{LINK}' AS token FROM account WHERE login = '{INVITED}'",
    "blocked": f"SELECT id AS account_id FROM account WHERE login = '{BLOCKED}'",
    "own login": "SELECT id AS session_id FROM login_session WHERE account_id = :account ORDER BY created_at",
    "public case": "SELECT year || '-' || substr('00' || number, -3) AS key FROM recommendation WHERE number = 1",
    "public meeting": "SELECT '2026-s' || number AS key FROM meeting WHERE number = 1",
    "style sheet": f"SELECT '{static_version()}' AS version, 'own/beirat.css' AS name",
    "unknown": "SELECT 'unbekannt' AS path",
}
"""Each query names the fields that a line of the table can speak of; its first row counts."""


@dataclass
class Stage:
    """Where the objects are made that the sample district does not have."""

    database: Database
    settings: Settings
    passwords: Passwords
    viewers: dict[Role, Viewer]

    @property
    def office(self) -> Viewer:
        return self.viewers[Role.OFFICE]

    async def build(self) -> None:
        await self.cast()
        for role in (Role.MEMBER, Role.CHAIR, Role.OFFICE):
            await self.draft(role)
            await self.hand_in(role)
        await self.plan_meeting()
        await self.convene_meeting()
        await self.run_meeting()
        await self.run_meeting_to_its_end(LAST_WORD)
        await self.hold_meeting()
        await self.correct_and_extract()
        await self.leave_open()
        await self.assign_and_answer()
        await self.answer_for_later()
        await self.send_link()
        await self.file_letters()
        await self.ask_board()
        await self.keep_rules()
        await self.invite_accounts()

    async def cast(self) -> None:
        """Everybody has exactly one role, so that no second one helps."""
        async with self.database.write() as db:
            district = await people.body_by_slug(db, demo.SLUG)
            for role, login in LOGINS.items():
                account = await account_queries.credentials(db, demo.address(login))
                account_id = account.account_id
                await db.exec(
                    delete(AccountRole).where(col(AccountRole.account_id) == account_id, col(AccountRole.role) != role)
                )
                viewer = await account_queries.viewer_of(db, account_id, body_id=district.id, name=login)
                self.viewers[role] = viewer

    async def draft(self, role: Role) -> tuple[UUID, int]:
        points = [PointDraft(text="Der Landkreis stellt Bänke auf.", audience=Audience.ADMINISTRATION)]
        draft = MotionDraft(title=BENCHES, reasons="Viele warten lange.", field=Field.FAMILY, points=points)
        async with self.database.write() as db:
            made = await motions.draft(db, draft, actor=self.viewers[role], now=EVENING)
            return made.id, made.version

    async def hand_in(self, role: Role) -> None:
        motion_id, version = await self.draft(role)
        async with self.database.write() as db:
            await motions.submit(db, motion_id, version, actor=self.viewers[role], now=EVENING)

    def evening(self, *, days: int = 0) -> Evening:
        """An evening today, or so many days later; the clock shows a moment two weeks ago."""
        given = Given(self.database, StoppedClock(NOW - timedelta(days=14)), self.passwords.hash_now)
        return Evening(given, self.viewers[Role.CHAIR], self.office, [], day=NOW.date() + timedelta(days=days))

    async def plan_meeting(self) -> None:
        """Two reports are on its agenda; a motion waits to be put on it."""
        evening = self.evening(days=48)
        await evening.plan()
        await evening.item(REPORT)
        await evening.item(PUT_OFF)
        await evening.motion(SHADE)
        await evening.item(NIGHT, motion_id=await evening.motion(NIGHT))

    async def convene_meeting(self) -> None:
        """It was to begin today at 18:00."""
        evening = self.evening()
        await evening.plan()
        await evening.item(REPORT)
        await evening.convene()

    async def run_meeting(self) -> None:
        """All but one are there; a motion waits for its ballot, another one is decided, an item is put off."""
        evening = self.evening()
        evening.people = (await self.board())[:-1]
        await evening.plan()
        for title in (LIGHT, COURSES):
            await evening.item(title, motion_id=await evening.motion(title, points=POINTS[:1]))
        await evening.item(REPORT)
        put_off = await evening.item(PUT_OFF)
        private = await evening.item(PRIVATE, part=Part.NON_PUBLIC)
        await evening.convene()
        await evening.open()
        await evening.arrive()
        await evening.vote(COURSES)
        await self.fill_the_room(evening, put_off, private)
        async with self.database.write() as db:
            rows = await agenda_queries.rows(db, self.office.body_id, evening.meeting_id)
            row = next(row for row in rows if row.id == put_off)
            entered = ItemAdjournment(version=row.version, reason="Es fehlen Zahlen.")
            await agenda.adjourn_item(db, put_off, entered, actor=self.office, now=EVENING)
        await self.take_notes(evening)

    async def take_notes(self, evening: Evening) -> None:
        """Somebody promised something, and the office has sentences of its own."""
        said = PromiseDraft(who="Fachdienst Soziales", what="Die Zahlen kommen.", by_when_text="bis Ende März")
        own = TextBlockChange(version=0, sentences="Es wird gelüftet.")
        async with self.database.write() as db:
            await promises.catch(db, evening.items[REPORT], said, actor=self.office, now=EVENING)
            await text_blocks.change(db, Occasion.EVERYWHERE, own, actor=self.office, now=EVENING)

    async def fill_the_room(self, evening: Evening, item_id: UUID, private: UUID) -> None:
        """A break is over, a guest there, somebody biased, an election called, something decided in private."""
        actor, now = self.office, EVENING
        async with self.database.write() as db:
            pause = Suspension(began_at=time(18, 1), ended_at=time(18, 2))
            await presence.suspend(db, evening.meeting_id, pause, actor=actor, now=now)
            await presence.add_guest(db, evening.meeting_id, GuestEntry(name="Gast"), actor=actor, now=now)
            conflict = ConflictEntry(person_id=evening.people[0])
            await conflicts.declare(db, item_id, conflict, actor=actor, now=now)
            call = ElectionCall(post="Beisitz", candidates=[Candidacy(name="Muster Eins")])
            await elections.call_election(db, item_id, call, actor=actor, now=now)
            vote = ItemVote(wording="So soll es sein.", yes=len(evening.people))
            await ballots.decide_item(db, private, vote, actor=actor, now=now)

    async def run_meeting_to_its_end(self, heading: str) -> Evening:
        """Nothing is left to be decided."""
        evening = self.evening()
        evening.people = await self.board()
        await evening.plan()
        await evening.item(heading)
        await evening.convene()
        await evening.open()
        await evening.arrive()
        return evening

    async def leave_open(self) -> None:
        """A meeting that could not decide on a motion, and is over."""
        evening = self.evening()
        evening.people = await self.board()
        await evening.plan()
        put_off = await evening.item(UNFINISHED, motion_id=await evening.motion(UNFINISHED, points=POINTS[:1]))
        await evening.convene()
        await evening.open()
        async with self.database.write() as db:
            rows = await agenda_queries.rows(db, self.office.body_id, evening.meeting_id)
            row = next(row for row in rows if row.id == put_off)
            entered = ItemAdjournment(version=row.version, reason="Es waren zu wenige da.")
            await agenda.adjourn_item(db, put_off, entered, actor=self.office, now=EVENING)
        await evening.close()

    async def board(self) -> list[UUID]:
        """Everybody who belongs to the board today."""
        async with self.database.read() as db:
            board = await people.board(db, self.office)
            return [one.person_id for one in await people.members(db, self.office, board.id, NOW.date())]

    async def hold_meeting(self) -> None:
        """Minutes that lie printed, that the chair agreed with, and that are signed; the paper does not matter."""
        for heading in (BRIEF, AGREED, ON_PAPER):
            evening = await self.run_meeting_to_its_end(heading)
            await evening.close()
            await self.print_minutes(evening, heading)
            if heading != BRIEF:
                await life.hand_to_chair(evening)
                await life.accept(evening)
        shown = await life.view(evening)
        await life.confirm(evening, shown)

    async def print_minutes(self, evening: Evening, heading: str) -> None:
        await Storage.of(self.settings).keep(self.office.body_id, heading.encode())
        await life.hold_ready(evening, content=heading.encode(), actor=self.viewers[Role.CHAIR])

    async def correct_and_extract(self) -> None:
        """A correction in work and a sealed one on the first minutes, an extract; the third wait for their approval."""
        office = self.office
        async with self.database.write() as db:
            found = await db.exec(
                select(Minutes, Meeting)
                .join(Meeting, col(Meeting.id) == col(Minutes.meeting_id))
                .where(Minutes.body_id == office.body_id, Meeting.body_id == office.body_id)
                .where(col(Meeting.number).in_([1, 3]))
                .order_by(col(Meeting.number))
            )
            (first, _), (third, _) = found.all()
            third.state, third.approved_on, third.approval_item_id = MinutesState.DISTRIBUTED, None, None
            resolution = (await resolution_queries.of_meeting(db, office, first.meeting_id))[0]
            for is_sealed in (True, False):
                draft = CorrectionDraft(reason="Ein Versehen.")
                row = await minutes_corrections.begin(db, first.meeting_id, draft, actor=office, now=EVENING)
                said = {"subject": Subject.WORDING, "wrong": "So.", "right": "Anders."}
                wrong = EntryDraft.model_validate({"version": row.version, "item_id": resolution.item_id, **said})
                await minutes_corrections.add_entry(db, row.id, wrong, actor=office, now=EVENING)
                await db.flush()
                if is_sealed:
                    sheets = Sheets(*[await self.sheet(f"{edition} correction") for edition in Edition])
                    step = CorrectionStepTaken(version=row.version)
                    await minutes_corrections.seal(db, row.id, step, sheets, actor=office, now=EVENING)
            sheet = replace(await self.sheet("extract"), facts_hash="of the stage")
            await extracts.keep(db, first.meeting_id, {resolution.id: sheet}, actor=office, now=EVENING)

    async def sheet(self, content: str) -> Printed:
        sha256 = await Storage.of(self.settings).keep(self.office.body_id, content.encode())
        return Printed(Kept(sha256, len(content)), f"{content}.pdf")

    async def ask_board(self) -> None:
        """The administration asks something that nobody has found genuine yet."""
        coordinator = self.viewers[Role.ADMINISTRATION_COORDINATOR]
        async with self.database.write() as db:
            case = (
                await db.exec(
                    select(Recommendation)
                    .where(Recommendation.body_id == self.office.body_id)
                    .where(Recommendation.handling == Handling.PARTLY_ANSWERED)
                    .where(col(Recommendation.query_open_since).is_(None))
                    .order_by(col(Recommendation.number).desc())
                )
            ).first()
            asked = CaseMessage(version=case.version, text="Wen meint der Beirat damit?")
            await answers.ask_board(db, case.id, asked, actor=coordinator, now=EVENING)

    async def file_letters(self) -> None:
        """A letter was read, another one put aside; a refusal was read by somebody who takes no part here."""
        coordinator, office = self.viewers[Role.ADMINISTRATION_COORDINATOR], self.office
        [unit_id] = self.viewers[Role.ADMINISTRATION].unit_ids
        kept = Kept(await Storage.of(self.settings).keep(office.body_id, b"%PDF-"), 5)
        delivered = Delivered(LetterChannel.PAPER, kept=kept, name="schreiben.pdf")
        async with self.database.write() as db:
            where = (Recommendation.body_id == office.body_id, Recommendation.handling == Handling.ACKNOWLEDGED)
            case = (await db.exec(select(Recommendation).where(*where).order_by(col(Recommendation.number)))).first()
            entered = Assigning(version=case.version, units=[PointUnit(number=1, unit_id=unit_id)])
            await recommendations.assign_points(db, case.id, entered, actor=coordinator, now=EVENING)
            letter = await letters.take_in(db, LetterEntry(), delivered, actor=office, now=EVENING)
            said = QuotedPosition(number=1, position=Position.AGREED, text="Das machen wir.")
            filing = LetterFiling(
                version=letter.version, recommendation_id=case.id, filed_as=FiledAs.ANSWER,
                written_on=letter.arrived_on, positions=[said],
            )  # fmt: skip
            await letters.file(db, letter.id, filing, actor=office, now=EVENING)
            aside = await letters.take_in(db, LetterEntry(text="Werbung"), NO_FILE, actor=office, now=EVENING)
            await letters.set_aside(db, aside.id, LetterStepTaken(version=1), actor=office, now=EVENING)
            waiting = select(Letter).where(Letter.state == LetterState.AWAITING_RELEASE)
            for one in await db.exec(waiting.where(Letter.body_id == office.body_id)):
                one.filed_by = self.viewers[Role.ADMIN].account_id

    async def assign_and_answer(self) -> None:
        """A unit leads both points of a recommendation; to the first one its answer waits for release."""
        coordinator, unit = self.viewers[Role.ADMINISTRATION_COORDINATOR], self.viewers[Role.ADMINISTRATION]
        async with self.database.write() as db:
            where = (Recommendation.body_id == unit.body_id, Recommendation.handling == Handling.ACKNOWLEDGED)
            case = (
                await db.exec(select(Recommendation).where(*where).order_by(col(Recommendation.number).desc()))
            ).first()
            [unit_id] = unit.unit_ids
            both = [PointUnit(number=number, unit_id=unit_id) for number in (1, 2)]
            entered = Assigning(version=case.version, units=both)
            await recommendations.assign_points(db, case.id, entered, actor=coordinator, now=EVENING)
        async with self.database.write() as db:
            written = PointAnswer(number=1, position=Position.AGREED, text="Das machen wir.")
            await answers.save_drafts(db, case.id, AnswerSheet(answers=[written]), actor=unit, now=EVENING)
            file = Kept(await Storage.of(self.settings).keep(unit.body_id, b"pdf"), 3)
            await answer_files.attach(db, case.id, 1, file, "Satzung.pdf", actor=unit, now=EVENING)
            await answers.submit_for_release(db, case.id, ReadyPoints(numbers=[1]), actor=unit, now=EVENING)

        await self.take_case_steps(case.id)

    async def take_case_steps(self, case_id: UUID) -> None:
        """Something is promised for the second point, more time is asked for, and the board holds the clock."""
        unit, office = self.viewers[Role.ADMINISTRATION], self.office
        steps: tuple[tuple[Callable[..., Awaitable[Recommendation]], type[CaseStepShape], Viewer, dict[str, Any]], ...]
        steps = (
            (promise_ledger.make_promise, PromiseEntry, office, {"by_when": "Ende 2027", "text": "Ein Konzept."}),
            (clocks.request_extension, ExtensionRequest, unit, {"until": date(2027, 8, 1), "text": "Der Haushalt."}),
            (clocks.begin_pause, PauseBeginning, office, {"text": "Der Beirat klärt noch etwas."}),
        )
        for verb, shape, actor, more in steps:
            async with self.database.write() as db:
                version = (await recommendation_queries.within(db, actor.body_id, case_id)).version
                await verb(db, case_id, shape(version=version, numbers=[2], **more), actor=actor, now=EVENING)

    async def answer_for_later(self) -> None:
        """The unit let another answer out for a day to come."""
        coordinator, unit = self.viewers[Role.ADMINISTRATION_COORDINATOR], self.viewers[Role.ADMINISTRATION]
        async with self.database.write() as db:
            where = (Recommendation.body_id == unit.body_id, Recommendation.handling == Handling.ACKNOWLEDGED)
            free = ~exists().where(
                col(RecommendationPoint.body_id) == unit.body_id,
                col(RecommendationPoint.recommendation_id) == col(Recommendation.id),
                col(RecommendationPoint.unit_id).in_(unit.unit_ids),
            )
            case = (
                await db.exec(select(Recommendation).where(*where, free).order_by(col(Recommendation.number)))
            ).first()
            [unit_id] = unit.unit_ids
            entered = Assigning(version=case.version, units=[PointUnit(number=1, unit_id=unit_id)])
            await recommendations.assign_points(db, case.id, entered, actor=coordinator, now=EVENING)
        async with self.database.write() as db:
            [kept] = await answer_queries.drafts(db, unit, case.id)
            text = "Das machen wir im Frühjahr."
            written = PointAnswer(number=1, version=kept.version, position=Position.AGREED, text=text)
            await answers.save_drafts(db, case.id, AnswerSheet(answers=[written]), actor=unit, now=EVENING)
            await answers.submit_for_release(db, case.id, ReadyPoints(numbers=[1]), actor=unit, now=EVENING)
            [kept] = await answer_queries.drafts(db, unit, case.id)
            later = Release(
                points=[PointRelease(number=1, version=kept.version)], on=EVENING.date() + timedelta(days=9)
            )
            await answers.release(db, case.id, later, actor=unit, now=EVENING)

    async def send_link(self) -> None:
        """The unit that lets its answers out itself has a link to the recommendation that it is working on."""
        coordinator, [unit_id] = (
            self.viewers[Role.ADMINISTRATION_COORDINATOR],
            self.viewers[Role.ADMINISTRATION].unit_ids,
        )
        async with self.database.write() as db:
            address = UnitAddress(email="gesundheit.stelle@musterland.example")
            await answer_links.set_unit_address(db, unit_id, address, actor=coordinator, now=EVENING)
            draft = select(AnswerDraft.point_id).where(
                AnswerDraft.body_id == coordinator.body_id, AnswerDraft.unit_id == unit_id
            )
            point = (
                await db.exec(
                    select(RecommendationPoint).where(
                        RecommendationPoint.body_id == coordinator.body_id, col(RecommendationPoint.id).in_(draft)
                    )
                )
            ).first()
            await answer_links.send(
                db, point.recommendation_id, unit_id, token_hash="f" * 64, actor=coordinator, now=EVENING
            )

    async def keep_rules(self) -> None:
        """A day in the calendar, and a rule that somebody did not keep."""
        broken = at_least(Key.INVITATION_NOTICE_DAYS, 1, profile("hessen"))
        async with self.database.write() as db:
            entered = SpecialDayDraft(kind=DayKind.FEAST, name=FEAST, starts_on=NOW.date())
            await calendars.add_day(db, entered, actor=self.office, now=EVENING)
            await rule_checks.keep(
                db, [broken], subject_type="meeting", subject_id=new_id(), actor=self.office, now=EVENING
            )

    async def invite_accounts(self) -> None:
        """One that has not set its password yet, and one that is blocked."""
        actor = self.viewers[Role.ADMIN]
        async with self.database.write() as db:
            for login in (INVITED, BLOCKED):
                invitation = AccountInvitation(login=login, name="Mika Muster", role=Role.OBSERVER)
                account_id = await accounts.invite(db, invitation, actor=actor, now=EVENING)
                if login == INVITED:
                    await accounts.issue_link(db, account_id, token_hash=hash_of(LINK), actor=actor, now=EVENING)
                else:
                    await accounts.block(db, account_id, actor=actor, now=EVENING)
