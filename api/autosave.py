"""A form that saves itself while somebody types: the answer is data for our own script, not a page.

The way is that of ``api/forms``: the same shape, the same token, the same words for what is wrong.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from litestar import Response
from pydantic import ValidationError

from api.errors import status_of, wrongs
from api.forms import check_csrf, check_origin
from api.typed import Typed, flat, read
from api.web import Request, database_of
from beirat.database import Session
from beirat.rules.errors import NotFound, NotPermitted, NotSignedIn, RuleBroken, StaleVersion
from beirat.tables.base import Shape

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True)
class Kept:
    """It is kept; ``version`` goes back with the next change, ``at`` is the time of day."""

    version: int
    at: str


@dataclass(frozen=True)
class Differs:
    """Somebody else kept something else meanwhile: here it is, and nothing was overwritten."""

    version: int
    theirs: Mapping[str, str]


@dataclass(frozen=True)
class Refused:
    """Why it was not kept, in one sentence."""

    sentence: str


async def autosave(
    request: Request, shape: type[S], act: Callable[[Session, S], Awaitable[int]], *, at: str
) -> Response[Any]:
    """Keeps what was typed (200), or answers with both texts' other half (409) or with a sentence (422).

    ``act`` runs in one transaction and returns the version that is kept now. Sending the same text twice keeps it once.
    """
    check_origin(request)
    typed = await read(request, shape)
    try:
        check_csrf(request, typed)
        entered = shape.model_validate(typed.values)
        async with database_of(request).write() as db:
            version = await act(db, entered)
    except StaleVersion as error:
        return _stale(typed, error, at)
    except (NotPermitted, NotFound, NotSignedIn):
        raise
    except (ValidationError, RuleBroken) as error:
        status = status_of(error) if isinstance(error, RuleBroken) else 422
        return Response(Refused(" ".join(one.sentence for one in wrongs(error))), status_code=status)
    return Response(Kept(version, at), status_code=200)


def _stale(typed: Typed, error: StaleVersion, at: str) -> Response[Any]:
    """Two equal texts are no conflict: the first answer was lost on the way."""
    mine = {name: str(value).strip() for name, value in flat(typed.values).items() if name != "version"}
    if mine == error.theirs:
        return Response(Kept(error.version, at), status_code=200)
    return Response(Differs(error.version, error.theirs), status_code=409)
