"""The first law, tried on the whole sample district: nothing non-public leaves, by no door."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import httpx
import pytest

from api import paper, worker
from api.app import create_app
from api.passwords import Passwords
from beirat.actions.notices import Happening, notify
from beirat.database import Database
from beirat.queries import minutes_facts, people, recipients
from beirat.rules.permissions import Role
from beirat.settings import Settings
from documents.pool import Pool
from tests.given import StoppedClock
from tests.house import canary
from tests.house.canary import WORD, Planted
from tests.support.pdf import everything

pytestmark = pytest.mark.slow

MOST_PAGES = 600
SUBJECTS = {
    Happening.MEETING_CONVENED: "SELECT id FROM meeting WHERE state = 'convened'",
    Happening.MEETING_CANCELLED: "SELECT id FROM meeting WHERE state = 'convened'",
    Happening.AGENDA_SUPPLEMENTED: "SELECT id FROM meeting WHERE state = 'convened'",
    Happening.INVITATION_SENT: "SELECT id FROM invitation WHERE email <> '' AND meeting_id IN"
    " (SELECT id FROM meeting WHERE state = 'convened')",
    Happening.MINUTES_DISTRIBUTED: "SELECT meeting_id FROM minutes WHERE objections_until IS NOT NULL",
    Happening.RECOMMENDATION_HANDED_OVER: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.POINT_ASSIGNED: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.ANSWER_AWAITS_RELEASE: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.ANSWER_RETURNED: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.ANSWER_RELEASED: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.QUERY_ASKED: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.QUERY_REPLIED: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.LETTER_FILED: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.LETTER_AWAITS_RELEASE: "SELECT id FROM letter",
    Happening.DOOR_LOCKED: "SELECT id FROM recommendation WHERE annulled_at IS NULL",
    Happening.MOTION_REVIEWED: "SELECT id FROM motion WHERE state = 'returned'",
    Happening.MOTION_SUBMITTED: "SELECT id FROM motion WHERE state = 'submitted'",
}
OWN = {"account.name", "person.given_name", "person.family_name", "invitation.email"}
"""What a mail may say to the person it goes to: that person's own name and address."""
OWN_MOTION = {"motion.title", "motion.reasons", "motion_point.text"}
"""What the receipt says to whoever handed the motion in, and to nobody else."""


def test_somebody_has_decided_about_every_text_column() -> None:
    decided = {
        (table, column)
        for named in (canary.PUBLIC, canary.UNTOUCHED)
        for table, columns in named.items()
        for column in columns.split()
    }
    decided |= {(table, column) for table, columns in canary.PUBLIC_WHERE.items() for column in columns}
    secret = {
        "account": "name",
        "agenda_item": "course non_public_reason outcome_reason referred_to",
        "agenda_template_item": "heading public_heading",
        "answer_draft": "text competent_body return_note",
        "attachment": "name",
        "board_task": "text note",
        "consultation": "party remarks",
        "case_promise": "text",
        "conflict_of_interest": "reason",
        "election": "post",
        "election_candidate": "name",
        "election_round": "drawn_by",
        "meeting_guest": "name function",
        "invitation": "email address reason interpreter aids",
        "correction": "reason",
        "extract_recipient": "recipient",
        "journal_detail": "detail",
        "letter": "sender subject text return_note",
        "letter_position": "quote competent_body",
        "minutes_objection": "text",
        "minutes_remark": "text",
        "minutes_signer": "name",
        "login_session": "device",
        "meeting": "call_reason",
        "motion": "review_reason",
        "oral_promise": "who what by_when_text",
        "text_block": "sentences",
        "motion_version": "wording",
        "organization_rule": "basis",
        "rule_check": "basis override_reason",
        "special_day": "name",
        "person": "postal_address",
        "transmission": "proof",
    }
    decided |= {(table, column) for table, columns in secret.items() for column in columns.split()}

    assert decided == set(canary.text_columns())


@pytest.fixture
def planted(sample_settings: Settings) -> list[Planted]:
    words = canary.plant(sample_settings.data / "beirat.sqlite")
    assert len(words) > 500
    return words


