"""Who was at a meeting, as the board sees it; and who of them could vote at a minute, and whether that was enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func
from sqlmodel import col, or_, select

from beirat.database import Session
from beirat.queries import people, rules_of_procedure
from beirat.queries.people import MemberView
from beirat.rules.attendance import AttendanceState, PresidingReason, Stay
from beirat.rules.errors import NotFound
from beirat.rules.invitations import CallKind
from beirat.rules.permissions import Viewer
from beirat.rules.presence import Abstention, Attending, PresenceAt, Room
from beirat.rules.profiles import Profile
from beirat.rules.quorum import QuorumRule
from beirat.tables.agenda import AgendaItem
from beirat.tables.attendance import Attendance, MeetingBreak, MeetingGuest, Presiding, QuorumDoubt, RoomRecord
from beirat.tables.ballots import Ballot
from beirat.tables.conflicts import ConflictOfInterest
from beirat.tables.meetings import Meeting
from beirat.tables.people import Deputy, MemberKind, Membership, OfficeKind, Person

RoomRow = MeetingBreak | MeetingGuest | Presiding | QuorumDoubt
ROOM_TABLES: Mapping[RoomRecord, Any] = {
    RoomRecord.BREAK: MeetingBreak,
    RoomRecord.GUEST: MeetingGuest,
    RoomRecord.PRESIDING: Presiding,
    RoomRecord.DOUBT: QuorumDoubt,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One stretch of presence, or that somebody was absent. ``represents_id``: there for that member, as a deputy."""

    id: UUID
    version: int
    state: AttendanceState
    came_at: datetime | None
    left_at: datetime | None
    represents_id: UUID | None = None

    def stay(self) -> Stay | None:
        return Stay(self.came_at, self.left_at) if self.came_at else None


@dataclass(frozen=True, slots=True)
class Member:
    """A member on the day of the meeting, or a deputy who came, with everything recorded about their presence.

    ``represents`` is whom a deputy stands in for, ``represented_by`` who stands in for a member.
    """

    person_id: UUID
    name: str
    kind: MemberKind
    has_vote: bool
    office: OfficeKind | None
    entries: tuple[Entry, ...]
    represents: str = ""
    represented_by: str = ""

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


@dataclass(frozen=True, slots=True)
class Break:
    """A break of the meeting; without an end it is still going on."""

    id: UUID
    version: int
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class GuestView:
    """A guest, or somebody of the administration: internal."""

    id: UUID
    version: int
    name: str
    function: str
    is_administration: bool


@dataclass(frozen=True, slots=True)
class PresidingView:
    """Who presided from a minute on, and why."""

    id: UUID
    version: int
    person_id: UUID
    name: str
    began_at: datetime
    reason: PresidingReason


@dataclass(frozen=True, slots=True)
class DoubtView:
    """When the quorum was doubted, by whom ("": counted unasked), and how many were counted then."""

    id: UUID
    version: int
    doubted_at: datetime
    name: str
    present: int
    was_enough: bool


async def presence_at(db: Session, meeting: Meeting, moment: datetime, *, item_id: UUID | None = None) -> PresenceAt:
    """Who is there at a minute, who may vote (on the item), and whether that is enough; from the recorded times."""
    return (await room_of(db, meeting)).at(moment, item_id)


async def room_of(db: Session, meeting: Meeting) -> Room:
    """Everything that decides who may vote, read once for every minute and every item of the meeting."""
    start = await start_of(db, meeting)
    voters = await _voters(db, meeting, start.date())
    entries = await entries_of(db, meeting)
    rules = await profile_of(db, meeting)
    return Room(
        statutory=meeting.statutory_members,
        attending=tuple(_attending(entries, voters)),
        conflicts=await _abstentions(db, meeting),
        breaks=tuple(Stay(one.began_at, one.ended_at) for one in await breaks_of(db, meeting)),
        doubts=tuple(row.doubted_at for row, _ in await _doubts(db, meeting)),
        rule=QuorumRule.of(rules),
        is_second_call=meeting.call is CallKind.SECOND,
    )


async def profile_of(db: Session, meeting: Meeting) -> Profile:
    """The rules of procedure of the board that meets, as they hold on the day."""
    day = (await start_of(db, meeting)).date()
    return await rules_of_procedure.profile_on(db, meeting.body_id, meeting.organization_id, day)


def _attending(entries: Iterable[Attendance], voters: frozenset[UUID]) -> Iterable[Attending]:
    """The stays of everybody who has a vote: members with one, and deputies of such members."""
    for row in entries:
        if row.came_at is not None and (row.represents_id or row.person_id) in voters:
            yield Attending(row.person_id, Stay(row.came_at, row.left_at), row.represents_id)


