"""What the journal tells, newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.accounts import Account
from beirat.tables.journal import JournalDetail, JournalEntry

PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry; ``name`` is empty where the worker or the command line acted, ``detail`` where it was erased."""

    id: UUID
    at: datetime
    act: Act
    name: str
    object_type: str
    object_id: UUID
    detail: dict[str, Any]


async def entries(db: Session, viewer: Viewer, *, before: UUID | None = None) -> list[EntryView]:
    """A page of the district's journal; ``before`` is the last entry of the page above. Raises NotPermitted."""
    permit(viewer, Act.READ_JOURNAL)
    query = (
        select(JournalEntry, Account.name, JournalDetail.detail)
        .outerjoin(Account, col(Account.id) == JournalEntry.account_id)
        .outerjoin(JournalDetail, col(JournalDetail.id) == JournalEntry.id)
        .where(JournalEntry.body_id == viewer.body_id)
        .order_by(col(JournalEntry.id).desc())
        .limit(PAGE)
    )
    if before is not None:
        query = query.where(JournalEntry.id < before)
    return [
        EntryView(entry.id, entry.at, entry.act, name or "", entry.object_type, entry.object_id, dict(detail or {}))
        for entry, name, detail in (await db.exec(query)).all()
    ]
