"""Oral promises: caught with who, what and by when; put right while the minutes are a draft; for the board alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from beirat.actions import promises
from beirat.queries import promises as queries
from beirat.queries.promises import PromiseView
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.permissions import Role, Viewer
from beirat.tables.base import new_id
from beirat.tables.promises import PromiseChange, PromiseDraft, PromiseRemoval
from tests.given import Given
from tests.support.evening import Evening, running_evening

REPORT = "Bericht der Verwaltung"
SAID = {"who": "Fachdienst Soziales", "what": "Die Liste der Kurse kommt.", "by_when_text": "bis Ende Q1"}


async def catch(evening: Evening, *, actor: Viewer | None = None, **changes: object) -> UUID:
    entered = PromiseDraft.model_validate({**SAID, **changes})
    async with evening.given.database.write() as db:
        who = actor or evening.office
        return (await promises.catch(db, evening.items[REPORT], entered, actor=who, now=evening.now)).id


async def told(evening: Evening, viewer: Viewer | None = None) -> tuple[PromiseView, ...]:
    async with evening.given.database.read() as db:
        return await queries.of_meeting(db, viewer or evening.office, evening.meeting_id)


async def test_what_was_said_becomes_the_last_day_that_it_allows(given: Given) -> None:
    evening = await running_evening(given)

    await catch(evening)
    await catch(evening, by_when_text="bald")

    first, second = await told(evening)
    assert (first.who, first.item_number, first.item) == ("Fachdienst Soziales", "2", REPORT)
    assert first.due_on == date(2027, 3, 31)
    assert (second.by_when_text, second.due_on) == ("bald", None)


async def test_it_is_put_right_and_taken_back_until_the_minutes_are_signed(given: Given) -> None:
    evening = await running_evening(given)
    promise_id, wrong_id = await catch(evening), await catch(evening)
    await evening.vote()
    await evening.close()
    entered = PromiseChange.model_validate({**SAID, "version": 1, "by_when_text": "bis 15.2.2027"})

    async with given.database.write() as db:
        await promises.change(db, promise_id, entered, actor=evening.office, now=given.now)
    async with given.database.write() as db:
        await promises.remove(db, wrong_id, PromiseRemoval(version=1), actor=evening.office, now=given.now)

    [left] = await told(evening)
    assert (left.id, left.due_on) == (promise_id, date(2027, 2, 15))


async def test_two_who_change_it_see_what_is_kept(given: Given) -> None:
    evening = await running_evening(given)
    promise_id = await catch(evening)
    entered = PromiseChange.model_validate({**SAID, "version": 1, "what": "Anders gesagt."})
    async with given.database.write() as db:
        await promises.change(db, promise_id, entered, actor=evening.office, now=given.now)

    with pytest.raises(StaleVersion) as refused:
        async with given.database.write() as db:
            await promises.change(db, promise_id, entered, actor=evening.office, now=given.now)

    assert refused.value.theirs["what"] == "Anders gesagt."


async def test_a_point_must_belong_to_the_recommendation_that_the_item_is_about(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await catch(evening, recommendation_point_id=new_id())

    assert refused.value.code is Broken.POINT_OF_OTHER_MATTER


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER])
async def test_others_of_the_board_read_promises_but_do_not_write_them(given: Given, role: Role) -> None:
    evening = await running_evening(given)
    await catch(evening)
    reader = await given.account(role)

    with pytest.raises(NotPermitted):
        await catch(evening, actor=reader)

    assert len(await told(evening, reader)) == 1


async def test_the_administration_and_other_districts_see_none(given: Given) -> None:
    evening = await running_evening(given)
    promise_id = await catch(evening)
    unit = await given.account(Role.ADMINISTRATION)
    other = await given.body("anderland")
    neighbour = await given.account(Role.OFFICE, in_district=other)

    for stranger in (unit, neighbour):
        with pytest.raises(NotFound):
            await told(evening, stranger)
    with pytest.raises(NotFound):
        async with given.database.write() as db:
            await promises.remove(db, promise_id, PromiseRemoval(version=1), actor=neighbour, now=given.now)
