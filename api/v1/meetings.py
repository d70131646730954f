"""Meetings for programs: plan, change, convene, cancel; what goes out with an invitation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put

from api.dependencies import BodyView
from api.dispatches import Door, ReadyCall
from api.forms import Step
from api.paging import cursor, position
from api.v1.write import write
from api.web import Request
from api.words.meetings import notice
from beirat.actions import meetings as actions
from beirat.database import Database, Session
from beirat.queries import meetings as queries
from beirat.queries.meetings import Announcement, Invitee, MeetingLine, MeetingView
from beirat.rules.checks import Finding
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.invitations import Convening
from beirat.tables.meetings import MeetingChange, MeetingPlan


@dataclass(frozen=True)
class MeetingList:
    """``coming``: the next first; ``past``: over or cancelled, newest first; ``next`` goes into ``after``."""

    coming: list[MeetingLine]
    past: list[MeetingLine]
    next: str | None


@dataclass(frozen=True)
class NoticePeriod:
    """Full days between invitation and meeting, and what the rules of procedure ask for. It warns and never blocks."""

    given: int
    required: int
    finding: Finding
    basis: str
    sentence: str


@dataclass(frozen=True)
class InvitationView:
    """Who is invited or was, and what goes out: the public part alone."""

    announcement: Announcement
    invitees: list[Invitee]
    notice_period: NoticePeriod


@get("/meetings", summary="Meetings that you may see")
async def index(database: Database, viewer: Viewer, after: str = "") -> MeetingList:
    async with database.read() as db:
        coming = [] if after else await queries.coming(db, viewer)
        found = await queries.past(db, viewer, after=position(after))
    past = found[: queries.PAGE]
    return MeetingList(coming, past, cursor(past[-1].starts_at, past[-1].id) if len(found) > queries.PAGE else None)


@post("/meetings", summary="Plan a meeting", opt={"shape": MeetingPlan})
async def plan(request: Request, database: Database, viewer: Viewer, now: datetime) -> Response[MeetingView]:
    async def act(db: Session, entered: MeetingPlan) -> str:
        return str((await actions.plan(db, entered, actor=viewer, now=now)).id)

    return await write(request, MeetingPlan, act, shown(database, viewer), status=201)


@get("/meetings/{meeting_id:uuid}", summary="One meeting with its agenda")
async def show(database: Database, viewer: Viewer, meeting_id: UUID) -> MeetingView:
    async with database.read() as db:
        return await queries.view(db, viewer, meeting_id)


@put("/meetings/{meeting_id:uuid}", summary="Change a meeting nobody is invited to", opt={"shape": MeetingChange})
async def change(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: MeetingChange) -> str:
        return str((await actions.change(db, meeting_id, entered, actor=viewer, now=now)).id)

    return await write(request, MeetingChange, act, shown(database, viewer))


@get("/meetings/{meeting_id:uuid}/invitation", summary="Who is invited, and what goes out")
async def invitation(
    database: Database, district: BodyView, viewer: Viewer, now: datetime, meeting_id: UUID
) -> InvitationView:
    async with database.read() as db:
        meeting = await queries.view(db, viewer, meeting_id)
        permit(viewer, Act.CONVENE_MEETING)
        invited = await queries.invited(db, viewer, meeting_id)
        check = await queries.notice(db, viewer, meeting_id, now=now)
        return InvitationView(
            announcement=await queries.announcement(db, viewer, meeting_id),
            invitees=invited or await queries.to_invite(db, viewer, meeting_id),
            notice_period=NoticePeriod(
                check.given,
                check.required,
                check.finding,
                check.rule.basis,
                notice(check, sent=meeting.convened_at is not None),
            ),
        )


@post("/meetings/{meeting_id:uuid}/convene", status_code=200, summary="Send the invitations", opt={"shape": Convening})
async def convene(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, ready: ReadyCall) -> str:
        await actions.convene(db, meeting_id, entered=ready.entered, kept=ready.kept, actor=viewer, now=now)
        return str(meeting_id)

    door = Door(request, district, database, viewer, now, meeting_id)
    return await write(request, Convening, act, shown(database, viewer), ready=door.ready_call)


@post("/meetings/{meeting_id:uuid}/cancel", status_code=200, summary="Cancel a meeting", opt={"shape": Step})
async def cancel(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[MeetingView]:
    async def act(db: Session, entered: Step) -> str:
        await actions.cancel(db, meeting_id, version=entered.version, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, Step, act, shown(database, viewer))


def shown(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[MeetingView]]:
    """The meeting with this id, as it is after the act."""

    async def show_it(meeting_id: str) -> MeetingView:
        async with database.read() as db:
            return await queries.view(db, viewer, UUID(meeting_id))

    return show_it


HANDLERS = (index, plan, show, change, invitation, convene, cancel)
