"""Planning, convening, cancelling, opening and closing a meeting."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import agenda, meetings
from beirat.queries import meetings as queries
from beirat.queries.meetings import MeetingView
from beirat.rules.checks import Finding
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.meetings import MeetingState, Part
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Act, Public, Role, Viewer
from beirat.tables.agenda import ItemAdjournment, ItemDraft
from beirat.tables.jobs import Job
from beirat.tables.journal import JournalEntry
from beirat.tables.meetings import MeetingChange
from beirat.tables.motions import Motion
from beirat.tables.publication import Publication
from tests.given import Given
from tests.meetings import CANARY, admitted_motion, convened_meeting, item_of, plan, planned_meeting, running_meeting


async def seen(given: Given, viewer: Viewer | Public, meeting_id: UUID) -> MeetingView:
    async with given.database.read() as db:
        return await queries.view(db, viewer, meeting_id)


async def test_a_meeting_gets_the_next_number_of_its_term(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    first, second = await planned_meeting(given, office), await planned_meeting(given, office)

    assert (await seen(given, office, first)).reference == "S-1"
    assert (await seen(given, office, second)).reference == "S-2"


async def test_numbers_have_no_gaps_when_two_plan_at_once(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    ids = await asyncio.gather(*(planned_meeting(given, office) for _ in range(5)))

    assert sorted([(await seen(given, office, each)).number for each in ids]) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "day, hour_in_utc", [("2027-03-27", 17), ("2027-03-28", 16), ("2027-10-30", 16), ("2027-10-31", 17)]
)
async def test_six_o_clock_stays_six_o_clock_when_the_clocks_change(given: Given, day: str, hour_in_utc: int) -> None:
    office = await given.account(Role.OFFICE)

    meeting_id = await planned_meeting(given, office, starts=f"{day}T18:00", ends=f"{day}T20:30")

    starts_at = (await seen(given, office, meeting_id)).starts_at
    assert starts_at == datetime.fromisoformat(f"{day}T{hour_in_utc}:00+00:00")


async def test_everything_wrong_with_a_plan_is_said_at_once(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    with pytest.raises(RuleBroken) as refused:
        await planned_meeting(given, office, starts="2026-12-01T18:00", ends="2026-12-01T17:00")

    assert [(each.code, each.field) for each in refused.value.problems] == [
        (Broken.MEETING_IN_THE_PAST, "starts_at"),
        (Broken.END_BEFORE_START, "ends_at"),
    ]


async def test_a_day_outside_of_every_term_is_refused(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    with pytest.raises(RuleBroken) as refused:
        await planned_meeting(given, office, starts="2031-12-01T18:00", ends="2031-12-01T20:00")

    assert refused.value.code is Broken.TERM_MISSING


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MINUTE_TAKER, Role.OBSERVER, Role.ADMIN, Role.ADMINISTRATION])
async def test_only_office_and_chair_plan_meetings(given: Given, role: Role) -> None:
    viewer = await given.account(role)

    with pytest.raises(NotPermitted):
        await planned_meeting(given, viewer)


async def test_a_planned_meeting_changes_and_an_old_copy_is_refused_with_the_kept_text(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=[])
    entered = MeetingChange.model_validate(plan(location="Bürgerhaus").model_dump() | {"version": 1})

    async with given.database.write() as db:
        await meetings.change(db, meeting_id, entered, actor=office, now=given.now)

    with pytest.raises(StaleVersion) as stale:
        async with given.database.write() as db:
            await meetings.change(db, meeting_id, entered, actor=office, now=given.now)
    assert stale.value.theirs["location"] == "Bürgerhaus"
    assert stale.value.theirs["starts_at"] == "2026-12-17T18:00"


async def test_a_meeting_nobody_was_invited_to_is_the_boards_own_matter(given: Given) -> None:
    office, unit = await given.account(Role.OFFICE), await given.account(Role.ADMINISTRATION)
    meeting_id = await planned_meeting(given, office)

    for viewer in (unit, Public(office.body_id)):
        with pytest.raises(NotFound):
            await seen(given, viewer, meeting_id)
        async with given.database.read() as db:
            assert await queries.coming(db, viewer) == []


async def test_convening_numbers_the_agenda_invites_everybody_once_and_makes_it_public(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler", email="adler@beispiel.example")
    await given.member("Brandt")
    meeting_id = await planned_meeting(given, office, items=["Eröffnung", "Bericht"], hidden=["Personal"])

    async with given.database.write() as db:
        await meetings.convene(db, meeting_id, actor=office, now=given.now)

    meeting = await seen(given, office, meeting_id)
    assert meeting.state is MeetingState.CONVENED
    assert [item.number for item in meeting.items] == ["1", "2", "N 1"]
    async with given.database.read() as db:
        invited = await queries.invited(db, office, meeting_id)
        public = (await db.exec(select(Publication).where(Publication.body_id == office.body_id))).all()
        keys = [key for key in await db.exec(select(Job.unique_key)) if "meeting_convened" in key]
    assert [(one.name, one.email) for one in invited] == [
        ("Muster Adler", "adler@beispiel.example"),
        ("Muster Brandt", ""),
    ]
    assert [(row.category.value, row.object_id, row.visible_from) for row in public] == [
        ("meeting", meeting_id, given.now)
    ]
    assert len(keys) == 1


async def test_inviting_twice_is_refused_and_invites_nobody_again(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler")
    meeting_id = await convened_meeting(given, office)

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await meetings.convene(db, meeting_id, actor=office, now=given.now)

    assert refused.value.code is Broken.ALREADY_CONVENED
    async with given.database.read() as db:
        assert len(await queries.invited(db, office, meeting_id)) == 1


async def test_the_office_invites_to_the_agenda_it_has_seen(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler")
    meeting_id = await planned_meeting(given, office)
    seen_version = (await seen(given, office, meeting_id)).version
    async with given.database.write() as db:
        await agenda.add_item(db, meeting_id, ItemDraft(heading="Später dazu"), actor=office, now=given.now)

    with pytest.raises(StaleVersion):
        async with given.database.write() as db:
            await meetings.convene(db, meeting_id, version=seen_version, actor=office, now=given.now)


async def test_without_an_agenda_without_members_or_too_late_nobody_is_invited(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    empty = await planned_meeting(given, office, items=[])
    lonely = await planned_meeting(given, office)

    async def refusal(meeting_id: UUID, now: datetime) -> Broken:
        with pytest.raises(RuleBroken) as refused:
            async with given.database.write() as db:
                await meetings.convene(db, meeting_id, actor=office, now=now)
        return refused.value.code

    assert await refusal(empty, given.now) is Broken.AGENDA_EMPTY
    assert await refusal(lonely, given.now) is Broken.NOBODY_TO_INVITE
    assert await refusal(lonely, given.now + timedelta(days=60)) is Broken.MEETING_IN_THE_PAST


async def test_the_notice_period_warns_and_does_not_block(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler")
    meeting_id = await planned_meeting(given, office, starts="2026-12-08T18:00", ends="2026-12-08T20:00")

    async with given.database.write() as db:
        await meetings.convene(db, meeting_id, actor=office, now=given.now)

    async with given.database.read() as db:
        check = await queries.notice(db, office, meeting_id, now=given.now + timedelta(days=3))
    assert (check.given, check.required, check.finding) == (4, 7, Finding.WARNING)


async def test_who_left_the_board_before_the_meeting_is_not_invited(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    staying, leaving = await given.member("Bleibt"), await given.member("Geht")
    await end_membership(given, leaving, date(2026, 12, 16))

    meeting_id = await convened_meeting(given, office)

    async with given.database.read() as db:
        assert [one.person_id for one in await queries.invited(db, office, meeting_id)] == [staying]


async def end_membership(given: Given, person_id: UUID, day: date) -> None:
    from beirat.tables.people import Membership

    district = await given.district()
    async with given.database.write() as db:
        query = select(Membership).where(Membership.body_id == district.body.id, Membership.person_id == person_id)
        (await db.exec(query)).one().ends_on = day


async def test_cancelling_frees_the_motions_and_tells_who_was_invited(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler", email="adler@beispiel.example")
    motion_id = await admitted_motion(given)
    meeting_id = await convened_meeting(given, office, motion_ids=[motion_id])

    async with given.database.write() as db:
        await meetings.cancel(db, meeting_id, actor=office, now=given.now)

    assert (await seen(given, Public(office.body_id), meeting_id)).state is MeetingState.CANCELLED
    async with given.database.read() as db:
        keys = [key for key in await db.exec(select(Job.unique_key)) if "meeting_cancelled" in key]
        motion = (await db.exec(select(Motion).where(Motion.body_id == office.body_id, Motion.id == motion_id))).one()
    assert len(keys) == 1
    assert motion.state is MotionState.ADMITTED


async def test_nobody_is_told_of_a_cancelled_plan(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office)

    async with given.database.write() as db:
        await meetings.cancel(db, meeting_id, actor=office, now=given.now)

    async with given.database.read() as db:
        assert not [key for key in await db.exec(select(Job.unique_key)) if "meeting" in key]
    with pytest.raises(NotFound):
        await seen(given, Public(office.body_id), meeting_id)


async def test_cancelling_leaves_alone_a_motion_that_waits_for_another_meeting(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler")
    motion_id = await admitted_motion(given)
    first = await convened_meeting(given, office, motion_ids=[motion_id])
    item = await item_of(given, office, first, "Radwege")
    async with given.database.write() as db:
        await agenda.adjourn_item(
            db, item.id, ItemAdjournment(version=item.version, reason="Zu wenig Zeit"), actor=office, now=given.now
        )
    await planned_meeting(given, office, motion_ids=[motion_id])

    async with given.database.write() as db:
        await meetings.cancel(db, first, actor=office, now=given.now)

    async with given.database.read() as db:
        motion = (await db.exec(select(Motion).where(Motion.body_id == office.body_id, Motion.id == motion_id))).one()
    assert motion.state is MotionState.SCHEDULED


async def test_a_meeting_is_not_opened_before_its_day_nor_in_the_future(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler")
    meeting_id = await convened_meeting(given, office)

    async def refusal(at: datetime, now: datetime) -> Broken:
        with pytest.raises(RuleBroken) as refused:
            async with given.database.write() as db:
                await meetings.open_meeting(db, meeting_id, at=at, actor=office, now=now)
        return refused.value.code

    evening = datetime(2026, 12, 17, 17, 0, tzinfo=UTC)
    assert await refusal(evening - timedelta(days=1), evening) is Broken.MEETING_NOT_YET
    assert await refusal(evening + timedelta(hours=1), evening) is Broken.DATE_IN_FUTURE


async def test_times_are_those_of_the_clock_on_the_wall(given: Given) -> None:
    minute_taker = await given.account(Role.MINUTE_TAKER)
    await given.member("Adler")
    meeting_id = await convened_meeting(given, await given.account(Role.OFFICE))
    given.clock.move(days=15)

    async with given.database.write() as db:
        at = datetime.fromisoformat("2026-12-17T18:05")
        await meetings.open_meeting(db, meeting_id, at=at, actor=minute_taker, now=given.now)

    assert (await seen(given, minute_taker, meeting_id)).opened_at == datetime(2026, 12, 17, 17, 5, tzinfo=UTC)


async def test_a_meeting_does_not_close_while_a_motion_has_no_outcome(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    motion_id = await admitted_motion(given)
    meeting_id = await running_meeting(given, office, motion_ids=[motion_id])

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await meetings.close_meeting(db, meeting_id, at=given.now, actor=office, now=given.now)

    assert refused.value.code is Broken.ITEMS_OPEN
    assert refused.value.problems[0].params == {"items": "TOP 2"}


async def test_an_adjourned_motion_does_not_hold_the_meeting_open(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    motion_id = await admitted_motion(given)
    meeting_id = await running_meeting(given, office, motion_ids=[motion_id])
    item = await item_of(given, office, meeting_id, "Radwege")
    async with given.database.write() as db:
        entered = ItemAdjournment(version=item.version, reason="Zu wenig Zeit")
        await agenda.adjourn_item(db, item.id, entered, actor=office, now=given.now)

    async with given.database.write() as db:
        await meetings.close_meeting(db, meeting_id, at=given.now, actor=office, now=given.now)

    assert (await seen(given, office, meeting_id)).state is MeetingState.CLOSED


async def test_a_meeting_closes_after_it_was_opened(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await running_meeting(given, office)
    at = given.now - timedelta(hours=5)

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await meetings.close_meeting(db, meeting_id, at=at, actor=office, now=given.now)

    assert refused.value.code is Broken.END_BEFORE_START


async def test_every_step_is_in_the_journal(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await running_meeting(given, office)

    async with given.database.write() as db:
        await meetings.close_meeting(db, meeting_id, at=given.now, actor=office, now=given.now)

    async with given.database.read() as db:
        query = select(JournalEntry.act).where(
            JournalEntry.body_id == office.body_id, JournalEntry.object_id == meeting_id
        )
        acts = list(await db.exec(query.order_by(JournalEntry.at, JournalEntry.id)))  # type: ignore[arg-type]
    assert acts == [Act.PLAN_MEETING, Act.CONVENE_MEETING, Act.RUN_MEETING, Act.RUN_MEETING]


async def test_only_the_board_sees_the_non_public_part(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler")
    meeting_id = await convened_meeting(given, office, hidden=[CANARY])

    for role in (Role.MEMBER, Role.CHAIR, Role.MINUTE_TAKER, Role.OBSERVER):
        meeting = await seen(given, await given.account(role), meeting_id)
        assert [item.heading for item in meeting.items if item.part is Part.NON_PUBLIC] == [CANARY]
    for outside in (
        await given.account(Role.ADMINISTRATION),
        await given.account(Role.ADMINISTRATION_COORDINATOR),
        await given.account(Role.ADMIN),
        Public(office.body_id),
    ):
        meeting = await seen(given, outside, meeting_id)
        assert CANARY not in repr(meeting)
        assert meeting.non_public_items == 1


async def test_a_long_agenda_takes_no_more_queries_than_a_short_one(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    short = await planned_meeting(given, office, items=["Eröffnung"])
    long = await planned_meeting(
        given,
        office,
        items=[f"Punkt {n}" for n in range(36)],
        motion_ids=[await admitted_motion(given) for _ in range(4)],
    )

    assert await statements(given, office, long) == await statements(given, office, short) <= 6


async def statements(given: Given, viewer: Viewer, meeting_id: UUID) -> int:
    """How many statements the page of a meeting takes."""
    from sqlalchemy import event

    executed: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_: object) -> None:
        executed.append(statement)

    engine = given.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        await seen(given, viewer, meeting_id)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in executed)
