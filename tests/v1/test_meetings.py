"""Meetings and agenda as JSON."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from beirat.rules.permissions import Role
from tests.given import Given
from tests.meetings import CANARY, admitted_motion, convened_meeting, running_meeting

PLAN = {"starts_at": "2026-12-17T18:00", "ends_at": "2026-12-17T20:30", "location": "Kreishaus, Raum 2"}


async def asked(client: httpx.AsyncClient, method: str, url: str, headers: dict[str, str], **content: Any) -> Any:
    answer = await client.request(method, url, headers=headers, json=content or {})
    assert answer.status_code < 300, answer.text
    return answer.json()


async def test_a_program_plans_sets_the_agenda_and_invites(given: Given, client: httpx.AsyncClient) -> None:
    motion_id = await admitted_motion(given)
    office, api = await given.token(client, Role.OFFICE), (await given.district()).api

    meeting = await asked(client, "POST", f"{api}/meetings", office, **PLAN)
    items = f"{api}/meetings/{meeting['id']}/agenda-items"
    await asked(client, "POST", f"{items}/standard", office)
    await asked(client, "POST", items, office, heading="Personal", part="non_public")
    meeting = await asked(client, "POST", items, office, motion_id=str(motion_id))
    motion = next(item for item in meeting["items"] if item["kind"] == "motion")
    one = f"{api}/agenda-items/{motion['id']}"
    meeting = await asked(client, "POST", f"{one}/move", office, version=motion["version"], direction="up")
    moved = [item["kind"] for item in meeting["items"]].index("motion")
    invitation = await client.get(f"{api}/meetings/{meeting['id']}/invitation", headers=office)
    here = f"{api}/meetings/{meeting['id']}"
    convened = await asked(client, "POST", f"{here}/convene", office, version=meeting["version"])

    assert moved == 5
    assert invitation.json()["notice_period"]["finding"] == "ok"
    assert invitation.json()["announcement"]["non_public_items"] == 1
    assert "Personal" not in invitation.text
    assert convened["state"] == "convened"
    assert convened["items"][-1]["number"] == "N 1"


async def test_items_change_and_leave(given: Given, client: httpx.AsyncClient) -> None:
    office, api = await given.token(client, Role.OFFICE), (await given.district()).api
    meeting = await asked(client, "POST", f"{api}/meetings", office, **PLAN)
    items = f"{api}/meetings/{meeting['id']}/agenda-items"
    item = (await asked(client, "POST", items, office, heading="Alt"))["items"][0]
    one = f"{api}/agenda-items/{item['id']}"

    changed = await asked(client, "PUT", one, office, heading="Neu", part="public", version=item["version"])
    removed = await asked(client, "DELETE", one, office, version=changed["items"][0]["version"])

    assert changed["items"][0]["heading"] == "Neu"
    assert removed["items"] == []


async def test_a_motion_is_adjourned_and_taken_up_again(given: Given, client: httpx.AsyncClient) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await running_meeting(given, office, motion_ids=[await admitted_motion(given)])
    token, api = await given.token(client, viewer=office), (await given.district()).api
    item = (await client.get(f"{api}/meetings/{meeting_id}", headers=token)).json()["items"][1]
    one = f"{api}/agenda-items/{item['id']}"

    adjourned = await asked(client, "POST", f"{one}/adjourn", token, version=item["version"], reason="Zu spät")
    resumed = await asked(client, "POST", f"{one}/resume", token)

    assert adjourned["items"][1]["outcome_reason"] == "Zu spät"
    assert resumed["items"][1]["outcome"] is None


@pytest.mark.parametrize("role", [Role.ADMINISTRATION, Role.ADMINISTRATION_COORDINATOR, Role.ADMIN])
async def test_why_an_item_was_adjourned_is_told_to_the_board_alone(
    given: Given, client: httpx.AsyncClient, role: Role
) -> None:
    office, district = await given.account(Role.OFFICE), await given.district()
    meeting_id = await running_meeting(given, office, motion_ids=[await admitted_motion(given)])
    board, address = await given.token(client, viewer=office), f"{district.api}/meetings/{meeting_id}"
    item = (await client.get(address, headers=board)).json()["items"][1]
    path = f"{district.api}/agenda-items/{item['id']}/adjourn"
    await asked(client, "POST", path, board, version=item["version"], reason=CANARY)
    other = await given.account(role)
    await given.signed_in(client, viewer=other)

    shown = await client.get(address, headers=await given.token(client, viewer=other))
    page = await client.get(f"{district.intern}/sitzungen/{meeting_id}")

    assert shown.json()["items"][1]["outcome"] == "adjourned"
    assert page.status_code == 200
    assert CANARY not in shown.text + page.text
    assert CANARY in (await client.get(address, headers=board)).text


async def test_everything_wrong_is_named(given: Given, client: httpx.AsyncClient) -> None:
    office, api = await given.token(client, Role.OFFICE), (await given.district()).api
    wrong = {"starts_at": "gestern", "ends_at": "2026-12-17", "location": "", "secret": True}

    answer = await client.post(f"{api}/meetings", json=wrong, headers=office)

    assert answer.status_code == 422
    assert {problem["field"] for problem in answer.json()["problems"]} >= {"starts_at", "location", "secret"}


@pytest.mark.parametrize("end", ["9999-12-31T23:59", "2026-12-27T20:00"])
async def test_a_meeting_that_does_not_end_is_refused(given: Given, client: httpx.AsyncClient, end: str) -> None:
    office, api = await given.token(client, Role.OFFICE), (await given.district()).api

    answer = await client.post(f"{api}/meetings", json=PLAN | {"ends_at": end}, headers=office)

    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json()["problems"]] == [("ends_at", "meeting_too_long")]


async def test_a_time_with_an_offset_is_that_moment(given: Given, client: httpx.AsyncClient) -> None:
    office, api = await given.token(client, Role.OFFICE), (await given.district()).api
    times = {"starts_at": "2026-12-17T17:00:00Z", "ends_at": "2026-12-17T20:30:00+01:00"}

    meeting = await asked(client, "POST", f"{api}/meetings", office, **PLAN | times)

    assert meeting["starts_at"] == "2026-12-17T17:00:00Z"
    assert meeting["ends_at"] == "2026-12-17T19:30:00Z"


async def test_a_repeated_request_plans_one_meeting(given: Given, client: httpx.AsyncClient) -> None:
    office, api = await given.token(client, Role.OFFICE), (await given.district()).api
    once = office | {"Idempotency-Key": "einmal"}

    first = await asked(client, "POST", f"{api}/meetings", once, **PLAN)
    second = await asked(client, "POST", f"{api}/meetings", once, **PLAN)

    assert first["id"] == second["id"]
    assert len((await client.get(f"{api}/meetings", headers=office)).json()["coming"]) == 1


async def test_an_old_version_is_refused(given: Given, client: httpx.AsyncClient) -> None:
    office, api = await given.token(client, Role.OFFICE), (await given.district()).api
    meeting = await asked(client, "POST", f"{api}/meetings", office, **PLAN)
    await asked(client, "PUT", f"{api}/meetings/{meeting['id']}", office, **PLAN, version=1)

    answer = await client.put(f"{api}/meetings/{meeting['id']}", json=PLAN | {"version": 1}, headers=office)

    assert answer.status_code == 409


async def test_the_administration_reads_the_public_part_alone(given: Given, client: httpx.AsyncClient) -> None:
    await given.member()
    meeting_id = await convened_meeting(given, await given.account(Role.OFFICE), hidden=[CANARY])
    unit, api = await given.token(client, Role.ADMINISTRATION), (await given.district()).api

    listed = await client.get(f"{api}/meetings", headers=unit)
    shown = await client.get(f"{api}/meetings/{meeting_id}", headers=unit)

    assert listed.json()["coming"][0]["items"] == 1
    assert shown.json()["non_public_items"] == 1
    assert CANARY not in listed.text + shown.text
    assert (await client.get(f"{api}/meetings/{meeting_id}/invitation", headers=unit)).status_code == 403
    assert (await client.post(f"{api}/meetings", json=PLAN, headers=unit)).status_code == 403
