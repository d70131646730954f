"""Motions in the browser, without JavaScript."""

from __future__ import annotations

import re

import httpx

from beirat.rules.permissions import Role
from tests.given import Given, hidden_fields
from tests.meetings import admitted_motion, form_to, planned_meeting

FORM = {
    "title": "Sprachkurse am Abend",
    "field": "language",
    "points-0-text": "Der Landkreis bietet Abendkurse an.",
    "points-0-audience": "administration",
    "reasons": "Viele arbeiten tagsüber.",
}


async def write_motion(client: httpx.AsyncClient, intern: str, form: dict[str, str]) -> httpx.Response:
    page = await client.get(f"{intern}/antraege/neu")
    return await client.post(f"{intern}/antraege/neu", data={**hidden_fields(page.text), **form})


def path_of(answer: httpx.Response) -> str:
    return answer.headers["location"].partition("?")[0]


async def test_a_member_writes_and_hands_in_a_motion(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)
    intern = (await given.district()).intern

    answer = await write_motion(client, intern, FORM)
    shown = await client.get(answer.headers["location"])
    handed_in = await client.post(f"{path_of(answer)}/einreichen", data=hidden_of(shown.text, "/einreichen"))
    page = await client.get(handed_in.headers["location"])

    assert answer.status_code == handed_in.status_code == 303
    assert "Der Entwurf ist gespeichert" in shown.text
    assert "A-2026/001" in page.text
    assert "Eingereicht" in page.text


async def test_every_error_is_shown_at_once_and_nothing_is_lost(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)
    wrong = {"title": "ab", "field": "", "points-0-text": "Der Text bleibt.", "points-0-audience": "", "reasons": "R"}

    answer = await write_motion(client, (await given.district()).intern, wrong)

    assert answer.status_code == 422
    for name in ("title", "field", "points-0-audience"):
        assert f'href="#f-{name}"' in answer.text
    assert "Handlungsfeld: Bitte" in answer.text
    assert "Der Text bleibt." in answer.text


async def test_another_point_can_be_added_without_javascript(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)

    answer = await write_motion(client, (await given.district()).intern, {**FORM, "_add": "points"})

    assert answer.status_code == 200
    assert 'name="points-1-text"' in answer.text
    assert FORM["points-0-text"] in answer.text


async def test_sending_the_form_twice_makes_one_motion(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)
    intern = (await given.district()).intern
    form = {**hidden_fields((await client.get(f"{intern}/antraege/neu")).text), **FORM}

    first = await client.post(f"{intern}/antraege/neu", data=form)
    second = await client.post(f"{intern}/antraege/neu", data=form)

    assert first.headers["location"] == second.headers["location"]
    listed = (await client.get(f"{intern}/antraege")).text
    assert listed.count(FORM["title"]) == 1


async def test_two_tabs_get_both_texts(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)
    path = path_of(await write_motion(client, (await given.district()).intern, FORM))
    tabs = [hidden_fields((await client.get(f"{path}/bearbeiten")).text) for _ in range(2)]
    await client.post(f"{path}/bearbeiten", data={**tabs[0], **FORM, "title": "Aus dem ersten Fenster"})

    answer = await client.post(f"{path}/bearbeiten", data={**tabs[1], **FORM, "title": "Aus dem zweiten Fenster"})

    assert answer.status_code == 409
    assert "Aus dem ersten Fenster" in answer.text
    assert "Aus dem zweiten Fenster" in answer.text


async def test_hostile_text_is_shown_harmlessly(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)
    hostile = {**FORM, "title": "<script>alert(1)</script> \u202egnp.exe", "reasons": "{{ 7*7 }}\x00"}

    refused = await write_motion(client, (await given.district()).intern, hostile)
    taken = await write_motion(client, (await given.district()).intern, {**hostile, "reasons": "{{ 7*7 }}"})
    page = (await client.get(taken.headers["location"])).text

    assert refused.status_code == 422
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "{{ 7*7 }}" in page


async def test_the_chair_sends_a_motion_back_only_with_a_reason(given: Given, client: httpx.AsyncClient) -> None:
    member = await given.account(Role.MEMBER)
    await given.signed_in(client, viewer=member)
    intern = (await given.district()).intern
    path = path_of(await write_motion(client, intern, FORM))
    shown = await client.get(path)
    await client.post(f"{path}/einreichen", data=hidden_of(shown.text, "/einreichen"))
    await client.post(f"{intern}/abmelden", data=hidden_of(shown.text, "/abmelden"))
    await given.signed_in(client, Role.CHAIR)
    hidden = hidden_of((await client.get(path)).text, "/zurueckgeben")

    without = await client.post(f"{path}/zurueckgeben", data={**hidden, "reason": ""})
    with_reason = await client.post(f"{path}/zurueckgeben", data={**hidden, "reason": "Bitte kürzer."})

    assert without.status_code == 422
    assert with_reason.status_code == 303
    assert "Bitte kürzer." in (await client.get(path)).text


async def test_nobody_else_finds_a_draft(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)
    intern = (await given.district()).intern
    path = path_of(await write_motion(client, intern, FORM))
    page = await client.get(path)
    await client.post(f"{intern}/abmelden", data=hidden_of(page.text, "/abmelden"))

    await given.signed_in(client, Role.OFFICE)

    assert (await client.get(path)).status_code == 404


async def test_the_start_page_says_what_waits(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)
    intern = (await given.district()).intern
    empty = (await client.get(f"{intern}/")).text
    await write_motion(client, intern, FORM)

    page = (await client.get(f"{intern}/")).text

    assert "gerade nichts zu tun" in empty
    assert "Antrag fertig schreiben" in page
    assert FORM["title"] in page


def hidden_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to an address ending like this."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'{action}"' in form)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))


async def test_the_office_puts_a_motion_on_an_agenda_from_its_page(given: Given, client: httpx.AsyncClient) -> None:
    motion_id = await admitted_motion(given, "Radwege im Kreis")
    office = await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern
    start = (await client.get(f"{intern}/")).text
    before = (await client.get(f"{intern}/antraege/{motion_id}")).text
    meeting_id = await planned_meeting(given, office)
    page = (await client.get(f"{intern}/antraege/{motion_id}")).text

    answer = await client.post(
        f"{intern}/sitzungen/{meeting_id}/tagesordnung/antrag", data=form_to(page, "/tagesordnung/antrag")
    )
    after = (await client.get(f"{intern}/antraege/{motion_id}")).text

    assert f'href="{intern}/antraege/{motion_id}"' in start
    assert "Planen Sie zuerst eine." in before
    assert answer.status_code == 303
    assert "Sitzung S-1 am 17. Dezember 2026" in after
    assert "tagesordnung/antrag" not in after


async def test_a_draft_says_what_it_lacks_instead_of_offering_to_hand_it_in(
    given: Given, client: httpx.AsyncClient
) -> None:
    await given.signed_in(client, Role.MEMBER)

    answer = await write_motion(client, (await given.district()).intern, FORM | {"reasons": ""})
    page = (await client.get(answer.headers["location"])).text

    assert "Zum Einreichen fehlt noch: eine Begründung." in page
    assert "Jetzt einreichen" not in page
