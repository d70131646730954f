"""Conflicts of interest, for programs: who takes no part in an item."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, post

from api.v1.write import write
from api.web import Request
from beirat.actions import conflicts as actions
from beirat.database import Database, Session
from beirat.queries import agenda, running
from beirat.queries import conflicts as queries
from beirat.queries.conflicts import ConflictView
from beirat.rules.permissions import Viewer
from beirat.tables.conflicts import ConflictEntry, ConflictRemoval, ConflictReturn

ITEM = "/agenda-items/{item_id:uuid}/conflicts"


@dataclass(frozen=True)
class ConflictList:
    """Who takes no part in the item. For the board alone."""

    conflicts: list[ConflictView]


@post(ITEM, status_code=201, summary="A member takes no part in an item", opt={"shape": ConflictEntry})
async def declare(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[ConflictList]:
    async def act(db: Session, entered: ConflictEntry) -> str:
        await actions.declare(db, item_id, entered, actor=viewer, now=now)
        return str(item_id)

    return await write(request, ConflictEntry, act, _shown(database, viewer), status=201)


@post(
    f"{ITEM}/{{conflict_id:uuid}}/return",
    status_code=200,
    summary="The member came back",
    opt={"shape": ConflictReturn},
)
async def come_back(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID, conflict_id: UUID
) -> Response[ConflictList]:
    async def act(db: Session, entered: ConflictReturn) -> str:
        await actions.come_back(db, item_id, conflict_id, entered, actor=viewer, now=now)
        return str(item_id)

    return await write(request, ConflictReturn, act, _shown(database, viewer))


@post(
    f"{ITEM}/{{conflict_id:uuid}}/remove",
    status_code=200,
    summary="The entry was a mistake",
    opt={"shape": ConflictRemoval},
)
async def remove(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID, conflict_id: UUID
) -> Response[ConflictList]:
    async def act(db: Session, entered: ConflictRemoval) -> str:
        await actions.remove(db, item_id, conflict_id, entered, actor=viewer, now=now)
        return str(item_id)

    return await write(request, ConflictRemoval, act, _shown(database, viewer))


def _shown(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[ConflictList]]:
    async def read(item_id: str) -> ConflictList:
        async with database.read() as db:
            meeting_id = await agenda.meeting_of(db, viewer, UUID(item_id))
            meeting = await running.meeting_of(db, viewer, meeting_id)
            found = await queries.of_meeting(db, meeting)
        return ConflictList([one for one in found if one.item_id == UUID(item_id)])

    return read


HANDLERS = (declare, come_back, remove)
