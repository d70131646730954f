"""Motions for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put

from api.forms import Step
from api.paging import cursor, position
from api.v1.write import write
from api.web import Request
from beirat.actions import motions as actions
from beirat.database import Database, Session
from beirat.queries import motions as queries
from beirat.queries.motions import MotionLine, MotionView
from beirat.rules.motions import MotionStep
from beirat.rules.permissions import Viewer
from beirat.tables.motions import MotionChange, MotionDraft, MotionReview


@dataclass(frozen=True)
class MotionList:
    """Motions, newest first; ``next`` goes into ``after`` for the following part, null: that was all."""

    motions: list[MotionLine]
    next: str | None


@get("/motions", summary="Motions that you may see")
async def index(database: Database, viewer: Viewer, after: str = "") -> MotionList:
    async with database.read() as db:
        found = await queries.listing(db, viewer, after=position(after))
    shown = found[: queries.PAGE]
    return MotionList(shown, cursor(shown[-1].created_at, shown[-1].id) if len(found) > queries.PAGE else None)


@post("/motions", summary="Begin a motion", opt={"shape": MotionDraft})
async def create(request: Request, database: Database, viewer: Viewer, now: datetime) -> Response[MotionView]:
    async def act(db: Session, entered: MotionDraft) -> str:
        return str((await actions.draft(db, entered, actor=viewer, now=now)).id)

    return await write(request, MotionDraft, act, _shown(database, viewer), status=201)


@get("/motions/{motion_id:uuid}", summary="One motion")
async def show(database: Database, viewer: Viewer, motion_id: UUID) -> MotionView:
    async with database.read() as db:
        return await queries.view(db, viewer, motion_id)


@put("/motions/{motion_id:uuid}", summary="Write a draft anew", opt={"shape": MotionChange})
async def revise(
    request: Request, database: Database, viewer: Viewer, now: datetime, motion_id: UUID
) -> Response[MotionView]:
    async def act(db: Session, entered: MotionChange) -> str:
        return str((await actions.revise(db, motion_id, entered, actor=viewer, now=now)).id)

    return await write(request, MotionChange, act, _shown(database, viewer))


@post("/motions/{motion_id:uuid}/submit", status_code=200, summary="Hand a motion in", opt={"shape": Step})
async def submit(
    request: Request, database: Database, viewer: Viewer, now: datetime, motion_id: UUID
) -> Response[MotionView]:
    async def act(db: Session, entered: Step) -> str:
        return str((await actions.submit(db, motion_id, entered.version or 0, actor=viewer, now=now)).id)

    return await write(request, Step, act, _shown(database, viewer))


@post("/motions/{motion_id:uuid}/withdraw", status_code=200, summary="Take a motion back", opt={"shape": Step})
async def withdraw(
    request: Request, database: Database, viewer: Viewer, now: datetime, motion_id: UUID
) -> Response[MotionView]:
    async def act(db: Session, entered: Step) -> str:
        return str((await actions.withdraw(db, motion_id, entered.version or 0, actor=viewer, now=now)).id)

    return await write(request, Step, act, _shown(database, viewer))


REVIEWS = {"admit": MotionStep.ADMIT, "return": MotionStep.RETURN, "refuse": MotionStep.REFUSE}


@post(
    [f"/motions/{{motion_id:uuid}}/{word}" for word in REVIEWS],
    status_code=200,
    summary="The chair admits a motion, sends it back or does not admit it",
    opt={"shape": MotionReview},
)
async def review(
    request: Request, database: Database, viewer: Viewer, now: datetime, motion_id: UUID
) -> Response[MotionView]:
    step = REVIEWS[request.scope["path"].rpartition("/")[2]]

    async def act(db: Session, entered: MotionReview) -> str:
        return str((await actions.review(db, motion_id, step, entered, actor=viewer, now=now)).id)

    return await write(request, MotionReview, act, _shown(database, viewer))


def _shown(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[MotionView]]:
    async def shown(motion_id: str) -> MotionView:
        async with database.read() as db:
            return await queries.view(db, viewer, UUID(motion_id))

    return shown


HANDLERS = (index, create, show, revise, submit, withdraw, review)
