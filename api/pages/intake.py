"""Receipt and distribution (Eingang und Verteilung): what has come, confirmed and given to units in one go."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api import answer_doors
from api.forms import FormState, noted, submit
from api.templating import render
from api.web import Request, settings_of
from api.words import recommendations as words
from beirat.actions import intake as actions
from beirat.database import Database, Session
from beirat.queries import intake as queries
from beirat.queries import people
from beirat.queries.intake import Arrived
from beirat.queries.people import BodyView
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.recommendations import Intake


@get("/empfehlungen/eingang")
async def index(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView
) -> Response[Any]:
    """Everything that waits for its receipt or for a unit, oldest first, each with one form."""
    return await _page(request, database, viewer, now, district, {})


@post("/empfehlungen/{recommendation_id:uuid}/verteilen")
async def take_in(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    """Confirms the receipt, gives every point to its unit, and sends links to units that are reached by mail."""

    async def act(db: Session, entered: Intake) -> str:
        reached = await actions.take_in(db, recommendation_id, entered, actor=viewer, now=now)
        for unit_id in reached:
            await answer_doors.send_link(
                db, recommendation_id, unit_id, district=district, settings=settings_of(request), actor=viewer, now=now
            )
        return noted(f"/{district.slug}/intern/empfehlungen/eingang", "taken_in")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, now, district, {recommendation_id: f})

    return await submit(request, Intake, act, again)


async def _page(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    sent: dict[UUID, FormState],
) -> Response[Any]:
    permit(viewer, Act.ASSIGN_POINT)
    async with database.read() as db:
        arrived = await queries.arrived(db, viewer)
        units = await people.units(db, viewer)
    today = local_day(now, district.time_zone)
    return render(
        request,
        "intake/index.html",
        arrived=arrived,
        unit_options=[(unit.id, unit.name) for unit in units],
        forms_shown={one.id: sent.get(one.id) or _fresh(request, one, today.isoformat()) for one in arrived},
        sent=sent,
        today=today,
        words=words,
    )


def _fresh(request: Request, one: Arrived, today: str) -> FormState:
    units = [{"number": point.number, "unit_id": point.unit_id} for point in one.points]
    values = {"received_on": today, "units": units, "sends_links": True}
    return FormState.fresh(request, values, version=one.version)


HANDLERS = (index, take_in)
