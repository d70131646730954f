"""Recording a ballot: what is counted, what is refused, and what follows from it."""

from __future__ import annotations

import asyncio
from datetime import date, time
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from beirat.actions import agenda, attendance, ballots, resolutions
from beirat.queries import agenda as agenda_queries
from beirat.queries import resolutions as queries
from beirat.queries import tasks as task_queries
from beirat.rules.cases import Handling
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.meetings import ItemKind, ItemOutcome
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Role
from beirat.rules.recommendations import CaseStep
from beirat.rules.resolutions import ResolutionOutcome
from beirat.rules.voting import Outcome
from beirat.tables.agenda import ItemAdjournment
from beirat.tables.attendance import Departure
from beirat.tables.ballots import Ballot, ItemVote
from beirat.tables.motions import Motion
from beirat.tables.people import Membership
from beirat.tables.recommendations import Recommendation, RecommendationPoint
from beirat.tables.resolutions import Annulment
from tests.given import Given
from tests.given_cases import Cases
from tests.support.evening import Evening, planned_evening, running_evening

MOTION = "Sprachkurse am Abend"


async def motion_state(evening: Evening, title: str = MOTION) -> MotionState:
    async with evening.given.database.read() as db:
        query = select(Motion.state).where(
            Motion.body_id == evening.office.body_id, Motion.id == evening.motions[title]
        )
        return (await db.exec(query)).one()


async def recommended(evening: Evening) -> list[tuple[str, list[int]]]:
    """References of the recommendations that stand, with the numbers of their points."""
    body_id = evening.office.body_id
    async with evening.given.database.read() as db:
        query = select(Recommendation).where(Recommendation.body_id == body_id)
        rows = [row for row in await db.exec(query) if row.annulled_at is None]
        points = list(await db.exec(select(RecommendationPoint).where(RecommendationPoint.body_id == body_id)))
    return [(row.reference, sorted(p.number for p in points if p.recommendation_id == row.id)) for row in rows]


async def test_adopted_points_leave_the_board_and_its_own_point_becomes_a_task(given: Given) -> None:
    evening = await running_evening(given)

    resolution = await evening.vote(yes=9, no=1, abstained=1)

    assert (resolution.outcome, resolution.unanimous) == (ResolutionOutcome.ADOPTED, False)
    assert [(one.points, one.present, one.outcome) for one in resolution.ballots] == [((1, 2, 3), 11, Outcome.ADOPTED)]
    assert await motion_state(evening) is MotionState.ADOPTED
    assert await recommended(evening) == [("E-2026/001", [1, 2])]
    async with given.database.read() as db:
        tasks = await task_queries.listing(db, evening.office)
    assert [(task.number, task.text) for task in tasks] == [(3, "Der Beirat wirbt in den Vereinen dafür.")]


async def test_points_are_voted_on_one_by_one_and_keep_their_numbers(given: Given) -> None:
    evening = await running_evening(given)

    resolution = await evening.vote(points=[{"yes": 11}, {"yes": 5, "no": 5, "abstained": 1}, {"yes": 10, "no": 1}])

    assert [one.is_adopted for one in resolution.points] == [True, False, True]
    assert [one.outcome for one in resolution.ballots] == [Outcome.ADOPTED, Outcome.REJECTED_BY_TIE, Outcome.ADOPTED]
    assert resolution.outcome is ResolutionOutcome.ADOPTED_AMENDED
    assert await recommended(evening) == [("E-2026/001", [1])]


async def test_wording_changed_orally_is_adopted_amended(given: Given) -> None:
    evening = await running_evening(given)

    resolution = await evening.vote(
        points=[
            {"wording": "Der Landkreis bietet Sprachkurse am Abend und am Samstag an.", "yes": 11},
            {"yes": 11},
            {"yes": 11},
        ]
    )

    assert resolution.outcome is ResolutionOutcome.ADOPTED_AMENDED
    assert resolution.unanimous
    assert [point.is_amended for point in resolution.points] == [True, False, False]
    assert await motion_state(evening) is MotionState.ADOPTED_AMENDED


async def test_a_motion_without_any_adopted_point_is_rejected_and_recommends_nothing(given: Given) -> None:
    evening = await running_evening(given)

    resolution = await evening.vote(yes=5, no=5, abstained=1)

    assert resolution.outcome is ResolutionOutcome.REJECTED
    assert resolution.ballots[0].outcome is Outcome.REJECTED_BY_TIE
    assert await motion_state(evening) is MotionState.REJECTED
    assert await recommended(evening) == []


