"""What has come to the administration and waits for its receipt or for a unit: the coordinator's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, exists, or_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import cases
from beirat.queries.recommendations import seen_by
from beirat.rules.cases import ENDED, Handling
from beirat.rules.permissions import Viewer
from beirat.tables.recommendations import Recommendation, RecommendationPoint

MOST = 30


@dataclass(frozen=True, slots=True)
class ArrivedPoint:
    number: int
    text: str
    unit_id: UUID | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A recommendation that waits; ``awaits_receipt``: nobody has confirmed that it came."""

    id: UUID
    version: int
    reference: str
    title: str
    sent_on: date
    awaits_receipt: bool
    points: tuple[ArrivedPoint, ...]


async def arrived(db: Session, viewer: Viewer) -> list[Arrived]:
    """The oldest first, at most thirty; two selects."""
    without_unit = exists().where(
        col(RecommendationPoint.body_id) == viewer.body_id,
        col(RecommendationPoint.recommendation_id) == col(Recommendation.id),
        col(RecommendationPoint.unit_id).is_(None),
        col(RecommendationPoint.forwarded_on).is_(None),
    )
    waits = or_(
        col(Recommendation.handling) == Handling.SENT,
        and_(col(Recommendation.handling).not_in(ENDED), without_unit),
    )
    query = (
        select(Recommendation)
        .where(Recommendation.body_id == viewer.body_id, seen_by(viewer), waits)
        .order_by(col(Recommendation.sent_on), col(Recommendation.id))
        .limit(MOST)
    )
    found = (await db.exec(query)).all()
    points = await cases.points(db, viewer.body_id, [row.id for row in found])
    return [
        Arrived(
            id=row.id,
            version=row.version,
            reference=row.reference,
            title=row.title,
            sent_on=row.sent_on,
            awaits_receipt=row.handling is Handling.SENT,
            points=tuple(
                ArrivedPoint(point.number, point.text, point.unit_id)
                for point in points[row.id]
                if point.forwarded_on is None
            ),
        )
        for row in found
        if row.sent_on
    ]
