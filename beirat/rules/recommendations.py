"""The duty to answer: a recommendation's events, and the case that they make.

``history(events, …)`` is pure and its result may be stored; ``case.on(today)`` only compares dates with it. The law
of the house is here: *only a position on every point stops the answer clock*. A receipt, an interim message, a query
or age never do (``domain/holding-to-account`` § 5, architecture § 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from beirat.rules.answers import Position, Stance
from beirat.rules.clocks import Pause, WorkingDays, add_months, due_on
from beirat.rules.permissions import Act


class Handling(StrEnum):
    """Axis A, what happens with the recommendation; derived from its events, never typed in."""

    TO_BE_SENT = "to_be_sent"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    INTERIM = "interim"
    QUERY = "query"
    PARTLY_ANSWERED = "partly_answered"
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    INSUFFICIENT = "insufficient"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


ENDED = frozenset({Handling.WITHDRAWN, Handling.CLOSED})


class CaseEventKind(StrEnum):
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    INTERIM_MESSAGE = "interim_message"
    QUERY_ASKED = "query_asked"
    QUERY_REPLIED = "query_replied"
    POSITION_GIVEN = "position_given"
    FORWARDED = "forwarded"
    INSUFFICIENT = "insufficient"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    REOPENED = "reopened"
    ANNULLED = "annulled"


class CaseStep(StrEnum):
    """What the board can decide about a case; each needs a resolution."""

    INSUFFICIENT = "insufficient"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


STEP_EVENT: Mapping[CaseStep, CaseEventKind] = {
    CaseStep.INSUFFICIENT: CaseEventKind.INSUFFICIENT,
    CaseStep.CLOSE: CaseEventKind.CLOSED,
    CaseStep.WITHDRAW: CaseEventKind.WITHDRAWN,
    CaseStep.REOPEN: CaseEventKind.REOPENED,
}


@dataclass(frozen=True)
class CaseEvent:
    """One thing that happened on a day. ``points`` are numbers of points; empty means all of the transmission.

    ``to`` names who got forwarded points; ``annuls`` is the sequence number of the event that ANNULLED takes back.
    """

    kind: CaseEventKind
    on: date
    sequence: int = 0
    transmission: UUID | None = None
    points: frozenset[int] = frozenset()
    stance: Stance | None = None
    to: str = ""
    annuls: int | None = None


@dataclass(frozen=True)
class ClockRules:
    """How long the administration has: months from receipt, weeks from "insufficient"."""

    answer_months: int
    second_answer_weeks: int


@dataclass(frozen=True)
class PointCase:
    """One point: every stance ever given, newest last, and whether an answer is owed now."""

    number: int
    stances: tuple[tuple[date, Stance], ...] = ()
    asked_again_on: date | None = None
    forwarded_on: date | None = None
    forwarded_to: str = ""

    @property
    def stance(self) -> Stance | None:
        """The latest one; earlier ones stay in ``stances``."""
        return self.stances[-1][1] if self.stances else None

    @property
    def answered_on(self) -> date | None:
        return self.stances[-1][0] if self.stances else None

    @property
    def times_deferred(self) -> int:
        """How often the answer was "zurzeit nicht"."""
        return sum(stance.position is Position.DEFERRED for _, stance in self.stances)

    @property
    def is_answered(self) -> bool:
        return bool(self.stances) and self.asked_again_on is None

    @property
    def owes_answer(self) -> bool:
        """Not answered, and inside the district's competence."""
        return not self.is_answered and self.forwarded_on is None


@dataclass(frozen=True)
class Case:
    """What the events say, independent of today."""

    handling: Handling
    points: Mapping[int, PointCase]
    sent_on: date | None = None
    received_on: date | None = None
    due_on: date | None = None
    paused_since: date | None = None
    first_answer_on: date | None = None
    answered_on: date | None = None
    was_reopened: bool = False

    @property
    def answered_points(self) -> int:
        return sum(point.is_answered for point in self.points.values())

    def on(self, today: date) -> Waiting:
        """How the case stands on a day."""
        owes = self.received_on is not None and self.answered_on is None and self.handling not in ENDED
        owes = owes and self.handling is not Handling.FORWARDED
        waiting = (today - self.received_on).days if owes and self.received_on else None
        is_past = owes and self.due_on is not None and today > self.due_on
        is_paused = owes and self.due_on is None and self.paused_since is not None
        return Waiting(days=waiting, is_past_due=is_past, is_paused=is_paused)


