"""What everybody may read, for programs: recommendations with their answers, and meetings. No login is needed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from litestar import get
from litestar.params import Parameter

from beirat.database import Database
from beirat.queries.people import BodyView
from beirat.queries.public import cases, meetings, recommendations
from beirat.queries.public.cases import RecommendationPage
from beirat.queries.public.figures import PublicFigures, public_figures
from beirat.queries.public.meetings import MeetingLine, MeetingLines, MeetingPage
from beirat.queries.public.recommendations import PAGE, Counts, Lines
from beirat.queries.public.states import AnswerState
from beirat.rules.errors import NotFound
from beirat.rules.motions import Field
from beirat.rules.permissions import Public
from beirat.rules.zones import local_day

NO_LOGIN: list[dict[str, list[str]]] = [{}]
Size = Annotated[int, Parameter(ge=1, le=100, description="how many at most")]
After = Annotated[str, Parameter(max_length=20, description="``after`` of the part before; empty: from the beginning")]


@get("/public/recommendations", summary="Public recommendations, newest first", security=NO_LOGIN)
async def list_recommendations(
    database: Database,
    public: Public,
    now: datetime,
    field: Field | None = None,
    answer_state: AnswerState | None = None,
    after: After = "",
    limit: Size = PAGE,
) -> Lines:
    """Where each point stands is part of the list; what was said to it is in the recommendation itself."""
    last = recommendations.read_key(after)
    if after and last is None:
        raise NotFound
    async with database.read() as db:
        return await recommendations.recommendations(
            db, public, now=now, field=field, state=answer_state, after=last, limit=limit
        )


@get("/public/recommendations/counts", summary="How many there are, by field and answer state", security=NO_LOGIN)
async def count_recommendations(database: Database, public: Public, now: datetime) -> Counts:
    async with database.read() as db:
        return await recommendations.counts(db, public, now=now)


@get("/public/recommendations/{key:str}", summary="One public recommendation with its answers", security=NO_LOGIN)
async def show_recommendation(database: Database, public: Public, now: datetime, key: str) -> RecommendationPage:
    async with database.read() as db:
        return await cases.recommendation_page(db, public, key, now=now)


@get("/public/meetings/coming", summary="Meetings to which the board is invited", security=NO_LOGIN)
async def list_coming(database: Database, public: Public, now: datetime) -> list[MeetingLine]:
    async with database.read() as db:
        return list(await meetings.coming(db, public, now=now))


@get("/public/meetings", summary="Past meetings, newest first", security=NO_LOGIN)
async def list_past(
    database: Database, public: Public, now: datetime, after: After = "", limit: Size = PAGE
) -> MeetingLines:
    async with database.read() as db:
        return await meetings.past(db, public, now=now, after=after or None, limit=limit)


@get("/public/meetings/{key:str}", summary="One meeting with its public agenda", security=NO_LOGIN)
async def show_meeting(database: Database, public: Public, now: datetime, key: str) -> MeetingPage:
    async with database.read() as db:
        return await meetings.meeting_page(db, public, key, now=now)


@get("/public/figures", summary="How long answers take and what was answered", security=NO_LOGIN)
async def show_figures(database: Database, public: Public, now: datetime, district: BodyView) -> PublicFigures:
    """Of all public recommendations; none per unit. Shares are missing below twenty cases."""
    async with database.read() as db:
        return await public_figures(db, public, now=now, today=local_day(now, district.time_zone))


HANDLERS = (
    list_recommendations,
    count_recommendations,
    show_recommendation,
    show_figures,
    list_coming,
    list_past,
    show_meeting,
)
