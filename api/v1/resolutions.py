"""Resolutions, for programs: what was decided in a meeting, and undoing it while the meeting runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post

from api.v1.write import write
from api.web import Request
from beirat.actions import resolutions as actions
from beirat.database import Database, Session
from beirat.queries import resolutions as queries
from beirat.queries.resolutions import ResolutionView
from beirat.rules.permissions import Viewer
from beirat.tables.resolutions import Announcing, Annulment


@dataclass(frozen=True)
class ResolutionList:
    """What a meeting decided, in the order of its ballots; annulled ones are left out."""

    resolutions: list[ResolutionView]


@get("/meetings/{meeting_id:uuid}/resolutions", summary="What a meeting decided")
async def of_meeting(database: Database, viewer: Viewer, meeting_id: UUID) -> ResolutionList:
    async with database.read() as db:
        return ResolutionList(await queries.of_meeting(db, viewer, meeting_id))


@get("/resolutions/{resolution_id:uuid}", summary="One resolution, with its points and ballots")
async def show(database: Database, viewer: Viewer, resolution_id: UUID) -> ResolutionView:
    return await shown(database, viewer)(str(resolution_id))


@post(
    "/resolutions/{resolution_id:uuid}/annul",
    status_code=200,
    summary="Undo a ballot while the meeting runs",
    opt={"shape": Annulment},
)
async def annul(
    request: Request, database: Database, viewer: Viewer, now: datetime, resolution_id: UUID
) -> Response[ResolutionView]:
    async def act(db: Session, entered: Annulment) -> str:
        return str((await actions.annul(db, resolution_id, entered, actor=viewer, now=now)).id)

    return await write(request, Annulment, act, shown(database, viewer))


@post(
    "/resolutions/{resolution_id:uuid}/announce",
    status_code=200,
    summary="A resolution of the non-public part was announced in public",
    opt={"shape": Announcing},
)
async def announce(
    request: Request, database: Database, viewer: Viewer, now: datetime, resolution_id: UUID
) -> Response[ResolutionView]:
    async def act(db: Session, entered: Announcing) -> str:
        return str((await actions.announce(db, resolution_id, entered, actor=viewer, now=now)).id)

    return await write(request, Announcing, act, shown(database, viewer))


def shown(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[ResolutionView]]:
    """Reads a resolution after it was written."""

    async def read(resolution_id: str) -> ResolutionView:
        async with database.read() as db:
            return await queries.view(db, viewer, UUID(resolution_id))

    return read


HANDLERS = (of_meeting, show, annul, announce)
