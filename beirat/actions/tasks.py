"""Finishing what the board set itself to do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import people, tasks
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.resolutions import BoardTask, TaskCompletion


async def complete(db: Session, task_id: UUID, entered: TaskCompletion, *, actor: Viewer, now: datetime) -> BoardTask:
    """The board did what it had set itself; a note says how."""
    task = await tasks.to_complete(db, actor, task_id)
    permit(actor, Act.COMPLETE_TASK)
    if task.version != entered.version:
        raise StaleVersion(task.version, {"note": task.note})
    if task.done_on is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    body = await people.body_by_id(db, task.body_id)
    task.done_on, task.note = local_day(now, body.time_zone), entered.note
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.COMPLETE_TASK,
        subject_type="board_task",
        subject_id=task.id,
        after={"done_on": task.done_on, "note": task.note},
    )
    return task
