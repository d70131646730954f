"""The public site in a real browser: accessible in light and dark, on a desk and on a phone, and light to load."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Response

from api.passwords import Passwords
from beirat.database import Database
from beirat.settings import Settings, read_settings
from tests.bench.district import SLUG, fill
from tests.given import StoppedClock
from tests.support.browser import barriers
from tests.support.browser import browser as start_browser
from tests.support.installation import serving

pytestmark = pytest.mark.browser

BROAD = ("/", "/empfehlungen", *(f"/empfehlungen/2026-{number:03d}" for number in (16, 15, 12)), "/sitzungen/2006-s2")
NARROW = (
    *("/empfehlungen?handlungsfeld=kultur&stand=weitergegeben", "/sitzungen", "/zahlen", "/nicht-da"),
    *(f"/empfehlungen/2026-{number:03d}" for number in (11, 9, 6, 5, 3)),
    *("/barrierefreiheit", "/datenschutz", "/impressum"),
)
LARGEST_PAGE, MOST_REQUESTS = 15_000, 10


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with start_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def settings(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """One installation for all tests here: they only look."""
    folder = tmp_path_factory.mktemp("public")
    (folder / "beirat.sqlite").write_bytes(sqlite_template.read_bytes())
    return replace(read_settings(data=folder), database_url=f"sqlite+aiosqlite:///{folder / 'beirat.sqlite'}")


@pytest.fixture(scope="module")
async def site(settings: Settings, passwords: Passwords) -> AsyncIterator[str]:
    """A running server, and a district with sixteen recommendations in every state."""
    database = Database(settings.database_url)
    await fill(database, number=16, today=date(2026, 12, 3))
    await database.close()
    async with serving(settings, StoppedClock(), passwords, mail_port=25) as address:
        yield f"{address}/{SLUG}/de"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_is_accessible_and_fits(browser: Browser, site: str, scheme: str, width: int) -> None:
    context = await browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{page.url} {message.text}"))

    for path in BROAD + (NARROW if (scheme == "dark") == (width == 1280) else ()):
        await page.goto(site + path)
        wide = await page.evaluate("document.documentElement.scrollWidth")
        complaints += [f"{path} is {wide} wide"] * (wide > width)
        complaints += [f"{path} {line}" for line in await barriers(page)]

    await context.close()
    not_found = "Failed to load resource: the server responded with a status of 404"
    assert [line for line in complaints if not_found not in line] == []


async def test_a_first_visit_is_light(browser: Browser, site: str) -> None:
    page = await browser.new_page(viewport={"width": 412, "height": 900})
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    await page.goto(f"{site}/empfehlungen", wait_until="networkidle")

    sizes = {answer.url: (await answer.request.sizes())["responseBodySize"] for answer in answers}
    await page.close()
    assert len(answers) <= MOST_REQUESTS
    assert sizes[f"{site}/empfehlungen"] <= LARGEST_PAGE


async def test_the_filter_works_with_the_keyboard_and_without_javascript(browser: Browser, site: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{site}/empfehlungen")

    await page.get_by_label("Stand der Antwort").select_option("beantwortet")
    await page.get_by_role("button", name="Anzeigen").press("Enter")

    await page.wait_for_url("**/empfehlungen?stand=beantwortet*")
    states = await page.locator(".list-item .status").all_inner_texts()
    await context.close()
    assert set(states) == {"Beantwortet"}


async def test_the_second_line_of_a_phone_is_already_the_page(browser: Browser, site: str) -> None:
    page = await browser.new_page(viewport={"width": 390, "height": 844})

    await page.goto(f"{site}/empfehlungen/2026-016")

    top = await _top(page, "h1")
    await page.close()
    assert top < 220


async def _top(page: Page, selector: str) -> float:
    box = await page.locator(selector).bounding_box()
    assert box is not None
    return box["y"]
