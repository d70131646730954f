"""What slows down guessing: attempts to give a password, counted per account and address, across processes.

Nobody is signed in here, so nobody's permission is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.accounts import FOR_ACCOUNTS, FOR_ADDRESSES, Patience, pause_after
from beirat.rules.errors import TooManyAttempts
from beirat.tables.accounts import Throttle
from beirat.tables.base import new_id


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, already counted as failed until it succeeds."""

    account_key: str
    address_key: str


async def begin(db: Session, *, login: str, address: str, now: datetime, kind: str = "login") -> Attempt:
    """Counts an attempt before it is known how it ends, so that many at once are counted too.

    ``kind`` says what is tried: a password, or something else that ``login`` then names.

    Raises TooManyAttempts while account or address must wait.
    """
    attempt = Attempt(f"{kind}:{login.lower()[:100]}", f"address:{address}"[:120])
    rows = [
        (await _row(db, attempt.address_key, now), FOR_ADDRESSES),
        (await _row(db, attempt.account_key, now), FOR_ACCOUNTS),
    ]
    for row, _ in rows:
        if row.blocked_until is not None and row.blocked_until > now:
            raise TooManyAttempts(ceil((row.blocked_until - now).total_seconds()))
    for row, patience in rows:
        _count(row, patience, now)
        db.add(row)
    await db.flush()
    return attempt


async def forgive(db: Session, attempt: Attempt) -> None:
    """The attempt succeeded: the account starts anew, the address has one failure less."""
    await db.exec(delete(Throttle).where(col(Throttle.key) == attempt.account_key))
    less = update(Throttle).where(col(Throttle.key) == attempt.address_key, col(Throttle.failures) > 0)
    await db.exec(less.values(failures=col(Throttle.failures) - 1, blocked_until=None))


async def _row(db: Session, key: str, now: datetime) -> Throttle:
    maker = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    new = maker(Throttle).values(id=new_id(), key=key, failures=0, window_from=now)
    await db.exec(new.on_conflict_do_nothing(index_elements=["key"]))
    return (await db.exec(select(Throttle).where(Throttle.key == key).with_for_update())).one()


def _count(row: Throttle, patience: Patience, now: datetime) -> None:
    if row.window_from + patience.window < now:
        row.window_from, row.failures = now, 0
    row.failures += 1
    pause = pause_after(row.failures, patience)
    row.blocked_until = now + pause if pause else None
