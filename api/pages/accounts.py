"""Signing in and out, one's own account, and setting a password by link."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, get, post
from litestar.response import Redirect
from pydantic import ValidationError

from api import auth
from api.forms import FormState, Nothing, check_origin, noted, read, refused, submit
from api.dependencies import BodyView, page_login
from api.templating import moment, render, role_words
from api.web import Request, login_of, logins_of, passwords_of
from beirat.actions import accounts as actions
from beirat.database import Database, Session
from beirat.queries import accounts as queries
from beirat.rules.accounts import password_problems
from beirat.rules.errors import Broken, NotSignedIn, RuleBroken, TooManyAttempts, refuse_if
from beirat.rules.permissions import Viewer
from beirat.tables.accounts import NewPassword, PasswordChange, SignIn


@get("/anmelden")
async def login_page(request: Request, district: BodyView, now: datetime, weiter: str = "") -> Response[Any]:
    """The login; whoever is signed in already goes straight on."""
    if await page_login(request, district, now):
        return Redirect(auth.local_path(request, weiter), status_code=303)
    return _login_page(request, FormState.fresh(request), [("weiter", weiter)])


def _login_page(request: Request, f: FormState, hidden: list[tuple[str, str]]) -> Response[str]:
    is_kept = any(name.startswith("kept.") for name, _ in hidden)
    return render(request, "accounts/login.html", f=f, hidden=hidden, expired=is_kept)


@post("/anmelden", status_code=200)
async def sign_in(request: Request, district: BodyView, now: datetime) -> Response[Any]:
    """Signs in; with a form that was on its way, shows it to be sent again."""
    check_origin(request)
    hidden = [
        (name, value)
        for name, value in (await request.form()).multi_items()
        if isinstance(value, str) and (name == "weiter" or name.startswith("kept."))
    ]
    typed = await read(request, SignIn)
    values = {name: value for name, value in typed.values.items() if name in SignIn.model_fields}
    state = FormState.fresh(request, {name: value for name, value in values.items() if name != "password"})

    async def again(f: FormState) -> Response[Any]:
        return _login_page(request, f, hidden)

    try:
        given = SignIn.model_validate(values)
        token, login = await auth.sign_in(request, given, now=now)
    except (ValidationError, RuleBroken) as error:
        return await refused(state, error, again)
    response = _onwards(request, hidden)
    response.cookies.append(auth.login_cookie(request, token, login, stays=given.stays))
    return response


def _onwards(request: Request, hidden: list[tuple[str, str]]) -> Response[Any]:
    target = auth.local_path(request, next((value for name, value in hidden if name == "weiter"), ""))
    kept = [(name.removeprefix("kept."), value) for name, value in hidden if name.startswith("kept.")]
    if not kept:
        return Redirect(target, status_code=303)
    return render(
        request, "accounts/kept.html", action=target, kept=kept, blank=FormState.fresh(request), back_url=target
    )


@post("/abmelden", status_code=303)
async def sign_out(request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime) -> Response[Any]:
    """Ends this login."""

    async def act(db: Session, _: Nothing) -> str:
        await actions.sign_out(db, _session_id(request), actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/anmelden", "signed_out")

    return await _signed_out(request, act)


async def _signed_out(request: Request, act: Any) -> Response[Any]:
    async def again(f: FormState) -> Response[Any]:
        return await _account_page(request, f)

    response = await submit(request, Nothing, act, again)
    logins_of(request).forget()
    if response.status_code == 303:
        response.cookies.append(auth.no_cookie(request))
    return response


def _session_id(request: Request) -> UUID:
    login = login_of(request)
    if login is None:
        raise NotSignedIn
    return login.session_id


HANDLERS = (login_page, sign_in)
