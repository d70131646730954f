"""What the first public page tells: what was answered last, who waits longest, and when the board meets next."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import msgspec
from sqlalchemy import ColumnElement, func, select

from beirat.database import Session
from beirat.queries.public.bodies import board_seats
from beirat.queries.public.doors import BODY, Selected, publication, rows
from beirat.queries.public.meetings import MeetingLine, coming
from beirat.queries.public.recommendations import (
    Counts,
    RecommendationLine,
    counts,
    line_columns,
    line_of,
    point,
    recommendation,
    visible,
)
from beirat.queries.public.states import AnswerState, is_in
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Public

SHOWN = 3


class Home(msgspec.Struct, frozen=True):
    """The first page. ``seats`` is missing where the statutory number is not known."""

    counts: Counts
    answered: tuple[RecommendationLine, ...]
    waiting: tuple[RecommendationLine, ...]
    next_meeting: MeetingLine | None
    seats: int | None


def _last_answer() -> ColumnElement[date]:
    """The day of the newest answer to any point."""
    return (
        select(func.max(point.c.answered_on))
        .where(point.c.body_id == BODY, point.c.recommendation_id == recommendation.c.id)
        .correlate(recommendation)
        .scalar_subquery()
    )


@cache
def _answered_statement() -> Selected:
    row = recommendation.c
    return (
        select(*line_columns())
        .select_from(recommendation, publication)
        .where(visible(), row.points_answered > 0)
        .order_by(_last_answer().desc(), row.year.desc(), row.number.desc())
        .limit(SHOWN)
    )


@cache
def _waiting_statement() -> Selected:
    """Whose receipt is proven and who still waits; the longest wait first."""
    row = recommendation.c
    owed = is_in(AnswerState.WAITING) | is_in(AnswerState.PARTLY)
    return (
        select(*line_columns())
        .select_from(recommendation, publication)
        .where(visible(), owed, row.received_on.is_not(None))
        .order_by(row.received_on, row.year, row.number)
        .limit(SHOWN)
    )


async def home(db: Session, public: Public, *, now: datetime, today: date) -> Home:
    """Everything for the first page."""
    answered = await rows(db, _answered_statement(), body_id=public.body_id, now=now)
    waiting = await rows(db, _waiting_statement(), body_id=public.body_id, now=now)
    meetings = [line for line in await coming(db, public, now=now) if line.state is not MeetingState.CANCELLED]
    return Home(
        counts=await counts(db, public, now=now),
        answered=tuple(line_of(row) for row in answered),
        waiting=tuple(line_of(row) for row in waiting),
        next_meeting=meetings[0] if meetings else None,
        seats=await board_seats(db, public, day=today),
    )
