"""Who can sign in, who is signed in, and what an account may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, func, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Role, Viewer, permit
from beirat.tables.accounts import Account, AccountRole, LoginSession, PasswordToken
from beirat.tables.people import Organization, Person


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signing in is checked against."""

    account_id: UUID
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A valid login, as seen from one district."""

    session_id: UUID
    expires_at: datetime
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account in the list of the technical support."""

    id: UUID
    login: str
    name: str
    roles: tuple[Role, ...]
    units: tuple[str, ...]
    has_password: bool
    is_blocked: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SessionView:
    """One browser or program that is signed in."""

    id: UUID
    device: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """Who may set a password with a link."""

    viewer: Viewer
    login: str
    is_first: bool


async def credentials(db: Session, login: str) -> Credentials | None:
    """What is kept for a login; None if there is no such account."""
    row = (await db.exec(select(Account).where(Account.login == login.lower()))).one_or_none()
    return Credentials(row.id, row.password_hash) if row else None


async def password_hash(db: Session, viewer: Viewer) -> str | None:
    """The viewer's own password hash."""
    return (await db.exec(select(Account.password_hash).where(Account.id == viewer.account_id))).one()


async def signed_in(db: Session, *, token_hash: str, body_id: UUID, now: datetime) -> SignedIn | None:
    """The login behind a token, if it is valid now and its account has a role in the district."""
    query = (
        select(LoginSession, Account)
        .join(Account, col(Account.id) == LoginSession.account_id)
        .where(LoginSession.token_hash == token_hash, col(LoginSession.revoked_at).is_(None))
        .where(LoginSession.expires_at > now)
    )
    found = (await db.exec(query)).one_or_none()
    if found is None:
        return None
    session, account = found
    viewer = await viewer_of(db, account.id, body_id=body_id, name=account.name)
    return SignedIn(session.id, session.expires_at, viewer) if viewer else None


async def viewer_of(db: Session, account_id: UUID, *, body_id: UUID, name: str) -> Viewer | None:
    """An account looking at a district; None without a role there, and where it is blocked."""
    query = select(AccountRole.role, AccountRole.unit_id).where(
        AccountRole.account_id == account_id, AccountRole.body_id == body_id, col(AccountRole.blocked_at).is_(None)
    )
    rows = (await db.exec(query)).all()
    if not rows:
        return None
    person = select(Person.id).where(Person.account_id == account_id, Person.body_id == body_id)
    return Viewer(
        account_id=account_id,
        body_id=body_id,
        roles=frozenset(Role(role) for role, _ in rows),
        unit_ids=frozenset(unit for _, unit in rows if unit is not None),
        person_id=(await db.exec(person)).first(),
        name=name,
    )


async def is_known_elsewhere(db: Session, account_id: UUID, *, body_id: UUID) -> bool:
    """Whether an account has a role in another district, too."""
    elsewhere = select(AccountRole.id).where(AccountRole.account_id == account_id, AccountRole.body_id != body_id)
    return (await db.exec(elsewhere.limit(1))).first() is not None


async def accounts(db: Session, viewer: Viewer) -> list[AccountView]:
    """Every account with a role in the district, by name. Raises NotPermitted."""
    permit(viewer, Act.INVITE_ACCOUNT)
    query = (
        select(Account, AccountRole, Organization.short_name)
        .join(AccountRole, col(AccountRole.account_id) == Account.id)
        .outerjoin(
            Organization,
            (col(Organization.id) == AccountRole.unit_id) & (col(Organization.body_id) == AccountRole.body_id),
        )
        .where(AccountRole.body_id == viewer.body_id)
        .order_by(func.lower(Account.name), Account.login, AccountRole.role)
    )
    found: dict[UUID, tuple[Account, list[AccountRole], list[str]]] = {}
    for account, role, unit in (await db.exec(query)).all():
        _, held, units = found.setdefault(account.id, (account, [], []))
        held.append(role)
        if unit:
            units.append(unit)
    return [_account_view(*parts) for parts in found.values()]


async def account(db: Session, viewer: Viewer, account_id: UUID) -> AccountView:
    """One account of the district. Raises NotFound, NotPermitted."""
    for view in await accounts(db, viewer):
        if view.id == account_id:
            return view
    raise NotFound


def _account_view(account: Account, held: list[AccountRole], units: list[str]) -> AccountView:
    return AccountView(
        id=account.id,
        login=account.login,
        name=account.name,
        roles=tuple(dict.fromkeys(one.role for one in held)),
        units=tuple(units),
        has_password=account.password_hash is not None,
        is_blocked=any(one.blocked_at for one in held),
        created_at=account.created_at,
    )


async def roles_by_login(db: Session, viewer: Viewer) -> set[tuple[str, Role, str]]:
    """What accounts there are already: login, role and short name of the unit."""
    return {
        (view.login, role, unit)
        for view in await accounts(db, viewer)
        for role in view.roles
        for unit in (view.units if role is Role.ADMINISTRATION else ("",))
    }


async def sessions(db: Session, viewer: Viewer, *, now: datetime) -> list[SessionView]:
    """Where the viewer is signed in, newest first."""
    query = (
        select(LoginSession)
        .where(LoginSession.account_id == viewer.account_id, col(LoginSession.revoked_at).is_(None))
        .where(LoginSession.expires_at > now)
        .order_by(col(LoginSession.created_at).desc())
    )
    return [SessionView(row.id, row.device, row.created_at, row.expires_at) for row in (await db.exec(query)).all()]


async def own_account(db: Session, viewer: Viewer) -> tuple[str, str]:
    """The viewer's own login and name."""
    return (await db.exec(select(Account.login, Account.name).where(Account.id == viewer.account_id))).one()


async def invited(db: Session, *, token_hash: str, body_id: UUID, now: datetime) -> Invited | None:
    """Who may set a password with this link now; None when it is used up, too old or of another district."""
    query = (
        select(Account)
        .join(PasswordToken, col(PasswordToken.account_id) == Account.id)
        .where(PasswordToken.token_hash == token_hash, col(PasswordToken.used_at).is_(None))
        .where(PasswordToken.expires_at > now)
    )
    row = (await db.exec(query)).one_or_none()
    viewer = await viewer_of(db, row.id, body_id=body_id, name=row.name) if row else None
    return Invited(viewer, row.login, is_first=row.password_hash is None) if row and viewer else None
