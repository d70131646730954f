"""Recommendations as the public sees them: the list, the counts beside it, and one of them with its points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, String, bindparam, case, cast, func, literal, select, tuple_, type_coerce

from beirat.database import Session
from beirat.queries.public.doors import BODY, Selected, is_public, publication, rows, table
from beirat.queries.public.states import AnswerState, answer_state, is_in, state_column
from beirat.rules.cases import Handling
from beirat.rules.motions import Field
from beirat.rules.permissions import Public
from beirat.tables.publication import Published
from beirat.tables.recommendations import Recommendation, RecommendationPoint

PAGE = 50

recommendation = table(Recommendation)
point = table(RecommendationPoint)


class PointState(StrEnum):
    """Where one point stands: its position, or that the board asked again, or that it was passed on."""

    OPEN = "open"
    AGREED = "agreed"
    AGREED_WITH_CHANGES = "agreed_with_changes"
    IN_PRINCIPLE = "in_principle"
    PARTLY = "partly"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    NOT_COMPETENT = "not_competent"
    ALREADY_DONE = "already_done"
    ASKED_AGAIN = "asked_again"
    FORWARDED = "forwarded"


class PointBrief(msgspec.Struct, frozen=True):
    """A point in a list: its number in the motion, and where it stands."""

    number: int
    state: PointState


class RecommendationLine(msgspec.Struct, frozen=True):
    """A recommendation as the list shows it. Dates are days; ``due_on`` is missing while nobody owes an answer.

    ``key`` is the reference as addresses write it: 2026-009 for E-2026/009.
    """

    key: str
    reference: str
    title: str
    field: Field
    decided_on: date
    handling: Handling
    answer_state: AnswerState
    sent_on: date | None
    received_on: date | None
    due_on: date | None
    answered_on: date | None
    points_answered: int
    points: tuple[PointBrief, ...]


class Lines(msgspec.Struct, frozen=True):
    """A part of the list, newest first; ``after`` leads to the next part."""

    lines: tuple[RecommendationLine, ...]
    after: str | None


class Count(msgspec.Struct, frozen=True):
    field: Field
    answer_state: AnswerState
    number: int


class Counts(msgspec.Struct, frozen=True):
    """How many public recommendations there are, by field of action and answer state."""

    counts: tuple[Count, ...]

    def number(self, field: Field | None = None, state: AnswerState | None = None) -> int:
        return sum(
            each.number for each in self.counts if field in (None, each.field) and state in (None, each.answer_state)
        )

    def by_state(self, field: Field | None) -> dict[AnswerState, int]:
        """For every state, within the field if one is given."""
        numbers = dict.fromkeys(AnswerState, 0)
        for each in self.counts:
            if field in (None, each.field):
                numbers[each.answer_state] += each.number
        return numbers

    def by_field(self, state: AnswerState | None) -> dict[Field, int]:
        """For every field, within the state if one is given."""
        numbers = dict.fromkeys(Field, 0)
        for each in self.counts:
            if state in (None, each.answer_state):
                numbers[each.field] += each.number
        return numbers


def visible() -> ColumnElement[bool]:
    """Published, decided in public, not annulled."""
    return is_public(recommendation, Published.RECOMMENDATION) & (
        recommendation.c.is_public & recommendation.c.annulled_at.is_(None)
    )


def point_state() -> ColumnElement[str]:
    """A point's state as a column."""
    return case(
        (point.c.asked_again_on.is_not(None), literal(PointState.ASKED_AGAIN.value)),
        (point.c.forwarded_on.is_not(None), literal(PointState.FORWARDED.value)),
        else_=type_coerce(point.c.position, String),
    )


def _points_in_brief() -> ColumnElement[str]:
    """All points of a recommendation in one column: ``1=agreed,3=open``."""
    brief = cast(point.c.number, String) + "=" + point_state()
    return (
        select(func.aggregate_strings(brief, ","))
        .where(point.c.body_id == BODY, point.c.recommendation_id == recommendation.c.id)
        .scalar_subquery()
        .correlate(recommendation)
    )


