"""The chain of events: nothing in it can be changed unseen, and every stored column follows from it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import answers
from beirat.actions import cases as chain
from beirat.actions.case_checks import BATCH, Inconsistency, inconsistencies
from beirat.database import Session
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import Handling
from beirat.rules.permissions import Role
from beirat.tables.answers import AnswerEntry
from beirat.tables.recommendations import (
    CaseEvent,
    CaseEventPayload,
    Recommendation,
    RecommendationPoint,
)
from tests.given import Given
from tests.given_cases import AGREED, DECIDED, REJECTED, Cases, message, row


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def found(given: Given, *, batch: int = BATCH) -> list[Inconsistency]:
    district = await given.district()
    async with given.database.read() as db:
        return [one async for one in inconsistencies(db, district.body.id, batch=batch)]


async def a_full_life(cases: Cases) -> UUID:
    """Received, partly answered, asked, replied, deferred, forwarded nowhere: many kinds of events."""
    identity = await cases.assigned()
    await cases.answered(identity, p1=AGREED)
    for verb, role in ((answers.ask_board, Role.ADMINISTRATION), (answers.reply_to_query, Role.OFFICE)):
        cases.given.clock.move(days=2)
        entered = message(verb, await cases.version(identity), "Worum geht es?")
        actor = await cases.account(role)
        async with cases.given.database.write() as db:
            await verb(db, identity, entered, actor=actor, now=cases.given.now)
    until = cases.given.now.date() + timedelta(days=90)
    later = AnswerEntry(position=Position.DEFERRED, reason=ReasonCode.STAFF, text="Später.", deferred_until=until)
    await cases.answered(identity, p2=later, p3=REJECTED)
    return identity


async def test_what_is_stored_follows_from_the_events(cases: Cases, given: Given) -> None:
    identity = await a_full_life(cases)
    await cases.decided()

    assert (await cases.seen(identity)).handling is Handling.ANSWERED
    assert await found(given) == []


async def test_the_check_goes_through_all_recommendations_in_small_batches(cases: Cases, given: Given) -> None:
    ids = [await cases.decided(decided_on=DECIDED - timedelta(days=n)) for n in range(5)]
    district = await given.district()
    async with given.database.write() as db:
        for identity in ids:
            (await row(db, Recommendation, district.body.id, identity)).handling = Handling.CLOSED

    broken = await found(given, batch=2)

    assert [one.reference for one in broken] == [f"E-2026/{n:03d}" for n in range(1, 6)]
    assert {(one.what, one.stored, one.computed) for one in broken} == {("handling", "closed", "to_be_sent")}


async def test_a_column_that_was_changed_by_hand_is_found(cases: Cases, given: Given) -> None:
    identity = await a_full_life(cases)

    district = await given.district()
    async with given.database.write() as db:
        query = select(RecommendationPoint).where(
            RecommendationPoint.body_id == district.body.id,
            RecommendationPoint.recommendation_id == identity,
            RecommendationPoint.number == 3,
        )
        (await db.exec(query)).one().position = Position.AGREED

    assert [(one.what, one.stored) for one in await found(given)] == [("point 3: position", "agreed")]


async def test_a_payload_that_was_changed_by_hand_is_found(cases: Cases, given: Given) -> None:
    identity = await a_full_life(cases)

    event = await event_of(given, identity, 2)
    async with given.database.write() as db:
        payload = await payload_of(db, event)
        payload.payload = {**payload.payload, "file_reference": "Erfunden 1"}

    assert [one.what for one in await found(given)] == ["payload of event 2"]


async def test_an_erased_payload_of_a_message_breaks_nothing(cases: Cases, given: Given) -> None:
    identity = await a_full_life(cases)
    before = await cases.seen(identity)

    message = await event_of(given, identity, 4)
    async with given.database.write() as db:
        await db.delete(await payload_of(db, message))

    assert await found(given) == []
    assert (await cases.seen(identity)).case == before.case


async def payload_of(db: Session, event: CaseEvent) -> CaseEventPayload:
    query = select(CaseEventPayload).where(CaseEventPayload.body_id == event.body_id, CaseEventPayload.id == event.id)
    return (await db.exec(query)).one()


async def event_of(given: Given, identity: UUID, sequence: int) -> CaseEvent:
    district = await given.district()
    async with given.database.read() as db:
        query = select(CaseEvent).where(
            CaseEvent.body_id == district.body.id,
            CaseEvent.recommendation_id == identity,
            CaseEvent.sequence == sequence,
        )
        return (await db.exec(query)).one()


async def test_every_event_is_chained_to_the_one_before(cases: Cases, given: Given) -> None:
    identity = await a_full_life(cases)

    events = [await event_of(given, identity, n) for n in range(1, 8)]

    assert events[0].previous_hash == ""
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]
    assert all(chain.link(event) == event.hash for event in events)


@pytest.mark.parametrize("statement", ["UPDATE case_event SET occurred_on = '2020-01-01'", "DELETE FROM case_event"])
async def test_the_database_itself_refuses_to_change_events(cases: Cases, given: Given, statement: str) -> None:
    await cases.sent()

    with pytest.raises(Exception, match="append-only"):
        async with given.database.write() as db:
            await (await db.connection()).exec_driver_sql(statement)
