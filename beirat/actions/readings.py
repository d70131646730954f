"""How the administration corrects what the office read from its letter: both readings are kept and shown."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions import cases as chain
from beirat.actions.journal import record
from beirat.actions.recommendations import today_of
from beirat.database import Session
from beirat.queries import cases, recommendations
from beirat.rules.cases import CaseEventKind
from beirat.rules.errors import Broken, NotFound, RuleBroken
from beirat.rules.letters import correctable_until
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.letters import PositionDispute
from beirat.tables.recommendations import Recommendation


async def dispute(
    db: Session, recommendation_id: UUID, sequence: int, entered: PositionDispute, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The administration reads its own letter otherwise: both readings are shown. For ten working days.

    ``sequence`` is the number of the event that the office made of the letter.
    """
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.DISPUTE_POSITION)
    told = await _told(db, recommendation, sequence, actor=actor)
    ground = await cases.terms(db, recommendation.body_id, recommendation.organization_id)
    today = await today_of(db, recommendation, now)
    if today > correctable_until(local_day(told.row.recorded_at, ground.time_zone), ground.days):
        raise RuleBroken(Broken.CORRECTION_OVER)
    points = told.said["points"]
    await chain.append(
        db,
        recommendation,
        CaseEventKind.POSITION_DISPUTED,
        occurred_on=today,
        payload={"points": points, "about": sequence, "position": entered.position.value, "text": entered.text},
        actor=actor,
        now=now,
    )
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.DISPUTE_POSITION,
        subject_type="recommendation",
        subject_id=recommendation.id,
        after={"points": points, "about": sequence},
    )
    return recommendation


async def _told(db: Session, recommendation: Recommendation, sequence: int, *, actor: Viewer) -> cases.Kept:
    """The position that the office entered from a letter, if the actor speaks for its point. Raises NotFound."""
    events = (await cases.kept(db, recommendation.body_id, [recommendation.id]))[recommendation.id]
    told = next((one for one in events if one.row.sequence == sequence and one.said.get("letter")), None)
    own = {point.number for point in await recommendations.points_of(db, actor, recommendation.id)}
    if told is None or not own.issuperset(told.said["points"]):
        raise NotFound
    return told
