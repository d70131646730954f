"""Extracts from the minutes: the sheets of each resolution and to whom they went; for the board alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries.files import FileView, files_of
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import AgendaItem
from beirat.tables.extracts import Extract, ExtractRecipient
from beirat.tables.resolutions import Resolution


@dataclass(frozen=True, slots=True)
class Sent:
    """To whom an extract went when; ``again_since``: a corrected one is owed since that day."""

    recipient: str
    sent_on: date
    again_since: date | None


@dataclass(frozen=True, slots=True)
class ExtractView:
    """The sheet of one resolution, the latest one."""

    id: UUID
    version: int
    resolution_id: UUID
    item_id: UUID
    number: str
    heading: str
    file: FileView
    facts_hash: str
    made_at: datetime
    sent: tuple[Sent, ...]

    @property
    def is_owed_again(self) -> bool:
        return any(one.again_since for one in self.sent)


async def of_meeting(db: Session, viewer: Viewer, meeting_id: UUID) -> list[ExtractView]:
    """The latest extract of each resolution, in the order of the agenda; with everybody to whom one ever went."""
    if not viewer.is_board:
        raise NotFound
    rows = list(
        await db.exec(
            select(Extract, AgendaItem)
            .join(
                Resolution,
                and_(col(Resolution.body_id) == Extract.body_id, col(Resolution.id) == Extract.resolution_id),
            )
            .join(
                AgendaItem,
                and_(col(AgendaItem.body_id) == Resolution.body_id, col(AgendaItem.id) == Resolution.item_id),
            )
            .where(Extract.body_id == viewer.body_id, AgendaItem.meeting_id == meeting_id)
            .order_by(col(AgendaItem.position), col(Extract.resolution_id), col(Extract.id))
        )
    )
    files = await files_of(db, viewer.body_id, [extract.attachment_id for extract, _ in rows])
    sent = await _sent(db, viewer.body_id, [extract.id for extract, _ in rows])
    latest: dict[UUID, tuple[Extract, AgendaItem]] = {}
    gone: dict[UUID, list[Sent]] = defaultdict(list)
    for extract, item in rows:
        latest[extract.resolution_id] = extract, item
        gone[extract.resolution_id] += sent[extract.id]
    return [
        ExtractView(
            id=extract.id,
            version=extract.version,
            resolution_id=extract.resolution_id,
            item_id=item.id,
            number=item.number,
            heading=item.heading,
            file=files[extract.attachment_id],
            facts_hash=extract.facts_hash,
            made_at=extract.made_at,
            sent=tuple(gone[extract.resolution_id]),
        )
        for extract, item in latest.values()
    ]


async def _sent(db: Session, body_id: UUID, ids: list[UUID]) -> dict[UUID, list[Sent]]:
    found = await db.exec(
        select(ExtractRecipient)
        .where(ExtractRecipient.body_id == body_id, col(ExtractRecipient.extract_id).in_(ids))
        .order_by(col(ExtractRecipient.sent_on), col(ExtractRecipient.id))
    )
    sent: dict[UUID, list[Sent]] = defaultdict(list)
    for row in found:
        sent[row.extract_id].append(Sent(row.recipient, row.sent_on, row.again_since))
    return sent


async def latest_hashes(db: Session, body_id: UUID, resolution_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What the latest extract of each resolution says, as a fingerprint."""
    found = await db.exec(
        select(Extract)
        .where(Extract.body_id == body_id, col(Extract.resolution_id).in_(list(resolution_ids)))
        .order_by(col(Extract.id))
    )
    return {row.resolution_id: row.facts_hash for row in found}


async def to_change(db: Session, viewer: Viewer, extract_id: UUID) -> Extract:
    """The extract, locked. Raises NotFound for everybody but the board."""
    found = await db.exec(
        select(Extract).where(Extract.body_id == viewer.body_id, Extract.id == extract_id).with_for_update()
    )
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return row


async def sent_on_items(db: Session, body_id: UUID, item_ids: Iterable[UUID]) -> list[ExtractRecipient]:
    """Every sending of an extract of a resolution on these items."""
    found = await db.exec(
        select(ExtractRecipient)
        .join(
            Extract,
            and_(col(Extract.body_id) == ExtractRecipient.body_id, col(Extract.id) == ExtractRecipient.extract_id),
        )
        .join(Resolution, and_(col(Resolution.body_id) == Extract.body_id, col(Resolution.id) == Extract.resolution_id))
        .where(ExtractRecipient.body_id == body_id, col(Resolution.item_id).in_(list(item_ids)))
    )
    return list(found)


async def owed(db: Session, extract: Extract, recipient: str) -> list[ExtractRecipient]:
    """Sendings of the same resolution to the same recipient after which a corrected one is owed."""
    found = await db.exec(
        select(ExtractRecipient)
        .join(
            Extract,
            and_(col(Extract.body_id) == ExtractRecipient.body_id, col(Extract.id) == ExtractRecipient.extract_id),
        )
        .where(
            ExtractRecipient.body_id == extract.body_id,
            Extract.resolution_id == extract.resolution_id,
            ExtractRecipient.recipient == recipient,
            col(ExtractRecipient.again_since).is_not(None),
        )
    )
    return list(found)