def line_columns() -> tuple[ColumnElement[Any], ...]:
    row = recommendation.c
    return (
        *(row.year, row.number, row.title, row.field, row.decided_on, row.handling),
        *(row.sent_on, row.received_on, row.due_on, row.answered_on, row.points_answered),
        _points_in_brief().label("points"),
    )


@cache
def list_statement(*, by_field: bool, state: AnswerState | None, goes_on: bool) -> Selected:
    """The list as one statement, built once per combination of filters. Takes a row more than a page has."""
    row = recommendation.c
    found = select(*line_columns()).select_from(recommendation, publication).where(visible())
    if by_field:
        found = found.where(row.field == bindparam("field", type_=row.field.type))
    if state is not None:
        found = found.where(is_in(state))
    if goes_on:
        found = found.where(tuple_(row.year, row.number) < tuple_(bindparam("year"), bindparam("number")))
    return found.order_by(row.year.desc(), row.number.desc()).limit(bindparam("limit"))


async def recommendations(
    db: Session,
    public: Public,
    *,
    now: datetime,
    field: Field | None = None,
    state: AnswerState | None = None,
    after: tuple[int, int] | None = None,
    limit: int = PAGE,
) -> Lines:
    """The newest public recommendations, those after the reference ``after`` (year, number) if it is given."""
    year, number = after or (0, 0)
    statement = list_statement(by_field=field is not None, state=state, goes_on=after is not None)
    given: dict[str, object] = {"field": field} if field else {}
    given |= {"year": year, "number": number} if after else {}
    found = await rows(db, statement, body_id=public.body_id, now=now, limit=limit + 1, **given)
    lines = tuple([line_of(row) for row in found[:limit]])
    return Lines(lines, lines[-1].key if len(found) > limit else None)


def line_of(row: Row[*tuple[Any, ...]]) -> RecommendationLine:
    year, number, title, field, decided, handling, sent, received, due, answered, count, points, *_ = row
    state = answer_state(handling, count)
    brief = _brief(points or "")
    return RecommendationLine(
        key=f"{year}-{number:03d}",
        reference=f"E-{year}/{number:03d}",
        title=title,
        field=field,
        decided_on=decided,
        handling=handling,
        answer_state=state,
        sent_on=sent,
        received_on=received,
        due_on=due,
        answered_on=answered,
        points_answered=count,
        points=brief,
    )


@lru_cache(maxsize=4096)
def _brief(points: str) -> tuple[PointBrief, ...]:
    """Few combinations occur, so each is read once."""
    pairs = (each.split("=") for each in points.split(",") if each)
    return tuple(sorted((PointBrief(int(number), PointState(state)) for number, state in pairs), key=_number))


def _number(brief: PointBrief) -> int:
    return brief.number


@cache
def _count_statement() -> Selected:
    state = state_column().label("state")
    return (
        select(recommendation.c.field, state, func.count())
        .select_from(recommendation, publication)
        .where(visible())
        .group_by(recommendation.c.field, state)
    )


async def counts(db: Session, public: Public, *, now: datetime) -> Counts:
    """How many there are. The numbers of the fields, and those of the states, each add up to the whole."""
    found = await rows(db, _count_statement(), body_id=public.body_id, now=now)
    return Counts(tuple(Count(field, AnswerState(state), number) for field, state, number in found))


def read_key(key: str) -> tuple[int, int] | None:
    """``2026-009`` as year and number; None if it is no reference."""
    year, _, number = key.partition("-")
    is_plain = year.isascii() and year.isdigit() and number.isascii() and number.isdigit()
    return (int(year), int(number)) if is_plain and len(year) == 4 and 3 <= len(number) <= 6 else None


def state_counts(points: tuple[PointBrief, ...]) -> Mapping[PointState, int]:
    """How many points are in which state, in the order in which sentences name them."""
    found = [brief.state for brief in points]
    return {state: found.count(state) for state in PointState if state in found}
