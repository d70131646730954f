"""The internal pages of the sample district in a real browser: no barrier and no sideways scrolling on a small phone.

Every kind of page once, by somebody who works with it, with everything unfolded; light and dark in turn.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page
from sqlmodel import select

from api.demo.people import PASSWORD, SLUG, address
from api.passwords import Passwords
from beirat.actions import minutes
from beirat.database import Database
from beirat.queries import accounts, people
from beirat.rules.meetings import MeetingState
from beirat.rules.minutes import MinutesState
from beirat.settings import Settings
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes, MinutesReturn
from tests.given import StoppedClock
from tests.support.browser import barriers
from tests.support.browser import browser as start_browser
from tests.support.installation import Person, mail_server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTH = 320
ID = "[0-9a-f-]{36}"
UNFOLD = "document.querySelectorAll('main details').forEach(each => { each.open = true })"

OFFICE = (
    *("/", "/sitzungen", "/sitzungen/neu", "/sitzungen/*", "/sitzungen/*/einladung", "/sitzungen/punkte/*"),
    *("/sitzungen/*/niederschrift", "/sitzungen/*/niederschrift/top/*", "/empfehlungen", "/empfehlungen/*"),
    *("/zahlen", "/zahlen/faelle", "/aufgaben", "/journal"),
)
MEMBER = ("/", "/antraege", "/antraege/*", "/antraege/*/bearbeiten", "/antraege/neu", "/konto")
CHAIR = ("/", "/antraege/*")
COORDINATOR = ("/", "/empfehlungen", "/empfehlungen/*", "/empfehlungen/*/freigabe", "/empfehlungen/freigaberegeln")
UNIT = ("/", "/empfehlungen/*/antwort")
SUPPORT = ("/", "/konten", "/konten/neu", "/konten/liste")
WAYS = {"mitglied1": MEMBER, "vorsitz": CHAIR, "landratsbuero": COORDINATOR, "soziales": UNIT, "technik": SUPPORT}


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with start_browser() as browser:
        yield browser


@pytest.fixture
async def site(sample_settings: Settings, clock: StoppedClock, passwords: Passwords) -> AsyncIterator[str]:
    """The sample district at the minute when its next meeting begins; the chair has just given minutes back."""
    database = Database(sample_settings.database_url)
    async with database.read() as db:
        (district,) = await people.bodies(db)
        begins = select(Meeting.starts_at).where(Meeting.body_id == district.id, Meeting.state == MeetingState.CONVENED)
        clock.move(seconds=((await db.exec(begins)).one() - clock.now()) / timedelta(seconds=1))
        account = await accounts.credentials(db, address("vorsitz"))
        chair = await accounts.viewer_of(db, account.account_id, body_id=district.id, name="Vorsitz")
    async with database.write() as db:
        waiting = select(Minutes).where(Minutes.body_id == district.id, Minutes.state == MinutesState.CHAIR_REVIEW)
        row = (await db.exec(waiting)).one()
        remarks = MinutesReturn(version=row.version, remarks=[{"text": "Bitte kürzer."}])
        await minutes.give_back(db, row.meeting_id, remarks, actor=chair, now=clock.now())
    await database.close()
    async with mail_server() as (_, port), serving(sample_settings, clock, passwords, mail_port=port) as served:
        yield served


@dataclass
class Visitor:
    """Somebody who looks at pages, and writes down what is wrong with them."""

    person: Person
    looked: int = 0
    links: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.person.page

    async def walks(self, way: Sequence[str]) -> None:
        """Opens addresses below the internal pages; ``*`` stands for an id in a link that was seen before."""
        for path in way:
            status = await self.person.opens(self._known(path))
            self.complaints += [f"{path} answers {status}"] * (status != 200)
            await self.looks(path)

    def _known(self, path: str) -> str:
        wanted = re.compile(f"{re.escape(path).replace(re.escape('*'), ID)}")
        return next(link for link in self.links if wanted.fullmatch(link)) if "*" in path else path

    async def looks(self, name: str) -> None:
        """Looks at the page that is open, with everything unfolded."""
        self.looked += 1
        await self.page.emulate_media(color_scheme="dark" if self.looked % 2 else "light")
        await self.page.evaluate(UNFOLD)
        wide = await self.page.evaluate("document.documentElement.scrollWidth")
        found = [f"is {wide} wide"] * (wide > WIDTH) + await barriers(self.page)
        self.complaints += [f"{self.person.login} {name} {what}" for what in found]
        hrefs = await self.page.eval_on_selector_all("main a[href]", "all => all.map(one => one.href)")
        self.links += [href.removeprefix(self.person.intern).partition("?")[0] for href in hrefs]


@asynccontextmanager
async def visiting(browser: Browser, site: str, name: str) -> AsyncIterator[Visitor]:
    """Somebody of the sample district, signed in, on a small phone."""
    context = await browser.new_context(viewport={"width": WIDTH, "height": 700}, reduced_motion="reduce")
    visitor = Visitor(Person(await context.new_page(), f"{site}/{SLUG}/intern", address(name)))
    await visitor.person.opens("/anmelden")
    await visitor.person.fills({"Anmeldename": visitor.person.login, "Passwort": PASSWORD})
    await visitor.person.presses("Anmelden")
    yield visitor
    await context.close()


@pytest.mark.parametrize("name", WAYS)
async def test_the_pages_of_everybody_have_no_barriers(browser: Browser, site: str, name: str) -> None:
    async with visiting(browser, site, name) as visitor:
        await visitor.walks(WAYS[name])

        assert visitor.complaints == []


async def test_the_pages_of_the_office_have_no_barriers_also_while_a_meeting_runs(browser: Browser, site: str) -> None:
    async with visiting(browser, site, "geschaeftsstelle") as office:
        await office.walks(OFFICE)
        await office.walks(("/", "/sitzungen/*/fuehren"))
        await office.person.presses("Sitzung eröffnen")
        await office.looks("a meeting that runs")
        await office.person.follows("Sitzung beenden")
        await office.looks("a meeting to be closed")

        assert office.complaints == []


async def test_forms_that_come_back_have_no_barriers(browser: Browser, site: str) -> None:
    async with visiting(browser, site, "mitglied1") as member:
        await member.person.opens("/antraege/neu")
        await member.person.presses("Entwurf speichern")
        await member.looks("a motion without anything")
        await member.person.opens("/nicht-da")
        await member.looks("nothing here")
        await member.page.context.clear_cookies()
        await member.person.opens("/anmelden")
        await member.person.fills({"Anmeldename": "niemand", "Passwort": "falsch"})
        await member.person.presses("Anmelden")
        await member.looks("a wrong password")

        assert member.complaints == []
