"""What is done with a motion: draft, revise, submit, review, withdraw; and what happens to it in a meeting.

Every verb reads: load · permit · rule · change · record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from beirat.actions import numbers
from beirat.actions.journal import record
from beirat.actions.notices import Happening, notify
from beirat.database import Session
from beirat.queries import motions, people
from beirat.rules.errors import Broken, NotPermitted, Problem, RuleBroken, StaleVersion, refuse_if
from beirat.rules.motions import LIFE, MotionStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.motions import Motion, MotionChange, MotionDraft, MotionPoint, MotionReview, MotionVersion
from beirat.tables.numbers import Series


async def draft(db: Session, entered: MotionDraft, *, actor: Viewer, now: datetime) -> Motion:
    """A member begins a motion. Only its author sees it until it is submitted."""
    permit(actor, Act.DRAFT_MOTION)
    board = await people.board(db, actor)
    belonging = {"body_id": actor.body_id, "organization_id": board.id, "created_at": now}
    authorship = {"mover_id": actor.person_id, "author_id": actor.account_id}
    motion = Motion.model_validate(_fields(entered), update=belonging | authorship)
    db.add(motion)
    await db.flush()
    _add_points(db, motion, entered)
    await _record(db, Act.DRAFT_MOTION, motion, actor=actor, now=now, after=entered.model_dump(mode="json"))
    return motion


async def revise(db: Session, motion_id: UUID, entered: MotionChange, *, actor: Viewer, now: datetime) -> Motion:
    """The author writes a draft, or a motion that came back, anew."""
    motion = await motions.to_change(db, actor, motion_id)
    permit(actor, Act.REVISE_MOTION)
    _only_author(motion, actor)
    before = await _wording(db, motion)
    _check_version(motion, entered.version, before)
    for point in await motions.points_of(db, motion.body_id, motion.id):
        await db.delete(point)
    motion.state = LIFE.after(motion.state, MotionStep.REVISE)
    motion.sqlmodel_update(_fields(entered))
    motion.touch()
    await db.flush()
    _add_points(db, motion, entered)
    after = entered.model_dump(mode="json", exclude={"version"})
    await _record(db, Act.REVISE_MOTION, motion, actor=actor, now=now, before=before, after=after)
    return motion


async def submit(db: Session, motion_id: UUID, version: int, *, actor: Viewer, now: datetime) -> Motion:
    """The author hands the motion in. It gets its number once, its wording is kept, the mover gets a receipt."""
    motion = await motions.to_change(db, actor, motion_id)
    permit(actor, Act.SUBMIT_MOTION)
    _only_author(motion, actor)
    wording = await _wording(db, motion)
    _check_version(motion, version, wording)
    refuse_if(_missing(wording))
    state = LIFE.after(motion.state, MotionStep.SUBMIT)
    kept = await motions.versions_of(db, motion.body_id, motion.id)
    year, number = await _number(db, motion, now)
    motion.state, motion.submitted_at, motion.year, motion.number = state, now, year, number
    db.add(
        MotionVersion(
            body_id=motion.body_id, motion_id=motion.id, number=len(kept) + 1, wording=wording, submitted_at=now
        )
    )
    await _record(db, Act.SUBMIT_MOTION, motion, actor=actor, now=now, after={"reference": motion.reference})
    await notify(
        db,
        Happening.MOTION_SUBMITTED,
        motion.id,
        key=str(len(kept) + 1),
        body_id=motion.body_id,
        now=now,
        account_id=str(actor.account_id),
    )
    return motion


async def review(
    db: Session, motion_id: UUID, step: MotionStep, entered: MotionReview, *, actor: Viewer, now: datetime
) -> Motion:
    """The chair admits the motion, sends it back or does not admit it; the latter two need a reason.

    The chair checks form and competence, not merit (law-and-practice § 2.1).
    """
    motion = await motions.to_change(db, actor, motion_id)
    permit(actor, Act.REVIEW_MOTION)
    _check_version(motion, entered.version, {})
    if step is not MotionStep.ADMIT and not entered.reason:
        raise RuleBroken(Broken.REASON_NEEDED, "reason")
    before = motion.state
    motion.state = LIFE.after(motion.state, step)
    motion.review_reason = entered.reason
    change = {"state": motion.state.value, "reason": entered.reason}
    await _record(db, Act.REVIEW_MOTION, motion, actor=actor, now=now, before={"state": before.value}, after=change)
    key = f"{motion.version}:{step.value}"
    await notify(db, Happening.MOTION_REVIEWED, motion.id, key=key, body_id=motion.body_id, now=now)
    return motion


async def withdraw(db: Session, motion_id: UUID, version: int, *, actor: Viewer, now: datetime) -> Motion:
    """The mover takes the motion back, until it is voted on."""
    motion = await motions.to_change(db, actor, motion_id)
    permit(actor, Act.WITHDRAW_MOTION)
    _only_author(motion, actor)
    _check_version(motion, version, {})
    before = motion.state
    motion.state = LIFE.after(motion.state, MotionStep.WITHDRAW)
    await _record(db, Act.WITHDRAW_MOTION, motion, actor=actor, now=now, before={"state": before.value})
    return motion


async def move(db: Session, motion_id: UUID, step: MotionStep, *, act: Act, actor: Viewer, now: datetime) -> Motion:
    """What a meeting does to a motion: put on or taken off the agenda, called, adjourned, decided, annulled.

    ``act`` is what the actor is doing, e.g. SET_AGENDA; it must be permitted to them.
    """
    motion = await motions.within(db, actor.body_id, motion_id)
    permit(actor, act)
    before = motion.state
    motion.state = LIFE.after(motion.state, step)
    if step is MotionStep.ADJOURN:
        motion.times_adjourned += 1
    change = {"state": motion.state.value}
    await _record(db, act, motion, actor=actor, now=now, before={"state": before.value}, after=change)
    return motion


def _check_version(motion: Motion, version: int, wording: Mapping[str, object]) -> None:
    """Raises StaleVersion, with what is kept now under the names of the form, if it changed since it was read."""
    if motion.version == version:
        return
    kept = {name: str(wording[name]) for name in ("title", "reasons") if name in wording}
    points = wording.get("points")
    rows = points if isinstance(points, list) else []
    raise StaleVersion(motion.version, kept | {f"points-{n}-text": row["text"] for n, row in enumerate(rows)})


def _only_author(motion: Motion, actor: Viewer) -> None:
    """Other people's motions are not changed, not even by the office."""
    own = motion.author_id is not None and motion.author_id == actor.account_id
    if not own and not (motion.mover_id is not None and motion.mover_id == actor.person_id):
        raise NotPermitted(Act.REVISE_MOTION.value)


