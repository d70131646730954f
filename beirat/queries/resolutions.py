"""What the board decided, point by point, with the ballots behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.motions import Audience
from beirat.rules.permissions import Viewer
from beirat.rules.resolutions import ResolutionOutcome
from beirat.rules.voting import Majority, Outcome, Tally, VotingOrder
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot, BallotPoint
from beirat.tables.meetings import Meeting
from beirat.tables.recommendations import Recommendation
from beirat.tables.resolutions import Resolution, ResolutionPoint


@dataclass(frozen=True, slots=True)
class PointView:
    """A point as decided; ``proposed`` is the motion's wording."""

    number: int
    proposed: str
    wording: str
    audience: Audience
    is_adopted: bool

    @property
    def is_amended(self) -> bool:
        return self.proposed != self.wording


@dataclass(frozen=True, slots=True)
class BallotView:
    """One count, and the numbers of the points that it was about."""

    id: UUID
    points: tuple[int, ...]
    tally: Tally
    present: int
    majority: Majority
    outcome: Outcome
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class ResolutionView:
    """A resolution with its points and ballots; ``recommendation`` is E-year/number where one came of it."""

    id: UUID
    version: int
    item_id: UUID
    motion_id: UUID | None
    decided_on: date
    order: VotingOrder
    outcome: ResolutionOutcome
    unanimous: bool
    annulled_at: datetime | None
    recommendation: str
    points: tuple[PointView, ...]
    ballots: tuple[BallotView, ...]


async def of_items(
    db: Session, body_id: UUID, item_ids: Iterable[UUID], *, with_annulled: bool = False
) -> list[ResolutionView]:
    """The resolutions on some items, oldest first; the caller has seen to it that the items may be seen."""
    ids = list(item_ids)
    condition = and_(col(Resolution.body_id) == body_id, col(Resolution.item_id).in_(ids))
    if not with_annulled:
        condition = and_(condition, col(Resolution.annulled_at).is_(None))
    return await _views(db, body_id, condition)


async def view(db: Session, viewer: Viewer, resolution_id: UUID) -> ResolutionView:
    """One resolution, annulled or not. Raises NotFound for everybody but the board."""
    condition = and_(col(Resolution.body_id) == viewer.body_id, col(Resolution.id) == resolution_id)
    found = await _views(db, viewer.body_id, condition) if viewer.is_board else []
    if not found:
        raise NotFound
    return found[0]


async def of_meeting(db: Session, viewer: Viewer, meeting_id: UUID) -> list[ResolutionView]:
    """The resolutions of a meeting that stand. Raises NotFound for everybody but the board."""
    known = await db.exec(select(Meeting.id).where(Meeting.body_id == viewer.body_id, Meeting.id == meeting_id))
    if known.one_or_none() is None or not viewer.is_board:
        raise NotFound
    items = await db.exec(
        select(AgendaItem.id)
        .where(AgendaItem.body_id == viewer.body_id, AgendaItem.meeting_id == meeting_id)
        .order_by(col(AgendaItem.position))
    )
    return await of_items(db, viewer.body_id, items)


async def _views(db: Session, body_id: UUID, condition: ColumnElement[bool]) -> list[ResolutionView]:
    rows = list(await db.exec(select(Resolution).where(condition).order_by(col(Resolution.id))))
    ids = [row.id for row in rows]
    points = await _points(db, body_id, ids)
    ballots = await _ballots(db, body_id, ids, {point.id: point.number for point in points})
    references = await _references(db, body_id, ids)
    by_resolution: dict[UUID, list[ResolutionPoint]] = defaultdict(list)
    for point in points:
        by_resolution[point.resolution_id].append(point)
    return [_view(row, by_resolution[row.id], ballots[row.id], references.get(row.id, "")) for row in rows]


def _view(
    row: Resolution, points: Sequence[ResolutionPoint], ballots: Sequence[BallotView], reference: str
) -> ResolutionView:
    return ResolutionView(
        id=row.id,
        version=row.version,
        item_id=row.item_id,
        motion_id=row.motion_id,
        decided_on=row.decided_on,
        order=row.order,
        outcome=row.outcome,
        unanimous=row.unanimous,
        annulled_at=row.annulled_at,
        recommendation=reference,
        points=tuple(PointView(p.number, p.proposed, p.wording, p.audience, p.is_adopted) for p in points),
        ballots=tuple(ballots),
    )


async def _points(db: Session, body_id: UUID, ids: Sequence[UUID]) -> list[ResolutionPoint]:
    found = await db.exec(
        select(ResolutionPoint)
        .where(ResolutionPoint.body_id == body_id, col(ResolutionPoint.resolution_id).in_(ids))
        .order_by(col(ResolutionPoint.number))
    )
    return list(found)


async def _ballots(
    db: Session, body_id: UUID, ids: Sequence[UUID], numbers: dict[UUID, int]
) -> dict[UUID, list[BallotView]]:
    rows = await db.exec(
        select(Ballot, BallotPoint.resolution_point_id)
        .join(BallotPoint, and_(col(BallotPoint.body_id) == Ballot.body_id, col(BallotPoint.ballot_id) == Ballot.id))
        .where(Ballot.body_id == body_id, col(Ballot.resolution_id).in_(ids))
        .order_by(col(Ballot.position))
    )
    about: dict[UUID, tuple[Ballot, list[int]]] = {}
    for ballot, point_id in rows:
        about.setdefault(ballot.id, (ballot, []))[1].append(numbers[point_id])
    found: dict[UUID, list[BallotView]] = defaultdict(list)
    for ballot, points in about.values():
        found[ballot.resolution_id].append(_ballot(ballot, points))
    return found


def _ballot(row: Ballot, points: Iterable[int]) -> BallotView:
    return BallotView(
        id=row.id,
        points=tuple(sorted(points)),
        tally=row.tally(),
        present=row.present,
        majority=row.majority,
        outcome=row.outcome,
        taken_at=row.taken_at,
    )


async def _references(db: Session, body_id: UUID, ids: Sequence[UUID]) -> dict[UUID, str]:
    found = await db.exec(
        select(Recommendation).where(
            Recommendation.body_id == body_id,
            col(Recommendation.resolution_id).in_(ids),
            col(Recommendation.annulled_at).is_(None),
        )
    )
    return {row.resolution_id: row.reference for row in found}


async def to_annul(db: Session, viewer: Viewer, resolution_id: UUID) -> Resolution:
    """The resolution, locked. Raises NotFound for everybody but the board."""
    found = await db.exec(
        select(Resolution).where(Resolution.body_id == viewer.body_id, Resolution.id == resolution_id).with_for_update()
    )
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return row


async def is_decided(db: Session, body_id: UUID, item_id: UUID, motion_id: UUID | None) -> bool:
    """Whether a resolution stands on this item, about this motion (or about the item itself)."""
    found = await db.exec(
        select(Resolution.id).where(
            Resolution.body_id == body_id,
            Resolution.item_id == item_id,
            Resolution.motion_id == motion_id,
            col(Resolution.annulled_at).is_(None),
        )
    )
    return found.first() is not None
