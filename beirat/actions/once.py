"""A form or a program's request that arrives twice is acted upon once. Not an act of its own, so without permission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from beirat.database import Session
from beirat.tables.accounts import FormResult


@dataclass(frozen=True, slots=True)
class Claim:
    """Whoever holds it acts; ``location`` is set where somebody acted before."""

    id: UUID
    location: str | None = None


async def known(db: Session, key: str, *, account_id: UUID | None) -> str | None:
    """Where a key of this account led, if it was acted on before."""
    form_id = uuid5(account_id or NAMESPACE_URL, key)
    return (await db.exec(select(FormResult.location).where(FormResult.id == form_id))).one_or_none()


async def claim(db: Session, key: str, *, account_id: UUID | None, now: datetime) -> Claim:
    """Claims the right to act on a key of this account, waiting for whoever is acting on it at this moment."""
    form_id = uuid5(account_id or NAMESPACE_URL, key)
    values = {"id": form_id, "account_id": account_id, "location": "", "created_at": now}
    dialect = db.get_bind().dialect.name
    maker = postgresql.insert if dialect == "postgresql" else sqlite.insert
    added = await db.exec(maker(FormResult).values(values).on_conflict_do_nothing())
    if added.rowcount:
        return Claim(form_id)
    location = (await db.exec(select(FormResult.location).where(FormResult.id == form_id))).one()
    return Claim(form_id, location)


async def keep(db: Session, held: Claim, location: str) -> None:
    """Notes where the act led, in its transaction."""
    await db.exec(update(FormResult).where(col(FormResult.id) == held.id).values(location=location))
