"""Whatever is done to recommendations, in any order: the stored columns are those that the events give."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from beirat.actions import answers, clocks, implementation, promise_ledger, transmissions
from beirat.actions.case_checks import how_many, inconsistencies, mend
from beirat.queries import recommendations
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import Implementation
from beirat.rules.errors import RuleBroken
from beirat.rules.permissions import Role, system
from beirat.tables.answers import AnswerEntry
from beirat.tables.case_steps import (
    ExtensionDecision,
    ExtensionRequest,
    ImplementationEntry,
    PauseBeginning,
    PauseEnding,
    PromiseEntry,
    PromiseJudgement,
    PromiseRenewal,
    SendingElsewhere,
)
from beirat.tables.recommendations import CaseMessage, InterimMessage, QueryAcceptance, QueryReply
from tests.given import Given
from tests.given_cases import AGREED, REJECTED, Cases

LATER = AnswerEntry(
    position=Position.DEFERRED, text="Zurzeit nicht.", reason=ReasonCode.BUDGET, deferred_until=date(2027, 9, 1)
)
UNIT, OFFICE, CHAIR, COORDINATOR = (
    Role.ADMINISTRATION,
    Role.OFFICE,
    Role.CHAIR,
    Role.ADMINISTRATION_COORDINATOR,
)
Way = tuple[Callable[..., Awaitable[object]], type[Any], Role, dict[str, Any]]
WAYS: tuple[Way, ...] = (
    (answers.send_interim_message, InterimMessage, UNIT, {"text": "Wird geprüft."}),
    (answers.ask_board, CaseMessage, UNIT, {"text": "Was ist gemeint?"}),
    (answers.accept_query, QueryAcceptance, OFFICE, {}),
    (answers.reply_to_query, QueryReply, OFFICE, {"text": "Alle drei."}),
    (transmissions.send_elsewhere, SendingElsewhere, OFFICE, {"addressee": "Jobcenter", "numbers": [3]}),
    (clocks.request_extension, ExtensionRequest, UNIT, {"until": date(2027, 8, 2), "text": "Haushalt"}),
    (clocks.decide_extension, ExtensionDecision, CHAIR, {"request": 0, "is_granted": True, "text": "Gut."}),
    (clocks.begin_pause, PauseBeginning, OFFICE, {"text": "Wir klären noch etwas.", "numbers": [1]}),
    (clocks.end_pause, PauseEnding, OFFICE, {"pause": 0}),
    (promise_ledger.make_promise, PromiseEntry, COORDINATOR, {"by_when": "in zwei Monaten", "text": "Ein Konzept"}),
    (promise_ledger.renew_promise, PromiseRenewal, COORDINATOR, {"promise": 0, "by_when": "in fünf Monaten"}),
    (promise_ledger.judge_promise, PromiseJudgement, OFFICE, {"promise": 0, "is_kept": True}),
    (implementation.report, ImplementationEntry, UNIT, {"state": Implementation.RUNNING}),
    (implementation.report, ImplementationEntry, OFFICE, {"state": Implementation.NOT_STARTED, "numbers": [2]}),
)


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def step(cases: Cases, identity: UUID, chance: random.Random) -> None:
    """One random step; what the rules refuse is refused and changes nothing."""
    if chance.random() < 0.25:
        point = {f"p{chance.randint(1, 3)}": chance.choice((AGREED, REJECTED, LATER))}
        await cases.answered(identity, **point)
        return
    verb, shape, role, entered = chance.choice(WAYS)
    case = (await cases.seen(identity)).case
    found = {
        "request": case.extensions[-1].sequence if case.extensions else 1,
        "pause": max(case.open_pauses, default=1),
        "promise": case.promises[-1].sequence if case.promises else 1,
    }
    filled = {name: found.get(name, value) for name, value in entered.items()}
    made, actor = shape(version=await cases.version(identity), **filled), await cases.account(role)
    async with cases.given.database.write() as db:
        await verb(db, identity, made, actor=actor, now=cases.given.now)


@pytest.mark.parametrize("seed", range(5))
async def test_replay_gives_the_stored_columns_after_any_steps(cases: Cases, given: Given, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    identity = await cases.assigned()
    taken = 0
    for _ in range(18):
        given.clock.move(days=chance.randint(0, 9))
        try:
            await step(cases, identity, chance)
            taken += 1
        except RuleBroken:
            continue

    district = await given.district()
    async with given.database.read() as db:
        found = [one async for one in inconsistencies(db, district.body.id)]
    assert found == []
    assert taken > 5


async def test_the_doctor_goes_in_batches_and_says_how_far_it_is(cases: Cases, given: Given) -> None:
    for n in range(5):
        await cases.received(await cases.decided(title=f"Empfehlung {n}", decided_on=date(2026, 11, 5) + timedelta(n)))
    district, seen = await given.district(), list[int]()

    async with given.database.read() as db:
        total = await how_many(db, district.body.id)
        found = [one async for one in inconsistencies(db, district.body.id, batch=2, seen=seen.append)]

    assert (found, total, seen) == ([], 5, [2, 4, 5])


async def test_columns_that_an_older_version_did_not_fill_are_mended_from_the_events(
    cases: Cases, given: Given
) -> None:
    district, identity = await given.district(), await cases.assigned()
    await cases.answered(identity, p1=AGREED)
    async with given.database.write() as db:
        row = await recommendations.within(db, district.body.id, identity)
        row.first_answer_on, row.points_answered = date(2020, 1, 1), 0
    async with given.database.read() as db:
        before = {one.recommendation_id async for one in inconsistencies(db, district.body.id)}

    async with given.database.write() as db:
        await mend(db, district.body.id, identity, actor=system(district.body.id), now=given.now)

    assert before == {identity}
    async with given.database.read() as db:
        assert [one async for one in inconsistencies(db, district.body.id)] == []
