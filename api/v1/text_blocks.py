"""The customary sentences of the board, for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from litestar import Response, get, post, put

from api.v1.write import write
from api.web import Request
from beirat.actions import text_blocks as actions
from beirat.database import Database, Session
from beirat.queries import text_blocks as queries
from beirat.queries.text_blocks import Sentences
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.rules.text_blocks import Occasion
from beirat.tables.text_blocks import TextBlockChange, TextBlockReset


@dataclass(frozen=True)
class SentenceList:
    """The sentences for every occasion; version 0 where they are the customary ones."""

    text_blocks: list[Sentences]


@get("/text-blocks", summary="The customary sentences for the minutes")
async def index(database: Database, viewer: Viewer) -> SentenceList:
    async with database.read() as db:
        return SentenceList(list((await queries.kept(db, viewer)).values()))


@put("/text-blocks/{occasion:str}", summary="Other sentences for an occasion", opt={"shape": TextBlockChange})
async def change(
    request: Request, database: Database, viewer: Viewer, now: datetime, occasion: str
) -> Response[Sentences]:
    async def act(db: Session, entered: TextBlockChange) -> str:
        return (await actions.change(db, _occasion(occasion), entered, actor=viewer, now=now)).occasion.value

    return await write(request, TextBlockChange, act, _one(database, viewer))


@post(
    "/text-blocks/{occasion:str}/reset",
    status_code=200,
    summary="Back to the customary sentences",
    opt={"shape": TextBlockReset},
)
async def reset(
    request: Request, database: Database, viewer: Viewer, now: datetime, occasion: str
) -> Response[Sentences]:
    async def act(db: Session, entered: TextBlockReset) -> str:
        await actions.reset(db, _occasion(occasion), entered, actor=viewer, now=now)
        return occasion

    return await write(request, TextBlockReset, act, _one(database, viewer))


def _occasion(word: str) -> Occasion:
    try:
        return Occasion(word)
    except ValueError:
        raise NotFound from None


def _one(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[Sentences]]:
    async def shown(occasion: str) -> Sentences:
        async with database.read() as db:
            return (await queries.kept(db, viewer))[Occasion(occasion)]

    return shown


HANDLERS = (index, change, reset)
