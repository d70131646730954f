"""Letting the public edition out on a phone: four taps at most after signing in, and by a second person alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, ViewportSize

from api.demo.people import PASSWORD
from api.passwords import Passwords
from beirat.settings import Settings
from tests.given import StoppedClock
from tests.support.browser import barriers
from tests.support.browser import browser as start_browser
from tests.support.installation import serving

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
MOST_TAPS = 4


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with start_browser() as browser:
        yield browser


async def test_the_chair_lets_the_public_edition_out_in_four_taps(
    browser: Browser, sample_settings: Settings, passwords: Passwords, tmp_path: Path
) -> None:
    taps = 0
    async with serving(sample_settings, StoppedClock(), passwords, mail_port=25) as address:
        context = await browser.new_context(viewport=PHONE, has_touch=True, base_url=address)
        page = await context.new_page()
        await page.goto("/musterland/intern/anmelden")
        await page.fill("input[name=login]", "vorsitz@musterland.example")
        await page.fill("input[name=password]", PASSWORD)
        await page.press("input[name=password]", "Enter")
        await page.wait_for_url("**/musterland/intern/")

        card, button = page.get_by_role("link", name="Ansehen und freigeben"), page.get_by_role("button")
        for target, leads_to in (
            (card.first, "**/oeffentlich"),
            (button.filter(has_text="Jetzt freigeben"), "**meldung=minutes_published"),
        ):
            await target.tap()
            await page.wait_for_url(leads_to)
            taps += 1
            assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            assert await barriers(page) == []

        said = await page.inner_text("main")
        await context.close()

    assert taps <= MOST_TAPS
    assert "freigegeben von Oksana Prykladenko" in said
