"""What is needed on paper before a meeting: its agenda with both parts, its points, its members. The board's own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import invitations, meetings, people
from beirat.queries.meetings import MeetingView
from beirat.queries.people import MemberView
from beirat.rules.errors import NotFound
from beirat.rules.invitations import CallKind
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.profiles import Profile
from beirat.rules.zones import local_day
from beirat.tables.agenda import AgendaItem, AgendaMotion
from beirat.tables.motions import MotionPoint


@dataclass(frozen=True)
class PackView:
    """A meeting as it goes on paper. ``points`` are the texts that are put to the vote, by motion."""

    meeting: MeetingView
    call: CallKind
    rules: Profile
    members: tuple[MemberView, ...]
    stand_ins: tuple[str, ...]
    points: dict[UUID, tuple[str, ...]]


async def view(db: Session, viewer: Viewer, meeting_id: UUID) -> PackView:
    """In a fixed number of queries. Raises NotFound for everybody outside the board, NotPermitted for mere members."""
    if not viewer.is_board:
        raise NotFound
    permit(viewer, Act.RUN_MEETING)
    row = await invitations.meeting_of(db, viewer, meeting_id)
    day = local_day(row.starts_at, (await people.body_by_id(db, viewer.body_id)).time_zone)
    return PackView(
        meeting=await meetings.view(db, viewer, meeting_id),
        call=row.call,
        rules=await meetings.rules_of(db, row),
        members=tuple(await people.members(db, viewer, row.organization_id, day)),
        stand_ins=await invitations.stand_ins(db, viewer, meeting_id),
        points=await _points(db, viewer.body_id, meeting_id),
    )


async def _points(db: Session, body_id: UUID, meeting_id: UUID) -> dict[UUID, tuple[str, ...]]:
    """The points of every motion on the agenda, in their order."""
    found = await db.exec(
        select(MotionPoint.motion_id, MotionPoint.text)
        .join(
            AgendaMotion,
            and_(
                col(AgendaMotion.body_id) == MotionPoint.body_id, col(AgendaMotion.motion_id) == MotionPoint.motion_id
            ),
        )
        .join(
            AgendaItem,
            and_(col(AgendaItem.body_id) == AgendaMotion.body_id, col(AgendaItem.id) == AgendaMotion.item_id),
        )
        .where(MotionPoint.body_id == body_id, AgendaItem.meeting_id == meeting_id)
        .order_by(col(MotionPoint.motion_id), col(MotionPoint.number))
    )
    listed: dict[UUID, tuple[str, ...]] = {}
    for motion_id, text in found:
        listed[motion_id] = (*listed.get(motion_id, ()), text)
    return listed
