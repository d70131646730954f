"""What later meetings did with the minutes of an earlier one: the items and resolutions that can have approved them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries.minutes_facts import meeting_held
from beirat.rules.errors import NotFound
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import AgendaItem
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes
from beirat.tables.resolutions import Resolution

MOST = 40


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that a later meeting dealt with or decided, to be chosen from: its item, or a resolution on it."""

    id: UUID
    meeting: str
    held_on: datetime
    number: str
    heading: str


async def items(db: Session, viewer: Viewer, meeting_id: UUID) -> list[Decided]:
    """Items of later meetings under which these minutes may have been approved, likely ones first."""
    meeting = await meeting_held(db, viewer.body_id, meeting_id)
    found = await db.exec(
        select(Meeting, AgendaItem)
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Meeting.body_id, col(AgendaItem.meeting_id) == Meeting.id))
        .where(*_later(meeting), AgendaItem.body_id == viewer.body_id)
        .order_by(~col(AgendaItem.heading).contains("Niederschrift"), col(Meeting.starts_at), col(AgendaItem.position))
        .limit(MOST)
    )
    return [Decided(item.id, held.reference, held.starts_at, item.number, item.heading) for held, item in found]


async def resolutions(db: Session, viewer: Viewer, meeting_id: UUID) -> list[Decided]:
    """Resolutions of later meetings that stand, newest first."""
    meeting = await meeting_held(db, viewer.body_id, meeting_id)
    found = await db.exec(
        select(Meeting, AgendaItem, Resolution.id)
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Meeting.body_id, col(AgendaItem.meeting_id) == Meeting.id))
        .join(Resolution, and_(col(Resolution.body_id) == AgendaItem.body_id, col(Resolution.item_id) == AgendaItem.id))
        .where(*_later(meeting), AgendaItem.body_id == viewer.body_id, Resolution.body_id == viewer.body_id)
        .where(col(Resolution.annulled_at).is_(None))
        .order_by(col(Meeting.starts_at).desc(), col(AgendaItem.position), col(Resolution.id))
        .limit(MOST)
    )
    return [
        Decided(resolution_id, held.reference, held.starts_at, item.number, item.heading)
        for held, item, resolution_id in found
    ]


def _later(meeting: Meeting) -> tuple[ColumnElement[bool], ...]:
    """Meetings of the same board after this one that have taken place."""
    return (
        col(Meeting.body_id) == meeting.body_id,
        col(Meeting.organization_id) == meeting.organization_id,
        col(Meeting.starts_at) > meeting.starts_at,
        col(Meeting.state).in_([MeetingState.RUNNING, MeetingState.CLOSED]),
    )


async def item(db: Session, row: Minutes, item_id: UUID) -> tuple[AgendaItem, Meeting]:
    """An item of a later meeting. Raises NotFound."""
    meeting = await meeting_held(db, row.body_id, row.meeting_id)
    found = await db.exec(
        select(AgendaItem, Meeting)
        .join(Meeting, and_(col(Meeting.body_id) == AgendaItem.body_id, col(Meeting.id) == AgendaItem.meeting_id))
        .where(*_later(meeting), AgendaItem.body_id == row.body_id, AgendaItem.id == item_id)
    )
    pair = found.one_or_none()
    if pair is None:
        raise NotFound
    return pair


async def resolution(db: Session, row: Minutes, resolution_id: UUID) -> Resolution:
    """A resolution of a later meeting that stands. Raises NotFound."""
    found = await db.exec(
        select(Resolution).where(
            Resolution.body_id == row.body_id,
            Resolution.id == resolution_id,
            col(Resolution.annulled_at).is_(None),
        )
    )
    decided = found.one_or_none()
    if decided is None:
        raise NotFound
    await item(db, row, decided.item_id)
    return decided
