"""Recommendations as JSON."""

from __future__ import annotations

import httpx
import pytest

from beirat.actions import recommendations
from beirat.rules.permissions import Role
from beirat.tables.recommendations import Forwarding
from tests.given import Given
from tests.given_cases import Cases


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def test_a_program_hands_over_confirms_assigns_and_forwards(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity, district = await cases.decided(), await given.district()
    office = await given.token(client, Role.OFFICE)
    coordinator = await given.token(client, Role.ADMINISTRATION_COORDINATOR)
    here, unit = f"{district.api}/recommendations/{identity}", str(district.unit_ids["FD 50"])

    async def step(name: str, headers: dict[str, str], **fields: object) -> dict[str, object]:
        version = (await client.get(here, headers=office)).json()["version"]
        answer = await client.post(f"{here}/{name}", json={"version": version, **fields}, headers=headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found

    sent = await step("hand-over", office)
    received = await step("confirm-receipt", coordinator, received_on="2026-12-03", file_reference="LB 7")
    await step("assign", coordinator, units=[{"number": 1, "unit_id": unit}, {"number": 2, "unit_id": unit}])
    await step("points/3/assign", coordinator, unit_id=unit)
    forwarded = await step("forward", coordinator, numbers=[2], to="Kultusministerium")

    assert (sent["handling"], sent["due_on"], sent["waiting_days"]) == ("sent", None, None)
    assert (received["due_on"], received["waiting_days"]) == ("2027-03-03", 0)
    points = forwarded["points"]
    assert isinstance(points, list)
    assert [point["unit"] for point in points] == ["Fachdienst Soziales"] * 3
    assert [point["forwarded_to"] for point in points] == ["", "Kultusministerium", ""]


async def test_a_unit_reads_its_points_and_nothing_of_others(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned(await cases.received(), p1="FD 50", p2="FD 40")
    unit = await given.token(client, viewer=await cases.account(Role.ADMINISTRATION, "FD 40"))

    answer = await client.get(f"{(await given.district()).api}/recommendations/{identity}", headers=unit)

    assert [point["number"] for point in answer.json()["points"]] == [2]
    assert "Abendkurse anbieten." not in answer.text


async def test_a_unit_reads_of_an_event_only_its_own_points(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned(await cases.received(), p1="FD 50", p2="FD 40", p3="FD 40")
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    passed_on = Forwarding(version=await cases.version(identity), numbers=[1, 2], to="Land")
    async with given.database.write() as db:
        await recommendations.forward(db, identity, passed_on, actor=coordinator, now=given.now)
    unit = await given.token(client, viewer=await cases.account(Role.ADMINISTRATION, "FD 40"))

    answer = await client.get(f"{(await given.district()).api}/recommendations/{identity}", headers=unit)

    assert [event["points"] for event in answer.json()["events"] if event["points"]] == [[2]]


async def test_a_point_zero_cannot_be_assigned(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.received()
    coordinator = await given.token(client, viewer=await cases.account(Role.ADMINISTRATION_COORDINATOR))
    district = await given.district()
    entered = {"version": await cases.version(identity), "unit_id": str(district.unit_ids["FD 50"])}

    wrong, right = [
        await client.post(
            f"{district.api}/recommendations/{identity}/points/{n}/assign", json=entered, headers=coordinator
        )
        for n in (0, 1)
    ]

    assert (wrong.status_code, right.status_code) == (404, 200)


async def test_lists_follow_the_filters(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    sent, _ = await cases.sent(), await cases.decided()
    office = await given.token(client, Role.OFFICE)
    address = f"{(await given.district()).api}/recommendations"

    found = await client.get(address, params={"handling": "sent", "field": "language"}, headers=office)
    none = await client.get(address, params={"field": "work"}, headers=office)

    assert [one["id"] for one in found.json()["recommendations"]] == [str(sent)]
    assert none.json() == {"recommendations": [], "next": None}


async def test_every_wrong_field_is_named(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity, office = await cases.decided(), await given.token(client, Role.OFFICE)
    here = f"{(await given.district()).api}/recommendations/{identity}/hand-over"

    answer = await client.post(here, json={"version": "x", "sent_on": "gestern", "colour": 1}, headers=office)

    assert answer.status_code == 422
    assert {problem["field"] for problem in answer.json()["problems"]} == {"version", "sent_on", "colour"}


async def test_a_date_in_the_future_is_refused_with_its_field(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity, office = await cases.decided(), await given.token(client, Role.OFFICE)
    here = f"{(await given.district()).api}/recommendations/{identity}/hand-over"

    answer = await client.post(here, json={"version": 2, "sent_on": "2027-01-01"}, headers=office)

    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert (problem["field"], problem["code"]) == ("sent_on", "date_in_future")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER, Role.MINUTE_TAKER])
async def test_who_may_not_hand_over_is_told_so(
    cases: Cases, given: Given, client: httpx.AsyncClient, role: Role
) -> None:
    identity, headers = await cases.decided(), await given.token(client, role)
    here = f"{(await given.district()).api}/recommendations/{identity}/hand-over"

    assert (await client.post(here, json={"version": 2}, headers=headers)).status_code == 403


async def test_without_a_login_nothing_is_told(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.decided()

    answer = await client.get(f"{(await given.district()).api}/recommendations/{identity}")

    assert answer.status_code == 401
    assert "Sprachkurse" not in answer.text
