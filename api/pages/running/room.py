"""The room while the meeting runs: deputies, breaks, who presides, doubts about the quorum, guests; and conflicts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, post

from api.dependencies import BodyView
from api.forms import noted, submit
from api.pages.running.desk import Desk
from api.pages.running.evening import ROOT
from api.web import Request
from beirat.actions import conflicts, presence
from beirat.database import Database, Session
from beirat.rules.permissions import Viewer
from beirat.tables.attendance import (
    AttendanceRemoval,
    Doubt,
    GuestEntry,
    PresidingEntry,
    Representation,
    Resumption,
    RoomRecord,
    Suspension,
)
from beirat.tables.base import Shape
from beirat.tables.conflicts import ConflictEntry, ConflictRemoval, ConflictReturn

Verb = Callable[..., Awaitable[object]]


async def _recorded(desk: Desk, shape: type[Shape], verb: Verb, name: str) -> Response[Any]:
    """Something about the room is written down, and the page shown again."""

    async def act(db: Session, entered: Any) -> str:
        await verb(db, desk.meeting_id, entered, actor=desk.viewer, now=desk.now)
        return noted(desk.item_path(), "presence_saved")

    return await submit(desk.request, shape, act, desk.again(name))


@post(f"{ROOT}/vertretung", status_code=200)
async def represent(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    """A deputy comes for a member."""
    desk = Desk(request, district, database, viewer, now, meeting_id, top)
    return await _recorded(desk, Representation, presence.represent, "represent")


@post(f"{ROOT}/unterbrechung", status_code=200)
async def suspend(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id, top)
    return await _recorded(desk, Suspension, presence.suspend, "suspend")


@post(f"{ROOT}/unterbrechung/{{break_id:uuid}}/ende", status_code=200)
async def resume(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    break_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    """The meeting goes on after a break."""
    desk = Desk(request, district, database, viewer, now, meeting_id, top)

    async def act(db: Session, entered: Resumption) -> str:
        await presence.resume(db, meeting_id, break_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "presence_saved")

    return await submit(request, Resumption, act, desk.again("resume"))


@post(f"{ROOT}/gast", status_code=200)
async def add_guest(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id, top)
    return await _recorded(desk, GuestEntry, presence.add_guest, "guest")


@post(f"{ROOT}/leitung", status_code=200)
async def preside(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    """Somebody else presides from now on."""
    desk = Desk(request, district, database, viewer, now, meeting_id, top)
    return await _recorded(desk, PresidingEntry, presence.preside, "preside")


@post(f"{ROOT}/zweifel", status_code=200)
async def doubt(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    """Somebody doubts that enough members are there; they are counted."""
    desk = Desk(request, district, database, viewer, now, meeting_id, top)
    return await _recorded(desk, Doubt, presence.doubt, "doubt")


@post(f"{ROOT}/raum/{{kind:str}}/{{row_id:uuid}}/entfernen", status_code=200)
async def take_back(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    kind: RoomRecord,
    row_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    """A break, a guest, a change of chair or a doubt was entered by mistake."""
    desk = Desk(request, district, database, viewer, now, meeting_id, top)

    async def act(db: Session, entered: AttendanceRemoval) -> str:
        await presence.take_back(db, meeting_id, kind, row_id, version=entered.version, actor=viewer, now=now)
        return noted(desk.item_path(), "presence_saved")

    return await submit(request, AttendanceRemoval, act, desk.again("step"))


@post(f"{ROOT}/{{item_id:uuid}}/befangen", status_code=200)
async def declare(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    """A member takes no part in the item."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: ConflictEntry) -> str:
        await conflicts.declare(db, item_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "conflict_saved")

    return await submit(request, ConflictEntry, act, desk.again("conflict"))


@post(f"{ROOT}/{{item_id:uuid}}/befangen/{{conflict_id:uuid}}/zurueck", status_code=200)
async def come_back(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    conflict_id: UUID,
) -> Response[Any]:
    """The member is back in the room."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: ConflictReturn) -> str:
        await conflicts.come_back(db, item_id, conflict_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "conflict_saved")

    return await submit(request, ConflictReturn, act, desk.again("return"))


@post(f"{ROOT}/{{item_id:uuid}}/befangen/{{conflict_id:uuid}}/entfernen", status_code=200)
async def remove_conflict(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    conflict_id: UUID,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: ConflictRemoval) -> str:
        await conflicts.remove(db, item_id, conflict_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "conflict_saved")

    return await submit(request, ConflictRemoval, act, desk.again("step"))


HANDLERS = (
    represent,
    suspend,
    resume,
    add_guest,
    preside,
    doubt,
    take_back,
    declare,
    come_back,
    remove_conflict,
)
