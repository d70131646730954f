"""What the outbox still holds, for ``beirat doctor``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, or_, select

from beirat.database import Session
from beirat.tables.jobs import Job, JobKind


@dataclass(frozen=True, slots=True)
class Outbox:
    """How much waits, since when the oldest, and how much has failed at least once."""

    waiting: int
    oldest_due: datetime | None
    failing: int


async def outbox(db: Session, *, now: datetime) -> Outbox:
    """The state of the outbox. Jobs belong to the installation, not to a viewer.

    What was released for a day to come waits for its day, not for a worker.
    """
    is_awaited = or_(col(Job.kind) != JobKind.RELEASE, col(Job.run_after) <= now)
    open_jobs = select(func.count(), func.min(Job.run_after)).where(col(Job.done_at).is_(None), is_awaited)
    waiting, oldest = (await db.exec(open_jobs)).one()
    failing = select(func.count()).where(col(Job.done_at).is_(None), Job.last_error != "")
    return Outbox(waiting, oldest, (await db.exec(failing)).one())
