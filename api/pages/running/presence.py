"""Presence while the meeting runs: who came, who is missing, who left, and putting an entry right."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.pages.running.desk import Desk
from api.pages.running.evening import ROOT
from api.templating import render
from api.web import Request
from api.words import running as words
from beirat.actions import attendance as actions
from beirat.database import Database, Session
from beirat.queries import running as queries
from beirat.queries.attendance import Entry, Member
from beirat.queries.running import RunningView
from beirat.rules.attendance import AttendanceState
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.attendance import (
    Absence,
    Arrival,
    AttendanceCorrection,
    AttendanceRemoval,
    Departure,
    PresenceMark,
)


@post(f"{ROOT}/anwesenheit", status_code=200)
async def mark(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    """Marks many at once: there since a time, excused, or missing."""
    desk = Desk(request, district, database, viewer, now, meeting_id, top)

    async def act(db: Session, entered: PresenceMark) -> str:
        if entered.mark is AttendanceState.PRESENT:
            came = Arrival(person_ids=entered.person_ids, at=entered.at)
            await actions.record_arrival(db, meeting_id, came, actor=viewer, now=now)
        else:
            missing = Absence(person_ids=entered.person_ids, excused=entered.mark is AttendanceState.EXCUSED)
            await actions.record_absence(db, meeting_id, missing, actor=viewer, now=now)
        return noted(desk.item_path(), "presence_saved")

    return await submit(request, PresenceMark, act, desk.again("arrive"))


@post(f"{ROOT}/gegangen", status_code=200)
async def leave(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id, top)

    async def act(db: Session, entered: Departure) -> str:
        await actions.record_departure(db, meeting_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "presence_saved")

    return await submit(request, Departure, act, desk.again("leave"))


@get(f"{ROOT}/anwesenheit/{{entry_id:uuid}}")
async def edit(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    entry_id: UUID,
) -> Response[Any]:
    """One entry, to be put right or taken back."""
    desk = Desk(request, district, database, viewer, now, meeting_id)
    return await _editor(desk, entry_id)(None)


@post(f"{ROOT}/anwesenheit/{{entry_id:uuid}}", status_code=200)
async def correct(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    entry_id: UUID,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id)

    async def act(db: Session, entered: AttendanceCorrection) -> str:
        await actions.correct(db, meeting_id, entry_id, entered, actor=viewer, now=now)
        return noted(desk.path(), "presence_saved")

    return await submit(request, AttendanceCorrection, act, _editor(desk, entry_id))


@post(f"{ROOT}/anwesenheit/{{entry_id:uuid}}/entfernen", status_code=200)
async def remove(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    entry_id: UUID,
) -> Response[Any]:
    desk = Desk(request, district, database, viewer, now, meeting_id)

    async def act(db: Session, entered: AttendanceRemoval) -> str:
        await actions.remove(db, meeting_id, entry_id, entered, actor=viewer, now=now)
        return noted(desk.path(), "presence_saved")

    return await submit(request, AttendanceRemoval, act, _editor(desk, entry_id))


def _editor(desk: Desk, entry_id: UUID) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
    async def shown(f: FormState | None) -> Response[Any]:
        permit(desk.viewer, Act.RECORD_ATTENDANCE)
        async with desk.database.read() as db:
            evening = await queries.view(db, desk.viewer, desk.meeting_id, now=desk.now)
        member, entry = _found(evening, entry_id)
        times = {
            "came_at": desk.clock(entry.came_at) if entry.came_at else "",
            "left_at": desk.clock(entry.left_at) if entry.left_at else "",
        }
        fresh = FormState.fresh(desk.request, times, version=entry.version)
        return render(
            desk.request,
            "running/entry.html",
            f=f or fresh,
            blank=FormState.fresh(desk.request, version=entry.version),
            member=member,
            entry=entry,
            evening=evening,
            here=desk.path(),
            words=words,
        )

    return shown


def _found(evening: RunningView, entry_id: UUID) -> tuple[Member, Entry]:
    for member in evening.members:
        for entry in member.entries:
            if entry.id == entry_id:
                return member, entry
    raise NotFound


HANDLERS = (mark, leave, edit, correct, remove)
