"""Appends what happened to a recommendation, and writes the columns that follow from it.

Nothing else writes those columns. An event is a consequence of an act that its caller has permitted, except for
``inconsistencies``, which only compares.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from beirat.actions import publication
from beirat.database import Session
from beirat.queries import cases
from beirat.queries.cases import Kept, Terms
from beirat.rules.answers import Position
from beirat.rules.errors import StaleVersion
from beirat.rules.journal import salted_hash
from beirat.rules.permissions import Viewer
from beirat.rules.recommendations import Case, CaseEventKind, PointCase
from beirat.tables.base import Versioned, new_id
from beirat.tables.publication import Published
from beirat.tables.recommendations import CaseEvent, CaseEventPayload, Recommendation, RecommendationPoint

BATCH = 200


@dataclass(frozen=True)
class Inconsistency:
    """Something stored that does not follow from the events. ``what`` is a column, or ``hash of event 3``."""

    reference: str
    what: str
    stored: str
    computed: str


def check_version(row: Versioned, version: int, theirs: Mapping[str, str] | None = None) -> None:
    """Raises StaleVersion, with what is kept now, if somebody changed the row since it was read."""
    if row.version != version:
        raise StaleVersion(row.version, theirs or {})


async def append(
    db: Session,
    recommendation: Recommendation,
    kind: CaseEventKind,
    *,
    occurred_on: date,
    payload: Mapping[str, Any],
    actor: Viewer,
    now: datetime,
    transmission_id: UUID | None = None,
    resolution_id: UUID | None = None,
) -> Case:
    """Adds an event to the chain and refreshes what follows from it. The recommendation is locked by the caller.

    ``payload`` holds plain JSON values: ``points`` always, the rest by kind (see ``queries.cases.as_event``).
    """
    last = await _last(db, recommendation)
    salt, said = secrets.token_hex(16), dict(payload) | ({"by_link": str(actor.link_id)} if actor.link_id else {})
    event = CaseEvent(
        body_id=recommendation.body_id,
        recommendation_id=recommendation.id,
        sequence=last.sequence + 1 if last else 1,
        kind=kind,
        occurred_on=occurred_on,
        recorded_at=now,
        account_id=actor.account_id,
        transmission_id=transmission_id,
        resolution_id=resolution_id,
        payload_hash=salted_hash(salt, said),
        previous_hash=last.hash if last else "",
        hash="",
        id=new_id(),
    )
    event.hash = link(event)
    db.add(event)
    db.add(CaseEventPayload(id=event.id, body_id=event.body_id, salt=salt, payload=said))
    await db.flush()
    case = await refresh(db, recommendation)
    await publication.touch(db, Published.RECOMMENDATION, recommendation.id, body_id=recommendation.body_id, now=now)
    return case


async def _last(db: Session, recommendation: Recommendation) -> CaseEvent | None:
    query = (
        select(CaseEvent)
        .where(CaseEvent.body_id == recommendation.body_id, CaseEvent.recommendation_id == recommendation.id)
        .order_by(col(CaseEvent.sequence).desc())
        .limit(1)
    )
    return (await db.exec(query)).one_or_none()


def link(event: CaseEvent) -> str:
    """The event's place in the chain: SHA-256 over the hash before it and everything that the event says."""
    parts = (
        event.previous_hash,
        event.recommendation_id,
        event.sequence,
        event.kind.value,
        event.occurred_on.isoformat(),
        event.recorded_at.astimezone(UTC).isoformat(),
        event.account_id,
        event.transmission_id,
        event.resolution_id,
        event.schema_version,
        event.payload_hash,
    )
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()


async def refresh(db: Session, recommendation: Recommendation) -> Case:
    """Rebuilds the case from all its events and writes every column that is derived from it."""
    body_id, ids = recommendation.body_id, [recommendation.id]
    ground = await cases.terms(db, body_id, recommendation.organization_id)
    events = (await cases.kept(db, body_id, ids))[recommendation.id]
    points = (await cases.points(db, body_id, ids))[recommendation.id]
    case = cases.case_of(events, [point.number for point in points], ground)
    recommendation.sqlmodel_update(derived(case))
    recommendation.touch()
    for point in points:
        point.sqlmodel_update(derived_of_point(case.points[point.number]))
    await db.flush()
    return case


