"""The journal for office and technical support: who did what, and when, newest first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Response, get

from api.templating import render
from api.web import Request
from api.words import journal as words
from api.words import journal_details
from beirat.database import Database
from beirat.queries import journal as queries
from beirat.rules.permissions import Viewer


@get("/journal")
async def index(request: Request, database: Database, viewer: Viewer, vor: UUID | None = None) -> Response[Any]:
    """A page of the journal; ``vor`` is the last entry of the page above."""
    async with database.read() as db:
        entries = await queries.entries(db, viewer, before=vor)
    more = entries[-1].id if len(entries) == queries.PAGE else None
    return render(
        request,
        "journal/index.html",
        entries=entries,
        words=words,
        details=journal_details.lines,
        more=more,
        first=vor is not None,
    )


HANDLERS = (index,)
