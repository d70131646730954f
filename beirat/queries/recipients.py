"""To whom a notice goes: names and addresses of accounts in a district that are not blocked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from beirat.database import Session
from beirat.rules.permissions import Role, Viewer
from beirat.tables.accounts import Account, AccountRole


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who can be written to, and as whom they would look."""

    account_id: UUID
    name: str
    email: str


async def account(db: Session, body_id: UUID, account_id: UUID) -> list[Recipient]:
    """The one account, or nobody if it is blocked or has no role in the district."""
    return await _found(db, _open(body_id).where(AccountRole.account_id == account_id))


async def with_role(db: Session, body_id: UUID, *roles: Role, unit_id: UUID | None = None) -> list[Recipient]:
    """Everybody who holds one of the roles; with ``unit_id`` only for that unit."""
    query = _open(body_id).where(col(AccountRole.role).in_(roles))
    if unit_id is not None:
        query = query.where(AccountRole.unit_id == unit_id)
    return await _found(db, query)


def _open(body_id: UUID) -> Select[UUID, str, str]:
    return (
        select(Account.id, Account.name, Account.login)
        .join(AccountRole, col(AccountRole.account_id) == col(Account.id))
        .where(AccountRole.body_id == body_id, col(AccountRole.blocked_at).is_(None))
        .distinct()
        .order_by(Account.login)
    )


async def _found(db: Session, query: Select[UUID, str, str]) -> list[Recipient]:
    return [Recipient(*row) for row in (await db.exec(query)).all()]


def reader(body_id: UUID, roles: frozenset[Role]) -> Viewer:
    """Somebody with these roles, to read for a message what its recipients may see."""
    return Viewer(account_id=None, body_id=body_id, roles=roles)
