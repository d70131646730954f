"""Files that the administration released with its answers: public with the recommendation."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from uuid import UUID

import msgspec
from sqlalchemy import and_, bindparam, literal, select

from beirat.database import Session
from beirat.queries.answer_files import RELEASED
from beirat.queries.public.doors import BODY, Selected, is_public, publication, rows, table
from beirat.queries.public.recommendations import read_key
from beirat.rules.permissions import Public
from beirat.tables.files import Attachment, File, Visibility
from beirat.tables.publication import Published
from beirat.tables.recommendations import Recommendation, RecommendationPoint

_attachment, _file = table(Attachment), table(File)
_recommendation, _point = table(Recommendation), table(RecommendationPoint)


class PublicAnswerFile(msgspec.Struct, frozen=True):
    """A file on the answer to the point with this number; ``size`` in bytes."""

    id: UUID
    number: int
    name: str
    sha256: str
    media_type: str
    size: int


@cache
def _statement() -> Selected:
    """The recommendation is public, and the file was released with an answer to one of its points."""
    shown = literal(Visibility.PUBLIC, type_=_attachment.c.visibility.type)
    joined = (
        _recommendation.join(publication, publication.c.object_id == _recommendation.c.id)
        .join(_point, and_(_point.c.body_id == BODY, _point.c.recommendation_id == _recommendation.c.id))
        .join(_attachment, and_(_attachment.c.body_id == BODY, _attachment.c.object_id == _point.c.id))
        .join(_file, and_(_file.c.body_id == BODY, _file.c.id == _attachment.c.file_id))
    )
    return (
        select(_attachment.c.id, _point.c.number, _attachment.c.name, _file.c.sha256, _file.c.media_type, _file.c.size)
        .select_from(joined)
        .where(is_public(_recommendation, Published.RECOMMENDATION), _attachment.c.object_type == RELEASED)
        .where(_recommendation.c.is_public, _recommendation.c.annulled_at.is_(None), _attachment.c.visibility == shown)
        .where(_recommendation.c.year == bindparam("year"), _recommendation.c.number == bindparam("number"))
        .order_by(_point.c.number, _attachment.c.id)
    )


async def answer_files(db: Session, public: Public, key: str, *, now: datetime) -> list[PublicAnswerFile]:
    """What hangs on the released answers of a recommendation (2026-009), in the order of its points."""
    read = read_key(key)
    if read is None:
        return []
    found = await rows(db, _statement(), body_id=public.body_id, now=now, year=read[0], number=read[1])
    return [PublicAnswerFile(*row) for row in found]
