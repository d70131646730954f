"""What became of invitations: receipt, answers and needs for the office; one's own answer for everybody invited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, Nothing, Step, noted, submit
from api.pages.meetings import path
from api.templating import render
from api.web import Request
from api.words import invitations as words
from api.words import meetings as meeting_words
from beirat.actions import invitations as actions
from beirat.database import Database, Session
from beirat.queries import invitations as queries
from beirat.queries import meetings
from beirat.queries.invitations import InviteeView
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.invitations import AnswerChange, DeputyCalled, LetterReceipt, SendingAgain

ROOT = "/sitzungen/{meeting_id:uuid}"
ONE = f"{ROOT}/rueckmeldungen/{{invitation_id:uuid}}"


@get(f"{ROOT}/rueckmeldungen")
async def index(
    request: Request, district: BodyView, database: Database, viewer: Viewer, meeting_id: UUID
) -> Response[Any]:
    """Who comes, who needs what, and whom the invitation has reached."""
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, meeting_id)
        found = await queries.replies(db, viewer, meeting_id)
    return render(
        request,
        "invitations/replies.html",
        meeting=meeting,
        found=found,
        lines={one.id: words.sent(one, district.time_zone) for one in found.invitees},
        words=words,
        meeting_words=meeting_words,
    )


@get(ONE)
async def show(
    request: Request, district: BodyView, database: Database, viewer: Viewer, meeting_id: UUID, invitation_id: UUID
) -> Response[Any]:
    """One invitation: what is known, and what the office can do."""
    return await _invitee_page(request, district, database, viewer, meeting_id, invitation_id)()


@post(f"{ONE}/antwort", status_code=200)
async def note_answer(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    invitation_id: UUID,
) -> Response[Any]:
    async def act(db: Session, entered: AnswerChange) -> str:
        await actions.note_answer(db, invitation_id, entered, actor=viewer, now=now)
        return _back(district, meeting_id, invitation_id, "invitee_changed")

    again = _invitee_page(request, district, database, viewer, meeting_id, invitation_id)
    return await submit(request, AnswerChange, act, lambda f: again(answer=f))


@post(f"{ONE}/zurueckgekommen", status_code=200)
async def mark_bounced(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    invitation_id: UUID,
) -> Response[Any]:
    async def act(db: Session, entered: Step) -> str:
        await actions.mark_bounced(db, invitation_id, version=entered.version, actor=viewer, now=now)
        return _back(district, meeting_id, invitation_id, "invitee_changed")

    again = _invitee_page(request, district, database, viewer, meeting_id, invitation_id)
    return await submit(request, Step, act, lambda f: again(step=f))


@post(f"{ONE}/zugang", status_code=200)
async def record_receipt(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    invitation_id: UUID,
) -> Response[Any]:
    async def act(db: Session, entered: LetterReceipt) -> str:
        await actions.record_receipt(db, invitation_id, entered, actor=viewer, now=now)
        return _back(district, meeting_id, invitation_id, "invitee_changed")

    again = _invitee_page(request, district, database, viewer, meeting_id, invitation_id)
    return await submit(request, LetterReceipt, act, lambda f: again(receipt=f))


@post(f"{ONE}/erneut", status_code=200)
async def send_again(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    invitation_id: UUID,
) -> Response[Any]:
    async def act(db: Session, entered: SendingAgain) -> str:
        await actions.send_again(db, invitation_id, entered, actor=viewer, now=now)
        return _back(district, meeting_id, invitation_id, "invitation_sent_again")

    again = _invitee_page(request, district, database, viewer, meeting_id, invitation_id)
    return await submit(request, SendingAgain, act, lambda f: again(sending=f))


@post(f"{ONE}/vertretung", status_code=200)
async def call_deputy(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    invitation_id: UUID,
) -> Response[Any]:
    async def act(db: Session, entered: DeputyCalled) -> str:
        await actions.call_deputy(db, invitation_id, entered, actor=viewer, now=now)
        return noted(path(district, meeting_id, "/rueckmeldungen"), "deputy_called")

    again = _invitee_page(request, district, database, viewer, meeting_id, invitation_id)
    return await submit(request, DeputyCalled, act, lambda f: again(step=f))


@post(f"{ONE}/link-zuruecknehmen", status_code=200)
async def take_back_link(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    invitation_id: UUID,
) -> Response[Any]:
    async def act(db: Session, entered: Step) -> str:
        await actions.take_back_link(db, invitation_id, version=entered.version, actor=viewer, now=now)
        return _back(district, meeting_id, invitation_id, "link_taken_back")

    again = _invitee_page(request, district, database, viewer, meeting_id, invitation_id)
    return await submit(request, Step, act, lambda f: again(step=f))


@get(f"{ROOT}/meine-antwort")
async def own(request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID) -> Response[Any]:
    """One's own answer, signed in. Raises NotFound for whoever is not invited."""
    return await _own_page(request, database, viewer, now, meeting_id)


