"""What the board decided, point by point, with the ballots behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.motions import Audience
from beirat.rules.permissions import Viewer
from beirat.rules.resolutions import PROCEDURAL, OrderRequest, ResolutionOutcome, ResolutionSubject
from beirat.rules.voting import Base, Choice, Method, Outcome, Share, Tally, Uncounted, VotingOrder, votes_needed
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot, BallotPoint, Vote
from beirat.tables.meetings import Meeting
from beirat.tables.people import Person
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
class MajorityView:
    """What the ballot needed: a share of a base, written where; ``needed`` is how many yes that was."""

    numerator: int
    denominator: int
    base: Base
    is_strict: bool
    basis: str
    needed: int

    def share(self) -> Share:
        return Share(Fraction(self.numerator, self.denominator), self.base, self.is_strict)


@dataclass(frozen=True, slots=True)
class VoteView:
    """How one member voted, in a roll call or on request."""

    person_id: UUID
    name: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class BallotView:
    """One count, and the numbers of the points that it was about. ``present`` counts the excluded too.

    Ballots with the same ``block_id`` were one ballot on several items.
    """

    id: UUID
    points: tuple[int, ...]
    tally: Tally
    present: int
    statutory: int
    majority: MajorityView
    method: Method
    uncounted: Uncounted | None
    block_id: UUID | None
    outcome: Outcome
    taken_at: datetime
    votes: tuple[VoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolutionView:
    """A resolution with its points and ballots; ``recommendation`` is E-year/number where one came of it."""

    id: UUID
    version: int
    item_id: UUID
    motion_id: UUID | None
    subject: ResolutionSubject
    request: OrderRequest | None
    decided_on: date
    order: VotingOrder
    outcome: ResolutionOutcome
    unanimous: bool
    annulled_at: datetime | None
    announced_at: datetime | None
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


def without_names(found: Iterable[ResolutionView]) -> list[ResolutionView]:
    """The resolutions as everybody may know them: nobody's vote, and not whose conflict of interest was found."""
    return [
        replace(one, ballots=tuple(replace(ballot, votes=()) for ballot in one.ballots))
        for one in found
        if one.subject is not ResolutionSubject.CONFLICT_OF_INTEREST
    ]


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
        subject=row.subject,
        request=row.request,
        decided_on=row.decided_on,
        order=row.order,
        outcome=row.outcome,
        unanimous=row.unanimous,
        annulled_at=row.annulled_at,
        announced_at=row.announced_at,
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
    named = await _votes(db, body_id, [ballot.id for ballot, _ in about.values() if ballot.method.is_named])
    found: dict[UUID, list[BallotView]] = defaultdict(list)
    for ballot, points in about.values():
        found[ballot.resolution_id].append(_ballot(ballot, points, named[ballot.id]))
    return found


async def _votes(db: Session, body_id: UUID, ballot_ids: Sequence[UUID]) -> dict[UUID, list[VoteView]]:
    """Who voted how, by family name, where votes are on record."""
    found: dict[UUID, list[VoteView]] = defaultdict(list)
    if not ballot_ids:
        return found
    rows = await db.exec(
        select(Vote, Person)
        .join(Person, and_(col(Person.body_id) == Vote.body_id, col(Person.id) == Vote.person_id))
        .where(Vote.body_id == body_id, Person.body_id == body_id, col(Vote.ballot_id).in_(ballot_ids))
        .order_by(func.lower(Person.family_name), func.lower(Person.given_name), col(Person.id))
    )
    for vote, person in rows:
        found[vote.ballot_id].append(VoteView(person.id, person.name, vote.choice))
    return found


def _ballot(row: Ballot, points: Iterable[int], votes: Iterable[VoteView]) -> BallotView:
    share = row.majority().share
    return BallotView(
        id=row.id,
        points=tuple(sorted(points)),
        tally=row.tally(),
        present=row.present,
        statutory=row.statutory,
        majority=MajorityView(
            row.numerator,
            row.denominator,
            row.base,
            row.is_strict,
            row.basis,
            votes_needed(share, row.tally(), statutory=row.statutory),
        ),
        method=row.method,
        uncounted=row.uncounted,
        block_id=row.block_id,
        outcome=row.outcome,
        taken_at=row.taken_at,
        votes=tuple(votes),
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
    """Whether a resolution on the matter stands on this item, about this motion (or about the item itself)."""
    found = await db.exec(
        select(Resolution.id).where(
            col(Resolution.subject).not_in(PROCEDURAL),
            Resolution.body_id == body_id,
            Resolution.item_id == item_id,
            Resolution.motion_id == motion_id,
            col(Resolution.annulled_at).is_(None),
        )
    )
    return found.first() is not None
