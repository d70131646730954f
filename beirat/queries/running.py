"""A meeting while it runs: who is there, what is on the agenda, what was decided; in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import agenda, attendance, meetings, motions, resolutions
from beirat.queries import minutes as minutes_queries
from beirat.queries.agenda import ItemView
from beirat.queries.attendance import Member, voters_at
from beirat.queries.motions import MotionView
from beirat.queries.resolutions import BallotView, ResolutionView
from beirat.rules.errors import NotFound
from beirat.rules.meetings import ItemKind, MeetingState
from beirat.rules.minutes import MinutesState
from beirat.rules.permissions import Viewer
from beirat.rules.quorum import is_reached, needed
from beirat.tables.agenda import AgendaItem
from beirat.tables.meetings import Meeting

BALLOTS = frozenset({ItemKind.MOTION, ItemKind.REPORT, ItemKind.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class RunningItem:
    """An item of the agenda and what was decided under it."""

    about: ItemView
    resolutions: tuple[ResolutionView, ...]

    @property
    def undecided(self) -> tuple[UUID, ...]:
        """The motions on it that still need a ballot."""
        decided = {resolution.motion_id for resolution in self.resolutions}
        if self.about.is_put_off:
            return ()
        return tuple(motion.id for motion in self.about.motions if motion.id not in decided)

    @property
    def is_open(self) -> bool:
        """Something on it still waits to be put to the vote."""
        waits = self.about.case is not None and not self.resolutions and not self.about.is_put_off
        return waits or bool(self.undecided)


@dataclass(frozen=True, slots=True)
class Called:
    """The item that is being dealt with: its text and its motions word for word."""

    item: RunningItem
    course: str
    version: int
    motions: tuple[MotionView, ...]

    def resolution(self, motion_id: UUID | None) -> ResolutionView | None:
        return next((one for one in self.item.resolutions if one.motion_id == motion_id), None)


@dataclass(frozen=True, slots=True)
class RunningView:
    """The whole evening. ``present`` counts members with a vote: now, or at the end of a closed meeting."""

    id: UUID
    reference: str
    number: int
    state: MeetingState
    starts_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    statutory_members: int
    present: int
    members: tuple[Member, ...]
    items: tuple[RunningItem, ...]
    minutes_state: MinutesState | None

    @property
    def needed(self) -> int:
        return needed(self.statutory_members)

    @property
    def has_quorum(self) -> bool:
        return is_reached(self.present, self.statutory_members)

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

    def miscounted(self, ballots: Iterable[BallotView]) -> list[tuple[BallotView, int]]:
        """Ballots whose number of members present is no longer what the attendance says of that moment."""
        pairs = [(ballot, voters_at(self.members, ballot.taken_at)) for ballot in ballots]
        return [(ballot, there) for ballot, there in pairs if there != ballot.present]


async def view(db: Session, viewer: Viewer, meeting_id: UUID, *, now: datetime) -> RunningView:
    """The evening for those who keep its record. Raises NotFound for everybody but the board."""
    meeting = await _meeting(db, viewer, meeting_id)
    start = await attendance.start_of(db, meeting)
    members = tuple(await attendance.members_of(db, viewer, meeting, start.date()))
    items = await agenda.items(db, viewer, meeting_id)
    decided: dict[UUID, list[ResolutionView]] = defaultdict(list)
    for one in await resolutions.of_items(db, viewer.body_id, [item.id for item in items]):
        decided[one.item_id].append(one)
    minutes = await minutes_queries.draft_of(db, viewer.body_id, meeting_id)
    return RunningView(
        id=meeting.id,
        reference=meeting.reference,
        number=meeting.number,
        state=meeting.state,
        starts_at=meeting.starts_at,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        statutory_members=meeting.statutory_members,
        present=voters_at(members, _moment(meeting, now)),
        members=members,
        items=tuple(RunningItem(item, tuple(decided[item.id])) for item in items),
        minutes_state=minutes.state if minutes else None,
    )


def _moment(meeting: Meeting, now: datetime) -> datetime:
    """Now; or for a meeting that is over its last moment, at which nobody has left yet who stayed to the end."""
    return meeting.closed_at or now


async def _meeting(db: Session, viewer: Viewer, meeting_id: UUID) -> Meeting:
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
    return Called(item, course, version, tuple(papers))


async def texts(db: Session, viewer: Viewer, meeting_id: UUID) -> dict[UUID, tuple[str, int]]:
    """What was written under every item, with the version it has. Raises NotFound for everybody but the board."""
    await _meeting(db, viewer, meeting_id)
    found = await db.exec(
        select(AgendaItem.id, AgendaItem.course, AgendaItem.version)
        .where(AgendaItem.body_id == viewer.body_id, AgendaItem.meeting_id == meeting_id)
        .order_by(col(AgendaItem.position))
    )
    return {item_id: (course, version) for item_id, course, version in found}
