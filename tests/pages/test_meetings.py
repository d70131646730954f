"""Meetings, agenda and invitation in the browser, without JavaScript."""

from __future__ import annotations

import re
from io import BytesIO

import httpx
import pytest
from pypdf import PdfReader

from beirat.rules.permissions import Role
from tests.given import Given
from tests.meetings import CANARY, admitted_motion, convened_meeting, form_to, item_of, planned_meeting

PLAN = {"starts_at": "2026-12-17T18:00", "ends_at": "20:30", "location": "Kreishaus, Raum 2", "note": ""}


async def plan_meeting(client: httpx.AsyncClient, intern: str, form: dict[str, str]) -> httpx.Response:
    page = await client.get(f"{intern}/sitzungen/neu")
    return await client.post(f"{intern}/sitzungen/neu", data=form_to(page.text, "/neu") | form)


async def follow(client: httpx.AsyncClient, answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return (await client.get(answer.headers["location"])).text


async def test_the_office_plans_sets_the_agenda_and_invites(given: Given, client: httpx.AsyncClient) -> None:
    motion_id = await admitted_motion(given, "Radwege im Kreis")
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern

    agenda = await follow(client, await plan_meeting(client, intern, PLAN))
    here = re.findall(r'action="([^"]*)/uebliche-punkte"', agenda)[0]
    agenda = await follow(
        client, await client.post(f"{here}/uebliche-punkte", data=form_to(agenda, "/uebliche-punkte"))
    )
    agenda = await follow(
        client, await client.post(f"{here}/tagesordnung/antrag", data=form_to(agenda, "/antrag", str(motion_id)))
    )
    invitation = (await client.get(f"{here}/einladung")).text
    sent = await follow(client, await client.post(f"{here}/einladung", data=form_to(invitation, "/einladung")))

    assert "Radwege im Kreis" in agenda
    assert "TOP 7  Radwege im Kreis (A-2026/001)" in invitation
    assert "Einladungen senden" in invitation
    assert "Einladungen senden" not in sent
    assert "2 Einladungen gehen per E-Mail hinaus" in sent


async def test_every_error_of_a_plan_is_shown_and_nothing_is_lost(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.OFFICE)
    wrong = {"starts_at": "2026-11-01T18:00", "ends_at": "17:00", "location": "Bürgerhaus am Teich", "note": ""}

    answer = await plan_meeting(client, (await given.district()).intern, wrong)

    assert answer.status_code == 422
    assert 'href="#f-starts_at"' in answer.text
    assert 'href="#f-ends_at"' in answer.text
    assert "Bürgerhaus am Teich" in answer.text
    assert 'value="17:00"' in answer.text


async def test_sending_the_plan_twice_makes_one_meeting(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern
    form = form_to((await client.get(f"{intern}/sitzungen/neu")).text, "/neu") | PLAN

    first = await client.post(f"{intern}/sitzungen/neu", data=form)
    second = await client.post(f"{intern}/sitzungen/neu", data=form)

    assert first.headers["location"] == second.headers["location"]
    assert (await client.get(f"{intern}/sitzungen")).text.count("S-1<") == 1


async def test_after_a_change_by_somebody_else_both_plans_are_shown(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    here = f"{(await given.district()).intern}/sitzungen/{await planned_meeting(given, office)}/bearbeiten"
    form = form_to((await client.get(here)).text, "/bearbeiten")
    other = form_to((await client.get(here)).text, "/bearbeiten")
    await client.post(here, data=other | PLAN | {"location": "Bürgerhaus"})

    answer = await client.post(here, data=form | PLAN | {"location": "Rathaus"})

    assert answer.status_code == 409
    assert "Rathaus" in answer.text
    assert "Bürgerhaus" in answer.text


async def test_a_plan_that_only_the_agenda_overtook_is_saved(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    intern, meeting_id = (await given.district()).intern, await planned_meeting(given, office)
    here = f"{intern}/sitzungen/{meeting_id}/bearbeiten"
    open_form = form_to((await client.get(here)).text, "/bearbeiten")
    agenda = (await client.get(f"{intern}/sitzungen/{meeting_id}/tagesordnung")).text
    await client.post(f"{intern}/sitzungen/{meeting_id}/uebliche-punkte", data=form_to(agenda, "/uebliche-punkte"))

    answer = await client.post(here, data=open_form | PLAN)

    assert answer.status_code == 303


async def test_a_conflict_is_told_as_people_write_days_and_choices(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    intern, meeting_id = (await given.district()).intern, await planned_meeting(given, office, items=["Alpha"])
    plan = f"{intern}/sitzungen/{meeting_id}/bearbeiten"
    item = f"{intern}/sitzungen/punkte/{(await item_of(given, office, meeting_id, 'Alpha')).id}"
    old_item = form_to((await client.get(item)).text, "/bearbeiten")
    await client.post(f"{item}/bearbeiten", data=old_item | {"heading": "Alpha", "part": "non_public"})
    old_plan = form_to((await client.get(plan)).text, "/bearbeiten")
    await client.post(plan, data=old_plan | PLAN)

    of_plan = await client.post(plan, data=old_plan | {"form_id": "2"} | PLAN | {"starts_at": "2026-12-18T18:30"})
    of_item = await client.post(
        f"{item}/bearbeiten", data=old_item | {"form_id": "3", "heading": "Alpha", "part": "public"}
    )

    assert of_plan.status_code == of_item.status_code == 409
    assert ">18. Dezember 2026, 18:30 Uhr<" in of_plan.text
    assert ">17. Dezember 2026, 18:00 Uhr<" in of_plan.text
    assert ">Nichtöffentlich</div>" in of_item.text


async def test_an_item_moves_by_buttons_and_leaves_by_one(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["Alpha", "Beta"])
    intern = (await given.district()).intern
    page = (await client.get(f"{intern}/sitzungen/{meeting_id}/tagesordnung")).text
    beta = f"{intern}/sitzungen/punkte/{(await item_of(given, office, meeting_id, 'Beta')).id}"

    page = await follow(client, await client.post(f"{beta}/schieben", data=form_to(page, f"{beta}/schieben", "up")))
    moved = headings(page)
    page = (await client.get(beta)).text
    page = await follow(client, await client.post(f"{beta}/entfernen", data=form_to(page, "/entfernen")))

    assert moved == ["Beta", "Alpha"]
    assert headings(page) == ["Alpha"]


def headings(page: str) -> list[str]:
    return re.findall(r'<span class="muted">TOP [^<]*</span> ([^<]+)</h3>', page)


async def test_a_refused_item_keeps_what_was_typed(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    here = f"{(await given.district()).intern}/sitzungen/{await planned_meeting(given, office)}/tagesordnung"
    form = form_to((await client.get(here)).text, "/punkt")

    answer = await client.post(f"{here}/punkt", data=form | {"heading": "", "part": "non_public", "kind": "misc"})

    assert answer.status_code == 422
    assert 'href="#f-heading"' in answer.text
    assert re.search(r'value="non_public" checked', answer.text)


async def test_the_agenda_is_fixed_once_it_is_sent(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    await given.member()
    meeting_id = await convened_meeting(given, office)

    page = (await client.get(f"{(await given.district()).intern}/sitzungen/{meeting_id}/tagesordnung")).text

    assert "Diese Tagesordnung ist fest" in page
    assert "/schieben" not in page
    assert "/punkt" not in page


async def test_the_notice_period_is_said_in_a_sentence(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    await given.member()
    meeting_id = await planned_meeting(given, office, starts="2026-12-09T18:00", ends="2026-12-09T20:00")

    page = (await client.get(f"{(await given.district()).intern}/sitzungen/{meeting_id}/einladung")).text

    assert "nur 5\N{NO-BREAK SPACE}volle Tage. Verlangt sind 7" in page


async def test_who_has_no_email_is_listed_for_a_letter(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    await given.member("Brieflich")
    meeting_id = await planned_meeting(given, office)

    page = (await client.get(f"{(await given.district()).intern}/sitzungen/{meeting_id}/einladung")).text

    assert "Ohne E-Mail-Adresse: Muster Brieflich" in page


async def test_cancelling_asks_once_more_and_shows_it(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    here = f"{(await given.district()).intern}/sitzungen/{await planned_meeting(given, office)}"
    page = (await client.get(here)).text

    page = await follow(client, await client.post(f"{here}/absagen", data=form_to(page, "/absagen")))

    assert "Abgesagt" in page
    assert "/tagesordnung" not in page


async def test_an_empty_house_says_what_comes_next(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)

    page = (await client.get(f"{(await given.district()).intern}/sitzungen")).text

    assert "Sobald ein Termin feststeht, steht er hier." in page
    assert "Sitzung planen" not in page


@pytest.mark.parametrize("role", [Role.ADMINISTRATION, Role.ADMINISTRATION_COORDINATOR, Role.ADMIN])
async def test_outside_of_the_board_no_page_shows_the_non_public_part(
    given: Given, client: httpx.AsyncClient, role: Role
) -> None:
    office = await given.account(Role.OFFICE)
    await given.member()
    meeting_id = await convened_meeting(given, office, hidden=[CANARY])
    planned = await planned_meeting(given, office)
    hidden = await item_of(given, office, meeting_id, CANARY)
    await given.signed_in(client, role)
    intern = (await given.district()).intern

    page = await client.get(f"{intern}/sitzungen/{meeting_id}")

    assert page.status_code == 200
    assert CANARY not in page.text
    assert "Nichtöffentlicher Teil: 1 Tagesordnungspunkt" in page.text
    assert (await client.get(f"{intern}/sitzungen/punkte/{hidden.id}")).status_code == 404
    assert (await client.get(f"{intern}/sitzungen/{planned}")).status_code == 404
    assert (await client.get(f"{intern}/sitzungen/{meeting_id}/einladung")).status_code == 403
    assert (await client.get(f"{intern}/sitzungen/{meeting_id}/tagesordnung")).status_code == 403


async def test_letter_and_calendar_hold_the_public_part_alone(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.signed_in(client, Role.OFFICE)
    await given.member()
    meeting_id = await planned_meeting(given, office, items=["Eröffnung des Abends"], hidden=[CANARY])
    here = f"{(await given.district()).intern}/sitzungen/{meeting_id}"

    letter, calendar = await client.get(f"{here}/einladung.pdf"), await client.get(f"{here}/termin.ics")

    reader = PdfReader(BytesIO(letter.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Eröffnung des Abends" in text
    assert "TOP N 1 nichtöffentlich" in " ".join(text.split())
    assert CANARY not in text + repr(reader.metadata) + repr(letter.headers)
    assert CANARY.encode() not in letter.content
    assert CANARY not in calendar.text.replace("\r\n ", "")
    assert letter.headers["content-disposition"] == 'inline; filename="einladung-s-1-2026-12-17.pdf"'


async def test_a_foreign_meeting_does_not_exist(given: Given, client: httpx.AsyncClient) -> None:
    other = await given.body("nebenland")
    foreign = await planned_meeting(given, await given.account(Role.OFFICE, in_district=other))
    await given.signed_in(client, Role.OFFICE, in_district=await given.body("drittland"))

    for rest in ("", "/bearbeiten", "/tagesordnung", "/einladung", "/einladung.pdf", "/termin.ics"):
        assert (await client.get(f"/drittland/intern/sitzungen/{foreign}{rest}")).status_code == 404


async def test_the_board_opens_a_motion_from_the_agenda(given: Given, client: httpx.AsyncClient) -> None:
    motion_id = await admitted_motion(given, "Radwege im Kreis")
    meeting_id = await convened_meeting(given, await given.account(Role.OFFICE), motion_ids=[motion_id])
    intern = (await given.district()).intern

    await given.signed_in(client, Role.MEMBER)
    page = (await client.get(f"{intern}/sitzungen/{meeting_id}")).text

    assert f'<a href="{intern}/antraege/{motion_id}">A-2026/001</a>' in page
    assert (await client.get(f"{intern}/antraege/{motion_id}")).status_code == 200
