"""The figures in the browser, on paper and as a table: for whom they are, and that all of them say the same."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, time
from uuid import UUID

import httpx
import pytest
from litestar import Litestar

from api.words.figures import NAMES, SECTIONS
from beirat.rules.permissions import Role
from tests.given import Given, StoppedClock
from tests.given_cases import AGREED, REJECTED, Cases
from tests.support.pdf import pages
from tests.support.statements import counted


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


async def a_small_year(cases: Cases, clock: StoppedClock) -> list[UUID]:
    """Three recommendations: answered after 20 days, answered after 120 days, and one that waits for 100 days."""
    made = []
    for decided, received, answered in (
        (date(2026, 1, 8), date(2026, 1, 12), date(2026, 2, 1)),
        (date(2026, 3, 5), date(2026, 3, 9), date(2026, 7, 7)),
        (date(2026, 8, 6), date(2026, 8, 17), None),
    ):
        clock.show(at(received))
        identity = await cases.received(await cases.decided(decided_on=decided), on=received)
        if answered:
            clock.show(at(answered))
            await cases.answered(identity, p1=AGREED, p2=REJECTED, p3=AGREED)
        made.append(identity)
    clock.show(at(date(2026, 11, 25)))
    return made


async def opened(client: httpx.AsyncClient, address: str) -> str:
    answer = await client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_the_boards_own_delay_stands_first_and_in_words(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern

    page = await opened(client, f"{intern}/zahlen")

    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert headings == list(SECTIONS.values())
    assert said(page, "hand_over") == "3 von 3, nach 4, 4 und 11 Tagen"
    assert said(page, "answered") == "2 von 3, nach 20 und 120 Tagen"
    assert said(page, "within_30") == "1 von 3"
    assert said(page, "on_time") == "1 von 3"
    assert said(page, "oldest") == "100 Tage"
    assert "%" not in re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)


async def test_every_number_leads_to_exactly_its_cases(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    made = await a_small_year(cases, clock)
    await given.signed_in(client, Role.OBSERVER)
    intern = (await given.district()).intern

    counted_in = await opened(client, f"{intern}/zahlen/faelle?zahl=within_30")
    others = await opened(client, f"{intern}/zahlen/faelle?zahl=within_30&teil=rest")

    assert ids(counted_in) == {str(made[0])}
    assert ids(others) == {str(made[1]), str(made[2])}


async def test_points_are_named_where_points_are_counted(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern

    page = await opened(client, f"{intern}/zahlen/faelle?zahl=agreed")
    table = rows((await client.get(f"{intern}/zahlen/faelle.csv?zahl=agreed")).content)

    assert page.count("Punkte 1 und 3") == 2
    assert [row["Punkte"] for row in table] == ["Punkte 1 und 3", "Punkte 1 und 3"]


async def test_page_paper_table_and_json_agree(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern

    page = await opened(client, f"{intern}/zahlen")
    table = rows((await client.get(f"{intern}/zahlen.csv")).content)
    paper = " ".join("\n".join(pages((await client.get(f"{intern}/zahlen.pdf")).content)).split())

    assert len(table) == len(NAMES)
    names = {name: number for number, name in NAMES.items()}
    for row in table:
        assert said(page, names[row["Zahl"]].value) == row["Angabe"]
        assert f"{row['Zahl']} {row['Angabe']}" in paper


async def test_programs_get_the_same_numbers(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern
    page = await opened(client, f"{intern}/zahlen")
    slug, signed = intern.split("/")[1], await given.token(client, Role.OFFICE)

    told = (await client.get(f"/api/v1/bodies/{slug}/figures", headers=signed)).json()

    assert told["standings"]["answered"] == 2
    found = {one["number"]: one for one in told["numbers"]}
    assert found["answered"]["days"] == [20, 120]
    assert found["within_30"]["cases"]["yes"] == ["E-2026/001"]
    assert found["within_30"]["share"] is None
    assert said(page, "within_30") == "1 von 3"


async def test_a_choice_of_time_and_field_narrows_everything(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    await given.signed_in(client, Role.CHAIR)
    intern = (await given.district()).intern

    assert "3 Empfehlungen" in await opened(client, f"{intern}/zahlen?zeit=2026&feld=language")
    assert "Hier ist nichts zu zählen" in await opened(client, f"{intern}/zahlen?zeit=2026&feld=health")
    assert (await client.get(f"{intern}/zahlen?zeit=gestern")).status_code == 404
    assert (await client.get(f"{intern}/zahlen?feld=alles")).status_code == 404
    assert (await client.get(f"{intern}/zahlen/faelle?zahl=alles")).status_code == 404


async def test_the_coordinator_counts_what_was_handed_over_and_a_unit_nothing(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    await cases.decided(decided_on=date(2026, 11, 20))
    await given.signed_in(client, Role.ADMINISTRATION_COORDINATOR)
    await given.signed_in(other_client, Role.ADMINISTRATION)
    intern = (await given.district()).intern

    page = await opened(client, f"{intern}/zahlen")

    assert "3 Empfehlungen" in page
    assert (await other_client.get(f"{intern}/zahlen")).status_code == 404
    assert "Zahlen</a>" not in await opened(other_client, f"{intern}/empfehlungen")


async def test_nothing_to_count_is_said(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern

    assert "Noch nichts zu zählen" in await opened(client, f"{intern}/zahlen")


async def test_more_cases_cost_no_more_queries(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock, app: Litestar
) -> None:
    await a_small_year(cases, clock)
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern
    engine, here = app.state.database.engine, f"{intern}/zahlen"
    await opened(client, here)
    few = await counted(engine, lambda: opened(client, here))
    await a_small_year(cases, clock)
    await opened(client, here)

    assert await counted(engine, lambda: opened(client, here)) == few <= 12


def said(page: str, key: str) -> str:
    """What the page says for a number."""
    found = re.search(rf'id="{key}">.*?<dd class="figure-said tabular">(.*?)</dd>', page, re.DOTALL)
    assert found, key
    return found[1]


def ids(page: str) -> set[str]:
    return set(re.findall(r"/empfehlungen/([0-9a-f-]{36})", page))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
