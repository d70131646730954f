"""What the demo shows: everything that a district goes through, on both databases."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, func, select

from api import demo as sample
from api.demo.motions import MOTIONS, learning, living, offices
from api.demo.people import LOGINS, PASSWORD
from api.passwords import Passwords
from beirat.actions import case_checks as chain
from beirat.database import Database
from beirat.queries import accounts, jobs, journal, people, todo
from beirat.rules.agenda import DECIDED
from beirat.rules.answers import Position
from beirat.rules.cases import CaseEventKind, Handling
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import MeetingState, Part
from beirat.rules.minutes import MinutesState
from beirat.rules.motions import Audience, MotionState
from beirat.rules.permissions import NO_ACCOUNT, Role
from beirat.rules.voting import Outcome
from beirat.tables.accounts import AccountRole
from beirat.tables.agenda import AgendaItem
from beirat.tables.attendance import Attendance
from beirat.tables.ballots import Ballot
from beirat.tables.invitations import Invitation
from beirat.tables.journal import JournalEntry
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes
from beirat.tables.motions import Motion, MotionPoint
from beirat.tables.people import OrganizationKind
from beirat.tables.recommendations import CaseEvent, Recommendation, RecommendationPoint
from beirat.tables.resolutions import BoardTask, Resolution, ResolutionPoint
from tests.demo.conftest import TODAY, Demo
from tests.given import NOW

pytestmark = pytest.mark.slow


async def test_the_district_has_fifteen_seats_taken_four_units_and_somebody_in_every_role(loaded: Demo) -> None:
    chair = await loaded.viewer("vorsitz")

    async with loaded.database.read() as db:
        board = await people.board(db, chair)
        members = await people.members(db, chair, board.id, TODAY)
        units = await people.units(db, chair)
        coordinators = await people.organizations(db, chair, kind=OrganizationKind.COORDINATOR)
        held = set(await db.exec(select(AccountRole.role).where(AccountRole.body_id == chair.body_id)))

    assert loaded.district.is_demo
    assert len(members) == 15
    assert {member.office.value for member in members if member.office} == {"chair", "deputy_chair", "minute_taker"}
    assert sum(member.is_name_public for member in members) == 3
    assert sum(not member.email for member in members) == 1
    assert [unit.may_release for unit in units].count(True) == 1
    assert (len(units), len(coordinators)) == (4, 1)
    assert held == set(Role) - NO_ACCOUNT


async def test_six_meetings_were_held_and_one_is_called_with_a_public_and_a_non_public_part(loaded: Demo) -> None:
    body_id = loaded.district.id

    async with loaded.database.read() as db:
        meetings = list(await db.exec(select(Meeting).where(Meeting.body_id == body_id).order_by(col(Meeting.number))))
        coming = meetings[-1]
        items = select(AgendaItem.part).where(AgendaItem.body_id == body_id, AgendaItem.meeting_id == coming.id)
        parts = set(await db.exec(items))
        letters = select(Invitation.email).where(Invitation.body_id == body_id, Invitation.meeting_id == coming.id)
        invited = list(await db.exec(letters))

    assert [meeting.state for meeting in meetings] == [MeetingState.CLOSED] * 6 + [MeetingState.CONVENED]
    assert all(meeting.starts_at < NOW for meeting in meetings[:6])
    assert coming.starts_at > NOW + timedelta(days=8)
    assert parts == set(Part)
    assert (len(invited), invited.count("")) == (16, 1), "fifteen members, and one deputy"


async def test_the_twenty_five_sample_motions_are_there_and_others_wait_in_every_state(loaded: Demo) -> None:
    body_id = loaded.district.id
    extra = {"sonderbus", "videositzung", "zeitung", "integrationspreis"}
    samples = {one.title for stem in (learning, living, offices) for one in stem.MOTIONS if one.key not in extra}

    async with loaded.database.read() as db:
        motions = list(await db.exec(select(Motion).where(Motion.body_id == body_id)))
        many = (
            select(MotionPoint.motion_id)
            .where(MotionPoint.body_id == body_id)
            .group_by(col(MotionPoint.motion_id))
            .having(func.count() >= 3)
        )
        with_three = list(await db.exec(many))

    states = Counter(motion.state for motion in motions)
    assert len(samples) == 25
    assert len(motions) == len(MOTIONS)
    assert samples <= {motion.title for motion in motions if motion.state in DECIDED | {MotionState.SCHEDULED}}
    assert set(states) == set(MotionState) - {MotionState.UNDER_DEBATE}
    assert len(with_three) >= 8
    assert max(motion.times_adjourned for motion in motions) == 2


async def test_motions_were_voted_down_partly_wholly_and_by_a_tie_and_changed_orally(loaded: Demo) -> None:
    body_id = loaded.district.id

    async with loaded.database.read() as db:
        outcomes = set(await db.exec(select(Ballot.outcome).where(Ballot.body_id == body_id)))
        points = list(await db.exec(select(ResolutionPoint).where(ResolutionPoint.body_id == body_id)))
        tasks = list(await db.exec(select(BoardTask.done_on).where(BoardTask.body_id == body_id)))
        non_public = await db.exec(
            select(Recommendation.id).where(Recommendation.body_id == body_id, col(Recommendation.is_public).is_(False))
        )
        hidden = list(non_public)

    adopted = {point.resolution_id for point in points if point.is_adopted}
    rejected = {point.resolution_id for point in points if not point.is_adopted}
    assert outcomes == set(Outcome)
    assert len(adopted & rejected) == 1
    assert len(rejected - adopted) == 2
    assert sum(point.is_amended for point in points) == 4
    assert sorted(done is None for done in tasks) == [False, True]
    assert len(hidden) == 1


async def test_every_state_of_a_case_and_every_position_is_shown(loaded: Demo) -> None:
    body_id = loaded.district.id

    async with loaded.database.read() as db:
        cases = list(await db.exec(select(Recommendation).where(Recommendation.body_id == body_id)))
        points = list(await db.exec(select(RecommendationPoint).where(RecommendationPoint.body_id == body_id)))
        events = select(CaseEvent.kind).where(CaseEvent.body_id == body_id)
        kinds = set(await db.exec(events))

    units = {(point.recommendation_id, point.unit_id) for point in points if point.unit_id}
    assert {case.handling for case in cases} == set(Handling)
    assert {point.position for point in points} == set(Position)
    assert CaseEventKind.REOPENED in kinds
    assert sum(point.times_deferred == 2 for point in points) == 1
    assert max(Counter(case for case, _ in units).values()) >= 2
    assert all(point.answer for point in points if point.position is not Position.OPEN)
    assert Audience.OTHERS in {point.audience for point in points}


async def test_one_case_has_waited_very_long_others_are_past_their_date_or_not_yet(loaded: Demo) -> None:
    async with loaded.database.read() as db:
        found = select(Recommendation).where(
            Recommendation.body_id == loaded.district.id, col(Recommendation.due_on).is_not(None)
        )
        open_cases = list(await db.exec(found))

    waiting = [(TODAY - case.received_on).days for case in open_cases if case.received_on]
    past = [case for case in open_cases if case.due_on and case.due_on < TODAY]
    assert sum(days > 150 for days in waiting) == 1
    assert len(past) == 2
    assert len(open_cases) - len(past) >= 3


async def test_presence_has_latecomers_early_leavers_and_people_who_were_excused(loaded: Demo) -> None:
    async with loaded.database.read() as db:
        rows = list(await db.exec(select(Attendance).where(Attendance.body_id == loaded.district.id)))
        opened = {
            meeting.id: meeting.opened_at
            for meeting in await db.exec(select(Meeting).where(Meeting.body_id == loaded.district.id))
        }

    late = [row for row in rows if row.came_at is not None and row.came_at != opened[row.meeting_id]]
    assert len(late) == 5
    assert sum(row.left_at is not None for row in rows) == 4
    assert Counter(row.state.value for row in rows) == {"present": 78, "excused": 11, "unexcused": 1}


async def test_minutes_are_published_signed_and_still_being_written(loaded: Demo) -> None:
    async with loaded.database.read() as db:
        rows = list(await db.exec(select(Minutes).where(Minutes.body_id == loaded.district.id)))

    assert Counter(row.state for row in rows) == {
        MinutesState.ARCHIVED: 1,
        MinutesState.CORRECTED_APPROVED: 1,
        MinutesState.APPROVED: 2,
        MinutesState.DISTRIBUTED: 1,
        MinutesState.CHAIR_REVIEW: 1,
    }
    assert sum(row.published_at is not None for row in rows) == 3
    assert sum(row.prepared_id is not None for row in rows) == 1


async def test_everybody_but_reader_and_technical_support_finds_something_to_do(loaded: Demo) -> None:
    idle = set()
    for login in LOGINS:
        viewer = await loaded.viewer(login.login)
        async with loaded.database.read() as db:
            if not await todo.waiting_for(db, viewer, today=TODAY, now=NOW):
                idle.add(login.login)

    assert {"lesezugang"} <= idle <= {"lesezugang", "technik", "mitglied2", "mitglied4", "mitglied6"}


async def test_a_unit_is_asked_neither_in_ended_cases_nor_for_what_it_has_handed_in(loaded: Demo) -> None:
    unit, coordinator = await loaded.viewer("soziales"), await loaded.viewer("landratsbuero")

    async with loaded.database.read() as db:
        asked = {one.title for one in await todo.waiting_for(db, unit, today=TODAY, now=NOW)}
        checks = {one.title for one in await todo.waiting_for(db, coordinator, today=TODAY, now=NOW)}

    assert MOTIONS["sprachmittlung"].title in asked
    assert MOTIONS["sonderbus"].title not in asked
    assert MOTIONS["anerkennung"].title not in asked
    assert MOTIONS["anerkennung"].title in checks


async def test_no_mail_waits_and_nothing_happened_later_than_today(loaded: Demo) -> None:
    async with loaded.database.read() as db:
        outbox = await jobs.outbox(db, now=NOW)
        told = select(JournalEntry.at).where(JournalEntry.body_id == loaded.district.id)
        moments = list(await db.exec(told.order_by(col(JournalEntry.id))))

    assert (outbox.waiting, outbox.failing) == (0, 0)
    assert moments == sorted(moments)
    assert moments[-1].date() < TODAY


async def test_what_is_stored_follows_from_the_events_and_the_journal_holds(loaded: Demo) -> None:
    async with loaded.database.read() as db:
        differences = [one async for one in chain.inconsistencies(db, loaded.district.id)]
    count, broken = await _journal(loaded)

    assert differences == []
    assert broken == []
    assert count > 500


async def test_the_password_of_the_demo_opens_every_account(loaded: Demo, passwords: Passwords) -> None:
    async with loaded.database.read() as db:
        kept = {await accounts.password_hash(db, await loaded.viewer(login.login)) for login in LOGINS}

    assert len(kept) == 1
    assert await passwords.fits(PASSWORD, kept.pop())


async def test_a_database_with_a_district_in_it_is_refused(loaded: Demo, passwords: Passwords) -> None:
    with pytest.raises(RuleBroken) as refused:
        await sample.load(loaded.database, loaded.settings, TODAY, passwords=passwords)

    assert refused.value.code is Broken.DEMO_NEEDS_EMPTY
    assert await _resolutions(loaded.database, loaded) == 41


async def _resolutions(database: Database, loaded: Demo) -> int:
    async with database.read() as db:
        found = await db.exec(select(func.count()).where(Resolution.body_id == loaded.district.id))
        return found.one()


async def _journal(loaded: Demo) -> tuple[int, list[UUID]]:
    """The whole installation's, read without the tripwire, as ``beirat doctor`` does."""
    database = Database(loaded.settings.database_url)
    async with database.read() as db:
        found = await journal.verified(db)
    await database.close()
    return found
