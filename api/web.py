"""The request as our handlers name it, and the few things that hang on the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import litestar
from litestar.datastructures import State

from beirat.database import Database
from beirat.settings import Settings
from documents.pool import Pool

if TYPE_CHECKING:
    from api.auth import Login, Logins
    from api.cache import Freshnesses
    from api.clock import Clock
    from api.dependencies import BodyView
    from api.passwords import Passwords

Request = litestar.Request[Any, Any, State]
"""Handlers write ``request: Request`` with this one."""


def database_of(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def clock_of(request: Request) -> Clock:
    clock: Clock = request.app.state.clock
    return clock


def pool_of(request: Request) -> Pool:
    """Who prints documents."""
    pool: Pool = request.app.state.pool
    return pool


def passwords_of(request: Request) -> Passwords:
    passwords: Passwords = request.app.state.passwords
    return passwords


def logins_of(request: Request) -> Logins:
    logins: Logins = request.app.state.logins
    return logins


def login_of(request: Request) -> Login | None:
    """The login behind this request, once a dependency has looked it up."""
    login: Login | None = request.state.get("login")
    return login


def district_of(request: Request) -> BodyView | None:
    """The district of the address, once a dependency has looked it up."""
    district: BodyView | None = request.state.get("district")
    return district


def freshnesses_of(request: Request) -> Freshnesses:
    freshnesses: Freshnesses = request.app.state.freshnesses
    return freshnesses
