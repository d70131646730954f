"""The cache in front: fast, but never old by more than a second, and never somebody's own."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from litestar import Litestar
from sqlmodel import select

import api.cache
from api.cache import Kept, Known, PublicCache
from beirat.actions import publication
from beirat.database import Database
from beirat.rules.permissions import Role
from beirat.tables.people import Body
from beirat.tables.publication import Published
from tests.given import Given
from tests.given_cases import AGREED, Cases

LIST = "/musterland/de/empfehlungen"
ONE = f"{LIST}/2026-001"
JSON = "/api/v1/bodies/musterland/public/recommendations"


class Counting:
    """The application, with a count of how often it was asked."""

    def __init__(self, app: Litestar) -> None:
        self.state = app.state
        self.asked: list[str] = []
        self._app: Any = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked.append(scope["path"])
        await self._app(scope, receive, send)


@pytest.fixture
def behind(app: Litestar) -> Counting:
    return Counting(app)


@pytest.fixture
async def client(behind: Counting) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=PublicCache(behind), raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        yield client


@pytest.fixture
async def cases(given: Given) -> Cases:
    return Cases.of(given)


async def a_second_later() -> None:
    """So that the stamps are looked up anew."""
    await asyncio.sleep(api.cache.LOOKED_UP_EVERY + 0.05)


async def test_the_second_reader_gets_the_same_without_asking_the_application(
    cases: Cases, client: httpx.AsyncClient, behind: Counting
) -> None:
    await cases.decided()

    first, second = await client.get(LIST), await client.get(LIST)

    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    assert second.headers["content-security-policy"].startswith("default-src 'none'")
    assert behind.asked == [LIST]


async def test_what_a_browser_still_has_is_not_sent_again(cases: Cases, client: httpx.AsyncClient) -> None:
    await cases.decided()
    tag = (await client.get(LIST)).headers["etag"]

    same = await client.get(LIST, headers={"If-None-Match": f'"other", W/{tag}'})
    other = await client.get(LIST, headers={"If-None-Match": '"other"'})

    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == tag
    assert other.status_code == 200


async def test_a_change_shows_within_a_second(
    given: Given, cases: Cases, client: httpx.AsyncClient, behind: Counting
) -> None:
    made = await cases.assigned()
    before = await client.get(ONE)

    await cases.answered(made, p1=AGREED)
    await a_second_later()
    after = await client.get(ONE)

    assert AGREED.text not in before.text
    assert AGREED.text in after.text
    assert before.headers["etag"] != after.headers["etag"]


async def test_a_page_that_was_withdrawn_is_gone_within_a_second(
    given: Given, cases: Cases, client: httpx.AsyncClient, behind: Counting, database: Database
) -> None:
    made, district = await cases.decided(), await given.district()
    assert (await client.get(ONE)).status_code == 200

    async with database.write() as db:
        await publication.withdraw(db, Published.RECOMMENDATION, made, body_id=district.body.id, now=given.now)
    await a_second_later()

    assert (await client.get(ONE)).status_code == 404


async def test_an_embargo_ends_by_itself(
    given: Given, cases: Cases, client: httpx.AsyncClient, behind: Counting, database: Database
) -> None:
    made, district = await cases.decided(), await given.district()
    later = given.now + timedelta(minutes=5)
    async with database.write() as db:
        await publication.publish(
            db, Published.RECOMMENDATION, made, body_id=district.body.id, visible_from=later, now=given.now
        )
    assert "Sprachkurse am Abend" not in (await client.get(LIST)).text

    given.clock.move(minutes=5)
    await a_second_later()

    assert "Sprachkurse am Abend" in (await client.get(LIST)).text


async def test_the_days_of_waiting_go_on_at_midnight(
    given: Given, cases: Cases, client: httpx.AsyncClient, behind: Counting
) -> None:
    await cases.received()
    assert "wartet seit heute" in (await client.get(LIST)).text

    given.clock.move(days=1)
    await a_second_later()

    assert "wartet seit 1 Tag." in (await client.get(LIST)).text


async def test_the_stamp_is_looked_up_at_most_once_a_second(
    given: Given, cases: Cases, client: httpx.AsyncClient, behind: Counting, database: Database
) -> None:
    await cases.decided()
    await a_second_later()
    await client.get(LIST)

    async with database.write() as db:
        (await db.exec(select(Body).where(Body.slug == "musterland"))).one().name = "Landkreis Neuland"
    at_once = await client.get(LIST)
    await a_second_later()
    later = await client.get(LIST)

    assert "Landkreis Neuland" not in at_once.text
    assert "Landkreis Neuland" in later.text


async def test_a_page_is_never_kept_with_a_name_from_before_the_change(
    given: Given, cases: Cases, client: httpx.AsyncClient, database: Database
) -> None:
    await cases.decided()
    await client.get(LIST)
    await asyncio.sleep(api.cache.LOOKED_UP_EVERY / 2)
    await client.get(ONE)  # whatever is remembered about the district is remembered by now

    async with database.write() as db:
        (await db.exec(select(Body).where(Body.slug == "musterland"))).one().name = "Landkreis Neuland"
    await asyncio.sleep(api.cache.LOOKED_UP_EVERY / 2 + 0.05)

    assert "Landkreis Neuland" in (await client.get(LIST)).text


async def test_a_signed_in_request_is_neither_answered_from_the_cache_nor_kept(
    given: Given, cases: Cases, client: httpx.AsyncClient, behind: Counting
) -> None:
    await cases.decided()
    token = await given.token(client, Role.OFFICE)
    behind.asked.clear()

    for headers in (token, {"Cookie": "beirat_login=x"}):
        for _ in range(2):
            answer = await client.get(JSON, headers=headers)
            assert "etag" not in answer.headers
    await client.get(JSON)
    await client.get(JSON)

    assert behind.asked == [JSON] * 5


async def test_an_answer_with_a_cookie_is_never_kept(given: Given, behind: Counting) -> None:
    await given.district()

    async def answers_with_cookie(scope: Any, receive: Any, send: Any) -> None:
        behind.asked.append(scope["path"])
        headers = [(b"content-type", b"text/html"), (b"set-cookie", b"session=somebody")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"own", "more_body": False})

    answers_with_cookie.state = behind.state  # type: ignore[attr-defined]
    transport = httpx.ASGITransport(app=PublicCache(answers_with_cookie))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        await client.get(LIST)
        client.cookies.clear()
        second = await client.get(LIST)

    assert behind.asked == [LIST, LIST]
    assert "etag" not in second.headers


@pytest.mark.parametrize(
    "path", ["/", "/musterland", "/musterland/intern/anmelden", "/health", "/robots.txt", f"{LIST}/2026-999"]
)
async def test_what_is_no_public_page_passes_through(
    given: Given, client: httpx.AsyncClient, behind: Counting, path: str
) -> None:
    await given.district()

    for _ in range(2):
        assert "etag" not in (await client.get(path)).headers

    assert len(behind.asked) == 2


async def test_filters_hosts_and_encodings_are_told_apart(
    cases: Cases, client: httpx.AsyncClient, behind: Counting
) -> None:
    await cases.decided()

    await client.get(LIST, headers={"Accept-Encoding": "identity"})
    zipped = await client.get(LIST, headers={"Accept-Encoding": "br, gzip"})
    await client.get(LIST, headers={"Host": "anders.test", "Accept-Encoding": "identity"})
    narrowed = await client.get(f"{LIST}?stand=beantwortet", headers={"Accept-Encoding": "identity"})

    assert len(behind.asked) == 4
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.headers["vary"] == "Accept-Encoding"
    assert "Sprachkurse am Abend" in zipped.text
    assert "Sprachkurse am Abend" not in narrowed.text


async def test_a_head_request_has_no_body(cases: Cases, client: httpx.AsyncClient) -> None:
    await cases.decided()
    length = (await client.get(LIST, headers={"Accept-Encoding": "identity"})).headers["content-length"]

    there = await client.head(LIST, headers={"Accept-Encoding": "identity"})
    not_there = await client.head(f"{LIST}/2026-999")

    assert (there.status_code, there.content, there.headers["content-length"]) == (200, b"", length)
    assert (not_there.status_code, not_there.content) == (404, b"")


async def test_room_is_bounded_and_what_nobody_asks_for_goes_first(cases: Cases, behind: Counting) -> None:
    await cases.decided()
    transport = httpx.ASGITransport(app=PublicCache(behind, room=20_000))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        for number in range(20):
            await client.get(f"{LIST}?fresh={number}")
            await client.get(ONE)
        behind.asked.clear()
        await client.get(ONE)
        await client.get(f"{LIST}?fresh=0")

    assert behind.asked == [LIST]


async def test_many_readers_at_once_do_not_wait_for_each_other_for_ever(
    cases: Cases, client: httpx.AsyncClient
) -> None:
    await cases.decided()

    answers = await asyncio.wait_for(asyncio.gather(*(client.get(f"{LIST}?fresh={n}") for n in range(40))), timeout=20)

    assert {answer.status_code for answer in answers} == {200}


def test_a_kept_answer_is_the_same_bytes_zipped_or_not() -> None:
    known = Known(0.0, "", date(2026, 12, 3))
    body = b"<p>Guten Tag</p>" * 200

    plain = Kept([(b"content-type", b"text/html")], body, known, zipped=False)
    zipped = Kept([(b"content-type", b"text/html")], body, known, zipped=True)
    picture = Kept([(b"content-type", b"image/png")], body, known, zipped=True)

    assert plain.body["body"] == picture.body["body"] == gzip.decompress(zipped.body["body"]) == body
    assert plain.etag != zipped.etag
