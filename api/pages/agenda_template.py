"""The standing items that every new agenda begins with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.templating import render
from api.web import Request
from api.words import meetings as words
from beirat.actions import agenda_template as actions
from beirat.database import Database, Session
from beirat.queries import agenda as queries
from beirat.queries import people
from beirat.rules.agenda import Standing
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import AgendaTemplateChange

PATH = "/sitzungen/uebliche-tagesordnung"
BLANKS = 3


@get(PATH)
async def show(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    return await _page(request, database, viewer)


@post(PATH, status_code=200)
async def keep(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    async def act(db: Session, entered: AgendaTemplateChange) -> str:
        await actions.keep_template(db, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern{PATH}", "template_saved")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, f)

    return await submit(request, AgendaTemplateChange, act, again)


async def _page(request: Request, database: Database, viewer: Viewer, sent: FormState | None = None) -> Response[Any]:
    if not viewer.is_board:
        raise NotFound
    permit(viewer, Act.SET_AGENDA)
    async with database.read() as db:
        board = await people.board(db, viewer)
        standing = await queries.standing(db, viewer.body_id, board.id)
    rows = len(standing.items) + BLANKS
    if sent is not None:
        rows = max(
            rows, 1 + max((int(name.split("-")[1]) for name in sent.values if name.startswith("items-")), default=0)
        )
    f = sent or FormState.fresh(request, {"items": _rows(standing)})
    return render(request, "agenda/template.html", f=f, rows=rows, words=words)


def _rows(standing: Standing) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "heading": item.heading,
            "public_heading": item.public_heading,
            "part": item.part,
            "kind": item.kind,
            "planned_minutes": item.planned_minutes,
            "is_closing": item in standing.closing,
        }
        for place, item in enumerate(standing.items, start=1)
    ]


HANDLERS = (show, keep)
