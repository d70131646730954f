"""Forms: what was typed is checked, acted upon once, or shown again with every error; nothing typed is lost.

``submit`` is the one way in. How a form is read is in ``api/typed``.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, overload
from urllib.parse import urlsplit
from uuid import uuid4

from litestar import Response
from litestar.response import Redirect
from pydantic import ValidationError

from api import messages
from api.errors import CrossSite, LoginExpired, Wrong, status_of, wrongs
from api.typed import Typed, as_read, flat, pairs_of, read
from api.web import Request, clock_of, database_of, login_of, settings_of
from beirat.actions import once
from beirat.database import Session
from beirat.rules.errors import (
    Broken,
    NotFound,
    NotPermitted,
    NotSignedIn,
    Problem,
    RuleBroken,
    StaleVersion,
    TooManyAttempts,
)
from beirat.tables.base import Shape

S = TypeVar("S", bound=Shape)
T = TypeVar("T")
Again = Callable[["FormState"], Awaitable[Response[Any]]]

NEVER_KEPT = frozenset({"_csrf", "password", "again", "current"})


class Nothing(Shape):
    """A form without fields: one button, one step."""


class Step(Shape):
    """One button on a thing that others change too: the version the person was looking at."""

    version: int | None = None


@dataclass(frozen=True)
class FormState:
    """A form as it is to be shown: the templates' ``f``."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Sequence[tuple[str, str]] = ()
    csrf: str = ""
    form_id: str = ""
    version: int | str | None = None
    conflict: Sequence[tuple[str, str, str]] = ()
    labels: dict[str, str] = field(default_factory=dict)
    choices: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def fresh(
        cls, request: Request, values: Mapping[str, Any] | None = None, *, version: int | None = None
    ) -> FormState:
        """A form nobody has sent yet. ``values`` may be nested, e.g. ``draft.model_dump()``."""
        login = login_of(request)
        shown = flat(values or {})
        return cls(shown, csrf=login.csrf if login else "", form_id=str(uuid4()), version=version)

    def value(self, name: str) -> Any:
        """What was typed or is stored; None if the field was never there."""
        return self.values.get(name)

    def named(self, name: str, label: str) -> str:
        """Remembers what a field is called on the page, so that the summary of errors can name it."""
        self.labels[name] = label
        return label

    def offered(self, name: str, options: Sequence[Sequence[Any]]) -> str:
        """Remembers what the choices of a field are called, so that a conflict is shown in words."""
        self.choices[name] = {str(option[0]): option[1] for option in options}
        return ""

    def error(self, name: str) -> str | None:
        return next((sentence for field_name, sentence in self.errors if field_name == name), None)


@overload
async def submit(
    request: Request,
    shape: type[S],
    act: Callable[[Session, S], Awaitable[str]],
    again: Again,
    *,
    labels: Mapping[str, str] | None = None,
) -> Response[Any]: ...


@overload
async def submit(
    request: Request,
    shape: type[S],
    act: Callable[[Session, T], Awaitable[str]],
    again: Again,
    *,
    ready: Callable[[S], Awaitable[T]],
    labels: Mapping[str, str] | None = None,
) -> Response[Any]: ...


