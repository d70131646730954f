"""A whole evening in a real browser, with the keyboard alone: the text saves itself, the net goes, nothing is lost.

What has no page of its own under the keys is entered by a second recorder at the same table, through users' own verbs.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

import pytest
from playwright.async_api import Browser, Page

from api.passwords import Passwords
from beirat.actions import conflicts, people, presence, procedure
from beirat.queries import promises, running
from beirat.queries.running import RunningView
from beirat.rules.permissions import Role
from beirat.rules.resolutions import ResolutionSubject
from beirat.settings import Settings
from beirat.tables.attendance import Doubt, Representation
from beirat.tables.ballots import ItemVote
from beirat.tables.conflicts import ConflictEntry, ConflictReturn
from beirat.tables.people import DeputyDraft
from tests.given import Given, StoppedClock
from tests.support.browser import barriers
from tests.support.browser import browser as start_browser
from tests.support.evening import Evening, running_evening
from tests.support.installation import Person, mail_server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOTION, REPORT, URGENT = "Sprachkurse am Abend", "Bericht der Verwaltung", "Hilfe für die Notunterkunft"
LIES = "Object.entries(localStorage).map(pair => pair.join('=')).join(' ')"
ACTIVE = "document.activeElement"


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with start_browser() as browser:
        yield browser


@dataclass
class Desk:
    """Whoever writes, in front of the keyboard."""

    evening: Evening
    person: Person

    @property
    def page(self) -> Page:
        return self.person.page

    @property
    def root(self) -> str:
        return f"/sitzungen/{self.evening.meeting_id}/fuehren"

    async def sits_down(self) -> None:
        self.person.login = await self.evening.given.login_of(self.evening.office)
        await self.person.signs_in()
        await self.person.opens(self.root)

    async def opens(self, item: str) -> None:
        await self.person.opens(f"{self.root}?top={self.evening.items[item]}")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def says(self, words: str) -> None:
        """Waits until the page says how it stands with saving."""
        await self.page.locator("[data-save-words]", has_text=re.compile(words)).wait_for()

    async def seen(self) -> RunningView:
        who = self.evening
        async with who.given.database.read() as db:
            return await running.view(db, who.office, who.meeting_id, now=who.now)

    async def kept(self, item: str) -> str:
        who = self.evening
        async with who.given.database.read() as db:
            return (await running.texts(db, who.office, who.meeting_id))[who.items[item]][0]

    async def tabs_to(self, words: str) -> None:
        """Goes with the Tab key to the thing that says so."""
        for _ in range(200):
            here = f"{ACTIVE} === document.body ? '' : ({ACTIVE}.innerText ?? '') + ({ACTIVE}.value ?? '')"
            if words in await self.page.evaluate(here):
                return
            await self.press("Tab")
        raise LookupError(words)


@pytest.fixture
async def desk(
    given: Given, settings: Settings, clock: StoppedClock, passwords: Passwords, browser: Browser
) -> AsyncIterator[Desk]:
    evening = await running_evening(given, members=10, there=False)
    intern = (await given.district()).intern
    async with mail_server() as (_, port), serving(settings, clock, passwords, mail_port=port) as site:
        context = await browser.new_context(locale="de-DE", reduced_motion="reduce")
        context.set_default_timeout(10_000)
        at = Desk(evening, Person(await context.new_page(), f"{site}{intern}"))
        at.page.on("dialog", lambda dialog: dialog.accept())
        await at.sits_down()
        yield at
        await context.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what is kept has its tests on both
async def test_a_whole_evening_by_keyboard(desk: Desk) -> None:
    await _two_are_late(desk)
    await _the_text_saves_itself_and_outlives_a_cut(desk)
    await _a_deputy_comes_and_somebody_is_biased(desk)
    await _a_tie_rejects_the_motion(desk)
    await _a_promise_is_caught(desk)
    await _an_urgent_motion_is_taken_up(desk)
    await _too_few_are_left(desk)
    await _the_meeting_ends(desk)


async def _two_are_late(desk: Desk) -> None:
    """Eight of ten are ticked and there; half an hour later one more comes."""
    await desk.press("a")
    await desk.press("Space", "Tab", "Space")
    await desk.tabs_to("Anwesend")
    async with desk.page.expect_navigation():
        await desk.press("Enter")
    assert (await desk.seen()).present == 8
    desk.evening.given.clock.move(minutes=30)
    await desk.page.reload()
    await desk.press("a", "Space")
    await desk.tabs_to("Anwesend")
    async with desk.page.expect_navigation():
        await desk.press("Enter")

    assert (await desk.seen()).present == 9
    assert "9 von 15" in await desk.person.reads()


async def _the_text_saves_itself_and_outlives_a_cut(desk: Desk) -> None:
    await desk.opens(REPORT)
    await desk.press("t")
    await desk.page.keyboard.type("Frau Beispiel berichtet.")
    await desk.says("^Gespeichert")
    assert await desk.kept(REPORT) == "Frau Beispiel berichtet."

    await desk.page.context.set_offline(True)
    await desk.page.keyboard.type(" Geheimes Wort.")
    await desk.says("kein Netz")
    await desk.press("Alt+PageDown")
    assert "Geheimes Wort." in await desk.page.locator("#f-course").input_value()
    lying = await desk.page.evaluate(LIES)
    assert "beirat-draft:" in lying
    assert "Geheimes" not in lying
    await desk.page.context.set_offline(False)
    await desk.says("^Gespeichert")

    assert await desk.kept(REPORT) == "Frau Beispiel berichtet. Geheimes Wort."
    await desk.page.wait_for_function("Object.keys(localStorage).length === 0")
    assert await barriers(desk.page) == []


async def _a_deputy_comes_and_somebody_is_biased(desk: Desk) -> None:
    """Entered at the same table by somebody else; the editor counts with it."""
    who, (member, biased) = desk.evening, (_absent(await desk.seen()), desk.evening.people[5])
    given, at = who.given, {"actor": who.office, "now": who.now}
    support = (await given.district()).system
    deputy = DeputyDraft(given_name="Muster", family_name="Vertretung")
    async with given.database.write() as db:
        deputy_id = await people.add_deputy(db, member, deputy, actor=support, now=who.now)
    async with given.database.write() as db:
        entered = Representation(person_id=member, deputy_id=deputy_id, at=time(18, 35))
        await presence.represent(db, who.meeting_id, entered, **at)
    async with given.database.write() as db:
        leaves = ConflictEntry(person_id=biased, reason="Vorstand des Trägers", left_at=time(18, 35))
        await conflicts.declare(db, who.items[MOTION], leaves, **at)

    evening = await desk.seen()
    voting = evening.voting(who.items[MOTION])
    assert (len(voting.voters), len(voting.excluded)) == (9, 1)


def _absent(evening: RunningView) -> UUID:
    return next(member.person_id for member in evening.members if not member.entries)


async def _a_tie_rejects_the_motion(desk: Desk) -> None:
    await desk.opens(MOTION)
    await desk.press("w")
    await desk.person.tabs_to("yes")
    await desk.person.types("4", "4", "1")
    await desk.person.presses_enter()

    [made] = (await desk.seen()).item(desk.evening.items[MOTION]).resolutions
    assert made.outcome.value == "rejected"
    assert (made.ballots[0].present, made.ballots[0].tally.excluded) == (10, 1)
    assert "Abgelehnt" in await desk.person.reads()


async def _a_promise_is_caught(desk: Desk) -> None:
    await desk.opens(REPORT)
    await desk.press("t", "F2")
    await desk.person.types("Fachdienst Soziales", "Die Liste kommt.", "bis Ende Q1")
    await desk.person.presses_enter()

    who = desk.evening
    async with who.given.database.read() as db:
        [caught] = await promises.of_meeting(db, who.office, who.meeting_id)
    assert (caught.who, caught.due_on) == ("Fachdienst Soziales", date(2027, 3, 31))


async def _an_urgent_motion_is_taken_up(desk: Desk) -> None:
    """Two ballots: first that it is urgent, with two thirds of all; then the matter. Who was biased is back."""
    who = desk.evening
    who.given.clock.move(minutes=5)
    [conflict] = (await desk.seen()).biased(who.items[MOTION])
    async with who.given.database.write() as db:
        back = ConflictReturn(version=conflict.version, at=time(18, 40))
        await conflicts.come_back(db, who.items[MOTION], conflict.id, back, actor=who.office, now=who.now)
    motion_id = await who.motion(URGENT)
    vote = ItemVote(wording="Der Antrag ist dringend.", subject=ResolutionSubject.URGENCY, motion_id=motion_id, yes=10)
    async with who.given.database.write() as db:
        await procedure.decide(db, who.items[REPORT], vote, actor=who.office, now=who.now)
    added = next(item for item in (await desk.seen()).items if URGENT in item.about.heading)
    await desk.person.opens(f"{desk.root}?top={added.about.id}")
    await desk.press("w")
    await desk.person.tabs_to("yes")
    await desk.person.types("10")
    await desk.person.presses_enter()

    assert "Beschlossen" in await desk.person.reads()


async def _too_few_are_left(desk: Desk) -> None:
    """Three go; the quorum is presumed until a member doubts it, then the line on top says that it is lost."""
    desk.evening.given.clock.move(minutes=20)
    await desk.opens("Verschiedenes")
    await desk.press("a")
    await desk.tabs_to("Jemand geht")
    await desk.press("Enter", "Tab", "Space", "Tab", "Space", "Tab", "Space")
    await desk.tabs_to("Gegangen")
    async with desk.page.expect_navigation():
        await desk.press("Enter")

    assert "gilt als beschlussfähig" in await desk.person.reads()
    who = desk.evening
    async with who.given.database.write() as db:
        await presence.doubt(db, who.meeting_id, Doubt(at=time(19, 0)), actor=who.office, now=who.now)
    await desk.page.reload()
    evening = await desk.seen()
    assert (evening.present, evening.has_quorum) == (7, False)
    assert "nicht beschlussfähig" in await desk.person.reads()


async def _the_meeting_ends(desk: Desk) -> None:
    desk.evening.given.clock.move(minutes=30)
    await desk.opens("Ein Einzelfall")
    await desk.tabs_to("Sitzung beenden")
    async with desk.page.expect_navigation():
        await desk.press("Enter")
    asked = await desk.person.reads()
    await desk.tabs_to("Sitzung jetzt schließen")
    async with desk.page.expect_navigation():
        await desk.press("Enter")

    assert "Was dann geschieht" in asked
    assert (await desk.seen()).closed_at is not None


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_draft_is_offered_back_to_its_writer_alone_and_gone_after_signing_out(desk: Desk) -> None:
    await desk.opens(REPORT)
    await desk.page.route("**/von-selbst", lambda route: route.abort())
    await desk.press("t")
    await desk.page.keyboard.type("Nur ein Entwurf.")
    await desk.says("kein Netz")
    await desk.page.unroute("**/von-selbst")
    await desk.page.evaluate("delete document.querySelector('#course').dataset.changed")
    await desk.opens("Verschiedenes")
    await desk.opens(REPORT)

    offered = desk.page.locator("[data-choice=draft]")
    await offered.wait_for()
    assert re.search(r"Ihr Entwurf von \d\d:\d\d Uhr", await offered.inner_text())
    assert "Nur ein Entwurf." in await offered.inner_text()
    assert await barriers(desk.page) == []
    await _another_account_finds_nothing(desk)
    await desk.opens(REPORT)
    await desk.page.get_by_role("button", name="Ihr Entwurf übernehmen").click()
    await desk.says("^Gespeichert")

    assert await desk.kept(REPORT) == "Nur ein Entwurf."


async def _another_account_finds_nothing(desk: Desk) -> None:
    """On the same browser, without the first one having signed out: the cookie is another one, the storage the same."""
    context, given = desk.page.context, desk.evening.given
    cookies = await context.cookies()
    await context.clear_cookies()
    other = Person(await context.new_page(), desk.person.intern)
    other.login = await given.login_of(await given.account(Role.MINUTE_TAKER))
    await other.signs_in()
    await other.opens(f"{desk.root}?top={desk.evening.items[REPORT]}")
    await other.page.wait_for_timeout(500)
    assert not await other.page.locator("[data-choice=draft]").is_visible()
    assert "Nur ein Entwurf" not in await other.page.evaluate(LIES)
    await other.page.close()
    await context.clear_cookies()
    await context.add_cookies(cookies)  # type: ignore[arg-type]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_signing_out_leaves_no_draft_behind(desk: Desk) -> None:
    await desk.opens(REPORT)
    await desk.page.route("**/von-selbst", lambda route: route.abort())
    await desk.press("t")
    await desk.page.keyboard.type("Nur ein Entwurf.")
    await desk.says("kein Netz")
    await desk.page.evaluate("delete document.querySelector('#course').dataset.changed")
    await desk.person.opens("/konto")
    assert "beirat-draft:" in await desk.page.evaluate(LIES)

    await desk.page.locator("details.account > summary").click()
    async with desk.page.expect_navigation():
        await desk.page.get_by_role("button", name="Abmelden", exact=True).first.click()

    assert "beirat-draft:" not in await desk.page.evaluate(LIES)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_single_letters_do_not_act_in_fields_and_can_be_switched_off(desk: Desk) -> None:
    await desk.opens(REPORT)
    await desk.press("t")
    await desk.page.keyboard.type("navtwsz?")
    assert await desk.page.locator("#f-course").input_value() == "navtwsz?"
    assert REPORT in await desk.page.locator("h1").inner_text()
    await desk.says("^Gespeichert")

    await desk.page.evaluate(f"{ACTIVE}.blur()")
    await desk.press("?")
    await desk.page.get_by_label("Einzelne Buchstaben als Tasten verwenden").uncheck()
    await desk.press("Escape")
    await desk.press("n", "?")

    assert not await desk.page.locator("[data-help]").is_visible()
    assert REPORT in await desk.page.locator("h1").inner_text()
