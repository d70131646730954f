"""How programs change things: the same shapes as the forms, read from JSON; every wrong field is named.

``Idempotency-Key`` makes a repeated request one act. The version a change is based on comes as ``version`` in the body
or as ``If-Match``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, overload

import msgspec
from litestar import Response
from pydantic import ValidationError

from api.errors import Unreadable, Wrong, wrongs
from api.messages import shape_sentence
from api.web import Request, clock_of, database_of, login_of
from beirat.actions import once
from beirat.database import Session
from beirat.tables.base import Shape

MOST_MEMBERS = 200
"""So many names has no object and so many entries no list that our shapes ask for."""

S = TypeVar("S", bound=Shape)
T = TypeVar("T")


@overload
async def write(
    request: Request,
    shape: type[S],
    act: Callable[[Session, S], Awaitable[str]],
    show: Callable[[str], Awaitable[Any]],
    *,
    status: int = 200,
) -> Response[Any]: ...


@overload
async def write(
    request: Request,
    shape: type[S],
    act: Callable[[Session, T], Awaitable[str]],
    show: Callable[[str], Awaitable[Any]],
    *,
    ready: Callable[[S], Awaitable[T]],
    status: int = 200,
) -> Response[Any]: ...


async def write(
    request: Request,
    shape: type[S],
    act: Callable[[Session, Any], Awaitable[str]],
    show: Callable[[str], Awaitable[Any]],
    *,
    ready: Callable[[S], Awaitable[Any]] | None = None,
    status: int = 200,
) -> Response[Any]:
    """Acts once and answers with what ``show`` makes of the id that ``act`` returned.

    ``act`` runs in one transaction. ``show`` reads afterwards and returns a Struct or dataclass, never a table.
    What is wrong comes back as problem+json.
    """
    given = await read(request, shape)
    made = await _once(request, await ready(given) if ready else given, act)
    return Response(await show(made), status_code=status)


async def read(request: Request, shape: type[S]) -> S:
    """What the request says, as the shape wants it. Raises Unreadable with every field that is wrong."""
    try:
        return shape.model_validate(await _json(request, shape))
    except ValidationError as error:
        raise Unreadable(422, wrongs(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unreadable(400, [Wrong("", "json_invalid", shape_sentence("json_invalid", {}))]) from None


async def _json(request: Request, shape: type[Shape]) -> Any:
    """The body of the request, with the version of If-Match where the shape asks for one."""
    raw = await request.body()
    content = msgspec.json.decode(raw) if raw.strip() else {}
    if _is_endless(content):
        raise Unreadable(413, [])
    match = request.headers.get("if-match", "").strip('W/"')
    if match and "version" in shape.model_fields and isinstance(content, dict):
        content = {"version": match, **content}
    return content


def _is_endless(content: Any) -> bool:
    """Whether an object or list in it has more members than anybody means; to name every wrong one takes too long."""
    waiting = [content]
    while waiting:
        one = waiting.pop()
        members = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        if len(members) > MOST_MEMBERS:
            return True
        waiting.extend(members)
    return False


async def _once(request: Request, given: Any, act: Callable[[Session, Any], Awaitable[str]]) -> str:
    key, login = request.headers.get("idempotency-key", "")[:200], login_of(request)
    async with database_of(request).write() as db:
        if not key or login is None:
            return await act(db, given)
        claim = await once.claim(
            db,
            f"{request.method} {request.scope['path']} {key}",
            account_id=login.viewer.account_id,
            now=clock_of(request).now(),
        )
        if claim.location is not None:
            return claim.location
        made = await act(db, given)
        await once.keep(db, claim, made)
        return made
