"""Signing in and accounts, for programs. The token goes into ``Authorization: Bearer …``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, delete, get, post

from api import auth
from api.dependencies import BodyView
from api.forms import Nothing
from api.v1.write import read, write
from api.web import Request, login_of, logins_of, settings_of
from beirat.actions import accounts as actions
from beirat.database import Database, Session
from beirat.queries import accounts as queries
from beirat.queries.accounts import AccountView
from beirat.rules.errors import NotSignedIn
from beirat.rules.permissions import Role, Viewer
from beirat.tables.accounts import AccountInvitation, SignIn


@dataclass(frozen=True, slots=True)
class NewLogin:
    """A login that has begun. The token is told once."""

    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in, and as what."""

    name: str
    login: str
    roles: list[Role]
    unit_ids: list[UUID]


@post("/login-sessions", status_code=201, summary="Sign in", opt={"shape": SignIn})
async def sign_in(request: Request, district: BodyView, now: datetime) -> Response[NewLogin]:
    given = await read(request, SignIn)
    token, login = await auth.sign_in(request, given, now=now)
    return Response(NewLogin(token, login.expires_at), status_code=201, headers={"Cache-Control": "no-store"})


@delete("/login-sessions/current", status_code=204, summary="Sign out")
async def sign_out(request: Request, database: Database, viewer: Viewer, now: datetime) -> None:
    login = login_of(request)
    if login is None:
        raise NotSignedIn
    async with database.write() as db:
        await actions.sign_out(db, login.session_id, actor=viewer, now=now)
    logins_of(request).forget()


@get("/me", summary="Who you are here")
async def me(database: Database, viewer: Viewer) -> Me:
    async with database.read() as db:
        login, name = await queries.own_account(db, viewer)
    return Me(name, login, sorted(viewer.roles), sorted(viewer.unit_ids))


@get("/accounts", summary="Every account of the district")
async def index(database: Database, viewer: Viewer) -> list[AccountView]:
    async with database.read() as db:
        return await queries.accounts(db, viewer)


@post("/accounts", status_code=201, summary="Make an account and send its invitation", opt={"shape": AccountInvitation})
async def invite(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[AccountView]:
    async def act(db: Session, given: AccountInvitation) -> str:
        settings = settings_of(request)
        return str(await auth.invite(db, given, district=district, settings=settings, actor=viewer, now=now))

    return await write(request, AccountInvitation, act, _shown(database, viewer), status=201)


@post("/accounts/{account_id:uuid}/block", status_code=200, summary="Block an account", opt={"shape": Nothing})
async def block(
    request: Request, database: Database, viewer: Viewer, now: datetime, account_id: UUID
) -> Response[AccountView]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.block(db, account_id, actor=viewer, now=now)
        return str(account_id)

    response = await write(request, Nothing, act, _shown(database, viewer))
    logins_of(request).forget()
    return response


@post("/accounts/{account_id:uuid}/unblock", status_code=200, summary="Unblock an account", opt={"shape": Nothing})
async def unblock(
    request: Request, database: Database, viewer: Viewer, now: datetime, account_id: UUID
) -> Response[AccountView]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.unblock(db, account_id, actor=viewer, now=now)
        return str(account_id)

    return await write(request, Nothing, act, _shown(database, viewer))


def _shown(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[AccountView]]:
    async def shown(account_id: str) -> AccountView:
        async with database.read() as db:
            return await queries.account(db, viewer, UUID(account_id))

    return shown


HANDLERS = (sign_in, sign_out, me, index, invite, block, unblock)
