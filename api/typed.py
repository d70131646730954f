"""A form as it arrives and as it is shown: names with dashes become nested values and back.

``points-0-text`` is the text of the first point. What the values mean says the shape they are fitted to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, get_args
from uuid import UUID

from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from sqlmodel import SQLModel

from api.templating import day
from api.web import Request
from beirat.rules.errors import Broken, RuleBroken
from beirat.tables.base import Shape

LARGEST_UPLOAD = 2_000_000
MOST_FIELDS = 1000
LONGEST_NAME = 100


@dataclass(frozen=True)
class Typed:
    """A form as it arrived: nested values, and the hidden fields."""

    values: dict[str, Any]
    csrf: str
    form_id: str
    version: str | None
    adds: str


async def read(request: Request, shape: type[Shape]) -> Typed:
    """Reads the form for a shape: empty rows dropped, empty choices taken as not given."""
    pairs = [(name, value) for name, value in await pairs_of(request) if isinstance(value, str)]
    hidden = {name: value for name, value in pairs if name.startswith("_") or name in ("form_id", "version")}
    fields = [(name, value) for name, value in pairs if name not in hidden]
    if "version" in shape.model_fields and hidden.get("version"):
        fields.append(("version", hidden["version"]))
    return Typed(
        values=fitted(nested(fields), shape),
        csrf=hidden.get("_csrf", ""),
        form_id=hidden.get("form_id", "")[:100],
        version=hidden.get("version"),
        adds=hidden.get("_add", ""),
    )


async def pairs_of(request: Request) -> list[tuple[str, Any]]:
    """Every field in the order it was sent; files as they are.

    Raises 413 for more fields than any form of ours has (they would keep everybody waiting), 400 for what is no text.
    """
    if request.content_type[0] == RequestEncodingType.URL_ENCODED and (await request.body()).count(b"&") > MOST_FIELDS:
        raise RequestEntityTooLarge
    try:
        return list((await request.form()).multi_items())
    except (UnicodeDecodeError, LookupError):
        raise ClientException from None


_ROW = re.compile(r"(?P<list>[^-]+)-(?P<row>\d{1,3})-(?P<rest>.+)")


def nested(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """``points-0-text`` → ``{"points": [{"text": …}]}``; a name that comes several times becomes a list."""
    found: dict[str, Any] = {}
    rows: dict[str, dict[int, list[tuple[str, Any]]]] = {}
    for name, value in pairs:
        if len(name) <= LONGEST_NAME and (match := _ROW.fullmatch(name)):
            rows.setdefault(match["list"], {}).setdefault(int(match["row"]), []).append((match["rest"], value))
        elif name in found:
            found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
        else:
            found[name] = value
    for name, by_number in rows.items():
        found[name] = [nested(row) for _, row in sorted(by_number.items()) if any(value.strip() for _, value in row)]
    return found


def fitted(values: dict[str, Any], shape: type[SQLModel]) -> dict[str, Any]:
    """Makes HTML's strings fit a shape: '' means 'not given' unless a text is wanted; one of many is a list."""
    ready: dict[str, Any] = {}
    for name, value in values.items():
        info = shape.model_fields.get(name)
        if info is None:
            ready[name] = value
        elif _holds(info.annotation, list | tuple):
            inner = next((part for part in _parts(info.annotation) if _is_shape(part)), None)
            ready[name] = [
                fitted(row, inner) if inner and isinstance(row, dict) else row
                for row in (value if isinstance(value, list) else [value])
            ]
        else:
            last = (value or [""])[-1] if isinstance(value, list) else value
            if last != "" or _parts(info.annotation)[0] is str:
                ready[name] = last
    return ready


def _parts(annotation: Any) -> list[Any]:
    """An annotation and everything inside it, flat; ``str | None`` → [str, None, …]."""
    inside = [part for argument in get_args(annotation) for part in _parts(argument)]
    return inside or [annotation]


def _holds(annotation: Any, kinds: Any) -> bool:
    origins = [getattr(annotation, "__origin__", None), *(getattr(a, "__origin__", None) for a in get_args(annotation))]
    return any(isinstance(origin, type) and issubclass(origin, kinds) for origin in origins)


def _is_shape(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, SQLModel)


async def upload(request: Request, name: str, *, limit: int = LARGEST_UPLOAD) -> bytes | None:
    """The bytes of an uploaded file; None if none was chosen. Raises RuleBroken(FILE_TOO_LARGE)."""
    for found, value in await pairs_of(request):
        if found == name and isinstance(value, UploadFile):
            await value.seek(0)
            content = await value.read(limit + 1)
            if len(content) > limit:
                raise RuleBroken(Broken.FILE_TOO_LARGE, name)
            return content or None
    return None


def flat(values: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested values under the names of their fields, as the texts that a form shows."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            for number, row in enumerate(value):
                found |= flat(row, f"{before}{name}-{number}-")
        else:
            found[before + name] = _as_text(value)
    return found


def _as_text(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return value
        case StrEnum():
            return value.value
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case UUID() | int():
            return str(value)
        case list() | tuple() | set() | frozenset():
            return [_as_text(one) for one in value]
        case _:
            return value


_MOMENT = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})?(?:(?:^|T)(?P<clock>\d{2}:\d{2}))?")


def as_read(value: str) -> str:
    """What a form holds as a day or time, as people write it: 17. Dezember 2026, 18:00 Uhr."""
    found = _MOMENT.fullmatch(value)
    with suppress(ValueError):
        if found and value:
            written = day(date.fromisoformat(found["day"])) if found["day"] else ""
            return ", ".join(filter(None, [written, f"{found['clock']} Uhr" if found["clock"] else ""]))
    return value
