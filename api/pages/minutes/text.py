"""The minutes while they are written: the page of the minutes, drafts for a look, the text of one item, the print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api import minutes_files
from api.forms import FormState, noted, submit
from api.pages.minutes.desk import ROOT, Desk, Shown, overview, shown_with
from api.templating import render
from beirat.actions import minutes as actions
from beirat.actions.sealing import Printed
from beirat.database import Session
from beirat.queries import files as file_queries
from beirat.queries import minutes_facts, running
from beirat.rules.minutes import Edition
from beirat.rules.permissions import Act, permit
from beirat.tables.agenda import CourseChange
from beirat.tables.minutes import MinutesStepTaken

EDITIONS = {"intern": Edition.INTERNAL, "oeffentlich": Edition.PUBLIC}


@get(ROOT)
async def show(desk: Desk) -> Response[Any]:
    """Where the minutes stand, and what comes next."""
    return await overview(desk, None)


@get([f"{ROOT}/entwurf-{word}.pdf" for word in EDITIONS])
async def draft(desk: Desk) -> Response[bytes]:
    """A preview of an edition as it would be printed now, marked as a draft; nothing is kept."""
    word = desk.request.scope["path"].removesuffix(".pdf").rpartition("-")[2]
    ask = minutes_facts.internal_facts if EDITIONS[word] is Edition.INTERNAL else minutes_facts.public_facts
    async with desk.database.read() as db:
        facts = await ask(db, desk.viewer, desk.meeting_id)
    return await minutes_files.preview(desk.request, desk.viewer, facts)


@get(f"{ROOT}/dateien/{{attachment_id:uuid}}")
async def download(desk: Desk, attachment_id: UUID) -> Response[bytes]:
    """A file of the minutes, byte by byte."""
    async with desk.database.read() as db:
        file = await file_queries.attached(db, desk.viewer, attachment_id)
    content = await minutes_files.storage_of(desk.request).read(desk.district.id, file.sha256)
    headers = {"Content-Disposition": f'inline; filename="{file.name}"'}
    return Response(content, media_type=file.media_type, headers=headers)


@get(f"{ROOT}/top/{{item_id:uuid}}")
async def edit(desk: Desk, item_id: UUID) -> Response[Any]:
    """The text of one item, to be written up after the meeting."""
    return await _editor(desk, item_id)(None)


@post(f"{ROOT}/top/{{item_id:uuid}}", status_code=200)
async def write(desk: Desk, item_id: UUID) -> Response[Any]:
    async def act(db: Session, entered: CourseChange) -> str:
        await actions.record_course(db, item_id, entered, actor=desk.viewer, now=desk.now)
        return noted(desk.here, "course_saved")

    labels = {"course": "Verlauf der Beratung"}
    return await submit(desk.request, CourseChange, act, _editor(desk, item_id), labels=labels)


@post(f"{ROOT}/erstellen", status_code=200)
async def print_minutes(desk: Desk) -> Response[Any]:
    """The internal edition is printed and kept as it would be signed."""

    async def ready(entered: MinutesStepTaken) -> tuple[MinutesStepTaken, Printed]:
        request, database = desk.request, desk.database
        return entered, await minutes_files.print_internal(request, database, desk.viewer, desk.meeting_id)

    async def act(db: Session, given: tuple[MinutesStepTaken, Printed]) -> str:
        await actions.hold_ready(db, desk.meeting_id, given[0], given[1], actor=desk.viewer, now=desk.now)
        return noted(desk.here, "minutes_printed")

    return await submit(desk.request, MinutesStepTaken, act, shown_with(desk), ready=ready)


def _editor(desk: Desk, item_id: UUID) -> Shown:
    async def shown(f: FormState | None) -> Response[Any]:
        async with desk.database.read() as db:
            evening = await running.view(db, desk.viewer, desk.meeting_id, now=desk.now)
            permit(desk.viewer, Act.RECORD_COURSE)
            course, version = (await running.texts(db, desk.viewer, desk.meeting_id)).get(item_id, ("", 0))
        fresh = FormState.fresh(desk.request, {"course": course}, version=version)
        return render(
            desk.request, "minutes/edit.html", item=evening.item(item_id).about, evening=evening, f=f or fresh
        )

    return shown


HANDLERS = (show, draft, download, edit, write, print_minutes)
