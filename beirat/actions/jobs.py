"""The outbox: jobs are asked for in the transaction of an act, and leased, done and finished in three of their own.

Asking is part of an act that was permitted already; leasing and finishing is the worker's, which is nobody's account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from beirat.database import Session
from beirat.tables.base import new_id
from beirat.tables.jobs import Job, JobKind

LEASE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Leased:
    """A job that this worker alone is at, until the lease ends."""

    id: UUID
    kind: JobKind
    payload: dict[str, Any]
    unique_key: str
    attempts: int
    body_id: UUID | None


async def enqueue(
    db: Session,
    kind: JobKind,
    payload: Mapping[str, Any],
    *,
    unique_key: str,
    now: datetime,
    body_id: UUID | None = None,
    run_after: datetime | None = None,
) -> None:
    """Asks for a job; asking again with the same key changes nothing."""
    values = {
        "id": new_id(),
        "body_id": body_id,
        "kind": kind,
        "payload": dict(payload),
        "unique_key": unique_key,
        "run_after": run_after or now,
        "attempts": 0,
        "last_error": "",
    }
    maker = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    await db.exec(maker(Job).values(values).on_conflict_do_nothing(index_elements=["unique_key"]))


async def lease(db: Session, *, now: datetime, limit: int = 5) -> list[Leased]:
    """Takes the next jobs that are due and that nobody is at, oldest first."""
    due = (
        select(col(Job.id))
        .where(col(Job.done_at).is_(None), col(Job.run_after) <= now)
        .where(or_(col(Job.leased_until).is_(None), col(Job.leased_until) < now))
        .order_by(col(Job.run_after), col(Job.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(Job)
        .where(col(Job.id).in_(due.scalar_subquery()))
        .values(leased_until=now + LEASE, attempts=col(Job.attempts) + 1)
        .returning(
            col(Job.id), col(Job.kind), col(Job.payload), col(Job.unique_key), col(Job.attempts), col(Job.body_id)
        )
    )
    rows = (await db.exec(taken)).all()
    return sorted((Leased(*row) for row in rows), key=lambda job: job.id)


async def finish(db: Session, job: Leased, *, now: datetime) -> None:
    """The job is done. Its payload is emptied: it may hold a link that opens a door."""
    done = update(Job).where(col(Job.id) == job.id)
    await db.exec(done.values(done_at=now, leased_until=None, payload={}, last_error=""))


async def postpone(db: Session, job: Leased, *, reason: str, now: datetime) -> None:
    """The job failed; it is tried again after a pause that doubles each time."""
    pause = min(timedelta(seconds=30) * 2 ** min(job.attempts, 12), LONGEST_PAUSE)
    again = update(Job).where(col(Job.id) == job.id)
    await db.exec(again.values(leased_until=None, run_after=now + pause, last_error=reason[:400]))
