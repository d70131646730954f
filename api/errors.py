"""What an error says: its status, and one sentence per field that is wrong; the same words for people and programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException
from pydantic import ValidationError

from api import messages
from beirat.rules.errors import (
    Broken,
    NotFound,
    NotPermitted,
    NotSignedIn,
    Parameter,
    Problem,
    RuleBroken,
    StaleVersion,
    TooManyAttempts,
)

STATUS: Mapping[type[RuleBroken], int] = {
    NotSignedIn: 401,
    NotPermitted: 403,
    NotFound: 404,
    StaleVersion: 409,
    TooManyAttempts: 429,
}

TITLES: Mapping[int, str] = {
    400: "Das konnten wir nicht lesen",
    401: "Nicht angemeldet",
    403: "Nicht erlaubt",
    404: "Nicht gefunden",
    405: "So geht es nicht",
    409: "Inzwischen geändert",
    413: "Zu groß",
    415: "Diese Art von Inhalt lesen wir nicht",
    422: "Bitte prüfen Sie Ihre Angaben",
    429: "Zu viele Versuche",
    500: "Bei uns ist etwas schiefgegangen",
}


class LoginExpired(NotSignedIn):
    """A form was sent without a valid login; carries what was typed, so that it can be sent again."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.fields = tuple(fields)


class CrossSite(HTTPException):
    """A form that another site sent."""

    status_code = 403


class Unreadable(Exception):
    """A program's request that does not fit; carries the status and everything that is wrong."""

    def __init__(self, status: int, found: Sequence[Wrong]) -> None:
        super().__init__(status)
        self.status = status
        self.found = tuple(found)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: the field in the form's spelling (``points-0-text``), the code and its sentence."""

    field: str
    code: str
    sentence: str


def status_of(error: RuleBroken) -> int:
    """The HTTP status of an error: 422 unless its class says otherwise."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 422)


def wrongs(error: RuleBroken | ValidationError) -> list[Wrong]:
    """Everything that an error says is wrong, one entry per field and reason."""
    if isinstance(error, RuleBroken):
        return [Wrong(p.field, p.code.value, messages.sentence(p)) for p in error.problems]
    return [
        Wrong(
            "-".join(str(part) for part in found["loc"]),
            found["type"],
            messages.shape_sentence(found["type"], _parameters(found.get("ctx", {}))),
        )
        for found in error.errors(include_url=False, include_input=False)
    ]


def _parameters(context: Mapping[str, Any]) -> dict[str, Parameter]:
    return {name: value if isinstance(value, int) else str(value) for name, value in context.items()}


def problem_response(
    status: int, found: Sequence[Wrong], *, kept: Mapping[str, Parameter] | None = None
) -> Response[dict[str, Any]]:
    """problem+json; ``problems`` names every field with its code and sentence, ``kept`` what is stored meanwhile."""
    detail = found[0].sentence if found else _DETAILS.get(status, TITLES[status] + ".")
    content = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "detail": detail,
        "problems": [{"field": one.field, "code": one.code, "sentence": one.sentence} for one in found],
    } | ({"kept": dict(kept)} if kept else {})
    return Response(content, status_code=status, media_type="application/problem+json")


_DETAILS: Mapping[int, str] = {
    403: messages.sentence(Problem(Broken.NOT_PERMITTED)),
    404: messages.sentence(Problem(Broken.NOT_FOUND)),
    500: "Der Fehler liegt bei uns. Ihr letzter Schritt wurde nicht gespeichert.",
}
