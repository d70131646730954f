"""The board's own tasks in the browser."""

from __future__ import annotations

import httpx

from beirat.rules.permissions import Role
from tests.given import Given
from tests.support.evening import running_evening
from tests.support.sent_forms import addresses, form_to

TASK = "Der Beirat wirbt in den Vereinen dafür."


async def test_a_task_is_done_with_a_note(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    await evening.vote()
    await given.signed_in(client, viewer=evening.office)
    intern = (await given.district()).intern
    page = (await client.get(f"{intern}/aufgaben")).text

    address, fields = form_to(page, "/erledigt")
    answer = await client.post(address, data={**fields, "note": "Rundbrief an 14 Vereine"})
    after = (await client.get(answer.headers["location"])).text

    assert TASK in page
    assert "S-1 vom 17. Dezember 2026" in page
    assert answer.status_code == 303
    assert "Keine offenen Aufgaben" in after
    assert "Rundbrief an 14 Vereine" in after


async def test_members_see_the_tasks_and_the_administration_does_not(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    evening = await running_evening(given)
    await evening.vote()
    await given.signed_in(client, Role.MEMBER)
    await given.signed_in(other_client, Role.ADMINISTRATION)
    address = f"{(await given.district()).intern}/aufgaben"

    page = await client.get(address)

    assert TASK in page.text
    assert not [one for one in addresses(page.text) if one.endswith("/erledigt")]
    assert (await other_client.get(address)).status_code == 404
