"""Ballots on the meeting itself, roll calls, votes on record, en bloc, and announcing what was decided in private."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.pages.running.desk import Desk
from api.pages.running.evening import ROOT
from api.templating import render
from api.web import Request
from api.words import resolutions as resolution_words
from api.words import running as words
from beirat.actions import ballots, procedure, resolutions
from beirat.database import Database, Session
from beirat.queries import running as queries
from beirat.queries.running import Called, RunningView
from beirat.rules.errors import NotFound
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.voting import Choice, Method, VotingOrder
from beirat.tables.ballots import BlockVote, ItemVote, MotionVote, VoteOnRecord
from beirat.tables.base import Shape
from beirat.tables.resolutions import Announcing


@post(f"{ROOT}/{{item_id:uuid}}/verfahren", status_code=200)
async def decide(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    """Urgency, exclusion of the public, the order of business or a conflict of interest is put to the vote."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: ItemVote) -> str:
        await procedure.decide(db, item_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "ballot_saved")

    return await submit(request, ItemVote, act, desk.again("procedure"))


@post(f"{ROOT}/en-bloc", status_code=200)
async def decide_together(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    top: UUID | None = None,
) -> Response[Any]:
    """Several motions with one count."""
    desk = Desk(request, district, database, viewer, now, meeting_id, top)

    async def act(db: Session, entered: BlockVote) -> str:
        await ballots.decide_together(db, meeting_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "ballot_saved")

    return await submit(request, BlockVote, act, desk.again("block"))


@post(f"{ROOT}/{{item_id:uuid}}/zu-protokoll/{{ballot_id:uuid}}", status_code=200)
async def put_on_record(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    ballot_id: UUID,
) -> Response[Any]:
    """A member wants the own vote in the minutes."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: VoteOnRecord) -> str:
        await ballots.put_on_record(db, ballot_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "vote_on_record")

    return await submit(request, VoteOnRecord, act, desk.again(f"record-{ballot_id}"))


@post(f"{ROOT}/{{item_id:uuid}}/bekanntgeben/{{resolution_id:uuid}}", status_code=200)
async def announce(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    resolution_id: UUID,
) -> Response[Any]:
    """A resolution of the non-public part was announced in public."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: Announcing) -> str:
        await resolutions.announce(db, resolution_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "resolution_announced")

    return await submit(request, Announcing, act, desk.again("step"))


@get(f"{ROOT}/{{item_id:uuid}}/namentlich")
async def ask_by_name(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    antrag: UUID | None = None,
) -> Response[Any]:
    """The list by which everybody is called: for a motion, or for something else under the item."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)
    return await _roll_call(desk, antrag)(None)


@post(f"{ROOT}/{{item_id:uuid}}/namentlich", status_code=200)
async def call_by_name(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
    antrag: UUID | None = None,
) -> Response[Any]:
    """Everybody was called."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)
    shape: type[Shape] = MotionVote if antrag else ItemVote

    async def act(db: Session, entered: Any) -> str:
        if antrag:
            await ballots.decide_motion(db, item_id, antrag, entered, actor=viewer, now=now)
        else:
            await ballots.decide_item(db, item_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "ballot_saved")

    return await submit(request, shape, act, _roll_call(desk, antrag))


def _roll_call(desk: Desk, motion_id: UUID | None) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
    async def shown(f: FormState | None) -> Response[Any]:
        permit(desk.viewer, Act.RECORD_BALLOT)
        if desk.item_id is None:
            raise NotFound
        async with desk.database.read() as db:
            evening = await queries.view(db, desk.viewer, desk.meeting_id, now=desk.now)
            if evening.state is not MeetingState.RUNNING:
                raise NotFound
            called = await queries.called(db, desk.viewer, evening.item(desk.item_id))
        motion = next((one for one in called.motions if one.id == motion_id), None)
        if motion_id is not None and motion is None:
            raise NotFound
        return render(
            desk.request,
            "running/roll_call.html",
            f=f or _fresh(desk, evening, called, motion_id),
            evening=evening,
            called=called,
            motion=motion,
            voters=_voters(evening, desk.item_id),
            here=desk.path(),
            choices=list(Choice),
            words=words,
            resolution_words=resolution_words,
        )

    return shown


def _voters(evening: RunningView, item_id: UUID) -> list[tuple[UUID, str]]:
    """Who is called, by family name."""
    may = evening.voting(item_id).voters
    return [(one.person_id, one.name) for one in evening.members if one.person_id in may]


def _fresh(desk: Desk, evening: RunningView, called: Called, motion_id: UUID | None) -> FormState:
    """The list with nobody called yet, with the wording that is put to the vote."""
    values: dict[str, Any] = {"method": Method.ROLL_CALL}
    version = None
    for motion in called.motions:
        if motion.id == motion_id:
            points = [{"number": point.number, "wording": point.text} for point in motion.points]
            values |= {"points": points, "order": VotingOrder.TOGETHER}
            version = motion.version
    case = called.item.about.case
    if case is not None:
        values["wording"] = resolution_words.CASE_WORDINGS[case.step].format(reference=case.reference)
    return FormState.fresh(desk.request, values, version=version)


HANDLERS = (decide, decide_together, put_on_record, announce, ask_by_name, call_by_name)
