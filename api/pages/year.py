"""The year: every meeting with its deadlines and what speaks against its date; several meetings planned at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from litestar import Response, get, post
from pydantic import ValidationError

from api import year_calendar
from api.dependencies import BodyView
from api.forms import FormState, check_form, noted, refused, state_of, submit
from api.templating import render
from api.typed import read
from api.web import Request
from api.words import meetings as meeting_words
from api.words import year as words
from beirat.actions import year as actions
from beirat.database import Database, Session
from beirat.queries import meetings as meeting_queries
from beirat.queries import year as queries
from beirat.rules.errors import NotFound, RuleBroken
from beirat.rules.permissions import Act, Viewer, may, permit
from beirat.rules.year import days_by_pattern
from beirat.rules.zones import local_day
from beirat.tables.year import YearPattern, YearPlan

LABELS = {"days": "Tage"}


@get("/sitzungen/jahr")
async def this_year(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """The year in which we are."""
    return await _show(request, database, viewer, local_day(now, district.time_zone).year)


@get("/sitzungen/jahr/{year:int}")
async def show(request: Request, database: Database, viewer: Viewer, year: int) -> Response[Any]:
    return await _show(request, database, viewer, _in_reach(year))


@get("/sitzungen/jahr/{year:int}/kalender.ics")
async def calendar(district: BodyView, database: Database, viewer: Viewer, now: datetime, year: int) -> Response[bytes]:
    """The year for one's own calendar, with the deadlines; for the board alone."""
    if not viewer.is_board:
        raise NotFound
    async with database.read() as db:
        found = await queries.view(db, viewer, _in_reach(year))
    content = year_calendar.internal(found.lines, district, now)
    headers = {"Content-Disposition": f'attachment; filename="sitzungen-{year}-intern.ics"'}
    return Response(content, media_type="text/calendar", headers=headers)


@get("/sitzungen/jahr/planen")
async def pattern(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """By which pattern the board meets."""
    permit(viewer, Act.PLAN_MEETING)
    async with database.read() as db:
        location = await meeting_queries.last_place(db, viewer)
    year = local_day(now, district.time_zone).year + 1
    usual = {"year": year, "nth": 2, "weekday": 2, "starts": "18:00", "ends": "20:30", "location": location}
    return _pattern(request, FormState.fresh(request, {**usual, "months": ["1", "3", "5", "7", "9", "11"]}))


@post("/sitzungen/jahr/planen", status_code=200)
async def propose(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Shows the dates that the pattern gives, with what speaks against them; plans nothing."""
    permit(viewer, Act.PLAN_MEETING)
    typed = await read(request, YearPattern)

    async def again(f: FormState) -> Response[Any]:
        return _pattern(request, f)

    try:
        await check_form(request)
        given = YearPattern.model_validate(typed.values)
    except (ValidationError, RuleBroken) as error:
        return await refused(state_of(request, typed), error, again)
    days = days_by_pattern(given.year, given.months, given.weekday, given.nth)
    values = {"starts": given.starts, "ends": given.ends, "location": given.location, "note": given.note}
    today = local_day(now, district.time_zone)
    return await _preview(request, database, viewer, today, FormState.fresh(request, values), days)


@post("/sitzungen/jahr/anlegen", status_code=200)
async def plan(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Plans all chosen meetings, or none."""

    async def act(db: Session, entered: YearPlan) -> str:
        planned = await actions.plan_year(db, entered, actor=viewer, now=now)
        year = local_day(planned[0].starts_at, district.time_zone).year
        return noted(f"/{district.slug}/intern/sitzungen/jahr/{year}", "year_planned")

    async def again(f: FormState) -> Response[Any]:
        today = local_day(now, district.time_zone)
        return await _preview(request, database, viewer, today, f, _days(f))

    return await submit(request, YearPlan, act, again, labels=LABELS)


def _days(f: FormState) -> list[date]:
    """The days that were sent, as far as they are any."""
    sent = f.value("days") or []
    found = []
    for one in sent if isinstance(sent, list) else [sent]:
        try:
            found.append(date.fromisoformat(str(one)))
        except ValueError:
            continue
    return found


def _in_reach(year: int) -> int:
    if not 2000 <= year <= 2100:
        raise NotFound
    return year


def _pattern(request: Request, f: FormState) -> Response[Any]:
    return render(request, "year/plan.html", f=f, words=words)


async def _preview(
    request: Request, database: Database, viewer: Viewer, today: date, f: FormState, days: list[date]
) -> Response[Any]:
    permit(viewer, Act.PLAN_MEETING)
    async with database.read() as db:
        lines = await queries.proposed(db, viewer, days, today=today)
    return render(request, "year/preview.html", f=f, lines=lines, chosen=set(_days(f)), words=words)


async def _show(request: Request, database: Database, viewer: Viewer, year: int) -> Response[Any]:
    if not viewer.is_board:
        raise NotFound
    async with database.read() as db:
        found = await queries.view(db, viewer, year)
    return render(
        request,
        "year/show.html",
        found=found,
        may_plan=may(viewer, Act.PLAN_MEETING),
        words=words,
        meeting_words=meeting_words,
    )


HANDLERS = (this_year, show, calendar, pattern, propose, plan)
