"""Corrections of signed minutes: begun, filled, sealed, let out by a second person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api import minutes_files
from api.forms import FormState, noted, submit
from api.pages.minutes.desk import ROOT, Desk, Shown
from beirat.actions import minutes_corrections as actions
from beirat.actions.minutes_corrections import Sheets
from beirat.database import Session
from beirat.queries import minutes as minutes_queries
from beirat.queries import minutes_corrections as queries
from beirat.queries import objections
from beirat.rules.errors import NotFound
from beirat.rules.objections import ObjectionState
from beirat.rules.permissions import Act, may, permit
from beirat.tables.minutes_corrections import (
    CorrectionDraft,
    CorrectionRelease,
    CorrectionStepTaken,
    CountDraft,
    EntryDraft,
)

HERE = f"{ROOT}/berichtigungen/{{correction_id:uuid}}"


@get(f"{ROOT}/berichtigungen/neu")
async def ask(desk: Desk) -> Response[Any]:
    """Why the minutes are to be corrected."""
    permit(desk.viewer, Act.CORRECT_MINUTES)
    return await _form(desk, None)


@post(f"{ROOT}/berichtigungen/neu", status_code=200)
async def begin(desk: Desk) -> Response[Any]:
    async def act(db: Session, entered: CorrectionDraft) -> str:
        row = await actions.begin(db, desk.meeting_id, entered, actor=desk.viewer, now=desk.now)
        return noted(_path(desk, row.id), "correction_begun")

    async def again(f: FormState) -> Response[Any]:
        return await _form(desk, f)

    return await submit(desk.request, CorrectionDraft, act, again)


@get(HERE)
async def show(desk: Desk, correction_id: UUID) -> Response[Any]:
    """One correction."""
    return await _page(desk, correction_id)(None)


@post(f"{HERE}/eintrag", status_code=200)
async def add_entry(desk: Desk, correction_id: UUID) -> Response[Any]:
    async def act(db: Session, entered: EntryDraft) -> str:
        await actions.add_entry(db, correction_id, entered, actor=desk.viewer, now=desk.now)
        return noted(_path(desk, correction_id), "correction_changed")

    return await submit(desk.request, EntryDraft, act, _page(desk, correction_id))


@post(f"{HERE}/zahlen", status_code=200)
async def add_count(desk: Desk, correction_id: UUID) -> Response[Any]:
    async def act(db: Session, entered: CountDraft) -> str:
        await actions.add_count(db, correction_id, entered, actor=desk.viewer, now=desk.now)
        return noted(_path(desk, correction_id), "correction_changed")

    return await submit(desk.request, CountDraft, act, _page(desk, correction_id))


@post(f"{HERE}/eintrag/{{entry_id:uuid}}/entfernen", status_code=200)
async def remove_entry(desk: Desk, correction_id: UUID, entry_id: UUID) -> Response[Any]:
    async def act(db: Session, entered: CorrectionStepTaken) -> str:
        await actions.remove_entry(db, correction_id, entry_id, entered, actor=desk.viewer, now=desk.now)
        return noted(_path(desk, correction_id), "correction_changed")

    return await submit(desk.request, CorrectionStepTaken, act, _page(desk, correction_id))


@post(f"{HERE}/abschliessen", status_code=200)
async def seal(desk: Desk, correction_id: UUID) -> Response[Any]:
    async def ready(entered: CorrectionStepTaken) -> tuple[CorrectionStepTaken, Sheets]:
        request, database = desk.request, desk.database
        return entered, await minutes_files.print_correction(request, database, desk.viewer, correction_id, desk.now)

    async def act(db: Session, given: tuple[CorrectionStepTaken, Sheets]) -> str:
        await actions.seal(db, correction_id, given[0], given[1], actor=desk.viewer, now=desk.now)
        return noted(_path(desk, correction_id), "correction_sealed")

    return await submit(desk.request, CorrectionStepTaken, act, _page(desk, correction_id), ready=ready)


@post(f"{HERE}/freigeben", status_code=200)
async def release(desk: Desk, correction_id: UUID) -> Response[Any]:
    async def act(db: Session, entered: CorrectionRelease) -> str:
        await actions.release(db, correction_id, entered, actor=desk.viewer, now=desk.now)
        return noted(_path(desk, correction_id), "correction_published")

    return await submit(desk.request, CorrectionRelease, act, _page(desk, correction_id))


def _path(desk: Desk, correction_id: UUID) -> str:
    return f"{desk.here}/berichtigungen/{correction_id}"


async def _form(desk: Desk, f: FormState | None) -> Response[Any]:
    async with desk.database.read() as db:
        minutes = await minutes_queries.view(db, desk.viewer, desk.meeting_id)
        raised = await objections.of_minutes(db, desk.viewer, minutes.id)
    upheld = [
        (str(one.id), f"{one.raised_by}: {one.text[:80]}") for one in raised if one.state is ObjectionState.UPHELD
    ]
    return await desk.page("minutes/correction_new.html", upheld=upheld)(f)


def _page(desk: Desk, correction_id: UUID) -> Shown:
    async def shown(f: FormState | None) -> Response[Any]:
        async with desk.database.read() as db:
            correction = await queries.view(db, desk.viewer, correction_id)
        if correction.meeting_id != desk.meeting_id:
            raise NotFound
        given = f or FormState.fresh(desk.request, version=correction.version)
        may_do = {act.value for act in Act if may(desk.viewer, act)}
        return await desk.page("minutes/correction.html", correction=correction, may=may_do)(given)

    return shown


HANDLERS = (ask, begin, show, add_entry, add_count, remove_entry, seal, release)
