"""What programs read without a login: the same as the public pages, and nothing more."""

from __future__ import annotations

import httpx
import pytest

from beirat.rules.permissions import Role
from tests.given import Given
from tests.given_cases import AGREED, REJECTED, Cases
from tests.support.evening import running_evening
from tests.support.minutes import published

PUBLIC = "/api/v1/bodies/musterland/public"


async def test_the_list_tells_where_each_point_stands(given: Given, client: httpx.AsyncClient) -> None:
    cases = Cases.of(given)
    await cases.answered(await cases.assigned(), p1=AGREED, p3=REJECTED)

    answer = await client.get(f"{PUBLIC}/recommendations")

    assert answer.status_code == 200
    assert answer.json() == {
        "after": None,
        "lines": [
            {
                "key": "2026-001",
                "reference": "E-2026/001",
                "title": "Sprachkurse am Abend",
                "field": "language",
                "decided_on": "2026-11-05",
                "handling": "partly_answered",
                "answer_state": "partly",
                "sent_on": "2026-12-03",
                "received_on": "2026-12-03",
                "due_on": "2027-03-03",
                "answered_on": None,
                "points_answered": 2,
                "points": [
                    {"number": 1, "state": "agreed"},
                    {"number": 2, "state": "open"},
                    {"number": 3, "state": "rejected"},
                ],
            }
        ],
    }


async def test_one_recommendation_brings_answers_and_history(given: Given, client: httpx.AsyncClient) -> None:
    cases = Cases.of(given)
    await cases.answered(await cases.assigned(), p1=AGREED)

    page = (await client.get(f"{PUBLIC}/recommendations/2026-001")).json()

    assert page["points"][0]["answers"][0]["text"] == AGREED.text
    assert page["points"][0]["unit"] == "Fachdienst Soziales"
    assert page["origin"]["mover"] == ""
    assert [event["kind"] for event in page["happenings"]] == ["handed_over", "received", "position_given"]


async def test_no_answer_tells_an_id(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    await evening.vote()
    await evening.close()

    for path in (
        "recommendations",
        "recommendations/2026-001",
        "recommendations/counts",
        "meetings",
        "meetings/2024-s1",
    ):
        text = (await client.get(f"{PUBLIC}/{path}")).text
        assert "-7" not in text  # every id of ours is a UUID of version 7
        assert "_id" not in text


async def test_the_list_goes_on_after_its_last_key(given: Given, client: httpx.AsyncClient) -> None:
    cases = Cases.of(given)
    for _ in range(3):
        await cases.decided()

    first = (await client.get(f"{PUBLIC}/recommendations?limit=2")).json()
    second = (await client.get(f"{PUBLIC}/recommendations?limit=2&after={first['after']}")).json()

    assert [line["key"] for line in first["lines"] + second["lines"]] == ["2026-003", "2026-002", "2026-001"]
    assert second["after"] is None


async def test_meetings_come_with_their_results(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    coming = (await client.get(f"{PUBLIC}/meetings/coming")).json()
    await evening.vote(yes=9, no=1, abstained=1)
    await evening.close()

    past = (await client.get(f"{PUBLIC}/meetings")).json()
    before = (await client.get(f"{PUBLIC}/meetings/2024-s1")).json()
    await published(evening)
    page = (await client.get(f"{PUBLIC}/meetings/2024-s1")).json()

    assert [line["key"] for line in coming] == [line["key"] for line in past["lines"]] == ["2024-s1"]
    assert before["items"][0]["decisions"] == []
    counted = page["items"][0]["decisions"][0]["count"]
    assert {name: counted[name] for name in ("yes", "no", "abstained", "invalid", "outcome")} == {
        "yes": 9,
        "no": 1,
        "abstained": 1,
        "invalid": 0,
        "outcome": "adopted",
    }
    assert page["items"][0]["recommendations"] == ["2026-001"]
    assert page["non_public_items"] == 1
    assert page["present"] == 11


@pytest.mark.parametrize("path, status", [
    ("recommendations/2026-999", 404),
    ("recommendations/x", 404),
    ("recommendations?after=x", 404),
    ("recommendations?limit=0", 400),
    ("recommendations?limit=101", 400),
    ("recommendations?field=quatsch", 400),
    ("meetings/2024-s99", 404),
    ("meetings?after=2024-s99", 404),
])  # fmt: skip
async def test_what_is_wrong_is_said_as_problem_json(
    given: Given, client: httpx.AsyncClient, path: str, status: int
) -> None:
    await given.district()

    answer = await client.get(f"{PUBLIC}/{path}")

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


async def test_a_login_shows_nothing_more(given: Given, client: httpx.AsyncClient) -> None:
    cases = Cases.of(given)
    await cases.drafted(await cases.assigned(), 1, AGREED, by=await cases.account(Role.ADMINISTRATION_COORDINATOR))
    before = (await client.get(f"{PUBLIC}/recommendations/2026-001")).json()

    token = await given.token(client, Role.OFFICE)

    assert (await client.get(f"{PUBLIC}/recommendations/2026-001", headers=token)).json() == before


async def test_the_interface_is_described_and_needs_no_login(client: httpx.AsyncClient) -> None:
    schema = (await client.get("/schema/openapi.json")).json()

    described = {path for path in schema["paths"] if "/public/" in path}
    assert len(described) == 7
    for path in described:
        assert schema["paths"][path]["get"]["security"] == [{}]
    content = schema["paths"]["/api/v1/bodies/{slug}/public/recommendations"]["get"]["responses"]["200"]["content"]
    name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert set(schema["components"]["schemas"][name]["properties"]) == {"lines", "after"}


async def test_a_moment_is_told_in_utc(given: Given, client: httpx.AsyncClient) -> None:
    await running_evening(given)

    line = (await client.get(f"{PUBLIC}/meetings/coming")).json()[0]

    assert line["starts_at"] == "2026-12-17T17:00:00Z"
