"""Letters of the administration, as the board's office sees them: nobody else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries.recommendations import seen_by
from beirat.rules.cases import ENDED, Handling
from beirat.rules.errors import NotFound
from beirat.rules.letters import FiledAs, LetterChannel, LetterState
from beirat.rules.permissions import Act, Viewer, may
from beirat.tables.letters import Letter, LetterPosition
from beirat.tables.recommendations import Recommendation, RecommendationPoint

PAGE = 50
MOST_CHOICES = 200


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter as the list shows it; ``reference`` is empty where no recommendation is known yet."""

    id: UUID
    state: LetterState
    channel: LetterChannel
    filed_as: FiledAs | None
    sender: str
    subject: str
    arrived_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class QuotedPoint:
    """A point that a letter may answer; ``is_open``: an answer is still owed."""

    number: int
    text: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Addressed:
    """A recommendation that a letter may belong to."""

    id: UUID
    reference: str
    title: str
    received_on: date | None
    points: tuple[QuotedPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter with everything that the office sees of it."""

    id: UUID
    version: int
    state: LetterState
    channel: LetterChannel
    filed_as: FiledAs | None
    filed_by: UUID | None
    sender: str
    subject: str
    text: str
    written_on: date | None
    arrived_on: date
    attachment_id: UUID | None
    recommendation_id: UUID | None
    return_note: str
    waiting: tuple[LetterPosition, ...]

    def needs_somebody_else(self, viewer: Viewer) -> bool:
        """Whether the viewer is the one who read it first, so that a second person has to release it."""
        return self.filed_by == viewer.account_id


async def lines(db: Session, viewer: Viewer, *, filed: bool = False) -> list[LetterLine]:
    """What waits to be filed or released, or what was filed last. Raises NotFound for everybody but the office."""
    _check(viewer)
    done = col(Letter.state).in_([LetterState.FILED, LetterState.SET_ASIDE])
    query = (
        select(Letter, Recommendation)
        .join(
            Recommendation,
            and_(col(Recommendation.body_id) == Letter.body_id, col(Recommendation.id) == Letter.recommendation_id),
            isouter=True,
        )
        .where(Letter.body_id == viewer.body_id, done if filed else ~done)
        .order_by(col(Letter.arrived_on).desc(), col(Letter.id).desc())
        .limit(PAGE)
    )
    return [_line(letter, case) for letter, case in await db.exec(query)]


def _line(letter: Letter, case: Recommendation | None) -> LetterLine:
    return LetterLine(
        letter.id,
        letter.state,
        letter.channel,
        letter.filed_as,
        letter.sender,
        letter.subject,
        letter.arrived_on,
        case.reference if case else "",
    )


def _check(viewer: Viewer) -> None:
    if not may(viewer, Act.FILE_LETTER):
        raise NotFound


async def view(db: Session, viewer: Viewer, letter_id: UUID) -> LetterView:
    """One letter. Raises NotFound."""
    _check(viewer)
    query = select(Letter).where(Letter.body_id == viewer.body_id, Letter.id == letter_id)
    letter = (await db.exec(query)).one_or_none()
    if letter is None:
        raise NotFound
    return LetterView(
        id=letter.id,
        version=letter.version,
        state=letter.state,
        channel=letter.channel,
        filed_as=letter.filed_as,
        filed_by=letter.filed_by,
        sender=letter.sender,
        subject=letter.subject,
        text=letter.text,
        written_on=letter.written_on,
        arrived_on=letter.arrived_on,
        attachment_id=letter.attachment_id,
        recommendation_id=letter.recommendation_id,
        return_note=letter.return_note,
        waiting=tuple(await waiting(db, viewer.body_id, letter.id)),
    )


async def to_change(db: Session, viewer: Viewer, letter_id: UUID) -> Letter:
    """The letter, locked for this transaction. Raises NotFound."""
    _check(viewer)
    query = select(Letter).where(Letter.body_id == viewer.body_id, Letter.id == letter_id)
    letter = (await db.exec(query.with_for_update())).one_or_none()
    if letter is None:
        raise NotFound
    return letter


async def waiting(db: Session, body_id: UUID, letter_id: UUID) -> Sequence[LetterPosition]:
    """What the letter says and is not told yet, by number of the point."""
    query = select(LetterPosition).where(LetterPosition.body_id == body_id, LetterPosition.letter_id == letter_id)
    return (await db.exec(query.order_by(col(LetterPosition.number)))).all()


async def choices(db: Session, viewer: Viewer) -> list[Addressed]:
    """Every recommendation that was handed over and has not ended, those that wait first; at most MOST_CHOICES."""
    _check(viewer)
    query = (
        select(Recommendation)
        .where(Recommendation.body_id == viewer.body_id, seen_by(viewer), col(Recommendation.sent_on).is_not(None))
        .where(col(Recommendation.handling).not_in(ENDED))
        .order_by(
            col(Recommendation.handling) == Handling.ANSWERED,
            col(Recommendation.year).desc(),
            col(Recommendation.number).desc(),
        )
        .limit(MOST_CHOICES)
    )
    return [_addressed(case) for case in await db.exec(query)]


async def named(db: Session, viewer: Viewer, references: Sequence[tuple[int, int]]) -> UUID | None:
    """The only recommendation that these references name; None for none or several."""
    if not references:
        return None
    named = [
        and_(col(Recommendation.year) == year, col(Recommendation.number) == number) for year, number in references
    ]
    query = select(Recommendation.id).where(
        Recommendation.body_id == viewer.body_id,
        seen_by(viewer),
        col(Recommendation.sent_on).is_not(None),
        or_(*named[:20]),
    )
    found = (await db.exec(query)).all()
    return found[0] if len(found) == 1 else None


async def addressed(db: Session, viewer: Viewer, recommendation_id: UUID) -> Addressed:
    """A recommendation with its points, as a letter may answer them. Raises NotFound."""
    query = (
        select(Recommendation, RecommendationPoint)
        .join(
            RecommendationPoint,
            and_(
                col(RecommendationPoint.body_id) == Recommendation.body_id,
                col(RecommendationPoint.recommendation_id) == Recommendation.id,
            ),
        )
        .where(Recommendation.body_id == viewer.body_id, Recommendation.id == recommendation_id, seen_by(viewer))
        .order_by(col(RecommendationPoint.number))
    )
    found = (await db.exec(query)).all()
    if not found:
        raise NotFound
    return _addressed(found[0][0], [point for _, point in found])


def _addressed(case: Recommendation, points: Sequence[RecommendationPoint] = ()) -> Addressed:
    shown = tuple(
        QuotedPoint(point.number, point.text, point.answered_on is None or point.asked_again_on is not None)
        for point in points
    )
    return Addressed(case.id, case.reference, case.title, case.received_on, shown)
