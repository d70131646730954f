"""What the board set itself to do. Its own tasks have no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import AgendaItem
from beirat.tables.meetings import Meeting
from beirat.tables.resolutions import BoardTask, Resolution


@dataclass(frozen=True, slots=True)
class TaskView:
    """Something that the board set itself to do, and where it decided so."""

    id: UUID
    version: int
    number: int
    text: str
    decided_on: date
    meeting_id: UUID
    meeting: str
    item: str
    done_on: date | None
    note: str


async def listing(db: Session, viewer: Viewer) -> list[TaskView]:
    """The board's own tasks, open ones first, then newest first. Raises NotFound for everybody but the board."""
    if not viewer.is_board:
        raise NotFound
    rows = await db.exec(
        select(BoardTask, Resolution, AgendaItem, Meeting)
        .join(
            Resolution,
            and_(col(Resolution.body_id) == BoardTask.body_id, col(Resolution.id) == BoardTask.resolution_id),
        )
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Resolution.body_id, col(AgendaItem.id) == Resolution.item_id))
        .join(Meeting, and_(col(Meeting.body_id) == AgendaItem.body_id, col(Meeting.id) == AgendaItem.meeting_id))
        .where(BoardTask.body_id == viewer.body_id)
        .order_by(
            col(BoardTask.done_on).is_not(None),
            col(Resolution.decided_on).desc(),
            col(BoardTask.resolution_id),
            col(BoardTask.number),
        )
    )
    return [_task(*row) for row in rows]


def _task(row: BoardTask, resolution: Resolution, item: AgendaItem, meeting: Meeting) -> TaskView:
    return TaskView(
        id=row.id,
        version=row.version,
        number=row.number,
        text=row.text,
        decided_on=resolution.decided_on,
        meeting_id=meeting.id,
        meeting=meeting.reference,
        item=item.heading,
        done_on=row.done_on,
        note=row.note,
    )


async def to_complete(db: Session, viewer: Viewer, task_id: UUID) -> BoardTask:
    """The task, locked. Raises NotFound for everybody but the board."""
    found = await db.exec(
        select(BoardTask).where(BoardTask.body_id == viewer.body_id, BoardTask.id == task_id).with_for_update()
    )
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return row


async def of_resolution(db: Session, resolution: Resolution) -> list[BoardTask]:
    """The tasks that came of a resolution."""
    found = await db.exec(
        select(BoardTask).where(BoardTask.body_id == resolution.body_id, BoardTask.resolution_id == resolution.id)
    )
    return list(found)
