"""Recording what else decides who may vote: deputies, breaks, doubts about the quorum; and who presides, and guests.

Every time is the one on the paper; the clock only says that nothing is recorded before it happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from uuid import UUID

from beirat.actions.attendance import check_running
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import attendance, meetings
from beirat.rules.attendance import (
    AttendanceState,
    PresidingReason,
    Stay,
    break_problems,
    is_within,
    moment_at,
    stay_problems,
)
from beirat.rules.errors import Broken, RuleBroken, StaleVersion, refuse_if
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.attendance import (
    Attendance,
    Doubt,
    GuestEntry,
    MeetingBreak,
    MeetingGuest,
    Presiding,
    PresidingEntry,
    QuorumDoubt,
    Representation,
    Resumption,
    RoomRecord,
    Suspension,
)
from beirat.tables.meetings import Meeting


async def represent(db: Session, meeting_id: UUID, entered: Representation, *, actor: Viewer, now: datetime) -> None:
    """A deputy comes for a member who does not come. Only somebody who is entered as the member's deputy."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    members = {one.person_id: one for one in await attendance.members_of(db, actor, meeting, start.date())}
    if entered.person_id not in members:
        raise RuleBroken(Broken.NOT_A_MEMBER, "person_id")
    member = members[entered.person_id]
    deputies = dict((await attendance.deputies_of(db, actor.body_id, [member.person_id])).get(member.person_id, ()))
    if entered.deputy_id not in deputies:
        name = await attendance.person_named(db, meeting, entered.deputy_id)
        raise RuleBroken(Broken.NOT_A_DEPUTY, "deputy_id", name=name)
    if member.stays:
        raise RuleBroken(Broken.PRESENCE_OVERLAPS, "person_id", name=member.name)
    came = _moment(entered.at, start)
    own = members[entered.deputy_id].stays if entered.deputy_id in members else ()
    refuse_if(stay_problems(Stay(came), own, opened=_opened(meeting), now=now))
    for row in await attendance.entries_of(db, meeting, [member.person_id]):
        await db.delete(row)
    db.add_all(_represented(meeting, entered, came))
    await _record(db, meeting, {"represented": entered.model_dump()}, actor=actor, now=now)


def _represented(meeting: Meeting, entered: Representation, came: datetime) -> list[Attendance]:
    """That the member is represented, and that the deputy is there for the member."""
    body_id, meeting_id = meeting.body_id, meeting.id
    member, deputy = AttendanceState.REPRESENTED, AttendanceState.PRESENT
    return [
        Attendance(body_id=body_id, meeting_id=meeting_id, person_id=entered.person_id, state=member),
        Attendance(
            body_id=body_id,
            meeting_id=meeting_id,
            person_id=entered.deputy_id,
            state=deputy,
            came_at=came,
            represents_id=entered.person_id,
        ),
    ]


async def suspend(db: Session, meeting_id: UUID, entered: Suspension, *, actor: Viewer, now: datetime) -> MeetingBreak:
    """The meeting is suspended; the end may be entered later. Breaks do not overlap."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    ended = _moment(entered.ended_at, start) if entered.ended_at else None
    stretch = Stay(_moment(entered.began_at, start), ended)
    others = [Stay(one.began_at, one.ended_at) for one in await attendance.breaks_of(db, meeting)]
    refuse_if(break_problems(stretch, others, opened=_opened(meeting), now=now))
    row = MeetingBreak(body_id=meeting.body_id, meeting_id=meeting.id, began_at=stretch.came, ended_at=stretch.left)
    db.add(row)
    await _record(db, meeting, {"suspended": entered.model_dump()}, actor=actor, now=now)
    return row


async def resume(
    db: Session, meeting_id: UUID, break_id: UUID, entered: Resumption, *, actor: Viewer, now: datetime
) -> None:
    """The meeting goes on."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    row = await attendance.room_record(db, meeting, RoomRecord.BREAK, break_id)
    if not isinstance(row, MeetingBreak) or row.version != entered.version:
        raise StaleVersion(row.version, {})
    stretch = Stay(row.began_at, _moment(entered.at, start))
    refuse_if(break_problems(stretch, [], opened=_opened(meeting), now=now))
    row.ended_at = stretch.left
    await _record(db, meeting, {"resumed": entered.at}, actor=actor, now=now)


