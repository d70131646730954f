"""The publication of an object, for those who change it; what the public reads is in ``queries.public``."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from beirat.database import Session
from beirat.tables.publication import Publication, Published


async def of(db: Session, category: Published, object_id: UUID, *, body_id: UUID) -> Publication | None:
    found = await db.exec(
        select(Publication)
        .where(
            Publication.body_id == body_id,
            Publication.category == category,
            Publication.object_id == object_id,
        )
        .with_for_update()
    )
    return found.one_or_none()
