"""The invitation to a meeting: what goes out and how it is called, the letters, the agendas as they were sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, get, post

from api import invitations
from api.dependencies import BodyView
from api.dispatches import Door, ReadyCall
from api.forms import FormState, noted, submit
from api.pages.meetings import path, steps
from api.printing import printed
from api.templating import render
from api.web import Request, pool_of, settings_of
from api.words import invitations as words
from api.words import meetings as meeting_words
from beirat.actions import invitations as actions
from beirat.actions import meetings as meeting_actions
from beirat.database import Database, Session
from beirat.queries import invitations as queries
from beirat.queries import meetings
from beirat.queries.meetings import Announcement
from beirat.rules.errors import NotFound
from beirat.rules.invitations import CallKind
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.storage import Storage
from beirat.tables.invitations import ConsultationNote, Convening
from documents.facts import Letters

ROOT = "/sitzungen/{meeting_id:uuid}"


@get(f"{ROOT}/einladung")
async def invitation(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Who is invited, and the very words; before and after they are sent."""
    return await _page(request, district, database, viewer, now, meeting_id)


@post(f"{ROOT}/einladung", status_code=200)
async def convene(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Sends the invitations; they are printed first, and what was printed is what is sent."""

    async def act(db: Session, ready: ReadyCall) -> str:
        sent = ready.entered
        await meeting_actions.convene(db, meeting_id, entered=sent, kept=ready.kept, actor=viewer, now=now)
        return noted(path(district, meeting_id, "/einladung"), "meeting_convened")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, district, database, viewer, now, meeting_id, sent=f)

    door = Door(request, district, database, viewer, now, meeting_id)
    return await submit(request, Convening, act, again, ready=door.ready_call)


@post(f"{ROOT}/benehmen", status_code=200)
async def consult(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Writes down with whom the agenda was talked over."""

    async def act(db: Session, entered: ConsultationNote) -> str:
        await actions.note_consultation(db, meeting_id, entered, actor=viewer, now=now)
        return noted(path(district, meeting_id, "/einladung"), "consultation_noted")

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, district, database, viewer, now, meeting_id, consulted=f)

    return await submit(request, ConsultationNote, act, again)


@get(f"{ROOT}/einladung.pdf")
async def invitation_pdf(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[bytes]:
    """The agenda as it was sent last, or as it would be sent: the public part alone, for every reader."""
    async with database.read() as db:
        about = await meetings.announcement(db, viewer, meeting_id)
        try:
            sealed = await queries.dispatch_file(db, viewer, meeting_id, about.dispatch)
        except NotFound:
            sealed = None
    if sealed is not None:
        content = await Storage.of(settings_of(request)).read(district.id, sealed.sha256)
    else:
        content = await printed(pool_of(request), invitations.letter(about, district, now))
    return _file(content, "application/pdf", about, district)


@get(f"{ROOT}/versand/{{number:int}}")
async def as_sent(
    request: Request, district: BodyView, database: Database, viewer: Viewer, meeting_id: UUID, number: int
) -> Response[bytes]:
    """A dispatch, byte by byte."""
    async with database.read() as db:
        sealed = await queries.dispatch_file(db, viewer, meeting_id, number)
    content = await Storage.of(settings_of(request)).read(district.id, sealed.sha256)
    headers = {"Content-Disposition": f'inline; filename="{sealed.name}"'}
    return Response(content, media_type=sealed.media_type, headers=headers)


@get(f"{ROOT}/briefe.pdf")
async def letters(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[bytes]:
    """A letter for everybody who gets one, in one file to be printed. Raises NotFound where nobody does."""
    async with database.read() as db:
        about = await meetings.announcement(db, viewer, meeting_id)
        by_letter = await queries.letters(db, viewer, meeting_id)
    if not by_letter:
        raise NotFound
    general = invitations.letter(about, district, now)
    bundle = tuple(invitations.addressed(general, name, address) for name, address in by_letter)
    content = await printed(pool_of(request), Letters(letters=bundle, created=general.created))
    headers = {"Content-Disposition": f'inline; filename="briefe-{about.reference.lower()}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


@get(f"{ROOT}/termin.ics")
async def calendar(
    district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[bytes]:
    """The entry for one's own calendar."""
    async with database.read() as db:
        about = await meetings.announcement(db, viewer, meeting_id)
    return _file(invitations.calendar(about, district, now), "text/calendar", about, district)


async def _page(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    *,
    sent: FormState | None = None,
    consulted: FormState | None = None,
) -> Response[Any]:
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, meeting_id)
        permit(viewer, Act.CONVENE_MEETING)
        about = await meetings.announcement(db, viewer, meeting_id)
        calling = await queries.calling(db, viewer, meeting_id, now=now)
        known: dict[str, Any] = {
            "dispatches": await queries.dispatches(db, viewer, meeting_id),
            "consultations": await queries.consultations(db, viewer, meeting_id),
            "found": await queries.replies(db, viewer, meeting_id),
            "to_invite": await meetings.to_invite(db, viewer, meeting_id) if meeting.convened_at is None else [],
        }
    if meeting.convened_at is None and sent is not None and sent.value("is_short"):
        about = _as_short(about, calling)
    link = f"{settings_of(request).public_url}{path(district, meeting_id)}"
    return render(
        request,
        "invitations/show.html",
        meeting=meeting,
        about=about,
        calling=calling,
        today=local_day(now, district.time_zone),
        subject=invitations.subject(about, district),
        text=invitations.invitation_text(about, district, link, answer="(persönlicher Link)"),
        steps=steps(viewer, meeting),
        f=sent or FormState.fresh(request, version=meeting.version),
        c=consulted or FormState.fresh(request, {"party": calling.consulted_party}),
        words=words,
        meeting_words=meeting_words,
        **known,
    )


def _as_short(about: Announcement, calling: queries.Calling) -> Announcement:
    """The words of a shortened call, while it is being prepared."""
    return replace(about, call=CallKind.SHORT, short_days=max(0, calling.short.given))


def _file(content: bytes, media_type: str, about: Announcement, district: BodyView) -> Response[bytes]:
    day = about.starts_at.astimezone(ZoneInfo(district.time_zone)).date()
    name = meeting_words.file_name(about, day, "pdf" if media_type.endswith("pdf") else "ics")
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


HANDLERS = (invitation, convene, consult, invitation_pdf, as_sent, letters, calendar)
