"""Many answers at once, from a list that was filled in elsewhere: all of them become drafts, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from beirat.actions import answers
from beirat.database import Session
from beirat.queries import people
from beirat.rules.answers import stance_problems
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.answers import AnswerSheet, PointAnswer, ReadyPoints


async def take_over(
    db: Session,
    filled_in: Mapping[UUID, Sequence[PointAnswer]],
    *,
    hand_in: bool,
    actor: Viewer,
    now: datetime,
) -> int:
    """Keeps the answers of every recommendation as drafts; with ``hand_in`` the finished ones wait for release.

    Says how many were handed in. Raises StaleVersion where a draft changed since the list was written.
    """
    permit(actor, Act.DRAFT_ANSWER)
    today = local_day(now, (await people.body_by_id(db, actor.body_id)).time_zone)
    handed_in = 0
    for recommendation_id, sheet in filled_in.items():
        entered = AnswerSheet(answers=list(sheet))
        await answers.save_drafts(db, recommendation_id, entered, actor=actor, now=now)
        finished = [one.number for one in sheet if not stance_problems(one.stance(), today)]
        if hand_in and finished:
            ready = ReadyPoints(numbers=finished)
            await answers.submit_for_release(db, recommendation_id, ready, actor=actor, now=now)
            handed_in += len(finished)
    return handed_in
