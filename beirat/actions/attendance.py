"""Recording who is there: arrivals, departures, absences, and putting an entry right while the meeting runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from uuid import UUID

from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import attendance, meetings
from beirat.rules.attendance import AttendanceState, Stay, is_afterwards, is_within, moment_at, stay_problems
from beirat.rules.errors import Broken, Problem, RuleBroken, StaleVersion, refuse_if
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.attendance import (
    Absence,
    Arrival,
    Attendance,
    AttendanceCorrection,
    AttendanceRemoval,
    Departure,
)
from beirat.tables.meetings import Meeting


async def record_arrival(db: Session, meeting_id: UUID, entered: Arrival, *, actor: Viewer, now: datetime) -> None:
    """Members came. Whoever was noted as absent is present after all."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    names = await _names(db, meeting, start, entered.person_ids, actor=actor)
    came = moment_at(entered.at, start=start).astimezone(UTC)
    known = await _known(db, meeting, entered.person_ids)
    problems = []
    for person_id in entered.person_ids:
        problems += _stay_problems(Stay(came), known[person_id], names[person_id], meeting, now=now)
    refuse_if(_once(problems))
    for person_id in entered.person_ids:
        await _forget_absence(db, known[person_id])
        db.add(_entry(meeting, person_id, AttendanceState.PRESENT, came_at=came))
    await _record(db, meeting, entered, actor=actor, now=now)


async def record_departure(db: Session, meeting_id: UUID, entered: Departure, *, actor: Viewer, now: datetime) -> None:
    """Members left. Each of them must be there."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    names = await _names(db, meeting, start, entered.person_ids, actor=actor)
    left = moment_at(entered.at, start=start).astimezone(UTC)
    known = await _known(db, meeting, entered.person_ids)
    refuse_if(_once(_departure_problems(entered, known, names, meeting, left, now)))
    for person_id in entered.person_ids:
        row = _open_stay(known[person_id])
        if row is not None:
            row.left_at = left
    await _record(db, meeting, entered, actor=actor, now=now)


def _departure_problems(
    entered: Departure,
    known: Mapping[UUID, Sequence[Attendance]],
    names: Mapping[UUID, str],
    meeting: Meeting,
    left: datetime,
    now: datetime,
) -> list[Problem]:
    problems = []
    for person_id in entered.person_ids:
        row = _open_stay(known[person_id])
        if row is None or row.came_at is None:
            problems.append(Problem(Broken.NOT_PRESENT, "person_ids", {"name": names[person_id]}))
        else:
            stay = Stay(row.came_at, left)
            problems += _stay_problems(stay, _others(known[person_id], row), names[person_id], meeting, now=now)
    return problems


async def record_absence(db: Session, meeting_id: UUID, entered: Absence, *, actor: Viewer, now: datetime) -> None:
    """Members do not come, excused or not. Refused for somebody who was there."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    names = await _names(db, meeting, start, entered.person_ids, actor=actor)
    known = await _known(db, meeting, entered.person_ids)
    was_there = [person_id for person_id in entered.person_ids if any(row.came_at for row in known[person_id])]
    refuse_if([Problem(Broken.PRESENCE_OVERLAPS, "person_ids", {"name": names[one]}) for one in was_there])
    state = AttendanceState.EXCUSED if entered.excused else AttendanceState.UNEXCUSED
    for person_id in entered.person_ids:
        await _forget_absence(db, known[person_id])
        db.add(_entry(meeting, person_id, state))
    await _record(db, meeting, entered, actor=actor, now=now)


async def correct(
    db: Session, meeting_id: UUID, entry_id: UUID, entered: AttendanceCorrection, *, actor: Viewer, now: datetime
) -> None:
    """Puts the times of one stretch of presence right."""
    meeting, start = await _running(db, meeting_id, actor=actor)
    row = await attendance.entry(db, meeting, entry_id)
    before = _times(row)
    _check_version(row, entered.version)
    if row.state is not AttendanceState.PRESENT:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    stay = Stay(_moment(entered.came_at, start), _moment(entered.left_at, start) if entered.left_at else None)
    known = await _known(db, meeting, [row.person_id])
    others = [one for other in _others(known[row.person_id], row) if (one := _stay(other))]
    refuse_if(stay_problems(stay, others, opened=_opened(meeting), now=now))
    row.came_at, row.left_at = stay.came, stay.left
    await _record_entry(db, row, before, _times(row), actor=actor, now=now)


async def remove(
    db: Session, meeting_id: UUID, entry_id: UUID, entered: AttendanceRemoval, *, actor: Viewer, now: datetime
) -> None:
    """Takes an entry back that was a mistake; the journal keeps it."""
    meeting, _ = await _running(db, meeting_id, actor=actor)
    row = await attendance.entry(db, meeting, entry_id)
    _check_version(row, entered.version)
    await _record_entry(db, row, _times(row), {}, actor=actor, now=now)
    await db.delete(row)


