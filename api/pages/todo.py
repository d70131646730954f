"""The start page "Zu tun": what waits for this person, until when, one button each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Response, get

from api.templating import render
from api.web import Request
from api.words import todo as words
from api.words.recommendations import HANDLINGS
from beirat.database import Database
from beirat.queries import recommendations
from beirat.queries import todo as queries
from beirat.queries.people import BodyView
from beirat.rules.permissions import Act, Viewer, may

NEWS = timedelta(days=60)
"""How long an answer to somebody's motion is news."""


@get("/")
async def start(
    request: Request, database: Database, district: BodyView, viewer: Viewer, now: datetime
) -> Response[Any]:
    today = now.astimezone(ZoneInfo(district.time_zone)).date()
    async with database.read() as db:
        todos = await queries.waiting_for(db, viewer, today=today, now=now)
        coming = await queries.next_meeting(db, viewer, now=now)
        answered = await recommendations.answered_for(db, viewer, since=today - NEWS)
    return render(
        request,
        "todo/index.html",
        todos=todos,
        coming=coming,
        answered=answered,
        handlings=HANDLINGS,
        today=today,
        lines=words.LINES,
        path=words.path,
        until=words.until,
        drafts=may(viewer, Act.DRAFT_MOTION),
    )


HANDLERS = (start,)