@dataclass(frozen=True)
class Waiting:
    """Days since proven receipt while an answer is owed (None: nobody waits), and what the clock says."""

    days: int | None
    is_past_due: bool
    is_paused: bool


@dataclass
class _Fold:
    """What is gathered while walking through the events, oldest first."""

    points: dict[int, PointCase]
    sent_on: date | None = None
    received_on: date | None = None
    has_interim: bool = False
    pauses: list[Pause] = field(default_factory=list)
    first_answer_on: date | None = None
    answered_on: date | None = None
    ended: Handling | None = None
    was_reopened: bool = False

    @property
    def paused_since(self) -> date | None:
        return self.pauses[-1].since if self.pauses and self.pauses[-1].until is None else None


def history(events: Sequence[CaseEvent], points: Iterable[int], *, rules: ClockRules, days: WorkingDays) -> Case:
    """The case that the events make, in the order in which they were recorded."""
    fold = _Fold({number: PointCase(number) for number in points})
    annulled = {event.annuls for event in events if event.kind is CaseEventKind.ANNULLED}
    for event in events:
        if event.kind is not CaseEventKind.ANNULLED and event.sequence not in annulled:
            _STEPS[event.kind](fold, event)
    return Case(
        handling=_handling(fold),
        points=fold.points,
        sent_on=fold.sent_on,
        received_on=fold.received_on,
        due_on=_due(fold, rules, days),
        paused_since=fold.paused_since,
        first_answer_on=fold.first_answer_on,
        answered_on=fold.answered_on,
        was_reopened=fold.was_reopened,
    )


def _handling(fold: _Fold) -> Handling:
    if fold.ended:
        return fold.ended
    if fold.sent_on is None:
        return Handling.TO_BE_SENT
    if fold.received_on is None:
        return Handling.SENT
    return _answering(fold)


def _answering(fold: _Fold) -> Handling:
    cases = fold.points.values()
    owed = [point for point in cases if point.owes_answer]
    if not owed:
        return Handling.ANSWERED if all(point.is_answered for point in cases) else Handling.FORWARDED
    if fold.paused_since:
        return Handling.QUERY
    if any(point.asked_again_on for point in owed):
        return Handling.INSUFFICIENT
    if any(point.is_answered for point in cases):
        return Handling.PARTLY_ANSWERED
    return Handling.INTERIM if fold.has_interim else Handling.ACKNOWLEDGED


def _due(fold: _Fold, rules: ClockRules, days: WorkingDays) -> date | None:
    """The earliest open clock: first answers count from receipt, second ones from the board's resolution."""
    if fold.received_on is None or fold.ended:
        return None
    ends = []
    owed = [point for point in fold.points.values() if point.owes_answer]
    if any(point.asked_again_on is None for point in owed):
        first_end = add_months(fold.received_on, rules.answer_months)
        ends.append(due_on(first_end, fold.received_on, fold.pauses, days))
    for asked_on in {point.asked_again_on for point in owed if point.asked_again_on}:
        second_end = asked_on + timedelta(weeks=rules.second_answer_weeks)
        ends.append(due_on(second_end, asked_on, fold.pauses, days))
    return min((end for end in ends if end), default=None)


def _touched(fold: _Fold, event: CaseEvent) -> list[PointCase]:
    return [point for number, point in fold.points.items() if not event.points or number in event.points]


def _hand_over(fold: _Fold, event: CaseEvent) -> None:
    fold.sent_on = fold.sent_on or event.on


def _receive(fold: _Fold, event: CaseEvent) -> None:
    fold.received_on = fold.received_on or event.on


def _interim(fold: _Fold, event: CaseEvent) -> None:
    fold.has_interim = True


def _ask(fold: _Fold, event: CaseEvent) -> None:
    if fold.paused_since is None:
        fold.pauses.append(Pause(event.on))


