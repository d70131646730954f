"""Which files a viewer may have: the board those of the house, nobody else any; the public has a door of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, may
from beirat.tables.files import Attachment, File, Visibility

SIGNED_SHEET = "signed_sheet"
"""The object type of scans of signed sheets: only those who keep the minutes may read them."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file under the name that it has on its object."""

    id: UUID
    name: str
    sha256: str
    media_type: str
    size: int
    visibility: Visibility
    object_type: str


async def attached(db: Session, viewer: Viewer, attachment_id: UUID) -> FileView:
    """One attachment. Raises NotFound if the viewer must not see it."""
    found = await files_of(db, viewer.body_id, [attachment_id]) if viewer.is_board else {}
    file = found.get(attachment_id)
    if file is None or (file.object_type == SIGNED_SHEET and not may(viewer, Act.READ_SIGNED_SHEET)):
        raise NotFound
    return file


async def files_of(db: Session, body_id: UUID, attachment_ids: Iterable[UUID]) -> dict[UUID, FileView]:
    """Some attachments by their id; the caller has seen to it that they may be seen."""
    found = await db.exec(
        select(Attachment, File)
        .join(File, and_(col(File.body_id) == Attachment.body_id, col(File.id) == Attachment.file_id))
        .where(Attachment.body_id == body_id, col(Attachment.id).in_(list(attachment_ids)))
    )
    return {
        row.id: FileView(row.id, row.name, file.sha256, file.media_type, file.size, row.visibility, row.object_type)
        for row, file in found
    }


async def by_content(db: Session, body_id: UUID, sha256: str) -> File | None:
    """The file with these bytes, if the district has it already."""
    return (await db.exec(select(File).where(File.body_id == body_id, File.sha256 == sha256))).one_or_none()


async def attachment(db: Session, body_id: UUID, attachment_id: UUID) -> Attachment:
    """The attachment, locked, whoever asks: for steps that follow from an act which was already permitted."""
    found = await db.exec(
        select(Attachment).where(Attachment.body_id == body_id, Attachment.id == attachment_id).with_for_update()
    )
    return found.one()


async def hanging_on(db: Session, body_id: UUID, object_type: str, object_id: UUID) -> list[Attachment]:
    """The attachments of one object, locked."""
    query = select(Attachment).where(
        Attachment.body_id == body_id, Attachment.object_type == object_type, Attachment.object_id == object_id
    )
    return list(await db.exec(query.with_for_update()))
