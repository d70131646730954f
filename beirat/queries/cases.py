"""The events of recommendations as the rules read them, and what their clocks stand on.

Who may see a recommendation is decided in ``queries.recommendations``; here is only what happened to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import calendars, rules_of_procedure
from beirat.queries.case_events import event_of
from beirat.queries.rules_of_procedure import Profiles
from beirat.rules.answers import Stance
from beirat.rules.calendars import LandCalendar
from beirat.rules.cases import Case, CaseEventKind, Report, Verdict, history
from beirat.rules.cases import CaseEvent as Event
from beirat.rules.cases.events import standing
from beirat.rules.clocks import ClockRules, PauseCause
from beirat.rules.errors import NotFound
from beirat.rules.profiles import Key, Profile
from beirat.tables.people import Body
from beirat.tables.recommendations import (
    CaseEvent,
    CaseEventPayload,
    CasePromise,
    Recommendation,
    RecommendationPoint,
    Transmission,
)


@dataclass(frozen=True)
class Terms:
    """What the clocks of a board's recommendations stand on: its rules of procedure, whenever they held."""

    time_zone: str
    profiles: Profiles
    days: LandCalendar

    def addressee_on(self, day: date) -> str:
        """To whom what the board decided on that day goes."""
        return self.profiles.on(day).text(Key.ADDRESSEE)

    def legal_basis_on(self, day: date) -> str:
        """What binds the administration to a period; empty where no law does."""
        return self.profiles.on(day).text(Key.ANSWER_LEGAL_BASIS)

    def rules_of(self, events: Sequence[Event]) -> ClockRules:
        """The clocks as they were ruled when the board decided; a later rule changes nothing that runs."""
        return clock_rules(self.profiles.on(events[0].on if events else date.max))


@dataclass(frozen=True)
class Kept:
    """An event as it is stored, with its payload; None if the payload was erased."""

    row: CaseEvent
    payload: CaseEventPayload | None

    @property
    def said(self) -> dict[str, Any]:
        """Facts and words together."""
        return {**self.row.facts, **(self.payload.payload if self.payload else {})}


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
    until: date | None = None
    about: int | None = None
    cause: PauseCause | None = None
    report: Report | None = None
    verdict: Verdict | None = None
    correction: str = ""
    is_corrected: bool = False
    is_erased: bool = False
    origin: str = ""


async def terms(db: Session, body_id: UUID, organization_id: UUID) -> Terms:
    """The terms of the board with this id. Raises NotFound."""
    time_zone = (await db.exec(select(Body.time_zone).where(Body.id == body_id))).one_or_none()
    if time_zone is None:
        raise NotFound
    return Terms(
        time_zone=time_zone,
        profiles=await rules_of_procedure.profiles(db, body_id, organization_id),
        days=await calendars.working_days(db, body_id),
    )


def clock_rules(own: Profile) -> ClockRules:
    """The clocks as the rules of procedure set them."""
    return ClockRules.of(
        receipt_working_days=own.number(Key.RECEIPT_WORKING_DAYS),
        answer_months=own.number(Key.ANSWER_MONTHS),
        second_answer_weeks=own.number(Key.SECOND_ANSWER_WEEKS),
        report_months=own.number(Key.PROGRESS_REPORT_MONTHS),
        legal_basis=own.text(Key.ANSWER_LEGAL_BASIS),
        recess_pauses=own.flag(Key.RECESS_PAUSES_ANSWER),
    )


async def terms_of(db: Session, body_id: UUID, recommendation_id: UUID) -> Terms:
    """The terms of the board that made this recommendation. Raises NotFound."""
    query = select(Recommendation.organization_id).where(
        Recommendation.body_id == body_id, Recommendation.id == recommendation_id
    )
    organization_id = (await db.exec(query)).one_or_none()
    if organization_id is None:
        raise NotFound
    return await terms(db, body_id, organization_id)


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


async def transmissions_of(db: Session, body_id: UUID, recommendation_id: UUID) -> list[Transmission]:
    """To whom the recommendation went, the first one first."""
    return (await transmissions_by_case(db, body_id, [recommendation_id]))[recommendation_id]


async def transmissions_by_case(
    db: Session, body_id: UUID, recommendation_ids: Sequence[UUID]
) -> dict[UUID, list[Transmission]]:
    """The same for several recommendations: one select."""
    row = Transmission
    query = select(row).where(row.body_id == body_id, col(row.recommendation_id).in_(recommendation_ids))
    found: dict[UUID, list[Transmission]] = defaultdict(list)
    for one in await db.exec(query.order_by(col(row.recommendation_id), col(row.id))):
        found[one.recommendation_id].append(one)
    return found


async def promises_of(db: Session, body_id: UUID, recommendation_id: UUID) -> list[CasePromise]:
    """The ledger of one recommendation, in the order in which the promises were made."""
    return (await promises_by_case(db, body_id, [recommendation_id]))[recommendation_id]


async def promises_by_case(
    db: Session, body_id: UUID, recommendation_ids: Sequence[UUID]
) -> dict[UUID, list[CasePromise]]:
    """The same for several recommendations: one select."""
    row = CasePromise
    query = select(row).where(row.body_id == body_id, col(row.recommendation_id).in_(recommendation_ids))
    found: dict[UUID, list[CasePromise]] = defaultdict(list)
    for one in await db.exec(query.order_by(col(row.recommendation_id), col(row.sequence), col(row.number))):
        found[one.recommendation_id].append(one)
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
    happened = [as_event(one) for one in events]
    return history(happened, numbers, rules=ground.rules_of(happened), days=ground.days)


def as_event(one: Kept) -> Event:
    """A stored event as the rules know it. Questions of old stood still at once (schema 1)."""
    row = one.row
    return event_of(
        row.kind,
        row.occurred_on,
        one.said,
        sequence=row.sequence,
        transmission=row.transmission_id,
        resolution=row.resolution_id,
        recorded_at=row.recorded_at,
        is_accepted=row.schema_version < 2 and row.kind is CaseEventKind.QUERY_ASKED,
    )


def timeline(events: list[Kept]) -> list[EventView]:
    """What happened, oldest first, without what was taken back; a corrected event stands in the place of the first."""
    erased = {one.row.sequence for one in events if one.payload is None}
    told = [one for one in standing([as_event(one) for one in events]) if one.kind not in UNTOLD]
    return [_view(one, is_erased=one.sequence in erased) for one in told]


def _view(one: Event, *, is_erased: bool) -> EventView:
    return EventView(
        sequence=one.sequence,
        kind=one.kind,
        on=one.on,
        recorded_at=one.recorded_at or datetime.combine(one.on, datetime.min.time(), UTC),
        points=tuple(sorted(one.points)),
        text=one.stance.text if one.stance else one.text,
        stance=one.stance,
        unit=one.unit,
        to=one.to,
        file_reference=one.file_reference,
        until=one.until,
        about=one.about,
        cause=one.cause,
        report=one.report,
        verdict=one.verdict,
        correction=one.correction,
        is_corrected=one.is_corrected,
        is_erased=is_erased,
        origin=one.origin,
    )


UNTOLD = frozenset({CaseEventKind.CLOCK_COMPUTED, CaseEventKind.MAIL_RECEIVED})
"""What the history of a page leaves out."""
