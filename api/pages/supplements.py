"""Calling once more: a supplement to an agenda that was sent, and the second call for what stayed undecided."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.dispatches import Door, ReadySupplement
from api.forms import FormState, noted, submit
from api.pages.meetings import path, steps
from api.templating import render
from api.web import Request
from api.words import invitations as words
from api.words import meetings as meeting_words
from beirat.actions import second_calls, supplements
from beirat.database import Database, Session
from beirat.queries import agenda, invitations, meetings, motions
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day, to_local
from beirat.tables.invitations import Supplement
from beirat.tables.meetings import SecondCall

ROOT = "/sitzungen/{meeting_id:uuid}"
ROWS = 3
CHOICES = 100


@get(f"{ROOT}/nachtrag")
async def show(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """What came late, and where it goes."""
    return await _page(request, district, database, viewer, now, meeting_id)


@post(f"{ROOT}/nachtrag", status_code=200)
async def send(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Sends the supplement; it is printed first, and what was printed is what is sent."""

    async def act(db: Session, ready: ReadySupplement) -> str:
        await supplements.send(db, meeting_id, ready.entered, kept=ready.kept, actor=viewer, now=now)
        return noted(path(district, meeting_id, "/einladung"), "supplement_sent")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, district, database, viewer, now, meeting_id, f)

    door = Door(request, district, database, viewer, now, meeting_id)
    return await submit(request, Supplement, act, again, ready=door.ready_supplement)


@get(f"{ROOT}/zweite-ladung")
async def second_call(
    request: Request, district: BodyView, database: Database, viewer: Viewer, meeting_id: UUID
) -> Response[Any]:
    """When and where the board meets again about what it could not decide."""
    return await _second_page(request, district, database, viewer, meeting_id)


@post(f"{ROOT}/zweite-ladung", status_code=200)
async def call_again(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: SecondCall) -> str:
        meeting = await second_calls.call_again(db, meeting_id, entered, actor=viewer, now=now)
        return noted(path(district, meeting.id, "/tagesordnung"), "called_again")

    async def again(f: FormState) -> Response[Any]:
        return await _second_page(request, district, database, viewer, meeting_id, f)

    return await submit(request, SecondCall, act, again)


async def _page(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    f: FormState | None = None,
) -> Response[Any]:
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, meeting_id)
        permit(viewer, Act.CONVENE_MEETING)
        calling = await invitations.calling(db, viewer, meeting_id, now=now)
        admitted = await motions.listing(db, viewer, states={MotionState.ADMITTED}, limit=CHOICES)
    return render(
        request,
        "invitations/supplement.html",
        meeting=meeting,
        calling=calling,
        today=local_day(now, district.time_zone),
        behind=[(item.id, f"TOP {item.number} {item.heading}") for item in meeting.items],
        admitted=[(motion.id, f"{motion.reference} {motion.title}") for motion in admitted],
        rows=ROWS,
        steps=steps(viewer, meeting),
        f=f or FormState.fresh(request, version=meeting.version),
        words=words,
        meeting_words=meeting_words,
    )


async def _second_page(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    meeting_id: UUID,
    f: FormState | None = None,
) -> Response[Any]:
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, meeting_id)
        permit(viewer, Act.PLAN_MEETING)
        left = await agenda.still_open(db, viewer, meeting_id)
    place = {"location": meeting.location, "ends_at": to_local(meeting.ends_at, district.time_zone).time()}
    return render(
        request,
        "invitations/second_call.html",
        meeting=meeting,
        left=left,
        f=f or FormState.fresh(request, place),
        words=words,
        meeting_words=meeting_words,
    )


HANDLERS = (show, send, second_call, call_again)
