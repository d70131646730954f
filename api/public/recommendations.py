"""The recommendations: the list with its two filters, and each one with the answers point by point."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from litestar import Response, get

from api.cache import once_per_change
from api.public.reader import Reader
from api.public.showing import listed, show
from api.web import Request
from api.words import addresses
from api.words import public as words
from api.words.motions import FIELDS
from api.words.timeline import in_short, timeline
from beirat.queries.public import answer_files, cases
from beirat.queries.public import recommendations as queries
from beirat.queries.public.recommendations import Counts
from beirat.queries.public.states import AnswerState
from beirat.rules.errors import NotFound
from beirat.rules.motions import Field

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
    request: Request, reader: Reader, handlungsfeld: str = "", stand: str = "", nach: str = ""
) -> Response[str]:
    """The list, newest first."""
    field, state = chosen(handlungsfeld, addresses.FIELDS), chosen(stand, addresses.STATES)
    after = queries.read_key(nach)
    if nach and after is None:
        raise NotFound
    counting = partial(queries.counts, public=reader.public, now=reader.now)
    counts = await once_per_change(request, "counts", counting)
    async with reader.database.read() as db:
        part = await queries.recommendations(db, reader.public, now=reader.now, field=field, state=state, after=after)
    return show(
        request,
        "public/recommendations.html",
        section="empfehlungen",
        rows=listed(request, reader, part.lines),
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


Options = list[tuple[str, str, bool]]
"""What a filter offers: value, words, whether chosen. The numbers in the words add up to that of the first one."""


def _states(counts: Counts, field: Field | None, state: AnswerState | None) -> Options:
    """How many there are in each state, within the chosen field."""
    numbers = counts.by_state(field)
    offered = [(addresses.STATES[one], f"{words.STATES[one]} ({n})", one is state) for one, n in numbers.items()]
    return [("", f"Jeder Stand ({sum(numbers.values())})", state is None), *offered]


def _fields(counts: Counts, field: Field | None, state: AnswerState | None) -> Options:
    """How many there are in each field, within the chosen state."""
    numbers = counts.by_field(state)
    offered = [(addresses.FIELDS[one], f"{FIELDS[one]} ({n})", one is field) for one, n in numbers.items()]
    return [("", f"Alle Handlungsfelder ({sum(numbers.values())})", field is None), *offered]


@get("/{slug:str}/de/empfehlungen/{key:str}")
async def show_recommendation(request: Request, reader: Reader, key: str) -> Response[str]:
    """One recommendation."""
    async with reader.database.read() as db:
        page = await cases.recommendation_page(db, reader.public, key, now=reader.now)
        files = await answer_files.answer_files(db, reader.public, key, now=reader.now)
    return show(
        request,
        "public/recommendation.html",
        section="empfehlungen",
        page=page,
        files=files,
        line=page.line,
        today=reader.today,
        short=in_short(page, reader.today),
        timeline=timeline(page, reader.today),
    )


HANDLERS = (list_recommendations, show_recommendation)
