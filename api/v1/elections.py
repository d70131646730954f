"""Elections, for programs: calling one, counting its rounds, the lot, and who accepts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.v1.write import write
from api.web import Request
from beirat.actions import elections as actions
from beirat.database import Database, Session
from beirat.queries import agenda, attendance, running
from beirat.queries import elections as queries
from beirat.queries.elections import ElectionView
from beirat.rules.permissions import Viewer
from beirat.tables.base import Shape
from beirat.tables.elections import Acceptance, ElectionCall, LotEntry, RoundEntry

ELECTION = "/elections/{election_id:uuid}"
Verb = Callable[..., Awaitable[object]]


@get(ELECTION, summary="One election, round by round")
async def show(database: Database, viewer: Viewer, election_id: UUID) -> ElectionView:
    return await _shown(database, viewer)(str(election_id))


@post(
    "/agenda-items/{item_id:uuid}/elections", status_code=201, summary="Call an election", opt={"shape": ElectionCall}
)
async def call_election(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[ElectionView]:
    async def act(db: Session, entered: ElectionCall) -> str:
        return str((await actions.call_election(db, item_id, entered, actor=viewer, now=now)).id)

    return await write(request, ElectionCall, act, _shown(database, viewer), status=201)


@post(f"{ELECTION}/rounds", status_code=200, summary="Count a round", opt={"shape": RoundEntry})
async def count_round(
    request: Request, database: Database, viewer: Viewer, now: datetime, election_id: UUID
) -> Response[ElectionView]:
    return await _next(request, database, viewer, now, election_id, RoundEntry, actions.count_round)


@post(f"{ELECTION}/lot", status_code=200, summary="The lot was drawn", opt={"shape": LotEntry})
async def draw_lot(
    request: Request, database: Database, viewer: Viewer, now: datetime, election_id: UUID
) -> Response[ElectionView]:
    return await _next(request, database, viewer, now, election_id, LotEntry, actions.draw_lot)


@post(f"{ELECTION}/acceptance", status_code=200, summary="Who accepts; ends the election", opt={"shape": Acceptance})
async def accept(
    request: Request, database: Database, viewer: Viewer, now: datetime, election_id: UUID
) -> Response[ElectionView]:
    return await _next(request, database, viewer, now, election_id, Acceptance, actions.accept)


async def _next(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    election_id: UUID,
    shape: type[Shape],
    verb: Verb,
) -> Response[ElectionView]:
    async def act(db: Session, entered: Any) -> str:
        await verb(db, election_id, entered, actor=viewer, now=now)
        return str(election_id)

    return await write(request, shape, act, _shown(database, viewer))


def _shown(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[ElectionView]]:
    async def read(election_id: str) -> ElectionView:
        async with database.read() as db:
            row = await queries.to_change(db, viewer, UUID(election_id))
            meeting = await running.meeting_of(db, viewer, await agenda.meeting_of(db, viewer, row.item_id))
            return await queries.view(db, viewer, row.id, await attendance.profile_of(db, meeting))

    return read


HANDLERS = (show, call_election, count_round, draw_lot, accept)
