"""Meetings: the list, planning one, its page. Invitation, agenda, running and minutes have pages of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, Step, noted, submit
from api.paging import cursor, position
from api.templating import render
from api.web import Request
from api.words import invitations as reply_words
from api.words import meetings as words
from beirat.actions import meetings as actions
from beirat.database import Database, Session
from beirat.queries import agenda, invitations
from beirat.queries import meetings as queries
from beirat.queries.meetings import MeetingView
from beirat.rules.meetings import LIFE, MeetingState, MeetingStep
from beirat.rules.permissions import Act, Viewer, may, permit
from beirat.rules.zones import local_day, to_local
from beirat.tables.meetings import MeetingChange, MeetingPlan

LABELS = {"starts_at": "Beginn", "ends_at": "Ende", "location": "Ort", "note": "Gut zu wissen"}
ACTS = {
    MeetingStep.CHANGE: Act.PLAN_MEETING,
    MeetingStep.SET_AGENDA: Act.SET_AGENDA,
    MeetingStep.CONVENE: Act.CONVENE_MEETING,
    MeetingStep.CANCEL: Act.CANCEL_MEETING,
    MeetingStep.SUPPLEMENT: Act.CONVENE_MEETING,
    MeetingStep.OPEN: Act.RUN_MEETING,
    MeetingStep.CLOSE: Act.RUN_MEETING,
}
"""Which act a step is, so that its button is there for those who may take it."""


@get("/sitzungen")
async def index(request: Request, database: Database, viewer: Viewer, ab: str = "") -> Response[Any]:
    """What comes first, then what was, newest first."""
    async with database.read() as db:
        coming = [] if ab else await queries.coming(db, viewer)
        found = await queries.past(db, viewer, after=position(ab))
    past = found[: queries.PAGE]
    more = cursor(past[-1].starts_at, past[-1].id) if len(found) > queries.PAGE else None
    return render(
        request,
        "meetings/index.html",
        coming=coming,
        past=past,
        more=more,
        first=bool(ab),
        may_plan=may(viewer, Act.PLAN_MEETING),
        words=words,
    )


@get("/sitzungen/neu")
async def new(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    """An empty plan; the board mostly meets where it met last."""
    permit(viewer, Act.PLAN_MEETING)
    async with database.read() as db:
        location = await queries.last_place(db, viewer)
    return _editor(request, FormState.fresh(request, {"location": location}), None)


@post("/sitzungen/neu", status_code=200)
async def create(request: Request, district: BodyView, viewer: Viewer, now: datetime) -> Response[Any]:
    async def act(db: Session, entered: MeetingPlan) -> str:
        meeting = await actions.plan(db, entered, actor=viewer, now=now)
        return noted(path(district, meeting.id, "/tagesordnung"), "meeting_planned")

    async def again(f: FormState) -> Response[Any]:
        return _editor(request, f, None)

    return await submit(request, MeetingPlan, act, again)


@get("/sitzungen/{meeting_id:uuid}")
async def show(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    return await _page(request, district, database, viewer, now, meeting_id)


@get("/sitzungen/{meeting_id:uuid}/bearbeiten")
async def edit(
    request: Request, district: BodyView, database: Database, viewer: Viewer, meeting_id: UUID
) -> Response[Any]:
    async with database.read() as db:
        meeting = await queries.view(db, viewer, meeting_id)
    permit(viewer, Act.PLAN_MEETING)
    values = _values(meeting, district.time_zone)
    return _editor(request, FormState.fresh(request, values, version=meeting.version), meeting)


@post("/sitzungen/{meeting_id:uuid}/bearbeiten", status_code=200)
async def change(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: MeetingChange) -> str:
        await actions.change(db, meeting_id, entered, actor=viewer, now=now)
        return noted(path(district, meeting_id), "meeting_changed")

    async def again(f: FormState) -> Response[Any]:
        async with database.read() as db:
            return _editor(request, f, await queries.view(db, viewer, meeting_id))

    return await submit(request, MeetingChange, act, again, labels=LABELS)


@post("/sitzungen/{meeting_id:uuid}/absagen", status_code=200)
async def cancel(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Step) -> str:
        await actions.cancel(db, meeting_id, version=entered.version, actor=viewer, now=now)
        return noted(path(district, meeting_id), "meeting_cancelled")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, district, database, viewer, now, meeting_id, f)

    return await submit(request, Step, act, again)


def path(district: BodyView, meeting_id: UUID, rest: str = "") -> str:
    """The address of a meeting's page."""
    return f"/{district.slug}/intern/sitzungen/{meeting_id}{rest}"


def steps(viewer: Viewer, meeting: MeetingView) -> frozenset[str]:
    """What this viewer can do with the meeting now: possible and permitted."""
    return frozenset(step.value for step in LIFE.possible(meeting.state) if may(viewer, ACTS[step]))


async def _page(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    sent: FormState | None = None,
) -> Response[Any]:
    zone = district.time_zone
    async with database.read() as db:
        meeting = await queries.view(db, viewer, meeting_id)
        own = await invitations.own(db, viewer, meeting_id, now=now)
        left_open = await agenda.still_open(db, viewer, meeting_id)
    return render(
        request,
        "meetings/show.html",
        meeting=meeting,
        own=own,
        reply_words=reply_words,
        may_call_again=may(viewer, Act.PLAN_MEETING) and bool(left_open),
        steps=steps(viewer, meeting),
        way=_way(meeting.state),
        is_due=local_day(meeting.starts_at, zone) <= local_day(now, zone),
        runs=may(viewer, Act.RUN_MEETING),
        invites=may(viewer, Act.CONVENE_MEETING),
        blank=FormState.fresh(request, version=meeting.version),
        sent=sent,
        words=words,
    )


_WAY = {
    MeetingState.PLANNED: 1,
    MeetingState.CONVENED: 3,
    MeetingState.RUNNING: 3,
    MeetingState.CLOSED: 4,
}


def _way(state: MeetingState) -> list[tuple[str, str]]:
    """Where a meeting is on its way; a cancelled one is on none."""
    if state is MeetingState.CANCELLED:
        return []
    words_of_way = ("Termin", "Tagesordnung", "Einladung", "Sitzung", "Niederschrift")
    now = _WAY[state]
    return [
        (word, "done" if place < now else "now" if place == now else "todo") for place, word in enumerate(words_of_way)
    ]


def _editor(request: Request, f: FormState, meeting: MeetingView | None) -> Response[Any]:
    return render(request, "meetings/edit.html", f=f, meeting=meeting)


def _values(meeting: MeetingView, zone: str) -> Mapping[str, Any]:
    return {
        "starts_at": to_local(meeting.starts_at, zone),
        "ends_at": to_local(meeting.ends_at, zone).time(),
        "location": meeting.location,
        "note": meeting.note,
    }


HANDLERS = (index, new, create, show, edit, change, cancel)
