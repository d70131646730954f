"""Letting answers out: now or on a day to come, and only once somebody has looked at what is about third persons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import answers, recommendations
from beirat.rules.answers import DraftState, Position
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.permissions import Role, Viewer
from beirat.rules.recommendations import CaseStep
from beirat.tables.answers import AnswerEntry, PointRelease, Release
from beirat.tables.jobs import Job, JobKind
from tests.given import Given
from tests.given_cases import AGREED, Cases

LATER = date(2027, 3, 1)


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def handed_in(cases: Cases, entry: AnswerEntry = AGREED) -> tuple[UUID, Viewer]:
    """A draft of the first point that waits for release; the coordinator lets it out."""
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, entry, by=unit)
    await cases.handed_in(identity, 1, by=unit)
    return identity, await cases.account(Role.ADMINISTRATION_COORDINATOR)


async def let_out(cases: Cases, identity: UUID, by: Viewer, *, version: int = 2, **more: Any) -> None:
    entered = Release(points=[PointRelease(number=1, version=version)], **more)
    async with cases.given.database.write() as db:
        await answers.release(db, identity, entered, actor=by, now=cases.given.now)


async def on_its_day(cases: Cases, identity: UUID) -> None:
    """What the worker does."""
    system = (await cases.given.district()).system
    async with cases.given.database.write() as db:
        await answers.release_due(db, identity, actor=system, now=cases.given.now)


async def test_an_answer_released_for_a_later_day_is_no_answer_before_midnight_in_the_district(
    cases: Cases, given: Given
) -> None:
    identity, coordinator = await handed_in(cases)
    await let_out(cases, identity, coordinator, on=LATER)

    given.clock.move(seconds=(datetime(2027, 2, 28, 22, 59, 59, tzinfo=UTC) - given.now).total_seconds())
    await on_its_day(cases, identity)
    before = await cases.seen(identity)
    given.clock.move(seconds=1)
    await on_its_day(cases, identity)
    after = await cases.seen(identity)

    assert (before.points[0].position, before.points[0].answer) == (Position.OPEN, "")
    assert (after.points[0].position, after.points[0].answered_on) == (Position.AGREED, LATER)


async def test_the_job_for_a_later_day_begins_with_that_day_in_the_district(cases: Cases, given: Given) -> None:
    identity, coordinator = await handed_in(cases)
    await let_out(cases, identity, coordinator, on=LATER)

    async with given.database.read() as db:
        [job] = await db.exec(select(Job).where(Job.kind == JobKind.RELEASE))

    assert job.run_after == datetime(2027, 2, 28, 23, 0, tzinfo=UTC)


async def test_an_answer_counts_from_its_day_however_late_the_worker_comes(cases: Cases, given: Given) -> None:
    identity, coordinator = await handed_in(cases)
    await let_out(cases, identity, coordinator, on=LATER)

    given.clock.move(days=120)
    await on_its_day(cases, identity)

    assert (await cases.seen(identity)).points[0].answered_on == LATER


async def test_whoever_writes_on_takes_the_answer_back_from_its_day(cases: Cases, given: Given) -> None:
    identity, coordinator = await handed_in(cases)
    await let_out(cases, identity, coordinator, on=LATER)
    unit = await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED.model_copy(update={"version": 3, "text": "Doch anders."}), by=unit)

    given.clock.move(days=120)
    await on_its_day(cases, identity)

    assert (await cases.seen(identity)).points[0].answer == ""


async def test_a_day_that_was_taken_back_lets_nothing_out(cases: Cases, given: Given) -> None:
    identity, coordinator = await handed_in(cases)
    await let_out(cases, identity, coordinator, on=LATER)
    async with given.database.write() as db:
        await answers.take_back_release(db, identity, actor=coordinator, now=given.now)

    given.clock.move(days=120)
    await on_its_day(cases, identity)

    assert (await cases.seen(identity, coordinator)).points[0].draft is DraftState.AWAITING_RELEASE


async def test_where_the_board_ended_the_case_nothing_goes_out_on_its_day(cases: Cases, given: Given) -> None:
    identity, coordinator = await handed_in(cases)
    await let_out(cases, identity, coordinator, on=LATER)
    resolution, office = await cases.resolution(), await cases.account(Role.OFFICE)
    async with given.database.write() as db:
        await recommendations.decide_step(db, identity, CaseStep.WITHDRAW, resolution, actor=office, now=given.now)

    given.clock.move(days=120)
    await on_its_day(cases, identity)

    assert (await cases.seen(identity)).points[0].answer == ""


async def test_an_answer_cannot_go_out_on_a_day_that_is_over(cases: Cases, given: Given) -> None:
    identity, coordinator = await handed_in(cases)

    with pytest.raises(RuleBroken) as refused:
        await let_out(cases, identity, coordinator, on=given.now.date() - timedelta(days=1))

    assert refused.value.code is Broken.RELEASE_IN_THE_PAST


async def test_what_may_be_about_a_third_person_goes_out_only_once_somebody_has_looked(cases: Cases) -> None:
    named = AnswerEntry(position=Position.AGREED, text="Frau Yılmaz (0151 23456789) bekommt den Platz.")
    identity, coordinator = await handed_in(cases, named)

    with pytest.raises(RuleBroken) as refused:
        await let_out(cases, identity, coordinator)
    await let_out(cases, identity, coordinator, is_checked=True)

    assert refused.value.code is Broken.PERSONAL_DATA_UNCHECKED
    assert refused.value.problems[0].params == {"count": 2}
    assert (await cases.seen(identity)).points[0].answer == named.text
