"""What goes out when a meeting is convened or cancelled: mail, letter, calendar entry; the public part alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from api.worker import work_once
from beirat.actions import meetings
from beirat.rules.permissions import Role, Viewer
from beirat.settings import Settings
from documents.pool import Pool
from tests.given import Given
from tests.meetings import CANARY, admitted_motion, convened_meeting, planned_meeting


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with Pool(1) as pool:
        yield pool


async def sent(given: Given, settings: Settings, pool: Pool) -> list[EmailMessage]:
    """Every mail about a meeting that the worker has written, in the order of the addresses."""
    while await work_once(given.database, settings, given.clock, pool):
        pass
    kept = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (settings.data / "mail").glob("*")]
    about_meetings = [mail for mail in kept if "Sitzung am" in str(mail["Subject"])]
    return sorted(about_meetings, key=lambda mail: str(mail["To"]))


def texts(mail: EmailMessage) -> str:
    """Everything that can be read in a mail: headers, words, names of files, letter, calendar entry."""
    parts = [str(mail.items())]
    for part in mail.walk():
        parts.append(repr(part.items()))
        if part.get_content_type() == "text/plain":
            parts.append(part.get_content())
        elif part.get_content_type() == "text/calendar":
            parts.append(calendar_of(part).to_ical().decode().replace("\r\n ", ""))
        elif part.get_content_type() == "application/pdf":
            reader = PdfReader(BytesIO(part.get_content()))
            parts.append(" ".join(page.extract_text() for page in reader.pages) + repr(reader.metadata))
    return "\n".join(parts)


def calendar_of(part: EmailMessage) -> Calendar:
    content = part.get_content()
    return Calendar.from_ical(content)


def attached(mail: EmailMessage, kind: str) -> EmailMessage:
    return next(part for part in mail.iter_attachments() if part.get_content_type() == kind)  # type: ignore[misc]


async def office_with_members(given: Given) -> Viewer:
    office = await given.account(Role.OFFICE)
    await given.member("Adler", email="adler@beispiel.example")
    await given.member("Brandt", email="brandt@beispiel.example")
    await given.member("Brieflich")
    return office


async def test_everybody_with_an_address_gets_one_mail(given: Given, settings: Settings, pool: Pool) -> None:
    office = await office_with_members(given)
    await convened_meeting(given, office)

    mails = await sent(given, settings, pool)

    assert [str(mail["To"]) for mail in mails] == ["adler@beispiel.example", "brandt@beispiel.example"]
    assert str(mails[0]["Subject"]) == "Einladung: 1. Sitzung am 17.12.2026"


async def test_nothing_non_public_goes_out(given: Given, settings: Settings, pool: Pool) -> None:
    office = await office_with_members(given)
    motion_id = await admitted_motion(given, "Radwege im Kreis")
    await convened_meeting(given, office, motion_ids=[motion_id], hidden=[CANARY, f"Vertrag {CANARY}"])

    mails = await sent(given, settings, pool)

    assert mails
    for mail in mails:
        everything = texts(mail)
        assert CANARY not in everything
        assert everything.count("Radwege im Kreis") == 3
        assert everything.count("nichtöffentlich") >= 6
        assert "TOP N 2  nichtöffentlich" in everything
    raw = b"".join(path.read_bytes() for path in settings.data.rglob("*.eml"))
    assert CANARY.encode() not in raw


async def test_the_calendar_entry_knows_the_zone_and_keeps_its_name(
    given: Given, settings: Settings, pool: Pool
) -> None:
    office = await office_with_members(given)
    meeting_id = await planned_meeting(given, office, starts="2027-10-31T18:00", ends="2027-10-31T20:30")
    async with given.database.write() as db:
        await meetings.convene(db, meeting_id, actor=office, now=given.now)

    invited = (await sent(given, settings, pool))[0]
    async with given.database.write() as db:
        await meetings.cancel(db, meeting_id, actor=office, now=given.now)
    cancelled = next(mail for mail in await sent(given, settings, pool) if "Abgesagt" in str(mail["Subject"]))

    first, second = (calendar_of(attached(mail, "text/calendar")) for mail in (invited, cancelled))
    event, again = first.events[0], second.events[0]
    assert event["DTSTART"].dt.astimezone(ZoneInfo("UTC")).hour == 17
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert [str(zone["TZID"]) for zone in first.timezones] == ["Europe/Berlin"]
    assert str(event["UID"]) == str(again["UID"])
    assert (str(first["METHOD"]), str(second["METHOD"])) == ("PUBLISH", "CANCEL")
    assert int(again["SEQUENCE"]) > int(event["SEQUENCE"])
    assert "Öffentlicher Teil\nTOP 1  Eröffnung" in str(event["DESCRIPTION"])


async def test_nobody_is_invited_to_a_meeting_that_was_cancelled_meanwhile(
    given: Given, settings: Settings, pool: Pool
) -> None:
    office = await office_with_members(given)
    meeting_id = await convened_meeting(given, office)
    async with given.database.write() as db:
        await meetings.cancel(db, meeting_id, actor=office, now=given.now)

    mails = await sent(given, settings, pool)

    assert {str(mail["Subject"]) for mail in mails} == {"Abgesagt: 1. Sitzung am 17.12.2026"}
