"""The meetings: what comes, what was, and each one with its public agenda, results and minutes."""

from __future__ import annotations

from datetime import datetime

from litestar import Response, get

from api.dependencies import BodyView
from api.public.showing import show, today_in
from api.web import Request
from beirat.database import Database
from beirat.queries.public import files
from beirat.queries.public import meetings as queries
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Public
from beirat.rules.voting import VotingOrder


@get("/{slug:str}/de/sitzungen")
async def list_meetings(
    request: Request, database: Database, public: Public, now: datetime, nach: str = ""
) -> Response[str]:
    """What comes first, then what was, newest first."""
    async with database.read() as db:
        coming = () if nach else await queries.coming(db, public, now=now)
        past = await queries.past(db, public, now=now, after=nach or None)
    return show(
        request, "public/meetings.html", section="sitzungen", coming=coming, past=past, nach=nach, state=MeetingState
    )


@get("/{slug:str}/de/sitzungen/{key:str}")
async def show_meeting(
    request: Request, database: Database, public: Public, district: BodyView, now: datetime, key: str
) -> Response[str]:
    """One meeting."""
    async with database.read() as db:
        page = await queries.meeting_page(db, public, key, now=now)
        minutes = await files.public_minutes(db, public, key, now=now)
    return show(
        request,
        "public/meeting.html",
        section="sitzungen",
        page=page,
        line=page.line,
        minutes=minutes,
        today=today_in(district, now),
        state=MeetingState,
        separately=VotingOrder.POINT_BY_POINT,
    )


HANDLERS = (list_meetings, show_meeting)
