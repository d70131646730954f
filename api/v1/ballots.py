"""Ballots, for programs: the decision on a motion, or on something else under an agenda item."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response, post

from api.v1.resolutions import ResolutionList, shown
from api.v1.write import write
from api.web import Request
from beirat.actions import ballots as actions
from beirat.actions import procedure
from beirat.database import Database, Session
from beirat.queries import resolutions as queries
from beirat.queries.resolutions import ResolutionView
from beirat.rules.permissions import Viewer
from beirat.tables.ballots import BlockVote, ItemVote, MotionVote, VoteOnRecord


@post(
    "/agenda-items/{item_id:uuid}/motions/{motion_id:uuid}/ballots",
    status_code=201,
    summary="Vote on a motion, all points together or one by one",
    opt={"shape": MotionVote},
)
async def decide_motion(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID, motion_id: UUID
) -> Response[ResolutionView]:
    async def act(db: Session, entered: MotionVote) -> str:
        return str((await actions.decide_motion(db, item_id, motion_id, entered, actor=viewer, now=now)).id)

    return await write(request, MotionVote, act, shown(database, viewer), status=201)


@post(
    "/agenda-items/{item_id:uuid}/ballots",
    status_code=201,
    summary="Vote on something else than a motion",
    opt={"shape": ItemVote},
)
async def decide_item(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[ResolutionView]:
    async def act(db: Session, entered: ItemVote) -> str:
        return str((await actions.decide_item(db, item_id, entered, actor=viewer, now=now)).id)

    return await write(request, ItemVote, act, shown(database, viewer), status=201)


@post(
    "/agenda-items/{item_id:uuid}/procedural-ballots",
    status_code=201,
    summary="Vote on the meeting itself: urgency, exclusion of the public, order of business, a conflict of interest",
    opt={"shape": ItemVote},
)
async def decide_procedure(
    request: Request, database: Database, viewer: Viewer, now: datetime, item_id: UUID
) -> Response[ResolutionView]:
    async def act(db: Session, entered: ItemVote) -> str:
        return str((await procedure.decide(db, item_id, entered, actor=viewer, now=now)).id)

    return await write(request, ItemVote, act, shown(database, viewer), status=201)


@post(
    "/meetings/{meeting_id:uuid}/block-ballots",
    status_code=201,
    summary="Vote on several motions at once",
    opt={"shape": BlockVote},
)
async def decide_together(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[ResolutionList]:
    async def act(db: Session, entered: BlockVote) -> str:
        await actions.decide_together(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    async def read(made: str) -> ResolutionList:
        async with database.read() as db:
            return ResolutionList(await queries.of_meeting(db, viewer, UUID(made)))

    return await write(request, BlockVote, act, read, status=201)


@post(
    "/ballots/{ballot_id:uuid}/votes",
    status_code=201,
    summary="Put one member's own vote on record",
    opt={"shape": VoteOnRecord},
)
async def put_on_record(
    request: Request, database: Database, viewer: Viewer, now: datetime, ballot_id: UUID
) -> Response[ResolutionView]:
    async def act(db: Session, entered: VoteOnRecord) -> str:
        return str((await actions.put_on_record(db, ballot_id, entered, actor=viewer, now=now)).resolution_id)

    return await write(request, VoteOnRecord, act, shown(database, viewer), status=201)


HANDLERS = (decide_motion, decide_item, decide_procedure, decide_together, put_on_record)
