"""What waits for the signed-in account."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from litestar import get

from beirat.database import Database
from beirat.queries import todo as queries
from beirat.queries.people import BodyView
from beirat.queries.todo import Todo
from beirat.rules.permissions import Viewer


@get("/todo", summary="What is to be done by you")
async def index(database: Database, district: BodyView, viewer: Viewer, now: datetime) -> list[Todo]:
    today = now.astimezone(ZoneInfo(district.time_zone)).date()
    async with database.read() as db:
        return await queries.waiting_for(db, viewer, today=today, now=now)


HANDLERS = (index,)
