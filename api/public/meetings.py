"""The meetings: what comes, what was, and each one with its public agenda, results and minutes."""

from __future__ import annotations

from litestar import Response, get

from api import year_calendar
from api.public.reader import Reader
from api.public.showing import show
from api.web import Request
from beirat.queries.public import files
from beirat.queries.public import meetings as queries
from beirat.rules.meetings import MeetingState


@get("/{slug:str}/de/sitzungen")
async def list_meetings(request: Request, reader: Reader, nach: str = "") -> Response[str]:
    """What comes first, then what was, newest first."""
    async with reader.database.read() as db:
        coming = () if nach else await queries.coming(db, reader.public, now=reader.now)
        past = await queries.past(db, reader.public, now=reader.now, after=nach or None)
    return show(
        request, "public/meetings.html", section="sitzungen", coming=coming, past=past, nach=nach, state=MeetingState
    )


@get("/{slug:str}/de/sitzungen/kalender.ics")
async def calendar(reader: Reader) -> Response[bytes]:
    """Every meeting that is announced, for one's own calendar; subscribed to once, it stays up to date."""
    async with reader.database.read() as db:
        coming = await queries.coming(db, reader.public, now=reader.now)
    dated = [
        year_calendar.Dated(
            uid=f"{line.key}@{reader.district.slug}.beirat",
            reference=line.reference,
            starts_at=line.starts_at,
            ends_at=line.ends_at,
            location=line.location,
            is_cancelled=line.state is MeetingState.CANCELLED,
        )
        for line in coming
    ]
    whole = year_calendar.calendar(dated, reader.district, reader.now)
    content = year_calendar.rendered(whole, [line.starts_at.year for line in coming])
    headers = {"Content-Disposition": 'inline; filename="sitzungen.ics"'}
    return Response(content, media_type="text/calendar", headers=headers)


@get("/{slug:str}/de/sitzungen/{key:str}")
async def show_meeting(request: Request, reader: Reader, key: str) -> Response[str]:
    """One meeting."""
    async with reader.database.read() as db:
        page = await queries.meeting_page(db, reader.public, key, now=reader.now)
        minutes = await files.public_minutes(db, reader.public, key, now=reader.now)
    return show(
        request,
        "public/meeting.html",
        section="sitzungen",
        page=page,
        line=page.line,
        minutes=minutes,
        state=MeetingState,
    )


HANDLERS = (list_meetings, calendar, show_meeting)
