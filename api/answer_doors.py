"""The door by link, seen from the web: tokens and codes, the cookie, the mails with link and code.

A token says in which district to look for it and is secret in the rest; only its SHA-256 is kept. The cookie lives
below the address of its one door, so that two doors in one browser never mix.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from binascii import Error
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar.datastructures import Cookie

from api import mail
from api.auth import Login, client_address, csrf_token, hash_of
from api.notices import answer_links as letters
from api.web import Request, database_of, settings_of
from beirat.actions import answer_links as actions
from beirat.actions import attempts
from beirat.actions.attempts import Attempt
from beirat.database import Session
from beirat.queries import answer_links as queries
from beirat.queries import people, recommendations
from beirat.queries.people import BodyView
from beirat.rules.answer_links import CODE_DIGITS, last_day
from beirat.rules.errors import Broken, NotFound, NotSignedIn, RuleBroken
from beirat.rules.permissions import Viewer, system
from beirat.rules.zones import local_day
from beirat.settings import Settings

COOKIE = "beirat_antwort"
PLACE = "/antwort/offen"
SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Token:
    """A token that can be read: its district and its hash."""

    body_id: UUID
    hash: str


def new_token(body_id: UUID) -> str:
    """A token for a link or a door of this district."""
    return token_of(body_id, secrets.token_bytes(SECRET_BYTES))


def token_of(body_id: UUID, secret: bytes) -> str:
    """How district and secret are written as one word."""
    return base64.urlsafe_b64encode(body_id.bytes + secret).decode().rstrip("=")


def read_token(token: str) -> Token | None:
    """The token as typed or sent; None for anything else."""
    try:
        raw = base64.urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
    except (Error, ValueError):
        return None
    return Token(UUID(bytes=raw[:16]), hash_of(token)) if len(raw) == 16 + SECRET_BYTES else None


def code_hash(code: str, token: Token, settings: Settings) -> str:
    """Bound to the link and to the secret of the installation: a copy of the database lets nobody try all codes."""
    digits = "".join(sign for sign in code if sign.isdecimal())
    return hmac.new(settings.secret, f"code:{token.hash}:{digits}".encode(), hashlib.sha256).hexdigest()


async def send_link(
    db: Session,
    recommendation_id: UUID,
    unit_id: UUID,
    *,
    district: BodyView,
    settings: Settings,
    actor: Viewer,
    now: datetime,
) -> str:
    """Makes a link and puts its mail into the outbox, in the transaction of the act; returns the address of the door.

    Raises UNIT_WITHOUT_ADDRESS, NotFound, NotPermitted.
    """
    token = new_token(district.id)
    kept = hash_of(token)
    to = await actions.send(db, recommendation_id, unit_id, token_hash=kept, actor=actor, now=now)
    case = await recommendations.within(db, district.id, recommendation_id)
    address = f"{settings.public_url}/antwort/{token}"
    today = local_day(now, district.time_zone)
    message = letters.link_sent(
        to=to,
        reference=case.reference,
        board=district.board_name,
        place=district.name,
        address=address,
        until=None if case.paused_since else last_day(case.due_on, today),
    )
    await mail.post(db, message, key=f"answer_link:{kept[:32]}", now=now, body_id=district.id)
    return address


async def ask_code(request: Request, token: str, *, now: datetime) -> None:
    """Sends a code to the registered address behind the token, or nothing; the caller learns no difference.

    Raises TooManyAttempts, for a token that exists and one that does not alike.
    """
    await _count_attempt(request, "code", token, now)
    found, settings = read_token(token), settings_of(request)
    if found is None:
        return
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    async with database_of(request).write() as db:
        kept, actor = code_hash(code, found, settings), system(found.body_id)
        to = await actions.ask_code(db, token_hash=found.hash, code_hash=kept, actor=actor, now=now)
        if to is not None:
            district = await people.body_by_id(db, found.body_id)
            message = letters.code_sent(to=to, code=code, board=district.board_name, place=district.name)
            await mail.post(db, message, key=f"answer_code:{kept[:32]}", now=now, body_id=district.id)


async def enter(request: Request, token: str, code: str, *, now: datetime) -> tuple[UUID, str]:
    """Opens the door; returns the link's id and the word for the cookie. Raises CODE_WRONG, TooManyAttempts."""
    attempt = await _count_attempt(request, "door", token, now)
    found, settings = read_token(token), settings_of(request)
    if found is not None:
        word = new_token(found.body_id)
        async with database_of(request).write() as db:
            link_id = await actions.enter_code(
                db,
                token_hash=found.hash,
                code_hash=code_hash(code, found, settings),
                door_hash=hash_of(word),
                actor=system(found.body_id),
                now=now,
            )
            if link_id is not None:
                await attempts.forgive(db, attempt)
        if link_id is not None:
            return link_id, word
    raise RuleBroken(Broken.CODE_WRONG, "code")


async def _count_attempt(request: Request, kind: str, token: str, now: datetime) -> Attempt:
    """Counted per token and per address, across processes, before anything is looked up."""
    async with database_of(request).write() as db:
        return await attempts.begin(db, login=hash_of(token), address=client_address(request), now=now, kind=kind)


async def door_viewer(request: Request, link_id: UUID, now: datetime) -> Viewer:
    """Who is in by link, as every form and page asks for it. Raises NotSignedIn when the door is closed."""
    word = request.cookies.get(COOKIE, "")
    found = read_token(word) if len(word) < 200 else None
    if found is None:
        raise NotSignedIn
    async with database_of(request).read() as db:
        door = await queries.door(db, found.body_id, found.hash, link_id=link_id, now=now)
        district = await people.body_by_id(db, found.body_id) if door else None
    if door is None or district is None:
        raise NotSignedIn
    csrf = csrf_token(found.hash, settings_of(request).secret)
    request.state.district = district
    request.state.login = Login(door.id, found.hash, door.expires_at, door.viewer, csrf)
    return door.viewer


def place_of(link_id: UUID) -> str:
    """Where the pages behind a door are."""
    return f"{PLACE}/{link_id}"


def door_cookie(request: Request, link_id: UUID, word: str) -> Cookie:
    """Short-lived, for this door alone, never sent from another site."""
    return Cookie(
        key=COOKIE,
        value=word,
        path=place_of(link_id),
        max_age=None,
        httponly=True,
        samesite="strict",
        secure=settings_of(request).is_secure,
    )


def no_cookie(link_id: UUID) -> Cookie:
    """Takes the door's cookie away."""
    return Cookie(key=COOKIE, value="", path=place_of(link_id), max_age=0, httponly=True, samesite="strict")


def only_recommendation(viewer: Viewer) -> UUID:
    """The one recommendation that somebody who came by link sees."""
    if viewer.recommendation_id is None:
        raise NotFound
    return viewer.recommendation_id
