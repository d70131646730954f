"""Invitations for programs: who comes and whom they reached, one's own answer, supplements, the second call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put

from api.dependencies import BodyView
from api.dispatches import Door, ReadySupplement
from api.forms import Step
from api.v1.meetings import shown
from api.v1.write import write
from api.web import Request
from beirat.actions import invitations as actions
from beirat.actions import second_calls, supplements
from beirat.database import Database, Session
from beirat.queries import invitations as queries
from beirat.queries.invitations import ConsultationView, DispatchView, InviteeView, OwnInvitation, Replies
from beirat.queries.meetings import MeetingView
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.tables.invitations import (
    AnswerChange,
    ConsultationNote,
    DeputyCalled,
    LetterReceipt,
    SendingAgain,
    Supplement,
)
from beirat.tables.meetings import SecondCall

ROOT = "/meetings/{meeting_id:uuid}"
ONE = f"{ROOT}/invitations/{{invitation_id:uuid}}"


@get(f"{ROOT}/invitations", summary="Everybody who was invited: receipt, answers, needs")
async def index(database: Database, viewer: Viewer, meeting_id: UUID) -> Replies:
    async with database.read() as db:
        return await queries.replies(db, viewer, meeting_id)


@get(f"{ROOT}/dispatches", summary="What was sent about the meeting")
async def dispatches(database: Database, viewer: Viewer, meeting_id: UUID) -> list[DispatchView]:
    async with database.read() as db:
        return await queries.dispatches(db, viewer, meeting_id)


@put(f"{ONE}/answer", summary="Write down an answer that came by telephone or letter", opt={"shape": AnswerChange})
async def note_answer(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, invitation_id: UUID
) -> Response[InviteeView]:
    async def act(db: Session, entered: AnswerChange) -> str:
        return str((await actions.note_answer(db, invitation_id, entered, actor=viewer, now=now)).id)

    return await write(request, AnswerChange, act, _one(database, viewer, meeting_id))


@post(f"{ONE}/bounce", status_code=200, summary="The mail came back", opt={"shape": Step})
async def mark_bounced(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, invitation_id: UUID
) -> Response[InviteeView]:
    async def act(db: Session, entered: Step) -> str:
        row = await actions.mark_bounced(db, invitation_id, version=entered.version, actor=viewer, now=now)
        return str(row.id)

    return await write(request, Step, act, _one(database, viewer, meeting_id))


@put(f"{ONE}/receipt", summary="The day on which a letter arrived", opt={"shape": LetterReceipt})
async def record_receipt(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, invitation_id: UUID
) -> Response[InviteeView]:
    async def act(db: Session, entered: LetterReceipt) -> str:
        return str((await actions.record_receipt(db, invitation_id, entered, actor=viewer, now=now)).id)

    return await write(request, LetterReceipt, act, _one(database, viewer, meeting_id))


@post(f"{ONE}/send-again", status_code=200, summary="Invite once more, by mail or letter", opt={"shape": SendingAgain})
async def send_again(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, invitation_id: UUID
) -> Response[InviteeView]:
    async def act(db: Session, entered: SendingAgain) -> str:
        return str((await actions.send_again(db, invitation_id, entered, actor=viewer, now=now)).id)

    return await write(request, SendingAgain, act, _one(database, viewer, meeting_id))


@post(f"{ONE}/deputy", summary="Invite a deputy of somebody who is excused", opt={"shape": DeputyCalled})
async def call_deputy(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, invitation_id: UUID
) -> Response[InviteeView]:
    async def act(db: Session, entered: DeputyCalled) -> str:
        return str((await actions.call_deputy(db, invitation_id, entered, actor=viewer, now=now)).id)

    return await write(request, DeputyCalled, act, _one(database, viewer, meeting_id), status=201)


@post(f"{ONE}/take-back-link", status_code=200, summary="Take back the personal link", opt={"shape": Step})
async def take_back_link(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, invitation_id: UUID
) -> Response[InviteeView]:
    async def act(db: Session, entered: Step) -> str:
        row = await actions.take_back_link(db, invitation_id, version=entered.version, actor=viewer, now=now)
        return str(row.id)

    return await write(request, Step, act, _one(database, viewer, meeting_id))


@get(f"{ROOT}/my-invitation", summary="Your own invitation and answer")
async def own(database: Database, viewer: Viewer, now: datetime, meeting_id: UUID) -> OwnInvitation:
    return await _own(database, viewer, now, meeting_id)


@put(f"{ROOT}/my-invitation", summary="Answer your own invitation", opt={"shape": AnswerChange})
async def answer(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[OwnInvitation]:
    invitation = await _own(database, viewer, now, meeting_id)

    async def act(db: Session, entered: AnswerChange) -> str:
        return str((await actions.answer(db, invitation.id, entered, actor=viewer, now=now)).id)

    async def show(_: str) -> OwnInvitation:
        return await _own(database, viewer, now, meeting_id)

    return await write(request, AnswerChange, act, show)


@get(f"{ROOT}/consultations", summary="With whom the agenda was talked over")
async def consultations(database: Database, viewer: Viewer, meeting_id: UUID) -> list[ConsultationView]:
    async with database.read() as db:
        return await queries.consultations(db, viewer, meeting_id)


@post(f"{ROOT}/consultations", summary="Write down a consultation", opt={"shape": ConsultationNote})
async def consult(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[list[ConsultationView]]:
    async def act(db: Session, entered: ConsultationNote) -> str:
        return str((await actions.note_consultation(db, meeting_id, entered, actor=viewer, now=now)).id)

    async def show(_: str) -> list[ConsultationView]:
        async with database.read() as db:
            return await queries.consultations(db, viewer, meeting_id)

    return await write(request, ConsultationNote, act, show, status=201)


@post(f"{ROOT}/supplements", summary="Send a supplement to the agenda", opt={"shape": Supplement})
async def supplement(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, ready: ReadySupplement) -> str:
        await supplements.send(db, meeting_id, ready.entered, kept=ready.kept, actor=viewer, now=now)
        return str(meeting_id)

    ready = Door(request, district, database, viewer, now, meeting_id).ready_supplement
    return await write(request, Supplement, act, shown(database, viewer), ready=ready, status=201)


@post(f"{ROOT}/second-call", summary="Plan the second meeting about what stayed undecided", opt={"shape": SecondCall})
async def call_again(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: SecondCall) -> str:
        return str((await second_calls.call_again(db, meeting_id, entered, actor=viewer, now=now)).id)

    return await write(request, SecondCall, act, shown(database, viewer), status=201)


def _one(database: Database, viewer: Viewer, meeting_id: UUID) -> Callable[[str], Awaitable[InviteeView]]:
    async def show_it(invitation_id: str) -> InviteeView:
        async with database.read() as db:
            return await queries.invitee(db, viewer, meeting_id, UUID(invitation_id))

    return show_it


async def _own(database: Database, viewer: Viewer, now: datetime, meeting_id: UUID) -> OwnInvitation:
    async with database.read() as db:
        found = await queries.own(db, viewer, meeting_id, now=now)
    if found is None:
        raise NotFound
    return found


HANDLERS = (
    index,
    dispatches,
    note_answer,
    mark_bounced,
    record_receipt,
    send_again,
    call_deputy,
    take_back_link,
    own,
    answer,
    consultations,
    consult,
    supplement,
    call_again,
)
