"""Recording presence while the meeting runs."""

from __future__ import annotations

import asyncio
from datetime import time
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import attendance as actions
from beirat.queries import running
from beirat.queries.attendance import Member
from beirat.rules.attendance import AttendanceState
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.permissions import Role
from beirat.tables.attendance import Absence, Arrival, AttendanceCorrection, AttendanceRemoval, Departure
from beirat.tables.journal import JournalEntry
from tests.given import Given
from tests.support.evening import Evening, running_evening


async def member(evening: Evening, person_id: UUID) -> Member:
    return next(one for one in (await look(evening)).members if one.person_id == person_id)


async def look(evening: Evening) -> running.RunningView:
    async with evening.given.database.read() as db:
        return await running.view(db, evening.office, evening.meeting_id, now=evening.now)


async def leave(evening: Evening, *person_ids: UUID, at: time) -> None:
    async with evening.given.database.write() as db:
        entered = Departure(person_ids=list(person_ids), at=at)
        await actions.record_departure(db, evening.meeting_id, entered, actor=evening.office, now=evening.now)


async def miss(evening: Evening, *person_ids: UUID, excused: bool = True) -> None:
    async with evening.given.database.write() as db:
        entered = Absence(person_ids=list(person_ids), excused=excused)
        await actions.record_absence(db, evening.meeting_id, entered, actor=evening.office, now=evening.now)


async def test_many_come_at_once_and_the_quorum_is_known(given: Given) -> None:
    evening = await running_evening(given, there=False)

    await evening.arrive(*evening.people[:8])

    seen = await look(evening)
    assert (seen.present, seen.needed, seen.statutory_members, seen.has_quorum) == (8, 8, 15, True)


async def test_whoever_leaves_and_comes_back_is_counted_in_between_as_away(given: Given) -> None:
    evening = await running_evening(given)
    given.clock.move(hours=1)
    person = evening.people[0]

    await leave(evening, person, at=time(18, 20))
    away = (await look(evening)).present
    await evening.arrive(person, at=time(18, 50))

    assert (away, (await look(evening)).present) == (10, 11)
    assert [entry.state for entry in (await member(evening, person)).entries] == [AttendanceState.PRESENT] * 2


async def test_who_was_excused_may_come_after_all(given: Given) -> None:
    evening = await running_evening(given, there=False)
    person = evening.people[0]
    await miss(evening, person)
    assert (await member(evening, person)).state is AttendanceState.EXCUSED

    await evening.arrive(person)

    assert [entry.state for entry in (await member(evening, person)).entries] == [AttendanceState.PRESENT]


