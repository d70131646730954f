"""The open list of the administration: to take along as CSV or XLSX, and to bring back filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from litestar import Response, get, post
from pydantic import ValidationError

from api import answer_list, spreadsheets
from api.answer_list import ListRow
from api.dependencies import BodyView
from api.forms import FormState, check_form, noted, refused, state_of, submit
from api.templating import render
from api.typed import read, upload
from api.web import Request
from api.words import recommendations as words
from beirat.actions import answer_lists as actions
from beirat.database import Database, Session
from beirat.queries import answer_lists as queries
from beirat.queries.answer_lists import MOST, OpenPoint
from beirat.rules.errors import RuleBroken
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.answers import FilledInList

NAME = "offene-punkte"


@get("/antworten/liste")
async def index(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    """What is still to be answered, and how to do it in a table of one's own."""
    return await _index(request, database, viewer, FormState.fresh(request))


async def _index(request: Request, database: Database, viewer: Viewer, f: FormState) -> Response[Any]:
    points = await _points(database, viewer)
    return render(request, "answers/list.html", f=f, points=points, words=words, most=MOST)


async def _points(database: Database, viewer: Viewer) -> list[OpenPoint]:
    async with database.read() as db:
        return await queries.open_points(db, viewer)


@get("/antworten/liste.csv")
async def as_csv(database: Database, viewer: Viewer) -> Response[bytes]:
    return _file(answer_list.csv_of(await _points(database, viewer)), spreadsheets.CSV, "csv")


@get("/antworten/liste.xlsx")
async def as_xlsx(database: Database, viewer: Viewer) -> Response[bytes]:
    return _file(answer_list.xlsx_of(await _points(database, viewer)), spreadsheets.XLSX, "xlsx")


def _file(content: bytes, media_type: str, ending: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{NAME}.{ending}"'}
    return Response(content, media_type=media_type, headers=headers)


@post("/antworten/liste", status_code=200)
async def preview(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView
) -> Response[Any]:
    """Shows row by row what the file would change; keeps nothing."""
    permit(viewer, Act.DRAFT_ANSWER)
    state = state_of(request, await read(request, FilledInList))

    async def again(f: FormState) -> Response[Any]:
        return await _index(request, database, viewer, f)

    try:
        await check_form(request)
        content = await upload(request, "file")
        text = spreadsheets.text_of(content) if content else str(state.value("rows") or "")
        given = FilledInList.model_validate({"rows": text})
        f = FormState.fresh(request, {"rows": given.rows})
        return await _preview(request, database, viewer, f, now=now, district=district)
    except (ValidationError, RuleBroken) as error:
        return await refused(state, error, again)


async def _preview(
    request: Request, database: Database, viewer: Viewer, f: FormState, *, now: datetime, district: BodyView
) -> Response[Any]:
    rows = _rows(str(f.value("rows")), await _points(database, viewer), now, district)
    good = [row for row in rows if not row.problems]
    return render(
        request,
        "answers/list_preview.html",
        f=f,
        wrong=[row for row in rows if row.problems],
        changed=[row for row in good if row.changes],
        same=sum(1 for row in good if not row.changes),
    )


def _rows(text: str, points: list[OpenPoint], now: datetime, district: BodyView) -> list[ListRow]:
    return answer_list.read_list(text, points, local_day(now, district.time_zone))


@post("/antworten/liste/uebernehmen")
async def take_over(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Keeps all answers of the file as drafts, or none."""

    async def act(db: Session, given: FilledInList) -> str:
        rows = _rows(given.rows, await queries.open_points(db, viewer), now, district)
        filled_in = answer_list.changed(rows)
        ready = await actions.take_over(db, filled_in, hand_in=given.hand_in, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/antworten/liste", "list_handed_in" if ready else "list_kept")

    async def again(f: FormState) -> Response[Any]:
        return await _preview(request, database, viewer, f, now=now, district=district)

    return await submit(request, FilledInList, act, again)


HANDLERS = (index, as_csv, as_xlsx, preview, take_over)
