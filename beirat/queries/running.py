"""A meeting while it runs: who is there, what is on the agenda, what was decided; in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import agenda, attendance, conflicts, elections, meetings, motions, resolutions
from beirat.queries import minutes as minutes_queries
from beirat.queries.agenda import ItemView
from beirat.queries.attendance import Break, DoubtView, GuestView, Member, PresidingView
from beirat.queries.conflicts import ConflictView
from beirat.queries.elections import ElectionView
from beirat.queries.motions import MotionView
from beirat.queries.resolutions import BallotView, ResolutionView
from beirat.rules.attendance import is_afterwards
from beirat.rules.errors import NotFound
from beirat.rules.meetings import ItemKind, MeetingState
from beirat.rules.minutes import MinutesState
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Viewer
from beirat.rules.presence import PresenceAt, Room
from beirat.rules.profiles import Profile
from beirat.tables.agenda import AgendaItem
from beirat.tables.meetings import Meeting
from beirat.tables.motions import Motion

MOST_WAITING = 100
BALLOTS = frozenset({ItemKind.MOTION, ItemKind.REPORT, ItemKind.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class RunningItem:
    """An item of the agenda and what was decided under it."""

    about: ItemView
    resolutions: tuple[ResolutionView, ...]

    @property
    def on_matter(self) -> tuple[ResolutionView, ...]:
        """What was decided about the matter, not about the meeting."""
        return tuple(one for one in self.resolutions if not one.subject.is_procedural)

    @property
    def undecided(self) -> tuple[UUID, ...]:
        """The motions on it that still need a ballot."""
        decided = {one.motion_id for one in self.resolutions if not one.subject.is_procedural}
        if self.about.is_put_off:
            return ()
        return tuple(motion.id for motion in self.about.motions if motion.id not in decided)

    @property
    def is_open(self) -> bool:
        """Something on it still waits to be put to the vote."""
        waits = self.about.case is not None and not self.on_matter and not self.about.is_put_off
        return waits or bool(self.undecided)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A motion that was admitted and is on no agenda: it can be urgent."""

    id: UUID
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class StandIn:
    """A deputy who may come for a member."""

    person_id: UUID
    member: str
    deputy_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Called:
    """The item that is being dealt with: its text and its motions word for word."""

    item: RunningItem
    course: str
    version: int
    motions: tuple[MotionView, ...]
    elections: tuple[ElectionView, ...] = ()
    urgent: tuple[Waiting, ...] = ()
    rules: Profile | None = None

    def resolution(self, motion_id: UUID | None) -> ResolutionView | None:
        on_matter = (one for one in self.item.resolutions if not one.subject.is_procedural)
        return next((one for one in on_matter if one.motion_id == motion_id), None)

    @property
    def about_the_meeting(self) -> tuple[ResolutionView, ...]:
        """What was decided under it about the meeting itself."""
        return tuple(one for one in self.item.resolutions if one.subject.is_procedural)

    @property
    def on_the_matter(self) -> tuple[ResolutionView, ...]:
        """What was decided about something else than a motion."""
        return tuple(one for one in self.item.resolutions if one.motion_id is None and not one.subject.is_procedural)


