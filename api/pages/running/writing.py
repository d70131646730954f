"""Writing down what is said under an item: by itself while one types, or with a button on a page of its own.

Without JavaScript the text is written on a page that holds nothing else, so that no other form can send it away.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from api.autosave import autosave
from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.pages.running.desk import Desk
from api.pages.running.evening import ROOT
from api.templating import render
from api.typed import pairs_of
from api.web import Request
from api.words import running as words
from beirat.actions import minutes
from beirat.database import Database, Session
from beirat.queries import running as queries
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import CourseChange

LABELS = {"course": "Verlauf der Beratung"}


@get(f"{ROOT}/{{item_id:uuid}}/verlauf")
async def write(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    """The text of one item, and nothing else."""
    return await _page(Desk(request, district, database, viewer, now, meeting_id, item_id))(None)


@post(f"{ROOT}/{{item_id:uuid}}/verlauf", status_code=200)
async def write_course(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    """Saves the text, and goes on to the next item where that button was pressed."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)
    following = dict(await pairs_of(request)).get("_next")

    async def act(db: Session, entered: CourseChange) -> str:
        await minutes.record_course(db, item_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(await _following(db, desk) if following else item_id), "course_saved")

    return await submit(request, CourseChange, act, _page(desk), labels=LABELS)


@post(f"{ROOT}/{{item_id:uuid}}/verlauf/von-selbst", status_code=200)
async def autosave_course(
    request: Request,
    district: BodyView,
    viewer: Viewer,
    now: datetime,
    item_id: UUID,
    meeting_id: UUID,
) -> Response[Any]:
    """The text saves itself while it is written; somebody else's text is never overwritten."""

    async def act(db: Session, entered: CourseChange) -> int:
        return (await minutes.record_course(db, item_id, entered, actor=viewer, now=now)).version

    return await autosave(request, CourseChange, act, at=words.clock(now, district.time_zone))


async def _following(db: Session, desk: Desk) -> UUID | None:
    evening = await queries.view(db, desk.viewer, desk.meeting_id, now=desk.now)
    after = evening.after(desk.item_id) if desk.item_id else None
    return after.about.id if after else desk.item_id


def _page(desk: Desk) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
    async def shown(f: FormState | None) -> Response[Any]:
        permit(desk.viewer, Act.RECORD_COURSE)
        async with desk.database.read() as db:
            evening = await queries.view(db, desk.viewer, desk.meeting_id, now=desk.now)
            if evening.state is not MeetingState.RUNNING or desk.item_id is None:
                return Redirect(desk.path(), status_code=303)
            called = await queries.called(db, desk.viewer, evening.item(desk.item_id))
            beside = await desk.beside(db, evening, called)
        fresh = FormState.fresh(desk.request, {"course": called.course}, version=called.version)
        return render(
            desk.request,
            "running/write.html",
            f=await _with_phrase(desk.request, f) if f else fresh,
            evening=evening,
            called=called,
            here=desk.path(),
            phrases=beside["phrases"],
        )

    return shown


async def _with_phrase(request: Request, f: FormState) -> FormState:
    """The text with the sentence that was chosen, where the button to insert it was pressed."""
    if f.value("_add") != "phrase":
        return f
    phrase = dict(await pairs_of(request)).get("_phrase", "")
    course = "\n".join(filter(None, [str(f.value("course") or "").rstrip(), phrase]))
    return replace(f, values={**f.values, "course": course})


HANDLERS = (write, write_course, autosave_course)
