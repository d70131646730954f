"""Hanging files on objects. The bytes were kept before (``storage``), outside of the transaction.

These are consequences of acts that were already permitted, not acts of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from beirat.database import Session
from beirat.queries import files
from beirat.tables.files import Attachment, File, Visibility

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are in the storage."""

    sha256: str
    size: int
    media_type: str = PDF


async def attach(
    db: Session, kept: Kept, name: str, *, object_type: str, object_id: UUID, body_id: UUID, now: datetime
) -> Attachment:
    """Hangs kept bytes on an object under a name, for the board alone until they are made public."""
    file = await files.by_content(db, body_id, kept.sha256)
    if file is None:
        file = File(body_id=body_id, sha256=kept.sha256, media_type=kept.media_type, size=kept.size)
        db.add(file)
        await db.flush()
    row = Attachment(
        body_id=body_id,
        object_type=object_type,
        object_id=object_id,
        file_id=file.id,
        name=name,
        visibility=Visibility.INTERNAL,
        created_at=now,
    )
    db.add(row)
    await db.flush()
    return row


async def detach(db: Session, attachment_id: UUID, *, body_id: UUID) -> None:
    """Takes a file off its object. The bytes stay: other objects may hold them."""
    await db.delete(await files.attachment(db, body_id, attachment_id))


async def make_public(db: Session, attachment_id: UUID, *, body_id: UUID) -> None:
    """From now on everybody may have the file, once its object is published."""
    (await files.attachment(db, body_id, attachment_id)).visibility = Visibility.PUBLIC


async def move(
    db: Session, source: tuple[str, UUID], target: tuple[str, UUID], *, body_id: UUID, is_public: bool
) -> None:
    """All files of one object hang on another one from now on, and are public if that one is."""
    for row in await files.hanging_on(db, body_id, *source):
        row.object_type, row.object_id = target
        row.visibility = Visibility.PUBLIC if is_public else Visibility.INTERNAL
    await db.flush()
