"""The start page "Zu tun": what waits, until when or since when, and one button each."""

from __future__ import annotations

import httpx
import pytest

from beirat.rules.permissions import Role
from tests.given import Given, StoppedClock, form_to
from tests.given_cases import AGREED, Cases


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def start(given: Given, client: httpx.AsyncClient, role: Role) -> str:
    """The page, as somebody sees it who signs in now."""
    await given.signed_in(client, role)
    return (await client.get(f"{(await given.district()).intern}/")).text


async def test_an_invitation_whose_link_ran_out_waits_for_the_technical_support(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await start(given, client, Role.ADMIN)
    intern = (await given.district()).intern
    form = form_to((await client.get(f"{intern}/konten/neu")).text, "/konten/neu")
    asked = {"login": "neu@beispiel.example", "name": "Neue Person", "role": "office"}
    await client.post(f"{intern}/konten/neu", data=form | asked)
    invited = (await client.get(f"{intern}/")).text

    clock.move(days=30)
    late = await start(given, other_client, Role.ADMIN)

    assert "Neue Person" not in invited
    assert "Noch einmal einladen" in late
    assert "Neue Person, neu@beispiel.example" in late


async def test_what_is_late_says_since_when(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await cases.assigned()
    soon = await start(given, client, Role.ADMINISTRATION)

    clock.move(days=100)
    late = await start(given, client, Role.ADMINISTRATION)

    assert "bis 3. März 2027" in soon
    assert "Termin überschritten seit 10 Tagen (war: 3. März 2027)" in late


async def test_a_receipt_to_be_confirmed_says_how_long_it_has_been_here(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    await cases.sent()

    page = await start(given, client, Role.ADMINISTRATION_COORDINATOR)

    assert "zugeleitet am 3. Dezember 2026" in page


async def test_whoever_wrote_a_motion_sees_that_it_was_answered(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    author = await given.signed_in(client, Role.MEMBER)
    intern = (await given.district()).intern
    identity = await cases.assigned(await cases.received(await cases.decided(author=author)))
    before = (await client.get(f"{intern}/")).text

    await cases.answered(identity, p1=AGREED)
    mine, others = (await client.get(f"{intern}/")).text, await start(given, other_client, Role.MEMBER)

    assert "Zu Ihren Anträgen gibt es Antworten" not in before
    assert f'href="{intern}/empfehlungen/{identity}"' in mine
    assert "Zu Ihren Anträgen gibt es Antworten" not in others