async def _voters(db: Session, meeting: Meeting, day: date) -> frozenset[UUID]:
    found = await db.exec(
        select(Membership.person_id).where(
            Membership.body_id == meeting.body_id,
            Membership.organization_id == meeting.organization_id,
            col(Membership.voting_right).is_(True),
            Membership.starts_on <= day,
            or_(col(Membership.ends_on).is_(None), col(Membership.ends_on) >= day),
        )
    )
    return frozenset(found)


async def _abstentions(db: Session, meeting: Meeting) -> tuple[Abstention, ...]:
    found = await db.exec(
        select(ConflictOfInterest)
        .join(
            AgendaItem,
            and_(
                col(AgendaItem.body_id) == ConflictOfInterest.body_id,
                col(AgendaItem.id) == ConflictOfInterest.item_id,
            ),
        )
        .where(
            ConflictOfInterest.body_id == meeting.body_id,
            AgendaItem.body_id == meeting.body_id,
            AgendaItem.meeting_id == meeting.id,
        )
        .order_by(col(ConflictOfInterest.id))
    )
    return tuple(Abstention(row.item_id, row.person_id, row.left_at, row.returned_at) for row in found)


async def start_of(db: Session, meeting: Meeting) -> datetime:
    """When the meeting starts, in the local time of its district."""
    body = await people.body_by_id(db, meeting.body_id)
    return meeting.starts_at.astimezone(ZoneInfo(body.time_zone))


async def members_of(db: Session, viewer: Viewer, meeting: Meeting, day: date) -> list[Member]:
    """Everybody who is a member on the day of the meeting, by family name, with their presence; then the deputies."""
    recorded: dict[UUID, list[Entry]] = {}
    for row in await entries_of(db, meeting):
        entry = Entry(row.id, row.version, row.state, row.came_at, row.left_at, row.represents_id)
        recorded.setdefault(row.person_id, []).append(entry)
    members = await people.members(db, viewer, meeting.organization_id, day)
    known = {member.person_id: member for member in members}
    deputies = await _deputies(db, meeting, recorded.keys() - known.keys())
    stands_in = {entry.represents_id: name for person_id, name in deputies.items() for entry in recorded[person_id]}
    return [
        *(
            _member(member, recorded.get(member.person_id, ()), stands_in.get(member.person_id, ""))
            for member in members
        ),
        *(_deputy(person_id, name, recorded[person_id], known) for person_id, name in deputies.items()),
    ]


def _member(member: MemberView, entries: Sequence[Entry], represented_by: str) -> Member:
    return Member(
        person_id=member.person_id,
        name=member.name,
        kind=member.kind,
        has_vote=member.voting_right,
        office=member.office,
        entries=tuple(entries),
        represented_by=represented_by,
    )


def _deputy(person_id: UUID, name: str, entries: Sequence[Entry], known: dict[UUID, MemberView]) -> Member:
    """A deputy has the kind and the vote of the member."""
    member = next((known[one.represents_id] for one in entries if one.represents_id in known), None)
    return Member(
        person_id=person_id,
        name=name,
        kind=member.kind if member else MemberKind.ADVISORY,
        has_vote=bool(member and member.voting_right),
        office=None,
        entries=tuple(entries),
        represents=member.name if member else "",
    )