@post(f"{ROOT}/meine-antwort", status_code=200)
async def answer(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: AnswerChange) -> str:
        invitation = await queries.own(db, viewer, meeting_id, now=now)
        if invitation is None:
            raise NotFound
        await actions.answer(db, invitation.id, entered, actor=viewer, now=now)
        return noted(path(district, meeting_id), "answer_noted")

    return await submit(request, AnswerChange, act, lambda f: _own_page(request, database, viewer, now, meeting_id, f))


@post(f"{ROOT}/empfang", status_code=200)
async def confirm(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Nothing) -> str:
        invitation = await queries.own(db, viewer, meeting_id, now=now)
        if invitation is None:
            raise NotFound
        await actions.confirm(db, invitation.id, actor=viewer, now=now)
        return noted(path(district, meeting_id), "invitation_confirmed")

    return await submit(request, Nothing, act, lambda f: _own_page(request, database, viewer, now, meeting_id, f))


async def _own_page(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    f: FormState | None = None,
) -> Response[Any]:
    async with database.read() as db:
        meeting = await meetings.view(db, viewer, meeting_id)
        invitation = await queries.own(db, viewer, meeting_id, now=now)
    if invitation is None:
        raise NotFound
    return render(
        request,
        "invitations/own.html",
        meeting=meeting,
        own=invitation,
        f=f or FormState.fresh(request, words.values_of(invitation), version=invitation.version),
        words=words,
        meeting_words=meeting_words,
    )


def _invitee_page(
    request: Request, district: BodyView, database: Database, viewer: Viewer, meeting_id: UUID, invitation_id: UUID
) -> Callable[..., Awaitable[Response[Any]]]:
    """Shows the page of one invitation; one of its forms may be as it was sent."""

    async def page(**sent: FormState) -> Response[Any]:
        async with database.read() as db:
            meeting = await meetings.view(db, viewer, meeting_id)
            one = await queries.invitee(db, viewer, meeting_id, invitation_id)
            deputies = await queries.free_deputies(db, viewer, meeting_id, one.person_id)
        return render(
            request,
            "invitations/invitee.html",
            meeting=meeting,
            one=one,
            deputies=deputies,
            lines=words.sent(one, district.time_zone),
            words=words,
            meeting_words=meeting_words,
            **(_blank(request, one) | sent),
        )

    return page


def _blank(request: Request, one: InviteeView) -> dict[str, Any]:
    version = one.version
    address = {"channel": one.channel, "email": one.email, "address": one.address}
    return {
        "answer": FormState.fresh(request, words.values_of(one), version=version),
        "receipt": FormState.fresh(request, {"delivered_on": one.delivered_on}, version=version),
        "sending": FormState.fresh(request, address, version=version),
        "step": FormState.fresh(request, version=version),
    }


def _back(district: BodyView, meeting_id: UUID, invitation_id: UUID, notice: str) -> str:
    return noted(path(district, meeting_id, f"/rueckmeldungen/{invitation_id}"), notice)


HANDLERS = (
    index,
    show,
    note_answer,
    mark_bounced,
    record_receipt,
    send_again,
    call_deputy,
    take_back_link,
    own,
    answer,
    confirm,
)
