"""The events of recommendations as the rules read them, and what their clocks stand on.

Who may see a recommendation is decided in ``queries.recommendations``; here is only what happened to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.answers import Position, ReasonCode, Stance
from beirat.rules.calendars import LandCalendar
from beirat.rules.errors import NotFound
from beirat.rules.profiles import Key, profile
from beirat.rules.recommendations import Case, CaseEventKind, ClockRules, history
from beirat.rules.recommendations import CaseEvent as Event
from beirat.tables.people import Body, Organization
from beirat.tables.recommendations import CaseEvent, CaseEventPayload, Recommendation, RecommendationPoint


@dataclass(frozen=True)
class Terms:
    """What the clocks of a board's recommendations stand on; ``legal_basis`` is empty where no law binds."""

    time_zone: str
    addressee: str
    legal_basis: str
    rules: ClockRules
    days: LandCalendar


@dataclass(frozen=True)
class Kept:
    """An event as it is stored, with its payload; None if the payload was erased."""

    row: CaseEvent
    payload: CaseEventPayload | None

    @property
    def said(self) -> dict[str, Any]:
        return self.payload.payload if self.payload else {}


@dataclass(frozen=True)
class EventView:
    """One entry of the history. ``points`` empty: the whole recommendation."""

    sequence: int
    kind: CaseEventKind
    on: date
    recorded_at: datetime
    points: tuple[int, ...]
    text: str
    stance: Stance | None
    unit: str
    to: str
    file_reference: str


async def terms(db: Session, body_id: UUID, organization_id: UUID) -> Terms:
    """The terms of the board with this id. Raises NotFound."""
    query = (
        select(Body.land, Body.time_zone, Organization.rule_profile)
        .join(Organization, col(Organization.body_id) == Body.id)
        .where(Body.id == body_id, Organization.body_id == body_id, Organization.id == organization_id)
    )
    found = (await db.exec(query)).one_or_none()
    if found is None:
        raise NotFound
    land, time_zone, name = found
    own = profile(name)
    return Terms(
        time_zone=time_zone,
        addressee=own.text(Key.ADDRESSEE),
        legal_basis=own.text(Key.ANSWER_LEGAL_BASIS),
        rules=ClockRules(own.number(Key.ANSWER_MONTHS), own.number(Key.SECOND_ANSWER_WEEKS)),
        days=LandCalendar(land),
    )


async def kept(db: Session, body_id: UUID, recommendation_ids: Sequence[UUID]) -> dict[UUID, list[Kept]]:
    """All events of these recommendations in the order in which they were recorded: one select."""
    query = (
        select(CaseEvent, CaseEventPayload)
        .join(
            CaseEventPayload,
            and_(col(CaseEventPayload.id) == CaseEvent.id, col(CaseEventPayload.body_id) == CaseEvent.body_id),
            isouter=True,
        )
        .where(CaseEvent.body_id == body_id, col(CaseEvent.recommendation_id).in_(recommendation_ids))
        .order_by(col(CaseEvent.recommendation_id), col(CaseEvent.sequence))
    )
    found: dict[UUID, list[Kept]] = defaultdict(list)
    for row, payload in await db.exec(query):
        found[row.recommendation_id].append(Kept(row, payload))
    return found


async def points(
    db: Session, body_id: UUID, recommendation_ids: Sequence[UUID]
) -> dict[UUID, list[RecommendationPoint]]:
    """All points of these recommendations in their order: one select."""
    query = (
        select(RecommendationPoint)
        .where(
            RecommendationPoint.body_id == body_id,
            col(RecommendationPoint.recommendation_id).in_(recommendation_ids),
        )
        .order_by(col(RecommendationPoint.recommendation_id), col(RecommendationPoint.number))
    )
    found: dict[UUID, list[RecommendationPoint]] = defaultdict(list)
    for point in await db.exec(query):
        found[point.recommendation_id].append(point)
    return found


async def replay(db: Session, recommendation: Recommendation) -> Case:
    """The case as its events make it, whatever the stored columns say."""
    body_id, ids = recommendation.body_id, [recommendation.id]
    ground = await terms(db, body_id, recommendation.organization_id)
    events = (await kept(db, body_id, ids))[recommendation.id]
    numbers = [point.number for point in (await points(db, body_id, ids))[recommendation.id]]
    return case_of(events, numbers, ground)


def case_of(events: Sequence[Kept], numbers: Sequence[int], ground: Terms) -> Case:
    """The pure history of stored events."""
    return history([as_event(one) for one in events], numbers, rules=ground.rules, days=ground.days)


def as_event(one: Kept) -> Event:
    """A stored event as the rules know it."""
    said = one.said
    return Event(
        kind=one.row.kind,
        on=one.row.occurred_on,
        sequence=one.row.sequence,
        transmission=one.row.transmission_id,
        points=frozenset(said.get("points", ())),
        stance=stance_of(said) if "position" in said else None,
        to=said.get("to", ""),
        annuls=said.get("annuls"),
    )


def stance_of(said: Mapping[str, Any]) -> Stance:
    """The position in a payload."""
    return Stance(
        position=Position(said["position"]),
        text=said["text"],
        reason=ReasonCode(said["reason"]) if said["reason"] else None,
        deferred_until=date.fromisoformat(said["deferred_until"]) if said["deferred_until"] else None,
        competent_body=said["competent_body"],
    )


def timeline(events: list[Kept]) -> list[EventView]:
    """What happened, oldest first, without what was taken back."""
    annulled = {one.said.get("annuls") for one in events if one.row.kind is CaseEventKind.ANNULLED}
    return [
        _event(one) for one in events if one.row.kind is not CaseEventKind.ANNULLED and one.row.sequence not in annulled
    ]


def _event(one: Kept) -> EventView:
    said = one.said
    return EventView(
        sequence=one.row.sequence,
        kind=one.row.kind,
        on=one.row.occurred_on,
        recorded_at=one.row.recorded_at,
        points=tuple(sorted(said.get("points", ()))),
        text=said.get("text", ""),
        stance=stance_of(said) if "position" in said else None,
        unit=said.get("unit", ""),
        to=said.get("to", ""),
        file_reference=said.get("file_reference", ""),
    )
