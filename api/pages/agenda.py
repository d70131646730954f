"""The agenda of a meeting: what is put on it, named, moved, removed; and put off once the invitations are out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, Nothing, Step, noted, submit
from api.pages.meetings import path, steps
from api.templating import render
from api.web import Request
from api.words import meetings as words
from api.words import motions as motion_words
from beirat.actions import agenda as actions
from beirat.database import Database, Session
from beirat.queries import agenda as queries
from beirat.queries import meetings, motions
from beirat.queries.agenda import ItemView
from beirat.queries.meetings import MeetingView
from beirat.rules.agenda import missing
from beirat.rules.errors import NotFound
from beirat.rules.meetings import MeetingState, Part
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Act, Viewer, may, permit
from beirat.tables.agenda import ItemAdjournment, ItemChange, ItemDraft, ItemMove

CHOICES = 100
LABELS = {"heading": "Überschrift", "part": "Teil"}


@get("/sitzungen/{meeting_id:uuid}/tagesordnung")
async def editor(request: Request, database: Database, viewer: Viewer, meeting_id: UUID) -> Response[Any]:
    """The agenda with everything that can be put on it; once it is sent, only to be read."""
    return await _editor(request, database, viewer, meeting_id)


@post("/sitzungen/{meeting_id:uuid}/tagesordnung/{kind:str}", status_code=200)
async def add(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    kind: str,
) -> Response[Any]:
    """Puts a motion, a recommendation or a free item on the agenda; each has a form of its own."""
    if kind not in ("antrag", "empfehlung", "punkt"):
        raise NotFound

    async def act(db: Session, entered: ItemDraft) -> str:
        item = await actions.add_item(db, meeting_id, entered, actor=viewer, now=now)
        return noted(path(district, meeting_id, "/tagesordnung"), "item_added") + f"#punkt-{item.id}"

    async def again(f: FormState) -> Response[Any]:
        return await _editor(request, database, viewer, meeting_id, {kind: f})

    return await submit(request, ItemDraft, act, again)


@post("/sitzungen/{meeting_id:uuid}/uebliche-punkte", status_code=200)
async def add_standard(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.add_standard_items(db, meeting_id, actor=viewer, now=now)
        return noted(path(district, meeting_id, "/tagesordnung"), "standard_items_added")

    async def again(f: FormState) -> Response[Any]:
        return await _editor(request, database, viewer, meeting_id, {"standard": f})

    return await submit(request, Nothing, act, again)


@get("/sitzungen/punkte/{item_id:uuid}")
async def show(request: Request, database: Database, viewer: Viewer, item_id: UUID) -> Response[Any]:
    """One item: its heading and part before the invitations go out, afterwards whether it is put off."""
    return await _item_page(request, database, viewer, item_id, {})


@post("/sitzungen/punkte/{item_id:uuid}/bearbeiten", status_code=200)
async def change(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: ItemChange) -> str:
        item = await actions.change_item(db, item_id, entered, actor=viewer, now=now)
        return noted(path(district, item.meeting_id, "/tagesordnung"), "item_changed") + f"#punkt-{item_id}"

    async def again(f: FormState) -> Response[Any]:
        return await _item_page(request, database, viewer, item_id, {"change": f})

    return await submit(request, ItemChange, act, again, labels=LABELS)


@post("/sitzungen/punkte/{item_id:uuid}/schieben", status_code=200)
async def move(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[Any]:
    async with database.read() as db:
        meeting_id = await queries.meeting_of(db, viewer, item_id)

    async def act(db: Session, entered: ItemMove) -> str:
        await actions.move_item(db, item_id, entered, actor=viewer, now=now)
        return path(district, meeting_id, f"/tagesordnung#punkt-{item_id}")

    async def again(f: FormState) -> Response[Any]:
        return await _editor(request, database, viewer, meeting_id, {"move": f})

    return await submit(request, ItemMove, act, again)


@post("/sitzungen/punkte/{item_id:uuid}/entfernen", status_code=200)
async def remove(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Step) -> str:
        meeting_id = await actions.remove_item(db, item_id, version=entered.version, actor=viewer, now=now)
        return noted(path(district, meeting_id, "/tagesordnung"), "item_removed")

    async def again(f: FormState) -> Response[Any]:
        return await _item_page(request, database, viewer, item_id, {"remove": f})

    return await submit(request, Step, act, again)


@post("/sitzungen/punkte/{item_id:uuid}/vertagen", status_code=200)
async def adjourn(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: ItemAdjournment) -> str:
        item = await actions.adjourn_item(db, item_id, entered, actor=viewer, now=now)
        return noted(path(district, item.meeting_id), "item_adjourned")

    async def again(f: FormState) -> Response[Any]:
        return await _item_page(request, database, viewer, item_id, {"adjourn": f})

    return await submit(request, ItemAdjournment, act, again)


@post("/sitzungen/punkte/{item_id:uuid}/aufnehmen", status_code=200)
async def resume(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Step) -> str:
        item = await actions.resume_item(db, item_id, version=entered.version, actor=viewer, now=now)
        return noted(path(district, item.meeting_id), "item_resumed")

    async def again(f: FormState) -> Response[Any]:
        return await _item_page(request, database, viewer, item_id, {"resume": f})

    return await submit(request, Step, act, again)


async def _editor(
    request: Request,
    database: Database,
    viewer: Viewer,
    meeting_id: UUID,
    sent: Mapping[str, FormState] | None = None,
) -> Response[Any]:
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, meeting_id)
        permit(viewer, Act.SET_AGENDA)
        admitted = await motions.listing(db, viewer, states={MotionState.ADMITTED}, limit=CHOICES)
        follow_ups = await queries.follow_ups(db, viewer)
    return render(
        request,
        "agenda/edit.html",
        meeting=meeting,
        parts_of_agenda=_parts(meeting),
        admitted=admitted,
        follow_ups=[(one.id, f"{one.reference}: {one.title}") for one in follow_ups],
        missing=missing([item.heading for item in meeting.items]),
        steps=steps(viewer, meeting),
        blanks={item.id: FormState.fresh(request, version=item.version) for item in meeting.items},
        blank=FormState.fresh(request),
        sent=sent or {},
        fresh_item=FormState.fresh(request, {"part": Part.PUBLIC, "kind": "report"}),
        words=words,
        motion_words=motion_words,
    )


def _parts(meeting: MeetingView) -> list[tuple[Part, list[ItemView]]]:
    """The items of each part, in their order."""
    return [(part, [item for item in meeting.items if item.part is part]) for part in Part]


async def _item_page(
    request: Request, database: Database, viewer: Viewer, item_id: UUID, sent: Mapping[str, FormState]
) -> Response[Any]:
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, await queries.meeting_of(db, viewer, item_id))
    item = next(each for each in meeting.items if each.id == item_id)
    is_open = meeting.state in (MeetingState.CONVENED, MeetingState.RUNNING)
    fresh = FormState.fresh(request, {"heading": item.heading, "part": item.part}, version=item.version)
    return render(
        request,
        "agenda/item.html",
        meeting=meeting,
        item=item,
        steps=steps(viewer, meeting),
        may_adjourn=is_open and may(viewer, Act.RUN_MEETING),
        f=sent.get("change", fresh),
        sent=sent,
        blank=FormState.fresh(request, version=item.version),
        words=words,
        motion_words=motion_words,
    )


HANDLERS = (editor, add, add_standard, show, change, move, remove, adjourn, resume)
