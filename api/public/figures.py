"""The figures for everybody: one sentence, a mark for each recommendation, the numbers in words; also as a table."""

from __future__ import annotations

from functools import partial

from litestar import Response, get

from api.cache import once_per_change
from api.figures_files import table
from api.public.reader import Reader
from api.public.showing import show
from api.spreadsheets import CSV
from api.web import Request
from api.words import public_figures as words
from beirat.queries.public.figures import PublicFigures, public_figures


async def figures_of(request: Request, reader: Reader) -> PublicFigures:
    """Counted once for every change and every day."""
    counting = partial(public_figures, public=reader.public, now=reader.now, today=reader.today)
    return await once_per_change(request, "figures", counting)


@get("/{slug:str}/de/zahlen")
async def show_figures(request: Request, reader: Reader) -> Response[str]:
    """All that is counted, the board's own delays before those of others."""
    found = await figures_of(request, reader)
    return show(
        request,
        "public/figures.html",
        section="zahlen",
        found=found,
        sentence=words.sentence(found),
        told=words.told(found),
        dots=_dots(found),
    )


@get("/{slug:str}/de/zahlen.csv")
async def figures_as_table(request: Request, reader: Reader) -> Response[bytes]:
    """The same numbers as a table."""
    found = await figures_of(request, reader)
    headers = {"Content-Disposition": f'attachment; filename="zahlen-{reader.today.isoformat()}.csv"'}
    return Response(table(words.table_rows(found)), media_type=CSV, headers=headers)


Dots = list[tuple[str, str, list[tuple[str, str]]]]
"""For each standing: shape, words, and its recommendations as (key in addresses, reference)."""


def _dots(found: PublicFigures) -> Dots:
    return [
        (*words.STANDINGS[each.standing], [(_key(reference), reference) for reference in each.recommendations])
        for each in found.standings
        if each.number
    ]


def _key(reference: str) -> str:
    """2026-009 for E-2026/009."""
    return reference.removeprefix("E-").replace("/", "-")


HANDLERS = (show_figures, figures_as_table)
