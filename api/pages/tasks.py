"""What the board set itself to do, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.templating import render
from api.web import Request
from beirat.actions import tasks as actions
from beirat.database import Database, Session
from beirat.queries import tasks as queries
from beirat.rules.permissions import Act, Viewer, may
from beirat.tables.resolutions import TaskCompletion


@get("/aufgaben")
async def index(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    """Open tasks first; they have no date."""
    return await _page(request, database, viewer, {})


@post("/aufgaben/{task_id:uuid}/erledigt", status_code=200)
async def complete(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, task_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: TaskCompletion) -> str:
        await actions.complete(db, task_id, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/aufgaben", "task_done")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, {task_id: f})

    return await submit(request, TaskCompletion, act, again, labels={"note": "Was wurde getan?"})


async def _page(request: Request, database: Database, viewer: Viewer, sent: dict[UUID, FormState]) -> Response[Any]:
    async with database.read() as db:
        tasks = await queries.listing(db, viewer)
    blanks = {task.id: FormState.fresh(request, {"note": ""}, version=task.version) for task in tasks}
    return render(
        request,
        "tasks/index.html",
        tasks=tasks,
        forms_shown=blanks | sent,
        sent=sent,
        may_complete=may(viewer, Act.COMPLETE_TASK),
    )


HANDLERS = (index, complete)
