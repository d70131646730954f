"""What the board set itself to do, and doing it."""

from __future__ import annotations

from datetime import date

import pytest

from beirat.actions import tasks as actions
from beirat.queries import tasks as queries
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken
from beirat.rules.permissions import Role, Viewer
from beirat.tables.resolutions import TaskCompletion
from tests.given import Given
from tests.support.evening import running_evening


async def the_task(given: Given, viewer: Viewer) -> queries.TaskView:
    async with given.database.read() as db:
        return (await queries.listing(db, viewer))[0]


async def complete(given: Given, viewer: Viewer, task: queries.TaskView, note: str = "Rundbrief verschickt") -> None:
    async with given.database.write() as db:
        entered = TaskCompletion(version=task.version, note=note)
        await actions.complete(db, task.id, entered, actor=viewer, now=given.now)


async def test_a_task_is_done_on_a_day_with_a_note(given: Given) -> None:
    evening = await running_evening(given)
    await evening.vote()
    task = await the_task(given, evening.office)

    await complete(given, evening.office, task)

    done = await the_task(given, evening.office)
    assert (done.done_on, done.note, done.meeting) == (date(2026, 12, 17), "Rundbrief verschickt", "S-1")


async def test_a_task_is_done_once_and_by_the_boards_office_or_chair(given: Given) -> None:
    evening = await running_evening(given)
    await evening.vote()
    task = await the_task(given, evening.office)

    with pytest.raises(NotPermitted):
        await complete(given, await given.account(Role.MEMBER), task)
    with pytest.raises(NotFound):
        await complete(given, await given.account(Role.ADMINISTRATION), task)
    await complete(given, evening.chair, task)
    with pytest.raises(RuleBroken) as refused:
        await complete(given, evening.office, await the_task(given, evening.office))

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE
