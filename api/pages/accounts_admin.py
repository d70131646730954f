"""The accounts page of the technical support: who has an account, inviting one or many, blocking."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from pydantic import ValidationError

from api import accounts_list, auth, spreadsheets
from api.dependencies import BodyView
from api.forms import FormState, Nothing, check_form, noted, refused, state_of, submit
from api.templating import render
from api.typed import read, upload
from api.web import Request, logins_of, settings_of
from api.words import accounts as words
from beirat.actions import accounts as actions
from beirat.database import Database, Session
from beirat.queries import accounts as queries
from beirat.queries import people
from beirat.rules.errors import RuleBroken
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.accounts import AccountInvitation, AccountList


@get("/konten")
async def index(request: Request, database: Database, viewer: Viewer) -> Response[str]:
    """Every account of the district, with what can be done about it."""
    return await _index(request, database, viewer, FormState.fresh(request))


async def _index(request: Request, database: Database, viewer: Viewer, f: FormState) -> Response[str]:
    async with database.read() as db:
        found = await queries.accounts(db, viewer)
    return render(request, "accounts/index.html", accounts=found, f=f, words=words, own=viewer.account_id)


@get("/konten/neu")
async def new(request: Request, database: Database, viewer: Viewer) -> Response[str]:
    """The form for one new account."""
    return await _form(request, database, viewer, FormState.fresh(request))


async def _form(request: Request, database: Database, viewer: Viewer, f: FormState) -> Response[str]:
    permit(viewer, Act.INVITE_ACCOUNT)
    async with database.read() as db:
        units = [(unit.short_name, f"{unit.name} ({unit.short_name})") for unit in await people.units(db, viewer)]
    return render(request, "accounts/new.html", f=f, roles=words.options(), units=units)


@post("/konten/neu")
async def invite(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Makes one account and sends the link for its first password."""

    async def act(db: Session, given: AccountInvitation) -> str:
        await auth.invite(db, given, district=district, settings=settings_of(request), actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/konten", "account_invited")

    async def again(f: FormState) -> Response[Any]:
        return await _form(request, database, viewer, f)

    return await submit(request, AccountInvitation, act, again)


@get("/konten/liste")
async def many(request: Request, viewer: Viewer) -> Response[str]:
    """The form for many accounts from a file."""
    return _many(request, viewer, FormState.fresh(request))


def _many(request: Request, viewer: Viewer, f: FormState) -> Response[str]:
    permit(viewer, Act.INVITE_ACCOUNT)
    return render(request, "accounts/many.html", f=f, roles=words.options())


@post("/konten/liste", status_code=200)
async def preview(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    """Shows row by row what a file would do; makes nothing."""
    permit(viewer, Act.INVITE_ACCOUNT)
    state = state_of(request, await read(request, AccountList))

    async def again(f: FormState) -> Response[Any]:
        return _many(request, viewer, f)

    try:
        await check_form(request)
        content = await upload(request, "file")
        text = spreadsheets.text_of(content) if content else str(state.value("rows") or "")
        given = AccountList.model_validate({"rows": text})
        return await _preview(request, database, viewer, FormState.fresh(request, {"rows": given.rows}))
    except (ValidationError, RuleBroken) as error:
        return await refused(state, error, again)


async def _preview(request: Request, database: Database, viewer: Viewer, f: FormState) -> Response[str]:
    async with database.read() as db:
        rows = await accounts_list.read_list(db, str(f.value("rows")), viewer)
    wrong = sum(1 for row in rows if row.problems)
    return render(request, "accounts/preview.html", f=f, rows=rows, wrong=wrong)


@post("/konten/liste/anlegen")
async def invite_many(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Makes all accounts of the file, or none."""

    async def act(db: Session, given: AccountList) -> str:
        rows = await accounts_list.read_list(db, given.rows, viewer)
        for invitation in accounts_list.invitations(rows):
            await auth.invite(db, invitation, district=district, settings=settings_of(request), actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/konten", "accounts_invited")

    async def again(f: FormState) -> Response[Any]:
        return await _preview(request, database, viewer, f)

    return await submit(request, AccountList, act, again)


@post("/konten/{account_id:uuid}/einladen")
async def invite_again(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, account_id: UUID
) -> Response[Any]:
    """Sends a new link; the old one stops working."""

    async def act(db: Session, _: Nothing) -> str:
        await auth.send_link(db, account_id, district=district, settings=settings_of(request), actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/konten", "invited_again")

    return await submit(request, Nothing, act, _again(request, database, viewer))


@post("/konten/{account_id:uuid}/sperren")
async def block(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, account_id: UUID
) -> Response[Any]:
    """Blocks an account; it is signed out everywhere."""

    async def act(db: Session, _: Nothing) -> str:
        await actions.block(db, account_id, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/konten", "account_blocked")

    response = await submit(request, Nothing, act, _again(request, database, viewer))
    logins_of(request).forget()
    return response


@post("/konten/{account_id:uuid}/entsperren")
async def unblock(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, account_id: UUID
) -> Response[Any]:
    """The account may sign in again."""

    async def act(db: Session, _: Nothing) -> str:
        await actions.unblock(db, account_id, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/konten", "account_unblocked")

    return await submit(request, Nothing, act, _again(request, database, viewer))


def _again(request: Request, database: Database, viewer: Viewer) -> Callable[[FormState], Awaitable[Response[Any]]]:
    async def again(f: FormState) -> Response[Any]:
        return await _index(request, database, viewer, f)

    return again


HANDLERS = (index, new, invite, many, preview, invite_many, invite_again, block, unblock)
