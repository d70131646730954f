"""From the resolution to the administration: made, published, handed over, received, assigned, decided upon."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import recommendations
from beirat.queries import cases as case_queries
from beirat.rules.cases import Handling
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.meetings import MeetingState, Part
from beirat.rules.motions import Audience
from beirat.rules.permissions import Act, Role, Viewer
from beirat.rules.recommendations import CaseStep
from beirat.tables.jobs import Job
from beirat.tables.journal import JournalEntry
from beirat.tables.publication import Publication
from beirat.tables.recommendations import (
    Assignment,
    Forwarding,
    HandOver,
    PointAssignment,
    ReceiptConfirmation,
    Recommendation,
)
from beirat.tables.resolutions import Resolution
from tests.given import Given
from tests.given_cases import AGREED, DECIDED, Cases, Decided, row

TODAY = date(2026, 12, 3)


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def publication_of(given: Given, identity: UUID) -> Publication | None:
    district = await given.district()
    async with given.database.read() as db:
        query = select(Publication).where(Publication.body_id == district.body.id, Publication.object_id == identity)
        return (await db.exec(query)).one_or_none()


async def decide(given: Given, resolution: Resolution, identity: UUID, step: CaseStep, actor: Viewer) -> None:
    async with given.database.write() as db:
        await recommendations.decide_step(db, identity, step, resolution, actor=actor, now=given.now)


async def test_points_keep_their_numbers_and_what_was_rejected_or_is_the_boards_own_stays_out(cases: Cases) -> None:
    identity = await cases.decided(
        (
            Decided("Bleibt im Beirat.", Audience.BOARD),
            Decided("Abendkurse anbieten."),
            Decided("Abgelehnt.", is_adopted=False),
            Decided("Der Kreistag berät.", Audience.COUNCIL),
        )
    )

    seen = await cases.seen(identity)

    assert [(point.number, point.text) for point in seen.points] == [
        (2, "Abendkurse anbieten."),
        (4, "Der Kreistag berät."),
    ]
    assert seen.reference == "E-2026/001"
    assert seen.addressee == "Landrätin oder Landrat"
    assert seen.handling is Handling.TO_BE_SENT


async def test_where_nothing_leaves_the_board_there_is_no_recommendation(cases: Cases, given: Given) -> None:
    resolution = await cases.resolution((Decided("Selbst machen.", Audience.BOARD), Decided("Nein.", is_adopted=False)))

    office = await cases.account(Role.OFFICE)
    async with given.database.write() as db:
        made = await recommendations.from_resolution(db, resolution, actor=office, now=given.now)

    assert made is None


async def test_it_is_public_when_its_meeting_is_closed_and_not_before(cases: Cases, given: Given) -> None:
    resolution = await cases.resolution()
    office = await cases.account(Role.OFFICE)
    async with given.database.write() as db:
        made = await recommendations.from_resolution(db, resolution, actor=office, now=given.now)
    assert made is not None
    before = await publication_of(given, made.id)

    closed = await cases.decided()

    after = await publication_of(given, closed)
    assert before is None
    assert after is not None
    assert after.visible_from == given.now


async def test_what_was_decided_in_the_non_public_part_is_never_published(cases: Cases, given: Given) -> None:
    identity = await cases.decided(part=Part.NON_PUBLIC)

    assert await publication_of(given, identity) is None
    assert not (await cases.seen(identity)).is_public


async def test_a_ballot_taken_back_takes_its_recommendation_back(cases: Cases, given: Given) -> None:
    identity = await cases.decided()
    office = await cases.account(Role.OFFICE)

    district = await given.district()
    async with given.database.write() as db:
        made = await row(db, Recommendation, district.body.id, identity)
        resolution = await row(db, Resolution, district.body.id, made.resolution_id)
        await recommendations.annul_of(db, resolution, actor=office, now=given.now)

    with pytest.raises(NotFound):
        await cases.seen(identity)
    published = await publication_of(given, identity)
    assert published is not None
    assert published.withdrawn_at == given.now


async def test_handing_over_starts_no_clock_and_tells_the_coordinator(cases: Cases, given: Given) -> None:
    identity = await cases.decided()

    await cases.sent(identity)

    seen = await cases.seen(identity)
    assert seen.handling is Handling.SENT
    assert seen.case.sent_on == TODAY
    assert seen.case.due_on is None
    async with given.database.read() as db:
        keys = list(await db.exec(select(Job.unique_key)))
    assert any(key.startswith(f"notice:recommendation_handed_over:{identity}") for key in keys)


@pytest.mark.parametrize(
    "day, code",
    [(TODAY + timedelta(days=1), Broken.DATE_IN_FUTURE), (DECIDED - timedelta(days=1), Broken.EVENT_BEFORE_CAUSE)],
)
async def test_it_is_handed_over_neither_tomorrow_nor_before_the_resolution(
    cases: Cases, day: date, code: Broken
) -> None:
    identity = await cases.decided()

    with pytest.raises(RuleBroken) as refused:
        await cases.sent(identity, on=day)

    assert refused.value.code is code
    assert refused.value.problems[0].field == "sent_on"


async def test_it_is_handed_over_once(cases: Cases) -> None:
    identity = await cases.sent()

    with pytest.raises(RuleBroken) as refused:
        await cases.sent(identity)

    assert refused.value.code is Broken.ALREADY_HANDED_OVER


async def test_nothing_is_handed_over_while_its_meeting_runs(cases: Cases, given: Given) -> None:
    resolution = await cases.resolution(state=MeetingState.RUNNING)
    office = await cases.account(Role.OFFICE)
    async with given.database.write() as db:
        made = await recommendations.from_resolution(db, resolution, actor=office, now=given.now)
    assert made is not None

    with pytest.raises(RuleBroken) as refused:
        await cases.sent(made.id)

    assert refused.value.code is Broken.MEETING_NOT_CLOSED


async def test_with_the_receipt_the_board_waits_and_three_months_run(cases: Cases) -> None:
    identity = await cases.sent(on=date(2026, 11, 20))

    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    entered = ReceiptConfirmation(version=await cases.version(identity), received_on=date(2026, 12, 1))
    async with cases.given.database.write() as db:
        await recommendations.confirm_receipt(db, identity, entered, actor=coordinator, now=cases.given.now)

    case = (await cases.seen(identity)).case
    assert case.handling is Handling.ACKNOWLEDGED
    assert case.due_on == date(2027, 3, 1)
    assert case.on(TODAY).days == 2


@pytest.mark.parametrize(
    "day, code",
    [(TODAY + timedelta(days=1), Broken.DATE_IN_FUTURE), (date(2026, 11, 19), Broken.RECEIPT_BEFORE_SENDING)],
)
async def test_receipt_is_confirmed_neither_for_tomorrow_nor_before_sending(
    cases: Cases, day: date, code: Broken
) -> None:
    identity = await cases.sent(on=date(2026, 11, 20))
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    entered = ReceiptConfirmation(version=await cases.version(identity), received_on=day)

    with pytest.raises(RuleBroken) as refused:
        async with cases.given.database.write() as db:
            await recommendations.confirm_receipt(db, identity, entered, actor=coordinator, now=cases.given.now)

    assert [(problem.code, problem.field) for problem in refused.value.problems] == [(code, "received_on")]


async def test_receipt_is_confirmed_once(cases: Cases) -> None:
    identity = await cases.received()
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    entered = ReceiptConfirmation(version=await cases.version(identity))

    with pytest.raises(RuleBroken) as refused:
        async with cases.given.database.write() as db:
            await recommendations.confirm_receipt(db, identity, entered, actor=coordinator, now=cases.given.now)

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE


async def test_a_stale_version_changes_nothing(cases: Cases) -> None:
    identity = await cases.decided()
    office = await cases.account(Role.OFFICE)

    with pytest.raises(StaleVersion):
        async with cases.given.database.write() as db:
            await recommendations.hand_over(db, identity, HandOver(version=99), actor=office, now=cases.given.now)

    assert (await cases.seen(identity)).handling is Handling.TO_BE_SENT


async def test_moving_a_point_ends_the_assignment_before_and_leaves_the_clock_alone(cases: Cases, given: Given) -> None:
    identity = await cases.assigned(await cases.received(), p1="FD 50")
    due_on = (await cases.seen(identity)).case.due_on
    given.clock.move(days=3)

    await cases.assigned(identity, p1="FD 40")

    district = await given.district()
    async with given.database.read() as db:
        query = select(Assignment).where(Assignment.body_id == district.body.id).order_by(Assignment.assigned_at)  # type: ignore[arg-type]
        first, second = await db.exec(query)
    seen = await cases.seen(identity)
    assert (first.ended_at, second.ended_at) == (given.now, None)
    assert seen.points[0].unit == "Fachdienst Schule"
    assert seen.case.due_on == due_on


async def test_a_point_goes_to_units_alone(cases: Cases, given: Given) -> None:
    identity = await cases.received()
    district, coordinator = await given.district(), await cases.account(Role.ADMINISTRATION_COORDINATOR)
    entered = PointAssignment(version=await cases.version(identity), unit_id=district.board_id)

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await recommendations.assign_point(db, identity, 1, entered, actor=coordinator, now=given.now)

    assert refused.value.code is Broken.UNIT_NOT_IN_ADMINISTRATION


async def test_a_forwarded_point_has_no_clock_and_says_to_whom_it_went(cases: Cases, given: Given) -> None:
    identity = await cases.received()
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    entered = Forwarding(version=await cases.version(identity), numbers=[2], to="Land Hessen")

    async with given.database.write() as db:
        await recommendations.forward(db, identity, entered, actor=coordinator, now=given.now)

    seen = await cases.seen(identity)
    assert (seen.points[1].forwarded_on, seen.points[1].forwarded_to) == (TODAY, "Land Hessen")
    assert seen.case.due_on is not None


async def test_only_points_that_are_open_can_be_forwarded(cases: Cases, given: Given) -> None:
    identity = await cases.received()
    await cases.answered(identity, p1=AGREED)
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)

    for number in (1, 9):
        entered = Forwarding(version=await cases.version(identity), numbers=[number], to="Land Hessen")
        with pytest.raises(RuleBroken) as refused:
            async with given.database.write() as db:
                await recommendations.forward(db, identity, entered, actor=coordinator, now=given.now)
        assert refused.value.code is Broken.POINT_NOT_OPEN


async def test_the_board_finds_an_answer_insufficient_and_can_take_the_ballot_back(cases: Cases, given: Given) -> None:
    identity = await cases.received()
    await cases.answered(identity, p1=AGREED, p2=AGREED, p3=AGREED)
    before = await cases.seen(identity)
    office, ballot = await cases.account(Role.OFFICE), await cases.resolution(decided_on=TODAY)

    await decide(given, ballot, identity, CaseStep.INSUFFICIENT, office)
    asked_again = await cases.seen(identity)
    async with given.database.write() as db:
        await recommendations.annul_of(db, ballot, actor=office, now=given.now)
    undone = await cases.seen(identity)

    assert before.handling is undone.handling is Handling.ANSWERED
    assert asked_again.handling is Handling.INSUFFICIENT
    assert asked_again.case.due_on == TODAY + timedelta(weeks=6)
    assert undone.case == before.case
    assert undone.events == before.events


async def test_the_board_cannot_ask_again_where_there_is_no_answer(cases: Cases, given: Given) -> None:
    identity = await cases.received()
    office, ballot = await cases.account(Role.OFFICE), await cases.resolution(decided_on=TODAY)

    with pytest.raises(RuleBroken) as refused:
        await decide(given, ballot, identity, CaseStep.INSUFFICIENT, office)

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE


async def test_a_closed_case_takes_no_more_steps_until_it_is_reopened(cases: Cases, given: Given) -> None:
    identity = await cases.received()
    office, ballot = await cases.account(Role.OFFICE), await cases.resolution(decided_on=TODAY)
    await decide(given, ballot, identity, CaseStep.CLOSE, office)

    with pytest.raises(RuleBroken) as refused:
        await cases.assigned(identity, p1="FD 50")
    await decide(given, ballot, identity, CaseStep.REOPEN, office)

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE
    assert (await cases.seen(identity)).handling is Handling.ACKNOWLEDGED


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER, Role.MINUTE_TAKER])
async def test_members_see_it_and_cannot_hand_it_over(cases: Cases, given: Given, role: Role) -> None:
    identity = await cases.decided()
    viewer = await cases.account(role)

    with pytest.raises(NotPermitted):
        async with given.database.write() as db:
            await recommendations.hand_over(db, identity, HandOver(version=1), actor=viewer, now=given.now)

    assert (await cases.seen(identity, viewer)).acts == frozenset()


async def test_every_step_is_in_the_journal(cases: Cases, given: Given) -> None:
    identity = await cases.assigned()
    await cases.answered(identity, p1=AGREED)

    district = await given.district()
    async with given.database.read() as db:
        query = select(JournalEntry.act).where(
            JournalEntry.body_id == district.body.id, JournalEntry.object_id == identity
        )
        acts = set(await db.exec(query))

    assert acts >= {Act.RECORD_BALLOT, Act.HAND_OVER, Act.CONFIRM_RECEIPT, Act.ASSIGN_POINT, Act.RELEASE_ANSWER}


async def test_replaying_the_events_gives_the_stored_columns(cases: Cases, given: Given) -> None:
    identity = await cases.assigned()
    await cases.answered(identity, p1=AGREED)

    district = await given.district()
    async with given.database.read() as db:
        kept = await row(db, Recommendation, district.body.id, identity)
        case = await case_queries.replay(db, kept)

    assert (kept.handling, kept.due_on, kept.points_answered) == (case.handling, case.due_on, 1)
    assert kept.received_on == case.received_on == TODAY


async def test_two_who_hand_over_at_once_hand_over_once(cases: Cases, given: Given) -> None:
    identity, office = await cases.decided(), await cases.account(Role.OFFICE)
    version = await cases.version(identity)

    async def hand_over() -> Broken | None:
        try:
            async with given.database.write() as db:
                entered = HandOver(version=version)
                await recommendations.hand_over(db, identity, entered, actor=office, now=given.now)
        except RuleBroken as refused:
            return refused.code
        return None

    outcomes = await asyncio.gather(hand_over(), hand_over(), hand_over())

    assert outcomes.count(None) == 1
    assert len((await cases.seen(identity)).events) == 1
