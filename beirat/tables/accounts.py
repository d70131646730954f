"""Accounts, their roles per body, their logins, and what slows down guessing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.permissions import Role
from beirat.tables.base import BodyRow, Line, Row, Shape, Text, Versioned, belongs_to, one_of

PASSWORD_LENGTH = 12


class Account(Row, Versioned, table=True):
    """Somebody who can sign in. ``login`` is an e-mail address in lower case."""

    login: str = Field(max_length=254, unique=True)
    name: str = Field(max_length=200)
    password_hash: str | None = Field(default=None, max_length=200)
    created_at: datetime


class AccountRole(BodyRow, table=True):
    """A role that an account holds in a body; ADMINISTRATION always names its unit.

    An account is blocked in one body with all the roles that it has there; what it is in another one is not touched.
    """

    __tablename__ = "account_role"
    __table_args__ = (
        belongs_to("organization", "unit_id"),
        UniqueConstraint("account_id", "body_id", "role", "unit_id"),
        CheckConstraint("role <> 'administration' OR unit_id IS NOT NULL", name="administration_has_unit"),
        CheckConstraint("role <> 'system'", name="nobody_is_system"),
    )
    account_id: UUID = Field(foreign_key="account.id", index=True)
    role: Role = Field(sa_type=one_of(Role, "role"))
    unit_id: UUID | None = None
    blocked_at: datetime | None = None


class LoginSession(Row, table=True):
    """One signed-in browser or program. Only the SHA-256 of its token is kept."""

    __tablename__ = "login_session"
    account_id: UUID = Field(foreign_key="account.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    device: str = Field(default="", max_length=200)
    stays: bool = Field(default=False, description="30 days on a device the person chose")
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class PasswordToken(Row, table=True):
    """A link by mail to set a password. Only the SHA-256 of the token is kept; it works once."""

    __tablename__ = "password_token"
    account_id: UUID = Field(foreign_key="account.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Throttle(Row, table=True):
    """Failed attempts of one kind by one account or address, counted across processes."""

    key: str = Field(max_length=120, unique=True)
    failures: int = 0
    window_from: datetime
    blocked_until: datetime | None = None


class FormResult(Row, table=True):
    """What a form that was already sent led to, so that sending it twice has one result. ``id`` is the form's id."""

    __tablename__ = "form_result"
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    location: str = Field(max_length=500)
    created_at: datetime = Field(index=True)


class SignIn(Shape):
    """The login form."""

    login: Line = Field(min_length=1, max_length=254)
    password: str = Field(min_length=1, max_length=1000)
    stays: bool = False


class NewPassword(Shape):
    """The first password, or a new one by link."""

    password: str = Field(min_length=PASSWORD_LENGTH, max_length=1000)
    again: str = Field(max_length=1000)


class PasswordChange(NewPassword):
    """A new password, by somebody who is signed in."""

    current: str = Field(min_length=1, max_length=1000)


class AccountInvitation(Shape):
    """An account that is to be made, with one role; the first password is set through a link by mail."""

    login: Line = Field(min_length=3, max_length=254)
    name: Line = Field(min_length=1, max_length=200)
    role: Role
    unit: Line = Field(default="", max_length=60, description="short name of the unit, for ADMINISTRATION")


class AccountList(Shape):
    """Many accounts at once, as the text of a CSV file."""

    rows: Text = Field(min_length=1, max_length=300_000)
