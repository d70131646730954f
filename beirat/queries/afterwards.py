"""What is to be done after a meeting: what is there already, what waits, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import extracts, minutes, minutes_facts, people
from beirat.queries.extracts import ExtractView
from beirat.queries.minutes import MinutesView
from beirat.rules.cases.case import Handling
from beirat.rules.permissions import Viewer
from beirat.rules.profiles import Key
from beirat.rules.zones import local_day
from beirat.tables.agenda import AgendaItem
from beirat.tables.recommendations import Recommendation
from beirat.tables.resolutions import Resolution


@dataclass(frozen=True, slots=True)
class HandOver:
    """A recommendation of the meeting; ``is_sent``: it was handed over. Handing over stays an act of its own."""

    id: UUID
    reference: str
    title: str
    is_sent: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """Until when things are due by the rules of procedure; ``objections`` once the minutes are distributed."""

    minutes: date
    hand_over: date
    objections: date | None


@dataclass(frozen=True, slots=True)
class AfterwardsView:
    """One page that shows everything."""

    minutes: MinutesView
    resolutions: int
    extracts: tuple[ExtractView, ...]
    hand_overs: tuple[HandOver, ...]
    dates: Dates

    @property
    def is_ready(self) -> bool:
        """Draft and extracts are there: pressing again would change nothing."""
        return self.minutes.internal is not None and len(self.extracts) == self.resolutions


async def view(db: Session, viewer: Viewer, meeting_id: UUID) -> AfterwardsView:
    """Raises NotFound for everybody but the board, and before the meeting is closed."""
    found = await minutes.view(db, viewer, meeting_id)
    meeting = await minutes_facts.meeting_held(db, viewer.body_id, meeting_id)
    known = await minutes_facts.rules_of(db, meeting)
    body = await people.body_by_id(db, viewer.body_id)
    day = local_day(meeting.closed_at or meeting.ends_at, body.time_zone)
    ids = await _resolutions(db, viewer, meeting_id)
    return AfterwardsView(
        minutes=found,
        resolutions=len(ids),
        extracts=tuple(one for one in await extracts.of_meeting(db, viewer, meeting_id) if one.resolution_id in ids),
        hand_overs=await _hand_overs(db, viewer, ids),
        dates=Dates(
            minutes=day + timedelta(days=known.number(Key.MINUTES_DRAFT_DAYS)),
            hand_over=day + timedelta(days=known.number(Key.TRANSMISSION_DAYS)),
            objections=found.objections_until,
        ),
    )


async def _resolutions(db: Session, viewer: Viewer, meeting_id: UUID) -> set[UUID]:
    found = await db.exec(
        select(Resolution.id)
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Resolution.body_id, col(AgendaItem.id) == Resolution.item_id))
        .where(
            Resolution.body_id == viewer.body_id,
            AgendaItem.body_id == viewer.body_id,
            AgendaItem.meeting_id == meeting_id,
            col(Resolution.annulled_at).is_(None),
        )
    )
    return set(found)


async def _hand_overs(db: Session, viewer: Viewer, resolution_ids: set[UUID]) -> tuple[HandOver, ...]:
    found = await db.exec(
        select(Recommendation)
        .where(
            Recommendation.body_id == viewer.body_id,
            col(Recommendation.resolution_id).in_(resolution_ids),
            col(Recommendation.annulled_at).is_(None),
        )
        .order_by(col(Recommendation.year), col(Recommendation.number))
    )
    return tuple(HandOver(row.id, row.reference, row.title, row.handling is not Handling.TO_BE_SENT) for row in found)
