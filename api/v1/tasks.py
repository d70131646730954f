"""The board's own tasks, for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post

from api.v1.write import write
from api.web import Request
from beirat.actions import tasks as actions
from beirat.database import Database, Session
from beirat.queries import tasks as queries
from beirat.queries.tasks import TaskView
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.resolutions import TaskCompletion


@dataclass(frozen=True)
class TaskList:
    """Open tasks first, then newest first."""

    tasks: list[TaskView]


@get("/tasks", summary="What the board set itself to do")
async def index(database: Database, viewer: Viewer) -> TaskList:
    async with database.read() as db:
        return TaskList(await queries.listing(db, viewer))


@post("/tasks/{task_id:uuid}/complete", status_code=200, summary="A task is done", opt={"shape": TaskCompletion})
async def complete(
    request: Request, database: Database, viewer: Viewer, now: datetime, task_id: UUID
) -> Response[TaskView]:
    async def act(db: Session, entered: TaskCompletion) -> str:
        return str((await actions.complete(db, task_id, entered, actor=viewer, now=now)).id)

    async def shown(made: str) -> TaskView:
        async with database.read() as db:
            found = [task for task in await queries.listing(db, viewer) if str(task.id) == made]
        if not found:
            raise NotFound
        return found[0]

    return await write(request, TaskCompletion, act, shown)


HANDLERS = (index, complete)
