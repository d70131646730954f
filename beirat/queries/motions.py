"""Which motions a viewer may see. Drafts are their author's alone; the administration sees no motions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, tuple_
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.motions import Audience, MotionState
from beirat.rules.motions import Field as FieldOfAction
from beirat.rules.permissions import Role, Viewer
from beirat.tables.motions import Motion, MotionPoint, MotionVersion
from beirat.tables.people import Person

PAGE = 50


@dataclass(frozen=True)
class MotionLine:
    """A motion as a list shows it."""

    id: UUID
    reference: str
    title: str
    state: MotionState
    field: FieldOfAction
    mover: str
    created_at: datetime
    submitted_at: datetime | None


@dataclass(frozen=True)
class PointView:
    number: int
    text: str
    audience: Audience


@dataclass(frozen=True)
class MotionView:
    """A motion as its page shows it; ``is_own``: the viewer wrote it."""

    id: UUID
    version: int
    reference: str
    title: str
    reasons: str
    field: FieldOfAction
    state: MotionState
    mover: str
    author_id: UUID | None
    name_public: bool
    review_reason: str
    times_adjourned: int
    created_at: datetime
    submitted_at: datetime | None
    points: tuple[PointView, ...]
    is_own: bool


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """The row filter: what this viewer may see of the body's motions."""
    if not viewer.is_board:
        return false()
    own = col(Motion.author_id) == viewer.account_id
    if viewer.has(Role.CHAIR, Role.OFFICE):
        return or_(own, col(Motion.state) != MotionState.DRAFT)
    return or_(own, col(Motion.state).not_in([MotionState.DRAFT, MotionState.RETURNED]))


async def to_change(db: Session, viewer: Viewer, motion_id: UUID) -> Motion:
    """The motion, locked for this transaction. Raises NotFound if the viewer must not see it."""
    found = await db.exec(
        select(Motion)
        .where(Motion.body_id == viewer.body_id, Motion.id == motion_id, seen_by(viewer))
        .with_for_update()
    )
    motion = found.one_or_none()
    if motion is None:
        raise NotFound
    return motion


async def within(db: Session, body_id: UUID, motion_id: UUID) -> Motion:
    """The motion, locked, whoever asks: for steps that follow from an act which was already permitted."""
    found = await db.exec(select(Motion).where(Motion.body_id == body_id, Motion.id == motion_id).with_for_update())
    motion = found.one_or_none()
    if motion is None:
        raise NotFound
    return motion


async def points_of(db: Session, body_id: UUID, motion_id: UUID) -> list[MotionPoint]:
    """The points in their order."""
    found = await db.exec(
        select(MotionPoint)
        .where(MotionPoint.body_id == body_id, MotionPoint.motion_id == motion_id)
        .order_by(col(MotionPoint.number))
    )
    return list(found)


async def versions_of(db: Session, body_id: UUID, motion_id: UUID) -> list[MotionVersion]:
    """The wordings that were submitted, oldest first."""
    found = await db.exec(
        select(MotionVersion)
        .where(MotionVersion.body_id == body_id, MotionVersion.motion_id == motion_id)
        .order_by(col(MotionVersion.number))
    )
    return list(found)


async def view(db: Session, viewer: Viewer, motion_id: UUID) -> MotionView:
    """The whole motion. Raises NotFound if the viewer must not see it."""
    found = await db.exec(
        select(Motion, Person)
        .join(Person, and_(col(Person.body_id) == Motion.body_id, col(Person.id) == Motion.mover_id), isouter=True)
        .where(Motion.body_id == viewer.body_id, Motion.id == motion_id, seen_by(viewer))
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    motion, mover = row
    points = await points_of(db, viewer.body_id, motion_id)
    return _view(motion, mover, points, is_own=motion.author_id == viewer.account_id)


def _view(motion: Motion, mover: Person | None, points: list[MotionPoint], *, is_own: bool) -> MotionView:
    return MotionView(
        id=motion.id,
        version=motion.version,
        reference=motion.reference,
        title=motion.title,
        reasons=motion.reasons,
        field=motion.field,
        state=motion.state,
        mover=mover.name if mover else "",
        author_id=motion.author_id,
        name_public=motion.name_public,
        review_reason=motion.review_reason,
        times_adjourned=motion.times_adjourned,
        created_at=motion.created_at,
        submitted_at=motion.submitted_at,
        points=tuple(PointView(point.number, point.text, point.audience) for point in points),
        is_own=is_own,
    )


_LINE = (
    Motion.id,
    Motion.year,
    Motion.number,
    Motion.title,
    Motion.state,
    Motion.field,
    Person.given_name,
    Person.family_name,
    Motion.created_at,
    Motion.submitted_at,
)


async def listing(
    db: Session,
    viewer: Viewer,
    *,
    states: Collection[MotionState] = (),
    mine: bool = False,
    after: tuple[datetime, UUID] | None = None,
    limit: int = PAGE,
) -> list[MotionLine]:
    """Motions, newest first; ``after`` is created_at and id of the last one seen. At most ``limit`` + 1 rows,

    so that the caller sees whether there are more.
    """
    query = (
        select(*_LINE)  # type: ignore[call-overload]
        .join(Person, and_(col(Person.body_id) == Motion.body_id, col(Person.id) == Motion.mover_id), isouter=True)
        .where(Motion.body_id == viewer.body_id, seen_by(viewer))
        .order_by(col(Motion.created_at).desc(), col(Motion.id).desc())
        .limit(limit + 1)
    )
    if states:
        query = query.where(col(Motion.state).in_(states))
    if mine:
        query = query.where(or_(col(Motion.author_id) == viewer.account_id, col(Motion.mover_id) == viewer.person_id))
    if after:
        query = query.where(tuple_(Motion.created_at, Motion.id) < tuple_(*after))
    return [_line(*row) for row in await db.exec(query)]


def _line(
    motion_id: UUID,
    year: int | None,
    number: int | None,
    title: str,
    state: MotionState,
    field: FieldOfAction,
    given_name: str | None,
    family_name: str | None,
    created_at: datetime,
    submitted_at: datetime | None,
) -> MotionLine:
    reference = f"A-{year}/{number:03d}" if number else ""
    mover = f"{given_name} {family_name}" if family_name else ""
    return MotionLine(motion_id, reference, title, state, field, mover, created_at, submitted_at)