@asynccontextmanager
async def everybody(settings: Settings, clock: StoppedClock, passwords: Passwords) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that nobody is signed in with, on an application of its own."""
    app = create_app(settings, clock=clock, passwords=passwords)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with app.lifespan(), httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        yield client


def found_in(text: str, planted: list[Planted]) -> set[str]:
    places = {one.word: one.place for one in planted}
    return {places.get(word, word) for word in WORD.findall(text)}


async def test_no_public_address_says_a_secret_word(
    planted: list[Planted],
    sample_settings: Settings,
    clock: StoppedClock,
    passwords: Passwords,
    capfd: pytest.CaptureFixture[str],
) -> None:
    secret_ids = _ids(sample_settings, "SELECT id FROM agenda_item WHERE part = 'non_public'") + _ids(
        sample_settings, "SELECT id FROM recommendation WHERE is_public = 0"
    )
    doors = ["/", "/robots.txt", "/health", "/schema", "/nirgends", "/musterland/de/", "/musterland/intern/"]
    doors += [f"/api/v1/bodies/musterland/public/{what}" for what in ("recommendations", "meetings", "meetings/coming")]
    doors += [f"/musterland/intern/antraege/{one}" for one in secret_ids]
    doors += [f"/api/v1/bodies/musterland/public/recommendations/{one}" for one in secret_ids]
    doors += ["/musterland/de/empfehlungen?stand=%00&feld=x", "/musterland/de/empfehlungen/9999-999"]

    async with everybody(sample_settings, clock, passwords) as reader:
        seen = await _crawl(reader, doors)

    assert len(seen) > 60
    assert any(path.endswith(".pdf") for path in seen)
    for path, text in seen.items():
        assert not found_in(text, planted), path
    printed = capfd.readouterr()
    assert not found_in(printed.out + printed.err, planted)


async def _crawl(reader: httpx.AsyncClient, doors: list[str]) -> dict[str, str]:
    """Everything that can be reached without signing in: headers and body of every address, as text."""
    seen: dict[str, str] = {}
    waiting = list(doors)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        answer = await reader.get(path)
        assert answer.status_code < 500, path
        is_pdf = answer.headers.get("content-type") == "application/pdf"
        text = everything(answer.content) if is_pdf else html.unescape(answer.text)
        seen[path] = f"{answer.headers}\n{text}"
        waiting += [] if is_pdf else _links(path, text) + ([answer.headers["location"]] if answer.is_redirect else [])
    assert not waiting, "more pages than expected"
    return seen


def _links(base: str, text: str) -> list[str]:
    quoted = re.findall(r'(?:href|src)="([^"#]+)', text) + re.findall(r'"(/api/v1/[^"]+|/musterland/[^"]+)"', text)
    local = [urlsplit(urljoin(f"http://beirat.test{base}", link)) for link in quoted]
    return [f"{one.path}{'?' + one.query if one.query else ''}" for one in local if one.netloc == "beirat.test"]


async def test_the_public_edition_of_the_minutes_is_printed_without_a_secret_word(
    planted: list[Planted], sample_settings: Settings
) -> None:
    database = Database(sample_settings.database_url)
    async with Pool() as pool:
        for meeting_id in _ids(sample_settings, "SELECT id FROM meeting WHERE state = 'closed'"):
            async with database.read() as db:
                viewer = recipients.reader((await people.bodies(db))[0].id, frozenset({Role.OFFICE}))
                facts = await minutes_facts.public_facts(db, viewer, UUID(str(meeting_id)))
                internal = await minutes_facts.internal_facts(db, viewer, UUID(str(meeting_id)))
            pdf = await pool.render(paper.minutes(facts))
            assert not found_in(everything(pdf) + paper.file_name(facts), planted)
        assert "agenda_item.course" in found_in(everything(await pool.render(paper.minutes(internal))), planted)
    await database.close()


async def test_no_mail_says_a_secret_word(
    planted: list[Planted], sample_settings: Settings, clock: StoppedClock
) -> None:
    database = Database(sample_settings.database_url)
    await _tell_everything(database, sample_settings, clock)

    async with Pool() as pool:
        for _ in range(500):
            if not await worker.work_once(database, sample_settings, clock, pool):
                break
    await database.close()

    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in _kept(sample_settings)]
    assert len(mails) > 50
    for mail in mails:
        leaked = found_in(_everything_said(mail), planted) - OWN
        is_receipt = "ist eingegangen" in str(mail["Subject"])
        assert not leaked - (OWN_MOTION if is_receipt else set()), (mail["Subject"], leaked)


async def _tell_everything(database: Database, settings: Settings, clock: StoppedClock) -> None:
    """Every happening, for every object that it can be about."""
    account_id = str(_ids(settings, "SELECT author_id FROM motion WHERE state = 'submitted'")[0])
    unit_id = str(_ids(settings, "SELECT id FROM organization WHERE kind = 'unit'")[0])
    async with database.write() as db:
        body_id = (await people.bodies(db))[0].id
        for happening, query in SUBJECTS.items():
            for subject_id in _ids(settings, query):
                await notify(
                    db,
                    happening,
                    UUID(str(subject_id)),
                    key="canary",
                    body_id=body_id,
                    now=clock.now(),
                    account_id=account_id,
                    unit_id=unit_id,
                    filed_by=account_id,
                )


def test_every_happening_is_tried() -> None:
    assert set(SUBJECTS) == set(Happening)


def _ids(settings: Settings, query: str) -> list[UUID]:
    with sqlite3.connect(settings.data / "beirat.sqlite") as db:
        return [UUID(str(found)) for (found,) in db.execute(query).fetchall()]


def _kept(settings: Settings) -> list[Path]:
    return sorted((settings.data / "mail").glob("*.eml"))


def _everything_said(mail: EmailMessage) -> str:
    """Headers, text and attachments; the address it goes to is its own."""
    said = [f"{name}: {value}" for name, value in mail.items()]
    for part in mail.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            is_pdf = part.get_content_type() == "application/pdf"
            said.append(everything(content) if is_pdf else content.decode(errors="replace"))
        said.append(str(part.get_filename()))
    return "\n".join(said)
