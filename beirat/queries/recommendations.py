"""Which recommendations a viewer may see, and of which points.

The board sees all of its own; the coordinator what was handed over; a unit what has a point of its own, and of that
only its own points. What was annulled is seen by nobody. What must not be seen is NotFound.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, true
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import cases
from beirat.queries.cases import EventView, Kept, Terms
from beirat.rules.answers import DraftState, Position, ReasonCode
from beirat.rules.cases import Case, Handling, Implementation, Verdict
from beirat.rules.errors import NotFound
from beirat.rules.motions import Audience
from beirat.rules.motions import Field as FieldOfAction
from beirat.rules.permissions import Act, Role, Viewer, may
from beirat.rules.recommendations import possible_acts
from beirat.tables.answers import AnswerDraft
from beirat.tables.motions import Motion
from beirat.tables.people import Organization
from beirat.tables.recommendations import Recommendation, RecommendationPoint
from beirat.tables.resolutions import Resolution

PAGE = 50
NEVER = date.max


@dataclass(frozen=True)
class RecommendationLine:
    """A recommendation as a list shows it."""

    id: UUID
    reference: str
    title: str
    field: FieldOfAction
    decided_on: date
    is_public: bool
    handling: Handling
    sent_on: date | None
    received_on: date | None
    due_on: date | None
    paused_since: date | None
    first_answer_on: date | None
    paused_until: date | None
    answered_on: date | None
    points_total: int
    points_answered: int


@dataclass(frozen=True)
class PointView:
    """A point with its present answer. ``unit`` is the name of the unit that leads, '' if none does yet."""

    id: UUID
    number: int
    text: str
    audience: Audience
    unit_id: UUID | None
    unit: str
    position: Position
    reason: ReasonCode | None
    answer: str
    answered_on: date | None
    deferred_until: date | None
    times_deferred: int
    competent_body: str
    asked_again_on: date | None
    forwarded_on: date | None
    forwarded_to: str
    first_answered_on: date | None
    due_on: date | None
    original_due_on: date | None
    promise_due_on: date | None
    report_due_on: date | None
    verdict: Verdict | None
    judged_on: date | None
    administration_state: Implementation | None
    administration_as_of: date | None
    board_state: Implementation | None
    board_as_of: date | None
    voices_differ: bool
    draft: DraftState | None

    @property
    def owes_answer(self) -> bool:
        is_answered = self.position is not Position.OPEN and self.asked_again_on is None
        return not is_answered and self.forwarded_on is None


@dataclass(frozen=True)
class RecommendationView:
    """A recommendation as its page shows it to one viewer: only what they may see and do.

    ``case`` holds only the points that the viewer sees; its dates are those of the whole.
    """

    id: UUID
    version: int
    reference: str
    title: str
    reasons: str
    field: FieldOfAction
    addressee: str
    decided_on: date
    is_public: bool
    sees_all: bool
    motion_id: UUID | None
    motion_reference: str
    case: Case
    legal_basis: str
    time_zone: str
    points: tuple[PointView, ...]
    events: tuple[EventView, ...]
    acts: frozenset[Act]

    @property
    def handling(self) -> Handling:
        return self.case.handling


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """The row filter: which of the body's recommendations this viewer may see."""
    stands = col(Recommendation.annulled_at).is_(None)
    handed_over = and_(stands, col(Recommendation.sent_on).is_not(None))
    if viewer.is_board:
        return stands
    if viewer.has(Role.ADMINISTRATION_COORDINATOR):
        return handed_over
    if viewer.has(Role.ADMINISTRATION) and viewer.unit_ids:
        own = and_(handed_over, _has_point(viewer.body_id, viewer.unit_ids))
        return and_(own, col(Recommendation.id) == viewer.recommendation_id) if viewer.recommendation_id else own
    return false()


def points_seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """The row filter for points: units see their own."""
    if sees_all(viewer):
        return true()
    return col(RecommendationPoint.unit_id).in_(viewer.unit_ids)


def sees_all(viewer: Viewer) -> bool:
    """Whether the viewer sees recommendations as a whole, not only points of a unit."""
    return viewer.is_board or viewer.has(Role.ADMINISTRATION_COORDINATOR)


def _has_point(body_id: UUID, unit_ids: Collection[UUID]) -> ColumnElement[bool]:
    own = exists().where(
        col(RecommendationPoint.body_id) == body_id,
        col(RecommendationPoint.recommendation_id) == col(Recommendation.id),
        col(RecommendationPoint.unit_id).in_(unit_ids),
    )
    return own.correlate(Recommendation)


async def to_change(db: Session, viewer: Viewer, recommendation_id: UUID) -> Recommendation:
    """The recommendation, locked for this transaction. Raises NotFound if the viewer must not see it."""
    found = await db.exec(
        select(Recommendation)
        .where(Recommendation.body_id == viewer.body_id, Recommendation.id == recommendation_id, seen_by(viewer))
        .with_for_update()
    )
    recommendation = found.one_or_none()
    if recommendation is None:
        raise NotFound
    return recommendation


