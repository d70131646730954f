"""What every public page has: a way in, no cookie, its canonical address, and an end for what is not there."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from beirat.database import Database
from beirat.rules.permissions import Role
from tests.given import Given
from tests.given_cases import AGREED, Cases

PAGES = (
    "/",
    "/empfehlungen",
    "/empfehlungen/2026-001",
    "/sitzungen",
    "/barrierefreiheit",
    "/datenschutz",
    "/impressum",
)


@pytest.mark.parametrize("path", PAGES)
async def test_a_public_page_sets_no_cookie_and_names_its_address(
    given: Given, client: httpx.AsyncClient, path: str
) -> None:
    await Cases.of(given).decided()

    page = await client.get(f"/musterland/de{path}?handlungsfeld=")

    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert f'<link rel="canonical" href="http://beirat.test/musterland/de{path}">' in page.text
    assert page.text.count("<h1>") == 1
    assert "None" not in re.sub(r"<[^>]+>", "", page.text)


async def test_the_only_district_is_where_the_first_address_leads(given: Given, client: httpx.AsyncClient) -> None:
    await given.district()

    assert (await client.get("/")).headers["location"] == "/musterland/de/"
    assert (await client.get("/musterland")).headers["location"] == "/musterland/de/"


async def test_several_districts_can_be_chosen_from(given: Given, client: httpx.AsyncClient) -> None:
    await given.district()
    await given.body("nebenan")

    page = await client.get("/")

    assert '<a href="/musterland/de/">Landkreis Musterland</a>' in page.text
    assert '<a href="/nebenan/de/">Landkreis Nebenan</a>' in page.text


async def test_before_anything_is_set_up_the_first_page_says_so(
    app: Litestar, client: httpx.AsyncClient, sqlite_template: Path
) -> None:
    app.state.database = empty = Database(f"sqlite+aiosqlite:///{sqlite_template}")

    assert "Hier ist noch kein Landkreis eingerichtet." in (await client.get("/")).text
    await empty.close()


@pytest.mark.parametrize("path", ["/niemandsland/de/", "/musterland/en/", "/musterland/de/geheim", "/MUSTERLAND/de/"])
async def test_what_is_not_there_is_not_found(given: Given, client: httpx.AsyncClient, path: str) -> None:
    await given.district()

    assert (await client.get(path)).status_code == 404


async def test_robots_stay_out_of_the_internal_pages(client: httpx.AsyncClient) -> None:
    robots = await client.get("/robots.txt")

    assert "Disallow: /*/intern\n" in robots.text


async def test_an_empty_district_says_what_comes_next(given: Given, client: httpx.AsyncClient) -> None:
    await given.district()

    home, recommendations, meetings = [
        (await client.get(f"/musterland/de{path}")).text for path in ("/", "/empfehlungen", "/sitzungen")
    ]

    assert "Noch hat der Beirat nichts empfohlen." in home
    assert "Noch hat der Beirat nichts empfohlen." in recommendations
    assert "Zurzeit ist zu keiner Sitzung eingeladen." in meetings


async def test_the_first_page_tells_answers_waits_and_numbers(given: Given, client: httpx.AsyncClient) -> None:
    cases = Cases.of(given)
    await cases.answered(await cases.assigned(), p1=AGREED)
    await cases.received(await cases.decided(title="Noch ganz offen"))
    given.clock.move(days=92)

    home = (await client.get("/musterland/de/")).text

    assert "Zuletzt beantwortet" in home
    assert "1 von 3 Punkten beantwortet: zugesagt. Auf 2 Punkte wartet der Beirat seit 92 Tagen." in home
    assert "Noch keine Antwort. Der Beirat wartet seit 92 Tagen." in home
    assert "Er hat 15 Sitze." in home
    assert "Alle 2 Empfehlungen ansehen" in home


async def test_pages_lead_to_the_same_as_data(given: Given, client: httpx.AsyncClient) -> None:
    await Cases.of(given).decided()

    home = (await client.get("/musterland/de/")).text
    page = (await client.get("/musterland/de/empfehlungen/2026-001")).text
    one, every = [re.findall(r'href="(/api/[^"]+)"', html)[0] for html in (page, home)]

    assert (await client.get(one)).json()["line"]["key"] == "2026-001"
    assert [line["key"] for line in (await client.get(every)).json()["lines"]] == ["2026-001"]


async def test_somebody_who_is_signed_in_sees_the_same_public_page(given: Given, client: httpx.AsyncClient) -> None:
    cases = Cases.of(given)
    made = await cases.assigned()
    await cases.drafted(made, 1, AGREED, by=await cases.account(Role.ADMINISTRATION_COORDINATOR))
    before = (await client.get("/musterland/de/empfehlungen/2026-001")).text

    await given.signed_in(client, Role.OFFICE)

    assert (await client.get("/musterland/de/empfehlungen/2026-001")).text == before
