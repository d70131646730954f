"""The agenda for programs. Every act answers with the whole meeting, because one item moves the others."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response, delete, post, put

from api.forms import Nothing, Step
from api.v1.meetings import shown
from api.v1.write import write
from api.web import Request
from beirat.actions import agenda as actions
from beirat.database import Database, Session
from beirat.queries.meetings import MeetingView
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import ItemAdjournment, ItemChange, ItemDraft, ItemMove


@post(
    "/meetings/{meeting_id:uuid}/agenda-items",
    summary="Put a motion, a recommendation or a free item on the agenda",
    opt={"shape": ItemDraft},
)
async def add(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: ItemDraft) -> str:
        return str((await actions.add_item(db, meeting_id, entered, actor=viewer, now=now)).meeting_id)

    return await write(request, ItemDraft, act, shown(database, viewer), status=201)


@post(
    "/meetings/{meeting_id:uuid}/agenda-items/standard",
    status_code=200,
    summary="Put the customary items on the agenda that are missing",
    opt={"shape": Nothing},
)
async def add_standard(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.add_standard_items(db, meeting_id, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Nothing, act, shown(database, viewer))


@put("/agenda-items/{item_id:uuid}", summary="Another heading or part", opt={"shape": ItemChange})
async def change(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: ItemChange) -> str:
        return str((await actions.change_item(db, item_id, entered, actor=viewer, now=now)).meeting_id)

    return await write(request, ItemChange, act, shown(database, viewer))


@delete("/agenda-items/{item_id:uuid}", status_code=200, summary="Take an item off the agenda", opt={"shape": Step})
async def remove(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: Step) -> str:
        return str(await actions.remove_item(db, item_id, version=entered.version, actor=viewer, now=now))

    return await write(request, Step, act, shown(database, viewer))


@post("/agenda-items/{item_id:uuid}/move", status_code=200, summary="One place up or down", opt={"shape": ItemMove})
async def move(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: ItemMove) -> str:
        return str((await actions.move_item(db, item_id, entered, actor=viewer, now=now)).meeting_id)

    return await write(request, ItemMove, act, shown(database, viewer))


@post(
    "/agenda-items/{item_id:uuid}/adjourn",
    status_code=200,
    summary="Put an item off, after the invitations went out",
    opt={"shape": ItemAdjournment},
)
async def adjourn(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: ItemAdjournment) -> str:
        return str((await actions.adjourn_item(db, item_id, entered, actor=viewer, now=now)).meeting_id)

    return await write(request, ItemAdjournment, act, shown(database, viewer))


@post("/agenda-items/{item_id:uuid}/resume", status_code=200, summary="Take an adjournment back", opt={"shape": Step})
async def resume(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: Step) -> str:
        item = await actions.resume_item(db, item_id, version=entered.version, actor=viewer, now=now)
        return str(item.meeting_id)

    return await write(request, Step, act, shown(database, viewer))


HANDLERS = (add, add_standard, change, remove, move, adjourn, resume)
