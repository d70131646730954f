"""Making things public, touching what is public, and taking it back: the only writers of ``Publication``.

These are consequences of acts that were already permitted (convening, closing, publishing), not acts of their own.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.database import Session
from beirat.queries import publication
from beirat.tables.publication import Publication, Published


async def publish(
    db: Session, category: Published, object_id: UUID, *, body_id: UUID, visible_from: datetime, now: datetime
) -> None:
    """The object is public from ``visible_from`` on. Publishing it again brings a withdrawn one back."""
    row = await publication.of(db, category, object_id, body_id=body_id)
    if row is None:
        row = Publication(
            body_id=body_id,
            category=category,
            object_id=object_id,
            public_created=now,
            public_modified=now,
            visible_from=visible_from,
        )
    row.public_modified, row.visible_from, row.withdrawn_at = now, visible_from, None
    db.add(row)


async def touch(db: Session, category: Published, object_id: UUID, *, body_id: UUID, now: datetime) -> None:
    """Something that the public sees of the object has changed. Does nothing where it is not public."""
    row = await publication.of(db, category, object_id, body_id=body_id)
    if row is not None and row.withdrawn_at is None:
        row.public_modified = now
        db.add(row)


async def withdraw(db: Session, category: Published, object_id: UUID, *, body_id: UUID, now: datetime) -> None:
    """The object is public no longer; that it once was stays known."""
    row = await publication.of(db, category, object_id, body_id=body_id)
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at = row.public_modified = now
        db.add(row)
