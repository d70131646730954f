"""The papers of an evening, to be printed before it: all in one file, or each by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get

from api import packs
from api.dependencies import BodyView
from api.printing import printed
from api.templating import render
from api.web import Request, pool_of
from api.words import meetings as meeting_words
from beirat.database import Database
from beirat.queries import packs as queries
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from documents.facts import PackPart

ROOT = "/sitzungen/{meeting_id:uuid}/mappe"
NAMES = {
    "tagesordnung": (PackPart.AGENDA,),
    "anwesenheitsliste": (PackPart.ATTENDANCE,),
    "blaetter": (PackPart.BALLOTS,),
    "leitfaden": (PackPart.SCRIPT,),
    "alles": packs.EVERYTHING,
}


@get(ROOT)
async def show(request: Request, database: Database, viewer: Viewer, meeting_id: UUID) -> Response[Any]:
    """Which papers there are."""
    async with database.read() as db:
        view = await queries.view(db, viewer, meeting_id)
    return render(request, "packs/show.html", meeting=view.meeting, meeting_words=meeting_words)


@get(f"{ROOT}/{{name:str}}")
async def download(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    name: str,
) -> Response[bytes]:
    """One paper, or all of them; internal, so it is printed anew for everybody who may have it."""
    parts = NAMES.get(name.removesuffix(".pdf"))
    if parts is None:
        raise NotFound
    async with database.read() as db:
        view = await queries.view(db, viewer, meeting_id)
    content = await printed(pool_of(request), packs.facts(view, district, now, parts))
    file = f"{name.removesuffix('.pdf')}-{view.meeting.reference.lower()}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{file}"'}
    return Response(content, media_type="application/pdf", headers=headers)


HANDLERS = (show, download)
