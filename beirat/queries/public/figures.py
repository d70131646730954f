"""The figures that everybody may see: of public recommendations alone, none per unit, none per account."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import msgspec
from sqlalchemy import and_, select

from beirat.database import Session
from beirat.queries import cases
from beirat.queries.figures import MOST, events_by_case, facts_of, points_by_case
from beirat.queries.public.doors import BODY, Selected, publication, rows, table
from beirat.queries.public.recommendations import point, recommendation, visible
from beirat.rules.cases import Handling
from beirat.rules.figures.cases import known
from beirat.rules.figures.numbers import Measured, Number, numbers
from beirat.rules.figures.summary import Figures, Standing, figures
from beirat.rules.permissions import Public
from beirat.tables.recommendations import CaseEvent

_event = table(CaseEvent)

TOLD = (
    *(Number.HAND_OVER, Number.REPLIES, Number.PAUSED),
    *(Number.ANSWERED, Number.WITHIN_30, Number.WITHIN_90, Number.WITHIN_180, Number.WITHIN_365),
    *(Number.ON_TIME_AGREED, Number.OLDEST),
    *(Number.AGREED, Number.AGREED_WITH_CHANGES, Number.IN_PRINCIPLE, Number.PARTLY, Number.ALREADY_DONE),
    *(Number.DEFERRED, Number.REJECTED, Number.NOT_COMPETENT, Number.WITHDRAWN, Number.NO_POSITION),
    *(Number.PROMISES, Number.IMPLEMENTED, Number.UNCONFIRMED),
)
"""What the public is told; how far past their dates answers are is for the board."""


class Standings(msgspec.Struct, frozen=True):
    """How many recommendations stand where, with their references."""

    standing: Standing
    number: int
    recommendations: tuple[str, ...]


class PublicFigures(msgspec.Struct, frozen=True):
    """The figures of a day. ``legal_basis`` is empty where no law sets a date for the answer.

    Cases are named by reference, points as E-2026/009/2; shares lie between 0 and 1 and are missing below twenty cases.
    """

    as_of: date
    total: int
    standings: tuple[Standings, ...]
    answered_in_time: int
    answered_and_closed: int
    longest_wait: int | None
    legal_basis: str
    numbers: tuple[Measured, ...]

    def number(self, standing: Standing) -> int:
        """How many stand there."""
        return next(each.number for each in self.standings if each.standing is standing)


@cache
def _cases_statement() -> Selected:
    row = recommendation.c
    return (
        select(row.id, row.organization_id, row.year, row.number, row.decided_on)
        .select_from(recommendation, publication)
        .where(visible())
        .order_by(row.year.desc(), row.number.desc())
        .limit(MOST)
    )


@cache
def _points_statement() -> Selected:
    return (
        select(point.c.recommendation_id, point.c.number, and_(point.c.reason.is_not(None), point.c.answer != ""))
        .select_from(recommendation, publication, point)
        .where(visible(), point.c.body_id == BODY, point.c.recommendation_id == recommendation.c.id)
        .order_by(point.c.number)
    )


@cache
def _events_statement() -> Selected:
    row = _event.c
    return (
        select(
            *(row.recommendation_id, row.sequence, row.kind, row.occurred_on, row.recorded_at),
            *(row.transmission_id, row.schema_version, row.facts),
        )
        .select_from(recommendation, publication, _event)
        .where(visible(), row.body_id == BODY, row.recommendation_id == recommendation.c.id)
        .order_by(row.recommendation_id, row.sequence)
    )


async def public_figures(db: Session, public: Public, *, now: datetime, today: date) -> PublicFigures:
    """The figures of everything public. Made once for every change and day (``api.cache``)."""
    asked = {"body_id": public.body_id, "now": now}
    found = await rows(db, _cases_statement(), **asked)
    points, with_grounds = points_by_case(await rows(db, _points_statement(), **asked))
    happened = events_by_case(await rows(db, _events_statement(), **asked))
    grounds = {board: await cases.terms(db, public.body_id, board) for board in {row.organization_id for row in found}}
    facts = [
        facts_of(
            f"E-{row.year}/{row.number:03d}",
            row.decided_on,
            points[row.id],
            with_grounds[row.id],
            happened[row.id],
            grounds[row.organization_id],
        )
        for row in found
    ]
    closed = sum(one.case.handling is Handling.CLOSED and one.case.answered_on is not None for one in facts)
    legal_basis = next((ground.legal_basis_on(date.max) for ground in grounds.values()), "")
    return _told(figures(known(facts), today), legal_basis, closed)


def _told(found: Figures, legal_basis: str, closed: int) -> PublicFigures:
    waiting = set(found.standings[Standing.WAITING])
    return PublicFigures(
        as_of=found.today,
        total=found.total,
        standings=tuple(Standings(each, len(keys), keys) for each, keys in found.standings.items()),
        answered_in_time=len(found.answered_in_time),
        answered_and_closed=closed,
        longest_wait=found.answers.oldest if waiting else None,
        legal_basis=legal_basis,
        numbers=tuple(one for one in numbers(found) if one.number in TOLD),
    )
