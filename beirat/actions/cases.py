"""Appends what happened to a recommendation, and writes the columns that follow from it.

Nothing else writes those columns. An event is a consequence of an act that its caller has permitted.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from beirat.actions import publication
from beirat.actions.case_columns import derived, derived_of_point, derived_of_promise, derived_of_transmission
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import cases
from beirat.queries.case_events import kept_trace, parted
from beirat.queries.cases import Kept, Terms
from beirat.rules.cases import Case, CaseEventKind, explain, is_to_freeze
from beirat.rules.errors import StaleVersion
from beirat.rules.journal import salted_hash
from beirat.rules.permissions import Act, Viewer
from beirat.tables.base import Versioned, new_id
from beirat.tables.publication import Published
from beirat.tables.recommendations import CaseEvent, CaseEventPayload, CasePromise, Recommendation


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


async def note(
    db: Session,
    act: Act,
    recommendation: Recommendation,
    *,
    actor: Viewer,
    now: datetime,
    after: Mapping[str, object],
) -> None:
    """The journal's entry about a step of a recommendation."""
    await record(
        db,
        actor=actor,
        now=now,
        act=act,
        subject_type="recommendation",
        subject_id=recommendation.id,
        after=after,
    )
