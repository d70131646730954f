"""What the figures are made of: the recommendations that a viewer may see, with their points and events.

Three selects, however many cases there are; of the events only what is measured is read, never their texts. Figures are
for the board and for the administration as a whole: there are none per unit and none per account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import cases
from beirat.queries.recommendations import LINE, RecommendationLine, line, seen_by, sees_all
from beirat.rules.answers import Position
from beirat.rules.clocks import ClockKind
from beirat.rules.errors import NotFound
from beirat.rules.figures.cases import Asking, CaseFacts, Occurrence, PointFacts, known
from beirat.rules.figures.summary import Figures, figures
from beirat.rules.motions import Field
from beirat.rules.permissions import Viewer
from beirat.rules.zones import local_day
from beirat.tables.recommendations import CaseEvent, Recommendation, RecommendationPoint

MOST = 2000
"""So many recommendations are counted at most, the latest ones: more than any board decides in thirty years."""


@dataclass(frozen=True)
class Choice:
    """Which recommendations are counted: decided on between two days (both included), and in which field."""

    since: date | None = None
    until: date | None = None
    field: Field | None = None


@dataclass(frozen=True)
class Found:
    """The figures, and the recommendation behind every key."""

    figures: Figures
    lines: Mapping[str, RecommendationLine]
    legal_basis: str


def may_see(viewer: Viewer) -> bool:
    """The board, and who coordinates the administration's answers; a unit alone has no figures."""
    return sees_all(viewer)


async def found(db: Session, viewer: Viewer, organization_id: UUID, choice: Choice, *, today: date) -> Found:
    """The figures of what the viewer may see. Raises NotFound for those who see no figures."""
    if not may_see(viewer):
        raise NotFound
    ground = await cases.terms(db, viewer.body_id, organization_id)
    chosen = _chosen(viewer, organization_id, choice)
    lines = await _lines(db, viewer, chosen)
    if len(lines) == MOST:
        chosen = and_(chosen, col(Recommendation.decided_on) >= min(one.decided_on for one in lines.values()))
    facts = await _facts(db, viewer, lines, chosen, ground.time_zone)
    asking = Asking(ground.rules.on(ClockKind.ANSWER, today).period.value, ground.days)
    return Found(
        figures=figures(known(facts, asking), today),
        lines={one.reference: one for one in lines.values()},
        legal_basis=ground.legal_basis,
    )


def _chosen(viewer: Viewer, organization_id: UUID, choice: Choice) -> ColumnElement[bool]:
    row = Recommendation
    conditions = [
        col(row.body_id) == viewer.body_id,
        col(row.organization_id) == organization_id,
        seen_by(viewer),
    ]
    if choice.since:
        conditions.append(col(row.decided_on) >= choice.since)
    if choice.until:
        conditions.append(col(row.decided_on) <= choice.until)
    if choice.field:
        conditions.append(col(row.field) == choice.field)
    return and_(*conditions)


async def _lines(db: Session, viewer: Viewer, chosen: ColumnElement[bool]) -> dict[UUID, RecommendationLine]:
    query = (
        select(*LINE)  # type: ignore[call-overload]
        .where(Recommendation.body_id == viewer.body_id, chosen)
        .order_by(col(Recommendation.decided_on).desc(), col(Recommendation.id).desc())
        .limit(MOST)
    )
    return {one.id: one for one in (line(*row) for row in await db.exec(query))}


async def _facts(
    db: Session, viewer: Viewer, lines: Mapping[UUID, RecommendationLine], chosen: ColumnElement[bool], zone: str
) -> list[CaseFacts]:
    points = await _points(db, viewer, chosen)
    happened, recorded = await _happened(db, viewer, chosen, zone)
    return [
        CaseFacts(
            key=one.reference,
            handling=one.handling,
            decided_on=one.decided_on,
            sent_on=one.sent_on,
            received_on=one.received_on,
            first_answer_on=one.first_answer_on,
            answered_on=one.answered_on,
            recorded_on=recorded.get(one.id),
            points=tuple(points[one.id]),
            happened=tuple(happened[one.id]),
        )
        for one in lines.values()
    ]


async def _points(db: Session, viewer: Viewer, chosen: ColumnElement[bool]) -> defaultdict[UUID, list[PointFacts]]:
    point, row = RecommendationPoint, Recommendation
    query = (
        select(  # type: ignore[call-overload]
            point.recommendation_id,
            point.number,
            point.position,
            point.answered_on,
            and_(col(point.reason).is_not(None), col(point.answer) != ""),
            col(point.forwarded_on).is_not(None),
        )
        .join(row, and_(col(row.body_id) == point.body_id, col(row.id) == point.recommendation_id))
        .where(point.body_id == viewer.body_id, chosen)
        .order_by(col(point.recommendation_id), col(point.number))
    )
    found: defaultdict[UUID, list[PointFacts]] = defaultdict(list)
    for owner, *rest in await db.exec(query):
        found[owner].append(PointFacts(*rest))
    return found


async def _happened(
    db: Session, viewer: Viewer, chosen: ColumnElement[bool], zone: str
) -> tuple[defaultdict[UUID, list[Occurrence]], dict[UUID, date]]:
    """The events in their order, and the day on which the first one of each was recorded."""
    event, row = CaseEvent, Recommendation
    told = col(event.facts)
    query = (
        select(  # type: ignore[call-overload]
            event.recommendation_id,
            event.sequence,
            event.kind,
            event.occurred_on,
            event.recorded_at,
            told["points"],
            told["position"].as_string(),
            told["annuls"].as_integer(),
        )
        .join(row, and_(col(row.body_id) == event.body_id, col(row.id) == event.recommendation_id))
        .where(event.body_id == viewer.body_id, chosen)
        .order_by(col(event.recommendation_id), col(event.sequence))
    )
    found: defaultdict[UUID, list[Occurrence]] = defaultdict(list)
    recorded: dict[UUID, date] = {}
    for owner, sequence, kind, on, at, points, position, annuls in await db.exec(query):
        recorded.setdefault(owner, local_day(at, zone))
        given = Position(position) if position else None
        found[owner].append(Occurrence(sequence, kind, on, tuple(points or ()), given, annuls))
    return found, recorded
