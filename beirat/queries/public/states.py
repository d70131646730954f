"""How far a recommendation is, in six words that never overlap: each is a condition in SQL and the same in Python."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, case, literal

from beirat.queries.public.doors import table
from beirat.rules.cases import ENDED, Handling
from beirat.tables.recommendations import Recommendation


class AnswerState(StrEnum):
    """What the public can filter by. Every recommendation is in exactly one."""

    ANSWERED = "answered"
    PARTLY = "partly"
    WAITING = "waiting"
    FORWARDED = "forwarded"
    NOT_HANDED_OVER = "not_handed_over"
    ENDED = "ended"


_FIXED: Mapping[Handling, AnswerState] = {
    Handling.TO_BE_SENT: AnswerState.NOT_HANDED_OVER,
    Handling.ANSWERED: AnswerState.ANSWERED,
    Handling.FORWARDED: AnswerState.FORWARDED,
    **dict.fromkeys(ENDED, AnswerState.ENDED),
}
_OPEN = tuple(handling for handling in Handling if handling not in _FIXED)

_row = table(Recommendation)


def answer_state(handling: Handling, points_answered: int) -> AnswerState:
    """Handed over and not finished: PARTLY as soon as one point is answered, else WAITING."""
    return _FIXED.get(handling) or (AnswerState.PARTLY if points_answered else AnswerState.WAITING)


def is_in(state: AnswerState) -> ColumnElement[bool]:
    """The same as a row filter."""
    if state is AnswerState.PARTLY:
        return _row.c.handling.in_(_OPEN) & (_row.c.points_answered > 0)
    if state is AnswerState.WAITING:
        return _row.c.handling.in_(_OPEN) & (_row.c.points_answered == 0)
    return _row.c.handling.in_([handling for handling, fixed in _FIXED.items() if fixed is state])


def state_column() -> ColumnElement[str]:
    """The same as a column, for counting."""
    return case(*((is_in(state), literal(state.value)) for state in AnswerState))
