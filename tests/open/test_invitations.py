"""The personal link: it opens without a login, changes nothing by being opened, and works for nobody else."""

from __future__ import annotations

from uuid import UUID, uuid4

import httpx

from api.links import named, token
from beirat.actions import invitations
from beirat.queries import invitations as queries
from beirat.rules.permissions import Role, Viewer
from beirat.settings import Settings
from tests.given import Given, hidden_fields
from tests.meetings import CANARY, convened_meeting


async def invited(given: Given) -> tuple[Viewer, UUID, UUID]:
    office = await given.account(Role.OFFICE)
    await given.member("Adler", email="adler@beispiel.example")
    meeting_id = await convened_meeting(given, office, hidden=[CANARY])
    async with given.database.read() as db:
        found = await queries.replies(db, office, meeting_id)
    return office, meeting_id, next(one.id for one in found.invitees if "Adler" in one.name)


def address(settings: Settings, invitation_id: UUID, number: int = 1) -> str:
    return f"/musterland/einladung/{token(settings.secret, invitation_id, number)}"


async def test_opening_changes_nothing_and_a_button_answers(
    given: Given, client: httpx.AsyncClient, settings: Settings
) -> None:
    office, meeting_id, mine = await invited(given)
    link = address(settings, mine)

    page = await client.get(link)
    async with given.database.read() as db:
        before = (await queries.invitee(db, office, meeting_id, mine)).version
    sent = await client.post(link, data={**hidden_fields(page.text), "reply": "coming", "children": "2"})

    async with given.database.read() as db:
        after = await queries.invitee(db, office, meeting_id, mine)
    assert (page.status_code, sent.status_code, before) == (200, 303, 1)
    assert (after.reply, after.needs.children) == ("coming", 2)
    assert not client.cookies
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "same-origin", "with no-referrer browsers send Origin: null"
    assert CANARY not in page.text
    assert "TOP N 1" in page.text


async def test_links_that_are_guessed_foreign_or_taken_back_do_not_open(
    given: Given, client: httpx.AsyncClient, settings: Settings
) -> None:
    office, _, mine = await invited(given)
    good = address(settings, mine)
    async with given.database.write() as db:
        await invitations.take_back_link(db, mine, actor=office, now=given.now)

    tried = [good, good[:-1] + ("A" if good[-1] != "A" else "B"), address(settings, uuid4()), "/musterland/einladung/x"]
    answers = [await client.get(link) for link in tried]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert (await client.get(address(settings, mine, 2))).status_code == 200


async def test_a_link_ends_with_the_meeting_and_guessing_is_slowed_down(
    given: Given, client: httpx.AsyncClient, settings: Settings
) -> None:
    _, _, mine = await invited(given)
    refused = [(await client.post("/musterland/einladung/x", data={"reply": "coming"})).status_code for _ in range(12)]
    given.clock.move(days=15)

    assert (refused[0], refused[-1]) == (404, 429)
    assert (await client.get(address(settings, mine))).status_code == 410


async def test_another_site_cannot_answer(given: Given, client: httpx.AsyncClient, settings: Settings) -> None:
    _, _, mine = await invited(given)

    answer = await client.post(
        address(settings, mine), data={"reply": "coming"}, headers={"Origin": "https://boese.example"}
    )

    assert answer.status_code in (400, 403)


def test_words_that_are_no_links_name_nothing() -> None:
    assert [named(word) for word in ("", "x", "ü" * 54, "A" * 1000, "=" * 54)] == [None] * 5
