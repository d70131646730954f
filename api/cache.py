"""The cache in front of the public pages: finished answers, kept until anything changes that the public can see.

An answer is found by path, query, host and encoding, and holds for one stamp and one local day of its district; the
stamp is looked up *before* the page is made and at most once a second. It lives in this process and ends with it, so no
version of the installation needs to be part of the key. Only what nobody is signed in for is kept: no cookie, no
authorization, no answer that sets a cookie or is not a plain 200.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar, cast

from litestar import Litestar

from api.clock import Clock
from api.web import Request, freshnesses_of
from beirat.database import Database, Session
from beirat.queries import people
from beirat.queries.people import BodyView
from beirat.queries.public import bodies
from beirat.rules.zones import local_day

LOOKED_UP_EVERY = 1.0
LARGEST_ANSWER = 2_000_000
ROOM = 32_000_000
CACHE_CONTROL = b"public, no-cache"
PUBLIC_PATH = re.compile(r"/(?:api/v1/bodies/)?([a-z0-9][a-z0-9-]{0,59})/(?:de|public)(?:/|$)")
"""The public pages of a district, and its public part of the interface for programs."""

READS = frozenset({"GET", "HEAD"})
WORTH_ZIPPING = 1000
ZIPPED_TYPES = (b"text/", b"application/json", b"application/problem+json")
REPLACED = frozenset({b"content-length", b"etag", b"cache-control", b"vary"})

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

T = TypeVar("T")
Header = tuple[bytes, bytes]
Key = tuple[str, bytes, bytes | None, bool]


@dataclass(slots=True)
class Known:
    """How fresh a district is: its stamp and its day. As long as both stay, it stays the same object."""

    read_at: float
    stamp: str
    day: date


class Freshnesses:
    """The stamps of the districts, each looked up at most once a second; and what was made for a stamp."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._looking = asyncio.Lock()
        self._known: dict[str, Known] = {}
        self._made: dict[tuple[str, str], tuple[str, date, Any]] = {}

    def just_seen(self, slug: str) -> Known | None:
        """What was looked up within the last second."""
        known = self._known.get(slug)
        return known if known is not None and time.monotonic() - known.read_at < LOOKED_UP_EVERY else None

    async def of(self, slug: str) -> Known | None:
        """None where there is no such district. Whoever comes while somebody is looking waits for what is found."""
        known = self.just_seen(slug)
        if known is not None:
            return known
        async with self._looking:
            return self.just_seen(slug) or await self._look_up(slug)

    async def _look_up(self, slug: str) -> Known | None:
        read_at, now = time.monotonic(), self._clock.now()
        async with self._database.read() as db:
            fresh = await bodies.freshness(db, slug, now=now)
        if fresh is None:
            return None
        known, day = self._known.get(slug), local_day(now, fresh.time_zone)
        if known is None or (known.stamp, known.day) != (fresh.stamp, day):
            self._known[slug] = known = Known(read_at, fresh.stamp, day)
        known.read_at = read_at
        return known

    async def once(self, slug: str, name: str, make: Callable[[Session], Awaitable[T]]) -> T:
        """What depends on the stamp and the day alone is made once for them. Nobody may hold a session who asks."""
        known = await self.of(slug)
        stamp, day, made = self._made.get((slug, name), ("", date.min, None))
        if known is None or (stamp, day) != (known.stamp, known.day):
            async with self._database.read() as db:
                made = await make(db)
            if known is not None:
                self._made[slug, name] = (known.stamp, known.day, made)
        value: T = made
        return value


async def once_per_change(request: Request, name: str, make: Callable[[Session], Awaitable[T]]) -> T:
    """Makes something for the district of the address, once for every change that the public can see."""
    return await freshnesses_of(request).once(request.path_params["slug"], name, make)


async def district_as_kept(request: Request, slug: str) -> BodyView:
    """The district, never from before the change under which a page about it is kept. Raises NotFound."""
    return await freshnesses_of(request).once(slug, "district", partial(people.body_by_slug, slug=slug))


