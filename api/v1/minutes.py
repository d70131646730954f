"""The minutes, for programs: texts, the steps of their life, objections, the public edition, and the files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post, put

from api import minutes_files
from api.dependencies import BodyView
from api.v1.write import write
from api.web import Request
from beirat.actions import minutes as actions
from beirat.actions import minutes_public as public_actions
from beirat.actions import minutes_signed as signed_actions
from beirat.actions.sealing import Printed
from beirat.database import Database, Session
from beirat.queries import files as file_queries
from beirat.queries import minutes as queries
from beirat.queries import running
from beirat.queries.minutes import MinutesView
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import CourseChange
from beirat.tables.base import Shape
from beirat.tables.minutes import (
    MinutesApproval,
    MinutesDistribution,
    MinutesReturn,
    MinutesSignature,
    MinutesStepTaken,
    PaperSignatures,
    PublicRelease,
)


@dataclass(frozen=True)
class Course:
    """What was said under an item; ``version`` goes back with a change."""

    item_id: UUID
    version: int
    course: str


@dataclass(frozen=True)
class CourseList:
    """The texts of a meeting in the order of its agenda."""

    texts: list[Course]


@get("/meetings/{meeting_id:uuid}/courses", summary="What was said under every item")
async def texts(database: Database, viewer: Viewer, meeting_id: UUID) -> CourseList:
    async with database.read() as db:
        found = await running.texts(db, viewer, meeting_id)
    return CourseList([Course(item_id, version, course) for item_id, (course, version) in found.items()])


@put("/agenda-items/{item_id:uuid}/course", summary="Write down what was said", opt={"shape": CourseChange})
async def write_course(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[Course]:
    async def act(db: Session, entered: CourseChange) -> str:
        return str((await actions.record_course(db, item_id, entered, actor=viewer, now=now)).meeting_id)

    async def shown(meeting_id: str) -> Course:
        async with database.read() as db:
            course, version = (await running.texts(db, viewer, UUID(meeting_id)))[item_id]
        return Course(item_id, version, course)

    return await write(request, CourseChange, act, shown)


@get("/meetings/{meeting_id:uuid}/minutes", summary="Where the minutes stand")
async def show(database: Database, viewer: Viewer, meeting_id: UUID) -> MinutesView:
    return await _shown(database, viewer)(str(meeting_id))


def _step(path: str, summary: str, shape: type[Shape], verb: Callable[..., Awaitable[Any]]) -> Any:
    """One step in the life of the minutes, by what their action is called."""

    @post(f"/meetings/{{meeting_id:uuid}}/minutes/{path}", status_code=200, summary=summary, opt={"shape": shape})
    async def step(
        request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
    ) -> Response[MinutesView]:
        async def act(db: Session, entered: Shape) -> str:
            await verb(db, meeting_id, entered, actor=viewer, now=now)
            return str(meeting_id)

        return await write(request, shape, act, _shown(database, viewer))

    return step


STEPS = tuple(
    _step(path, summary, shape, verb)
    for path, summary, shape, verb in (
        ("hand-to-chair", "Give the printed minutes to the chair", MinutesStepTaken, actions.hand_to_chair),
        ("give-back", "The chair wants something to be different", MinutesReturn, actions.give_back),
        ("accept", "The chair agrees with what was shown", MinutesSignature, actions.accept),
        ("sign", "The chair confirms what was shown, without paper", MinutesSignature, signed_actions.sign),
        ("signatures", "The sheet came back signed", PaperSignatures, signed_actions.record_signatures),
        ("distribute", "The members are told", MinutesDistribution, signed_actions.distribute),
        ("approve", "A later meeting approved them", MinutesApproval, signed_actions.approve),
        ("archive", "The minutes are filed for good", MinutesStepTaken, signed_actions.archive),
        ("publish", "A second person lets the public edition out", PublicRelease, public_actions.release),
    )
)


@post(
    "/meetings/{meeting_id:uuid}/minutes/print",
    status_code=200,
    summary="Print the minutes, to be looked at and signed",
    opt={"shape": MinutesStepTaken},
)
async def print_minutes(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MinutesView]:
    async def ready(entered: MinutesStepTaken) -> tuple[MinutesStepTaken, Printed]:
        return entered, await minutes_files.print_internal(request, database, viewer, meeting_id)

    async def act(db: Session, given: tuple[MinutesStepTaken, Printed]) -> str:
        await actions.hold_ready(db, meeting_id, given[0], given[1], actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, MinutesStepTaken, act, _shown(database, viewer), ready=ready)


@post(
    "/meetings/{meeting_id:uuid}/minutes/prepare",
    status_code=200,
    summary="Print the public edition, for a second person to let out",
    opt={"shape": MinutesStepTaken},
)
async def prepare(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MinutesView]:
    async def ready(entered: MinutesStepTaken) -> tuple[MinutesStepTaken, Printed]:
        return entered, await minutes_files.print_public(request, database, viewer, meeting_id)

    async def act(db: Session, given: tuple[MinutesStepTaken, Printed]) -> str:
        await public_actions.prepare(db, meeting_id, given[0], given[1], actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, MinutesStepTaken, act, _shown(database, viewer), ready=ready)


@get("/attachments/{attachment_id:uuid}", summary="A file of the board, byte by byte", media_type="application/pdf")
async def download(
    request: Request, district: BodyView, database: Database, viewer: Viewer, attachment_id: UUID
) -> Response[bytes]:
    async with database.read() as db:
        file = await file_queries.attached(db, viewer, attachment_id)
    content = await minutes_files.storage_of(request).read(district.id, file.sha256)
    headers = {"Content-Disposition": f'inline; filename="{file.name}"'}
    return Response(content, media_type=file.media_type, headers=headers)


def _shown(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[MinutesView]]:
    async def shown(meeting_id: str) -> MinutesView:
        async with database.read() as db:
            return await queries.view(db, viewer, UUID(meeting_id))

    return shown


HANDLERS = (texts, write_course, show, *STEPS, print_minutes, prepare, download)
