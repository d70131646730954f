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
from beirat.queries.case_events import kept_trace, parted
from beirat.queries.cases import Kept, Terms
from beirat.rules.answers import Position
from beirat.rules.cases import Case, CaseEventKind, PointCase, TransmissionCase, Voice, explain, is_to_freeze
from beirat.rules.errors import StaleVersion
from beirat.rules.journal import salted_hash
from beirat.rules.permissions import Viewer
from beirat.rules.promises import Promise, PromiseState
from beirat.tables.base import Versioned, new_id
from beirat.tables.publication import Published
from beirat.tables.recommendations import CaseEvent, CaseEventPayload, CasePromise, Recommendation, RecommendationPoint

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

    ``payload`` holds plain JSON values: ``points`` always, the rest by kind (see ``queries.case_events``).
    """
    link_to = await _last(db, recommendation)
    event, words = _made(
        link_to, recommendation, kind, occurred_on, payload, actor, now, transmission_id=transmission_id,
        resolution_id=resolution_id,
    )  # fmt: skip
    db.add_all([event, words])
    await db.flush()
    case = await refresh(db, recommendation, actor=actor, now=now, occurred_on=occurred_on)
    await publication.touch(db, Published.RECOMMENDATION, recommendation.id, body_id=recommendation.body_id, now=now)
    return case


def _made(
    last: CaseEvent | None,
    recommendation: Recommendation,
    kind: CaseEventKind,
    occurred_on: date,
    payload: Mapping[str, Any],
    actor: Viewer,
    now: datetime,
    *,
    transmission_id: UUID | None = None,
    resolution_id: UUID | None = None,
) -> tuple[CaseEvent, CaseEventPayload]:
    """The next link of the chain, and its words."""
    facts, words = parted(dict(payload) | ({"by_link": str(actor.link_id)} if actor.link_id else {}))
    salt = secrets.token_hex(16)
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
        facts=facts,
        payload_hash=salted_hash(salt, words),
        previous_hash=last.hash if last else "",
        hash="",
        id=new_id(),
    )
    event.hash = link(event)
    return event, CaseEventPayload(id=event.id, body_id=event.body_id, salt=salt, payload=words)


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
    parts = [
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
    ]
    if event.schema_version > 1:  # before, facts and words were one payload
        parts.append(salted_hash("", event.facts))
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()


async def refresh(
    db: Session, recommendation: Recommendation, *, actor: Viewer, now: datetime, occurred_on: date | None = None
) -> Case:
    """Rebuilds the case from all its events, freezes what its clocks say, writes every column that is derived."""
    body_id, ids = recommendation.body_id, [recommendation.id]
    ground = await cases.terms(db, body_id, recommendation.organization_id)
    events = (await cases.kept(db, body_id, ids))[recommendation.id]
    points = (await cases.points(db, body_id, ids))[recommendation.id]
    numbers = [point.number for point in points]
    case = cases.case_of(events, numbers, ground)
    frozen = _frozen(recommendation, events, case, ground, actor, now, occurred_on)
    if frozen:
        db.add_all([row for pair in frozen for row in pair])
        case = cases.case_of([*events, *(Kept(*pair) for pair in frozen)], numbers, ground)
    recommendation.sqlmodel_update(derived(case))
    recommendation.touch()
    for point in points:
        point.sqlmodel_update(derived_of_point(case.points[point.number]))
    await _refresh_parts(db, recommendation, case)
    await db.flush()
    return case


def _frozen(
    recommendation: Recommendation,
    events: Sequence[Kept],
    case: Case,
    ground: Terms,
    actor: Viewer,
    now: datetime,
    occurred_on: date | None,
) -> list[tuple[CaseEvent, CaseEventPayload]]:
    """One event for every clock that started or changed: a later rule or calendar never rewrites its date."""
    last, made = events[-1].row if events else None, []
    rules = ground.rules_of([cases.as_event(one) for one in events])
    for clock in case.clocks:
        if is_to_freeze(clock) and last is not None:
            trace = kept_trace(explain(clock, rules=rules, days=ground.days))
            payload = {"points": sorted(clock.points), "trace": trace}
            pair = _made(
                last, recommendation, CaseEventKind.CLOCK_COMPUTED, occurred_on or clock.start, payload, actor, now,
                transmission_id=clock.transmission,
            )  # fmt: skip
            made.append(pair)
            last = pair[0]
    return made


async def _refresh_parts(db: Session, recommendation: Recommendation, case: Case) -> None:
    """The transmissions and the ledger of promises."""
    sent = {one.id: one for one in case.transmissions}
    for row in await cases.transmissions_of(db, recommendation.body_id, recommendation.id):
        if row.id in sent:
            row.sqlmodel_update(derived_of_transmission(sent[row.id]))
    known = {
        (row.sequence, row.number): row
        for row in await cases.promises_of(db, recommendation.body_id, recommendation.id)
    }
    for promise in case.promises:
        row_of = known.pop((promise.sequence, promise.number), None)
        if row_of is None:
            row_of = CasePromise(
                body_id=recommendation.body_id, recommendation_id=recommendation.id, **derived_of_promise(promise)
            )
        row_of.sqlmodel_update(derived_of_promise(promise))
        db.add(row_of)
    for gone in known.values():
        await db.delete(gone)


def derived(case: Case) -> dict[str, Any]:
    """The columns of a recommendation that follow from its events."""
    query, extension = case.open_query, case.open_extension
    return {
        "handling": case.handling,
        "sent_on": case.sent_on,
        "received_on": case.received_on,
        "due_on": case.due_on,
        "original_due_on": case.original_due_on,
        "paused_since": case.paused_since,
        "paused_until": case.paused_until,
        "first_answer_on": case.first_answer_on,
        "answered_on": case.answered_on,
        "promise_due_on": case.promise_due_on,
        "report_due_on": case.report_due_on,
        "query_open_since": query.asked_on if query else None,
        "extension_asked_on": extension.asked_on if extension else None,
        "times_extended": sum(bool(one.granted) for one in case.extensions),
        "receipts_open": case.receipts_open,
        "points_total": len(case.points),
        "points_answered": case.answered_points,
        "points_disputed": sum(point.voices_differ for point in case.points.values()),
    }


def derived_of_point(point: PointCase) -> dict[str, Any]:
    """The columns of a point that follow from the events."""
    stance, verdict = point.stance, point.verdict
    administration, board = point.says(Voice.ADMINISTRATION), point.says(Voice.BOARD)
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
        "first_answered_on": point.first_answered_on,
        "due_on": point.due_on,
        "original_due_on": point.original_due_on,
        "promise_due_on": min((p.due_on for p in point.promises if p.state is PromiseState.OPEN), default=None),
        "report_due_on": point.report_due_on,
        "verdict": verdict.verdict if verdict else None,
        "judged_on": verdict.on if verdict else None,
        "administration_state": administration.state if administration else None,
        "administration_as_of": administration.as_of if administration else None,
        "board_state": board.state if board else None,
        "board_as_of": board.as_of if board else None,
        "voices_differ": point.voices_differ,
    }


def derived_of_transmission(one: TransmissionCase) -> dict[str, Any]:
    """The columns of a transmission that follow from the events."""
    return {
        "handling": one.handling,
        "received_on": one.received_on,
        "replaced_on": one.replaced_on,
        "due_on": one.due_on,
        "original_due_on": one.original_due_on,
        "paused_since": one.paused_since,
        "paused_until": one.paused_until,
        "first_answer_on": one.first_answer_on,
        "answered_on": one.answered_on,
    }


def derived_of_promise(promise: Promise) -> dict[str, Any]:
    """The columns of a promise."""
    return {
        "sequence": promise.sequence,
        "number": promise.number,
        "points": sorted(promise.points),
        "source": promise.source,
        "state": promise.state,
        "made_on": promise.made_on,
        "due_on": promise.due_on,
        "ended_on": promise.ended_on,
        "text": promise.text,
        "renews": promise.renews,
        "times_renewed": promise.times_renewed,
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
