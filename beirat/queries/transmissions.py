"""Where a recommendation comes from and where it went: resolution, meeting, transmission, leading units.

For those who change it; what may be seen of it is in ``queries.recommendations``.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.meetings import MeetingState, Part
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import AgendaItem
from beirat.tables.meetings import Meeting
from beirat.tables.motions import Motion
from beirat.tables.people import Organization, OrganizationKind
from beirat.tables.recommendations import Assignment, CaseEvent, Recommendation, Transmission
from beirat.tables.resolutions import Resolution, ResolutionPoint


@dataclass(frozen=True)
class Source:
    """What a recommendation is made of: the motion, the part of the meeting, the points as decided."""

    motion: Motion
    part: Part
    points: tuple[ResolutionPoint, ...]


async def source_of(db: Session, resolution: Resolution) -> Source | None:
    """What the resolution on a motion was about; None where it was about something else."""
    body_id = resolution.body_id
    query = (
        select(Motion, AgendaItem.part)
        .join(AgendaItem, col(AgendaItem.body_id) == Motion.body_id)
        .where(Motion.body_id == body_id, AgendaItem.body_id == body_id)
        .where(Motion.id == resolution.motion_id, AgendaItem.id == resolution.item_id)
    )
    found = (await db.exec(query)).one_or_none()
    if found is None:
        return None
    decided = select(ResolutionPoint).where(
        ResolutionPoint.body_id == body_id, ResolutionPoint.resolution_id == resolution.id
    )
    points = await db.exec(decided.order_by(col(ResolutionPoint.number)))
    return Source(found[0], Part(found[1]), tuple(points))


async def mover_of(db: Session, body_id: UUID, recommendation_id: UUID) -> UUID | None:
    """The account of whoever moved the motion behind the recommendation."""
    query = (
        select(Motion.author_id)
        .join(Resolution, and_(col(Resolution.body_id) == Motion.body_id, col(Resolution.motion_id) == Motion.id))
        .join(
            Recommendation,
            and_(col(Recommendation.body_id) == Resolution.body_id, col(Recommendation.resolution_id) == Resolution.id),
        )
        .where(Motion.body_id == body_id, Resolution.body_id == body_id, Recommendation.body_id == body_id)
        .where(Recommendation.id == recommendation_id)
    )
    return (await db.exec(query)).one_or_none()


async def unreceived(db: Session, recommendation: Recommendation, transmission_id: UUID | None = None) -> Transmission:
    """A transmission whose receipt nobody has confirmed yet; the first one if none is named. Raises NotFound."""
    row = Transmission
    query = (
        select(row)
        .where(row.body_id == recommendation.body_id, row.recommendation_id == recommendation.id)
        .where(col(row.received_on).is_(None), col(row.replaced_on).is_(None))
        .order_by(col(row.id))
        .limit(1)
    )
    if transmission_id is not None:
        query = query.where(row.id == transmission_id)
    found = (await db.exec(query.with_for_update())).one_or_none()
    if found is None:
        raise NotFound
    return found


async def open_assignment(db: Session, body_id: UUID, point_id: UUID) -> Assignment | None:
    """Which unit leads the point now."""
    query = select(Assignment).where(
        Assignment.body_id == body_id, Assignment.point_id == point_id, col(Assignment.ended_at).is_(None)
    )
    return (await db.exec(query)).one_or_none()


async def events_of_resolution(db: Session, resolution: Resolution) -> list[CaseEvent]:
    """What a resolution did to cases."""
    query = (
        select(CaseEvent)
        .where(CaseEvent.body_id == resolution.body_id, CaseEvent.resolution_id == resolution.id)
        .order_by(col(CaseEvent.recommendation_id), col(CaseEvent.sequence))
    )
    return list(await db.exec(query))


async def by_resolution(db: Session, body_id: UUID, resolution_id: UUID) -> Recommendation | None:
    """The recommendation that a resolution made, locked."""
    query = select(Recommendation).where(
        Recommendation.body_id == body_id, Recommendation.resolution_id == resolution_id
    )
    return (await db.exec(query.with_for_update())).one_or_none()


async def of_meeting(db: Session, body_id: UUID, meeting_id: UUID) -> list[Recommendation]:
    """What a meeting recommended and did not take back, in the order of the numbers."""
    query = (
        select(Recommendation)
        .join(
            Resolution,
            and_(col(Resolution.body_id) == Recommendation.body_id, col(Resolution.id) == Recommendation.resolution_id),
        )
        .join(
            AgendaItem,
            and_(col(AgendaItem.body_id) == Resolution.body_id, col(AgendaItem.id) == Resolution.item_id),
        )
        .where(Recommendation.body_id == body_id, Resolution.body_id == body_id, AgendaItem.body_id == body_id)
        .where(AgendaItem.meeting_id == meeting_id, col(Recommendation.annulled_at).is_(None))
        .order_by(col(Recommendation.year), col(Recommendation.number))
    )
    return list(await db.exec(query))


async def meeting_state(db: Session, recommendation: Recommendation) -> MeetingState:
    """The state of the meeting that made the recommendation."""
    query = (
        select(Meeting.state)
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Meeting.body_id, col(AgendaItem.meeting_id) == Meeting.id))
        .join(
            Resolution,
            and_(col(Resolution.body_id) == AgendaItem.body_id, col(Resolution.item_id) == AgendaItem.id),
        )
        .where(Meeting.body_id == recommendation.body_id, AgendaItem.body_id == recommendation.body_id)
        .where(Resolution.body_id == recommendation.body_id, Resolution.id == recommendation.resolution_id)
    )
    return MeetingState((await db.exec(query)).one())


async def unit(db: Session, viewer: Viewer, unit_id: UUID) -> Organization:
    """A unit of the administration, locked. Raises NotFound for anything else."""
    query = select(Organization).where(
        Organization.body_id == viewer.body_id,
        Organization.id == unit_id,
        Organization.kind == OrganizationKind.UNIT,
    )
    found = (await db.exec(query.with_for_update())).one_or_none()
    if found is None:
        raise NotFound
    return found