async def ballot_moment(db: Session, meeting: Meeting, clock: time | None, *, now: datetime) -> datetime:
    """When a ballot was taken: at a time of day, or now, as long as it is still the day (or night) of the meeting.

    Raises RuleBroken(OUTSIDE_MEETING), or TIME_NEEDED where everything is entered afterwards from paper.
    """
    start = await attendance.start_of(db, meeting)
    if clock is None and is_afterwards(now, start=start, ends=meeting.ends_at):
        raise RuleBroken(Broken.TIME_NEEDED, "at")
    moment = now if clock is None else _moment(clock, start)
    if not is_within(moment, opened=_opened(meeting), now=now):
        raise RuleBroken(Broken.OUTSIDE_MEETING, "at")
    return moment


def check_running(meeting: Meeting) -> None:
    """Raises RuleBroken(MEETING_NOT_RUNNING)."""
    if meeting.state is not MeetingState.RUNNING:
        raise RuleBroken(Broken.MEETING_NOT_RUNNING)


async def _running(db: Session, meeting_id: UUID, *, actor: Viewer) -> tuple[Meeting, datetime]:
    """The meeting, locked and running, and its start by the clock on the wall."""
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.RECORD_ATTENDANCE)
    check_running(meeting)
    return meeting, await attendance.start_of(db, meeting)


async def _names(
    db: Session, meeting: Meeting, start: datetime, person_ids: Sequence[UUID], *, actor: Viewer
) -> dict[UUID, str]:
    """The names of the people, who must all be members on the day. Raises RuleBroken(NOT_A_MEMBER)."""
    members = await attendance.members_of(db, actor, meeting, start.date())
    names = {member.person_id: member.name for member in members}
    if not names.keys() >= set(person_ids):
        raise RuleBroken(Broken.NOT_A_MEMBER, "person_ids")
    return names


async def _known(db: Session, meeting: Meeting, person_ids: Sequence[UUID]) -> dict[UUID, list[Attendance]]:
    known: dict[UUID, list[Attendance]] = {person_id: [] for person_id in person_ids}
    for row in await attendance.entries_of(db, meeting, person_ids):
        known[row.person_id].append(row)
    return known


def _stay_problems(
    stay: Stay, rows: Sequence[Attendance], name: str, meeting: Meeting, *, now: datetime
) -> list[Problem]:
    others = [one for row in rows if (one := _stay(row))]
    found = stay_problems(stay, others, opened=_opened(meeting), now=now)
    return [_named(problem, name) for problem in found]


def _named(problem: Problem, name: str) -> Problem:
    """Belongs to the person where the person is the trouble, else to the time that all of them share."""
    if problem.code is Broken.PRESENCE_OVERLAPS:
        return Problem(problem.code, "person_ids", {"name": name})
    return Problem(problem.code, "at", {"name": name} if problem.code is Broken.LEFT_BEFORE_CAME else {})


def _once(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for place, problem in enumerate(problems) if problem not in problems[:place]]


def _open_stay(rows: Sequence[Attendance]) -> Attendance | None:
    return next((row for row in rows if row.came_at is not None and row.left_at is None), None)


def _others(rows: Sequence[Attendance], row: Attendance) -> list[Attendance]:
    return [other for other in rows if other.id != row.id]


def _stay(row: Attendance) -> Stay | None:
    return Stay(row.came_at, row.left_at) if row.came_at else None


async def _forget_absence(db: Session, rows: Sequence[Attendance]) -> None:
    for row in rows:
        if row.state is not AttendanceState.PRESENT:
            await db.delete(row)


def _entry(meeting: Meeting, person_id: UUID, state: AttendanceState, *, came_at: datetime | None = None) -> Attendance:
    return Attendance(body_id=meeting.body_id, meeting_id=meeting.id, person_id=person_id, state=state, came_at=came_at)


def _moment(clock: time, start: datetime) -> datetime:
    return moment_at(clock, start=start).astimezone(UTC)


def _opened(meeting: Meeting) -> datetime:
    """When it was opened. A running meeting always was."""
    return meeting.opened_at or meeting.starts_at


def _check_version(row: Attendance, version: int) -> None:
    if row.version != version:
        raise StaleVersion(row.version, {})


def _times(row: Attendance) -> dict[str, object]:
    return {"person": row.person_id, "state": row.state, "came_at": row.came_at, "left_at": row.left_at}


async def _record(
    db: Session, meeting: Meeting, entered: Arrival | Departure | Absence, *, actor: Viewer, now: datetime
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_ATTENDANCE,
        subject_type="meeting",
        subject_id=meeting.id,
        after={"step": type(entered).__name__.lower(), **entered.model_dump(mode="json")},
    )


async def _record_entry(
    db: Session,
    row: Attendance,
    before: Mapping[str, object],
    after: Mapping[str, object],
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_ATTENDANCE,
        subject_type="attendance",
        subject_id=row.id,
        before=before,
        after=after,
    )