async def add_guest(
    db: Session, meeting_id: UUID, entered: GuestEntry, *, actor: Viewer, now: datetime
) -> MeetingGuest:
    """A guest or somebody of the administration is there: internal, by name or function."""
    meeting, _ = await _running(db, meeting_id, actor=actor)
    if not entered.name and not entered.function:
        raise RuleBroken(Broken.REQUIRED, "name")
    row = MeetingGuest(body_id=meeting.body_id, meeting_id=meeting.id, **entered.model_dump())
    db.add(row)
    await _record(db, meeting, {"guest": entered.function or "–"}, actor=actor, now=now)
    return row


async def preside(db: Session, meeting_id: UUID, entered: PresidingEntry, *, actor: Viewer, now: datetime) -> Presiding:
    """Somebody presides from a time on. It must be somebody who is there; in a constituent meeting, anybody asked."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    began = _within(meeting, entered.at, start, now=now)
    name = await attendance.person_named(db, meeting, entered.person_id)
    if entered.reason is not PresidingReason.CONSTITUENT:
        await _check_there(db, meeting, entered.person_id, name, began, actor=actor)
    row = Presiding(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        person_id=entered.person_id,
        began_at=began,
        reason=entered.reason,
    )
    db.add(row)
    await _record(db, meeting, {"presiding": entered.model_dump()}, actor=actor, now=now)
    return row


async def doubt(db: Session, meeting_id: UUID, entered: Doubt, *, actor: Viewer, now: datetime) -> QuorumDoubt:
    """A member doubts that enough are there, or the chair counts unasked; what is counted follows from presence."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    moment = _within(meeting, entered.at, start, now=now)
    if entered.person_id is not None:
        name = await attendance.person_named(db, meeting, entered.person_id)
        await _check_there(db, meeting, entered.person_id, name, moment, actor=actor)
    row = QuorumDoubt(body_id=meeting.body_id, meeting_id=meeting.id, person_id=entered.person_id, doubted_at=moment)
    db.add(row)
    await _record(db, meeting, {"doubted": entered.model_dump()}, actor=actor, now=now)
    return row


async def take_back(
    db: Session, meeting_id: UUID, kind: RoomRecord, row_id: UUID, *, version: int, actor: Viewer, now: datetime
) -> None:
    """An entry was a mistake; the journal keeps it."""
    meeting, _ = await _running(db, meeting_id, actor=actor)
    row = await attendance.room_record(db, meeting, kind, row_id)
    if row.version != version:
        raise StaleVersion(row.version, {})
    await _record(db, meeting, {"taken_back": kind, "id": row_id}, actor=actor, now=now)
    await db.delete(row)


async def _running(db: Session, meeting_id: UUID, *, actor: Viewer) -> tuple[Meeting, datetime]:
    """The meeting, locked and running, and its start by the clock on the wall."""
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.RECORD_ATTENDANCE)
    check_running(meeting)
    return meeting, await attendance.start_of(db, meeting)


async def _check_there(
    db: Session, meeting: Meeting, person_id: UUID, name: str, moment: datetime, *, actor: Viewer
) -> None:
    """Raises RuleBroken(NOT_PRESENT)."""
    rows = await attendance.entries_of(db, meeting, [person_id])
    if not any(row.came_at and Stay(row.came_at, row.left_at).covers(moment) for row in rows):
        raise RuleBroken(Broken.NOT_PRESENT, "person_id", name=name)


def _moment(clock: time, start: datetime) -> datetime:
    return moment_at(clock, start=start).astimezone(UTC)


def _within(meeting: Meeting, clock: time, start: datetime, *, now: datetime) -> datetime:
    """The moment, which must lie within the meeting. Raises RuleBroken(OUTSIDE_MEETING)."""
    moment = _moment(clock, start)
    if not is_within(moment, opened=_opened(meeting), now=now):
        raise RuleBroken(Broken.OUTSIDE_MEETING, "at")
    return moment


def _opened(meeting: Meeting) -> datetime:
    return meeting.opened_at or meeting.starts_at


async def _record(db: Session, meeting: Meeting, after: Mapping[str, object], *, actor: Viewer, now: datetime) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_ATTENDANCE,
        subject_type="meeting",
        subject_id=meeting.id,
        after=after,
    )
