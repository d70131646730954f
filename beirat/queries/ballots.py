"""What can be put to the vote under an agenda item."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from beirat.database import Session
from beirat.queries import agenda, meetings
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import AgendaCase, AgendaItem, AgendaMotion
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
