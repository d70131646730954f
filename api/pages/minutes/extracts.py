"""Extracts from the minutes: one for each resolution, and to whom they went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api import minutes_files
from api.forms import FormState, Nothing, noted, submit
from api.pages.minutes.desk import ROOT, Desk, Shown
from beirat.actions import extracts as actions
from beirat.actions.sealing import Printed
from beirat.database import Session
from beirat.queries import extracts as queries
from beirat.rules.permissions import Act, may
from beirat.tables.extracts import ExtractSending


@get(f"{ROOT}/auszuege")
async def index(desk: Desk) -> Response[Any]:
    """All extracts of a meeting, with what is owed again after a correction."""
    return await _page(desk)(None)


@post(f"{ROOT}/auszuege", status_code=200)
async def make(desk: Desk) -> Response[Any]:
    async def ready(_: Nothing) -> Mapping[UUID, Printed]:
        request, database = desk.request, desk.database
        return await minutes_files.print_extracts(request, database, desk.viewer, desk.meeting_id, desk.now)

    async def act(db: Session, printed: Mapping[UUID, Printed]) -> str:
        await actions.keep(db, desk.meeting_id, printed, actor=desk.viewer, now=desk.now)
        return noted(f"{desk.here}/auszuege", "extract_made")

    return await submit(desk.request, Nothing, act, _page(desk), ready=ready)


@post(f"{ROOT}/auszuege/{{extract_id:uuid}}/verschickt", status_code=200)
async def note_sending(desk: Desk, extract_id: UUID) -> Response[Any]:
    async def act(db: Session, entered: ExtractSending) -> str:
        await actions.note_sending(db, extract_id, entered, actor=desk.viewer, now=desk.now)
        return noted(f"{desk.here}/auszuege", "extract_sent")

    return await submit(desk.request, ExtractSending, act, _page(desk, extract_id))


def _page(desk: Desk, sent_for: UUID | None = None) -> Shown:
    async def shown(f: FormState | None) -> Response[Any]:
        async with desk.database.read() as db:
            found = await queries.of_meeting(db, desk.viewer, desk.meeting_id)
        fresh = {
            one.id: FormState.fresh(desk.request, {"sent_on": desk.today.isoformat()}, version=one.version)
            for one in found
        }
        sent = {sent_for: f} if f and sent_for else {}
        return await desk.page(
            "minutes/extracts.html",
            extracts=found,
            forms_shown={**fresh, **sent},
            sent=sent,
            may={act.value for act in Act if may(desk.viewer, act)},
        )(f)

    return shown


HANDLERS = (index, make, note_sending)
