"""Oral promises, for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put

from api.v1.write import write
from api.web import Request
from beirat.actions import promises as actions
from beirat.database import Database, Session
from beirat.queries import promises as queries
from beirat.queries.promises import PromiseView
from beirat.rules.permissions import Viewer
from beirat.tables.promises import PromiseChange, PromiseDraft, PromiseRemoval


@dataclass(frozen=True)
class PromiseList:
    """What was promised in a meeting, in the order of its agenda."""

    promises: list[PromiseView]


@get("/meetings/{meeting_id:uuid}/promises", summary="What was promised by word of mouth")
async def index(database: Database, viewer: Viewer, meeting_id: UUID) -> PromiseList:
    return await _list(database, viewer)(str(meeting_id))


@post(
    "/agenda-items/{item_id:uuid}/promises", summary="Catch a promise under an agenda item", opt={"shape": PromiseDraft}
)
async def catch(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[PromiseView]:
    async def act(db: Session, entered: PromiseDraft) -> str:
        return str((await actions.catch(db, item_id, entered, actor=viewer, now=now)).id)

    return await write(request, PromiseDraft, act, _one(database, viewer), status=201)


@put("/promises/{promise_id:uuid}", summary="Put a promise right", opt={"shape": PromiseChange})
async def change(
    request: Request, database: Database, viewer: Viewer, now: datetime, promise_id: UUID
) -> Response[PromiseView]:
    async def act(db: Session, entered: PromiseChange) -> str:
        return str((await actions.change(db, promise_id, entered, actor=viewer, now=now)).id)

    return await write(request, PromiseChange, act, _one(database, viewer))


@post(
    "/promises/{promise_id:uuid}/remove",
    status_code=200,
    summary="Take a promise back that was none",
    opt={"shape": PromiseRemoval},
)
async def remove(
    request: Request, database: Database, viewer: Viewer, now: datetime, promise_id: UUID
) -> Response[PromiseList]:
    async def act(db: Session, entered: PromiseRemoval) -> str:
        return str(await actions.remove(db, promise_id, entered, actor=viewer, now=now))

    return await write(request, PromiseRemoval, act, _list(database, viewer))


def _one(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[PromiseView]]:
    async def shown(promise_id: str) -> PromiseView:
        async with database.read() as db:
            meeting_id = await queries.meeting_of(db, viewer, UUID(promise_id))
            return await queries.view(db, viewer, meeting_id, UUID(promise_id))

    return shown


def _list(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[PromiseList]]:
    async def shown(meeting_id: str) -> PromiseList:
        async with database.read() as db:
            return PromiseList(list(await queries.of_meeting(db, viewer, UUID(meeting_id))))

    return shown


HANDLERS = (index, catch, change, remove)
