"""What is done with accounts: invite, set and change passwords, sign in and out, block.

Passwords arrive here hashed, tokens as their SHA-256: hashing happens outside of transactions.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select

from beirat.actions import attempts
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import accounts as queries
from beirat.rules.accounts import LINK_LASTS, LOGIN_LASTS, LOGIN_STAYS, is_address
from beirat.rules.errors import Broken, NotFound, RuleBroken
from beirat.rules.permissions import NO_ACCOUNT, Act, Role, Viewer, permit
from beirat.tables.accounts import Account, AccountInvitation, AccountRole, LoginSession, PasswordToken
from beirat.tables.base import new_id
from beirat.tables.people import Organization, OrganizationKind, Person


async def invite(db: Session, invitation: AccountInvitation, *, actor: Viewer, now: datetime) -> UUID:
    """Makes an account with one role, or gives an account that exists one more; returns its id.

    A member of the board with the same e-mail address becomes the person behind the account.
    """
    permit(actor, Act.INVITE_ACCOUNT)
    login = _login(invitation.login)
    if invitation.role in NO_ACCOUNT:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, "role")
    unit_id = await _unit(db, invitation, actor)
    account = (await db.exec(select(Account).where(Account.login == login))).one_or_none()
    if account is None:
        account = Account(id=new_id(), login=login, name=invitation.name, created_at=now)
        db.add(account)
        await db.flush()
    await _give_role(db, account, invitation.role, unit_id, body_id=actor.body_id)
    await _link_person(db, account, body_id=actor.body_id)
    told = {"login": login, "name": account.name, "role": invitation.role, "unit": invitation.unit}
    await _record(db, Act.INVITE_ACCOUNT, account.id, actor=actor, now=now, after=told)
    return account.id


def _login(text: str) -> str:
    """An e-mail address in lower case. Raises RuleBroken(EMAIL_INVALID)."""
    if not is_address(text):
        raise RuleBroken(Broken.EMAIL_INVALID, "login")
    return text.lower()


async def _unit(db: Session, invitation: AccountInvitation, actor: Viewer) -> UUID | None:
    """The unit that an account of the administration belongs to."""
    if invitation.role is not Role.ADMINISTRATION:
        return None
    query = select(Organization.id).where(
        Organization.body_id == actor.body_id,
        Organization.kind == OrganizationKind.UNIT,
        Organization.short_name == invitation.unit,
    )
    unit_id = (await db.exec(query)).one_or_none()
    if unit_id is None:
        raise RuleBroken(Broken.UNIT_NEEDED, "unit")
    return unit_id


async def _give_role(db: Session, account: Account, role: Role, unit_id: UUID | None, *, body_id: UUID) -> None:
    """Gives the role, or raises RuleBroken(EMAIL_TAKEN). Who is blocked in the district stays so."""
    held = await _roles(db, account.id, body_id=body_id)
    if any((one.role, one.unit_id) == (role, unit_id) for one in held):
        raise RuleBroken(Broken.EMAIL_TAKEN, "login")
    blocked_at = held[0].blocked_at if held else None
    db.add(AccountRole(body_id=body_id, account_id=account.id, role=role, unit_id=unit_id, blocked_at=blocked_at))
    await db.flush()


async def _roles(db: Session, account_id: UUID, *, body_id: UUID) -> list[AccountRole]:
    """What an account is in a district."""
    held = select(AccountRole).where(AccountRole.body_id == body_id, AccountRole.account_id == account_id)
    return list(await db.exec(held))


async def _link_person(db: Session, account: Account, *, body_id: UUID) -> None:
    people = select(Person).where(Person.body_id == body_id, Person.email == account.login)
    for person in (await db.exec(people.where(col(Person.account_id).is_(None)))).all():
        person.account_id = account.id
        db.add(person)
    await db.flush()


async def issue_link(db: Session, account_id: UUID, *, token_hash: str, actor: Viewer, now: datetime) -> str:
    """A new link to set a password, valid once, for seven days; older ones end. Returns the address to send it to."""
    permit(actor, Act.INVITE_ACCOUNT)
    account = await _account(db, account_id, actor)
    await _end_links(db, account_id, now)
    db.add(PasswordToken(account_id=account_id, token_hash=token_hash, created_at=now, expires_at=now + LINK_LASTS))
    await _record(db, Act.INVITE_ACCOUNT, account_id, actor=actor, now=now)
    return account.login


async def set_password(db: Session, *, token_hash: str, password_hash: str, actor: Viewer, now: datetime) -> None:
    """Uses up a link and sets the password; whoever was signed in with the old one is signed out."""
    permit(actor, Act.SET_PASSWORD)
    token = (
        await db.exec(select(PasswordToken).where(PasswordToken.token_hash == token_hash).with_for_update())
    ).one_or_none()
    if token is None or token.used_at is not None or token.expires_at <= now or token.account_id != actor.account_id:
        raise RuleBroken(Broken.LINK_EXPIRED)
    account = await _account(db, token.account_id, actor)
    if any(held.blocked_at for held in await _roles(db, account.id, body_id=actor.body_id)):
        raise RuleBroken(Broken.LINK_EXPIRED)
    account.password_hash = password_hash
    await _end_links(db, account.id, now)
    await _end_sessions(db, account.id, now)
    await _record(db, Act.SET_PASSWORD, account.id, actor=actor, now=now)


async def change_password(
    db: Session,
    attempt: attempts.Attempt,
    *,
    password_hash: str,
    keep_session: UUID | None,
    actor: Viewer,
    now: datetime,
) -> None:
    """Sets another password; every other login of the account ends."""
    permit(actor, Act.CHANGE_PASSWORD)
    if actor.account_id is None:
        raise NotFound
    account = await _account(db, actor.account_id, actor)
    account.password_hash = password_hash
    await attempts.forgive(db, attempt)
    await _end_links(db, account.id, now)
    await _end_sessions(db, account.id, now, keep=keep_session)
    await _record(db, Act.CHANGE_PASSWORD, account.id, actor=actor, now=now)


async def sign_in(
    db: Session,
    attempt: attempts.Attempt,
    *,
    token_hash: str,
    device: str,
    stays: bool,
    actor: Viewer,
    now: datetime,
) -> UUID:
    """The password was right: a login begins, and the failures of the account are forgotten."""
    permit(actor, Act.SIGN_IN)
    if actor.account_id is None:
        raise NotFound
    await attempts.forgive(db, attempt)
    session = LoginSession(
        account_id=actor.account_id,
        token_hash=token_hash,
        device=device[:200],
        stays=stays,
        created_at=now,
        expires_at=now + (LOGIN_STAYS if stays else LOGIN_LASTS),
    )
    db.add(session)
    await db.flush()
    await _record(db, Act.SIGN_IN, actor.account_id, actor=actor, now=now, after={"device": device})
    return session.id


async def sign_out(db: Session, session_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Ends one login of the actor. Raises NotFound for somebody else's."""
    permit(actor, Act.SIGN_OUT)
    ended = await db.exec(
        update(LoginSession)
        .where(col(LoginSession.id) == session_id, col(LoginSession.account_id) == actor.account_id)
        .values(revoked_at=now)
    )
    if not ended.rowcount or actor.account_id is None:
        raise NotFound
    await _record(db, Act.SIGN_OUT, actor.account_id, actor=actor, now=now)


