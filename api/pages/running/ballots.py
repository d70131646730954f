"""Ballots while the meeting runs: on motions, on other items, and undoing one that was recorded wrongly."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, post

from api.dependencies import BodyView
from api.forms import noted, submit
from api.pages.running.desk import Desk
from api.pages.running.evening import ROOT
from api.web import Request
from beirat.actions import ballots, resolutions
from beirat.database import Database, Session
from beirat.rules.permissions import Viewer
from beirat.tables.ballots import ItemVote, MotionVote
from beirat.tables.resolutions import Annulment


@post(f"{ROOT}/{{item_id:uuid}}/antrag/{{motion_id:uuid}}", status_code=200)
async def decide_motion(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    motion_id: UUID,
) -> Response[Any]:
    """The points of a motion are put to the vote, together or one by one."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: MotionVote) -> str:
        await ballots.decide_motion(db, item_id, motion_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "ballot_saved")

    return await submit(request, MotionVote, act, desk.again(f"vote-{motion_id}"))


@post(f"{ROOT}/{{item_id:uuid}}/beschluss", status_code=200)
async def decide_item(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    """Something else than a motion is put to the vote."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: ItemVote) -> str:
        await ballots.decide_item(db, item_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "ballot_saved")

    return await submit(request, ItemVote, act, desk.again("decide"))


@post(f"{ROOT}/{{item_id:uuid}}/aufheben/{{resolution_id:uuid}}", status_code=200)
async def annul(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    resolution_id: UUID,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: Annulment) -> str:
        await resolutions.annul(db, resolution_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "ballot_annulled")

    return await submit(request, Annulment, act, desk.again("step"))


HANDLERS = (decide_motion, decide_item, annul)
