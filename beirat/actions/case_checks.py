"""Compares what is stored of cases with what their events say, some at a time, and mends it. For ``beirat doctor``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, func, select

from beirat.actions.case_columns import derived, derived_of_point, derived_of_promise, derived_of_transmission
from beirat.actions.cases import link, refresh
from beirat.database import Session
from beirat.queries import cases, recommendations
from beirat.queries.cases import Kept, Terms
from beirat.rules.cases import Case
from beirat.rules.journal import salted_hash
from beirat.rules.permissions import Viewer
from beirat.tables.base import BodyRow
from beirat.tables.recommendations import CasePromise, Recommendation, RecommendationPoint, Transmission

BATCH = 200


@dataclass(frozen=True)
class Inconsistency:
    """Something stored that does not follow from the events. ``what`` is a column, or ``hash of event 3``."""

    recommendation_id: UUID
    reference: str
    what: str
    stored: str
    computed: str


async def inconsistencies(
    db: Session, body_id: UUID, *, batch: int = BATCH, seen: Callable[[int], None] | None = None
) -> AsyncIterator[Inconsistency]:
    """Compares every recommendation of a district with its events and their chain, some at a time.

    ``seen`` is told after every batch how many recommendations are done; memory stays that of one batch.
    """
    grounds: dict[UUID, Terms] = {}
    last: UUID | None = None
    done = 0
    while recommendations := await _batch(db, body_id, last, batch):
        stored = await _stored(db, body_id, recommendations)
        for one in recommendations:
            if one.organization_id not in grounds:
                grounds[one.organization_id] = await cases.terms(db, body_id, one.organization_id)
            for found in _compared(one, stored, grounds[one.organization_id]):
                yield found
        last, done = recommendations[-1].id, done + len(recommendations)
        db.expunge_all()
        if seen:
            seen(done)


async def mend(db: Session, body_id: UUID, recommendation_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Writes the columns of one case anew from its events. What is wrong with the events themselves stays as it is."""
    recommendation = await recommendations.within(db, body_id, recommendation_id)
    await refresh(db, recommendation, actor=actor, now=now)


async def how_many(db: Session, body_id: UUID) -> int:
    """The recommendations of a district, annulled ones too."""
    query = select(func.count()).select_from(Recommendation).where(Recommendation.body_id == body_id)
    return (await db.exec(query)).one()


@dataclass(frozen=True)
class _Stored:
    """What belongs to the recommendations of one batch."""

    events: Mapping[UUID, list[Kept]]
    points: Mapping[UUID, list[RecommendationPoint]]
    transmissions: Mapping[UUID, list[Transmission]]
    promises: Mapping[UUID, list[CasePromise]]


async def _batch(db: Session, body_id: UUID, last: UUID | None, size: int) -> Sequence[Recommendation]:
    query = select(Recommendation).where(Recommendation.body_id == body_id)
    if last is not None:
        query = query.where(col(Recommendation.id) > last)
    return (await db.exec(query.order_by(col(Recommendation.id)).limit(size))).all()


async def _stored(db: Session, body_id: UUID, recommendations: Sequence[Recommendation]) -> _Stored:
    ids = [one.id for one in recommendations]
    return _Stored(
        events=await cases.kept(db, body_id, ids),
        points=await cases.points(db, body_id, ids),
        transmissions=await cases.transmissions_by_case(db, body_id, ids),
        promises=await cases.promises_by_case(db, body_id, ids),
    )


def _compared(row: Recommendation, stored: _Stored, ground: Terms) -> list[Inconsistency]:
    events, points = stored.events.get(row.id, []), stored.points.get(row.id, [])
    case = cases.case_of(events, [point.number for point in points], ground)
    found = _differences(row, "", row, derived(case))
    for point in points:
        wanted = derived_of_point(case.points[point.number])
        found += _differences(row, f"point {point.number}: ", point, wanted)
    sent = {one.id: one for one in case.transmissions}
    for n, one in enumerate(stored.transmissions.get(row.id, []), 1):
        if one.id in sent:
            found += _differences(row, f"transmission {n}: ", one, derived_of_transmission(sent[one.id]))
    found += _promises_compared(row, stored.promises.get(row.id, []), case)
    return found + _broken_links(row, events)


def _promises_compared(case_row: Recommendation, kept: Sequence[CasePromise], case: Case) -> list[Inconsistency]:
    wanted = {(promise.sequence, promise.number): derived_of_promise(promise) for promise in case.promises}
    found = []
    for row in kept:
        name = f"promise {row.sequence}/{row.number}"
        computed = wanted.pop((row.sequence, row.number), None)
        if computed is None:
            found.append(_one(case_row, name, "kept", "none"))
        else:
            found += _differences(case_row, f"{name}: ", row, computed)
    return found + [_one(case_row, f"promise {n}/{point}", "none", "made") for n, point in wanted]


def _differences(
    case_row: Recommendation, prefix: str, row: BodyRow, computed: Mapping[str, Any]
) -> list[Inconsistency]:
    return [
        _one(case_row, f"{prefix}{name}", str(getattr(row, name)), str(value))
        for name, value in computed.items()
        if getattr(row, name) != value
    ]


def _one(row: Recommendation, what: str, stored: str, computed: str) -> Inconsistency:
    return Inconsistency(row.id, row.reference, what, stored, computed)


def _broken_links(row: Recommendation, events: list[Kept]) -> list[Inconsistency]:
    """Events whose hash, predecessor or payload is not what the chain says. An erased payload breaks nothing."""
    found, before = [], ""
    for one in events:
        name = f"hash of event {one.row.sequence}"
        if one.row.previous_hash != before:
            found.append(_one(row, name, one.row.previous_hash, before))
        if one.row.hash != link(one.row):
            found.append(_one(row, name, one.row.hash, link(one.row)))
        if one.payload and salted_hash(one.payload.salt, one.payload.payload) != one.row.payload_hash:
            found.append(_one(row, f"payload of event {one.row.sequence}", one.row.payload_hash, ""))
        before = one.row.hash
    return found
