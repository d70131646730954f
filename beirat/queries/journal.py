"""What the journal tells, newest first, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.journal import salted_hash, shows_detail
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.accounts import Account
from beirat.tables.answer_links import AnswerLink
from beirat.tables.journal import JournalDetail, JournalEntry
from beirat.tables.people import Organization

PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry; ``name`` is empty where the worker or the command line acted. ``by_link``: a unit, without account.

    ``detail`` is empty where it was erased, or is not for this reader.
    """

    id: UUID
    at: datetime
    act: Act
    name: str
    object_type: str
    object_id: UUID
    detail: dict[str, Any]
    by_link: bool = False


async def entries(db: Session, viewer: Viewer, *, before: UUID | None = None) -> list[EntryView]:
    """A page of the district's journal; ``before`` is the last entry of the page above. Raises NotPermitted."""
    permit(viewer, Act.READ_JOURNAL)
    query = (
        select(JournalEntry, func.coalesce(Account.name, Organization.name), JournalDetail.detail)
        .outerjoin(Account, col(Account.id) == JournalEntry.account_id)
        .outerjoin(
            AnswerLink,
            and_(col(AnswerLink.body_id) == JournalEntry.body_id, col(AnswerLink.id) == JournalEntry.link_id),
        )
        .outerjoin(
            Organization,
            and_(col(Organization.body_id) == AnswerLink.body_id, col(Organization.id) == AnswerLink.unit_id),
        )
        .outerjoin(JournalDetail, col(JournalDetail.id) == JournalEntry.id)
        .where(JournalEntry.body_id == viewer.body_id)
        .order_by(col(JournalEntry.id).desc())
        .limit(PAGE)
    )
    if before is not None:
        query = query.where(JournalEntry.id < before)
    return [_view(viewer, *row) for row in (await db.exec(query)).all()]


def _view(viewer: Viewer, entry: JournalEntry, name: str | None, detail: Mapping[str, Any] | None) -> EntryView:
    is_own = entry.account_id is not None and entry.account_id == viewer.account_id
    shown = dict(detail or {}) if shows_detail(viewer, entry.act, is_own=is_own) else {}
    return EntryView(
        entry.id, entry.at, entry.act, name or "", entry.object_type, entry.object_id, shown, entry.link_id is not None
    )


async def verified(db: Session) -> tuple[int, list[UUID]]:
    """How many entries there are in the whole installation, and those whose details do not fit their checksum.

    Erased details are no fault. For ``beirat doctor``, which looks at the installation and not as a viewer.
    """
    entries = (await db.exec(select(JournalEntry.id, JournalEntry.detail_hash))).all()
    kept = {row.id: row for row in (await db.exec(select(JournalDetail))).all()}
    broken = [
        entry_id
        for entry_id, checksum in entries
        if entry_id in kept and salted_hash(kept[entry_id].salt, kept[entry_id].detail) != checksum
    ]
    return len(entries), broken
