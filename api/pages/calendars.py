"""The days that the district lists itself: feast days and closing days of the administration."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, Nothing, noted, submit
from api.templating import render
from api.web import Request
from api.words import year as words
from beirat.actions import calendars as actions
from beirat.database import Database, Session
from beirat.queries import calendars as queries
from beirat.rules.calendars import DayKind
from beirat.rules.permissions import Act, Viewer, may
from beirat.tables.calendars import SpecialDayDraft


@get("/kalender")
async def index(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    return await _page(request, database, viewer)


@post("/kalender", status_code=200)
async def add(request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime) -> Response[Any]:
    async def act(db: Session, entered: SpecialDayDraft) -> str:
        await actions.add_day(db, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/kalender", "special_day_added")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, f)

    return await submit(request, SpecialDayDraft, act, again)


@post("/kalender/{day_id:uuid}/entfernen", status_code=200)
async def remove(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, day_id: UUID
) -> Response[Any]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.remove_day(db, day_id, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/kalender", "special_day_removed")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, f)

    return await submit(request, Nothing, act, again)


async def _page(request: Request, database: Database, viewer: Viewer, f: FormState | None = None) -> Response[Any]:
    async with database.read() as db:
        days = await queries.listing(db, viewer)
    return render(
        request,
        "calendars/index.html",
        days=days,
        f=f or FormState.fresh(request, {"kind": DayKind.FEAST}),
        blank=FormState.fresh(request),
        may_keep=may(viewer, Act.KEEP_CALENDAR),
        words=words,
    )


HANDLERS = (index, add, remove)
