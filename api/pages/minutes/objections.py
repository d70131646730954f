"""Objections to the minutes: written down as they came in, and what the board decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.forms import FormState, noted, submit
from api.pages.minutes.desk import ROOT, Desk, shown_with
from beirat.actions import objections as actions
from beirat.database import Session
from beirat.queries import running
from beirat.rules.objections import ObjectionStep
from beirat.rules.permissions import Act, permit
from beirat.tables.objections import ObjectionDecision, ObjectionEntry, ObjectionStepTaken

STEPS = {"stattgeben": ObjectionStep.UPHOLD, "zurueckweisen": ObjectionStep.REJECT}
HERE = f"{ROOT}/einwendungen/{{objection_id:uuid}}"


@get(f"{ROOT}/einwendungen/neu")
async def ask(desk: Desk) -> Response[Any]:
    """Who finds what wrong, under which item, and on which day it came."""
    permit(desk.viewer, Act.RECORD_OBJECTION)
    return await _form(desk, None)


@post(f"{ROOT}/einwendungen/neu", status_code=200)
async def enter(desk: Desk) -> Response[Any]:
    async def act(db: Session, entered: ObjectionEntry) -> str:
        await actions.enter(db, desk.meeting_id, entered, actor=desk.viewer, now=desk.now)
        return noted(desk.here, "objection_recorded")

    async def again(f: FormState) -> Response[Any]:
        return await _form(desk, f)

    return await submit(desk.request, ObjectionEntry, act, again)


@post([f"{HERE}/{word}" for word in STEPS], status_code=200)
async def decide(desk: Desk, objection_id: UUID) -> Response[Any]:
    chosen = STEPS[desk.request.scope["path"].rpartition("/")[2]]

    async def act(db: Session, entered: ObjectionDecision) -> str:
        await actions.decide(db, objection_id, chosen, entered, actor=desk.viewer, now=desk.now)
        return noted(desk.here, "objection_decided")

    return await submit(desk.request, ObjectionDecision, act, shown_with(desk))


@post(f"{HERE}/zuruecknehmen", status_code=200)
async def withdraw(desk: Desk, objection_id: UUID) -> Response[Any]:
    async def act(db: Session, entered: ObjectionStepTaken) -> str:
        await actions.withdraw(db, objection_id, entered, actor=desk.viewer, now=desk.now)
        return noted(desk.here, "objection_decided")

    return await submit(desk.request, ObjectionStepTaken, act, shown_with(desk))


async def _form(desk: Desk, f: FormState | None) -> Response[Any]:
    async with desk.database.read() as db:
        evening = await running.view(db, desk.viewer, desk.meeting_id, now=desk.now)
    members = [(str(one.person_id), one.name) for one in evening.members]
    fresh = FormState.fresh(desk.request, {"received_on": desk.today.isoformat()})
    return await desk.page("minutes/objection.html", members=members)(f or fresh)


HANDLERS = (ask, enter, decide, withdraw)
