"""Opening a meeting, putting items off, and closing it. What is said is written in ``writing``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, get, post
from litestar.response import Redirect

from api.dependencies import BodyView
from api.forms import FormState, Step, noted, submit
from api.pages.running.desk import Desk
from api.templating import render
from api.web import Request
from api.words import running as words
from beirat.actions import agenda, meetings
from beirat.database import Database, Session
from beirat.queries import promises
from beirat.queries import running as queries
from beirat.queries.running import RunningView
from beirat.rules.attendance import moment_at
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import ItemAdjournment
from beirat.tables.attendance import ClockTime

ROOT = "/sitzungen/{meeting_id:uuid}/fuehren"


@get("/sitzungen/tastatur")
async def keyboard(request: Request, viewer: Viewer) -> Response[Any]:
    """The keys with which a meeting is run."""
    permit(viewer, Act.RUN_MEETING)
    return render(request, "running/keyboard.html")


@get(ROOT)
async def show(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    """The meeting with one item open; after the end, its minutes."""
    async with database.read() as db:
        evening = await queries.view(db, viewer, meeting_id, now=now)
    if evening.state is MeetingState.CLOSED:
        return Redirect(f"/{district.slug}/intern/sitzungen/{meeting_id}/niederschrift", status_code=303)
    return await Desk(request, district, database, viewer, now, meeting_id, top).show()


@post(f"{ROOT}/eroeffnen", status_code=200)
async def open_meeting(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id)

    async def act(db: Session, entered: ClockTime) -> str:
        evening = await queries.view(db, viewer, meeting_id, now=now)
        at = _moment(evening, entered, district)
        await meetings.open_meeting(db, meeting_id, at=at, actor=viewer, now=now)
        return noted(desk.item_path(evening.items[0].about.id if evening.items else None), "meeting_opened")

    return await submit(request, ClockTime, act, desk.again("open"))


@post(f"{ROOT}/{{item_id:uuid}}/vertagen", status_code=200)
async def adjourn(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: ItemAdjournment) -> str:
        await agenda.adjourn_item(db, item_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "item_adjourned")

    return await submit(request, ItemAdjournment, act, desk.again("adjourn"))


@post(f"{ROOT}/{{item_id:uuid}}/wieder-aufnehmen", status_code=200)
async def resume(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: Step) -> str:
        await agenda.resume_item(db, item_id, version=entered.version, actor=viewer, now=now)
        return noted(desk.item_path(), "item_resumed")

    return await submit(request, Step, act, desk.again("step"))


@get(f"{ROOT}/schliessen")
async def ask_to_close(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """What is still open, and what happens when the meeting is closed."""
    return await _closing(Desk(request, district, database, viewer, now, meeting_id))(None)


@post(f"{ROOT}/schliessen", status_code=200)
async def close(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id)

    async def act(db: Session, entered: ClockTime) -> str:
        evening = await queries.view(db, viewer, meeting_id, now=now)
        at = _moment(evening, entered, district)
        await meetings.close_meeting(db, meeting_id, at=at, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/sitzungen/{meeting_id}/niederschrift", "meeting_closed")

    return await submit(request, ClockTime, act, _closing(desk))


def _closing(desk: Desk) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
    async def shown(f: FormState | None) -> Response[Any]:
        permit(desk.viewer, Act.RUN_MEETING)
        async with desk.database.read() as db:
            evening = await queries.view(db, desk.viewer, desk.meeting_id, now=desk.now)
            texts = await queries.texts(db, desk.viewer, desk.meeting_id)
            caught = await promises.of_meeting(db, desk.viewer, desk.meeting_id)
        if evening.state is not MeetingState.RUNNING:
            return Redirect(desk.path(), status_code=303)
        return render(
            desk.request,
            "running/close.html",
            f=f or FormState.fresh(desk.request, {"at": "" if evening.is_afterwards else desk.clock(desk.now)}),
            evening=evening,
            left=words.left_open(evening, {item_id: course for item_id, (course, _) in texts.items()}, caught),
            promises=caught,
            recommended=words.recommended(evening),
            here=desk.path(),
        )

    return shown


def _moment(evening: RunningView, entered: ClockTime, district: BodyView) -> datetime:
    """The moment of a time of day on the evening of the meeting; to the minute, as the clock on the wall shows it."""
    start = evening.starts_at.astimezone(ZoneInfo(district.time_zone))
    return moment_at(entered.at.replace(second=0, microsecond=0), start=start)


HANDLERS = (keyboard, show, open_meeting, adjourn, resume, ask_to_close, close)
