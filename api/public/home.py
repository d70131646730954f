"""The first page, the way to it, the short legal pages, and what robots may read."""

from __future__ import annotations

from typing import Any

from litestar import MediaType, Response, get
from litestar.response import Redirect

from api.public.figures import figures_of
from api.public.reader import Reader
from api.public.showing import listed, show
from api.templating import render
from api.web import Request
from api.words import addresses
from api.words.public_figures import sentence
from beirat.database import Database
from beirat.queries.public import bodies
from beirat.queries.public import home as queries
from beirat.queries.public.states import AnswerState

ROBOTS = "User-agent: *\nDisallow: /*/intern\nDisallow: /api/\n"


@get("/")
async def start(request: Request, database: Database) -> Response[Any]:
    """To the only district, or a choice of districts."""
    async with database.read() as db:
        known = await bodies.bodies(db)
    if len(known) == 1:
        return Redirect(f"/{known[0].slug}/de/", status_code=302)
    return render(request, "public/bodies.html", bodies=known)


@get("/{slug:str}")
async def start_of_district(reader: Reader) -> Redirect:
    """To the German pages, as long as there are no others."""
    return Redirect(f"/{reader.district.slug}/de/", status_code=302)


@get("/{slug:str}/de")
async def home(request: Request, reader: Reader) -> Response[str]:
    """The first page."""
    figures = await figures_of(request, reader)
    async with reader.database.read() as db:
        page = await queries.home(db, reader.public, now=reader.now, today=reader.today)
    return show(
        request,
        "public/home.html",
        section="start",
        page=page,
        sentence=sentence(figures),
        answered=listed(request, reader, page.answered),
        waiting=listed(request, reader, page.waiting),
        states=[(state, addresses.STATES[state], page.counts.number(None, state)) for state in AnswerState],
    )


@get("/{slug:str}/de/barrierefreiheit")
async def accessibility(request: Request, reader: Reader) -> Response[str]:
    return show(request, "public/accessibility.html")


@get("/{slug:str}/de/datenschutz")
async def privacy(request: Request, reader: Reader) -> Response[str]:
    return show(request, "public/privacy.html")


@get("/{slug:str}/de/impressum")
async def imprint(request: Request, reader: Reader) -> Response[str]:
    return show(request, "public/imprint.html")


@get("/robots.txt", media_type=MediaType.TEXT, sync_to_thread=False)
def robots() -> str:
    """Robots read what everybody reads."""
    return ROBOTS


HANDLERS = (start, start_of_district, home, accessibility, privacy, imprint, robots)
