"""Ballots, for programs: the decision on a motion, or on something else under an agenda item."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response, post

from api.v1.resolutions import shown
from api.v1.write import write
from api.web import Request
from beirat.actions import ballots as actions
from beirat.database import Database, Session
from beirat.queries.resolutions import ResolutionView
from beirat.rules.permissions import Viewer
from beirat.tables.ballots import ItemVote, MotionVote


@post(
    "/agenda-items/{item_id:uuid}/motions/{motion_id:uuid}/ballots",
    status_code=201,
    summary="Vote on a motion, all points together or one by one",
    opt={"shape": MotionVote},
)
async def decide_motion(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID, motion_id: UUID
) -> Response[ResolutionView]:
    async def act(db: Session, entered: MotionVote) -> str:
        return str((await actions.decide_motion(db, item_id, motion_id, entered, actor=viewer, now=now)).id)

    return await write(request, MotionVote, act, shown(database, viewer), status=201)


@post(
    "/agenda-items/{item_id:uuid}/ballots",
    status_code=201,
    summary="Vote on something else than a motion",
    opt={"shape": ItemVote},
)
async def decide_item(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[ResolutionView]:
    async def act(db: Session, entered: ItemVote) -> str:
        return str((await actions.decide_item(db, item_id, entered, actor=viewer, now=now)).id)

    return await write(request, ItemVote, act, shown(database, viewer), status=201)


HANDLERS = (decide_motion, decide_item)
