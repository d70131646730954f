"""The journal for programs."""

from __future__ import annotations

from uuid import UUID

from litestar import get

from beirat.database import Database
from beirat.queries import journal as queries
from beirat.queries.journal import EntryView
from beirat.rules.permissions import Viewer


@get("/journal", summary="Who did what, newest first; `before` is the last entry you have seen")
async def index(database: Database, viewer: Viewer, before: UUID | None = None) -> list[EntryView]:
    async with database.read() as db:
        return await queries.entries(db, viewer, before=before)


HANDLERS = (index,)
