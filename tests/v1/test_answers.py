"""Answers as JSON."""

from __future__ import annotations

import httpx
import pytest

from beirat.rules.permissions import Role
from tests.given import Given
from tests.given_cases import AGREED, Cases

YES = {"position": "agreed", "text": "Wir richten zwei Kurse ein."}


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def test_a_unit_drafts_and_submits_and_the_coordinator_releases(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    unit = await given.token(client, viewer=await cases.account(Role.ADMINISTRATION))
    coordinator = await given.token(client, Role.ADMINISTRATION_COORDINATOR)
    here = f"{(await given.district()).api}/recommendations/{identity}/answers"

    drafted = await client.put(f"{here}/1", json=YES, headers=unit)
    submitted = await client.post(f"{here}/submit", json={"numbers": [1]}, headers=unit)
    version = submitted.json()["answers"][0]["version"]
    early = await client.post(f"{here}/release", json={"points": [{"number": 1, "version": version}]}, headers=unit)
    released = await client.post(
        f"{here}/release", json={"points": [{"number": 1, "version": version}]}, headers=coordinator
    )

    assert drafted.json()["answers"][0]["version"] == 1
    assert submitted.json()["answers"][0]["state"] == "awaiting_release"
    assert early.json()["problems"][0]["code"] == "release_required"
    assert released.json()["handling"] == "partly_answered"
    assert released.json()["points"][0]["answer"] == YES["text"]


async def test_a_stale_draft_is_a_conflict_that_shows_what_is_kept(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)
    headers = await given.token(client, viewer=unit)
    here = f"{(await given.district()).api}/recommendations/{identity}/answers/1"

    answer = await client.put(here, json={**YES, "version": 0}, headers=headers)

    assert answer.status_code == 409
    assert AGREED.text in answer.text


@pytest.mark.parametrize("number", [0, -1, 4, 10**30])
async def test_a_point_that_is_not_there_is_not_found(
    cases: Cases, given: Given, client: httpx.AsyncClient, number: int
) -> None:
    identity = await cases.assigned()
    unit = await given.token(client, viewer=await cases.account(Role.ADMINISTRATION))
    address = f"{(await given.district()).api}/recommendations/{identity}/answers/{number}"

    answer = await client.put(address, json={"text": "Ja."}, headers=unit)

    assert answer.status_code == 404


async def test_what_is_missing_is_named_per_point(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    headers = await given.token(client, viewer=unit)
    here = f"{(await given.district()).api}/recommendations/{identity}/answers"
    await client.put(f"{here}/2", json={"position": "rejected"}, headers=headers)

    answer = await client.post(f"{here}/submit", json={"numbers": [2]}, headers=headers)

    assert answer.status_code == 422
    assert {problem["field"] for problem in answer.json()["problems"]} == {"2-text", "2-reason"}


async def test_questions_replies_and_interim_messages(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.assigned()
    unit = await given.token(client, viewer=await cases.account(Role.ADMINISTRATION))
    office = await given.token(client, Role.OFFICE)
    here = f"{(await given.district()).api}/recommendations/{identity}"
    handlings = []

    steps = (("interim-message", unit), ("ask-board", unit), ("accept-query", office), ("reply-to-query", office))
    for name, headers in steps:
        version = (await client.get(here, headers=office)).json()["version"]
        said = {} if name == "accept-query" else {"text": "Ein Satz."}
        told = await client.post(f"{here}/{name}", json={"version": version, **said}, headers=headers)
        handlings.append(told.json()["handling"])

    assert handlings == ["interim", "interim", "query", "interim"]


async def test_a_draft_is_given_back_with_a_reason(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)
    await cases.handed_in(identity, 1, by=unit)
    coordinator = await given.token(client, Role.ADMINISTRATION_COORDINATOR)
    here = f"{(await given.district()).api}/recommendations/{identity}/answers/1/return"

    answer = await client.post(here, json={"version": 2, "reason": "Bitte ein Datum."}, headers=coordinator)

    draft = answer.json()["answers"][0]
    assert (draft["state"], draft["return_note"]) == ("draft", "Bitte ein Datum.")


async def test_the_coordinator_decides_who_releases(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    district, unit = await given.district(), await given.token(client, viewer=await cases.account(Role.ADMINISTRATION))
    coordinator = await given.token(client, Role.ADMINISTRATION_COORDINATOR)
    here = f"{district.api}/units/{district.unit_ids['FD 50']}/release-rule"

    refused = await client.put(here, json={"may_release": True}, headers=unit)
    allowed = await client.put(here, json={"may_release": True}, headers=coordinator)

    assert refused.status_code == 403
    assert [one["may_release"] for one in allowed.json()["units"]] == [True, False]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.MEMBER, Role.ADMIN])
async def test_drafts_are_the_administrations_alone(
    cases: Cases, given: Given, client: httpx.AsyncClient, role: Role
) -> None:
    identity = await cases.assigned()
    await cases.drafted(identity, 1, AGREED, by=await cases.account(Role.ADMINISTRATION))
    headers = await given.token(client, role)

    answer = await client.get(f"{(await given.district()).api}/recommendations/{identity}/answers", headers=headers)

    assert answer.status_code == 403
    assert AGREED.text not in answer.text