@dataclass(frozen=True, slots=True)
class RunningView:
    """The whole evening. ``there`` is who can vote now, or at the end of a closed one; ``room`` knows every minute."""

    id: UUID
    organization_id: UUID
    reference: str
    number: int
    state: MeetingState
    starts_at: datetime
    ends_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    statutory_members: int
    room: Room
    there: PresenceAt
    members: tuple[Member, ...]
    items: tuple[RunningItem, ...]
    minutes_state: MinutesState | None
    is_afterwards: bool = False
    breaks: tuple[Break, ...] = ()
    guests: tuple[GuestView, ...] = ()
    presiding: tuple[PresidingView, ...] = ()
    doubts: tuple[DoubtView, ...] = ()
    conflicts: tuple[ConflictView, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()

    @property
    def present(self) -> int:
        """How many with a vote are there."""
        return self.there.present

    @property
    def needed(self) -> int:
        return self.there.needed

    @property
    def has_quorum(self) -> bool:
        return self.there.is_quorate

    def voting(self, item_id: UUID) -> PresenceAt:
        """Who may vote on an item now."""
        return self.room.at(self.there.moment, item_id)

    def biased(self, item_id: UUID) -> tuple[ConflictView, ...]:
        """Who takes no part in an item."""
        return tuple(one for one in self.conflicts if one.item_id == item_id)

    @property
    def is_open_to_write(self) -> bool:
        """Texts and promises can still be put right: the meeting runs, or its minutes are a draft."""
        return self.state is MeetingState.RUNNING or self.minutes_state is MinutesState.DRAFT

    def item(self, item_id: UUID) -> RunningItem:
        """Raises NotFound."""
        for one in self.items:
            if one.about.id == item_id:
                return one
        raise NotFound

    def after(self, item_id: UUID) -> RunningItem | None:
        """The next item of the agenda."""
        ids = [one.about.id for one in self.items]
        place = ids.index(item_id) + 1
        return self.items[place] if place < len(ids) else None

    def before(self, item_id: UUID) -> RunningItem | None:
        """The item of the agenda before this one."""
        ids = [one.about.id for one in self.items]
        place = ids.index(item_id)
        return self.items[place - 1] if place else None

    def miscounted(self, ballots: Iterable[BallotView], item_id: UUID) -> list[tuple[BallotView, PresenceAt]]:
        """Ballots whose number of voters is no longer what presence and conflicts say of that minute."""
        pairs = [(ballot, self.room.at(ballot.taken_at, item_id)) for ballot in ballots]
        return [
            (ballot, there)
            for ballot, there in pairs
            if (there.present, len(there.excluded)) != (ballot.present, ballot.tally.excluded)
        ]


async def view(db: Session, viewer: Viewer, meeting_id: UUID, *, now: datetime) -> RunningView:
    """The evening for those who keep its record. Raises NotFound for everybody but the board."""
    meeting = await meeting_of(db, viewer, meeting_id)
    start = await attendance.start_of(db, meeting)
    members = tuple(await attendance.members_of(db, viewer, meeting, start.date()))
    items = await agenda.items(db, viewer, meeting_id)
    decided: dict[UUID, list[ResolutionView]] = defaultdict(list)
    for one in await resolutions.of_items(db, viewer.body_id, [item.id for item in items]):
        decided[one.item_id].append(one)
    minutes = await minutes_queries.draft_of(db, viewer.body_id, meeting_id)
    room = await attendance.room_of(db, meeting)
    return RunningView(
        id=meeting.id,
        organization_id=meeting.organization_id,
        reference=meeting.reference,
        number=meeting.number,
        state=meeting.state,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        statutory_members=meeting.statutory_members,
        room=room,
        there=room.at(_moment(meeting, now)),
        members=members,
        items=tuple(RunningItem(item, tuple(decided[item.id])) for item in items),
        minutes_state=minutes.state if minutes else None,
        is_afterwards=is_afterwards(now, start=start, ends=meeting.ends_at),
        breaks=tuple(await attendance.breaks_of(db, meeting)),
        guests=tuple(await attendance.guests_of(db, meeting)),
        presiding=tuple(await attendance.presiding_of(db, meeting)),
        doubts=tuple(await attendance.doubts_of(db, meeting, room)),
        conflicts=tuple(await conflicts.of_meeting(db, meeting)),
        stand_ins=await _stand_ins(db, viewer, members),
    )


async def _stand_ins(db: Session, viewer: Viewer, members: Iterable[Member]) -> tuple[StandIn, ...]:
    """Who may still come for whom: deputies of members who are not there."""
    away = {one.person_id: one.name for one in members if not one.stays and not one.represented_by}
    found = await attendance.deputies_of(db, viewer.body_id, away)
    return tuple(
        StandIn(person_id, away[person_id], deputy_id, name)
        for person_id, deputies in found.items()
        for deputy_id, name in deputies
    )


def _moment(meeting: Meeting, now: datetime) -> datetime:
    """Now; or for a meeting that is over its last moment, at which nobody has left yet who stayed to the end."""
    return meeting.closed_at or now


async def meeting_of(db: Session, viewer: Viewer, meeting_id: UUID) -> Meeting:
    """The meeting, to be read. Raises NotFound for everybody but the board."""
    found = await db.exec(
        select(Meeting).where(Meeting.body_id == viewer.body_id, Meeting.id == meeting_id, meetings.seen_by(viewer))
    )
    meeting = found.one_or_none()
    if meeting is None or not viewer.is_board:
        raise NotFound
    return meeting


async def called(db: Session, viewer: Viewer, item: RunningItem) -> Called:
    """The item word for word, with the course of its debate and its motions."""
    found = await db.exec(
        select(AgendaItem.course, AgendaItem.version).where(
            AgendaItem.body_id == viewer.body_id, AgendaItem.id == item.about.id, agenda.seen_by(viewer)
        )
    )
    course, version = found.one()
    papers = [await motions.view(db, viewer, paper.id) for paper in item.about.motions]
    meeting = await meeting_of(db, viewer, await agenda.meeting_of(db, viewer, item.about.id))
    rules = await attendance.profile_of(db, meeting)
    return Called(
        item=item,
        course=course,
        version=version,
        motions=tuple(papers),
        elections=tuple(await elections.of_items(db, viewer.body_id, [item.about.id], rules)),
        urgent=await _waiting(db, viewer),
        rules=rules,
    )


async def _waiting(db: Session, viewer: Viewer) -> tuple[Waiting, ...]:
    found = await db.exec(
        select(Motion)
        .where(Motion.body_id == viewer.body_id, Motion.state == MotionState.ADMITTED)
        .order_by(col(Motion.year), col(Motion.number))
        .limit(MOST_WAITING)
    )
    return tuple(Waiting(row.id, row.reference, row.title) for row in found)


async def texts(db: Session, viewer: Viewer, meeting_id: UUID) -> dict[UUID, tuple[str, int]]:
    """What was written under every item, with the version it has. Raises NotFound for everybody but the board."""
    await meeting_of(db, viewer, meeting_id)
    found = await db.exec(
        select(AgendaItem.id, AgendaItem.course, AgendaItem.version)
        .where(AgendaItem.body_id == viewer.body_id, AgendaItem.meeting_id == meeting_id)
        .order_by(col(AgendaItem.position))
    )
    return {item_id: (course, version) for item_id, course, version in found}
