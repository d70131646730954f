"""The open list of the administration: every point that still needs an answer, with what was written to it so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries.recommendations import points_seen_by, seen_by
from beirat.rules.answers import Position, Stance
from beirat.rules.cases import Handling
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.recommendations import possible_acts
from beirat.tables.answers import AnswerDraft
from beirat.tables.people import Organization
from beirat.tables.recommendations import Recommendation, RecommendationPoint

MOST = 1000
ANSWERABLE = frozenset(handling for handling in Handling if Act.DRAFT_ANSWER in possible_acts(handling))


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point that needs an answer, beside its draft; ``version`` 0: nothing was written yet."""

    recommendation_id: UUID
    reference: str
    title: str
    number: int
    text: str
    unit: str
    due_on: date | None
    version: int
    draft: Stance


async def open_points(db: Session, viewer: Viewer) -> list[OpenPoint]:
    """What the viewer may answer and still owes, what is asked for first on top; at most ``MOST``. One select."""
    permit(viewer, Act.DRAFT_ANSWER)
    one, point, draft, unit = Recommendation, RecommendationPoint, AnswerDraft, Organization
    owed = and_(
        or_(col(point.position) == Position.OPEN, col(point.asked_again_on).is_not(None)),
        col(point.forwarded_on).is_(None),
    )
    query = (
        select(one, point, draft, unit)
        .join(point, and_(col(point.body_id) == one.body_id, col(point.recommendation_id) == one.id))
        .join(draft, and_(col(draft.body_id) == point.body_id, col(draft.point_id) == point.id), isouter=True)
        .join(unit, and_(col(unit.body_id) == point.body_id, col(unit.id) == point.unit_id), isouter=True)
        .where(one.body_id == viewer.body_id, point.body_id == viewer.body_id, seen_by(viewer), points_seen_by(viewer))
        .where(col(one.handling).in_(ANSWERABLE), owed)
        .order_by(col(one.due_on).is_(None), col(one.due_on), col(one.year), col(one.number), col(point.number))
        .limit(MOST)
    )
    return [_open(*row) for row in await db.exec(query)]


def _open(
    one: Recommendation, point: RecommendationPoint, draft: AnswerDraft | None, unit: Organization | None
) -> OpenPoint:
    return OpenPoint(
        recommendation_id=one.id,
        reference=one.reference,
        title=one.title,
        number=point.number,
        text=point.text,
        unit=unit.name if unit else "",
        due_on=one.due_on,
        version=draft.version if draft else 0,
        draft=draft.stance() if draft else Stance(Position.OPEN, ""),
    )
