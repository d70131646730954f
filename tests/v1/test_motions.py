"""Motions as JSON."""

from __future__ import annotations

import httpx

from beirat.rules.permissions import Role
from tests.given import Given

MOTION = {
    "title": "Sprachkurse am Abend",
    "field": "language",
    "reasons": "Viele arbeiten tagsüber.",
    "points": [{"text": "Der Landkreis bietet Abendkurse an.", "audience": "administration"}],
}


async def test_a_program_drafts_submits_and_the_chair_admits(given: Given, client: httpx.AsyncClient) -> None:
    member, chair = await given.token(client, Role.MEMBER), await given.token(client, Role.CHAIR)
    motions = f"{(await given.district()).api}/motions"

    drafted = (await client.post(motions, json=MOTION, headers=member)).json()
    submitted = await client.post(f"{motions}/{drafted['id']}/submit", json={"version": 1}, headers=member)
    admitted = await client.post(f"{motions}/{drafted['id']}/admit", json={"version": 2}, headers=chair)

    assert submitted.json()["reference"] == "A-2026/001"
    assert admitted.json()["state"] == "admitted"


async def test_every_wrong_field_is_named(given: Given, client: httpx.AsyncClient) -> None:
    member = await given.token(client, Role.MEMBER)
    wrong = {"title": "ab", "field": "nonsense", "points": [{"text": "x", "audience": "moon"}], "id": "1"}

    answer = await client.post(f"{(await given.district()).api}/motions", json=wrong, headers=member)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {problem["field"] for problem in answer.json()["problems"]} == {"title", "field", "points-0-audience", "id"}


async def test_a_repeated_request_is_one_act(given: Given, client: httpx.AsyncClient) -> None:
    member = await given.token(client, Role.MEMBER) | {"Idempotency-Key": "once"}
    motions = f"{(await given.district()).api}/motions"

    first = await client.post(motions, json=MOTION, headers=member)
    second = await client.post(motions, json=MOTION, headers=member)

    assert first.json()["id"] == second.json()["id"]
    assert len((await client.get(motions, headers=member)).json()["motions"]) == 1


async def test_a_stale_version_is_a_conflict(given: Given, client: httpx.AsyncClient) -> None:
    member = await given.token(client, Role.MEMBER)
    motions = f"{(await given.district()).api}/motions"
    drafted = (await client.post(motions, json=MOTION, headers=member)).json()
    address = f"{motions}/{drafted['id']}"
    await client.put(address, json={**MOTION, "title": "Neuer Titel", "version": 1}, headers=member)

    answer = await client.put(address, json={**MOTION, "title": "Zu spät", "version": 1}, headers=member)

    assert answer.status_code == 409
    assert (await client.get(address, headers=member)).json()["title"] == "Neuer Titel"


async def test_motions_are_not_for_everybody(given: Given, client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{(await given.district()).api}/motions")

    assert answer.status_code == 401


async def test_what_waits_is_json_too(given: Given, client: httpx.AsyncClient) -> None:
    member = await given.token(client, Role.MEMBER)
    district = await given.district()
    await client.post(f"{district.api}/motions", json=MOTION, headers=member)

    waiting = (await client.get(f"{district.api}/todo", headers=member)).json()

    assert [todo["kind"] for todo in waiting] == ["finish_draft"]
