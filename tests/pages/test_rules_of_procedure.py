"""The pages of the rules of procedure, of the calendar and of the year."""

from __future__ import annotations

import httpx
import pytest

from api.words import rules_of_procedure as words
from beirat.actions import rule_checks
from beirat.queries import rule_checks as check_queries
from beirat.rules.checks import at_least
from beirat.rules.permissions import Role, Viewer
from beirat.rules.profiles import Key, neutral, profile
from beirat.rules.profiles.questions import QUESTIONS
from beirat.tables.base import new_id
from tests.given import Given, form_to

RULE = {"value": "21", "level": "board", "basis": "§ 4 der Geschäftsordnung", "valid_from": "2026-12-01"}
PATTERN = {
    "year": "2027",
    "nth": "2",
    "weekday": "3",
    "months": ["1", "3", "7"],
    "starts": "18:00",
    "ends": "20:30",
    "location": "Kreishaus",
}


@pytest.mark.parametrize("key", Key)
def test_every_rule_has_a_name_and_its_value_words(key: Key) -> None:
    assert words.NAMES[key]
    assert words.value(key, neutral.PROFILE.rules[key].value)
    assert QUESTIONS[key].chapter in words.CHAPTERS


async def test_a_preset_is_shown_as_preset_and_an_entered_rule_with_its_source(
    given: Given, client: httpx.AsyncClient
) -> None:
    await given.signed_in(client, Role.OFFICE)
    page = f"{(await given.district()).intern}/geschaeftsordnung/motion_deadline_days"
    before = (await client.get(page)).text

    answer = await client.post(page, data={**form_to(before, "/motion_deadline_days"), **RULE})
    after = (await client.get(page)).text

    assert answer.status_code == 303
    assert "Voreinstellung" in before
    assert "21 Tage vor der Sitzung" in after.replace("\N{NO-BREAK SPACE}", " ")
    assert "§ 4 der Geschäftsordnung" in after


async def test_a_number_out_of_range_is_refused_and_nothing_typed_is_lost(
    given: Given, client: httpx.AsyncClient
) -> None:
    await given.signed_in(client, Role.OFFICE)
    page = f"{(await given.district()).intern}/geschaeftsordnung/motion_deadline_days"

    answer = await client.post(
        page, data={**form_to((await client.get(page)).text, "/motion_deadline_days"), **RULE, "value": "9999"}
    )

    assert answer.status_code == 422
    assert "von 0 bis 180" in answer.text
    assert "§ 4 der Geschäftsordnung" in answer.text


async def test_a_member_reads_the_rules_and_cannot_change_them(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)

    page = await client.get(f"{(await given.district()).intern}/geschaeftsordnung/quorum")

    assert "mehr als die Hälfte der gesetzlichen Mitgliederzahl" in page.text
    assert "Regel eintragen" not in page.text


async def test_the_year_shows_deadlines_and_bad_dates(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.OFFICE)
    year = f"{(await given.district()).intern}/sitzungen/jahr"
    form = form_to((await client.get(f"{year}/planen")).text, "/jahr/planen")

    preview = await client.post(f"{year}/planen", data={**form, **PATTERN})
    sent = {**form_to(preview.text, "/jahr/anlegen"), "days": ["2027-01-14", "2027-03-11", ""]}
    planned = await client.post(f"{year}/anlegen", data=sent)
    shown = await client.get(f"{year}/2027")

    assert "Schulferien: Sommerferien" in preview.text
    assert planned.status_code == 303
    assert "Donnerstag, 14. Januar 2027" in shown.text
    assert "31.12.2026" in shown.text
    assert "8. Juli 2027" not in shown.text


async def test_one_bad_day_keeps_all_meetings_from_being_planned(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.OFFICE)
    year = f"{(await given.district()).intern}/sitzungen/jahr"
    form = form_to((await client.get(f"{year}/planen")).text, "/jahr/planen")
    preview = await client.post(f"{year}/planen", data={**form, **PATTERN})

    sent = {**form_to(preview.text, "/jahr/anlegen"), "days": ["2027-01-14", "2020-03-11"]}
    answer = await client.post(f"{year}/anlegen", data=sent)

    assert answer.status_code == 422
    assert "Donnerstag, 14. Januar 2027" in answer.text
    assert "Noch keine Sitzung" in (await client.get(f"{year}/2027")).text


async def test_the_public_calendar_knows_only_what_was_convened(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.OFFICE)
    year = f"{(await given.district()).intern}/sitzungen/jahr"
    form = form_to((await client.get(f"{year}/planen")).text, "/jahr/planen")
    preview = await client.post(f"{year}/planen", data={**form, **PATTERN})
    sent = {**form_to(preview.text, "/jahr/anlegen"), "days": ["2027-01-14"]}
    await client.post(f"{year}/anlegen", data=sent)

    internal = await client.get(f"{year}/2027/kalender.ics")
    client.cookies.clear()
    public = await client.get(f"/{(await given.district()).body.slug}/de/sitzungen/kalender.ics")

    assert "20270114T180000" in internal.text
    assert internal.text.count("BEGIN:VEVENT") == 8
    assert "BEGIN:VEVENT" not in public.text


async def test_a_feast_day_is_warned_of(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern
    day = {"kind": "feast", "name": "Zuckerfest", "starts_on": "2027-03-10", "ends_on": "2027-03-12"}
    kept = await client.post(
        f"{intern}/kalender", data={**form_to((await client.get(f"{intern}/kalender")).text, "/kalender"), **day}
    )
    form = form_to((await client.get(f"{intern}/sitzungen/jahr/planen")).text, "/jahr/planen")

    preview = await client.post(f"{intern}/sitzungen/jahr/planen", data={**form, **PATTERN})

    assert kept.status_code == 303
    assert "Festtag: Zuckerfest" in preview.text


async def test_the_reason_for_going_on_is_asked_for_again_where_it_is_missing(
    given: Given, client: httpx.AsyncClient
) -> None:
    chair = await given.signed_in(client, Role.CHAIR)
    check_id = await _broken(given, chair)
    address = f"{(await given.district()).intern}/pruefungen/{check_id}/trotzdem"
    hidden = form_to((await client.post(address, data={})).text, "/trotzdem")

    short = await client.post(address, data={**hidden, "reason": "x"})
    kept = await client.post(address, data={**hidden, "reason": "Alle waren einverstanden."})

    assert short.status_code == 422
    assert kept.status_code == 303
    async with given.database.read() as db:
        check = await check_queries.one(db, chair, check_id)
    assert check.override_reason == "Alle waren einverstanden."


async def _broken(given: Given, viewer: Viewer) -> object:
    subject = new_id()
    async with given.database.write() as db:
        broken = at_least(Key.INVITATION_NOTICE_DAYS, 1, profile("hessen"))
        await rule_checks.keep(db, [broken], subject_type="meeting", subject_id=subject, actor=viewer, now=given.now)
        [check] = await check_queries.of_subject(db, viewer, subject)
    return check.id
