"""Who was at a meeting, as the board sees it; and how many of them could vote at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func
from sqlmodel import col, or_, select

from beirat.database import Session
from beirat.queries import people
from beirat.rules.attendance import AttendanceState, Stay, present_at
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.attendance import Attendance
from beirat.tables.meetings import Meeting
from beirat.tables.people import MemberKind, Membership, OfficeKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One stretch of presence, or that somebody was absent."""

    id: UUID
    version: int
    state: AttendanceState
    came_at: datetime | None
    left_at: datetime | None

    def stay(self) -> Stay | None:
        return Stay(self.came_at, self.left_at) if self.came_at else None


@dataclass(frozen=True, slots=True)
class Member:
    """A member on the day of the meeting, with everything recorded about their presence."""

    person_id: UUID
    name: str
    kind: MemberKind
    has_vote: bool
    office: OfficeKind | None
    entries: tuple[Entry, ...]

    @property
    def state(self) -> AttendanceState | None:
        """Present if ever there; else how the absence is recorded; None: nothing is known yet."""
        states = {entry.state for entry in self.entries}
        return AttendanceState.PRESENT if AttendanceState.PRESENT in states else next(iter(states), None)

    @property
    def stays(self) -> tuple[Stay, ...]:
        return tuple(stay for entry in self.entries if (stay := entry.stay()))

    def is_there(self, moment: datetime) -> bool:
        return any(stay.covers(moment) for stay in self.stays)


def voters_at(members: Iterable[Member], moment: datetime) -> int:
    """How many members with a vote are present at the moment."""
    return present_at((stay for member in members if member.has_vote for stay in member.stays), moment)


async def start_of(db: Session, meeting: Meeting) -> datetime:
    """When the meeting starts, in the local time of its district."""
    body = await people.body_by_id(db, meeting.body_id)
    return meeting.starts_at.astimezone(ZoneInfo(body.time_zone))


async def members_of(db: Session, viewer: Viewer, meeting: Meeting, day: date) -> list[Member]:
    """Everybody who is a member on the day of the meeting, by family name, with their presence."""
    recorded: dict[UUID, list[Entry]] = {}
    for row in await entries_of(db, meeting):
        recorded.setdefault(row.person_id, []).append(Entry(row.id, row.version, row.state, row.came_at, row.left_at))
    return [
        Member(
            person_id=member.person_id,
            name=member.name,
            kind=member.kind,
            has_vote=member.voting_right,
            office=member.office,
            entries=tuple(recorded.get(member.person_id, ())),
        )
        for member in await people.members(db, viewer, meeting.organization_id, day)
    ]


async def entries_of(db: Session, meeting: Meeting, person_ids: Iterable[UUID] | None = None) -> list[Attendance]:
    """What is recorded about presence, of everybody or of some, in order of time."""
    query = select(Attendance).where(Attendance.body_id == meeting.body_id, Attendance.meeting_id == meeting.id)
    if person_ids is not None:
        query = query.where(col(Attendance.person_id).in_(list(person_ids)))
    return list(await db.exec(query.order_by(col(Attendance.came_at), col(Attendance.id))))


async def entry(db: Session, meeting: Meeting, entry_id: UUID) -> Attendance:
    """One entry of the meeting. Raises NotFound."""
    found = await db.exec(
        select(Attendance).where(
            Attendance.body_id == meeting.body_id, Attendance.meeting_id == meeting.id, Attendance.id == entry_id
        )
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row


async def present_voters(db: Session, meeting: Meeting, day: date, moment: datetime) -> int:
    """How many members with a vote are present at the moment, asked of the database."""
    there = or_(col(Attendance.left_at).is_(None), col(Attendance.left_at) > moment)
    return await _count(db, meeting, day, col(Attendance.came_at) <= moment, there)


async def ever_present(db: Session, meeting: Meeting, day: date) -> int:
    """How many members with a vote were there at any time."""
    return await _count(db, meeting, day)


async def _count(db: Session, meeting: Meeting, day: date, *when: ColumnElement[bool]) -> int:
    voters = select(Membership.person_id).where(
        Membership.body_id == meeting.body_id,
        Membership.organization_id == meeting.organization_id,
        col(Membership.voting_right).is_(True),
        Membership.starts_on <= day,
        or_(col(Membership.ends_on).is_(None), col(Membership.ends_on) >= day),
    )
    found = await db.exec(
        select(func.count(col(Attendance.person_id).distinct())).where(
            Attendance.body_id == meeting.body_id,
            Attendance.meeting_id == meeting.id,
            Attendance.state == AttendanceState.PRESENT,
            col(Attendance.person_id).in_(voters),
            *when,
        )
    )
    return found.one()
