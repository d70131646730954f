"""What nobody types but somebody may send: it is refused at once, and nobody else has to wait for it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from litestar import Litestar
from structlog.testing import capture_logs

from beirat.rules.permissions import Role
from tests.given import Given, form_to

FORM = {"content-type": "application/x-www-form-urlencoded"}
PARTS = {"content-type": "multipart/form-data; boundary=x"}
NO_TEXT = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n\xff\xfe\xed\xa0\x80\r\n--x--\r\n'
NO_CHARSET = (
    b'--x\r\nContent-Disposition: form-data; name="login"\r\nContent-Type: text/plain; charset=klingon\r\n\r\n'
    b"a\r\n--x--\r\n"
)


@pytest.mark.parametrize("body", [b"a=b&" * 200_000, b"".join(b"a%d=b&" % n for n in range(20_000))])
async def test_a_form_with_endless_fields_is_refused_before_anybody_reads_it(
    given: Given, client: httpx.AsyncClient, body: bytes
) -> None:
    intern = (await given.district()).intern

    for path in ("/anmelden", "/antraege/neu"):
        answer = await client.post(intern + path, content=body, headers=FORM)

        assert answer.status_code == 413, path
        assert len(answer.content) < 10_000


async def test_a_name_of_endless_parts_is_one_that_we_do_not_know(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)
    address = (await given.district()).intern + "/antraege/neu"
    form = form_to((await client.get(address)).text, "/antraege/neu")

    answer = await client.post(address, data=form | {"title": "Eins", "field": "school", "a-0-" * 20_000 + "b": "x"})

    assert answer.status_code == 422


@pytest.mark.parametrize("body", [NO_TEXT, NO_CHARSET])
async def test_what_is_no_text_cannot_be_read(given: Given, client: httpx.AsyncClient, body: bytes) -> None:
    intern = (await given.district()).intern

    for path in ("/anmelden", "/antraege/neu"):
        answer = await client.post(intern + path, content=body, headers=PARTS)

        assert answer.status_code == 400, path


@pytest.mark.parametrize("origin", ["http://[", "null", "http://beirat.test.elsewhere.example", "beirat.test", ""])
async def test_a_form_from_what_is_not_our_address_comes_from_another_site(
    given: Given, client: httpx.AsyncClient, origin: str
) -> None:
    await given.signed_in(client, Role.MEMBER)
    address = (await given.district()).intern + "/antraege/neu"
    form = form_to((await client.get(address)).text, "/antraege/neu") | {"title": "Eins", "field": "school"}

    refused = await client.post(address, data=form, headers={"origin": origin})
    taken = await client.post(address, data=form, headers={"origin": "http://beirat.test"})

    assert refused.status_code == 403
    assert taken.status_code == 303


async def test_whoever_leaves_while_sending_is_no_mistake_of_ours(given: Given, app: Litestar) -> None:
    path, headers = (await given.district()).intern + "/anmelden", [(b"content-type", FORM["content-type"].encode())]
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"headers": headers, "http_version": "1.1", "scheme": "http", "root_path": "", "client": ("192.0.2.1", 1)}
    heard: list[dict[str, Any]] = [
        {"type": "http.request", "body": b"login=", "more_body": True},
        {"type": "http.disconnect"},
    ]
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return heard.pop(0)

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    with capture_logs() as logged:
        await app(scope, receive, send)  # type: ignore[arg-type]

    assert said[0]["status"] == 400
    assert logged == []


@pytest.mark.parametrize("content", [{f"k{n}": 1 for n in range(50_000)}, {"login": ["x"] * 50_000}, [[0] * 50_000]])
async def test_json_with_endless_members_is_refused_without_naming_each(
    given: Given, client: httpx.AsyncClient, content: object
) -> None:
    address = (await given.district()).api + "/login-sessions"

    answer = await client.post(address, json=content)

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 1000
