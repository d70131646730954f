"""What is to be sent, printed before: sending is tried in a transaction that is given up, so not a word differs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api import invitations
from api.dependencies import BodyView
from api.printing import printed
from api.web import Request, pool_of, settings_of
from beirat.actions import meetings as meeting_actions
from beirat.actions import supplements as supplement_actions
from beirat.actions.files import Kept
from beirat.database import Database, Session
from beirat.queries import meetings as queries
from beirat.queries.meetings import Announcement
from beirat.rules.permissions import Viewer
from beirat.storage import Storage
from beirat.tables.invitations import Convening, Supplement


@dataclass(frozen=True, slots=True)
class ReadyCall:
    """An invitation that is printed and kept: what was entered, with the version that was printed."""

    entered: Convening
    kept: Kept


@dataclass(frozen=True, slots=True)
class ReadySupplement:
    entered: Supplement
    kept: Kept


class _GivenUp(Exception):
    """Ends a rehearsal: nothing of it stays."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who sends, from where, and when."""

    request: Request
    district: BodyView
    database: Database
    viewer: Viewer
    now: datetime
    meeting_id: UUID

    async def ready_call(self, entered: Convening) -> ReadyCall:
        """The invitation, printed as it will be sent. Raises what sending would raise."""

        async def act(db: Session) -> None:
            await meeting_actions.convene(db, self.meeting_id, entered=entered, actor=self.viewer, now=self.now)

        version, kept = await self._printed(act)
        return ReadyCall(entered.model_copy(update={"version": version}), kept)

    async def ready_supplement(self, entered: Supplement) -> ReadySupplement:
        """The supplement, printed as it will be sent. Raises what sending would raise."""

        async def act(db: Session) -> None:
            await supplement_actions.send(db, self.meeting_id, entered, actor=self.viewer, now=self.now)

        version, kept = await self._printed(act)
        return ReadySupplement(entered.model_copy(update={"version": version}), kept)

    async def _printed(self, act: Callable[[Session], Awaitable[None]]) -> tuple[int, Kept]:
        version, about = await self._rehearsed(act)
        content = await printed(pool_of(self.request), invitations.letter(about, self.district, self.now))
        storage = Storage.of(settings_of(self.request))
        return version, Kept(await storage.keep(self.district.id, content), len(content))

    async def _rehearsed(self, act: Callable[[Session], Awaitable[None]]) -> tuple[int, Announcement]:
        """The version that the meeting has now, and what would go out."""
        found: list[tuple[int, Announcement]] = []
        try:
            async with self.database.write() as db:
                version = (await queries.to_change(db, self.viewer, self.meeting_id)).version
                await act(db)
                found.append((version, await queries.announcement(db, self.viewer, self.meeting_id)))
                raise _GivenUp
        except _GivenUp:
            [seen] = found
            return seen
