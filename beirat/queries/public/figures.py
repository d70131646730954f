"""The figures that everybody may see: of public recommendations alone, none per unit, none per account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, and_, select

from beirat.database import Session
from beirat.queries import cases
from beirat.queries.figures import MOST
from beirat.queries.public.doors import BODY, Selected, publication, rows, table
from beirat.queries.public.recommendations import point, recommendation, visible
from beirat.rules.answers import Position
from beirat.rules.figures.cases import Asking, CaseFacts, Occurrence, PointFacts, known
from beirat.rules.figures.numbers import Measured, Number, numbers
from beirat.rules.figures.summary import Figures, Known, Standing, figures
from beirat.rules.permissions import Public
from beirat.rules.cases import Handling
from beirat.rules.zones import local_day
from beirat.tables.recommendations import CaseEvent, CaseEventPayload

_event, _payload = table(CaseEvent), table(CaseEventPayload)

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
        select(
            *(row.id, row.organization_id, row.year, row.number, row.handling, row.decided_on, row.sent_on),
            *(row.received_on, row.first_answer_on, row.answered_on),
        )
        .select_from(recommendation, publication)
        .where(visible())
        .order_by(row.year.desc(), row.number.desc())
        .limit(MOST)
    )


@cache
def _points_statement() -> Selected:
    return (
        select(
            point.c.recommendation_id,
            point.c.number,
            point.c.position,
            point.c.answered_on,
            and_(point.c.reason.is_not(None), point.c.answer != ""),
            point.c.forwarded_on.is_not(None),
        )
        .select_from(recommendation, publication, point)
        .where(visible(), point.c.body_id == BODY, point.c.recommendation_id == recommendation.c.id)
        .order_by(point.c.number)
    )


@cache
def _events_statement() -> Selected:
    told = and_(_payload.c.body_id == BODY, _payload.c.id == _event.c.id)
    said = _payload.c.payload
    return (
        select(
            *(_event.c.recommendation_id, _event.c.sequence, _event.c.kind, _event.c.occurred_on, _event.c.recorded_at),
            said["points"],
            said["position"].as_string(),
            said["annuls"].as_integer(),
        )
        .select_from(recommendation, publication, _event.outerjoin(_payload, told))
        .where(visible(), _event.c.body_id == BODY, _event.c.recommendation_id == recommendation.c.id)
        .order_by(_event.c.recommendation_id, _event.c.sequence)
    )


async def public_figures(db: Session, public: Public, *, now: datetime, today: date) -> PublicFigures:
    """The figures of everything public. Made once for every change and day (``api.cache``)."""
    found = await rows(db, _cases_statement(), body_id=public.body_id, now=now)
    points = await _points(db, public, now)
    happened = await _happened(db, public, now)
    by_board: defaultdict[UUID, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in found:
        by_board[row.organization_id].append(row)
    everything, legal_basis = Known(), ""
    for board_id, theirs in by_board.items():
        ground = await cases.terms(db, public.body_id, board_id)
        legal_basis = ground.legal_basis
        facts = [_facts(row, points, happened, ground.time_zone) for row in theirs]
        everything = everything.and_also(known(facts, Asking(ground.rules.answer_months, ground.days)))
    closed = sum(row.handling is Handling.CLOSED and row.answered_on is not None for row in found)
    return _told(figures(everything, today), legal_basis, closed)


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


def _facts(
    row: Row[*tuple[Any, ...]],
    points: Mapping[UUID, list[PointFacts]],
    happened: Mapping[UUID, list[tuple[datetime, Occurrence]]],
    zone: str,
) -> CaseFacts:
    events = happened.get(row.id, [])
    return CaseFacts(
        key=f"E-{row.year}/{row.number:03d}",
        handling=row.handling,
        decided_on=row.decided_on,
        sent_on=row.sent_on,
        received_on=row.received_on,
        first_answer_on=row.first_answer_on,
        answered_on=row.answered_on,
        recorded_on=local_day(events[0][0], zone) if events else None,
        points=tuple(points.get(row.id, ())),
        happened=tuple(one for _, one in events),
    )


async def _points(db: Session, public: Public, now: datetime) -> dict[UUID, list[PointFacts]]:
    found: dict[UUID, list[PointFacts]] = {}
    for owner, *rest in await rows(db, _points_statement(), body_id=public.body_id, now=now):
        found.setdefault(owner, []).append(PointFacts(*rest))
    return found


async def _happened(db: Session, public: Public, now: datetime) -> dict[UUID, list[tuple[datetime, Occurrence]]]:
    """What happened, in order, each with the moment at which it was recorded."""
    found: dict[UUID, list[tuple[datetime, Occurrence]]] = {}
    told = await rows(db, _events_statement(), body_id=public.body_id, now=now)
    for owner, sequence, kind, on, at, points, position, annuls in told:
        given = Position(position) if position else None
        found.setdefault(owner, []).append((at, Occurrence(sequence, kind, on, tuple(points or ()), given, annuls)))
    return found