async def test_who_was_there_cannot_be_absent(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await miss(evening, evening.people[0])

    problem = refused.value.problems[0]
    assert (problem.code, problem.field) == (Broken.PRESENCE_OVERLAPS, "person_ids")
    assert problem.params["name"] == (await member(evening, evening.people[0])).name


async def test_overlapping_times_are_refused_for_every_person_at_once(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await evening.arrive(*evening.people[:2], at=time(18, 3))

    assert [one.code for one in refused.value.problems] == [Broken.PRESENCE_OVERLAPS] * 2


@pytest.mark.parametrize("at", [time(17, 30), time(18, 6)])
async def test_times_outside_the_meeting_are_refused_in_one_sentence(given: Given, at: time) -> None:
    evening = await running_evening(given, there=False)

    with pytest.raises(RuleBroken) as refused:
        await evening.arrive(at=at)

    assert [(one.code, one.field) for one in refused.value.problems] == [(Broken.OUTSIDE_MEETING, "at")]


async def test_who_is_not_there_cannot_leave_and_who_leaves_cannot_leave_before_coming(given: Given) -> None:
    evening = await running_evening(given, there=False)
    given.clock.move(hours=1)
    await evening.arrive(evening.people[0], at=time(18, 30))

    with pytest.raises(RuleBroken) as absent:
        await leave(evening, evening.people[1], at=time(18, 40))
    with pytest.raises(RuleBroken) as early:
        await leave(evening, evening.people[0], at=time(18, 30))

    assert [(one.code, one.field) for one in absent.value.problems] == [(Broken.NOT_PRESENT, "person_ids")]
    assert [(one.code, one.field) for one in early.value.problems] == [(Broken.LEFT_BEFORE_CAME, "at")]


async def test_only_members_of_the_board_on_that_day_are_recorded(given: Given) -> None:
    evening = await running_evening(given)
    stranger = await given.member(in_district=await given.body("anderland"))

    with pytest.raises(RuleBroken) as refused:
        await evening.arrive(stranger)

    assert refused.value.code is Broken.NOT_A_MEMBER


async def test_an_entry_is_put_right_or_taken_back(given: Given) -> None:
    evening = await running_evening(given)
    given.clock.move(hours=1)
    one, other = evening.people[:2]
    entry, mistake = (await member(evening, one)).entries[0], (await member(evening, other)).entries[0]

    async with given.database.write() as db:
        entered = AttendanceCorrection(version=entry.version, came_at=time(18, 10), left_at=time(18, 45))
        await actions.correct(db, evening.meeting_id, entry.id, entered, actor=evening.office, now=given.now)
        removal = AttendanceRemoval(version=mistake.version)
        await actions.remove(db, evening.meeting_id, mistake.id, removal, actor=evening.office, now=given.now)

    stay = (await member(evening, one)).stays[0]
    assert (stay.came, stay.left) == (evening.at(18, 10), evening.at(18, 45))
    assert (await member(evening, other)).entries == ()


async def test_two_who_put_the_same_entry_right_meet_in_a_conflict(given: Given) -> None:
    evening = await running_evening(given)
    entry = (await member(evening, evening.people[0])).entries[0]

    async def put_right(minute: int) -> None:
        async with given.database.write() as db:
            entered = AttendanceCorrection(version=entry.version, came_at=time(18, minute))
            await actions.correct(db, evening.meeting_id, entry.id, entered, actor=evening.office, now=given.now)

    await put_right(2)
    with pytest.raises(StaleVersion):
        await put_right(4)

    assert (await member(evening, evening.people[0])).stays[0].came == evening.at(18, 2)


async def test_after_the_end_presence_is_fixed(given: Given) -> None:
    evening = await running_evening(given)
    await evening.vote()
    await evening.close()

    with pytest.raises(RuleBroken) as refused:
        await leave(evening, evening.people[0], at=time(18, 30))

    assert refused.value.code is Broken.MEETING_NOT_RUNNING


async def test_only_those_who_keep_the_record_mark_presence(given: Given) -> None:
    evening = await running_evening(given)
    for role in (Role.MEMBER, Role.OBSERVER, Role.ADMINISTRATION):
        evening.office = await given.account(role)
        with pytest.raises(NotPermitted):
            await leave(evening, evening.people[0], at=time(18, 2))
    evening.office = await given.account(Role.OFFICE, in_district=await given.body("anderland"))
    with pytest.raises(NotFound):
        await leave(evening, evening.people[0], at=time(18, 2))


async def test_twenty_who_write_at_once_all_leave_their_entry(given: Given) -> None:
    evening = await running_evening(given, members=20, there=False)

    await asyncio.gather(*(evening.arrive(person, at=time(18, 1)) for person in evening.people))

    assert (await look(evening)).present == 20
    async with given.database.read() as db:
        query = select(JournalEntry).where(JournalEntry.body_id == evening.office.body_id)
        entries = [entry for entry in await db.exec(query) if entry.act.value == "record_attendance"]
    assert len(entries) == 20


async def test_the_same_person_twice_in_one_list_comes_once(given: Given) -> None:
    evening = await running_evening(given, there=False)
    person = evening.people[0]

    async with given.database.write() as db:
        entered = Arrival(person_ids=[person, person], at=time(18))
        await actions.record_arrival(db, evening.meeting_id, entered, actor=evening.office, now=given.now)

    assert len((await member(evening, person)).entries) == 1
