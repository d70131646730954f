"""An evening that is entered the day after, from paper: every time is the one written there, and the page says so."""

from __future__ import annotations

import httpx

from beirat.queries import running
from beirat.queries.running import RunningView
from tests.given import Given
from tests.support.evening import Evening, planned_evening
from tests.support.sent_forms import form_to

MOTION = "Sprachkurse am Abend"


class Desk:
    """The browser of whoever enters the evening."""

    def __init__(self, evening: Evening, client: httpx.AsyncClient, intern: str) -> None:
        self.evening, self.client = evening, client
        self.root = f"{intern}/sitzungen/{evening.meeting_id}/fuehren"

    async def page(self, rest: str = "") -> str:
        return (await self.client.get(f"{self.root}{rest}")).text

    async def sends(self, page: str, ending: str, **typed: object) -> httpx.Response:
        address, fields = form_to(page, ending)
        return await self.client.post(address, data={**fields, **typed})

    async def seen(self) -> RunningView:
        who = self.evening
        async with who.given.database.read() as db:
            return await running.view(db, who.office, who.meeting_id, now=who.now)


async def the_morning_after(given: Given, client: httpx.AsyncClient) -> Desk:
    evening = await planned_evening(given)
    await evening.convene()
    given.clock.move(days=15, minutes=-8 * 60)
    await given.signed_in(client, viewer=evening.office)
    return Desk(evening, client, (await given.district()).intern)


async def test_the_whole_evening_is_entered_with_the_times_on_the_paper(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await the_morning_after(given, client)
    who = at.evening
    before = await at.page()

    await at.sends(before, "/eroeffnen", at="18:02")
    opened = await at.page()
    await at.sends(opened, "/anwesenheit", mark="present", at="18:02")
    await at.sends(await at.page(), "/gegangen", person_ids=[str(who.people[0])], at="19:10")
    motion = f"/antrag/{who.motions[MOTION]}"
    page = await at.page(f"?top={who.items[MOTION]}")
    without_time = await at.sends(page, motion, yes="10")
    await at.sends(page, motion, yes="10", at="19:15")
    closed = await at.sends(await at.page("/schliessen"), "/schliessen", at="20:00")

    assert "Nachtragen" in before
    assert "Wird nachgetragen" in opened
    assert "Bitte tragen Sie die Uhrzeit ein, die auf dem Papier steht" in without_time.text
    assert closed.status_code == 303
    evening = await at.seen()
    assert (evening.opened_at, evening.closed_at) == (who.at(18, 2), who.at(20))
    [made] = evening.item(who.items[MOTION]).resolutions
    assert (made.ballots[0].taken_at, made.ballots[0].present) == (who.at(19, 15), 10)


async def test_times_are_not_guessed_from_the_clock_on_the_wall(given: Given, client: httpx.AsyncClient) -> None:
    at = await the_morning_after(given, client)
    await at.sends(await at.page(), "/eroeffnen", at="18:00")
    await at.sends(await at.page(), "/anwesenheit", mark="present", at="18:00")

    running_page, closing = await at.page(), await at.page("/schliessen")

    assert form_to(running_page, "/gegangen")[1]["at"] == [""]
    assert form_to(closing, "/schliessen")[1]["at"] == [""]
    assert "Geplantes Ende: 20:30 Uhr" in closing


async def test_a_meeting_does_not_end_before_what_happened_in_it(given: Given, client: httpx.AsyncClient) -> None:
    at = await the_morning_after(given, client)
    who = at.evening
    await at.sends(await at.page(), "/eroeffnen", at="18:00")
    await at.sends(await at.page(), "/anwesenheit", mark="present", at="18:00")
    page = await at.page(f"?top={who.items[MOTION]}")
    await at.sends(page, f"/antrag/{who.motions[MOTION]}", yes="11", at="19:15")

    answer = await at.sends(await at.page("/schliessen"), "/schliessen", at="19:00")

    assert answer.status_code == 422
    assert "Um 19:15 Uhr ist in dieser Sitzung noch etwas eingetragen" in answer.text


async def test_the_journal_says_that_it_was_entered_afterwards(given: Given, client: httpx.AsyncClient) -> None:
    at = await the_morning_after(given, client)

    await at.sends(await at.page(), "/eroeffnen", at="18:00")

    journal = (await client.get(f"{at.root.partition('/sitzungen')[0]}/journal")).text
    assert "Nachgetragen" in journal
