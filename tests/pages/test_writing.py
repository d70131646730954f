"""What is said under an item: it saves itself, nobody's text is overwritten, and without JavaScript nothing is lost."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from api.auth import draft_key
from beirat.actions import minutes
from beirat.queries import running
from beirat.rules.errors import StaleVersion
from beirat.rules.permissions import Role
from beirat.tables.agenda import CourseChange
from tests.given import Given
from tests.support.evening import Evening, running_evening
from tests.support.sent_forms import addresses, form_to

REPORT = "Bericht der Verwaltung"


class Desk:
    """The browser of whoever writes."""

    def __init__(self, evening: Evening, client: httpx.AsyncClient, intern: str) -> None:
        self.evening, self.client = evening, client
        self.root = f"{intern}/sitzungen/{evening.meeting_id}/fuehren"
        self.path = f"{self.root}/{evening.items[REPORT]}/verlauf"

    async def page(self) -> str:
        return (await self.client.get(f"{self.root}?top={self.evening.items[REPORT]}")).text

    async def saves_itself(self, page: str, course: str, **changed: Any) -> httpx.Response:
        """As our script sends it: only what belongs to the text."""
        fields = form_to(page, "/verlauf")[1]
        sent = {"_csrf": fields["_csrf"][0], "version": fields["version"][0], "course": course, **changed}
        return await self.client.post(f"{self.path}/von-selbst", data=sent)

    async def kept(self) -> str:
        who = self.evening
        async with who.given.database.read() as db:
            return (await running.texts(db, who.office, who.meeting_id))[who.items[REPORT]][0]


async def desk(given: Given, client: httpx.AsyncClient) -> Desk:
    evening = await running_evening(given)
    await given.signed_in(client, viewer=evening.office)
    return Desk(evening, client, (await given.district()).intern)


async def test_a_text_saves_itself_and_says_when(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)

    first = await at.saves_itself(await at.page(), "Frau Beispiel")
    second = await at.saves_itself(await at.page(), "Frau Beispiel fragt.", version=first.json()["version"])

    assert (first.status_code, first.json()["at"]) == (200, "18:05")
    assert second.json()["version"] > first.json()["version"]
    assert await at.kept() == "Frau Beispiel fragt."
    assert first.headers["cache-control"] == "no-store"


async def test_somebody_elses_text_is_told_and_not_overwritten(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    page = await at.page()
    kept = await at.saves_itself(page, "Erste Fassung")

    answer = await at.saves_itself(page, "Zweite Fassung")

    assert answer.status_code == 409
    assert answer.json() == {"version": kept.json()["version"], "theirs": {"course": "Erste Fassung"}}
    assert await at.kept() == "Erste Fassung"


async def test_the_same_text_sent_twice_is_no_conflict(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    page = await at.page()

    answers = [await at.saves_itself(page, "Ein Text ") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()


async def test_a_text_from_elsewhere_or_too_long_is_refused_in_a_sentence(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)
    page = await at.page()

    forged = await at.saves_itself(page, "Text", _csrf="falsch")
    endless = await at.saves_itself(page, "x" * 50_001)

    assert (forged.status_code, endless.status_code) == (422, 422)
    assert "zu lange offen" in forged.json()["sentence"]
    assert "50000" in endless.json()["sentence"].replace(".", "")
    assert await at.kept() == ""


async def test_without_javascript_the_text_is_written_where_no_other_form_can_send_it_away(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)

    shown = await at.page()
    page = (await client.get(at.path)).text
    address, fields = form_to(page, "/verlauf")
    answer = await client.post(address, data={**fields, "course": "Ein langer Bericht."})

    assert f'href="{at.path}"' in shown
    assert [one for one in addresses(page) if not one.endswith("/abmelden")] == [at.path]
    assert answer.status_code == 303
    assert "Ein langer Bericht." in await at.page()


async def test_the_key_of_drafts_is_the_accounts_own(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    intern = (await given.district()).intern
    await given.signed_in(client, Role.OFFICE)
    await given.signed_in(other_client, Role.MINUTE_TAKER)

    ours, again, others = [
        (await one.get(f"{intern}/konto/entwurfsschluessel")).json() for one in (client, client, other_client)
    ]

    assert ours == again
    assert ours["key"] != others["key"]
    assert ours["owner"] != others["owner"]
    assert ours["csrf"] != others["csrf"]


async def test_another_installation_gives_another_key(given: Given) -> None:
    account_id = (await given.account(Role.OFFICE)).account_id
    assert account_id is not None

    assert draft_key(account_id, b"one") != draft_key(account_id, b"another")


async def test_signing_out_clears_what_waits_in_the_browser(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.OFFICE)
    page = (await client.get(f"{(await given.district()).intern}/")).text
    address, fields = form_to(page, "/abmelden")

    answer = await client.post(address, data=fields)

    assert answer.headers["clear-site-data"] == '"storage"'


async def adds_a_line(evening: Evening, line: str) -> list[int]:
    """Somebody writes a line as the editor does, after a conflict below theirs. Returns the versions that were kept."""
    item_id, kept = evening.items[REPORT], []
    async with evening.given.database.read() as db:
        text, version = (await running.texts(db, evening.office, evening.meeting_id))[item_id]
    while not kept:
        entered = CourseChange(version=version, course=f"{text}\n{line}".strip())
        try:
            async with evening.given.database.write() as db:
                row = await minutes.record_course(db, item_id, entered, actor=evening.office, now=evening.now)
                kept.append(row.version)
        except StaleVersion as stale:
            text, version = stale.theirs["course"], stale.version
    return kept


async def test_twenty_who_write_under_one_item_lose_no_line(given: Given) -> None:
    evening = await running_evening(given)
    lines = [f"Zeile {number}" for number in range(20)]

    kept = await asyncio.gather(*(adds_a_line(evening, line) for line in lines))

    async with given.database.read() as db:
        text, version = (await running.texts(db, evening.office, evening.meeting_id))[evening.items[REPORT]]
    assert sorted(text.splitlines()) == sorted(lines)
    assert len({one for each in kept for one in each}) == 20
    assert version == max(one for each in kept for one in each)


async def test_twenty_browsers_that_save_at_once_are_told_what_another_kept(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)
    page = await at.page()
    texts = [f"Fassung {number}" for number in range(20)]

    answers = await asyncio.gather(*(at.saves_itself(page, text) for text in texts))

    kept = await at.kept()
    acknowledged = [text for text, answer in zip(texts, answers, strict=True) if answer.status_code == 200]
    assert acknowledged == [kept]
    assert {answer.json()["theirs"]["course"] for answer in answers if answer.status_code == 409} == {kept}
