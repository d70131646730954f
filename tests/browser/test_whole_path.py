"""The whole path as people walk it, in a real browser: from a member's motion to the public answer.

With and without JavaScript, on a running server with its worker; its mails go to a real mail server.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Browser

from api.passwords import Passwords
from beirat.rules.permissions import Role
from beirat.settings import Settings
from tests.given import Given, StoppedClock
from tests.support.browser import browser as start_browser
from tests.support.installation import Person, Postbox, mail_server, serving
from tests.support.pdf import everything, pages
from tests.support.verapdf import assert_conformant

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.pdf]

TITLE = "Sprachkurse am Abend"
REASONS = "Viele arbeiten am Tag und können nur abends lernen."
POINTS = (
    ("Der Landkreis bietet zwei Sprachkurse am Abend an.", "administration"),
    ("Der Landkreis mietet dafür ein eigenes Haus.", "administration"),
    ("Der Beirat wirbt in den Vereinen für die Kurse.", "board"),
    ("Der Kreistag stellt dafür 20.000 Euro bereit.", "council"),
)
SPOKEN = "Der Landkreis bietet drei Sprachkurse am Abend an."
HIDDEN = "Sonnenblumenfeld"
"""Stands in the heading and the text of the non-public item, and nowhere else."""
MEMBERS = 15


@dataclass
class Story:
    """Who takes part, and where it happens."""

    given: Given
    postbox: Postbox
    site: str
    people: dict[str, Person]
    names: list[str] = field(default_factory=lambda: [f"Mitglied{number:03}" for number in range(1, MEMBERS + 9)])

    async def public(self, path: str, until: str) -> str:
        """What everybody reads on the public site, once it says ``until``."""
        await self.people["public"].opens(f"{self.site}/musterland/de{path}")
        return await self.people["public"].reads_until(until)


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with start_browser() as browser:
        yield browser


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
async def story(
    request: pytest.FixtureRequest,
    given: Given,
    settings: Settings,
    clock: StoppedClock,
    passwords: Passwords,
    browser: Browser,
) -> AsyncIterator[Story]:
    """An installation that was just set up: fifteen members, an office, a coordinator, two units; nothing happened."""
    district = await given.district()
    logins = await _accounts(given)
    async with mail_server() as (postbox, port), serving(settings, clock, passwords, mail_port=port) as site:
        people = {}
        for name, login in logins.items():
            context = await browser.new_context(java_script_enabled=request.param, locale="de-DE")
            context.set_default_timeout(10_000)
            people[name] = Person(await context.new_page(), f"{site}{district.intern}", login)
        yield Story(given, postbox, site, people)
        for person in people.values():
            await person.page.context.close()


async def _accounts(given: Given) -> dict[str, str]:
    """The logins by what their people are; most members have only an address, one has not even that."""
    wanted = {
        "member": (Role.MEMBER, ""),
        "chair": (Role.CHAIR, ""),
        "office": (Role.OFFICE, ""),
        "coordinator": (Role.ADMINISTRATION_COORDINATOR, ""),
        "social": (Role.ADMINISTRATION, "FD 50"),
        "school": (Role.ADMINISTRATION, "FD 40"),
    }
    viewers = {name: await given.account(role, unit=unit) for name, (role, unit) in wanted.items()}
    for number in range(MEMBERS - 2):
        await given.member(email=f"m{number}@beispiel.example" if number else "")
    return {name: await given.login_of(viewer) for name, viewer in viewers.items()} | {"public": ""}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the other one has its tests on every floor
async def test_from_a_motion_to_the_public_answer(story: Story, tmp_path: Path) -> None:
    await _a_member_hands_a_motion_in(story)
    await _the_chair_admits_it(story)
    await _the_office_plans_and_invites(story)
    story.given.clock.move(days=14, minutes=5)
    await _the_board_meets(story)
    await _the_points_are_put_to_the_vote(story)
    await _the_office_closes_the_meeting(story)
    await _the_recommendation_is_handed_over(story)
    await _the_administration_answers(story)
    await _the_public_reads_the_answers(story)
    await _the_minutes_are_printed_and_checked(story, tmp_path)
    sent = story.postbox.everything()
    assert TITLE in sent
    assert HIDDEN not in sent


async def _a_member_hands_a_motion_in(story: Story) -> None:
    member = story.people["member"]
    await member.signs_in()
    await member.follows("Anträge")
    await member.follows("Antrag schreiben")
    await member.fills_by_name({"title": TITLE, "field": "language"})
    for number, (text, audience) in enumerate(POINTS):
        if number:
            await member.page.get_by_role("button", name="Punkt hinzufügen").click()
        await member.fills_by_name({f"points-{number}-text": text, f"points-{number}-audience": audience})
    await member.presses("Entwurf speichern")
    assert "Zum Einreichen fehlt noch: eine Begründung." in await member.reads()
    await member.follows("Weiterschreiben")
    await member.fills({"Begründung": REASONS})
    await member.presses("Entwurf speichern")
    await member.presses("Jetzt einreichen")

    assert "Ihr Antrag ist eingereicht." in await member.reads()
    receipt = await story.postbox.mail(member.login, "A-2026/001 ist eingegangen")
    text = receipt.get_body().get_content()  # type: ignore[union-attr]
    assert all(f"{number}. {point}" in text for number, (point, _) in enumerate(POINTS, 1))
    assert REASONS in text


async def _the_chair_admits_it(story: Story) -> None:
    chair = story.people["chair"]
    await chair.signs_in()
    await chair.follows("Antrag prüfen")
    await chair.presses("Zulassen")

    assert "Zugelassen" in await chair.reads()


async def _the_office_plans_and_invites(story: Story) -> None:
    office = story.people["office"]
    await office.signs_in()
    await office.follows("Sitzung wählen")
    await office.follows("Sitzung planen")
    await office.fills_by_name(
        {"starts_at": "2026-12-17T18:00", "ends_at": "20:30", "location": "Kreishaus, Raum 2", "note": "Mit Aufzug."}
    )
    await office.presses("Sitzung planen")
    await office.presses("Übliche Punkte einfügen")
    await office.presses("Auf die Tagesordnung")
    await _adds_item(office, "Aussprache zur Beratungsstelle", "Öffentlich")
    await _adds_item(office, f"Beschwerde aus {HIDDEN}", "Nichtöffentlich")
    assert "N 1" in await office.reads()
    await office.follows("Weiter zur Einladung")
    assert HIDDEN not in await office.reads()
    await office.presses("Einladungen senden")

    assert "14 Einladungen gehen per E-Mail hinaus, 1 per Brief." in await office.reads()
    invitation = await story.postbox.mail("m5@beispiel.example", "Einladung")
    assert {part.get_content_type() for part in invitation.iter_attachments()} == {"application/pdf", "text/calendar"}
    assert HIDDEN not in await story.public("/sitzungen/2024-s1", TITLE)


async def _adds_item(office: Person, heading: str, part: str) -> None:
    await office.fills({"Überschrift": heading})
    await office.page.get_by_label(part, exact=True).check()
    await office.presses("Punkt hinzufügen")
    assert heading in await office.reads()


async def _the_board_meets(story: Story) -> None:
    office, boxes = story.people["office"], "main input[name='person_ids']"
    await office.signs_in()
    await office.follows("Sitzung öffnen")
    await office.fills({"Eröffnet um": "18:00"})
    await office.presses("Sitzung eröffnen")
    await _marks(office, dict.fromkeys(range(10, MEMBERS), False), "Anwesend")
    assert "10 von 15 anwesend" in await office.reads()
    await _marks(office, dict.fromkeys(range(3), True), "Entschuldigt")
    await _marks(office, {3: True}, "Fehlt")
    story.given.clock.move(minutes=35)
    await office.page.reload()
    await _marks(office, {4: True}, "Anwesend")

    assert "11 von 15 anwesend · beschlussfähig (nötig 8)" in await office.reads()
    assert await office.page.locator(boxes).count() == MEMBERS
    assert "seit 18:40" in await office.reads()


async def _marks(office: Person, ticks: dict[int, bool], word: str) -> None:
    """Ticks or unticks those who are not there, by their place in the list, and says what they are."""
    await office.unfolds("Wer ist da?")
    await office.unfolds("Kommen und Gehen")
    for place, is_ticked in ticks.items():
        await office.page.locator("main input[name='person_ids']").nth(place).set_checked(is_ticked)
    await office.presses(word)


async def _the_points_are_put_to_the_vote(story: Story) -> None:
    """With the keyboard alone; at first the numbers do not add up."""
    office = story.people["office"]
    story.given.clock.move(minutes=20)
    await office.follows("Aussprache zur Beratungsstelle")
    await _writes(office, "Die Beratungsstelle berichtet.")
    await office.follows(TITLE)
    await office.presses("Stattdessen einzeln abstimmen")
    await office.tabs_to("points-0-wording")
    await office.page.keyboard.press("Control+A")
    empty = ("", "", "")  # invalid, without a vote, and the wording of the next point
    await office.types(SPOKEN, "8", "1", "1", *empty, "3", "7", "1", *empty, "11", "", "", *empty, "9", "2")
    await office.presses_enter()

    refused = await office.reads()
    assert "Gezählt sind 10 Stimmen, anwesend sind 11 Stimmberechtigte." in refused
    assert await office.page.locator("[name='points-0-wording']").input_value() == SPOKEN
    assert await office.page.locator("[name='points-3-yes']").input_value() == "9"
    await office.tabs_to("points-0-yes")
    await office.types("10", "0")
    await office.presses_enter()

    decided = await office.reads()
    assert "Geändert beschlossen" in decided
    assert "E-2026/001" in decided


async def _writes(office: Person, text: str) -> None:
    """What was said: it saves itself; without JavaScript it is written on a page of its own."""
    if await office.page.get_by_role("link", name="Text schreiben").is_visible():
        await office.follows("Text schreiben")
        await office.fills({"Was wurde gesagt?": text})
        await office.presses("Text speichern")
    else:
        await office.fills({"Was wurde gesagt?": text})
        await office.page.locator("[data-save-words]", has_text=re.compile("^Gespeichert")).wait_for()


async def _the_office_closes_the_meeting(story: Story) -> None:
    office = story.people["office"]
    await office.follows(f"Beschwerde aus {HIDDEN}")
    await _writes(office, f"Der Beirat berät über {HIDDEN}.")
    story.given.clock.move(minutes=65)
    await office.follows("Sitzung beenden")
    await office.fills({"Geschlossen um": "20:00"})
    await office.presses("Sitzung jetzt schließen")

    assert "Die Sitzung ist geschlossen." in await office.reads()
    await office.follows("Aufgaben")
    assert POINTS[2][0] in await office.reads()
    page = await story.public("/empfehlungen/2026-001", "Noch nicht übergeben")
    assert SPOKEN in page
    assert POINTS[3][0] in page
    assert re.findall(r"^Punkt (\d)$", page, re.MULTILINE) == ["1", "4"]
    assert "aus der Mitte des Beirats" in page


async def _the_recommendation_is_handed_over(story: Story) -> None:
    office, coordinator = story.people["office"], story.people["coordinator"]
    story.given.clock.move(hours=14)
    await office.signs_in()
    await office.follows("Zuleiten")
    await office.presses("Zuleiten")
    await story.public("/empfehlungen/2026-001", "Eingang noch nicht bestätigt")
    told = await story.postbox.mail(coordinator.login, "E-2026/001")
    assert SPOKEN in told.get_content()

    await coordinator.signs_in()
    await coordinator.follows("Eingang bestätigen")
    await coordinator.presses("Eingang bestätigen")
    assert "Antwort erbeten bis 18. März 2027" in await coordinator.reads()
    await coordinator.unfolds("Punkte zuweisen")
    for row, unit in enumerate(("Fachdienst Soziales", "Fachdienst Schule")):
        await coordinator.page.locator(f"[name='units-{row}-unit_id']").select_option(label=unit)
    await coordinator.presses("Zuweisen")


async def _the_administration_answers(story: Story) -> None:
    social, school, coordinator = (story.people[name] for name in ("social", "school", "coordinator"))
    await social.signs_in()
    await social.follows("Antworten")
    assert SPOKEN in await social.reads()
    assert POINTS[3][0] not in await social.reads()
    await social.fills_by_name({"answers-0-position": "agreed", "answers-0-text": "Die Kurse beginnen im März."})
    await social.presses("Zur Freigabe geben")

    await school.signs_in()
    await school.follows("Antworten")
    assert SPOKEN not in await school.reads()
    await school.fills_by_name({"answers-0-position": "rejected", "answers-0-text": "Dafür fehlt das Geld."})
    await school.presses("Zur Freigabe geben")
    assert "Bitte nennen Sie den Grund für diese Antwort." in await school.reads()
    await school.fills_by_name({"answers-0-reason": "budget"})
    await school.presses("Zur Freigabe geben")
    assert "Noch keine Antwort" in await story.public("/empfehlungen/2026-001", "Wartet auf Antwort")

    await coordinator.opens("/")
    await coordinator.follows("Prüfen")
    await coordinator.presses("Freigeben")


async def _the_public_reads_the_answers(story: Story) -> None:
    page = await story.public("/empfehlungen/2026-001", "Beantwortet")
    first, second = page.split("Punkt 4", 1)

    assert "Zugesagt" in first
    assert "Die Kurse beginnen im März." in first
    assert "Grund: Haushalt" in second
    assert "Dafür fehlt das Geld." in second


async def _the_minutes_are_printed_and_checked(story: Story, tmp_path: Path) -> None:
    office, chair = story.people["office"], story.people["chair"]
    await office.opens("/")
    await office.follows("Zur Niederschrift")
    public = await office.downloads("Öffentliche Fassung, Entwurf")
    await office.presses("Niederschrift erstellen")
    internal = await office.downloads("Interne Fassung ansehen")
    await office.presses("Dem Vorsitz zur Prüfung geben")
    await chair.signs_in()
    await chair.follows("Ansehen und prüfen")
    await chair.presses("Einverstanden")

    text = "\n".join(pages(public))
    assert SPOKEN in text
    assert POINTS[1][0] in text
    assert HIDDEN in "\n".join(pages(internal))
    lying_in_it = everything(public)
    assert not [word for word in (HIDDEN, "Konto konto", *story.names) if word in lying_in_it]
    files = {tmp_path / "public.pdf": public, tmp_path / "internal.pdf": internal}
    for path, content in files.items():
        path.write_bytes(content)
    assert_conformant(*files)
