"""Signing in and out, one's own account, and setting a password by link."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, get, post
from litestar.response import Redirect
from pydantic import ValidationError

from api import auth
from api.dependencies import BodyView, page_login
from api.forms import FormState, Nothing, check_origin, noted, refused, submit
from api.templating import moment, render
from api.typed import pairs_of, read
from api.web import Request, login_of, logins_of, passwords_of, settings_of
from api.words.accounts import roles_of
from beirat.actions import accounts as actions
from beirat.actions.attempts import Attempt
from beirat.database import Database, Session
from beirat.queries import accounts as queries
from beirat.rules.accounts import password_problems
from beirat.rules.errors import Broken, NotSignedIn, RuleBroken, refuse_if
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
        for name, value in await pairs_of(request)
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
    """To where the person wanted to go; what was typed before the login had ended is shown first."""
    target = auth.local_path(request, next((value for name, value in hidden if name == "weiter"), ""))
    kept = [(name.removeprefix("kept."), value) for name, value in hidden if name.startswith("kept.")]
    if not kept:
        return Redirect(target, status_code=303)
    back = target.rpartition("/")[0] + "/" if target.count("/") > 3 else target
    return render(
        request, "accounts/kept.html", action=target, kept=kept, blank=FormState.fresh(request), back_url=back
    )


@post("/abmelden", status_code=200)
async def sign_out(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Ends this login."""

    async def act(db: Session, _: Nothing) -> str:
        await actions.sign_out(db, _session_id(request), actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/anmelden", "signed_out")

    async def again(f: FormState) -> Response[Any]:
        return await _account_page(request, district, database, viewer, now, f)

    return _signed_out(request, await submit(request, Nothing, act, again))


@get("/konto")
async def account(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[str]:
    """One's own account: password, and where one is signed in."""
    return await _account_page(request, district, database, viewer, now, FormState.fresh(request))


async def _account_page(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, f: FormState
) -> Response[str]:
    async with database.read() as db:
        login, name = await queries.own_account(db, viewer)
        sessions = await queries.sessions(db, viewer, now=now)
    return render(
        request,
        "accounts/account.html",
        f=f,
        blank=FormState.fresh(request),
        facts=[("Name", name), ("Anmeldename", login), ("Aufgaben", ", ".join(roles_of(viewer)))],
        sessions=[_session_line(one, request, ZoneInfo(district.time_zone)) for one in sessions],
    )


def _session_line(session: queries.SessionView, request: Request, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": session.id,
        "device": session.device or "Unbekanntes Gerät",
        "since": moment(session.created_at.astimezone(zone)),
        "until": moment(session.expires_at.astimezone(zone)),
        "current": session.id == _session_id(request),
    }


@post("/konto/passwort")
async def change_password(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Sets another password; every other login ends."""

    async def ready(given: PasswordChange) -> tuple[Attempt, str]:
        async with database.read() as db:
            login, name = await queries.own_account(db, viewer)
            kept = await queries.password_hash(db, viewer)
        attempt = await auth.begin_attempt(request, login, now)
        if not await passwords_of(request).fits(given.current, kept):
            raise RuleBroken(Broken.PASSWORD_WRONG, "current")
        refuse_if(password_problems(given.password, given.again, names=(login, name)))
        return attempt, await passwords_of(request).hash(given.password)

    async def act(db: Session, ready: tuple[Attempt, str]) -> str:
        attempt, password_hash = ready
        keep = _session_id(request)
        await actions.change_password(
            db, attempt, password_hash=password_hash, keep_session=keep, actor=viewer, now=now
        )
        return noted(f"/{district.slug}/intern/konto", "password_changed")

    async def again(f: FormState) -> Response[Any]:
        return await _account_page(request, district, database, viewer, now, f)

    response = await submit(request, PasswordChange, act, again, ready=ready)
    logins_of(request).forget()
    return response


@post("/konto/anmeldungen/{session_id:uuid}/abmelden")
async def end_session(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, session_id: UUID
) -> Response[Any]:
    """Ends one of one's own logins, on another device."""

    async def act(db: Session, _: Nothing) -> str:
        await actions.sign_out(db, session_id, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/konto", "device_signed_out")

    async def again(f: FormState) -> Response[Any]:
        return await _account_page(request, district, database, viewer, now, f)

    response = await submit(request, Nothing, act, again)
    logins_of(request).forget()
    return response


@dataclass(frozen=True)
class DraftKey:
    """What encrypts the texts that wait in this browser; ``owner`` tells apart those of several accounts.

    ``csrf`` is the token of this login, for a page that was open while somebody signed in anew.
    """

    key: str
    owner: str
    csrf: str


@get("/konto/entwurfsschluessel")
async def draft_key(request: Request, viewer: Viewer) -> DraftKey:
    """The key of one's own drafts, for our script; the browser keeps it only while the page is open."""
    login = login_of(request)
    if login is None or viewer.account_id is None:
        raise NotSignedIn
    key = auth.draft_key(viewer.account_id, settings_of(request).secret)
    return DraftKey(b64encode(key).decode(), sha256(key).hexdigest()[:16], login.csrf)


@post("/konto/ueberall-abmelden")
async def sign_out_everywhere(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Ends every login of the account, this one too."""

    async def act(db: Session, _: Nothing) -> str:
        await actions.sign_out_everywhere(db, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/anmelden", "signed_out")

    async def again(f: FormState) -> Response[Any]:
        return await _account_page(request, district, database, viewer, now, f)

    return _signed_out(request, await submit(request, Nothing, act, again))


def _signed_out(request: Request, response: Response[Any]) -> Response[Any]:
    logins_of(request).forget()
    if response.status_code == 303:
        response.cookies.append(auth.no_cookie(request))
        response.headers["Clear-Site-Data"] = '"storage"'  # texts that wait in this browser, although encrypted
    return response


def _session_id(request: Request) -> UUID:
    login = login_of(request)
    if login is None:
        raise NotSignedIn
    return login.session_id


@get("/passwort/{token:str}")
async def password_page(
    request: Request, district: BodyView, database: Database, now: datetime, token: str
) -> Response[str]:
    """The form behind the link of an invitation. Opening it changes nothing."""
    return await _password_page(request, district, database, now, token, FormState.fresh(request))


async def _password_page(
    request: Request, district: BodyView, database: Database, now: datetime, token: str, f: FormState
) -> Response[str]:
    async with database.read() as db:
        invited = await queries.invited(db, token_hash=auth.hash_of(token), body_id=district.id, now=now)
    if invited is None:
        return render(request, "accounts/set_password.html", status=410, closed=True)
    return render(
        request,
        "accounts/set_password.html",
        action=f"/{district.slug}/intern/passwort/{token}",
        f=f,
        who=invited.viewer.name,
        login=invited.login,
        first=invited.is_first,
    )


@post("/passwort/{token:str}")
async def set_password(
    request: Request, district: BodyView, database: Database, now: datetime, token: str
) -> Response[Any]:
    """Uses the link up and sets the password."""
    token_hash = auth.hash_of(token)

    async def ready(given: NewPassword) -> tuple[Viewer, str]:
        async with database.read() as db:
            invited = await queries.invited(db, token_hash=token_hash, body_id=district.id, now=now)
        if invited is None:
            raise RuleBroken(Broken.LINK_EXPIRED)
        names = (invited.login, invited.viewer.name)
        refuse_if(password_problems(given.password, given.again, names=names))
        return invited.viewer, await passwords_of(request).hash(given.password)

    async def act(db: Session, ready: tuple[Viewer, str]) -> str:
        viewer, password_hash = ready
        await actions.set_password(db, token_hash=token_hash, password_hash=password_hash, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/anmelden", "password_set")

    async def again(f: FormState) -> Response[Any]:
        return await _password_page(request, district, database, now, token, f)

    return await submit(request, NewPassword, act, again, ready=ready)


HANDLERS = (
    login_page,
    sign_in,
    sign_out,
    account,
    change_password,
    end_session,
    draft_key,
    sign_out_everywhere,
    password_page,
    set_password,
)
