"""Recommendations for programs: what the caller may see, and the steps on their way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from litestar import Response, get, post

from api.paging import cursor, position
from api.v1.write import write
from api.web import Request
from beirat.actions import recommendations as actions
from beirat.database import Database, Session
from beirat.queries import recommendations as queries
from beirat.queries.cases import EventView
from beirat.queries.recommendations import Filter, PointView, RecommendationLine, RecommendationView
from beirat.rules.cases import Extension, Handling, Query, TransmissionCase
from beirat.rules.motions import Field
from beirat.rules.permissions import Act, Viewer
from beirat.rules.promises import Promise
from beirat.rules.zones import local_day
from beirat.tables.recommendations import Assigning, Forwarding, HandOver, PointAssignment, ReceiptConfirmation


@dataclass(frozen=True)
class RecommendationList:
    """Recommendations, latest resolution first; ``next`` goes into ``after``, null: that was all."""

    recommendations: list[RecommendationLine]
    next: str | None


@dataclass(frozen=True)
class RecommendationDetail:
    """A recommendation with what the caller may see and do (``acts``). Points of other units are left out.

    ``waiting_days`` counts from the confirmed receipt while an answer is owed.
    """

    id: UUID
    version: int
    reference: str
    title: str
    reasons: str
    field: Field
    addressee: str
    decided_on: date
    is_public: bool
    motion_id: UUID | None
    handling: Handling
    sent_on: date | None
    received_on: date | None
    due_on: date | None
    original_due_on: date | None
    legal_basis: str
    paused_since: date | None
    paused_until: date | None
    first_answer_on: date | None
    answered_on: date | None
    waiting_days: int | None
    is_past_due: bool
    is_long_past_due: bool
    stale_since: date | None
    transmissions: list[TransmissionCase]
    promises: list[Promise]
    extensions: list[Extension]
    queries: list[Query]
    points: list[PointView]
    events: list[EventView]
    acts: list[Act]


@get("/recommendations", summary="Recommendations that you may see")
async def index(
    database: Database,
    viewer: Viewer,
    handling: list[Handling] | None = None,
    field: Field | None = None,
    unit: UUID | None = None,
    after: str = "",
) -> RecommendationList:
    last = position(after)
    wanted = Filter(handlings=handling or (), field=field, unit_ids=[unit] if unit else [])
    async with database.read() as db:
        found = await queries.listing(db, viewer, wanted, after=(last[0].date(), last[1]) if last else None)
    shown = found[: queries.PAGE]
    more = cursor(datetime.combine(shown[-1].decided_on, time()), shown[-1].id) if len(found) > queries.PAGE else None
    return RecommendationList(shown, more)


@get("/recommendations/{recommendation_id:uuid}", summary="One recommendation with its points and history")
async def show(database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID) -> RecommendationDetail:
    async with database.read() as db:
        return detail(await queries.view(db, viewer, recommendation_id), now)


@post(
    "/recommendations/{recommendation_id:uuid}/hand-over",
    status_code=200,
    summary="The office hands a recommendation over to the administration",
    opt={"shape": HandOver},
)
async def hand_over(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[RecommendationDetail]:
    async def act(db: Session, entered: HandOver) -> str:
        return str((await actions.hand_over(db, recommendation_id, entered, actor=viewer, now=now)).id)

    return await write(request, HandOver, act, shown(database, viewer, now))


@post(
    "/recommendations/{recommendation_id:uuid}/confirm-receipt",
    status_code=200,
    summary="The coordinator confirms the receipt: from that day on the clock runs",
    opt={"shape": ReceiptConfirmation},
)
async def confirm_receipt(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[RecommendationDetail]:
    async def act(db: Session, entered: ReceiptConfirmation) -> str:
        return str((await actions.confirm_receipt(db, recommendation_id, entered, actor=viewer, now=now)).id)

    return await write(request, ReceiptConfirmation, act, shown(database, viewer, now))


@post(
    "/recommendations/{recommendation_id:uuid}/assign",
    status_code=200,
    summary="The coordinator gives points to units, or moves them",
    opt={"shape": Assigning},
)
async def assign(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[RecommendationDetail]:
    async def act(db: Session, entered: Assigning) -> str:
        return str((await actions.assign_points(db, recommendation_id, entered, actor=viewer, now=now)).id)

    return await write(request, Assigning, act, shown(database, viewer, now))


@post(
    "/recommendations/{recommendation_id:uuid}/points/{number:int}/assign",
    status_code=200,
    summary="The coordinator gives one point to a unit, or moves it",
    opt={"shape": PointAssignment},
)
async def assign_point(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID, number: int
) -> Response[RecommendationDetail]:
    async def act(db: Session, entered: PointAssignment) -> str:
        return str((await actions.assign_point(db, recommendation_id, number, entered, actor=viewer, now=now)).id)

    return await write(request, PointAssignment, act, shown(database, viewer, now))


@post(
    "/recommendations/{recommendation_id:uuid}/forward",
    status_code=200,
    summary="The coordinator notes that points outside the district's competence were passed on",
    opt={"shape": Forwarding},
)
async def forward(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[RecommendationDetail]:
    async def act(db: Session, entered: Forwarding) -> str:
        return str((await actions.forward(db, recommendation_id, entered, actor=viewer, now=now)).id)

    return await write(request, Forwarding, act, shown(database, viewer, now))


def shown(database: Database, viewer: Viewer, now: datetime) -> Callable[[str], Awaitable[RecommendationDetail]]:
    """Reads the recommendation after the step."""

    async def show_it(recommendation_id: str) -> RecommendationDetail:
        async with database.read() as db:
            return detail(await queries.view(db, viewer, UUID(recommendation_id)), now)

    return show_it


def detail(view: RecommendationView, now: datetime) -> RecommendationDetail:
    case, waiting = view.case, view.case.on(local_day(now, view.time_zone))
    return RecommendationDetail(
        id=view.id,
        version=view.version,
        reference=view.reference,
        title=view.title,
        reasons=view.reasons,
        field=view.field,
        addressee=view.addressee,
        decided_on=view.decided_on,
        is_public=view.is_public,
        motion_id=view.motion_id,
        handling=view.handling,
        sent_on=case.sent_on,
        received_on=case.received_on,
        due_on=case.due_on,
        original_due_on=case.original_due_on,
        legal_basis=view.legal_basis,
        paused_since=case.paused_since,
        paused_until=case.paused_until,
        first_answer_on=case.first_answer_on,
        answered_on=case.answered_on,
        waiting_days=waiting.days,
        is_past_due=waiting.is_past_due,
        is_long_past_due=waiting.is_long_past_due,
        stale_since=waiting.stale_since,
        transmissions=list(case.transmissions),
        promises=list(case.promises),
        extensions=list(case.extensions),
        queries=list(case.queries),
        points=list(view.points),
        events=list(view.events),
        acts=sorted(view.acts),
    )


HANDLERS = (index, show, hand_over, confirm_receipt, assign, assign_point, forward)