async def _deputies(db: Session, meeting: Meeting, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of people who are no members on the day, by family name."""
    ids = list(person_ids)
    if not ids:
        return {}
    found = await db.exec(
        select(Person)
        .where(Person.body_id == meeting.body_id, col(Person.id).in_(ids))
        .order_by(func.lower(Person.family_name), func.lower(Person.given_name))
    )
    return {person.id: person.name for person in found}


async def deputies_of(db: Session, body_id: UUID, person_ids: Iterable[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Who may stand in for each of these members, in their order."""
    found = await db.exec(
        select(Deputy, Person)
        .join(Person, and_(col(Person.body_id) == Deputy.body_id, col(Person.id) == Deputy.deputy_id))
        .where(Deputy.body_id == body_id, Person.body_id == body_id, col(Deputy.person_id).in_(list(person_ids)))
        .order_by(col(Deputy.position), col(Deputy.id))
    )
    deputies: dict[UUID, list[tuple[UUID, str]]] = {}
    for row, person in found:
        deputies.setdefault(row.person_id, []).append((person.id, person.name))
    return deputies


async def names_of(db: Session, meeting: Meeting) -> dict[UUID, str]:
    """The names of everybody who has an entry, by family name."""
    entered = select(Attendance.person_id).where(
        Attendance.body_id == meeting.body_id, Attendance.meeting_id == meeting.id
    )
    found = await db.exec(
        select(Person)
        .where(Person.body_id == meeting.body_id, col(Person.id).in_(entered))
        .order_by(func.lower(Person.family_name), func.lower(Person.given_name))
    )
    return {person.id: person.name for person in found}


async def breaks_of(db: Session, meeting: Meeting) -> list[Break]:
    """The breaks of the meeting, in order of time."""
    found = await db.exec(
        select(MeetingBreak)
        .where(MeetingBreak.body_id == meeting.body_id, MeetingBreak.meeting_id == meeting.id)
        .order_by(col(MeetingBreak.began_at))
    )
    return [Break(row.id, row.version, row.began_at, row.ended_at) for row in found]


async def guests_of(db: Session, meeting: Meeting) -> list[GuestView]:
    """Guests and people of the administration, in the order in which they were entered. Internal."""
    found = await db.exec(
        select(MeetingGuest)
        .where(MeetingGuest.body_id == meeting.body_id, MeetingGuest.meeting_id == meeting.id)
        .order_by(col(MeetingGuest.id))
    )
    return [GuestView(row.id, row.version, row.name, row.function, row.is_administration) for row in found]


async def presiding_of(db: Session, meeting: Meeting) -> list[PresidingView]:
    """Who presided, in order of time; without an entry it is the chair."""
    found = await db.exec(
        select(Presiding, Person)
        .join(Person, and_(col(Person.body_id) == Presiding.body_id, col(Person.id) == Presiding.person_id))
        .where(Presiding.body_id == meeting.body_id, Person.body_id == meeting.body_id)
        .where(Presiding.meeting_id == meeting.id)
        .order_by(col(Presiding.began_at), col(Presiding.id))
    )
    return [
        PresidingView(row.id, row.version, row.person_id, person.name, row.began_at, row.reason)
        for row, person in found
    ]


async def doubts_of(db: Session, meeting: Meeting, room: Room) -> list[DoubtView]:
    """When the quorum was doubted and what was counted, in order of time."""
    told = []
    for row, person in await _doubts(db, meeting):
        seen = room.at(row.doubted_at)
        name = person.name if person else ""
        told.append(
            DoubtView(row.id, row.version, row.doubted_at, name, seen.present, was_enough=seen.present >= seen.needed)
        )
    return told


async def _doubts(db: Session, meeting: Meeting) -> list[tuple[QuorumDoubt, Person | None]]:
    found = await db.exec(
        select(QuorumDoubt, Person)
        .outerjoin(Person, and_(col(Person.body_id) == QuorumDoubt.body_id, col(Person.id) == QuorumDoubt.person_id))
        .where(QuorumDoubt.body_id == meeting.body_id, QuorumDoubt.meeting_id == meeting.id)
        .order_by(col(QuorumDoubt.doubted_at), col(QuorumDoubt.id))
    )
    return list(found.all())


async def entries_of(db: Session, meeting: Meeting, person_ids: Iterable[UUID] | None = None) -> list[Attendance]:
    """What is recorded about presence, of everybody or of some, in order of time."""
    query = select(Attendance).where(Attendance.body_id == meeting.body_id, Attendance.meeting_id == meeting.id)
    if person_ids is not None:
        query = query.where(col(Attendance.person_id).in_(list(person_ids)))
    return list(await db.exec(query.order_by(col(Attendance.came_at), col(Attendance.id))))


async def last_moment(db: Session, meeting: Meeting) -> datetime | None:
    """The last thing that is recorded with a time: a ballot, somebody who came or left."""
    ballots = (
        select(func.max(Ballot.taken_at))
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Ballot.body_id, col(AgendaItem.id) == Ballot.item_id))
        .where(Ballot.body_id == meeting.body_id, AgendaItem.meeting_id == meeting.id)
    )
    moves = select(func.max(Attendance.came_at), func.max(Attendance.left_at)).where(
        Attendance.body_id == meeting.body_id, Attendance.meeting_id == meeting.id
    )
    known = [(await db.exec(ballots)).one(), *(await db.exec(moves)).one()]
    return max((moment for moment in known if moment), default=None)


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


async def present_voters(db: Session, meeting: Meeting, moment: datetime) -> int:
    """How many with a vote are present at the moment."""
    return (await presence_at(db, meeting, moment)).present


async def ever_present(db: Session, meeting: Meeting) -> int:
    """How many with a vote were there at any time."""
    return len({one.person_id for one in (await room_of(db, meeting)).attending})


async def room_record(db: Session, meeting: Meeting, kind: RoomRecord, row_id: UUID) -> RoomRow:
    """A break, guest, change of chair or doubt of this meeting. Raises NotFound."""
    table = ROOM_TABLES[kind]
    found = await db.exec(
        select(table).where(
            col(table.body_id) == meeting.body_id, col(table.meeting_id) == meeting.id, col(table.id) == row_id
        )
    )
    row: RoomRow | None = found.one_or_none()
    if row is None:
        raise NotFound
    return row


async def person_named(db: Session, meeting: Meeting, person_id: UUID) -> str:
    """The name of somebody of the district. Raises NotFound."""
    found = await db.exec(select(Person).where(Person.body_id == meeting.body_id, Person.id == person_id))
    person = found.one_or_none()
    if person is None:
        raise NotFound
    return person.name
