"""After the meeting: one page, one button that makes everything ready, and what was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api import afterwards_calendar, extract_papers, minutes_files
from api.forms import FormState, noted, submit
from api.pages.minutes.desk import Desk, Shown
from beirat.actions import extracts as extract_actions
from beirat.actions import minutes as actions
from beirat.actions.sealing import Printed
from beirat.database import Session
from beirat.queries import afterwards as queries
from beirat.queries import fees
from beirat.rules.minutes import is_signed
from beirat.rules.permissions import Act, may
from beirat.tables.minutes import MinutesStepTaken

ROOT = "/sitzungen/{meeting_id:uuid}/abschluss"


@get(ROOT)
async def show(desk: Desk) -> Response[Any]:
    """What is there and what waits."""
    return await _page(desk)(None)


@post(ROOT, status_code=200)
async def make_ready(desk: Desk) -> Response[Any]:
    """Draft of the minutes and extracts at once; what is there already stays as it is."""

    async def ready(entered: MinutesStepTaken) -> tuple[MinutesStepTaken, Printed | None, Mapping[UUID, Printed]]:
        request, database, viewer, meeting_id = desk.request, desk.database, desk.viewer, desk.meeting_id
        async with database.read() as db:
            minutes = (await queries.view(db, viewer, meeting_id)).minutes
        is_done = is_signed(minutes.state) or (minutes.internal is not None and minutes.is_current)
        draft = None if is_done else await minutes_files.print_internal(request, database, viewer, meeting_id)
        return entered, draft, await minutes_files.print_extracts(request, database, viewer, meeting_id, desk.now)

    async def act(db: Session, given: tuple[MinutesStepTaken, Printed | None, Mapping[UUID, Printed]]) -> str:
        entered, draft, sheets = given
        if draft is not None:
            await actions.hold_ready(db, desk.meeting_id, entered, draft, actor=desk.viewer, now=desk.now)
        await extract_actions.keep(db, desk.meeting_id, sheets, actor=desk.viewer, now=desk.now)
        return noted(f"{desk.meeting}/abschluss", "afterwards_done")

    return await submit(desk.request, MinutesStepTaken, act, _page(desk), ready=ready)


@get(f"{ROOT}/termine.ics")
async def calendar(desk: Desk) -> Response[bytes]:
    """The dates that follow from the meeting, for a calendar."""
    async with desk.database.read() as db:
        found = await queries.view(db, desk.viewer, desk.meeting_id)
    headers = {"Content-Disposition": f'attachment; filename="termine-{found.minutes.meeting.lower()}.ics"'}
    content = afterwards_calendar.calendar(found, desk.now)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


@get(f"{ROOT}/sitzungsgeld.pdf")
async def fee_list(desk: Desk) -> Response[bytes]:
    """The list for the attendance fee, on paper."""
    return await minutes_files.print_fee_list(desk.request, desk.database, desk.viewer, desk.meeting_id)


@get(f"{ROOT}/sitzungsgeld.csv")
async def fee_csv(desk: Desk) -> Response[bytes]:
    """The list for the attendance fee, for a spreadsheet."""
    async with desk.database.read() as db:
        found = await fees.fee_list(db, desk.viewer, desk.meeting_id)
    headers = {"Content-Disposition": f'attachment; filename="{extract_papers.fee_file_name(found, "csv")}"'}
    return Response(extract_papers.fee_csv(found), media_type="text/csv; charset=utf-8", headers=headers)


def _page(desk: Desk) -> Shown:
    async def shown(f: FormState | None) -> Response[Any]:
        async with desk.database.read() as db:
            found = await queries.view(db, desk.viewer, desk.meeting_id)
        may_do = {act.value for act in Act if may(desk.viewer, act)}
        return await desk.page("minutes/afterwards.html", after=found, may=may_do)(f)

    return shown


HANDLERS = (show, make_ready, calendar, fee_list, fee_csv)
