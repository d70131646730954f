"""The room of a running meeting, for programs: deputies, breaks, who presides, doubts about the quorum, guests."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response, post

from api.v1.attendance import AttendanceView, shown
from api.v1.write import write
from api.web import Request
from beirat.actions import presence
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

MEETING = "/meetings/{meeting_id:uuid}"


@post(f"{MEETING}/representations", status_code=200, summary="A deputy came", opt={"shape": Representation})
async def represent(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: Representation) -> str:
        await presence.represent(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Representation, act, shown(database, viewer, now))


@post(f"{MEETING}/breaks", status_code=200, summary="Suspend the meeting", opt={"shape": Suspension})
async def suspend(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: Suspension) -> str:
        await presence.suspend(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Suspension, act, shown(database, viewer, now))


@post(
    f"{MEETING}/breaks/{{break_id:uuid}}/end",
    status_code=200,
    summary="Go on after a break",
    opt={"shape": Resumption},
)
async def resume(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, break_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: Resumption) -> str:
        await presence.resume(db, meeting_id, break_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Resumption, act, shown(database, viewer, now))


@post(f"{MEETING}/guests", status_code=200, summary="A guest is there", opt={"shape": GuestEntry})
async def add_guest(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: GuestEntry) -> str:
        await presence.add_guest(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, GuestEntry, act, shown(database, viewer, now))


@post(f"{MEETING}/presiding", status_code=200, summary="Somebody presides from now", opt={"shape": PresidingEntry})
async def preside(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: PresidingEntry) -> str:
        await presence.preside(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, PresidingEntry, act, shown(database, viewer, now))


@post(f"{MEETING}/doubts", status_code=200, summary="Somebody doubts the quorum", opt={"shape": Doubt})
async def doubt(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: Doubt) -> str:
        await presence.doubt(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Doubt, act, shown(database, viewer, now))


@post(
    f"{MEETING}/room/{{kind:str}}/{{row_id:uuid}}/remove",
    status_code=200,
    summary="Take back a break, a guest, a change of chair or a doubt",
    opt={"shape": AttendanceRemoval},
)
async def take_back(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    kind: RoomRecord,
    row_id: UUID,
) -> Response[AttendanceView]:
    async def act(db: Session, entered: AttendanceRemoval) -> str:
        await presence.take_back(db, meeting_id, kind, row_id, version=entered.version, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, AttendanceRemoval, act, shown(database, viewer, now))


HANDLERS = (represent, suspend, resume, add_guest, preside, doubt, take_back)
