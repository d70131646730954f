"""The application: puts the parts together. One call, no state outside of it."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from litestar import Litestar, get
from litestar.datastructures import CacheControlHeader, MutableScopeHeaders, State
from litestar.exceptions import HTTPException, LitestarDeprecationWarning, NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.response import File
from litestar.types import Message, Scope
from sqlmodel import SQLModel

from api import open as doors
from api import openapi, pages, public, refusals, v1, worker
from api.auth import Logins
from api.cache import Freshnesses
from api.clock import Clock, WallClock
from api.dependencies import for_everybody
from api.errors import Unreadable
from api.passwords import Passwords
from api.templating import STATIC, make_environment, static_version
from beirat.database import Database
from beirat.rules.errors import RuleBroken
from beirat.settings import Settings
from documents.pool import Pool

LARGEST_REQUEST = 6_000_000
A_YEAR = 31_536_000

SECURITY_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create_app(
    settings: Settings, *, clock: Clock | None = None, passwords: Passwords | None = None, works: bool = False
) -> Litestar:
    """The whole application for one installation. ``works``: the worker runs inside it (SQLite)."""
    known = {
        "settings": settings,
        "clock": clock or WallClock(today=settings.today),
        "passwords": passwords or Passwords(),
        "works": works,
        "templates": make_environment(),
    }
    with warnings.catch_warnings():
        # Handlers say by name what they need (api/dependencies.py) and what the address holds; Litestar 3 wants marks.
        warnings.filterwarnings("ignore", ".*[Ii]nferred", LitestarDeprecationWarning)
        return _put_together(State(known))


def _put_together(state: State) -> Litestar:
    return Litestar(
        route_handlers=[health, *pages.routers(), *v1.routers(), *doors.routers(), *public.routers(), _static_files()],
        dependencies=for_everybody(),
        state=state,
        lifespan=[running],
        exception_handlers={
            RuleBroken: refusals.on_rule_broken,
            Unreadable: refusals.on_unreadable,
            HTTPException: refusals.on_http,
            Exception: refusals.on_anything,
        },
        before_send=[add_headers],
        type_encoders={SQLModel: refuse},
        openapi_config=openapi.config(),
        request_max_body_size=LARGEST_REQUEST,
        logging_config=None,
        debug=False,
    )


@asynccontextmanager
async def running(app: Litestar) -> AsyncIterator[None]:
    """Opens what the application needs, and closes it when it ends."""
    state, settings = app.state, app.state.settings
    database = state.database = Database(settings.database_url)
    state.freshnesses = Freshnesses(database, state.clock)
    state.districts = {}
    state.logins = Logins(database, settings.secret)
    pool = state.pool = Pool()
    working = asyncio.create_task(worker.run(database, settings, state.clock, pool)) if state.works else None
    try:
        yield
    finally:
        if working is not None:
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working
        await pool.close()
        await database.close()


@get("/health", include_in_schema=False, sync_to_thread=False)
def health() -> dict[str, str]:
    """Whether the application answers."""
    return {"status": "ok"}


def _static_files() -> HTTPRouteHandler:
    """Our own files. The version in the address changes with the files, so browsers keep them for a year."""
    known = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.is_file()}
    kept = CacheControlHeader(max_age=A_YEAR, public=True, immutable=True)

    @get(f"/static/{static_version()}/{{name:path}}", include_in_schema=False, cache_control=kept, sync_to_thread=False)
    def static_file(name: Path) -> File:
        path = known.get(name.as_posix().lstrip("/"))
        if path is None:
            raise NotFoundException
        return File(path, filename=path.name, content_disposition_type="inline")

    return static_file


async def add_headers(message: Message, scope: Scope) -> None:
    """Every answer says what browsers may do with it; internal pages and signed-in answers are not stored."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    if _is_private(scope):
        headers["Cache-Control"] = "no-store"


def _is_private(scope: Scope) -> bool:
    asks_signed_in = scope["path"].startswith("/api/") and any(name == b"authorization" for name, _ in scope["headers"])
    return "/intern" in scope["path"] or scope["path"].startswith("/antwort/") or asks_signed_in


def refuse(value: Any) -> Any:
    """A table row or a shape is never an answer: it would tell every column."""
    raise TypeError(f"{type(value).__name__} must not leave the house")
