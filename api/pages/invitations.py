"""The invitation to a meeting: who gets it and how, its very words, letter and calendar entry, and the one button."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, get, post

from api import invitations
from api.dependencies import BodyView
from api.forms import FormState, Step, noted, submit
from api.pages.meetings import path, steps
from api.printing import printed
from api.templating import render
from api.web import Request, pool_of, settings_of
from api.words import meetings as words
from beirat.actions import meetings as actions
from beirat.database import Database, Session
from beirat.queries import meetings as queries
from beirat.queries.meetings import Announcement
from beirat.rules.permissions import Act, Viewer, permit


@get("/sitzungen/{meeting_id:uuid}/einladung")
async def invitation(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Who is invited, and the very words; before and after they are sent."""
    return await _invitation_page(request, district, database, viewer, now, meeting_id)


@post("/sitzungen/{meeting_id:uuid}/einladung", status_code=200)
async def convene(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Step) -> str:
        await actions.convene(db, meeting_id, version=entered.version, actor=viewer, now=now)
        return noted(path(district, meeting_id, "/einladung"), "meeting_convened")

    async def again(f: FormState) -> Response[Any]:
        return await _invitation_page(request, district, database, viewer, now, meeting_id, f)

    return await submit(request, Step, act, again)


@get("/sitzungen/{meeting_id:uuid}/einladung.pdf")
async def invitation_pdf(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[bytes]:
    """The invitation as it is printed: the public part alone, for every reader."""
    async with database.read() as db:
        about = await queries.announcement(db, viewer, meeting_id)
    content = await printed(pool_of(request), invitations.letter(about, district, now))
    return _file(content, "application/pdf", about, district)


@get("/sitzungen/{meeting_id:uuid}/termin.ics")
async def calendar(
    district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[bytes]:
    """The entry for one's own calendar."""
    async with database.read() as db:
        about = await queries.announcement(db, viewer, meeting_id)
    return _file(invitations.calendar(about, district, now), "text/calendar", about, district)


async def _invitation_page(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    sent: FormState | None = None,
) -> Response[Any]:
    async with database.read() as db:
        meeting = await queries.view(db, viewer, meeting_id)
        permit(viewer, Act.CONVENE_MEETING)
        about = await queries.announcement(db, viewer, meeting_id)
        invited = await queries.invited(db, viewer, meeting_id)
        invitees = invited or await queries.to_invite(db, viewer, meeting_id)
        check = await queries.notice(db, viewer, meeting_id, now=now)
    link = f"{settings_of(request).public_url}{path(district, meeting_id)}"
    return render(
        request,
        "meetings/invitation.html",
        meeting=meeting,
        invitees=invitees,
        by_letter=[one for one in invitees if not one.email],
        check=check,
        notice_sentence=words.notice(check, sent=bool(invited)),
        subject=invitations.subject(about, district),
        text=invitations.invitation_text(about, district, link),
        steps=steps(viewer, meeting),
        blank=FormState.fresh(request, version=meeting.version),
        sent=sent,
        words=words,
    )


def _file(content: bytes, media_type: str, about: Announcement, district: BodyView) -> Response[bytes]:
    day = about.starts_at.astimezone(ZoneInfo(district.time_zone)).date()
    name = words.file_name(about, day, "pdf" if media_type.endswith("pdf") else "ics")
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


HANDLERS = (invitation, convene, invitation_pdf, calendar)
