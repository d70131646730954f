"""Unique words in everything non-public about one evening and one case; no public address may tell any of them.

The same on the whole sample district, and for mails, files and paper: tests/house/test_canary.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

import httpx
from litestar import Litestar
from sqlmodel import select

from api.cache import PublicCache
from beirat.actions import minutes
from beirat.rules.answers import Position
from beirat.rules.meetings import ItemKind, Part
from beirat.rules.motions import Audience
from beirat.rules.permissions import Role
from beirat.tables.agenda import CourseChange
from beirat.tables.answers import AnswerEntry
from beirat.tables.people import Person
from beirat.tables.recommendations import Recommendation
from tests.given import Given
from tests.given_cases import Cases
from tests.support.evening import Evening, planned_evening

BIRD = "Zeisigwort"
STARTS = (
    "/",
    "/musterland/de/",
    "/robots.txt",
    "/musterland/de/nicht-da",
    "/musterland/de/empfehlungen?stand=offen",
    "/api/v1/bodies/musterland/public/recommendations",
    "/api/v1/bodies/musterland/public/recommendations/2026-001",
    "/api/v1/bodies/musterland/public/recommendations/2026-002",
    "/api/v1/bodies/musterland/public/recommendations/counts",
    "/api/v1/bodies/musterland/public/figures",
    "/api/v1/bodies/musterland/public/meetings",
    "/api/v1/bodies/musterland/public/meetings/coming",
    "/api/v1/bodies/musterland/public/meetings/2024-s1",
    "/musterland/de/empfehlungen/2026-002",
    "/musterland/de/sitzungen/2024-s1/niederschrift.pdf",
)


@dataclass(frozen=True)
class Site:
    """What everybody can reach, starting at the addresses above and going by links."""

    client: httpx.AsyncClient

    async def pages(self) -> dict[str, str]:
        found: dict[str, str] = {}
        waiting = list(STARTS)
        while waiting:
            path = waiting.pop()
            answer = await self.client.get(path)
            found[path] = answer.text + str(answer.headers)
            links = [urljoin(path, part.split('"')[0]) for part in answer.text.split('href="')[1:]]
            ours = [
                link.partition("#")[0] for link in links if link.startswith("/musterland") and "/intern" not in link
            ]
            waiting += [link for link in dict.fromkeys(ours) if link not in found and link not in waiting]
        return found


async def planted(given: Given) -> Evening:
    """An evening with a public and a secret motion, both adopted; a draft answer to the public one."""
    evening = await planned_evening(given)
    await _rename_people(given)
    await evening.motion(f"{BIRD} geheimer Antrag", points=((f"{BIRD} Punkt", Audience.ADMINISTRATION),))
    await evening.item(
        f"{BIRD} geheimer Antrag", ItemKind.MOTION, part=Part.NON_PUBLIC,
        motion_id=evening.motions[f"{BIRD} geheimer Antrag"],
    )  # fmt: skip
    await evening.item(f"{BIRD} Einzelfall", part=Part.NON_PUBLIC)
    await evening.motion(f"{BIRD} ungeladener Antrag")
    await evening.convene()
    await evening.open()
    await evening.arrive()
    async with given.database.write() as db:
        spoken = CourseChange(version=2, course=f"{BIRD} Wortmeldung")
        await minutes.record_course(
            db, evening.items["Bericht der Verwaltung"], spoken, actor=evening.office, now=given.now
        )
    await evening.vote()
    await evening.vote(f"{BIRD} geheimer Antrag")
    await evening.close()
    await _draft_an_answer(given)
    return evening


async def _rename_people(given: Given) -> None:
    district = await given.district()
    async with given.database.write() as db:
        for person in (await db.exec(select(Person).where(Person.body_id == district.body.id))).all():
            person.family_name = f"{BIRD}-Nachname"


async def _draft_an_answer(given: Given) -> None:
    cases, district = Cases.of(given), await given.district()
    async with given.database.read() as db:
        public = Recommendation.is_public.is_(True)  # type: ignore[attr-defined]
        found = await db.exec(select(Recommendation.id).where(Recommendation.body_id == district.body.id, public))
        made = found.one()
    await cases.assigned(await cases.received(made), p1="FD 50")
    entry = AnswerEntry(position=Position.REJECTED, text=f"{BIRD} Entwurf")
    await cases.drafted(made, 1, entry, by=await cases.account(Role.ADMINISTRATION_COORDINATOR))


async def test_no_public_address_tells_anything_non_public(given: Given, app: Litestar) -> None:
    await planted(given)
    transport = httpx.ASGITransport(app=PublicCache(app), raise_app_exceptions=False)  # type: ignore[arg-type]

    async with httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        pages = await Site(client).pages()

    assert "Sprachkurse am Abend" in pages["/musterland/de/empfehlungen"]
    assert "/musterland/de/sitzungen/2024-s1" in pages
    assert len(pages) >= 20
    assert [path for path, text in pages.items() if BIRD in text] == []
