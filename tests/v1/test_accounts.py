"""Signing in and accounts, for programs."""

from __future__ import annotations

import httpx
import pytest

from beirat.database import Database
from beirat.queries import accounts as queries
from beirat.rules.permissions import Role
from tests.given import PASSWORD, Given

NEW = {"login": "neu@beispiel.example", "name": "Neue Person", "role": "office"}


async def test_a_program_signs_in_says_who_it_is_and_signs_out(given: Given, client: httpx.AsyncClient) -> None:
    viewer, api = await given.account(Role.CHAIR), (await given.district()).api
    token = await given.token(client, viewer=viewer)

    me = await client.get(f"{api}/me", headers=token)
    gone = await client.delete(f"{api}/login-sessions/current", headers=token)
    after = await client.get(f"{api}/me", headers=token)

    assert me.json()["roles"] == ["chair"]
    assert me.headers["cache-control"] == "no-store"
    assert (gone.status_code, after.status_code) == (204, 401)
    assert after.headers["content-type"].startswith("application/problem+json")


async def test_the_cookie_of_the_pages_opens_nothing_here(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.ADMIN)

    answer = await client.get((await given.district()).api + "/me")

    assert answer.status_code == 401


async def test_a_wrong_password_is_a_problem_with_a_code(given: Given, client: httpx.AsyncClient) -> None:
    viewer, api = await given.account(Role.CHAIR), (await given.district()).api

    answer = await client.post(
        f"{api}/login-sessions", json={"login": await given.login_of(viewer), "password": PASSWORD + "x"}
    )

    assert answer.status_code == 422
    assert [problem["code"] for problem in answer.json()["problems"]] == ["login_failed"]


async def test_who_must_sign_in_or_wait_is_told_how_in_a_header(given: Given, client: httpx.AsyncClient) -> None:
    api = (await given.district()).api
    form = {"login": "niemand@beispiel.example", "password": "falsch"}

    unknown = await client.get(f"{api}/me")
    answers = [await client.post(f"{api}/login-sessions", json=form) for _ in range(6)]

    assert (unknown.status_code, unknown.headers["www-authenticate"]) == (401, "Bearer")
    assert (answers[-1].status_code, answers[-1].headers["retry-after"]) == (429, "30")


async def test_every_wrong_field_is_named_and_unknown_ones_are_refused(given: Given, client: httpx.AsyncClient) -> None:
    token = await given.token(client, Role.ADMIN)

    answer = await client.post(
        (await given.district()).api + "/accounts",
        json={"login": "", "role": "king", "blocked_at": None, "id": "x"},
        headers=token,
    )

    problems = {(problem["field"], problem["code"]) for problem in answer.json()["problems"]}
    assert answer.status_code == 422
    assert problems == {
        ("login", "string_too_short"),
        ("name", "missing"),
        ("role", "enum"),
        ("blocked_at", "extra_forbidden"),
        ("id", "extra_forbidden"),
    }


@pytest.mark.parametrize("raw", [b"{", b"\xff", b"[" * 100_000, b'"text"', b"[]", b"null"])
async def test_what_is_no_object_is_refused(given: Given, client: httpx.AsyncClient, raw: bytes) -> None:
    token = await given.token(client, Role.ADMIN)

    answer = await client.post((await given.district()).api + "/accounts", content=raw, headers=token)

    assert answer.status_code in (400, 422)
    assert answer.json()["problems"]


async def test_the_same_request_sent_again_makes_one_account(
    given: Given, client: httpx.AsyncClient, database: Database
) -> None:
    viewer = await given.account(Role.ADMIN)
    token = await given.token(client, viewer=viewer)
    api = (await given.district()).api

    headers = token | {"Idempotency-Key": "eins"}
    first = await client.post(f"{api}/accounts", json=NEW, headers=headers)
    again = await client.post(f"{api}/accounts", json=NEW, headers=headers)
    other = await client.post(f"{api}/accounts", json=NEW, headers=token | {"Idempotency-Key": "zwei"})

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert other.json()["problems"][0]["code"] == "email_taken"
    async with database.read() as db:
        assert len(await queries.accounts(db, viewer)) == 2


async def test_an_account_tells_no_hash(given: Given, client: httpx.AsyncClient) -> None:
    token = await given.token(client, Role.ADMIN)

    answer = await client.get((await given.district()).api + "/accounts", headers=token)

    assert answer.status_code == 200
    assert "hash" not in answer.text
    assert "argon2" not in answer.text


async def test_others_do_not_see_the_accounts(given: Given, client: httpx.AsyncClient) -> None:
    token = await given.token(client, Role.OFFICE)

    answer = await client.get((await given.district()).api + "/accounts", headers=token)

    assert answer.status_code == 403


async def test_a_district_that_does_not_exist_is_not_found(given: Given, client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/bodies/nirgends/me", headers={"Authorization": "Bearer x"})

    assert answer.status_code == 404
