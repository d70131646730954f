"""Writes the journal: who did what to what, in the transaction of the act itself."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.journal import salted_hash
from beirat.rules.permissions import Act, Viewer
from beirat.tables.base import new_id
from beirat.tables.journal import JournalDetail, JournalEntry


async def record(
    db: Session,
    *,
    actor: Viewer,
    now: datetime,
    act: Act,
    subject_type: str,
    subject_id: UUID,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    body_id: UUID | None = None,
) -> None:
    """Adds one entry. ``before`` and ``after`` are names and values; they can be erased later, the entry cannot."""
    detail = _plain({key: dict(values) for key, values in (("before", before), ("after", after)) if values is not None})
    salt = secrets.token_hex(16)
    entry_id = new_id()
    db.add(
        JournalEntry(
            id=entry_id,
            body_id=body_id or actor.body_id,
            account_id=actor.account_id,
            link_id=actor.link_id,
            at=now,
            act=act,
            object_type=subject_type,
            object_id=subject_id,
            detail_hash=salted_hash(salt, detail),
        )
    )
    db.add(JournalDetail(id=entry_id, salt=salt, detail=detail))
    await db.flush()


async def erase_quotes(db: Session, texts: Sequence[str], *, subject_id: UUID, body_id: UUID) -> None:
    """Erases the details of entries on this object that quote one of the texts: the fact remains, the words go."""
    query = (
        select(JournalDetail)
        .join(JournalEntry, col(JournalEntry.id) == JournalDetail.id)
        .where(JournalEntry.body_id == body_id, JournalEntry.object_id == subject_id)
    )
    for detail in (await db.exec(query)).all():
        if any(text in said for said in _strings(detail.detail) for text in texts):
            await db.delete(detail)
    await db.flush()


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (said for one in value.values() for said in _strings(one))
        case list():
            yield from (said for one in value for said in _strings(one))


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    match value:
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(one) for one in value]
        case StrEnum():
            return value.value
        case date() | datetime() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value
