"""The administration's answers for whoever is signed in, and which units let theirs out themselves.

The pages themselves are in ``api/answering``: whoever comes by link has the same ones.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api import answer_files, answer_letters, answering
from api.answering import MESSAGES, Desk
from api.forms import FormState, noted, submit
from api.pages.recommendations import again, path
from api.templating import render
from api.web import Request
from beirat.actions import answer_links as link_actions
from beirat.actions import answers as actions
from beirat.database import Database, Session
from beirat.queries import people
from beirat.queries.people import BodyView
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.answer_links import UnitAddress
from beirat.tables.answers import ReleaseRule


def _desk(request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, one: UUID) -> Desk:
    return Desk(request, database, viewer, now, one, path(district, one))


@get("/empfehlungen/{recommendation_id:uuid}/antwort")
async def edit(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    """All points that the viewer answers, on one page."""
    return await answering.editor(_desk(request, database, viewer, now, district, recommendation_id))


@post("/empfehlungen/{recommendation_id:uuid}/antwort")
async def save(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    return await answering.save(_desk(request, database, viewer, now, district, recommendation_id))


@post("/empfehlungen/{recommendation_id:uuid}/antwort/abgeben")
async def hand_in(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    return await answering.hand_in(_desk(request, database, viewer, now, district, recommendation_id))


@get("/empfehlungen/{recommendation_id:uuid}/freigabe")
async def preview(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    return await answering.preview(_desk(request, database, viewer, now, district, recommendation_id))


@post("/empfehlungen/{recommendation_id:uuid}/freigabe")
async def release(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    return await answering.release(_desk(request, database, viewer, now, district, recommendation_id))


@post("/empfehlungen/{recommendation_id:uuid}/anlagen")
async def attach(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    """A file for the draft of one point."""
    return await answer_files.attach(_desk(request, database, viewer, now, district, recommendation_id))


@post("/empfehlungen/{recommendation_id:uuid}/anlagen/{attachment_id:uuid}/entfernen")
async def detach(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    recommendation_id: UUID,
    attachment_id: UUID,
) -> Response[Any]:
    return await answer_files.remove(_desk(request, database, viewer, now, district, recommendation_id), attachment_id)


@get("/empfehlungen/{recommendation_id:uuid}/anlagen/{attachment_id:uuid}")
async def file(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    recommendation_id: UUID,
    attachment_id: UUID,
) -> Response[bytes]:
    desk = _desk(request, database, viewer, now, district, recommendation_id)
    return await answer_files.download(desk, attachment_id)


@get("/empfehlungen/{recommendation_id:uuid}/schreiben/{name:str}")
async def letter(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    recommendation_id: UUID,
    name: str,
) -> Response[bytes]:
    """The official letter as PDF or .docx, as drafted or as released."""
    return await answer_letters.download(request, database, viewer, now, district, recommendation_id, name)


@post("/empfehlungen/{recommendation_id:uuid}/freigabe/zuruecknehmen")
async def take_back(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    return await answering.take_back(_desk(request, database, viewer, now, district, recommendation_id))


@post("/empfehlungen/{recommendation_id:uuid}/antwort/{number:int}/zurueckgeben")
async def give_back(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    recommendation_id: UUID,
    number: int,
) -> Response[Any]:
    return await answering.give_back(_desk(request, database, viewer, now, district, recommendation_id), number)


@post([f"/empfehlungen/{{recommendation_id:uuid}}/{word}" for word in MESSAGES])
async def say(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    """An interim message, a question to the board, or the board's reply."""
    desk = _desk(request, database, viewer, now, district, recommendation_id)
    word = request.scope["path"].rpartition("/")[2]
    return await answering.say(desk, word, lambda form: again(request, database, viewer, now, recommendation_id, form))


@get("/empfehlungen/freigaberegeln")
async def rules(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    """Which units let their answers out themselves, and where they are reached."""
    return await _rules(request, database, viewer)


@post("/empfehlungen/freigaberegeln/{unit_id:uuid}")
async def set_rule(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, unit_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: ReleaseRule) -> str:
        await actions.set_release_rule(db, unit_id, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/empfehlungen/freigaberegeln", "release_rule_set")

    async def shown(_: FormState) -> Response[Any]:
        return await _rules(request, database, viewer)

    return await submit(request, ReleaseRule, act, shown)


@post("/empfehlungen/freigaberegeln/{unit_id:uuid}/adresse")
async def set_address(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, unit_id: UUID
) -> Response[Any]:
    """Where links and codes for a unit go."""

    async def act(db: Session, entered: UnitAddress) -> str:
        await link_actions.set_unit_address(db, unit_id, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/empfehlungen/freigaberegeln", "unit_address_set")

    async def shown(f: FormState) -> Response[Any]:
        return await _rules(request, database, viewer, {unit_id: f})

    return await submit(request, UnitAddress, act, shown)


async def _rules(
    request: Request, database: Database, viewer: Viewer, sent: dict[UUID, FormState] | None = None
) -> Response[Any]:
    permit(viewer, Act.SET_RELEASE_RULE)
    async with database.read() as db:
        units = await people.units(db, viewer)
    forms = {unit.id: FormState.fresh(request, {"email": unit.email}) for unit in units}
    return render(
        request,
        "answers/rules.html",
        units=units,
        blank=FormState.fresh(request),
        addresses=forms | (sent or {}),
        sent=sent or {},
    )


HANDLERS = (
    edit,
    save,
    hand_in,
    preview,
    release,
    take_back,
    attach,
    detach,
    file,
    letter,
    give_back,
    say,
    rules,
    set_rule,
    set_address,
)
