"""Files on drafts of answers: hung there, taken off again. With the release they go out with the answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions import files
from beirat.actions.answers import draft_of
from beirat.actions.files import Kept
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import answer_files as queries
from beirat.queries.answer_files import DRAFTED
from beirat.rules.errors import Broken, NotFound, RuleBroken
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.uploads import MOST_FILES


async def attach(
    db: Session, recommendation_id: UUID, number: int, kept: Kept, name: str, *, actor: Viewer, now: datetime
) -> None:
    """Hangs kept bytes on the draft of one point; whoever had handed it in looks at it anew. Raises TOO_MANY_FILES."""
    permit(actor, Act.DRAFT_ANSWER)
    draft = await draft_of(db, recommendation_id, number, actor=actor, now=now)
    there = [one for one in await queries.of_recommendation(db, actor, recommendation_id) if one.number == number]
    if sum(one.is_draft for one in there) >= MOST_FILES:
        raise RuleBroken(Broken.TOO_MANY_FILES, "file", limit=MOST_FILES)
    await files.attach(db, kept, name, object_type=DRAFTED, object_id=draft.id, body_id=actor.body_id, now=now)
    await _record(db, recommendation_id, {"point": number, "file": name}, actor=actor, now=now)


async def remove(db: Session, recommendation_id: UUID, attachment_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Takes a file off a draft. What was released stays. Raises NotFound."""
    permit(actor, Act.DRAFT_ANSWER)
    file = await queries.one(db, actor, recommendation_id, attachment_id)
    if not file.is_draft:
        raise NotFound
    await draft_of(db, recommendation_id, file.number, actor=actor, now=now)
    await files.detach(db, attachment_id, body_id=actor.body_id)
    await _record(db, recommendation_id, {"point": file.number, "removed": file.name}, actor=actor, now=now)


async def _record(
    db: Session, recommendation_id: UUID, after: dict[str, object], *, actor: Viewer, now: datetime
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.DRAFT_ANSWER,
        subject_type="recommendation",
        subject_id=recommendation_id,
        after=after,
    )
