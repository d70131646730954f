"""Signing in and staying so: tokens, the cookie, the token against forged forms, invitations by mail.

A token is random; only its SHA-256 is kept. The cookie lives below ``/<district>/intern`` alone.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID

from litestar.datastructures import Cookie

from api import mail
from api.notices import accounts as letters
from api.web import Request, clock_of, database_of, district_of, logins_of, passwords_of, settings_of
from beirat.actions import accounts as actions
from beirat.actions import attempts
from beirat.actions.attempts import Attempt
from beirat.database import Database, Session
from beirat.queries import accounts as queries
from beirat.rules.errors import Broken, NotFound, RuleBroken
from beirat.rules.permissions import Viewer
from beirat.settings import Settings
from beirat.tables.accounts import AccountInvitation, SignIn

if TYPE_CHECKING:
    from api.dependencies import BodyView

COOKIE = "beirat_login"
FRESH_FOR = 5.0
KEPT_LOGINS = 2000


@dataclass(frozen=True, slots=True)
class Login:
    """A signed-in browser or program on one request."""

    session_id: UUID
    token_hash: str
    expires_at: datetime
    viewer: Viewer
    csrf: str


class Logins:
    """Finds the login behind a token; what was read is believed for five seconds, except for writes."""

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._secret = secret
        self._known: OrderedDict[tuple[str, UUID], tuple[float, Login]] = OrderedDict()

    async def find(self, token: str, *, body_id: UUID, now: datetime, fresh: bool) -> Login | None:
        token_hash = hash_of(token)
        read_at, login = self._known.get((token_hash, body_id), (0.0, None))
        if fresh or login is None or login.expires_at <= now or time.monotonic() - read_at > FRESH_FOR:
            login = await self._read(token_hash, body_id, now)
        return login

    async def _read(self, token_hash: str, body_id: UUID, now: datetime) -> Login | None:
        async with self._database.read() as db:
            found = await queries.signed_in(db, token_hash=token_hash, body_id=body_id, now=now)
        if found is None:
            self._known.pop((token_hash, body_id), None)
            return None
        login = Login(
            session_id=found.session_id,
            token_hash=token_hash,
            expires_at=found.expires_at,
            viewer=found.viewer,
            csrf=csrf_token(token_hash, self._secret),
        )
        self._known[token_hash, body_id] = (time.monotonic(), login)
        while len(self._known) > KEPT_LOGINS:
            self._known.popitem(last=False)
        return login

    def forget(self) -> None:
        """Somebody signed out or was blocked: everything is read anew."""
        self._known.clear()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_token(token_hash: str, secret: bytes) -> str:
    """The hidden word in our forms: another site cannot know it."""
    return hmac.new(secret, f"form:{token_hash}".encode(), hashlib.sha256).hexdigest()


def draft_key(account_id: UUID, secret: bytes) -> bytes:
    """The key of a text that waits in the browser: the same for every login of the account, and for nobody else."""
    return hmac.new(secret, f"draft:{account_id}".encode(), hashlib.sha256).digest()


def client_address(request: Request) -> str:
    """Where the request comes from; an IPv6 network of one customer counts as one address."""
    settings = settings_of(request)
    peer = request.client.host if request.client else ""
    if peer in settings.trusted_proxies:
        hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",")]
        peer = next((hop for hop in reversed(hops) if hop and hop not in settings.trusted_proxies), peer)
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)


async def sign_in(request: Request, given: SignIn, *, now: datetime) -> tuple[str, Login]:
    """Signs in to the district of the address; returns the token and the login.

    Raises RuleBroken(LOGIN_FAILED) for a wrong password, an unknown or a blocked account alike; TooManyAttempts.
    """
    district = _district(request)
    database, passwords = database_of(request), passwords_of(request)
    attempt = await begin_attempt(request, given.login, now)
    async with database.read() as db:
        kept = await queries.credentials(db, given.login)
        viewer = await queries.viewer_of(db, kept.account_id, body_id=district.id, name="") if kept else None
    fits = await passwords.fits(given.password, kept.password_hash if kept else None)
    if not fits or kept is None or viewer is None:
        raise RuleBroken(Broken.LOGIN_FAILED)
    token = secrets.token_urlsafe(32)
    async with database.write() as db:
        await actions.sign_in(
            db, attempt, token_hash=hash_of(token), device=_device(request), stays=given.stays, actor=viewer, now=now
        )
    login = await logins_of(request).find(token, body_id=district.id, now=now, fresh=True)
    if login is None:
        raise RuleBroken(Broken.LOGIN_FAILED)
    request.state.login = login
    return token, login


async def begin_attempt(request: Request, login: str, now: datetime) -> Attempt:
    """Counts an attempt to give the password of a login from this address. Raises TooManyAttempts."""
    async with database_of(request).write() as db:
        return await attempts.begin(db, login=login, address=client_address(request), now=now)


def _district(request: Request) -> BodyView:
    district = district_of(request)
    if district is None:
        raise NotFound
    return district


def _device(request: Request) -> str:
    """The browser in a few words, for the list of logins."""
    agent = request.headers.get("user-agent", "")
    browsers = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
    systems = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "Mac"}
    browser = next((word for mark, word in browsers.items() if mark in agent), "Programm")
    system = next((word for mark, word in {**systems, "Linux": "Linux"}.items() if mark in agent), "")
    return f"{browser} auf {system}" if system else browser


def login_cookie(request: Request, token: str, login: Login, *, stays: bool) -> Cookie:
    seconds = int((login.expires_at - clock_of(request).now()).total_seconds())
    return Cookie(
        key=COOKIE,
        value=token,
        path=f"/{_district(request).slug}/intern",
        max_age=seconds if stays else None,
        httponly=True,
        samesite="lax",
        secure=settings_of(request).is_secure,
    )


def no_cookie(request: Request) -> Cookie:
    """Takes the login cookie away."""
    return Cookie(key=COOKIE, value="", path=f"/{_district(request).slug}/intern", max_age=0, httponly=True)


def login_address(request: Request) -> str:
    """The login page that leads back here."""
    path = request.scope["path"]
    query = request.scope["query_string"].decode("latin-1")
    here = f"{path}?{query}" if query else path
    return f"/{_district(request).slug}/intern/anmelden?weiter={quote(here, safe='/')}"


def local_path(request: Request, path: str) -> str:
    """The path if it lies in our internal pages, else their start: a login never leads to another site."""
    start = f"/{_district(request).slug}/intern/"
    is_plain = path.startswith(start) and not any(c in path for c in "\\\r\n") and "//" not in path
    return path if is_plain else start


async def invite(
    db: Session, invitation: AccountInvitation, *, district: BodyView, settings: Settings, actor: Viewer, now: datetime
) -> UUID:
    """Makes the account and sends the link with which the first password is set."""
    account_id = await actions.invite(db, invitation, actor=actor, now=now)
    await send_link(db, account_id, district=district, settings=settings, actor=actor, now=now)
    return account_id


async def send_link(
    db: Session, account_id: UUID, *, district: BodyView, settings: Settings, actor: Viewer, now: datetime
) -> None:
    """Sends a new link to set a password; older links of the account stop working."""
    token = secrets.token_urlsafe(32)
    to = await actions.issue_link(db, account_id, token_hash=hash_of(token), actor=actor, now=now)
    address = f"{settings.public_url}/{district.slug}/intern/passwort/{token}"
    message = letters.set_password(to=to, board=district.board_name, place=district.name, address=address)
    await mail.post(db, message, key=f"set_password:{hash_of(token)[:32]}", now=now, body_id=district.id)
