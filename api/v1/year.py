"""The year for programs: meetings with their deadlines, dates by a pattern, several meetings planned at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from litestar import Response, get, post
from litestar.params import Parameter

from api.dependencies import BodyView
from api.v1.write import read, write
from api.web import Request
from beirat.actions import year as actions
from beirat.database import Database, Session
from beirat.queries import year as queries
from beirat.queries.year import DateLine, YearView
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.year import days_by_pattern
from beirat.rules.zones import local_day
from beirat.tables.year import YearPattern, YearPlan

Year = Annotated[int, Parameter(ge=2000, le=2100)]


@dataclass(frozen=True)
class Proposal:
    """Dates of a pattern, each with its deadlines and what speaks against it. Nothing is planned."""

    dates: list[DateLine]


@get("/years/{year:int}", summary="The meetings of a year, with deadlines and bad dates")
async def show(database: Database, viewer: Viewer, year: Year) -> YearView:
    if not viewer.is_board:
        raise NotFound
    async with database.read() as db:
        return await queries.view(db, viewer, year)


@post("/years/proposal", status_code=200, summary="Which dates a pattern gives", opt={"shape": YearPattern})
async def propose(request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime) -> Proposal:
    permit(viewer, Act.PLAN_MEETING)
    given = await read(request, YearPattern)
    days = days_by_pattern(given.year, given.months, given.weekday, given.nth)
    async with database.read() as db:
        return Proposal(await queries.proposed(db, viewer, days, today=local_day(now, district.time_zone)))


@post("/years/plan", summary="Plan several meetings, all or none", opt={"shape": YearPlan})
async def plan(request: Request, database: Database, viewer: Viewer, now: datetime) -> Response[YearView]:
    """Answers with the year of the first one."""

    async def act(db: Session, entered: YearPlan) -> str:
        planned = await actions.plan_year(db, entered, actor=viewer, now=now)
        return planned[0].starts_at.date().isoformat()

    async def show_it(first: str) -> YearView:
        async with database.read() as db:
            return await queries.view(db, viewer, date.fromisoformat(first).year)

    return await write(request, YearPlan, act, show_it, status=201)


HANDLERS = (show, propose, plan)
