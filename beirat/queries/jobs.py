"""What the outbox still holds, for ``beirat doctor``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from beirat.database import Session
from beirat.tables.jobs import Job


@dataclass(frozen=True, slots=True)
class Outbox:
    """How much waits, since when the oldest, and how much has failed at least once."""

    waiting: int
    oldest_due: datetime | None
    failing: int


async def outbox(db: Session) -> Outbox:
    """The state of the outbox. Jobs belong to the installation, not to a viewer."""
    open_jobs = select(func.count(), func.min(Job.run_after)).where(col(Job.done_at).is_(None))
    waiting, oldest = (await db.exec(open_jobs)).one()
    failing = select(func.count()).where(col(Job.done_at).is_(None), Job.last_error != "")
    return Outbox(waiting, oldest, (await db.exec(failing)).one())
