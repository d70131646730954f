"""Elections while the meeting runs: calling one, counting its rounds, the lot, and who accepts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, post

from api.dependencies import BodyView
from api.forms import Step, noted, submit
from api.pages.running.desk import Desk
from api.pages.running.evening import ROOT
from api.web import Request
from beirat.actions import elections
from beirat.database import Database, Session
from beirat.rules.permissions import Viewer
from beirat.tables.base import Shape
from beirat.tables.elections import Acceptance, ElectionCall, LotEntry, RoundEntry

ELECTION = f"{ROOT}/{{item_id:uuid}}/wahl/{{election_id:uuid}}"
Verb = Callable[..., Awaitable[object]]


@post(f"{ROOT}/{{item_id:uuid}}/wahl", status_code=200)
async def call_election(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    """An election is called, with those who stand."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: ElectionCall) -> str:
        await elections.call_election(db, item_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "election_saved")

    return await submit(request, ElectionCall, act, desk.again("election"))


async def _next(desk: Desk, election_id: UUID, shape: type[Shape], verb: Verb, name: str) -> Response[Any]:
    """The next step of an election."""

    async def act(db: Session, entered: Any) -> str:
        await verb(db, election_id, entered, actor=desk.viewer, now=desk.now)
        return noted(desk.item_path(), "election_saved")

    return await submit(desk.request, shape, act, desk.again(f"{name}-{election_id}"))


@post(f"{ELECTION}/wahlgang", status_code=200)
async def count_round(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    election_id: UUID,
) -> Response[Any]:
    """A round was counted."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)
    return await _next(desk, election_id, RoundEntry, elections.count_round, "round")


@post(f"{ELECTION}/los", status_code=200)
async def draw_lot(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    election_id: UUID,
) -> Response[Any]:
    """The lot was drawn."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)
    return await _next(desk, election_id, LotEntry, elections.draw_lot, "lot")


@post(f"{ELECTION}/annahme", status_code=200)
async def accept(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    election_id: UUID,
) -> Response[Any]:
    """The elected were asked whether they accept."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)
    return await _next(desk, election_id, Acceptance, elections.accept, "accept")


@post(f"{ELECTION}/zurueck", status_code=200)
async def undo_round(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    election_id: UUID,
) -> Response[Any]:
    """The last round goes; without one, the election."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: Step) -> str:
        await elections.undo_round(db, election_id, version=entered.version or 0, actor=viewer, now=now)
        return noted(desk.item_path(), "election_saved")

    return await submit(request, Step, act, desk.again("step"))


HANDLERS = (call_election, count_round, draw_lot, accept, undo_round)
