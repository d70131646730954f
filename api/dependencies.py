"""What handlers ask for by name:

    database: Database   now: datetime   district: BodyView   public: Public   viewer: Viewer   caller: Viewer | Public

``viewer`` is the signed-in account on this district; without a valid login NotSignedIn. On pages it comes from the
cookie, under /api/v1 from ``Authorization: Bearer``. ``caller`` (v1 only) is the viewer, or Public when nobody claims
to be signed in.
"""

from __future__ import annotations

import re
import time
from datetime import datetime

from litestar.di import Provide

from api.auth import COOKIE, Login
from api.forms import expired
from api.web import Request, clock_of, database_of, logins_of
from beirat.database import Database
from beirat.queries import people
from beirat.queries.people import BodyView
from beirat.rules.errors import NotFound, NotSignedIn
from beirat.rules.permissions import Public, Viewer

__all__ = ["BodyView", "for_everybody", "for_pages", "for_programs", "page_login"]

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


async def provide_database(request: Request) -> Database:
    return database_of(request)


async def provide_now(request: Request) -> datetime:
    return clock_of(request).now()


async def provide_district(request: Request, slug: str) -> BodyView:
    """The district of the address. Raises NotFound. Believed for one second."""
    if not SLUG.fullmatch(slug):
        raise NotFound
    known: dict[str, tuple[float, BodyView]] = request.app.state.districts
    read_at, district = known.get(slug, (0.0, None))
    if district is None or time.monotonic() - read_at > 1:
        async with database_of(request).read() as db:
            district = await people.body_by_slug(db, slug)
        known[slug] = (time.monotonic(), district)
    request.state.district = district
    return district


async def provide_public(district: BodyView) -> Public:
    return Public(district.id)


async def provide_page_viewer(request: Request, district: BodyView, now: datetime) -> Viewer:
    """Who is signed in by cookie. A form without a valid login raises LoginExpired with what was typed."""
    login = await _login(request, request.cookies.get(COOKIE, ""), district, now)
    if login is None and request.method == "POST":
        raise await expired(request)
    return _remember(request, login)


async def provide_program_viewer(request: Request, district: BodyView, now: datetime) -> Viewer:
    return _remember(request, await _login(request, _bearer(request), district, now))


async def provide_caller(request: Request, district: BodyView, now: datetime) -> Viewer | Public:
    if "authorization" not in request.headers:
        return Public(district.id)
    return await provide_program_viewer(request, district, now)


async def page_login(request: Request, district: BodyView, now: datetime) -> Login | None:
    """The login by cookie, where a page also works without one."""
    return await _login(request, request.cookies.get(COOKIE, ""), district, now)


async def _login(request: Request, token: str, district: BodyView, now: datetime) -> Login | None:
    if not token or len(token) > 200:
        return None
    fresh = request.method not in SAFE_METHODS
    return await logins_of(request).find(token, body_id=district.id, now=now, fresh=fresh)


def _remember(request: Request, login: Login | None) -> Viewer:
    if login is None:
        raise NotSignedIn
    request.state.login = login
    return login.viewer


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def for_everybody() -> dict[str, Provide]:
    return {
        "database": Provide(provide_database),
        "now": Provide(provide_now),
        "district": Provide(provide_district),
        "public": Provide(provide_public),
    }


def for_pages() -> dict[str, Provide]:
    return {"viewer": Provide(provide_page_viewer)}


def for_programs() -> dict[str, Provide]:
    return {"viewer": Provide(provide_program_viewer), "caller": Provide(provide_caller)}
