"""Presence at a running meeting, for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put

from api.v1.write import write
from api.web import Request
from beirat.actions import attendance as actions
from beirat.database import Database, Session
from beirat.queries import running as queries
from beirat.queries.attendance import Break, DoubtView, GuestView, Member, PresidingView
from beirat.queries.conflicts import ConflictView
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Viewer
from beirat.rules.quorum import QuorumBasis
from beirat.tables.attendance import Absence, Arrival, AttendanceCorrection, AttendanceRemoval, Departure


@dataclass(frozen=True)
class AttendanceView:
    """Who is there; ``present`` counts members with a vote, now or at the end, ``needed`` is the quorum.

    ``quorum`` says on what it rests that the board can decide, or why it cannot.
    """

    meeting_id: UUID
    state: MeetingState
    present: int
    needed: int
    statutory_members: int
    has_quorum: bool
    quorum: QuorumBasis
    is_suspended: bool
    members: tuple[Member, ...]
    breaks: tuple[Break, ...]
    guests: tuple[GuestView, ...]
    presiding: tuple[PresidingView, ...]
    doubts: tuple[DoubtView, ...]
    conflicts: tuple[ConflictView, ...]


@get("/meetings/{meeting_id:uuid}/attendance", summary="Who is there")
async def show(database: Database, viewer: Viewer, now: datetime, meeting_id: UUID) -> AttendanceView:
    return await shown(database, viewer, now)(str(meeting_id))


@post("/meetings/{meeting_id:uuid}/arrivals", status_code=200, summary="Members came", opt={"shape": Arrival})
async def arrive(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: Arrival) -> str:
        await actions.record_arrival(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Arrival, act, shown(database, viewer, now))


@post("/meetings/{meeting_id:uuid}/departures", status_code=200, summary="Members left", opt={"shape": Departure})
async def leave(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: Departure) -> str:
        await actions.record_departure(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Departure, act, shown(database, viewer, now))


@post("/meetings/{meeting_id:uuid}/absences", status_code=200, summary="Members do not come", opt={"shape": Absence})
async def miss(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: Absence) -> str:
        await actions.record_absence(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Absence, act, shown(database, viewer, now))


@put(
    "/meetings/{meeting_id:uuid}/attendance/{entry_id:uuid}",
    summary="Put an entry right",
    opt={"shape": AttendanceCorrection},
)
async def correct(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, entry_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: AttendanceCorrection) -> str:
        await actions.correct(db, meeting_id, entry_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, AttendanceCorrection, act, shown(database, viewer, now))


@post(
    "/meetings/{meeting_id:uuid}/attendance/{entry_id:uuid}/remove",
    status_code=200,
    summary="Take an entry back",
    opt={"shape": AttendanceRemoval},
)
async def remove(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, entry_id: UUID
) -> Response[AttendanceView]:
    async def act(db: Session, entered: AttendanceRemoval) -> str:
        await actions.remove(db, meeting_id, entry_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, AttendanceRemoval, act, shown(database, viewer, now))


def shown(database: Database, viewer: Viewer, now: datetime) -> Callable[[str], Awaitable[AttendanceView]]:
    async def read(meeting_id: str) -> AttendanceView:
        async with database.read() as db:
            evening = await queries.view(db, viewer, UUID(meeting_id), now=now)
        return AttendanceView(
            meeting_id=evening.id,
            state=evening.state,
            present=evening.present,
            needed=evening.needed,
            statutory_members=evening.statutory_members,
            has_quorum=evening.has_quorum,
            quorum=evening.there.quorum,
            is_suspended=evening.there.is_suspended,
            members=evening.members,
            breaks=evening.breaks,
            guests=evening.guests,
            presiding=evening.presiding,
            doubts=evening.doubts,
            conflicts=evening.conflicts,
        )

    return read


HANDLERS = (show, arrive, leave, miss, correct, remove)
