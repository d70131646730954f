"""What the figures are made of: the recommendations that a viewer may see, with their points and events.

Three selects, however many cases there are; of the events only what is measured is read, never their texts. Figures are
for the board and for the administration as a whole: there are none per unit and none per account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import cases
from beirat.queries.case_events import event_of
from beirat.queries.cases import Terms
from beirat.queries.recommendations import LINE, RecommendationLine, line, seen_by, sees_all
from beirat.rules.cases import CaseEvent as Event
from beirat.rules.cases import CaseEventKind, history
from beirat.rules.errors import NotFound
from beirat.rules.figures.cases import CaseFacts, known
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
    facts = await _facts(db, viewer, lines, chosen, ground)
    return Found(
        figures=figures(known(facts), today),
        lines={one.reference: one for one in lines.values()},
        legal_basis=ground.legal_basis_on(date.max),
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
    db: Session, viewer: Viewer, lines: Mapping[UUID, RecommendationLine], chosen: ColumnElement[bool], ground: Terms
) -> list[CaseFacts]:
    numbers, with_grounds = points_by_case(await _points(db, viewer, chosen))
    happened = events_by_case(await _events(db, viewer, chosen))
    return [
        facts_of(one.reference, one.decided_on, numbers[one.id], with_grounds[one.id], happened[one.id], ground)
        for one in lines.values()
    ]


def facts_of(
    key: str,
    decided_on: date,
    numbers: Sequence[int],
    with_grounds: Collection[int],
    events: Sequence[Event],
    ground: Terms,
) -> CaseFacts:
    """What is measured of one recommendation."""
    recorded_at = events[0].recorded_at if events else None
    return CaseFacts(
        key=key,
        decided_on=decided_on,
        case=history(events, numbers, rules=ground.rules_of(events), days=ground.days),
        events=events,
        recorded_on=local_day(recorded_at, ground.time_zone) if recorded_at else None,
        with_grounds=frozenset(with_grounds),
    )


def points_by_case(
    rows: Iterable[Sequence[Any]],
) -> tuple[defaultdict[UUID, list[int]], defaultdict[UUID, list[int]]]:
    """The numbers of the points of each recommendation, and of those with grounds; of (case, number, has grounds)."""
    numbers: defaultdict[UUID, list[int]] = defaultdict(list)
    with_grounds: defaultdict[UUID, list[int]] = defaultdict(list)
    for owner, number, has_grounds in rows:
        numbers[owner].append(number)
        if has_grounds:
            with_grounds[owner].append(number)
    return numbers, with_grounds


def events_by_case(rows: Iterable[Sequence[Any]]) -> defaultdict[UUID, list[Event]]:
    """The events of each recommendation, of rows as ``_events`` selects them. Their words are not read at all."""
    found: defaultdict[UUID, list[Event]] = defaultdict(list)
    for owner, sequence, kind, on, recorded_at, transmission, schema, facts in rows:
        found[owner].append(
            event_of(
                kind,
                on,
                facts,
                sequence=sequence,
                transmission=transmission,
                resolution=None,
                recorded_at=recorded_at,
                is_accepted=schema < 2 and kind is CaseEventKind.QUERY_ASKED,
            )
        )
    return found


async def _points(db: Session, viewer: Viewer, chosen: ColumnElement[bool]) -> Iterable[Sequence[Any]]:
    point, row = RecommendationPoint, Recommendation
    query = (
        select(
            point.recommendation_id,
            point.number,
            and_(col(point.reason).is_not(None), col(point.answer) != ""),
        )
        .join(row, and_(col(row.body_id) == point.body_id, col(row.id) == point.recommendation_id))
        .where(point.body_id == viewer.body_id, chosen)
        .order_by(col(point.recommendation_id), col(point.number))
    )
    return (await db.exec(query)).all()


async def _events(db: Session, viewer: Viewer, chosen: ColumnElement[bool]) -> Iterable[Sequence[Any]]:
    event, row = CaseEvent, Recommendation
    query = (
        select(  # type: ignore[call-overload]
            *(event.recommendation_id, event.sequence, event.kind, event.occurred_on, event.recorded_at),
            *(event.transmission_id, event.schema_version, event.facts),
        )
        .join(row, and_(col(row.body_id) == event.body_id, col(row.id) == event.recommendation_id))
        .where(event.body_id == viewer.body_id, chosen)
        .order_by(col(event.recommendation_id), col(event.sequence))
    )
    found: Iterable[Sequence[Any]] = (await db.exec(query)).all()
    return found
