"""The figures for programs: the same numbers as on the page, each with the cases behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from litestar import get

from beirat.database import Database
from beirat.queries import figures as queries
from beirat.queries import people
from beirat.queries.figures import Choice
from beirat.queries.people import BodyView
from beirat.rules.errors import NotFound
from beirat.rules.figures.numbers import Measured, numbers
from beirat.rules.figures.summary import Standing
from beirat.rules.motions import Field
from beirat.rules.permissions import Viewer
from beirat.rules.zones import local_day


@dataclass(frozen=True)
class FigureList:
    """All figures on a day. Cases are named by reference, points as E-2026/009/2; shares lie between 0 and 1.

    ``share`` and ``duration`` are null below twenty cases. ``standings`` counts every recommendation once.
    """

    as_of: date
    total: int
    standings: dict[Standing, int]
    numbers: list[Measured]
    entered_late: list[str]


@get("/figures", summary="How long answers take and what became of them")
async def index(
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    since: date | None = None,
    until: date | None = None,
    field: Field | None = None,
) -> FigureList:
    """Of recommendations decided between two days. For the board and the administration's coordinator."""
    if not queries.may_see(viewer):
        raise NotFound
    today = local_day(now, district.time_zone)
    async with database.read() as db:
        board = await people.board(db, viewer)
        found = await queries.found(db, viewer, board.id, Choice(since, until, field), today=today)
    return FigureList(
        as_of=today,
        total=found.figures.total,
        standings={each: len(keys) for each, keys in found.figures.standings.items()},
        numbers=list(numbers(found.figures)),
        entered_late=list(found.figures.entered_late),
    )


HANDLERS = (index,)
