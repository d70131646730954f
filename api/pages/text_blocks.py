"""The customary sentences of the board, kept by the office; without own ones the usual ones are offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.templating import render
from api.web import Request
from api.words.meetings import KINDS
from beirat.actions import text_blocks as actions
from beirat.database import Database, Session
from beirat.queries import text_blocks as queries
from beirat.rules.errors import NotFound
from beirat.rules.meetings import ItemKind
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.text_blocks import Occasion, occasion_of
from beirat.tables.text_blocks import TextBlockChange, TextBlockReset

LIST = "/sitzungen/textbausteine"
LABELS = {"sentences": "Sätze"}
OCCASIONS = {
    Occasion.EVERYWHERE: "Bei jedem Punkt",
    **{occasion_of(kind): KINDS[kind] for kind in ItemKind},
}


@get(LIST)
async def index(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    """Every occasion with its sentences, one in each line."""
    return await _page(request, database, viewer, {})


@post(f"{LIST}/{{occasion:str}}", status_code=200)
async def change(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, occasion: str
) -> Response[Any]:
    about = _occasion(occasion)

    async def act(db: Session, entered: TextBlockChange) -> str:
        await actions.change(db, about, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern{LIST}", "text_blocks_saved")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, {about: f})

    return await submit(request, TextBlockChange, act, again, labels=LABELS)


@post(f"{LIST}/{{occasion:str}}/uebliche", status_code=200)
async def reset(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, occasion: str
) -> Response[Any]:
    about = _occasion(occasion)

    async def act(db: Session, entered: TextBlockReset) -> str:
        await actions.reset(db, about, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern{LIST}", "text_blocks_reset")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, {about: f})

    return await submit(request, TextBlockReset, act, again)


def _occasion(word: str) -> Occasion:
    try:
        return Occasion(word)
    except ValueError:
        raise NotFound from None


async def _page(
    request: Request, database: Database, viewer: Viewer, sent: Mapping[Occasion, FormState]
) -> Response[Any]:
    permit(viewer, Act.KEEP_TEXT_BLOCKS)
    async with database.read() as db:
        kept = await queries.kept(db, viewer)
    fresh = {
        about: FormState.fresh(request, {"sentences": "\n".join(one.sentences)}, version=one.version)
        for about, one in kept.items()
    }
    return render(
        request,
        "running/text_blocks.html",
        kept={about: one for about, one in kept.items() if about in OCCASIONS},
        forms_shown={**fresh, **sent},
        sent=sent,
        occasions=OCCASIONS,
    )


HANDLERS = (index, change, reset)
