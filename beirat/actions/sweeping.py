"""Takes away what has served its time: old logins and links, results of forms, counts of failures, jobs long done.

It belongs to nobody's account; the worker does it once an hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import col

from beirat.database import Session
from beirat.tables.accounts import FormResult, LoginSession, PasswordToken, Throttle
from beirat.tables.answer_links import AnswerDoor
from beirat.tables.jobs import Job

RESULTS_LAST = timedelta(days=7)
LOGINS_LAST = timedelta(days=30)
FAILURES_LAST = timedelta(days=1)
JOBS_LAST = timedelta(days=90)


async def sweep(db: Session, *, now: datetime) -> None:
    """Deletes what nobody can use any more. The journal stays."""
    old = (
        delete(FormResult).where(col(FormResult.created_at) < now - RESULTS_LAST),
        delete(LoginSession).where(col(LoginSession.expires_at) < now - LOGINS_LAST),
        delete(PasswordToken).where(col(PasswordToken.expires_at) < now - LOGINS_LAST),
        delete(AnswerDoor).where(col(AnswerDoor.expires_at) < now - LOGINS_LAST),
        delete(Throttle).where(col(Throttle.window_from) < now - FAILURES_LAST),
        delete(Job).where(col(Job.done_at) < now - JOBS_LAST),
    )
    for statement in old:
        await db.exec(statement)