async def within(db: Session, body_id: UUID, recommendation_id: UUID) -> Recommendation:
    """The recommendation, locked, whoever asks: for steps that follow from an act which was already permitted."""
    query = select(Recommendation).where(Recommendation.body_id == body_id, Recommendation.id == recommendation_id)
    recommendation = (await db.exec(query.with_for_update())).one_or_none()
    if recommendation is None:
        raise NotFound
    return recommendation


def possible_for(row: Recommendation) -> frozenset[Act]:
    """What can be done with the recommendation now, by whomever."""
    has_question = row.query_open_since is not None
    return possible_acts(row.handling, has_question=has_question, awaits_receipt=row.receipts_open > 0)


async def view(db: Session, viewer: Viewer, recommendation_id: UUID) -> RecommendationView:
    """The recommendation with what the viewer may see and do. Raises NotFound."""
    query = (
        select(Recommendation, Motion)
        .join(
            Resolution,
            and_(col(Resolution.body_id) == Recommendation.body_id, col(Resolution.id) == Recommendation.resolution_id),
        )
        .join(
            Motion,
            and_(col(Motion.body_id) == Resolution.body_id, col(Motion.id) == Resolution.motion_id),
            isouter=True,
        )
        .where(Recommendation.body_id == viewer.body_id, Resolution.body_id == viewer.body_id)
        .where(Recommendation.id == recommendation_id, seen_by(viewer))
    )
    found = (await db.exec(query)).one_or_none()
    if found is None:
        raise NotFound
    row, motion = found
    ground = await cases.terms(db, viewer.body_id, row.organization_id)
    events = (await cases.kept(db, viewer.body_id, [row.id]))[row.id]
    every_point = (await cases.points(db, viewer.body_id, [row.id]))[row.id]
    case = cases.case_of(events, [point.number for point in every_point], ground)
    points = await points_of(db, viewer, row.id)
    return _view(viewer, row, motion, case, ground, points, events)


def _view(
    viewer: Viewer,
    row: Recommendation,
    motion: Motion | None,
    case: Case,
    ground: Terms,
    points: tuple[PointView, ...],
    events: list[Kept],
) -> RecommendationView:
    whole, is_own_board = sees_all(viewer), viewer.is_board and motion is not None
    own = {point.number for point in points}
    return RecommendationView(
        id=row.id,
        version=row.version,
        reference=row.reference,
        title=row.title,
        reasons=row.reasons if whole else "",
        field=row.field,
        addressee=row.addressee,
        decided_on=row.decided_on,
        is_public=row.is_public,
        sees_all=whole,
        motion_id=motion.id if motion and is_own_board else None,
        motion_reference=motion.reference if motion and is_own_board else "",
        case=case if whole else _of_own_points(case, own),
        legal_basis=ground.legal_basis_on(row.decided_on),
        time_zone=ground.time_zone,
        points=points,
        events=tuple(cases.timeline(events) if whole else _told(cases.timeline(events), own)),
        acts=frozenset(act for act in possible_for(row) if may(viewer, act)),
    )


def _of_own_points(case: Case, own: Collection[int]) -> Case:
    """What a unit sees of a case: its own points and what was said about them or about the whole."""
    numbers = frozenset(own)

    def is_own(points: frozenset[int]) -> bool:
        return not points or bool(points & numbers)

    return replace(
        case,
        points={number: one for number, one in case.points.items() if number in own},
        clocks=tuple(one for one in case.clocks if is_own(one.points)),
        promises=tuple(one for one in case.promises if is_own(one.points)),
        extensions=tuple(one for one in case.extensions if is_own(one.points)),
        queries=tuple(one for one in case.queries if is_own(one.points)),
        transmissions=tuple(one for one in case.transmissions if is_own(one.points)),
    )


async def of_motion(db: Session, viewer: Viewer, motion_id: UUID) -> list[RecommendationLine]:
    """The recommendations that the viewer may see and that came of the motion."""
    return await _of_motions(db, viewer, Motion.id == motion_id)


async def answered_for(db: Session, viewer: Viewer, *, since: date) -> list[RecommendationLine]:
    """Those that came of the viewer's own motions and got an answer on that day or later."""
    got_answer = exists().where(
        col(RecommendationPoint.body_id) == viewer.body_id,
        col(RecommendationPoint.recommendation_id) == col(Recommendation.id),
        col(RecommendationPoint.answered_on) >= since,
    )
    return await _of_motions(db, viewer, Motion.author_id == viewer.account_id, got_answer)


async def _of_motions(db: Session, viewer: Viewer, *conditions: ColumnElement[bool] | bool) -> list[RecommendationLine]:
    query = (
        select(*LINE)  # type: ignore[call-overload]
        .join(
            Resolution,
            and_(col(Resolution.body_id) == Recommendation.body_id, col(Resolution.id) == Recommendation.resolution_id),
        )
        .join(Motion, and_(col(Motion.body_id) == Resolution.body_id, col(Motion.id) == Resolution.motion_id))
        .where(Recommendation.body_id == viewer.body_id, Resolution.body_id == viewer.body_id, seen_by(viewer))
        .where(Motion.body_id == viewer.body_id, *conditions)
        .order_by(col(Recommendation.decided_on))
        .limit(PAGE)
    )
    return [line(*row) for row in await db.exec(query)]


