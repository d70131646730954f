"""The recommendations: the list with its two filters, and each one with the answers point by point."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from litestar import Response, get

from api.cache import once_per_change
from api.dependencies import BodyView
from api.public.showing import show, today_in
from api.web import Request
from api.words import addresses
from api.words import public as words
from api.words.motions import FIELDS
from api.words.timeline import timeline
from beirat.database import Database
from beirat.queries.public import cases
from beirat.queries.public import recommendations as queries
from beirat.queries.public.recommendations import Counts
from beirat.queries.public.states import AnswerState
from beirat.rules.errors import NotFound
from beirat.rules.motions import Field
from beirat.rules.permissions import Public

Choice = TypeVar("Choice", bound=StrEnum)


def chosen(word: str, among: Mapping[Choice, str]) -> Choice | None:
    """What a filter in the address means; '' means everything. Raises NotFound for a word that we do not know."""
    if not word:
        return None
    found = next((choice for choice, known in among.items() if known == word), None)
    if found is None:
        raise NotFound
    return found


@get("/{slug:str}/de/empfehlungen")
async def list_recommendations(
    request: Request,
    database: Database,
    public: Public,
    district: BodyView,
    now: datetime,
    handlungsfeld: str = "",
    stand: str = "",
    nach: str = "",
) -> Response[str]:
    """The list, newest first."""
    field, state = chosen(handlungsfeld, addresses.FIELDS), chosen(stand, addresses.STATES)
    after = queries.read_key(nach)
    if nach and after is None:
        raise NotFound
    async with database.read() as db:
        part = await queries.recommendations(db, public, now=now, field=field, state=state, after=after)
        counts = await once_per_change(request, "counts", lambda: queries.counts(db, public, now=now))
    return show(
        request,
        "public/recommendations.html",
        section="empfehlungen",
        lines=part.lines,
        today=today_in(district, now),
        total=counts.number(field, state),
        filters=(
            ("stand", "Stand der Antwort", _states(counts, field, state)),
            ("handlungsfeld", "Handlungsfeld", _fields(counts, field, state)),
        ),
        is_narrowed=bool(handlungsfeld or stand),
        more_url=_query(handlungsfeld, stand, part.after) if part.after else None,
        first_url=_query(handlungsfeld, stand) if after else None,
    )


def _query(field: str, state: str, after: str | None = None) -> str:
    """The list's address with these filters, without empty ones."""
    given = {"handlungsfeld": field, "stand": state, "nach": after}
    filled = urlencode({name: value for name, value in given.items() if value})
    return f"?{filled}" if filled else "?"


Options = list[tuple[str, str, int, bool]]
"""What a filter offers: value, word, number, whether chosen. The numbers add up to that of the first one, "alle"."""


def _states(counts: Counts, field: Field | None, state: AnswerState | None) -> Options:
    """How many there are in each state, within the chosen field."""
    numbers = {each: counts.number(field, each) for each in AnswerState}
    offered = [(addresses.STATES[one], words.STATES[one], number, one is state) for one, number in numbers.items()]
    return [("", "Jeder Stand", sum(numbers.values()), state is None), *offered]


def _fields(counts: Counts, field: Field | None, state: AnswerState | None) -> Options:
    """How many there are in each field, within the chosen state."""
    numbers = {each: counts.number(each, state) for each in Field}
    offered = [(addresses.FIELDS[one], FIELDS[one], number, one is field) for one, number in numbers.items()]
    return [("", "Alle Handlungsfelder", sum(numbers.values()), field is None), *offered]


@get("/{slug:str}/de/empfehlungen/{key:str}")
async def show_recommendation(
    request: Request, database: Database, public: Public, district: BodyView, now: datetime, key: str
) -> Response[str]:
    """One recommendation."""
    async with database.read() as db:
        page = await cases.recommendation_page(db, public, key, now=now)
    today = today_in(district, now)
    return show(
        request,
        "public/recommendation.html",
        section="empfehlungen",
        page=page,
        line=page.line,
        today=today,
        timeline=timeline(page, today),
    )


HANDLERS = (list_recommendations, show_recommendation)
