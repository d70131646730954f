"""The minutes of a meeting: writing them up, looking at both editions, signing and publishing; and their files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api import minutes_files
from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.minutes_files import pdf
from api.templating import render
from api.web import Request
from api.words import resolutions as resolution_words
from api.words import running as words
from beirat.actions import minutes as actions
from beirat.actions.minutes import Printed
from beirat.database import Database, Session
from beirat.queries import files as file_queries
from beirat.queries import minutes as queries
from beirat.queries import running
from beirat.rules.minutes import LIFE, Edition, MinutesState, MinutesStep
from beirat.rules.permissions import Act, Viewer, may, permit
from beirat.tables.agenda import CourseChange
from beirat.tables.minutes import MinutesSignature, MinutesStepTaken

ROOT = "/sitzungen/{meeting_id:uuid}/niederschrift"
EDITIONS = {"intern": Edition.INTERNAL, "oeffentlich": Edition.PUBLIC}
ACTS = {MinutesStep.SIGN: Act.SIGN_MINUTES, MinutesStep.PUBLISH: Act.PUBLISH_MINUTES}


@get(ROOT)
async def show(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Where the minutes stand, and what comes next."""
    return await _page(request, database, viewer, now, meeting_id)(None)


@get([f"{ROOT}/entwurf-{word}.pdf" for word in EDITIONS])
async def draft(request: Request, database: Database, viewer: Viewer, meeting_id: UUID) -> Response[bytes]:
    """A preview of an edition as it would be printed now, marked as a draft; nothing is kept."""
    word = request.scope["path"].removesuffix(".pdf").rpartition("-")[2]
    ask = queries.internal_facts if EDITIONS[word] is Edition.INTERNAL else queries.public_facts
    async with database.read() as db:
        facts = await ask(db, viewer, meeting_id)
    return await minutes_files.preview(request, viewer, facts)


@get(f"{ROOT}/dateien/{{attachment_id:uuid}}")
async def download(
    request: Request, district: BodyView, database: Database, viewer: Viewer, meeting_id: UUID, attachment_id: UUID
) -> Response[bytes]:
    """An edition that was printed, byte by byte."""
    async with database.read() as db:
        file = await file_queries.attached(db, viewer, attachment_id)
    return pdf(await minutes_files.storage_of(request).read(district.id, file.sha256), file.name)


@get(f"{ROOT}/top/{{item_id:uuid}}")
async def edit(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, item_id: UUID
) -> Response[Any]:
    """The text of one item, to be written up after the meeting."""
    return await _editor(request, database, viewer, now, meeting_id, item_id)(None)


@post(f"{ROOT}/top/{{item_id:uuid}}", status_code=200)
async def write(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    async def act(db: Session, entered: CourseChange) -> str:
        await actions.record_course(db, item_id, entered, actor=viewer, now=now)
        return noted(_path(district, meeting_id), "course_saved")

    again = _editor(request, database, viewer, now, meeting_id, item_id)
    return await submit(request, CourseChange, act, again, labels={"course": "Verlauf der Beratung"})


@post(f"{ROOT}/erstellen", status_code=200)
async def print_editions(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Both editions are printed and kept as they would be signed today."""

    async def ready(entered: MinutesStepTaken) -> tuple[MinutesStepTaken, Printed]:
        return entered, await minutes_files.print_editions(request, database, viewer, meeting_id, now)

    async def act(db: Session, given: tuple[MinutesStepTaken, Printed]) -> str:
        await actions.hold_ready(db, meeting_id, given[0], given[1], actor=viewer, now=now)
        return noted(_path(district, meeting_id), "minutes_printed")

    return await submit(request, MinutesStepTaken, act, _page(request, database, viewer, now, meeting_id), ready=ready)


@post(f"{ROOT}/unterschreiben", status_code=200)
async def sign(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: MinutesSignature) -> str:
        await actions.sign(db, meeting_id, entered, actor=viewer, now=now)
        return noted(_path(district, meeting_id), "minutes_signed")

    return await submit(request, MinutesSignature, act, _page(request, database, viewer, now, meeting_id))


@post(f"{ROOT}/veroeffentlichen", status_code=200)
async def publish(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: MinutesStepTaken) -> str:
        await actions.publish(db, meeting_id, entered, actor=viewer, now=now)
        return noted(_path(district, meeting_id), "minutes_published")

    return await submit(request, MinutesStepTaken, act, _page(request, database, viewer, now, meeting_id))


def _page(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
    async def shown(f: FormState | None) -> Response[Any]:
        async with database.read() as db:
            minutes = await queries.view(db, viewer, meeting_id, now=now)
            evening = await running.view(db, viewer, meeting_id, now=now)
            texts = await running.texts(db, viewer, meeting_id)
        return render(
            request,
            "minutes/show.html",
            minutes=minutes,
            evening=evening,
            texts=texts,
            steps=_steps(viewer, minutes.state),
            may_write=may(viewer, Act.RECORD_COURSE) and minutes.state is MinutesState.DRAFT,
            may_print=may(viewer, Act.PRINT_MINUTES) and minutes.state is MinutesState.DRAFT,
            f=f or FormState.fresh(request, version=minutes.version),
            words=words,
            resolution_words=resolution_words,
        )

    return shown


def _editor(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, item_id: UUID
) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
    async def shown(f: FormState | None) -> Response[Any]:
        async with database.read() as db:
            evening = await running.view(db, viewer, meeting_id, now=now)
            permit(viewer, Act.RECORD_COURSE)
            course, version = (await running.texts(db, viewer, meeting_id)).get(item_id, ("", 0))
        fresh = FormState.fresh(request, {"course": course}, version=version)
        return render(request, "minutes/edit.html", item=evening.item(item_id).about, evening=evening, f=f or fresh)

    return shown


def _steps(viewer: Viewer, state: MinutesState) -> frozenset[str]:
    """What this viewer can do with the minutes now: possible and permitted."""
    return frozenset(step.value for step in LIFE.possible(state) if may(viewer, ACTS[step]))


def _path(district: BodyView, meeting_id: UUID) -> str:
    return f"/{district.slug}/intern/sitzungen/{meeting_id}/niederschrift"


HANDLERS = (show, draft, download, edit, write, print_editions, sign, publish)
