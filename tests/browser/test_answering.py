"""A unit answers by link in a real browser: in few steps, on a phone as on a desk, and nobody is shut out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from api.passwords import Passwords
from beirat.actions import answers
from beirat.rules.permissions import Role
from beirat.settings import Settings
from beirat.tables.answers import ReleaseRule
from tests.given import Given, StoppedClock
from tests.given_cases import Decided
from tests.given_doors import ADDRESS, CODE, LINK, Doors
from tests.support.browser import barriers
from tests.support.browser import browser as start_browser
from tests.support.installation import PATIENCE, Postbox, mail_server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STEPS = 6
TEXT = "Wir richten zwei Kurse am Abend ein."


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with start_browser() as browser:
        yield browser


class Steps:
    """A page, and how often somebody had to do something on it."""

    def __init__(self, page: Page, scheme: str) -> None:
        self.page, self.scheme, self.taken = page, scheme, 0
        self.complaints: list[str] = []

    async def presses(self, words: str) -> None:
        self.taken += 1
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=words, exact=True).click()
        await self.looks()

    async def fills(self, name: str, text: str) -> None:
        self.taken += 1
        await self.page.fill(f"[name='{name}']", text)

    async def chooses(self, name: str, value: str) -> None:
        self.taken += 1
        await self.page.select_option(f"[name='{name}']", value)

    async def looks(self) -> None:
        """Writes down what is wrong with the page: barriers, and scrolling sideways."""
        await self.page.emulate_media(color_scheme=self.scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        is_wide = await self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found = [*await barriers(self.page), *(["scrolls sideways"] if is_wide else [])]
        self.complaints += [f"{self.page.url}: {one}" for one in found]


async def one_point(doors: Doors) -> None:
    """A recommendation with one point; its unit lets its answers out itself and has a link on its way."""
    identity = await doors.cases.received(await doors.cases.decided((Decided("Abendkurse anbieten."),)))
    await doors.cases.assigned(identity, p1="FD 50")
    coordinator = await doors.cases.account(Role.ADMINISTRATION_COORDINATOR)
    async with doors.given.database.write() as db:
        rule = ReleaseRule(may_release=True)
        await answers.set_release_rule(db, await doors.unit(), rule, actor=coordinator, now=doors.given.now)
    await doors.link(identity)


async def enters(steps: Steps, postbox: Postbox, site: str) -> None:
    """Follows the link in the mail, asks for the code and types it in."""
    link = LINK.search((await postbox.mail(ADDRESS, "Bitte um Antwort")).get_content())
    assert link
    await steps.page.goto(f"{site}{link[0]}")
    await steps.looks()
    await steps.presses("Code anfordern")
    code = CODE.search((await postbox.mail(ADDRESS, "Ihr Code")).get_content())
    assert code
    await steps.fills("code", f"{code[1]} {code[2]}")
    await steps.presses("Weiter")


@pytest.mark.parametrize("width, scheme", [(1280, "light"), (390, "dark")])
async def test_a_simple_case_takes_at_most_six_steps_after_the_code(
    browser: Browser,
    given: Given,
    settings: Settings,
    clock: StoppedClock,
    passwords: Passwords,
    width: int,
    scheme: str,
) -> None:
    doors = Doors.of(given, settings)
    await one_point(doors)
    context = await browser.new_context(viewport={"width": width, "height": 800})
    steps = Steps(await context.new_page(), scheme)
    async with mail_server() as (postbox, port), serving(settings, clock, passwords, mail_port=port) as site:
        await enters(steps, postbox, site)

        steps.taken = 0
        await steps.chooses("answers-0-position", "agreed")
        await steps.fills("answers-0-text", TEXT)
        await steps.presses("Weiter zur Vorschau")
        await steps.presses("Freigeben")

        assert "Die Antworten sind freigegeben." in await steps.page.locator("main").inner_text()
        assert TEXT in await steps.page.locator("main").inner_text()
    await context.close()
    assert steps.taken <= MOST_STEPS
    assert steps.complaints == []


async def test_what_is_typed_is_kept_by_itself(
    browser: Browser, given: Given, settings: Settings, clock: StoppedClock, passwords: Passwords
) -> None:
    doors = Doors.of(given, settings)
    await one_point(doors)
    context = await browser.new_context()
    steps = Steps(await context.new_page(), "light")
    async with mail_server() as (postbox, port), serving(settings, clock, passwords, mail_port=port) as site:
        await enters(steps, postbox, site)
        await steps.fills("answers-0-text", TEXT)

        async with asyncio.timeout(PATIENCE):
            await steps.page.get_by_text("Entwurf gespeichert um").wait_for()

        await steps.page.reload()
        assert await steps.page.input_value("[name='answers-0-text']") == TEXT
    await context.close()
