"""A meeting is run, written up, signed and published by a program."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from beirat.rules.permissions import Role
from tests.given import Given
from tests.support.evening import Evening, running_evening

MOTION, REPORT = "Sprachkurse am Abend", "Bericht der Verwaltung"
COUNT = {"yes": 9, "no": 1, "abstained": 1}


class Program:
    """A program that is signed in."""

    def __init__(self, client: httpx.AsyncClient, api: str, header: dict[str, str]) -> None:
        self.client, self.api, self.header = client, api, header

    async def get(self, path: str, status: int = 200) -> Any:
        answer = await self.client.get(f"{self.api}{path}", headers=self.header)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def send(
        self, path: str, content: dict[str, Any], status: int = 200, *, method: str = "POST", **more: str
    ) -> Any:
        header = {**self.header, **{name.replace("_", "-"): value for name, value in more.items()}}
        answer = await self.client.request(method, f"{self.api}{path}", json=content, headers=header)
        assert answer.status_code == status, answer.text
        return answer.json()


async def program(given: Given, client: httpx.AsyncClient, evening: Evening, *, chair: bool = False) -> Program:
    header = await given.token(client, viewer=evening.chair if chair else evening.office)
    return Program(client, (await given.district()).api, header)


async def motion_vote(at: Program, evening: Evening, **changes: Any) -> dict[str, Any]:
    motion = await at.get(f"/motions/{evening.motions[MOTION]}")
    points = [{"number": point["number"], "wording": point["text"]} for point in motion["points"]]
    return {"version": motion["version"], "points": points, **COUNT, **changes}


async def test_presence_is_recorded_and_counted(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given, there=False)
    at = await program(given, client, evening)
    first, second, *others = (str(one) for one in evening.people)
    meeting = f"/meetings/{evening.meeting_id}"

    await at.send(f"{meeting}/absences", {"person_ids": [first]})
    await at.send(f"{meeting}/arrivals", {"person_ids": [second, *others], "at": "18:00"})
    left = await at.send(f"{meeting}/departures", {"person_ids": [second], "at": "18:05"})

    assert (left["present"], left["needed"], left["has_quorum"]) == (9, 8, True)
    states = {member["person_id"]: [entry["state"] for entry in member["entries"]] for member in left["members"]}
    assert (states[first], states[second]) == (["excused"], ["present"])
    entry = next(one for one in left["members"] if one["person_id"] == second)["entries"][0]
    removed = await at.send(f"{meeting}/attendance/{entry['id']}/remove", {"version": entry["version"]})
    assert next(one for one in removed["members"] if one["person_id"] == second)["entries"] == []


async def test_an_entry_is_corrected_with_its_version(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    at = await program(given, client, evening)
    path = f"/meetings/{evening.meeting_id}/attendance"
    entry = (await at.get(path))["members"][0]["entries"][0]
    change = {"came_at": "18:02"}

    corrected = await at.send(f"{path}/{entry['id']}", change, method="PUT", if_match=str(entry["version"]))
    stale = await at.send(f"{path}/{entry['id']}", {**change, "version": entry["version"]}, 409, method="PUT")

    assert corrected["members"][0]["entries"][0]["came_at"].startswith("2026-12-17T17:02")
    assert stale["problems"][0]["code"] == "stale_version"


async def test_a_motion_is_decided_and_undone(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    at = await program(given, client, evening)
    path = f"/agenda-items/{evening.items[MOTION]}/motions/{evening.motions[MOTION]}/ballots"
    vote = await motion_vote(at, evening)

    made = await at.send(path, vote, 201, Idempotency_Key="once")
    again = await at.send(path, vote, 201, Idempotency_Key="once")
    listed = await at.get(f"/meetings/{evening.meeting_id}/resolutions")
    undone = await at.send(f"/resolutions/{made['id']}/annul", {"version": made["version"]})

    assert (made["outcome"], made["recommendation"], made["unanimous"]) == ("adopted", "E-2026/001", False)
    assert made["ballots"][0]["tally"] == {**COUNT, "invalid": 0, "not_voting": 0, "excluded": 0}
    assert again["id"] == made["id"]
    assert [one["id"] for one in listed["resolutions"]] == [made["id"]]
    assert undone["annulled_at"] is not None
    assert (await at.get(f"/resolutions/{made['id']}"))["recommendation"] == ""


async def test_every_wrong_count_and_every_unknown_field_is_named(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    at = await program(given, client, evening)
    path = f"/agenda-items/{evening.items[MOTION]}/motions/{evening.motions[MOTION]}/ballots"
    vote = await motion_vote(at, evening, order="point_by_point")
    vote["points"] = [{**point, "yes": 10 + place} for place, point in enumerate(vote["points"])]

    counted = await at.send(path, vote, 422)
    shaped = await at.send(path, {**vote, "yes": -1, "secret": True}, 422)

    assert [one["field"] for one in counted["problems"]] == ["points-0-yes", "points-2-yes"]
    assert counted["problems"][0]["sentence"].startswith("Gezählt sind 10 Stimmen, anwesend sind 11")
    assert {one["field"] for one in shaped["problems"]} == {"yes", "secret"}


async def test_a_report_gets_a_free_resolution_and_misc_none(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    at = await program(given, client, evening)
    vote = {"wording": "Der Beirat dankt.", "yes": 11}

    made = await at.send(f"/agenda-items/{evening.items[REPORT]}/ballots", vote, 201)
    refused = await at.send(f"/agenda-items/{evening.items['Verschiedenes']}/ballots", vote, 422)

    assert (made["points"][0]["wording"], made["unanimous"]) == ("Der Beirat dankt.", True)
    assert refused["problems"][0]["code"] == "no_ballot_here"


async def test_a_task_is_listed_and_completed(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    await evening.vote()
    at = await program(given, client, evening)
    task = (await at.get("/tasks"))["tasks"][0]

    done = await at.send(f"/tasks/{task['id']}/complete", {"version": task["version"], "note": "Erledigt"})

    assert (task["done_on"], done["done_on"], done["note"]) == (None, "2026-12-17", "Erledigt")


async def test_text_is_written_with_its_version_and_a_conflict_is_told(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    at = await program(given, client, evening)
    texts = (await at.get(f"/meetings/{evening.meeting_id}/courses"))["texts"]
    version = next(one["version"] for one in texts if one["item_id"] == str(evening.items[REPORT]))
    path = f"/agenda-items/{evening.items[REPORT]}/course"

    written = await at.send(path, {"version": version, "course": "Bericht."}, method="PUT")
    stale = await at.send(path, {"version": version, "course": "Anderes."}, 409, method="PUT")

    assert (written["course"], written["version"]) == ("Bericht.", version + 1)
    assert stale["problems"][0]["code"] == "stale_version"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_minutes_are_printed_checked_signed_distributed_and_fetched(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await running_evening(given)
    await evening.vote()
    await evening.close()
    office, chair = await program(given, client, evening), await program(given, client, evening, chair=True)
    path = f"/meetings/{evening.meeting_id}/minutes"

    draft = await office.get(path)
    printed = await office.send(f"{path}/print", {"version": draft["version"]})
    reviewed = await office.send(f"{path}/hand-to-chair", {"version": printed["version"]})
    shown = {"version": reviewed["version"], "internal_sha256": printed["internal"]["sha256"]}
    forbidden = await office.send(f"{path}/sign", shown, 403)
    signed = await chair.send(f"{path}/sign", shown)
    early = await office.send(f"{path}/prepare", {"version": signed["version"]}, 422)
    sent = await office.send(f"{path}/distribute", {"version": signed["version"], "distributed_on": "2026-12-17"})
    file = await client.get(f"{office.api}/attachments/{sent['internal']['id']}", headers=office.header)

    states = [one["state"] for one in (draft, printed, reviewed, signed, sent)]
    assert states == ["draft", "draft", "chair_review", "signed", "distributed"]
    assert forbidden["problems"][0]["code"] == "not_permitted"
    assert early["problems"][0]["code"] == "minutes_not_approved"
    assert (sent["signing"], sent["objections_until"]) == ("electronic", "2026-12-31")
    assert sent["internal"]["visibility"] == "internal"
    assert file.content.startswith(b"%PDF-")


async def test_others_are_told_that_there_is_nothing(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    resolution = await evening.vote()
    header = await given.token(client, Role.ADMINISTRATION)
    at = Program(client, (await given.district()).api, header)

    for path in (
        f"/meetings/{evening.meeting_id}/attendance",
        f"/meetings/{evening.meeting_id}/resolutions",
        f"/meetings/{evening.meeting_id}/courses",
        f"/meetings/{evening.meeting_id}/minutes",
        f"/resolutions/{resolution.id}",
        f"/attachments/{resolution.id}",
        "/tasks",
    ):
        assert (await at.get(path, 404))["problems"][0]["code"] == "not_found"
