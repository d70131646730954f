"""Oral promises and customary sentences in the browser, without JavaScript."""

from __future__ import annotations

import httpx

from beirat.rules.permissions import Role
from tests.given import Given
from tests.support.evening import Evening, running_evening
from tests.support.sent_forms import addresses, form_to

REPORT = "Bericht der Verwaltung"
SAID = {"who": "Fachdienst Soziales", "what": "Die Liste der Kurse kommt.", "by_when_text": "bis Ende Q1"}


async def running_page(given: Given, client: httpx.AsyncClient) -> tuple[Evening, str, str]:
    """The evening, the address of its meeting, and the page with the report open."""
    evening = await running_evening(given)
    await given.signed_in(client, viewer=evening.office)
    meeting = f"{(await given.district()).intern}/sitzungen/{evening.meeting_id}"
    return evening, meeting, (await client.get(f"{meeting}/fuehren?top={evening.items[REPORT]}")).text


async def test_a_promise_is_caught_under_its_item_and_stands_in_the_list(
    given: Given, client: httpx.AsyncClient
) -> None:
    _, meeting, page = await running_page(given, client)
    address, fields = form_to(page, "/fuehren/" + page.partition("/zusagen")[0].rpartition("/")[2] + "/zusagen")

    answer = await client.post(address, data={**fields, **SAID})

    shown = (await client.get(answer.headers["location"])).text
    listed = (await client.get(f"{meeting}/zusagen")).text
    for page in (shown, listed):
        assert "Die Liste der Kurse kommt." in page
        assert "spätestens 31. März 2027" in page


async def test_a_promise_without_words_comes_back_with_what_was_typed(given: Given, client: httpx.AsyncClient) -> None:
    evening, _, page = await running_page(given, client)
    address, fields = form_to(page, f"/{evening.items[REPORT]}/zusagen")

    answer = await client.post(address, data={**fields, "who": "Fachdienst Soziales", "what": ""})

    assert answer.status_code == 422
    assert 'value="Fachdienst Soziales"' in answer.text
    assert 'href="#f-what"' in answer.text


async def test_it_is_entered_afterwards_changed_and_taken_back(given: Given, client: httpx.AsyncClient) -> None:
    evening, meeting, _ = await running_page(given, client)
    await evening.vote()
    await evening.close()
    await given.signed_in(client, viewer=evening.office)
    address, fields = form_to((await client.get(f"{meeting}/zusagen")).text, "/zusagen")
    added = await client.post(address, data={**fields, **SAID, "item_id": str(evening.items[REPORT])})
    listed = (await client.get(added.headers["location"])).text
    one = next(link for link in listed.split('"') if link.startswith(f"{meeting}/zusagen/"))

    address, fields = form_to((await client.get(one)).text, one)
    await client.post(address, data={**fields, "by_when_text": "bis 15.2.2027"})
    changed = (await client.get(f"{meeting}/zusagen")).text
    address, fields = form_to((await client.get(one)).text, "/entfernen")
    await client.post(address, data=fields)

    assert "spätestens 15. Februar 2027" in changed
    assert "Noch keine Zusage" in (await client.get(f"{meeting}/zusagen")).text


async def test_members_read_promises_and_change_nothing(given: Given, client: httpx.AsyncClient) -> None:
    _, meeting, _ = await running_page(given, client)
    await given.signed_in(client, Role.MEMBER)

    page = (await client.get(f"{meeting}/zusagen")).text

    assert [one for one in addresses(page) if not one.endswith("/abmelden")] == []


async def test_a_customary_sentence_is_inserted_without_javascript(given: Given, client: httpx.AsyncClient) -> None:
    evening, meeting, _ = await running_page(given, client)
    path = f"{meeting}/fuehren/{evening.items[REPORT]}/verlauf"
    address, fields = form_to((await client.get(path)).text, path)
    sent = {**fields, "course": "Frau Beispiel spricht.", "_add": "phrase", "_phrase": "Es folgt eine Aussprache."}

    answer = await client.post(address, data=sent)

    assert form_to(answer.text, path)[1]["course"] == ["Frau Beispiel spricht.\nEs folgt eine Aussprache."]


async def test_the_office_keeps_the_sentences_of_its_board(given: Given, client: httpx.AsyncClient) -> None:
    evening, meeting, _ = await running_page(given, client)
    path = f"{(await given.district()).intern}/sitzungen/textbausteine"
    address, fields = form_to((await client.get(path)).text, "/report")

    await client.post(address, data={**fields, "sentences": "Der Bericht liegt aus.\nEr ist lang."})

    page = (await client.get(f"{meeting}/fuehren?top={evening.items[REPORT]}")).text
    assert "Der Bericht liegt aus." in page
    assert "Der Bericht wird mündlich erstattet." not in page
    address, fields = form_to((await client.get(path)).text, "/report/uebliche")
    await client.post(address, data=fields)
    assert "Der Bericht wird mündlich erstattet." in (await client.get(path)).text
