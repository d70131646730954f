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
from api.templating import local, render, weekday
from api.web import Request
from api.words import meetings as words
from api.words import motions as motion_words
from api.words import rules_of_procedure as rule_words
from beirat.actions import agenda as actions
from beirat.actions import carrying_over
from beirat.database import Database, Session
from beirat.queries import agenda as queries
from beirat.queries import meetings, motions, rule_checks
from beirat.queries.agenda import ItemView
from beirat.queries.meetings import MeetingView
from beirat.rules.agenda import forecast
from beirat.rules.errors import NotFound
from beirat.rules.meetings import ItemOutcome, MeetingState, Part
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Act, Viewer, may, permit
from beirat.tables.agenda import CarryOver, ItemAdjournment, ItemChange, ItemDraft, ItemMove, ItemPaper, ItemPlace

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


@post("/sitzungen/punkte/{item_id:uuid}/verschieben", status_code=200)
async def place(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[Any]:
    """In front of another item, as by dragging."""
    async with database.read() as db:
        meeting_id = await queries.meeting_of(db, viewer, item_id)

    async def act(db: Session, entered: ItemPlace) -> str:
        await actions.place_item(db, item_id, entered, actor=viewer, now=now)
        return path(district, meeting_id, f"/tagesordnung#punkt-{item_id}")

    async def again(f: FormState) -> Response[Any]:
        return await _editor(request, database, viewer, meeting_id, {"move": f})

    return await submit(request, ItemPlace, act, again)


@post("/sitzungen/punkte/{item_id:uuid}/antrag", status_code=200)
async def add_paper(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[Any]:
    """One more motion on an item."""

    async def act(db: Session, entered: ItemPaper) -> str:
        await actions.add_paper(db, item_id, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/sitzungen/punkte/{item_id}", "paper_added")

    async def again(f: FormState) -> Response[Any]:
        return await _item_page(request, database, viewer, item_id, {"paper": f})

    return await submit(request, ItemPaper, act, again)


@post("/sitzungen/{meeting_id:uuid}/rest-vertagen", status_code=200)
async def adjourn_rest(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Everything that still waits for its decision is adjourned."""

    async def act(db: Session, entered: ItemAdjournment) -> str:
        await carrying_over.adjourn_rest(db, meeting_id, entered, actor=viewer, now=now)
        return noted(path(district, meeting_id), "rest_adjourned")

    async def again(f: FormState) -> Response[Any]:
        return await _carry_page(request, database, viewer, meeting_id, {"rest": f})

    return await submit(request, ItemAdjournment, act, again)


@get("/sitzungen/{meeting_id:uuid}/uebernehmen")
async def carry(request: Request, database: Database, viewer: Viewer, meeting_id: UUID) -> Response[Any]:
    """What was not reached, and the meetings to which it can go."""
    return await _carry_page(request, database, viewer, meeting_id, {})


@post("/sitzungen/{meeting_id:uuid}/uebernehmen", status_code=200)
async def carry_over(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: CarryOver) -> str:
        await carrying_over.carry_over(db, meeting_id, entered, actor=viewer, now=now)
        return noted(path(district, entered.meeting_id, "/tagesordnung"), "item_carried_over")

    async def again(f: FormState) -> Response[Any]:
        return await _carry_page(request, database, viewer, meeting_id, {"carry": f})

    return await submit(request, CarryOver, act, again)


async def _carry_page(
    request: Request, database: Database, viewer: Viewer, meeting_id: UUID, sent: Mapping[str, FormState]
) -> Response[Any]:
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, meeting_id)
        permit(viewer, Act.SET_AGENDA)
        waiting = {item.id for item in await queries.to_carry_over(db, viewer.body_id, meeting_id)}
        planned = [one for one in await meetings.coming(db, viewer) if one.state is MeetingState.PLANNED]
    return render(
        request,
        "agenda/carry_over.html",
        meeting=meeting,
        items=[item for item in meeting.items if item.id in waiting],
        planned=[
            (one.id, f"{one.reference} am {weekday(local(one.starts_at, request.state.district.time_zone))}")
            for one in planned
        ],
        f=sent.get("carry", FormState.fresh(request, {"meeting_id": planned[0].id} if planned else {})),
        rest=sent.get("rest", FormState.fresh(request, version=meeting.version)),
        may_adjourn=meeting.state is MeetingState.RUNNING and may(viewer, Act.RUN_MEETING),
        words=words,
    )


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
        standing = await queries.standing(db, viewer.body_id, meeting.organization_id)
        checks = await rule_checks.of_subjects(db, viewer, [item.id for item in meeting.items])
    return render(
        request,
        "agenda/edit.html",
        meeting=meeting,
        parts_of_agenda=_parts(meeting),
        admitted=admitted,
        follow_ups=[(one.id, f"{one.reference}: {one.title}") for one in follow_ups],
        missing=standing.missing([item.heading for item in meeting.items]),
        checks=checks,
        may_override=may(viewer, Act.OVERRIDE_RULE),
        times=_times(meeting),
        parents=[(item.id, f"TOP {item.number}: {item.heading}") for item in meeting.items if item.parent_id is None],
        rule_words=rule_words,
        steps=steps(viewer, meeting),
        blanks={item.id: FormState.fresh(request, version=item.version) for item in meeting.items},
        blank=FormState.fresh(request),
        sent=sent or {},
        fresh_item=FormState.fresh(request, {"part": Part.PUBLIC, "kind": "report"}),
        words=words,
        motion_words=motion_words,
    )


def _times(meeting: MeetingView) -> dict[UUID, datetime]:
    """When each item is likely to be called, as far as lengths are planned; items of the second part come later."""
    moments = forecast(meeting.starts_at, [item.planned_minutes for item in meeting.items])
    return {item.id: moment for item, moment in zip(meeting.items, moments, strict=True) if moment is not None}


def _parts(meeting: MeetingView) -> list[tuple[Part, list[ItemView]]]:
    """The items of each part, in their order."""
    return [(part, [item for item in meeting.items if item.part is part]) for part in Part]


async def _item_page(
    request: Request, database: Database, viewer: Viewer, item_id: UUID, sent: Mapping[str, FormState]
) -> Response[Any]:
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, await queries.meeting_of(db, viewer, item_id))
        checks = await rule_checks.of_subject(db, viewer, item_id)
        admitted = (
            await motions.listing(db, viewer, states={MotionState.ADMITTED}, limit=CHOICES) if viewer.is_board else []
        )
    item = next(each for each in meeting.items if each.id == item_id)
    is_open = meeting.state in (MeetingState.CONVENED, MeetingState.RUNNING)
    values = {
        "heading": item.heading,
        "public_heading": item.public_heading if item.public_heading != item.heading else "",
        "part": item.part,
        "planned_minutes": item.planned_minutes,
        "non_public_reason": item.non_public_reason,
    }
    fresh = FormState.fresh(request, values, version=item.version)
    return render(
        request,
        "agenda/item.html",
        meeting=meeting,
        item=item,
        steps=steps(viewer, meeting),
        may_adjourn=is_open and may(viewer, Act.RUN_MEETING),
        checks=checks,
        may_override=may(viewer, Act.OVERRIDE_RULE),
        more_motions=[(one.id, f"{one.reference}: {one.title}") for one in admitted],
        rule_words=rule_words,
        f=sent.get("change", fresh),
        sent=sent,
        blank=FormState.fresh(request, version=item.version),
        put_off_form=FormState.fresh(request, {"outcome": ItemOutcome.ADJOURNED}, version=item.version),
        words=words,
        motion_words=motion_words,
    )


HANDLERS = (
    editor,
    add,
    add_standard,
    show,
    change,
    move,
    place,
    add_paper,
    adjourn_rest,
    carry,
    carry_over,
    remove,
    adjourn,
    resume,
)
