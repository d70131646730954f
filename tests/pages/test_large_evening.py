"""A large meeting opens with as few questions to the database as a small one."""

from __future__ import annotations

import httpx

from beirat.actions import ballots
from beirat.tables.ballots import ItemVote
from tests.given import Given
from tests.support.evening import Evening, planned_evening
from tests.support.statements import counted

MOST = 40
"""So many statements at most, login and everything: presence, agenda, ballots, texts, promises, sentences."""


async def opened(given: Given, *, items: int, people: int) -> Evening:
    """A meeting of this size that just began; nobody is there yet."""
    evening = await planned_evening(given, members=people)
    for number in range(items - len(evening.items)):
        await evening.item(f"Bericht {number}")
    await evening.convene()
    await evening.open()
    return evening


async def vote(evening: Evening, *, votes: int) -> None:
    """So many free resolutions, spread over its reports."""
    reports = [item_id for heading, item_id in evening.items.items() if heading.startswith("Bericht")]
    for number in range(votes):
        entered = ItemVote(wording=f"Der Beirat dankt {number}.", yes=len(evening.people))
        async with evening.given.database.write() as db:
            item_id = reports[number % len(reports)]
            await ballots.decide_item(db, item_id, entered, actor=evening.office, now=evening.now)


async def opening(given: Given, client: httpx.AsyncClient, evening: Evening) -> int:
    await given.signed_in(client, viewer=evening.office)
    intern = (await given.district()).intern
    path = f"{intern}/sitzungen/{evening.meeting_id}/fuehren?top={evening.items['Bericht der Verwaltung']}"

    async def opens() -> None:
        assert (await client.get(path)).status_code == 200

    return await counted(given.database.engine, opens)


async def test_forty_items_thirty_people_and_sixty_ballots_ask_no_more_than_a_meeting_that_just_began(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await opened(given, items=40, people=30)
    at_first = await opening(given, client, evening)

    await evening.arrive()
    await vote(evening, votes=60)
    in_the_end = await opening(given, client, evening)

    assert in_the_end <= at_first + 3, "what is asked only where there is something"
    assert in_the_end <= MOST
