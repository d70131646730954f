"""The public edition: looked at as everybody will see it, prepared by one person, let out by another."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post

from api import minutes_files
from api.forms import FormState, noted, submit
from api.pages.minutes.desk import ROOT, Desk
from api.pages.minutes.life import step
from api.words import public as public_words
from beirat.actions import minutes_public as actions
from beirat.actions.sealing import Printed
from beirat.database import Session
from beirat.queries import minutes_facts, names
from beirat.queries.public import meetings as public_queries
from beirat.rules.errors import NotFound
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Act, Public, may
from beirat.tables.minutes import MinutesStepTaken, PublicRelease


@get(f"{ROOT}/oeffentlich")
async def preview(desk: Desk) -> Response[Any]:
    """The public page as it will be, the checklist, and the button for whoever may press it."""
    return await _page(desk, None)


@post(f"{ROOT}/vorbereiten", status_code=200)
async def prepare(desk: Desk) -> Response[Any]:
    async def ready(entered: MinutesStepTaken) -> tuple[MinutesStepTaken, Printed]:
        request, database = desk.request, desk.database
        return entered, await minutes_files.print_public(request, database, desk.viewer, desk.meeting_id)

    async def act(db: Session, given: tuple[MinutesStepTaken, Printed]) -> str:
        await actions.prepare(db, desk.meeting_id, given[0], given[1], actor=desk.viewer, now=desk.now)
        return noted(f"{desk.here}/oeffentlich", "public_edition_prepared")

    return await submit(desk.request, MinutesStepTaken, act, _again(desk), ready=ready)


@post(f"{ROOT}/freigeben", status_code=200)
async def release(desk: Desk) -> Response[Any]:
    act = step(desk, actions.release, "minutes_published")
    return await submit(desk.request, PublicRelease, act, _again(desk))


def _again(desk: Desk) -> Any:
    async def again(f: FormState) -> Response[Any]:
        return await _page(desk, f)

    return again


async def _page(desk: Desk, f: FormState | None) -> Response[Any]:
    if not desk.viewer.is_board:
        raise NotFound
    everybody = Public(desk.district.id)
    async with desk.database.read() as db:
        page = await public_queries.preview(db, everybody, desk.meeting_id, now=desk.now)
        facts = await minutes_facts.public_facts(db, desk.viewer, desk.meeting_id)
        found = await names.found_in(db, desk.viewer, names.texts_of(facts))
    return await desk.page(
        "minutes/public.html",
        page=page,
        found=found,
        public_words=public_words,
        meeting_state=MeetingState,
        may={act.value for act in Act if may(desk.viewer, act)},
    )(f)


HANDLERS = (preview, prepare, release)
