"""What a login is worth in another process, behind a proxy, and over https."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest
from litestar import Litestar

from api.auth import client_address
from api.web import Request
from beirat.actions import accounts
from beirat.database import Database
from beirat.rules.permissions import Role
from beirat.settings import Settings
from tests.given import PASSWORD, Given, form_to


async def test_a_login_that_another_process_ended_changes_nothing_more(
    given: Given, client: httpx.AsyncClient, database: Database
) -> None:
    viewer, intern = await given.signed_in(client, Role.ADMIN), (await given.district()).intern
    page = await client.get(f"{intern}/konten/neu")
    async with database.write() as db:  # not through the application: its five-second memory does not know
        await accounts.sign_out_everywhere(db, actor=viewer, now=given.now)

    form = form_to(page.text, "/konten/neu") | {"login": "a@b.example", "name": "A", "role": "office"}
    answer = await client.post(f"{intern}/konten/neu", data=form)

    assert answer.status_code == 401
    assert (await client.get(f"{intern}/konten")).status_code == 303, "a refused write is remembered"


@pytest.mark.parametrize(
    "proxies, peer, forwarded, address",
    [
        ("", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1,10.0.0.2", "127.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", "", "127.0.0.1"),
        ("", "2001:db8:1:2::ffff", "", "2001:db8:1:2::/64"),
        ("127.0.0.1", "127.0.0.1", "not an address", "unknown"),
    ],
    ids=["nobody believed", "a proxy", "its own word alone", "two proxies", "silent", "a network", "nonsense"],
)
def test_where_a_request_comes_from(
    whole_app: Litestar, settings: Settings, proxies: str, peer: str, forwarded: str, address: str
) -> None:
    whole_app.state.settings = replace(settings, trusted_proxies=frozenset(proxies.split(",")))
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"type": "http", "litestar_app": whole_app, "client": (peer, 1), "headers": headers, "state": {}}

    assert client_address(Request(scope)) == address  # type: ignore[arg-type]


async def test_over_https_the_cookie_is_for_https_alone(
    given: Given, client: httpx.AsyncClient, app: Litestar, settings: Settings
) -> None:
    app.state.settings = replace(settings, public_url="https://beirat.test")
    viewer, door = await given.account(Role.ADMIN), (await given.district()).intern + "/anmelden"

    answer = await client.post(door, data={"login": await given.login_of(viewer), "password": PASSWORD})

    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "%C3%BC"])
async def test_a_made_up_cookie_is_nobody(given: Given, client: httpx.AsyncClient, token: str) -> None:
    intern = (await given.district()).intern

    answer = await client.get(f"{intern}/konto", headers={"Cookie": f"beirat_login={token}"})

    assert answer.status_code == 303
