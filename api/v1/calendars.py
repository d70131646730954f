"""Feast days and closing days for programs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response, delete, get, post

from api.forms import Nothing
from api.v1.write import write
from api.web import Request
from beirat.actions import calendars as actions
from beirat.database import Database, Session
from beirat.queries import calendars as queries
from beirat.queries.calendars import SpecialDayView
from beirat.rules.permissions import Viewer
from beirat.tables.calendars import SpecialDayDraft


@get("/special-days", summary="Feast days of the board, closing days of the administration")
async def index(database: Database, viewer: Viewer) -> list[SpecialDayView]:
    async with database.read() as db:
        return await queries.listing(db, viewer)


@post("/special-days", summary="Keep a day", opt={"shape": SpecialDayDraft})
async def add(request: Request, database: Database, viewer: Viewer, now: datetime) -> Response[list[SpecialDayView]]:
    async def act(db: Session, entered: SpecialDayDraft) -> str:
        return str((await actions.add_day(db, entered, actor=viewer, now=now)).id)

    async def show_it(_: str) -> list[SpecialDayView]:
        async with database.read() as db:
            return await queries.listing(db, viewer)

    return await write(request, SpecialDayDraft, act, show_it, status=201)


@delete("/special-days/{day_id:uuid}", status_code=200, summary="Take a day out", opt={"shape": Nothing})
async def remove(
    request: Request, database: Database, viewer: Viewer, now: datetime, day_id: UUID
) -> Response[list[SpecialDayView]]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.remove_day(db, day_id, actor=viewer, now=now)
        return str(day_id)

    async def show_it(_: str) -> list[SpecialDayView]:
        async with database.read() as db:
            return await queries.listing(db, viewer)

    return await write(request, Nothing, act, show_it)


HANDLERS = (index, add, remove)
