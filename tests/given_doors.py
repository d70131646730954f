"""Links and doors for tests: a unit with an address, its link and code as they come by mail, a browser that is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from sqlmodel import col, select

from api import answer_doors
from beirat.actions import answer_links
from beirat.rules.permissions import Role, Viewer
from beirat.settings import Settings
from beirat.tables.answer_links import UnitAddress
from beirat.tables.jobs import Job, JobKind
from tests.given import Given
from tests.given_cases import Cases

ADDRESS = "soziales@musterland.example"
CODE = re.compile(r"Ihr Code: (\d{4}) (\d{4})")
LINK = re.compile(r"/antwort/[\w-]+")


@dataclass
class Doors:
    """The builders for the door by link. The unit is FD 50, unless another one is named."""

    given: Given
    cases: Cases
    settings: Settings

    @classmethod
    def of(cls, given: Given, settings: Settings) -> Doors:
        return cls(given, Cases.of(given), settings)

    async def unit(self, short_name: str = "FD 50") -> UUID:
        return (await self.given.district()).unit_ids[short_name]

    async def address(self, email: str = ADDRESS, *, unit: str = "FD 50") -> None:
        """The registered address of a unit, entered by the coordinator."""
        coordinator = await self.cases.account(Role.ADMINISTRATION_COORDINATOR)
        async with self.given.database.write() as db:
            entered = UnitAddress(email=email)
            await answer_links.set_unit_address(
                db, await self.unit(unit), entered, actor=coordinator, now=self.given.now
            )

    async def link(
        self, recommendation_id: UUID, *, unit: str = "FD 50", email: str = ADDRESS, by: Viewer | None = None
    ) -> str:
        """The path of a new link, as the mail says it."""
        await self.address(email, unit=unit)
        return await self.another_link(recommendation_id, unit=unit, by=by)

    async def another_link(self, recommendation_id: UUID, *, unit: str = "FD 50", by: Viewer | None = None) -> str:
        actor = by or await self.cases.account(Role.ADMINISTRATION_COORDINATOR)
        district = (await self.given.district()).body
        async with self.given.database.write() as db:
            address = await answer_doors.send_link(
                db,
                recommendation_id,
                await self.unit(unit),
                district=district,
                settings=self.settings,
                actor=actor,
                now=self.given.now,
            )
        return address.removeprefix(self.settings.public_url)

    async def mails(self) -> list[dict[str, Any]]:
        """What lies in the outbox, oldest first."""
        async with self.given.database.read() as db:
            jobs = await db.exec(select(Job).where(Job.kind == JobKind.MAIL).order_by(col(Job.run_after), col(Job.id)))
            return [job.payload for job in jobs]

    async def code(self) -> str:
        """The newest code that is on its way."""
        found = [CODE.search(mail["text"]) for mail in await self.mails()]
        return [match[1] + match[2] for match in found if match][-1]

    async def enter(self, client: httpx.AsyncClient, link: str) -> str:
        """Asks for a code, types it in; returns the address of the pages behind the door."""
        await client.post(link)
        opened = await client.post(f"{link}/code", data={"code": await self.code()})
        assert opened.status_code == 303, opened.text
        address: str = opened.headers["location"]
        return address.removesuffix("/antwort")
