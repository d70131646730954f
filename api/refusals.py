"""What is shown when something is refused: a German page for people, problem+json (RFC 9457) for programs.

Nothing here tells more than a code and its sentence: no stack trace; of somebody else's text only what a stale version
was to change. What must not be seen
looks exactly like what is not there.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import Any

import structlog
from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from api.auth import login_address
from api.errors import TITLES, LoginExpired, Unreadable, problem_response, status_of, wrongs
from api.forms import FormState
from api.templating import render
from api.web import Request, district_of
from beirat.rules.errors import (
    NotFound,
    NotPermitted,
    NotSignedIn,
    Parameter,
    RuleBroken,
    StaleVersion,
    TooManyAttempts,
)

log = structlog.get_logger("beirat")

LEFT_EARLY = "client disconnected prematurely"
"""How Litestar says that somebody closed the page while it was still sending."""


def wants_json(request: Request) -> bool:
    return request.scope["path"].startswith(("/api/", "/schema"))


def on_rule_broken(request: Request, error: RuleBroken) -> Response[Any]:
    """Answers a refusal that no form showed."""
    status = status_of(error)
    if isinstance(error, NotSignedIn) and not wants_json(request):
        return _to_login(request, error)
    answer = (
        problem_response(status, wrongs(error), kept=_kept(error))
        if wants_json(request)
        else _page(request, status, sentence=_special(error))
    )
    answer.headers.update(_hints(error))
    return answer


def _hints(error: RuleBroken) -> dict[str, str]:
    """What a browser or program should know beside the words: when to come again, how to sign in."""
    if isinstance(error, TooManyAttempts):
        return {"Retry-After": str(error.seconds)}
    return {"WWW-Authenticate": "Bearer"} if isinstance(error, NotSignedIn) else {}


def _kept(error: RuleBroken) -> dict[str, Parameter]:
    """What is stored now, for whoever came too late with another version."""
    return {"version": error.version, **error.theirs} if isinstance(error, StaleVersion) and error.version else {}


def _special(error: RuleBroken) -> str | None:
    """The sentence of the error itself, where it says more than the page of its status."""
    told = (NotFound, NotPermitted, NotSignedIn)
    return None if isinstance(error, told) else " ".join(one.sentence for one in wrongs(error))


def _to_login(request: Request, error: NotSignedIn) -> Response[Any]:
    """To the login; with what was typed if a form was on its way, else back here afterwards."""
    if isinstance(error, LoginExpired):
        return expired_page(request, error.fields)
    return Redirect(login_address(request), status_code=303)


def on_unreadable(request: Request, error: Unreadable) -> Response[Any]:
    return problem_response(error.status, error.found)


def on_http(request: Request, error: HTTPException) -> Response[Any]:
    """Answers what Litestar itself refuses: unknown address, wrong method, unreadable or too large input."""
    status = error.status_code if error.status_code in TITLES else 400 if error.status_code < 500 else 500
    if error.detail == LEFT_EARLY:
        status = 400
    if status == 500:
        return on_anything(request, error)
    response = problem_response(status, []) if wants_json(request) else _page(request, status)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


def on_anything(request: Request, error: Exception) -> Response[Any]:
    """Answers our own mistakes. The log gets the place, not the values: they may be somebody's text."""
    log.error(
        "mistake",
        method=request.method,
        route=request.scope.get("path_template", ""),
        kind=type(error).__name__,
        place="".join(traceback.format_tb(error.__traceback__)[-6:]),
    )
    return problem_response(500, []) if wants_json(request) else _page(request, 500)


def _page(request: Request, status: int, *, sentence: str | None = None) -> Response[Any]:
    district = district_of(request)
    home = f"/{district.slug}/{'intern' if '/intern' in request.scope['path'] else 'de'}/" if district else "/"
    known = status if status in (400, 403, 404, 405, 409, 413, 422, 429, 500) else 400
    return render(request, f"errors/{known}.html", status=status, sentence=sentence, home_url=home)


def expired_page(request: Request, fields: Sequence[tuple[str, str]]) -> Response[Any]:
    """The login page in place of a form's answer; it carries what was typed."""
    hidden = [("weiter", request.scope["path"]), *((f"kept.{name}", value) for name, value in fields)]
    return render(
        request, "accounts/login.html", status=401, f=FormState.fresh(request), hidden=hidden, expired=bool(fields)
    )