async def sign_out_everywhere(db: Session, *, actor: Viewer, now: datetime) -> None:
    """Ends every login of the actor, this one too."""
    permit(actor, Act.SIGN_OUT)
    if actor.account_id is None:
        raise NotFound
    await _end_sessions(db, actor.account_id, now)
    await _record(db, Act.SIGN_OUT, actor.account_id, actor=actor, now=now, after={"everywhere": True})


async def block(db: Session, account_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The account gets no more into this district; what it is in another one is not touched. Nobody blocks themselves.

    Where the account is known in this district alone, its logins and links end at once.
    """
    permit(actor, Act.BLOCK_ACCOUNT)
    await _account(db, account_id, actor)
    held = await _roles(db, account_id, body_id=actor.body_id)
    if account_id == actor.account_id or any(one.blocked_at for one in held):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    if not await queries.is_known_elsewhere(db, account_id, body_id=actor.body_id):
        await _end_links(db, account_id, now)
        await _end_sessions(db, account_id, now)
    for one in held:
        one.blocked_at = now
    await _record(db, Act.BLOCK_ACCOUNT, account_id, actor=actor, now=now, after={"blocked": True})


async def unblock(db: Session, account_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The account may sign in again, with the password it had."""
    permit(actor, Act.BLOCK_ACCOUNT)
    await _account(db, account_id, actor)
    held = await _roles(db, account_id, body_id=actor.body_id)
    if not any(one.blocked_at for one in held):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    for one in held:
        one.blocked_at = None
    await _record(db, Act.BLOCK_ACCOUNT, account_id, actor=actor, now=now, after={"blocked": False})


async def _account(db: Session, account_id: UUID, actor: Viewer) -> Account:
    """An account with a role in the actor's district, locked for the change. Raises NotFound."""
    held = select(AccountRole.account_id).where(
        AccountRole.body_id == actor.body_id, AccountRole.account_id == account_id
    )
    query = select(Account).where(Account.id == account_id, col(Account.id).in_(held)).with_for_update()
    account = (await db.exec(query)).one_or_none()
    if account is None:
        raise NotFound
    return account


async def _end_links(db: Session, account_id: UUID, now: datetime) -> None:
    links = update(PasswordToken).where(
        col(PasswordToken.account_id) == account_id, col(PasswordToken.used_at).is_(None)
    )
    await db.exec(links.values(used_at=now))


async def _end_sessions(db: Session, account_id: UUID, now: datetime, *, keep: UUID | None = None) -> None:
    sessions = update(LoginSession).where(
        col(LoginSession.account_id) == account_id, col(LoginSession.revoked_at).is_(None)
    )
    if keep is not None:
        sessions = sessions.where(col(LoginSession.id) != keep)
    await db.exec(sessions.values(revoked_at=now))


async def _record(
    db: Session,
    act: Act,
    account_id: UUID,
    *,
    actor: Viewer,
    now: datetime,
    after: Mapping[str, object] | None = None,
) -> None:
    await record(db, actor=actor, now=now, act=act, subject_type="account", subject_id=account_id, after=after)
