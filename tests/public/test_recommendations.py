"""Which recommendations the public sees, and how much of them; asked of the door and of the pages."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import httpx
import pytest
from sqlmodel import select

from beirat.actions import publication, recommendations
from beirat.database import Database
from beirat.queries.public import cases as page_queries
from beirat.queries.public import recommendations as queries
from beirat.queries.public.cases import RecommendationPage
from beirat.queries.public.recommendations import Counts, Lines, PointState, read_key
from beirat.queries.public.states import AnswerState
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.errors import NotFound
from beirat.rules.meetings import Part
from beirat.rules.motions import Field
from beirat.rules.permissions import Public, Role
from beirat.tables.answers import AnswerEntry
from beirat.tables.motions import Motion
from beirat.tables.people import Person
from beirat.tables.publication import Published
from beirat.tables.recommendations import Recommendation
from beirat.tables.resolutions import Resolution
from tests.given import Given
from tests.given_cases import AGREED, REJECTED, Cases, Decided
from tests.support.evening import Evening, running_evening

LIST = "/musterland/de/empfehlungen"


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def seen(given: Given, **narrowed: object) -> Lines:
    district = await given.district()
    async with given.database.read() as db:
        return await queries.recommendations(db, Public(district.body.id), now=given.now, **narrowed)


async def keys(given: Given, **narrowed: object) -> list[str]:
    return [line.key for line in (await seen(given, **narrowed)).lines]


async def counted(given: Given) -> Counts:
    district = await given.district()
    async with given.database.read() as db:
        return await queries.counts(db, Public(district.body.id), now=given.now)


async def page_of(given: Given, key: str = "2026-001") -> RecommendationPage:
    district = await given.district()
    async with given.database.read() as db:
        return await page_queries.recommendation_page(db, Public(district.body.id), key, now=given.now)


async def only_recommendation(given: Given) -> UUID:
    district = await given.district()
    async with given.database.read() as db:
        found = select(Recommendation.id).where(Recommendation.body_id == district.body.id)
        return (await db.exec(found)).one()


async def closed_evening(given: Given, **vote: object) -> Evening:
    """The board adopted a motion of three points, the last one for itself, and the meeting is closed."""
    evening = await running_evening(given)
    await evening.vote(**vote)
    await evening.close()
    return evening


async def test_nothing_is_public_while_the_meeting_runs(given: Given) -> None:
    evening = await running_evening(given)
    await evening.vote()

    assert await keys(given) == []
    with pytest.raises(NotFound):
        await page_of(given)

    await evening.close()

    assert await keys(given) == ["2026-001"]


async def test_what_was_decided_in_the_non_public_part_is_never_seen(given: Given, cases: Cases) -> None:
    await cases.decided(part=Part.NON_PUBLIC)

    assert await keys(given) == []
    assert (await counted(given)).number() == 0
    with pytest.raises(NotFound):
        await page_of(given)


async def test_an_annulled_recommendation_is_gone(given: Given, cases: Cases, database: Database) -> None:
    made = await cases.decided()
    office = await cases.account(Role.OFFICE)

    async with database.write() as db:
        row = (
            await db.exec(
                select(Recommendation).where(Recommendation.body_id == office.body_id, Recommendation.id == made)
            )
        ).one()
        of_resolution = select(Resolution).where(
            Resolution.body_id == office.body_id, Resolution.id == row.resolution_id
        )
        resolution = (await db.exec(of_resolution)).one()
        await recommendations.annul_of(db, resolution, actor=office, now=given.now)

    assert await keys(given) == []
    with pytest.raises(NotFound):
        await page_of(given)


async def test_a_withdrawn_publication_is_gone(given: Given, cases: Cases, database: Database) -> None:
    made, district = await cases.decided(), await given.district()

    async with database.write() as db:
        await publication.withdraw(db, Published.RECOMMENDATION, made, body_id=district.body.id, now=given.now)

    assert await keys(given) == []


async def test_under_an_embargo_nothing_is_seen_until_it_ends(given: Given, cases: Cases, database: Database) -> None:
    made, district = await cases.decided(), await given.district()
    later = given.now + timedelta(hours=2)
    async with database.write() as db:
        await publication.publish(
            db, Published.RECOMMENDATION, made, body_id=district.body.id, visible_from=later, now=given.now
        )

    assert await keys(given) == []
    given.clock.move(hours=2)
    assert await keys(given) == ["2026-001"]


async def test_another_district_sees_nothing_of_it(given: Given, cases: Cases, client: httpx.AsyncClient) -> None:
    await cases.decided()
    await given.body("nebenan")

    assert (await client.get("/nebenan/de/empfehlungen/2026-001")).status_code == 404
    assert "Noch hat der Beirat nichts empfohlen." in (await client.get("/nebenan/de/empfehlungen")).text


async def test_a_draft_answer_is_never_seen_and_its_release_is(
    given: Given, cases: Cases, client: httpx.AsyncClient
) -> None:
    made = await cases.assigned()
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    await cases.drafted(made, 1, AGREED, by=coordinator)

    before = await client.get(f"{LIST}/2026-001")
    await cases.released(made, 1, by=coordinator)
    after = await client.get(f"{LIST}/2026-001")

    assert AGREED.text not in before.text
    assert AGREED.text in after.text
    assert '<blockquote lang="de" dir="ltr">' in after.text


async def test_every_answer_stays_with_its_day(given: Given, cases: Cases) -> None:
    later = AnswerEntry(
        position=Position.DEFERRED, text="Später.", reason=ReasonCode.STAFF, deferred_until=date(2027, 3, 1)
    )
    made = await cases.assigned()
    await cases.answered(made, p1=later)
    given.clock.move(days=10)
    await cases.answered(made, p1=AGREED)

    first = (await page_of(given)).points[0]

    assert [(answer.on, answer.position) for answer in first.answers] == [
        (date(2026, 12, 13), Position.AGREED),
        (date(2026, 12, 3), Position.DEFERRED),
    ]
    assert first.answers[1].deferred_until == date(2027, 3, 1)
    assert first.unit == "Fachdienst Soziales"


async def test_points_for_the_board_itself_and_rejected_ones_are_not_part_of_it(given: Given) -> None:
    await closed_evening(given, points=[{"yes": 11}, {"no": 11}, {"yes": 11}])

    page = await page_of(given)

    assert [point.number for point in page.points] == [1]
    assert page.decision is not None
    assert [(point.number, point.is_adopted) for point in page.decision.points] == [(1, True), (2, False), (3, True)]
    assert [point.count and point.count.no for point in page.decision.points] == [0, 11, 0]


async def test_one_ballot_on_everything_is_told_once(given: Given, client: httpx.AsyncClient) -> None:
    await closed_evening(given, yes=9, no=1, abstained=1)

    page = await client.get(f"{LIST}/2026-001")

    assert "Gemeinsam abgestimmt:<br>9 Ja, 1 Nein, 1 Enthaltung" in page.text


@pytest.mark.parametrize("wants, given_on, withdrawn_on, is_named", [
    (True, date(2026, 1, 1), None, True),
    (True, date(2026, 1, 1), date(2025, 12, 31), True),
    (True, date(2026, 1, 1), date(2026, 6, 1), False),
    (True, date(2026, 1, 1), date(2026, 1, 1), False),
    (True, None, None, False),
    (False, date(2026, 1, 1), None, False),
])  # fmt: skip
async def test_the_mover_is_named_only_by_wish_and_standing_consent(
    given: Given,
    client: httpx.AsyncClient,
    database: Database,
    wants: bool,
    given_on: date | None,
    withdrawn_on: date | None,
    is_named: bool,
) -> None:
    evening = await closed_evening(given)
    body_id, person_id = evening.chair.body_id, evening.chair.person_id
    async with database.write() as db:
        person = (await db.exec(select(Person).where(Person.body_id == body_id, Person.id == person_id))).one()
        person.family_name, person.name_consent_on, person.name_consent_withdrawn_on = (
            "Unverwechselbar",
            given_on,
            withdrawn_on,
        )
        motion = (await db.exec(select(Motion).where(Motion.body_id == body_id))).one()
        motion.name_public = wants

    page = await client.get(f"{LIST}/2026-001")

    assert ("Unverwechselbar" in page.text) is is_named
    assert ("aus der Mitte des Beirats" in page.text) is not is_named


async def test_the_list_goes_on_part_by_part_without_gap_or_double(given: Given, cases: Cases) -> None:
    for number in range(5):
        await cases.decided(title=f"Empfehlung Nummer {number}")

    parts, after = [], None
    while True:
        part = await seen(given, limit=2, after=after)
        parts.append([line.key for line in part.lines])
        if part.after is None:
            break
        after = read_key(part.after)

    assert parts == [["2026-005", "2026-004"], ["2026-003", "2026-002"], ["2026-001"]]


async def test_filters_and_counts_agree_and_the_counts_add_up(given: Given, cases: Cases) -> None:
    await cases.decided()
    await cases.sent(await cases.decided())
    await cases.received(await cases.decided())
    await cases.answered(await cases.assigned(await cases.received(await cases.decided())), p1=AGREED)
    one = await cases.decided((Decided("Nur das."),))
    await cases.answered(await cases.assigned(await cases.received(one), p1="FD 40"), p1=REJECTED)

    counts = await counted(given)

    assert counts.by_state(None) == {
        AnswerState.NOT_HANDED_OVER: 1,
        AnswerState.WAITING: 2,
        AnswerState.PARTLY: 1,
        AnswerState.ANSWERED: 1,
        AnswerState.FORWARDED: 0,
        AnswerState.ENDED: 0,
    }
    assert counts.number() == sum(counts.by_state(None).values()) == sum(counts.by_field(None).values()) == 5
    for state in AnswerState:
        found = (await seen(given, state=state)).lines
        assert len(found) == counts.number(state=state) == counts.by_state(Field.LANGUAGE)[state]
        assert {line.answer_state for line in found} <= {state}
    assert await keys(given, field=Field.HOUSING) == []


async def test_the_list_says_where_each_point_stands(given: Given, cases: Cases) -> None:
    made = await cases.assigned()
    await cases.answered(made, p1=AGREED, p3=REJECTED)

    brief = (await seen(given)).lines[0].points

    assert [(point.number, point.state) for point in brief] == [
        (1, PointState.AGREED),
        (2, PointState.OPEN),
        (3, PointState.REJECTED),
    ]


@pytest.mark.parametrize("query", ["?stand=quatsch", "?handlungsfeld=language", "?nach=1", "?nach=2026-00x"])
async def test_a_filter_that_does_not_exist_is_not_found(given: Given, client: httpx.AsyncClient, query: str) -> None:
    await given.district()

    assert (await client.get(LIST + query)).status_code == 404


async def test_an_empty_choice_says_what_to_do_next(given: Given, cases: Cases, client: httpx.AsyncClient) -> None:
    await cases.decided()

    page = await client.get(f"{LIST}?handlungsfeld=wohnen")

    assert page.status_code == 200
    assert "Dazu gibt es keine Empfehlung." in page.text


@pytest.mark.parametrize(
    "key", ["2026-999", "2026-1", "2026-001x", "０２６-001", "0000-001", "2026-0000001", "--", "E-2026"]
)
async def test_an_address_that_names_no_recommendation_is_not_found(
    given: Given, cases: Cases, client: httpx.AsyncClient, key: str
) -> None:
    await cases.decided()

    assert (await client.get(f"{LIST}/{key}")).status_code == 404


async def test_hostile_text_is_shown_harmlessly(given: Given, cases: Cases, client: httpx.AsyncClient) -> None:
    await cases.decided((Decided("<script>alert(1)</script>"),), title='"><img src=x onerror=alert(1)>')

    for path in (LIST, f"{LIST}/2026-001", "/musterland/de/"):
        page = (await client.get(path)).text
        assert "<img src=x" not in page
        assert "<script>alert" not in page
