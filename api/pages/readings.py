"""How the office read a letter of the administration, and how the administration corrects that reading."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.forms import FormState, noted, submit
from api.pages.recommendations import path
from api.templating import render
from api.web import Request
from api.words import recommendations as words
from beirat.actions import readings as actions
from beirat.database import Database, Session
from beirat.queries import cases, recommendations
from beirat.queries.cases import EventView
from beirat.queries.people import BodyView
from beirat.queries.recommendations import RecommendationView
from beirat.rules.answers import Position
from beirat.rules.cases import CaseEventKind
from beirat.rules.errors import NotFound
from beirat.rules.letters import correctable_until
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.letters import PositionDispute

ROOT = "/empfehlungen/{recommendation_id:uuid}/lesart/{sequence:int}"


@dataclass(frozen=True)
class Reading:
    """A position that the office read from a letter, and the last day on which it can be corrected."""

    recommendation: RecommendationView
    event: EventView
    until: date


@get(ROOT)
async def show(
    request: Request, database: Database, viewer: Viewer, recommendation_id: UUID, sequence: int
) -> Response[Any]:
    """What was read, and the form for what was meant."""
    return await _form(request, database, viewer, recommendation_id, sequence)(FormState.fresh(request))


@post(ROOT, status_code=200)
async def dispute(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    recommendation_id: UUID,
    sequence: int,
) -> Response[Any]:
    async def act(db: Session, entered: PositionDispute) -> str:
        await actions.dispute(db, recommendation_id, sequence, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "position_disputed")

    return await submit(request, PositionDispute, act, _form(request, database, viewer, recommendation_id, sequence))


def _form(
    request: Request, database: Database, viewer: Viewer, recommendation_id: UUID, sequence: int
) -> Callable[[FormState], Awaitable[Response[Any]]]:
    async def shown(f: FormState) -> Response[Any]:
        permit(viewer, Act.DISPUTE_POSITION)
        async with database.read() as db:
            reading = await _reading(db, viewer, recommendation_id, sequence)
        return render(
            request,
            "letters/reading.html",
            f=f,
            recommendation=reading.recommendation,
            event=reading.event,
            until=reading.until,
            positions=[(one, word) for one, (_, word) in words.POSITIONS.items() if one is not Position.OPEN],
            words=words,
        )

    return shown


async def _reading(db: Session, viewer: Viewer, recommendation_id: UUID, sequence: int) -> Reading:
    """Raises NotFound where there is nothing that the viewer could correct."""
    recommendation = await recommendations.view(db, viewer, recommendation_id)
    event = next((one for one in recommendation.events if one.sequence == sequence and is_reading(one)), None)
    if event is None:
        raise NotFound
    ground = await cases.terms_of(db, viewer.body_id, recommendation_id)
    recorded_on = local_day(event.recorded_at, recommendation.time_zone)
    return Reading(recommendation, event, correctable_until(recorded_on, ground.days))


def is_reading(event: EventView) -> bool:
    """Whether the office read this position from a letter."""
    return event.kind is CaseEventKind.POSITION_GIVEN and bool(event.origin)


HANDLERS = (show, dispute)
