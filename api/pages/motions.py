"""Motions: the list, writing one, handing it in, and what the chair says to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.forms import FormState, Step, noted, submit
from api.paging import cursor, position
from api.templating import render
from api.web import Request
from api.words import motions as words
from api.words.recommendations import HANDLINGS
from beirat.actions import motions as actions
from beirat.database import Database, Session
from beirat.queries import meetings, recommendations
from beirat.queries import motions as queries
from beirat.queries.motions import MotionView
from beirat.queries.people import BodyView
from beirat.rules.errors import NotPermitted
from beirat.rules.meetings import MeetingState
from beirat.rules.motions import LIFE, MotionState, MotionStep
from beirat.rules.permissions import Act, Viewer, may, permit
from beirat.tables.motions import MotionChange, MotionDraft, MotionReview

VIEWS = {
    "alle": ("Alle", frozenset[MotionState]()),
    "offen": (
        "Noch nicht entschieden",
        frozenset({MotionState.SUBMITTED, MotionState.ADMITTED, MotionState.SCHEDULED, MotionState.UNDER_DEBATE}),
    ),
    "entschieden": (
        "Entschieden",
        frozenset({MotionState.ADOPTED, MotionState.ADOPTED_AMENDED, MotionState.REJECTED}),
    ),
}
LABELS = {"title": "Titel", "reasons": "Begründung"} | {f"points-{n}-text": f"Punkt {n + 1}" for n in range(20)}


@get("/antraege")
async def index(
    request: Request, database: Database, viewer: Viewer, zeige: str = "alle", ab: str = ""
) -> Response[Any]:
    """All motions that the viewer may see, newest first."""
    name = zeige if zeige in VIEWS or zeige == "meine" else "alle"
    states = VIEWS[name][1] if name in VIEWS else frozenset[MotionState]()
    async with database.read() as db:
        found = await queries.listing(db, viewer, states=states, mine=name == "meine", after=position(ab))
    shown = found[: queries.PAGE]
    more = cursor(shown[-1].created_at, shown[-1].id) if len(found) > queries.PAGE else None
    return render(
        request,
        "motions/index.html",
        motions=shown,
        more=more,
        chosen=name,
        views=[("meine", "Meine"), *((key, label) for key, (label, _) in VIEWS.items())],
        may_draft=may(viewer, Act.DRAFT_MOTION),
        words=words,
        first=bool(ab),
    )


@get("/antraege/neu")
async def new(request: Request, viewer: Viewer) -> Response[Any]:
    permit(viewer, Act.DRAFT_MOTION)
    return _editor(request, FormState.fresh(request, {"points-0-text": ""}), None)


@post("/antraege/neu")
async def create(request: Request, district: BodyView, viewer: Viewer, now: datetime) -> Response[Any]:
    async def act(db: Session, entered: MotionDraft) -> str:
        motion = await actions.draft(db, entered, actor=viewer, now=now)
        return noted(_path(district, motion.id), "motion_drafted")

    async def again(f: FormState) -> Response[Any]:
        return _editor(request, f, None)

    return await submit(request, MotionDraft, act, again)


@get("/antraege/{motion_id:uuid}")
async def show(request: Request, database: Database, viewer: Viewer, motion_id: UUID) -> Response[Any]:
    return await _page(request, database, viewer, motion_id)


@get("/antraege/{motion_id:uuid}/bearbeiten")
async def edit(request: Request, database: Database, viewer: Viewer, motion_id: UUID) -> Response[Any]:
    """What the author can write anew. Raises NotPermitted for others, RuleBroken where nothing can be changed now."""
    async with database.read() as db:
        motion = await queries.view(db, viewer, motion_id)
    if not motion.is_own:
        raise NotPermitted(Act.REVISE_MOTION.value)
    LIFE.after(motion.state, MotionStep.REVISE)
    return _editor(request, FormState.fresh(request, _values(motion), version=motion.version), motion)


@post("/antraege/{motion_id:uuid}/bearbeiten")
async def revise(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, motion_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: MotionChange) -> str:
        await actions.revise(db, motion_id, entered, actor=viewer, now=now)
        return noted(_path(district, motion_id), "motion_saved")

    async def again(f: FormState) -> Response[Any]:
        async with database.read() as db:
            return _editor(request, f, await queries.view(db, viewer, motion_id))

    return await submit(request, MotionChange, act, again, labels=LABELS)


@post("/antraege/{motion_id:uuid}/einreichen")
async def hand_in(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, motion_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Step) -> str:
        await actions.submit(db, motion_id, entered.version or 0, actor=viewer, now=now)
        return noted(_path(district, motion_id), "motion_submitted")

    return await submit(request, Step, act, _again(request, database, viewer, motion_id, "submit"))


@post("/antraege/{motion_id:uuid}/zurueckziehen")
async def withdraw(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, motion_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Step) -> str:
        await actions.withdraw(db, motion_id, entered.version or 0, actor=viewer, now=now)
        return noted(_path(district, motion_id), "motion_withdrawn")

    return await submit(request, Step, act, _again(request, database, viewer, motion_id, "withdraw"))


REVIEWS = {"zulassen": MotionStep.ADMIT, "zurueckgeben": MotionStep.RETURN, "nicht-zulassen": MotionStep.REFUSE}


@post([f"/antraege/{{motion_id:uuid}}/{word}" for word in REVIEWS])
async def review(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, motion_id: UUID
) -> Response[Any]:
    step = REVIEWS[request.scope["path"].rpartition("/")[2]]

    async def act(db: Session, entered: MotionReview) -> str:
        await actions.review(db, motion_id, step, entered, actor=viewer, now=now)
        return noted(_path(district, motion_id), "motion_reviewed")

    return await submit(request, MotionReview, act, _again(request, database, viewer, motion_id, step.value))


def _again(request: Request, database: Database, viewer: Viewer, motion_id: UUID, form: str) -> Any:
    """Shows the motion again, with what was wrong beside the form that was sent."""

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, database, viewer, motion_id, {form: f})

    return again


async def _page(
    request: Request,
    database: Database,
    viewer: Viewer,
    motion_id: UUID,
    sent: dict[str, FormState] | None = None,
) -> Response[Any]:
    async with database.read() as db:
        motion = await queries.view(db, viewer, motion_id)
        met = await meetings.of_motion(db, viewer, motion_id)
        recommended = await recommendations.of_motion(db, viewer, motion_id)
        schedules = motion.state is MotionState.ADMITTED and may(viewer, Act.SET_AGENDA)
        planned = await meetings.coming(db, viewer) if schedules else []
    return render(
        request,
        "motions/show.html",
        motion=motion,
        meetings=met,
        recommendations=recommended,
        handlings=HANDLINGS,
        schedules=schedules,
        planned=[meeting for meeting in planned if meeting.state is MeetingState.PLANNED],
        lacking=[word for name, word in words.LACKING.items() if not getattr(motion, name)],
        steps={step.value for step in _steps(viewer, motion)},
        blank=FormState.fresh(request, version=motion.version),
        sent=sent or {},
        words=words,
    )


def _steps(viewer: Viewer, motion: MotionView) -> set[MotionStep]:
    """What this viewer can do with the motion now: possible, permitted, and theirs."""
    own = {MotionStep.REVISE, MotionStep.SUBMIT, MotionStep.WITHDRAW} if motion.is_own else set[MotionStep]()
    reviews = set(REVIEWS.values()) if may(viewer, Act.REVIEW_MOTION) else set[MotionStep]()
    return (own | reviews) & LIFE.possible(motion.state)


def _editor(request: Request, f: FormState, motion: MotionView | None) -> Response[Any]:
    return render(request, "motions/edit.html", f=f, motion=motion, words=words)


def _values(motion: MotionView) -> dict[str, Any]:
    return {
        "title": motion.title,
        "reasons": motion.reasons,
        "field": motion.field.value,
        "name_public": motion.name_public,
        "points": [{"text": point.text, "audience": point.audience.value} for point in motion.points],
    }


def _path(district: BodyView, motion_id: UUID) -> str:
    return f"/{district.slug}/intern/antraege/{motion_id}"


HANDLERS = (index, new, create, show, edit, revise, hand_in, withdraw, review)
