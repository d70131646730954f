"""The life of the minutes, step by step: to the chair and back, distributed, approved, filed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Response, get, post

from api.forms import FormState, noted, submit
from api.pages.minutes.desk import ROOT, Desk, shown_with
from beirat.actions import minutes as actions
from beirat.actions import minutes_signed as signed
from beirat.database import Session
from beirat.queries import minutes_later
from beirat.rules.permissions import Act, permit
from beirat.tables.minutes import (
    MinutesApproval,
    MinutesDistribution,
    MinutesReturn,
    MinutesSignature,
    MinutesStepTaken,
)


def step(desk: Desk, verb: Callable[..., Awaitable[Any]], notice: str) -> Callable[[Session, Any], Awaitable[str]]:
    """One step on the minutes of the desk, and back to their page."""

    async def act(db: Session, entered: Any) -> str:
        await verb(db, desk.meeting_id, entered, actor=desk.viewer, now=desk.now)
        return noted(desk.here, notice)

    return act


@post(f"{ROOT}/vorlegen", status_code=200)
async def hand_to_chair(desk: Desk) -> Response[Any]:
    act = step(desk, actions.hand_to_chair, "minutes_handed_to_chair")
    return await submit(desk.request, MinutesStepTaken, act, shown_with(desk))


@get(f"{ROOT}/zurueckgeben")
async def ask_remarks(desk: Desk) -> Response[Any]:
    """The chair writes a remark under each item that is to be different."""
    permit(desk.viewer, Act.REVIEW_MINUTES)
    return await desk.page("minutes/give_back.html")(None)


@post(f"{ROOT}/zurueckgeben", status_code=200)
async def give_back(desk: Desk) -> Response[Any]:
    act = step(desk, actions.give_back, "minutes_given_back")
    return await submit(desk.request, MinutesReturn, act, desk.page("minutes/give_back.html"))


@post(f"{ROOT}/annehmen", status_code=200)
async def accept(desk: Desk) -> Response[Any]:
    act = step(desk, actions.accept, "minutes_accepted")
    return await submit(desk.request, MinutesSignature, act, shown_with(desk))


@post(f"{ROOT}/verteilen", status_code=200)
async def distribute(desk: Desk) -> Response[Any]:
    act = step(desk, signed.distribute, "minutes_distributed")
    return await submit(desk.request, MinutesDistribution, act, shown_with(desk))


@get(f"{ROOT}/genehmigen")
async def ask_approval(desk: Desk) -> Response[Any]:
    """In which meeting, under which item, the board approved the minutes."""
    permit(desk.viewer, Act.APPROVE_MINUTES)
    return await _approval(desk, None)


@post(f"{ROOT}/genehmigen", status_code=200)
async def approve(desk: Desk) -> Response[Any]:
    async def again(f: FormState) -> Response[Any]:
        return await _approval(desk, f)

    act = step(desk, signed.approve, "minutes_approved")
    return await submit(desk.request, MinutesApproval, act, again)


@post(f"{ROOT}/ablegen", status_code=200)
async def archive(desk: Desk) -> Response[Any]:
    act = step(desk, signed.archive, "minutes_archived")
    return await submit(desk.request, MinutesStepTaken, act, shown_with(desk))


async def _approval(desk: Desk, f: FormState | None) -> Response[Any]:
    async with desk.database.read() as db:
        items = await minutes_later.items(db, desk.viewer, desk.meeting_id)
        resolutions = await minutes_later.resolutions(db, desk.viewer, desk.meeting_id)
    return await desk.page("minutes/approve.html", later_items=items, later_resolutions=resolutions)(f)


HANDLERS = (hand_to_chair, ask_remarks, give_back, accept, distribute, ask_approval, approve, archive)
