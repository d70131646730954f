"""How people are reached, and who may come in whose place. Kept by the office, internal."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, Nothing, noted, submit
from api.templating import render
from api.web import Request
from beirat.actions import people as actions
from beirat.database import Database, Session
from beirat.queries import invitations
from beirat.queries import people as queries
from beirat.rules.permissions import Viewer
from beirat.rules.zones import local_day
from beirat.tables.people import ContactChange, DeputyDraft

ONE = "/mitglieder/{person_id:uuid}"
LABELS = {"email": "E-Mail-Adresse", "postal_address": "Anschrift"}


@get("/mitglieder")
async def index(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Members and deputies, and how they are invited."""
    async with database.read() as db:
        everybody = await queries.persons(db, viewer)
        board = await queries.board(db, viewer)
        day = local_day(now, district.time_zone)
        seated = {member.person_id for member in await queries.members(db, viewer, board.id, day)}
        deputies = await invitations.deputies(db, viewer)
    return render(request, "people/index.html", everybody=everybody, seated=seated, deputies=deputies)


@get(ONE)
async def show(request: Request, database: Database, viewer: Viewer, person_id: UUID) -> Response[Any]:
    return await _page(request, database, viewer, person_id)


@post(f"{ONE}/adressen", status_code=200)
async def change(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, person_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: ContactChange) -> str:
        await actions.change_contact(db, person_id, entered, actor=viewer, now=now)
        return noted(_path(district, person_id), "contact_changed")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, person_id, contact=f)

    return await submit(request, ContactChange, act, again, labels=LABELS)


@post(f"{ONE}/vertretungen", status_code=200)
async def add_deputy(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, person_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: DeputyDraft) -> str:
        await actions.add_deputy(db, person_id, entered, actor=viewer, now=now)
        return noted(_path(district, person_id), "deputy_added")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, person_id, deputy=f)

    return await submit(request, DeputyDraft, act, again)


@post(f"{ONE}/vertretungen/{{deputy_id:uuid}}/austragen", status_code=200)
async def remove_deputy(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    person_id: UUID,
    deputy_id: UUID,
) -> Response[Any]:
    async def act(db: Session, entered: Nothing) -> str:
        await actions.remove_deputy(db, person_id, deputy_id, actor=viewer, now=now)
        return noted(_path(district, person_id), "deputy_removed")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, person_id, deputy=f)

    return await submit(request, Nothing, act, again)


async def _page(
    request: Request, database: Database, viewer: Viewer, person_id: UUID, **sent: FormState
) -> Response[Any]:
    async with database.read() as db:
        person = await queries.person(db, viewer, person_id)
        deputies = (await invitations.deputies(db, viewer)).get(person_id, ())
        others = [one for one in await queries.persons(db, viewer) if one.id != person_id]
    values = {"email": person.email, "postal_address": person.postal_address}
    forms = {
        "contact": FormState.fresh(request, values, version=person.version),
        "deputy": FormState.fresh(request),
        "blank": FormState.fresh(request),
    }
    choices = [(one.id, one.name) for one in others]
    return render(request, "people/show.html", person=person, deputies=deputies, choices=choices, **(forms | sent))  # type: ignore[arg-type]


def _path(district: BodyView, person_id: UUID) -> str:
    return f"/{district.slug}/intern/mitglieder/{person_id}"


HANDLERS = (index, show, change, add_deputy, remove_deputy)
