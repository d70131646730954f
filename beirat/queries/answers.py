"""Answers that are being written: seen by the administration alone, a unit sees those on its own points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from beirat.database import Session
from beirat.queries.recommendations import points_seen_by, seen_by
from beirat.rules.answers import DraftState, Position, ReasonCode, Stance
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Role, Viewer
from beirat.tables.answers import AnswerDraft
from beirat.tables.people import Organization
from beirat.tables.recommendations import Recommendation, RecommendationPoint


@dataclass(frozen=True)
class DraftView:
    """A draft beside the point that it answers; ``version`` 0 and OPEN where nothing was written yet.

    ``may_release``: the viewer can let it out without asking anybody.
    """

    point_id: UUID
    number: int
    unit_id: UUID | None
    unit: str
    version: int
    state: DraftState
    position: Position
    reason: ReasonCode | None
    text: str
    deferred_until: date | None
    competent_body: str
    promised_by: date | None
    changed_at: datetime | None
    return_note: str
    release_on: date | None
    may_release: bool

    def stance(self) -> Stance:
        return Stance(self.position, self.text, self.reason, self.deferred_until, self.competent_body, self.promised_by)


async def drafts(db: Session, viewer: Viewer, recommendation_id: UUID) -> tuple[DraftView, ...]:
    """One entry per point that the viewer may answer, in the order of the points.

    Raises NotFound if the recommendation must not be seen, or the viewer is not of the administration.
    """
    query = _drafts(viewer.body_id, recommendation_id).where(seen_by(viewer), points_seen_by(viewer))
    found = (await db.exec(query)).all() if viewer.is_administration else []
    if not found:
        raise NotFound
    return tuple(_view(viewer, *row) for row in found)


async def due_for_release(db: Session, viewer: Viewer, recommendation_id: UUID, today: date) -> tuple[DraftView, ...]:
    """The drafts that were released for a day that has come, for the worker."""
    query = _drafts(viewer.body_id, recommendation_id).where(
        AnswerDraft.body_id == viewer.body_id,
        AnswerDraft.state == DraftState.SCHEDULED,
        col(AnswerDraft.release_on) <= today,
    )
    return tuple(_view(viewer, *row) for row in await db.exec(query))


def _drafts(body_id: UUID, recommendation_id: UUID) -> Select[RecommendationPoint, AnswerDraft, Organization]:
    """The points of a recommendation, each with its draft and its unit."""
    point, draft, unit = RecommendationPoint, AnswerDraft, Organization
    return (
        select(point, draft, unit)
        .join(
            Recommendation,
            and_(col(Recommendation.body_id) == point.body_id, col(Recommendation.id) == point.recommendation_id),
        )
        .join(draft, and_(col(draft.body_id) == point.body_id, col(draft.point_id) == point.id), isouter=True)
        .join(unit, and_(col(unit.body_id) == point.body_id, col(unit.id) == point.unit_id), isouter=True)
        .where(point.body_id == body_id, Recommendation.body_id == body_id)
        .where(Recommendation.id == recommendation_id)
        .order_by(col(point.number))
    )


def _view(
    viewer: Viewer, point: RecommendationPoint, draft: AnswerDraft | None, unit: Organization | None
) -> DraftView:
    return DraftView(
        point_id=point.id,
        number=point.number,
        unit_id=point.unit_id,
        unit=unit.name if unit else "",
        version=draft.version if draft else 0,
        state=draft.state if draft else DraftState.DRAFT,
        position=draft.position if draft else Position.OPEN,
        reason=draft.reason if draft else None,
        text=draft.text if draft else "",
        deferred_until=draft.deferred_until if draft else None,
        competent_body=draft.competent_body if draft else "",
        promised_by=draft.promised_by if draft else None,
        changed_at=draft.changed_at if draft else None,
        return_note=draft.return_note if draft else "",
        release_on=draft.release_on if draft else None,
        may_release=viewer.has(Role.ADMINISTRATION_COORDINATOR) or bool(unit and unit.may_release),
    )


async def draft_to_change(db: Session, body_id: UUID, point_id: UUID) -> AnswerDraft | None:
    """What is written to the point so far, locked for this transaction."""
    query = select(AnswerDraft).where(AnswerDraft.body_id == body_id, AnswerDraft.point_id == point_id)
    return (await db.exec(query.with_for_update())).one_or_none()