class Kept:
    """A finished answer, ready to be sent again and again."""

    __slots__ = ("body", "etag", "known", "size", "start", "unchanged")

    def __init__(self, headers: list[Header], body: bytes, known: Known, *, zipped: bool) -> None:
        self.known = known
        about = dict(headers)
        if zipped and len(body) > WORTH_ZIPPING and about.get(b"content-type", b"").startswith(ZIPPED_TYPES):
            body = gzip.compress(body, 6, mtime=0)
            headers = [*headers, (b"content-encoding", b"gzip")]
        self.etag = b'"' + hashlib.blake2b(body, digest_size=12).hexdigest().encode() + b'"'
        lasting = [(b"etag", self.etag), (b"cache-control", CACHE_CONTROL), (b"vary", b"Accept-Encoding")]
        headers = [header for header in headers if header[0] not in REPLACED]
        self.size = len(body) + 2000
        self.start = _start(200, [*headers, *lasting, (b"content-length", str(len(body)).encode())])
        self.body: Message = {"type": "http.response.body", "body": body, "more_body": False}
        self.unchanged = _start(304, lasting)


def _start(status: int, headers: list[Header]) -> Message:
    return {"type": "http.response.start", "status": status, "headers": headers}


class PublicCache:
    """An ASGI application in front of ours. Everything but public reads passes through untouched."""

    def __init__(self, app: Litestar, *, room: int = ROOM) -> None:
        self._app = cast(Application, app)
        self._state = app.state
        self._room = room
        self._used = 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in READS:
            return await self._app(scope, receive, send)
        headers = dict(scope["headers"])
        if b"cookie" in headers or b"authorization" in headers:
            return await self._app(scope, receive, send)
        key = (
            scope["path"],
            scope["query_string"],
            headers.get(b"host"),
            b"gzip" in headers.get(b"accept-encoding", b""),
        )
        kept = self._kept.get(key)
        if kept is None or time.monotonic() - kept.known.read_at >= LOOKED_UP_EVERY:
            kept = await self._fresh(key, kept, scope, receive, send)
            if kept is None:
                return None
        self._kept.move_to_end(key)
        if kept.etag in headers.get(b"if-none-match", b""):
            await send(kept.unchanged)
            return await send(NOTHING)
        await send(kept.start)
        return await send(kept.body if scope["method"] == "GET" else NOTHING)

    async def _fresh(self, key: Key, kept: Kept | None, scope: Scope, receive: Receive, send: Send) -> Kept | None:
        """The answer as it is now, kept or made anew; None where the application has answered."""
        place = PUBLIC_PATH.match(scope["path"])
        freshnesses: Freshnesses = self._state.freshnesses
        known = await freshnesses.of(place[1]) if place else None
        if known is None:
            await self._app(scope, receive, send)
            return None
        if kept is not None and kept.known is known:
            return kept
        return await self._make(key, known, scope, receive, send)

    async def _make(self, key: Key, known: Known, scope: Scope, receive: Receive, send: Send) -> Kept | None:
        """Lets the application answer, and keeps the answer if everybody may have it; else it is sent and gone."""
        said: list[Message] = []

        async def listen(message: Message) -> None:
            said.append(message)

        await self._app({**scope, "method": "GET"}, receive, listen)
        body = b"".join(message.get("body", b"") for message in said[1:])
        if _may_be_kept(said[0], body):
            kept = Kept(list(said[0]["headers"]), body, known, zipped=key[3])
            self._keep(key, kept)
            return kept
        await send(said[0])
        await send(_body(body if scope["method"] == "GET" else b""))
        return None

    def _keep(self, key: Key, kept: Kept) -> None:
        """Makes room by giving up what was not asked for longest."""
        replaced = self._kept.pop(key, None)
        self._used += kept.size - (replaced.size if replaced else 0)
        self._kept[key] = kept
        while self._used > self._room and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._used -= gone.size


def _may_be_kept(start: Message, body: bytes) -> bool:
    """A plain 200 without a cookie that does not ask to be forgotten."""
    if start["type"] != "http.response.start" or start["status"] != 200 or len(body) > LARGEST_ANSWER:
        return False
    headers = dict(start["headers"])
    policy = headers.get(b"cache-control", b"")
    return b"set-cookie" not in headers and b"no-store" not in policy and b"private" not in policy


def _body(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": False}


NOTHING = _body(b"")