def _fields(entered: MotionDraft) -> dict[str, object]:
    return entered.model_dump(include={"title", "reasons", "field", "name_public"})


def _add_points(db: Session, motion: Motion, entered: MotionDraft) -> None:
    for number, point in enumerate(entered.points, start=1):
        row = MotionPoint(
            body_id=motion.body_id, motion_id=motion.id, number=number, text=point.text, audience=point.audience
        )
        db.add(row)


async def _wording(db: Session, motion: Motion) -> dict[str, object]:
    """What the motion says now, as plain values."""
    points = await motions.points_of(db, motion.body_id, motion.id)
    return {
        "title": motion.title,
        "reasons": motion.reasons,
        "field": motion.field.value,
        "name_public": motion.name_public,
        "points": [{"text": point.text, "audience": point.audience.value} for point in points],
    }


def _missing(wording: Mapping[str, object]) -> list[Problem]:
    """A draft may be unfinished; what is handed in asks for at least one point, and says why."""
    problems = []
    if not wording["points"]:
        problems.append(Problem(Broken.NO_POINTS, "points-0-text"))
    if not wording["reasons"]:
        problems.append(Problem(Broken.REQUIRED, "reasons"))
    return problems


async def _number(db: Session, motion: Motion, now: datetime) -> tuple[int, int]:
    """Year and number, counted per year in the body's own time zone; given once, never again."""
    if motion.year is not None and motion.number is not None:
        return motion.year, motion.number
    body = await people.body_by_id(db, motion.body_id)
    year = now.astimezone(ZoneInfo(body.time_zone)).year
    return year, await numbers.next_number(db, Series.MOTION, year, body_id=motion.body_id)


async def _record(
    db: Session,
    act: Act,
    motion: Motion,
    *,
    actor: Viewer,
    now: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    await record(
        db, actor=actor, now=now, act=act, subject_type="motion", subject_id=motion.id, before=before, after=after
    )
