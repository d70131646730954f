"""Files on answers: those of drafts for the administration alone, released ones for whoever sees the answer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, or_, select

from beirat.database import Session
from beirat.queries.recommendations import points_seen_by, seen_by
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.answers import AnswerDraft
from beirat.tables.files import Attachment, File
from beirat.tables.recommendations import Recommendation, RecommendationPoint

DRAFTED, RELEASED = "answer_draft", "answer"
"""On what a file hangs: on the draft of an answer; once it is released, on its point."""


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file on the answer to the point with this number."""

    id: UUID
    number: int
    name: str
    size: int
    media_type: str
    sha256: str
    is_draft: bool


async def of_recommendation(db: Session, viewer: Viewer, recommendation_id: UUID) -> list[AnswerFile]:
    """Every file that the viewer may have, in the order of the points; one select."""
    point, draft = RecommendationPoint, AnswerDraft
    is_released = and_(col(Attachment.object_type) == RELEASED, col(Attachment.object_id) == col(point.id))
    is_drafted = and_(col(Attachment.object_type) == DRAFTED, col(Attachment.object_id) == col(draft.id))
    query = (
        select(Attachment, File, point.number)
        .select_from(point)
        .join(
            Recommendation,
            and_(col(Recommendation.body_id) == point.body_id, col(Recommendation.id) == point.recommendation_id),
        )
        .join(draft, and_(col(draft.body_id) == point.body_id, col(draft.point_id) == point.id), isouter=True)
        .join(
            Attachment,
            and_(
                col(Attachment.body_id) == point.body_id,
                or_(is_released, is_drafted) if viewer.is_administration else is_released,
            ),
        )
        .join(File, and_(col(File.body_id) == Attachment.body_id, col(File.id) == Attachment.file_id))
        .where(point.body_id == viewer.body_id, Recommendation.body_id == viewer.body_id)
        .where(Recommendation.id == recommendation_id, seen_by(viewer), points_seen_by(viewer))
        .order_by(col(point.number), col(Attachment.id))
    )
    return [
        AnswerFile(
            id=one.id,
            number=number,
            name=one.name,
            size=file.size,
            media_type=file.media_type,
            sha256=file.sha256,
            is_draft=one.object_type == DRAFTED,
        )
        for one, file, number in await db.exec(query)
    ]


async def one(db: Session, viewer: Viewer, recommendation_id: UUID, attachment_id: UUID) -> AnswerFile:
    """One of them. Raises NotFound."""
    for file in await of_recommendation(db, viewer, recommendation_id):
        if file.id == attachment_id:
            return file
    raise NotFound
