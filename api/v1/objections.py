"""Objections to the minutes and their corrections, for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.v1.write import write
from api.web import Request
from beirat.actions import minutes_corrections as correction_actions
from beirat.actions import objections as actions
from beirat.database import Database, Session
from beirat.queries import minutes, minutes_corrections
from beirat.queries import objections as queries
from beirat.queries.minutes_corrections import CorrectionView
from beirat.queries.objections import ObjectionView
from beirat.rules.objections import ObjectionStep
from beirat.rules.permissions import Viewer
from beirat.tables.base import Shape
from beirat.tables.minutes_corrections import CorrectionDraft, CorrectionRelease, CountDraft, EntryDraft
from beirat.tables.objections import ObjectionDecision, ObjectionEntry, ObjectionStepTaken


@dataclass(frozen=True)
class ObjectionList:
    """In the order in which they came."""

    objections: list[ObjectionView]


@dataclass(frozen=True)
class CorrectionList:
    """By number."""

    corrections: list[CorrectionView]


@get("/meetings/{meeting_id:uuid}/minutes/objections", summary="Objections to the minutes")
async def listing(database: Database, viewer: Viewer, meeting_id: UUID) -> ObjectionList:
    return await _listed(database, viewer)(str(meeting_id))


@post(
    "/meetings/{meeting_id:uuid}/minutes/objections",
    status_code=201,
    summary="Write down an objection",
    opt={"shape": ObjectionEntry},
)
async def enter(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[ObjectionList]:
    async def act(db: Session, entered: ObjectionEntry) -> str:
        await actions.enter(db, meeting_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, ObjectionEntry, act, _listed(database, viewer), status=201)


def _decision(word: str, chosen: ObjectionStep) -> Any:
    @post(
        f"/meetings/{{meeting_id:uuid}}/minutes/objections/{{objection_id:uuid}}/{word}",
        status_code=200,
        summary=f"The board decided: {word}",
        opt={"shape": ObjectionDecision},
    )
    async def decide(
        request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, objection_id: UUID
    ) -> Response[ObjectionList]:
        async def act(db: Session, entered: ObjectionDecision) -> str:
            await actions.decide(db, objection_id, chosen, entered, actor=viewer, now=now)
            return str(meeting_id)

        return await write(request, ObjectionDecision, act, _listed(database, viewer))

    return decide


DECISIONS = tuple(_decision(step.value, step) for step in (ObjectionStep.UPHOLD, ObjectionStep.REJECT))


@post(
    "/meetings/{meeting_id:uuid}/minutes/objections/{objection_id:uuid}/withdraw",
    status_code=200,
    summary="An objection was taken back",
    opt={"shape": ObjectionStepTaken},
)
async def withdraw(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID, objection_id: UUID
) -> Response[ObjectionList]:
    async def act(db: Session, entered: ObjectionStepTaken) -> str:
        await actions.withdraw(db, objection_id, entered, actor=viewer, now=now)
        return str(meeting_id)

    return await write(request, ObjectionStepTaken, act, _listed(database, viewer))


@get("/meetings/{meeting_id:uuid}/minutes/corrections", summary="Corrections of the minutes")
async def corrected(database: Database, viewer: Viewer, meeting_id: UUID) -> CorrectionList:
    async with database.read() as db:
        found = await minutes.view(db, viewer, meeting_id)
        return CorrectionList(await minutes_corrections.of_minutes(db, viewer, found.id))


@post(
    "/meetings/{meeting_id:uuid}/minutes/corrections",
    status_code=201,
    summary="Begin a correction",
    opt={"shape": CorrectionDraft},
)
async def begin(
    request: Request, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[CorrectionView]:
    async def act(db: Session, entered: CorrectionDraft) -> str:
        return str((await correction_actions.begin(db, meeting_id, entered, actor=viewer, now=now)).id)

    return await write(request, CorrectionDraft, act, _correction(database, viewer), status=201)


def _change(path: str, summary: str, shape: type[Shape], verb: Callable[..., Awaitable[Any]]) -> Any:
    @post(f"/corrections/{{correction_id:uuid}}/{path}", status_code=200, summary=summary, opt={"shape": shape})
    async def change(
        request: Request, database: Database, viewer: Viewer, now: datetime, correction_id: UUID
    ) -> Response[CorrectionView]:
        async def act(db: Session, entered: Shape) -> str:
            await verb(db, correction_id, entered, actor=viewer, now=now)
            return str(correction_id)

        return await write(request, shape, act, _correction(database, viewer))

    return change


CHANGES = tuple(
    _change(path, summary, shape, verb)
    for path, summary, shape, verb in (
        ("entries", "What was wrong under an item, and what is right", EntryDraft, correction_actions.add_entry),
        ("counts", "The right count of a ballot", CountDraft, correction_actions.add_count),
        ("publish", "A second person lets the public sheet out", CorrectionRelease, correction_actions.release),
    )
)


def _listed(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[ObjectionList]]:
    async def listed(meeting_id: str) -> ObjectionList:
        async with database.read() as db:
            found = await minutes.view(db, viewer, UUID(meeting_id))
            return ObjectionList(await queries.of_minutes(db, viewer, found.id))

    return listed


def _correction(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[CorrectionView]]:
    async def shown(correction_id: str) -> CorrectionView:
        async with database.read() as db:
            return await minutes_corrections.view(db, viewer, UUID(correction_id))

    return shown


HANDLERS = (listing, enter, *DECISIONS, withdraw, corrected, begin, *CHANGES)