def derived(case: Case) -> dict[str, Any]:
    """The columns of a recommendation that follow from its events."""
    return {
        "handling": case.handling,
        "sent_on": case.sent_on,
        "received_on": case.received_on,
        "due_on": case.due_on,
        "paused_since": case.paused_since,
        "first_answer_on": case.first_answer_on,
        "answered_on": case.answered_on,
        "points_total": len(case.points),
        "points_answered": case.answered_points,
    }


def derived_of_point(point: PointCase) -> dict[str, Any]:
    """The columns of a point that follow from the events."""
    stance = point.stance
    return {
        "position": stance.position if stance else Position.OPEN,
        "reason": stance.reason if stance else None,
        "answer": stance.text if stance else "",
        "answered_on": point.answered_on,
        "deferred_until": stance.deferred_until if stance else None,
        "times_deferred": point.times_deferred,
        "competent_body": stance.competent_body if stance else "",
        "asked_again_on": point.asked_again_on,
        "forwarded_on": point.forwarded_on,
        "forwarded_to": point.forwarded_to,
    }


async def inconsistencies(db: Session, body_id: UUID, *, batch: int = BATCH) -> AsyncIterator[Inconsistency]:
    """Compares every recommendation of a district with its events and their chain, some at a time."""
    grounds: dict[UUID, Terms] = {}
    last: UUID | None = None
    while recommendations := await _batch(db, body_id, last, batch):
        ids = [one.id for one in recommendations]
        events, points = await cases.kept(db, body_id, ids), await cases.points(db, body_id, ids)
        for one in recommendations:
            if one.organization_id not in grounds:
                grounds[one.organization_id] = await cases.terms(db, body_id, one.organization_id)
            for found in _compared(one, points[one.id], events[one.id], grounds[one.organization_id]):
                yield found
        last = ids[-1]
        db.expunge_all()


async def _batch(db: Session, body_id: UUID, last: UUID | None, size: int) -> Sequence[Recommendation]:
    query = select(Recommendation).where(Recommendation.body_id == body_id)
    if last is not None:
        query = query.where(col(Recommendation.id) > last)
    return (await db.exec(query.order_by(col(Recommendation.id)).limit(size))).all()


def _compared(
    row: Recommendation, points: list[RecommendationPoint], events: list[Kept], ground: Terms
) -> list[Inconsistency]:
    case = cases.case_of(events, [point.number for point in points], ground)
    found = _differences(row.reference, "", row, derived(case))
    for point in points:
        found += _differences(
            row.reference, f"point {point.number}: ", point, derived_of_point(case.points[point.number])
        )
    return found + _broken_links(row.reference, events)


def _differences(
    reference: str, prefix: str, row: Recommendation | RecommendationPoint, computed: Mapping[str, Any]
) -> list[Inconsistency]:
    return [
        Inconsistency(reference, f"{prefix}{name}", str(getattr(row, name)), str(value))
        for name, value in computed.items()
        if getattr(row, name) != value
    ]


def _broken_links(reference: str, events: list[Kept]) -> list[Inconsistency]:
    """Events whose hash, predecessor or payload is not what the chain says. An erased payload breaks nothing."""
    found, before = [], ""
    for one in events:
        name = f"hash of event {one.row.sequence}"
        if one.row.previous_hash != before:
            found.append(Inconsistency(reference, name, one.row.previous_hash, before))
        if one.row.hash != link(one.row):
            found.append(Inconsistency(reference, name, one.row.hash, link(one.row)))
        if one.payload and salted_hash(one.payload.salt, one.payload.payload) != one.row.payload_hash:
            found.append(Inconsistency(reference, f"payload of event {one.row.sequence}", one.row.payload_hash, ""))
        before = one.row.hash
    return found