def _reply(fold: _Fold, event: CaseEvent) -> None:
    if fold.paused_since is not None:
        fold.pauses[-1] = replace(fold.pauses[-1], until=event.on)


def _give_position(fold: _Fold, event: CaseEvent) -> None:
    if event.stance is None:
        raise ValueError("a position event carries its stance")
    for point in _touched(fold, event):
        given = (*point.stances, (event.on, event.stance))
        fold.points[point.number] = replace(
            point, stances=given, asked_again_on=None, forwarded_on=None, forwarded_to=""
        )
    if all(point.is_answered for point in fold.points.values()):
        fold.answered_on = fold.answered_on or event.on
        fold.first_answer_on = fold.first_answer_on or event.on
    _end_idle_pause(fold, event)


def _forward(fold: _Fold, event: CaseEvent) -> None:
    for point in _touched(fold, event):
        fold.points[point.number] = replace(point, forwarded_on=event.on, forwarded_to=event.to)
    _end_idle_pause(fold, event)


def _end_idle_pause(fold: _Fold, event: CaseEvent) -> None:
    """Where nothing is owed any more, no question holds the clock."""
    if not any(point.owes_answer for point in fold.points.values()):
        _reply(fold, event)


def _find_insufficient(fold: _Fold, event: CaseEvent) -> None:
    for point in _touched(fold, event):
        if point.is_answered:
            fold.points[point.number] = replace(point, asked_again_on=event.on)
            fold.answered_on = None


def _withdraw(fold: _Fold, event: CaseEvent) -> None:
    fold.ended = Handling.WITHDRAWN


def _close(fold: _Fold, event: CaseEvent) -> None:
    fold.ended = Handling.CLOSED


def _reopen(fold: _Fold, event: CaseEvent) -> None:
    fold.ended, fold.was_reopened = None, True


_STEPS = {
    CaseEventKind.HANDED_OVER: _hand_over,
    CaseEventKind.RECEIVED: _receive,
    CaseEventKind.INTERIM_MESSAGE: _interim,
    CaseEventKind.QUERY_ASKED: _ask,
    CaseEventKind.QUERY_REPLIED: _reply,
    CaseEventKind.POSITION_GIVEN: _give_position,
    CaseEventKind.FORWARDED: _forward,
    CaseEventKind.INSUFFICIENT: _find_insufficient,
    CaseEventKind.WITHDRAWN: _withdraw,
    CaseEventKind.CLOSED: _close,
    CaseEventKind.REOPENED: _reopen,
}


def possible_case_steps(case: Case) -> frozenset[CaseStep]:
    """What the board can decide about the case now."""
    return case_steps(case.handling, answered_points=case.answered_points)


def case_steps(handling: Handling, *, answered_points: int) -> frozenset[CaseStep]:
    """The same from the columns that are kept of a case."""
    if handling in ENDED:
        return frozenset({CaseStep.REOPEN})
    steps = {CaseStep.WITHDRAW, CaseStep.CLOSE}
    if answered_points:
        steps.add(CaseStep.INSUFFICIENT)
    return frozenset(steps)


_BEFORE_RECEIPT = {
    Handling.TO_BE_SENT: frozenset({Act.HAND_OVER}),
    Handling.SENT: frozenset({Act.CONFIRM_RECEIPT, Act.ASSIGN_POINT, Act.DRAFT_ANSWER, Act.RETURN_ANSWER}),
}
_AT_WORK = frozenset({Act.ASSIGN_POINT, Act.DRAFT_ANSWER, Act.RELEASE_ANSWER, Act.RETURN_ANSWER})
_OWING = _AT_WORK | {Act.SEND_INTERIM_MESSAGE, Act.ASK_BOARD, Act.FORWARD_POINTS}


def possible_acts(handling: Handling) -> frozenset[Act]:
    """What office and administration can do with the case now; who of them may, ``permissions`` says."""
    if handling in ENDED:
        return frozenset()
    if handling in _BEFORE_RECEIPT:
        return _BEFORE_RECEIPT[handling]
    if handling in (Handling.ANSWERED, Handling.FORWARDED):
        return _AT_WORK
    if handling is Handling.QUERY:
        return _OWING - {Act.ASK_BOARD} | {Act.REPLY_TO_QUERY}
    return _OWING
