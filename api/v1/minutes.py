"""The minutes, for programs: the text of every item, printing, signing, publishing, and the files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put

from api import minutes_files
from api.dependencies import BodyView
from api.minutes_files import pdf
from api.v1.write import write
from api.web import Request
from beirat.actions import minutes as actions
from beirat.actions.minutes import Printed
from beirat.database import Database, Session
from beirat.queries import files as file_queries
from beirat.queries import minutes as queries
from beirat.queries import running
from beirat.queries.minutes import MinutesView
from beirat.rules.permissions import Viewer
from beirat.tables.agenda import CourseChange
from beirat.tables.minutes import MinutesSignature, MinutesStepTaken


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
async def show(database: Database, viewer: Viewer, now: datetime, meeting_id: UUID) -> MinutesView:
    return await _shown(database, viewer, now)(str(meeting_id))


@post(
    "/meetings/{meeting_id:uuid}/minutes/print",
    status_code=200,
    summary="Print both editions, to be looked at and signed",
    opt={"shape": MinutesStepTaken},
)
async def print_editions(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MinutesView]:
    async def ready(entered: MinutesStepTaken) -> tuple[MinutesStepTaken, Printed]:
        return entered, await minutes_files.print_editions(request, database, viewer, meeting_id, now)

    async def act(db: Session, given: tuple[MinutesStepTaken, Printed]) -> str:
        await actions.hold_ready(db, meeting_id, given[0], given[1], actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, MinutesStepTaken, act, _shown(database, viewer, now), ready=ready)


@post(
    "/meetings/{meeting_id:uuid}/minutes/sign",
    status_code=200,
    summary="Sign the editions that were shown",
    opt={"shape": MinutesSignature},
)
async def sign(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MinutesView]:
    async def act(db: Session, entered: MinutesSignature) -> str:
        await actions.sign(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, MinutesSignature, act, _shown(database, viewer, now))


@post(
    "/meetings/{meeting_id:uuid}/minutes/publish",
    status_code=200,
    summary="Publish the public edition",
    opt={"shape": MinutesStepTaken},
)
async def publish(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MinutesView]:
    async def act(db: Session, entered: MinutesStepTaken) -> str:
        await actions.publish(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, MinutesStepTaken, act, _shown(database, viewer, now))


@get("/attachments/{attachment_id:uuid}", summary="A file of the board, byte by byte", media_type="application/pdf")
async def download(
    request: Request, district: BodyView, database: Database, viewer: Viewer, attachment_id: UUID
) -> Response[bytes]:
    async with database.read() as db:
        file = await file_queries.attached(db, viewer, attachment_id)
    return pdf(await minutes_files.storage_of(request).read(district.id, file.sha256), file.name)


def _shown(database: Database, viewer: Viewer, now: datetime) -> Callable[[str], Awaitable[MinutesView]]:
    async def shown(meeting_id: str) -> MinutesView:
        async with database.read() as db:
            return await queries.view(db, viewer, UUID(meeting_id), now=now)

    return shown


HANDLERS = (texts, write_course, show, print_editions, sign, publish, download)
