"""What can be put to the vote under an agenda item."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import agenda, meetings
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import AgendaCase, AgendaItem, AgendaMotion
from beirat.tables.ballots import Ballot, Vote
from beirat.tables.meetings import Meeting


async def item_to_decide(db: Session, viewer: Viewer, item_id: UUID) -> tuple[AgendaItem, Meeting]:
    """The item and its meeting; the meeting is locked first, so that ballots, presence and agenda take turns.

    Raises NotFound if the viewer must not see them.
    """
    meeting = await meetings.to_change(db, viewer, await agenda.meeting_of(db, viewer, item_id))
    found = await db.exec(select(AgendaItem).where(AgendaItem.body_id == viewer.body_id, AgendaItem.id == item_id))
    return found.one(), meeting


async def is_on_item(db: Session, item: AgendaItem, motion_id: UUID) -> bool:
    found = await db.exec(
        select(AgendaMotion.id).where(
            AgendaMotion.body_id == item.body_id,
            AgendaMotion.item_id == item.id,
            AgendaMotion.motion_id == motion_id,
        )
    )
    return found.first() is not None


async def case_of(db: Session, item: AgendaItem) -> AgendaCase | None:
    """The recommendation that the item is about, and what the board is to decide about it."""
    found = await db.exec(select(AgendaCase).where(AgendaCase.body_id == item.body_id, AgendaCase.item_id == item.id))
    return found.one_or_none()


async def item_of_motion(db: Session, viewer: Viewer, meeting_id: UUID, motion_id: UUID) -> UUID:
    """The item of a meeting that the motion is on. Raises NotFound if there is none, or it must not be seen."""
    found = await db.exec(
        select(AgendaItem.id)
        .join(
            AgendaMotion,
            and_(col(AgendaMotion.body_id) == AgendaItem.body_id, col(AgendaMotion.item_id) == AgendaItem.id),
        )
        .where(
            AgendaItem.body_id == viewer.body_id,
            AgendaItem.meeting_id == meeting_id,
            AgendaMotion.body_id == viewer.body_id,
            AgendaMotion.motion_id == motion_id,
            agenda.seen_by(viewer),
        )
    )
    item_id = found.first()
    if item_id is None:
        raise NotFound
    return item_id


async def ballot(db: Session, viewer: Viewer, ballot_id: UUID) -> Ballot:
    """One ballot of the district. Raises NotFound for everybody but the board."""
    found = await db.exec(select(Ballot).where(Ballot.body_id == viewer.body_id, Ballot.id == ballot_id))
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return row


async def votes_of(db: Session, ballot: Ballot) -> list[Vote]:
    """The votes that are on record by name."""
    found = await db.exec(select(Vote).where(Vote.body_id == ballot.body_id, Vote.ballot_id == ballot.id))
    return list(found)
