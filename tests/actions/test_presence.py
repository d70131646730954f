"""Deputies, breaks, doubts, conflicts, who presides, and guests: recorded with the times on the paper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time
from typing import Any
from uuid import UUID

import pytest

from beirat.actions import conflicts, presence
from beirat.database import Session
from beirat.queries import running
from beirat.rules.attendance import AttendanceState
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken
from beirat.rules.permissions import Role
from beirat.rules.quorum import QuorumBasis
from beirat.tables.attendance import (
    Doubt,
    GuestEntry,
    PresidingEntry,
    Representation,
    Resumption,
    RoomRecord,
    Suspension,
)
from beirat.tables.conflicts import ConflictEntry, ConflictRemoval, ConflictReturn
from beirat.tables.people import Deputy
from tests.given import Given
from tests.support.evening import Evening, running_evening

MOTION, REPORT = "Sprachkurse am Abend", "Bericht der Verwaltung"


async def act(evening: Evening, verb: Callable[..., Awaitable[Any]], *args: object, **more: object) -> Any:
    async with evening.given.database.write() as db:
        return await verb(db, *args, actor=evening.office, now=evening.now, **more)


async def look(evening: Evening) -> running.RunningView:
    async with evening.given.database.read() as db:
        return await running.view(db, evening.office, evening.meeting_id, now=evening.now)


async def refused(code: Broken, evening: Evening, verb: Callable[..., Awaitable[Any]], *args: object) -> None:
    with pytest.raises(RuleBroken) as error:
        await act(evening, verb, *args)
    assert error.value.code is code


async def deputy_of(evening: Evening, person_id: UUID) -> UUID:
    deputy_id = await evening.given.member("Vertretung")
    async with evening.given.database.write() as db:
        await _enter(db, evening, person_id, deputy_id)
    return deputy_id


async def _enter(db: Session, evening: Evening, person_id: UUID, deputy_id: UUID) -> None:
    db.add(Deputy(body_id=evening.office.body_id, person_id=person_id, deputy_id=deputy_id, position=1))


async def test_a_deputy_comes_for_a_member_and_has_the_vote(given: Given) -> None:
    evening = await running_evening(given, there=False)
    away, *there = evening.people
    await evening.arrive(*there)
    deputy_id = await deputy_of(evening, away)

    entered = Representation(person_id=away, deputy_id=deputy_id, at=time(18))
    await act(evening, presence.represent, evening.meeting_id, entered)

    seen = await look(evening)
    assert deputy_id in seen.there.voters
    assert seen.present == 11
    member = next(one for one in seen.members if one.person_id == away)
    assert member.state is AttendanceState.REPRESENTED


async def test_only_an_entered_deputy_may_come_and_not_for_somebody_who_is_there(given: Given) -> None:
    evening = await running_evening(given)
    deputy_id = await deputy_of(evening, evening.people[0])

    for person, stand_in, code in (
        (evening.people[1], deputy_id, Broken.NOT_A_DEPUTY),
        (evening.people[0], deputy_id, Broken.PRESENCE_OVERLAPS),
    ):
        entered = Representation(person_id=person, deputy_id=stand_in, at=time(18))
        await refused(code, evening, presence.represent, evening.meeting_id, entered)


async def test_in_a_break_nothing_is_voted_on_and_breaks_do_not_overlap(given: Given) -> None:
    evening = await running_evening(given)
    given.clock.move(hours=1)
    pause = Suspension(began_at=time(18, 30), ended_at=time(18, 45))
    await act(evening, presence.suspend, evening.meeting_id, pause)

    with pytest.raises(RuleBroken) as error:
        await evening.vote(at="18:30")
    assert error.value.code is Broken.MEETING_SUSPENDED
    again = Suspension(began_at=time(18, 40), ended_at=time(18, 50))
    await refused(Broken.ALREADY_SUSPENDED, evening, presence.suspend, evening.meeting_id, again)
    before = Suspension(began_at=time(17, 30), ended_at=time(17, 45))
    await refused(Broken.OUTSIDE_MEETING, evening, presence.suspend, evening.meeting_id, before)
    await evening.vote(at="18:45")


async def test_a_break_without_end_goes_on_until_the_meeting_does(given: Given) -> None:
    evening = await running_evening(given)
    given.clock.move(hours=1)
    pause = await act(evening, presence.suspend, evening.meeting_id, Suspension(began_at=time(18, 30)))

    with pytest.raises(RuleBroken):
        await evening.vote()
    entered = Resumption(version=1, at=time(18, 50))
    await act(evening, presence.resume, evening.meeting_id, pause.id, entered)
    await evening.vote()


async def test_a_doubt_counts_those_who_were_there_at_its_minute(given: Given) -> None:
    evening = await running_evening(given, there=False)
    await evening.arrive(*evening.people[:7])
    assert (await look(evening)).there.quorum is QuorumBasis.PRESUMED

    given.clock.move(minutes=10)
    entered = Doubt(person_id=evening.people[0], at=time(18, 10))
    await act(evening, presence.doubt, evening.meeting_id, entered)

    seen = await look(evening)
    assert seen.there.quorum is QuorumBasis.FOUND_LACKING
    assert [(one.present, one.was_enough) for one in seen.doubts] == [(7, False)]
    await refused(
        Broken.NOT_PRESENT, evening, presence.doubt, evening.meeting_id, Doubt(person_id=evening.people[9], at=time(18))
    )


async def test_somebody_else_presides_who_is_there(given: Given) -> None:
    evening = await running_evening(given)

    entered = PresidingEntry(person_id=evening.people[1], at=time(18), reason="bias")
    await act(evening, presence.preside, evening.meeting_id, entered)

    assert [one.person_id for one in (await look(evening)).presiding] == [evening.people[1]]
    away = PresidingEntry(person_id=await given.member(), at=time(18))
    await refused(Broken.NOT_PRESENT, evening, presence.preside, evening.meeting_id, away)


async def test_a_guest_is_noted_by_name_or_function_and_can_be_taken_back(given: Given) -> None:
    evening = await running_evening(given)
    await refused(Broken.REQUIRED, evening, presence.add_guest, evening.meeting_id, GuestEntry())

    entered = GuestEntry(function="Fachdienst Soziales", is_administration=True)
    guest = await act(evening, presence.add_guest, evening.meeting_id, entered)
    assert [one.function for one in (await look(evening)).guests] == ["Fachdienst Soziales"]

    await act(evening, presence.take_back, evening.meeting_id, RoomRecord.GUEST, guest.id, version=1)
    assert (await look(evening)).guests == ()


async def test_who_declares_a_conflict_has_no_vote_on_this_item_alone(given: Given) -> None:
    evening = await running_evening(given)
    biased = evening.people[2]

    entered = ConflictEntry(person_id=biased, reason="Vorstand des Vereins", left_at=time(18, 5))
    conflict = await act(evening, conflicts.declare, evening.items[MOTION], entered)

    seen = await look(evening)
    assert seen.voting(evening.items[MOTION]).excluded == {biased}
    assert biased not in seen.voting(evening.items[REPORT]).voters
    given.clock.move(minutes=20)
    back = ConflictReturn(version=conflict.version, at=time(18, 20))
    await act(evening, conflicts.come_back, evening.items[MOTION], conflict.id, back)
    assert biased in (await look(evening)).voting(evening.items[REPORT]).voters
    decided = await evening.vote(yes=10)
    assert decided.ballots[0].tally.excluded == 1


async def test_a_conflict_comes_before_the_ballot_and_only_once(given: Given) -> None:
    evening = await running_evening(given)
    entered = ConflictEntry(person_id=evening.people[2])
    row = await act(evening, conflicts.declare, evening.items[MOTION], entered)
    await refused(Broken.ALREADY_EXCLUDED, evening, conflicts.declare, evening.items[MOTION], entered)

    await act(evening, conflicts.remove, evening.items[MOTION], row.id, ConflictRemoval(version=1))
    await evening.vote()
    await refused(Broken.CONFLICT_AFTER_BALLOT, evening, conflicts.declare, evening.items[MOTION], entered)


async def test_only_those_who_keep_the_record_enter_all_this(given: Given) -> None:
    evening = await running_evening(given)
    evening.office = await given.account(Role.MEMBER)

    with pytest.raises(NotPermitted):
        await act(evening, presence.suspend, evening.meeting_id, Suspension(began_at=time(18)))
    with pytest.raises(NotPermitted):
        await act(evening, conflicts.declare, evening.items[MOTION], ConflictEntry(person_id=evening.people[0]))


async def test_another_district_finds_nothing(given: Given) -> None:
    evening = await running_evening(given)
    other = await given.body("anderland")
    evening.office = await given.account(Role.OFFICE, in_district=other)

    for verb, args in (
        (presence.add_guest, (evening.meeting_id, GuestEntry(name="Gast"))),
        (conflicts.declare, (evening.items[MOTION], ConflictEntry(person_id=evening.people[0]))),
    ):
        with pytest.raises(NotFound):
            await act(evening, verb, *args)