async def test_every_wrong_count_is_named_at_once(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await evening.vote(points=[{"yes": 10}, {"yes": 11}, {"no": 12}])

    found = [(one.code, one.field, dict(one.params)) for one in refused.value.problems]
    assert found == [
        (Broken.BALLOT_DOES_NOT_SUM, "points-0-yes", {"cast": 10, "present": 11}),
        (Broken.BALLOT_DOES_NOT_SUM, "points-2-yes", {"cast": 12, "present": 11}),
    ]


async def test_who_left_does_not_count_any_more_but_did_before(given: Given) -> None:
    evening = await running_evening(given)
    given.clock.move(minutes=30)
    async with given.database.write() as db:
        left = Departure(person_ids=evening.people[:2], at=time(18, 20))
        await attendance.record_departure(db, evening.meeting_id, left, actor=evening.office, now=given.now)

    with pytest.raises(RuleBroken) as refused:
        await evening.vote(yes=11)
    earlier = await evening.vote(yes=11, at=time(18, 19))

    assert refused.value.problems[0].params == {"cast": 11, "present": 9}
    assert earlier.ballots[0].present == 11


async def test_advisory_members_do_not_count(given: Given) -> None:
    evening = await running_evening(given)
    async with given.database.write() as db:
        seats = select(Membership).where(Membership.body_id == evening.office.body_id)
        (await db.exec(seats.where(Membership.person_id == evening.people[-1]))).one().voting_right = False

    resolution = await evening.vote(yes=10)

    assert resolution.ballots[0].present == 10


async def test_where_nobody_is_present_nothing_is_decided(given: Given) -> None:
    evening = await running_evening(given, there=False)

    with pytest.raises(RuleBroken) as refused:
        await evening.vote(yes=0)

    assert refused.value.code is Broken.NOBODY_PRESENT


@pytest.mark.parametrize("at", [time(17, 59), time(18, 6), time(23)])
async def test_a_ballot_outside_the_meeting_is_refused(given: Given, at: time) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await evening.vote(at=at)

    assert [(one.code, one.field) for one in refused.value.problems] == [(Broken.OUTSIDE_MEETING, "at")]


async def test_a_motion_is_decided_once(given: Given) -> None:
    evening = await running_evening(given)
    await evening.vote()

    with pytest.raises(RuleBroken) as refused:
        await evening.vote()

    assert refused.value.code is Broken.ALREADY_DECIDED


async def test_points_that_are_not_the_motions_are_refused(given: Given) -> None:
    evening = await running_evening(given)

    for rows in ([{"number": 1}, {"number": 1}, {"number": 3}], [{"number": 1}, {"number": 2}, {"number": 4}]):
        with pytest.raises(RuleBroken) as refused:
            await evening.vote(points=[{**row, "yes": 11} for row in rows])
        assert refused.value.code is Broken.POINTS_DIFFER


async def test_a_ballot_on_an_outdated_motion_is_a_conflict(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(StaleVersion):
        await evening.vote(version=1)


async def test_nothing_is_put_to_the_vote_under_verschiedenes_or_formalities(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await decided(evening, "Verschiedenes")

    assert refused.value.code is Broken.NO_BALLOT_HERE


async def decided(evening: Evening, heading: str, **count: int) -> queries.ResolutionView:
    vote = ItemVote.model_validate({"wording": "Der Beirat nimmt den Bericht zur Kenntnis.", **(count or {"yes": 11})})
    async with evening.given.database.write() as db:
        made = await ballots.decide_item(db, evening.items[heading], vote, actor=evening.office, now=evening.now)
    async with evening.given.database.read() as db:
        return await queries.view(db, evening.office, made.id)


async def test_a_free_resolution_under_a_report_is_counted_like_any_other(given: Given) -> None:
    evening = await running_evening(given)

    resolution = await decided(evening, "Bericht der Verwaltung", yes=9, abstained=2)

    assert (resolution.motion_id, resolution.outcome, resolution.unanimous) == (None, ResolutionOutcome.ADOPTED, True)
    async with given.database.read() as db:
        assert await task_queries.listing(db, evening.office) == []


async def test_a_free_resolution_with_a_wrong_sum_is_refused(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await decided(evening, "Bericht der Verwaltung", yes=3)

    assert [(one.code, one.field) for one in refused.value.problems] == [(Broken.BALLOT_DOES_NOT_SUM, "yes")]


async def follow_up(given: Given, step: CaseStep) -> tuple[Evening, UUID]:
    """A running meeting with an item about an earlier recommendation."""
    evening = await planned_evening(given)
    recommendation_id = await Cases.of(given).decided(decided_on=date(2025, 11, 5))
    about = {"recommendation_id": recommendation_id, "case_step": step}
    await evening.item("Stand der Empfehlung", ItemKind.FOLLOW_UP, **about)
    await evening.convene()
    await evening.open()
    await evening.arrive()
    return evening, recommendation_id


async def handling(evening: Evening, recommendation_id: UUID) -> Handling:
    async with evening.given.database.read() as db:
        query = select(Recommendation.handling).where(Recommendation.body_id == evening.office.body_id)
        return (await db.exec(query.where(Recommendation.id == recommendation_id))).one()


async def test_the_board_closes_a_case_and_may_take_it_back_while_the_meeting_runs(given: Given) -> None:
    evening, recommendation_id = await follow_up(given, CaseStep.CLOSE)

    resolution = await decided(evening, "Stand der Empfehlung")
    closed = await handling(evening, recommendation_id)
    with pytest.raises(RuleBroken) as twice:
        await decided(evening, "Stand der Empfehlung")
    await annulled(evening, resolution)

    assert (closed, twice.value.code) == (Handling.CLOSED, Broken.ALREADY_DECIDED)
    assert await handling(evening, recommendation_id) is Handling.TO_BE_SENT


async def test_a_step_that_is_voted_down_leaves_the_case_as_it_is(given: Given) -> None:
    evening, recommendation_id = await follow_up(given, CaseStep.WITHDRAW)

    await decided(evening, "Stand der Empfehlung", yes=4, no=7)

    assert await handling(evening, recommendation_id) is Handling.TO_BE_SENT


async def test_an_adjourned_item_is_not_voted_on(given: Given) -> None:
    evening = await running_evening(given)
    async with given.database.write() as db:
        item = await agenda.adjourn_item(
            db,
            evening.items[MOTION],
            ItemAdjournment(version=await item_version(evening, MOTION), reason="Es fehlen Zahlen."),
            actor=evening.office,
            now=given.now,
        )
    assert item.outcome is ItemOutcome.ADJOURNED

    with pytest.raises(RuleBroken) as refused:
        await evening.vote()

    assert refused.value.code is Broken.NO_BALLOT_HERE


async def item_version(evening: Evening, heading: str) -> int:
    async with evening.given.database.read() as db:
        items = await agenda_queries.items(db, evening.office, evening.meeting_id)
    return next(one.version for one in items if one.heading == heading)


async def annulled(evening: Evening, resolution: queries.ResolutionView) -> None:
    async with evening.given.database.write() as db:
        entered = Annulment(version=resolution.version)
        await resolutions.annul(db, resolution.id, entered, actor=evening.office, now=evening.now)


async def test_an_annulled_ballot_takes_everything_back_and_can_be_held_again(given: Given) -> None:
    evening = await running_evening(given)
    first = await evening.vote()

    await annulled(evening, first)

    assert await motion_state(evening) is MotionState.UNDER_DEBATE
    assert await recommended(evening) == []
    async with given.database.read() as db:
        assert await task_queries.listing(db, evening.office) == []
        kept = await queries.view(db, evening.office, first.id)
        assert await queries.of_meeting(db, evening.office, evening.meeting_id) == []
    assert kept.annulled_at is not None
    second = await evening.vote(yes=11)
    assert second.outcome is ResolutionOutcome.ADOPTED
    assert [points for _, points in await recommended(evening)] == [[1, 2]]


async def test_after_the_end_of_the_meeting_nothing_is_annulled_or_decided(given: Given) -> None:
    evening = await running_evening(given)
    resolution = await evening.vote()
    await evening.close()

    for attempt in (annulled(evening, resolution), decided(evening, "Bericht der Verwaltung")):
        with pytest.raises(RuleBroken) as refused:
            await attempt
        assert refused.value.code is Broken.MEETING_NOT_RUNNING


async def test_only_those_who_keep_the_minutes_record_ballots(given: Given) -> None:
    evening = await running_evening(given)
    for role, expected in ((Role.MEMBER, NotPermitted), (Role.OBSERVER, NotPermitted), (Role.ADMIN, NotPermitted)):
        evening.office = await given.account(role)
        with pytest.raises((NotPermitted, NotFound)) as refused:
            await decided(evening, "Bericht der Verwaltung")
        assert isinstance(refused.value, expected)


async def test_another_districts_item_is_not_found(given: Given) -> None:
    evening = await running_evening(given)
    other = await given.body("anderland")
    evening.office = await given.account(Role.OFFICE, in_district=other)

    with pytest.raises(NotFound):
        await decided(evening, "Bericht der Verwaltung")


async def test_the_database_itself_refuses_a_wrong_sum(given: Given) -> None:
    evening = await running_evening(given)
    await evening.vote()

    async def miscount() -> None:
        async with given.database.write() as db:
            row = (await db.exec(select(Ballot).where(Ballot.body_id == evening.office.body_id))).one()
            row.no += 1

    with pytest.raises(IntegrityError):
        await miscount()


async def test_twenty_writers_on_one_meeting_lose_nothing(given: Given) -> None:
    evening = await running_evening(given, there=False)
    newcomers = [await given.member() for _ in range(20 - len(evening.people))]

    await asyncio.gather(*(evening.arrive(person) for person in [*evening.people, *newcomers]))
    outcomes = await asyncio.gather(*(evening.vote(yes=20) for _ in range(20)), return_exceptions=True)

    made = [one for one in outcomes if isinstance(one, queries.ResolutionView)]
    assert len(made) == 1
    assert all(isinstance(one, RuleBroken) for one in outcomes if one not in made), outcomes
    assert made[0].ballots[0].present == 20
    assert len(await recommended(evening)) == 1


def test_every_kind_of_item_is_known_to_the_ballots() -> None:
    without = {ItemKind.MISC, ItemKind.FORMAL, ItemKind.QUESTION_TIME}

    assert set(ItemKind) - ballots.WITHOUT_MOTION == {ItemKind.MOTION, ItemKind.ELECTION, *without}