async def submit(
    request: Request,
    shape: type[S],
    act: Callable[[Session, Any], Awaitable[str]],
    again: Again,
    *,
    ready: Callable[[S], Awaitable[Any]] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Response[Any]:
    """Does what a form asks for, once, and leads on (303); or shows the form again with what was typed.

    ``act`` runs in one transaction and returns the path to go to. ``again`` shows the form. ``ready`` does what takes
    time (hashing, rendering) before the transaction; its result goes to ``act`` instead of the input. ``labels`` name
    the fields of StaleVersion for the reader. NotPermitted, NotFound and the like become pages of their own.
    """
    check_origin(request)
    typed = await read(request, shape)
    state = state_of(request, typed)
    if typed.adds:
        return await again(state)
    try:
        check_csrf(request, typed)
        location = await _settled(request, typed, shape, act, ready)
    except StaleVersion as error:
        return _with_status(await again(_conflict(state, error, labels or {})), 409)
    except (NotPermitted, NotFound, NotSignedIn, TooManyAttempts):
        raise
    except (ValidationError, RuleBroken) as error:
        return await refused(state, error, again)
    return Redirect(location, status_code=303)


async def refused(state: FormState, error: ValidationError | RuleBroken, again: Again) -> Response[Any]:
    """The form again, with every error at its field."""
    status = status_of(error) if isinstance(error, RuleBroken) else 422
    return _with_status(await again(replace(state, errors=_shown(wrongs(error)))), status)


async def _settled(
    request: Request,
    typed: Typed,
    shape: type[S],
    act: Callable[[Session, Any], Awaitable[str]],
    ready: Callable[[Any], Awaitable[Any]] | None,
) -> str:
    """Acts; a conflict between two equal texts is none."""
    try:
        return await _result(request, typed, shape.model_validate(typed.values), act, ready)
    except StaleVersion as error:
        mine = {name: value for name, value in flat(typed.values).items() if name != "version"}
        if not mine or mine != error.theirs:
            raise
        given = shape.model_validate({**typed.values, "version": error.version})
        return await _result(request, typed, given, act, ready)


async def _result(
    request: Request,
    typed: Typed,
    given: Any,
    act: Callable[[Session, Any], Awaitable[str]],
    ready: Callable[[Any], Awaitable[Any]] | None,
) -> str:
    """Acts in one transaction; a form that was sent before leads where it led then, without acting."""
    login, key = login_of(request), f"{request.scope['path']} {typed.form_id}"
    account_id = login.viewer.account_id if login else None
    if ready is not None and typed.form_id:
        async with database_of(request).read() as db:
            location = await once.known(db, key, account_id=account_id)
        if location is not None:
            return location
    wanted = await ready(given) if ready else given
    async with database_of(request).write() as db:
        if not typed.form_id:
            return await act(db, wanted)
        claim = await once.claim(db, key, account_id=account_id, now=clock_of(request).now())
        if claim.location is not None:
            return claim.location
        location = await act(db, wanted)
        await once.keep(db, claim, location)
        return location


def check_origin(request: Request) -> None:
    """Refuses a form that another site sent. Programs that say nothing about it pass; the token decides."""
    fetched = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    ours = {request.headers.get("host", ""), urlsplit(settings_of(request).public_url).netloc}
    if fetched not in ("same-origin", "none") or (origin is not None and origin.partition("://")[2] not in ours - {""}):
        raise CrossSite


def check_csrf(request: Request, typed: Typed) -> None:
    """Refuses a form of ours that did not come from our page. Raises RuleBroken(FORM_EXPIRED)."""
    login = login_of(request)
    if login is not None and not hmac.compare_digest(login.csrf.encode(), typed.csrf.encode()):
        raise RuleBroken(Broken.FORM_EXPIRED)


async def check_form(request: Request) -> None:
    """For a form that acts on nothing (a preview): sent from our own page, by whoever is signed in."""
    check_origin(request)
    check_csrf(request, await read(request, Nothing))


async def expired(request: Request) -> LoginExpired:
    """The error for a form that was sent without a valid login, with everything that was typed."""
    check_origin(request)
    return LoginExpired(
        [(name, value) for name, value in await pairs_of(request) if name not in NEVER_KEPT and isinstance(value, str)]
    )


def noted(path: str, notice: str) -> str:
    """The path, with a notice (a key of ``messages.NOTICES``) that is shown there once."""
    if notice not in messages.NOTICES:
        raise LookupError(notice)
    return f"{path}{'&' if '?' in path else '?'}meldung={notice}"


def state_of(request: Request, typed: Typed) -> FormState:
    """The form as it was sent, to be shown again."""
    login = login_of(request)
    values = flat(typed.values) | ({"_add": typed.adds} if typed.adds else {})
    return FormState(
        {name: value for name, value in values.items() if name not in NEVER_KEPT},
        csrf=login.csrf if login else "",
        form_id=typed.form_id or str(uuid4()),
        version=typed.version,
    )


def _shown(found: Sequence[Wrong]) -> list[tuple[str, str]]:
    return [(one.field, one.sentence) for one in found]


def _conflict(state: FormState, error: StaleVersion, labels: Mapping[str, str]) -> FormState:
    """Both texts, and the version now stored, so that sending again means: mine shall stand."""
    fresh = replace(state, labels=dict(labels), version=error.version, form_id=str(uuid4()))
    mine = {name: str(state.value(name) or "") for name in error.theirs}
    pairs = [(name, as_read(mine[name]), as_read(kept)) for name, kept in error.theirs.items() if mine[name] != kept]
    if not pairs:
        return replace(fresh, errors=[("", messages.sentence(Problem(Broken.STALE_VERSION)))])
    return replace(fresh, conflict=pairs)


def _with_status(response: Response[Any], status: int) -> Response[Any]:
    response.status_code = status
    return response
