"""Receipt and distribution: one page, one form, one go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import pytest

from beirat.rules.cases import Handling
from beirat.rules.permissions import Role
from beirat.settings import Settings
from tests.given import Given, form_to
from tests.given_doors import ADDRESS, Doors


@pytest.fixture
def doors(given: Given, settings: Settings) -> Doors:
    return Doors.of(given, settings)


async def page(doors: Doors, client: httpx.AsyncClient) -> str:
    answer = await client.get(f"{(await doors.given.district()).intern}/empfehlungen/eingang")
    assert answer.status_code == 200
    return answer.text


async def sent(doors: Doors, client: httpx.AsyncClient, identity: UUID, **typed: Any) -> httpx.Response:
    form = form_to(await page(doors, client), f"{identity}/verteilen")
    intern = (await doors.given.district()).intern
    units = {f"units-{n}-unit_id": str(await doors.unit(short)) for n, short in enumerate(("FD 50", "FD 40", "FD 50"))}
    return await client.post(f"{intern}/empfehlungen/{identity}/verteilen", data={**form, **units, **typed})


async def test_receipt_units_and_links_in_one_go(doors: Doors, client: httpx.AsyncClient) -> None:
    identity = await doors.cases.sent()
    await doors.address()
    await doors.given.signed_in(client, Role.ADMINISTRATION_COORDINATOR)

    answer = await sent(doors, client, identity, file_reference="LB 10.3/07", sends_links="true")

    assert answer.status_code == 303
    view = await doors.cases.seen(identity)
    assert view.handling is Handling.ACKNOWLEDGED
    assert [point.unit for point in view.points] == ["Fachdienst Soziales", "Fachdienst Schule", "Fachdienst Soziales"]
    assert [mail["to"] for mail in await doors.mails()] == [ADDRESS]
    assert "Nichts wartet" in await page(doors, client)


async def test_a_day_before_the_handing_over_is_refused_and_nothing_is_half_done(
    doors: Doors, client: httpx.AsyncClient
) -> None:
    identity = await doors.cases.sent()
    await doors.given.signed_in(client, Role.ADMINISTRATION_COORDINATOR)

    answer = await sent(doors, client, identity, received_on="2020-01-01", file_reference="LB 10.3/07")

    assert answer.status_code == 422
    assert "LB 10.3/07" in answer.text
    view = await doors.cases.seen(identity)
    assert view.handling is Handling.SENT
    assert not any(point.unit for point in view.points)


async def test_what_has_come_before_is_only_distributed(doors: Doors, client: httpx.AsyncClient) -> None:
    identity = await doors.cases.received()
    await doors.given.signed_in(client, Role.ADMINISTRATION_COORDINATOR)

    answer = await sent(doors, client, identity)

    assert answer.status_code == 303
    assert all(point.unit for point in (await doors.cases.seen(identity)).points)
    assert await doors.mails() == []


async def test_another_districts_coordinator_finds_nothing(doors: Doors, client: httpx.AsyncClient) -> None:
    identity = await doors.cases.sent()
    neighbour = await doors.given.body("nachbarland")
    await doors.given.signed_in(client, Role.ADMINISTRATION_COORDINATOR, in_district=neighbour)

    shown = await client.get(f"{neighbour.intern}/empfehlungen/eingang")
    taken = await client.post(f"{neighbour.intern}/empfehlungen/{identity}/verteilen", data=form_to_any(shown.text))

    assert "Nichts wartet" in shown.text
    assert taken.status_code == 404


def form_to_any(text: str) -> dict[str, str]:
    return {**form_to(text, "/abmelden"), "version": "1"}
