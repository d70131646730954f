"""The agenda for programs. Every act answers with the whole meeting, because one item moves the others."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response, delete, get, post, put

from api.forms import Nothing, Step
from api.v1.meetings import shown
from api.v1.write import write
from api.web import Request
from beirat.actions import agenda as actions
from beirat.actions import agenda_template, carrying_over
from beirat.database import Database, Session
from beirat.queries import agenda as queries
from beirat.queries import people
from beirat.queries.meetings import MeetingView
from beirat.rules.agenda import Standing
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import (
    AgendaTemplateChange,
    CarryOver,
    ItemAdjournment,
    ItemChange,
    ItemDraft,
    ItemMove,
    ItemPaper,
    ItemPlace,
)


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


@post(
    "/agenda-items/{item_id:uuid}/place",
    status_code=200,
    summary="In front of another item of its part; without one: behind all of them",
    opt={"shape": ItemPlace},
)
async def place(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: ItemPlace) -> str:
        return str((await actions.place_item(db, item_id, entered, actor=viewer, now=now)).meeting_id)

    return await write(request, ItemPlace, act, shown(database, viewer))


@post(
    "/agenda-items/{item_id:uuid}/motions",
    status_code=200,
    summary="One more motion on an item that is about motions",
    opt={"shape": ItemPaper},
)
async def add_paper(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: ItemPaper) -> str:
        return str((await actions.add_paper(db, item_id, entered, actor=viewer, now=now)).meeting_id)

    return await write(request, ItemPaper, act, shown(database, viewer))


@post(
    "/meetings/{meeting_id:uuid}/adjourn-rest",
    status_code=200,
    summary="Adjourn everything that still waits for its decision",
    opt={"shape": ItemAdjournment},
)
async def adjourn_rest(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    """``version`` is the meeting's; ``outcome`` and referral do not count."""

    async def act(db: Session, entered: ItemAdjournment) -> str:
        await carrying_over.adjourn_rest(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, ItemAdjournment, act, shown(database, viewer))


@post(
    "/meetings/{meeting_id:uuid}/carry-over",
    status_code=200,
    summary="Put what was adjourned on the agenda of another meeting",
    opt={"shape": CarryOver},
)
async def carry_over(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    """Answers with the other meeting."""

    async def act(db: Session, entered: CarryOver) -> str:
        await carrying_over.carry_over(db, meeting_id, entered, actor=viewer, now=now)
        return str(entered.meeting_id)

    return await write(request, CarryOver, act, shown(database, viewer))


@get("/agenda-template", summary="The standing items of every new agenda")
async def template(database: Database, viewer: Viewer) -> Standing:
    return await _template(database, viewer)


@put("/agenda-template", summary="Set the standing items", opt={"shape": AgendaTemplateChange})
async def keep_template(request: Request, database: Database, viewer: Viewer, now: datetime) -> Response[Standing]:
    async def act(db: Session, entered: AgendaTemplateChange) -> str:
        await agenda_template.keep_template(db, entered, actor=viewer, now=now)
        return ""

    async def show_it(_: str) -> Standing:
        return await _template(database, viewer)

    return await write(request, AgendaTemplateChange, act, show_it)


async def _template(database: Database, viewer: Viewer) -> Standing:
    if not viewer.is_board:
        raise NotFound
    permit(viewer, Act.SET_AGENDA)
    async with database.read() as db:
        board = await people.board(db, viewer)
        return await queries.standing(db, viewer.body_id, board.id)


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


HANDLERS = (
    add,
    add_standard,
    change,
    remove,
    place,
    add_paper,
    adjourn_rest,
    carry_over,
    template,
    keep_template,
    move,
    adjourn,
    resume,
)