def _told(events: Iterable[EventView], own: Collection[int]) -> Iterator[EventView]:
    """What happened to a unit's own points and to the whole; of the points only its own."""
    for one in events:
        points = tuple(number for number in one.points if number in own)
        if points or not one.points:
            yield replace(one, points=points)


async def points_of(db: Session, viewer: Viewer, recommendation_id: UUID) -> tuple[PointView, ...]:
    """The points that the viewer may see, in their order; drafts are the administration's alone."""
    point, unit, draft = RecommendationPoint, Organization, AnswerDraft
    query = (
        select(point, col(unit.name), col(draft.state))
        .join(unit, and_(col(unit.body_id) == point.body_id, col(unit.id) == point.unit_id), isouter=True)
        .join(draft, and_(col(draft.body_id) == point.body_id, col(draft.point_id) == point.id), isouter=True)
        .where(point.body_id == viewer.body_id, point.recommendation_id == recommendation_id, points_seen_by(viewer))
        .order_by(col(point.number))
    )
    return tuple(
        _point(row, name or "", state if viewer.is_administration else None)
        for row, name, state in await db.exec(query)
    )


def _point(row: RecommendationPoint, unit: str, draft: DraftState | None) -> PointView:
    return PointView(
        id=row.id,
        number=row.number,
        text=row.text,
        audience=row.audience,
        unit_id=row.unit_id,
        unit=unit,
        position=row.position,
        reason=row.reason,
        answer=row.answer,
        answered_on=row.answered_on,
        deferred_until=row.deferred_until,
        times_deferred=row.times_deferred,
        competent_body=row.competent_body,
        asked_again_on=row.asked_again_on,
        forwarded_on=row.forwarded_on,
        forwarded_to=row.forwarded_to,
        first_answered_on=row.first_answered_on,
        due_on=row.due_on,
        original_due_on=row.original_due_on,
        promise_due_on=row.promise_due_on,
        report_due_on=row.report_due_on,
        verdict=row.verdict,
        judged_on=row.judged_on,
        administration_state=row.administration_state,
        administration_as_of=row.administration_as_of,
        board_state=row.board_state,
        board_as_of=row.board_as_of,
        voices_differ=row.voices_differ,
        draft=draft,
    )


LINE = (
    Recommendation.id,
    Recommendation.year,
    Recommendation.number,
    Recommendation.title,
    Recommendation.field,
    Recommendation.decided_on,
    Recommendation.is_public,
    Recommendation.handling,
    Recommendation.sent_on,
    Recommendation.received_on,
    Recommendation.due_on,
    Recommendation.paused_since,
    Recommendation.first_answer_on,
    Recommendation.paused_until,
    Recommendation.answered_on,
    Recommendation.points_total,
    Recommendation.points_answered,
)


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; empty means all."""

    handlings: Collection[Handling] = ()
    field: FieldOfAction | None = None
    unit_ids: Collection[UUID] = ()


async def listing(
    db: Session,
    viewer: Viewer,
    wanted: Filter,
    *,
    after: tuple[date, UUID] | None = None,
    limit: int = PAGE,
    due_first: bool = False,
) -> list[RecommendationLine]:
    """Recommendations, latest resolution first; ``due_first``: what an answer is asked for soonest comes before.

    ``after`` is the ``place`` of the last one seen. At most ``limit`` + 1 rows, so that the caller sees whether there
    are more.
    """
    day = func.coalesce(Recommendation.due_on, NEVER) if due_first else col(Recommendation.decided_on)
    identity = col(Recommendation.id)
    query = (
        select(*LINE)  # type: ignore[call-overload]
        .where(Recommendation.body_id == viewer.body_id, seen_by(viewer), *_narrowed(viewer, wanted))
        .order_by(day.asc() if due_first else day.desc(), identity.desc())
        .limit(limit + 1)
    )
    if after:
        is_later = day > after[0] if due_first else day < after[0]
        query = query.where(or_(is_later, and_(day == after[0], identity < after[1])))
    return [line(*row) for row in await db.exec(query)]


def place(line: RecommendationLine, *, due_first: bool = False) -> tuple[date, UUID]:
    """Where the line stands in the list, to go on after it."""
    return (line.due_on or NEVER) if due_first else line.decided_on, line.id


def _narrowed(viewer: Viewer, wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.handlings:
        conditions.append(col(Recommendation.handling).in_(wanted.handlings))
    if wanted.field:
        conditions.append(col(Recommendation.field) == wanted.field)
    if wanted.unit_ids:
        conditions.append(_has_point(viewer.body_id, wanted.unit_ids))
    return conditions


def line(identity: UUID, year: int, number: int, *rest: object) -> RecommendationLine:
    """A row of the columns ``LINE``."""
    return RecommendationLine(identity, f"E-{year}/{number:03d}", *rest)  # type: ignore[arg-type]
