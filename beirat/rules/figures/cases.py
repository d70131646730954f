"""From what happened to a recommendation to what is measured of it: its waits, dates and positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from beirat.rules.answers import Position
from beirat.rules.cases import CaseEventKind, Handling
from beirat.rules.clocks import Pause, WorkingDays, add_months, due_on
from beirat.rules.figures.observations import Observation, PointObservation, Wait, Work
from beirat.rules.figures.summary import Known

COMMITTED = frozenset({Position.AGREED, Position.AGREED_WITH_CHANGES})
_ENDINGS = frozenset({CaseEventKind.WITHDRAWN, CaseEventKind.CLOSED})


@dataclass(frozen=True)
class Occurrence:
    """One event as the figures need it. ``points`` empty: all of them; ``annuls`` is what ANNULLED takes back."""

    sequence: int
    kind: CaseEventKind
    on: date
    points: tuple[int, ...] = ()
    position: Position | None = None
    annuls: int | None = None


@dataclass(frozen=True)
class PointFacts:
    """A point as it stands: its present position, since when, and whether that carries reason and wording."""

    number: int
    position: Position
    answered_on: date | None
    has_grounds: bool
    is_forwarded: bool


@dataclass(frozen=True)
class CaseFacts:
    """A recommendation with its points and all that happened; ``recorded_on`` is the day of our first entry."""

    key: str
    handling: Handling
    decided_on: date
    sent_on: date | None
    received_on: date | None
    first_answer_on: date | None
    answered_on: date | None
    recorded_on: date | None
    points: tuple[PointFacts, ...]
    happened: tuple[Occurrence, ...]


@dataclass(frozen=True)
class Asking:
    """How long an answer may take here: months from receipt, on the calendar of the Land."""

    months: int
    days: WorkingDays


def known(cases: Iterable[CaseFacts], asking: Asking) -> Known:
    """Everything that is measured of these recommendations."""
    observations: list[Observation] = []
    points: list[PointObservation] = []
    replies: list[Wait] = []
    works: list[Work] = []
    for case in cases:
        stands = replace(case, happened=_standing(case.happened))
        one = _observation(stands, asking)
        observations.append(one)
        points += _points(stands, one)
        replies += _questions(stands)
        works += _works(stands)
    return Known(cases=observations, points=points, replies=replies, works=works)


def _standing(happened: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """Without what was taken back."""
    undone = {each.annuls for each in happened if each.kind is CaseEventKind.ANNULLED}
    return tuple(each for each in happened if each.kind is not CaseEventKind.ANNULLED and each.sequence not in undone)


def _observation(case: CaseFacts, asking: Asking) -> Observation:
    hand_over = Wait(case.key, case.decided_on, case.sent_on, None if case.sent_on else _ended_on(case))
    one = Observation(case.key, case.handling, hand_over, is_answered=case.answered_on is not None)
    if case.received_on is None or case.handling is Handling.FORWARDED:
        return one
    pauses = tuple(_pauses(case))
    end = add_months(case.received_on, asking.months)
    return replace(
        one,
        wait=Wait(
            case.key,
            case.received_on,
            done_on=case.first_answer_on,
            ended_on=_ended_on(case),
            watched_from=case.recorded_on,
            pauses=pauses,
        ),
        due_on=due_on(end, case.received_on, (), asking.days),
        agreed_due_on=due_on(end, case.received_on, pauses, asking.days),
    )


def _ended_on(case: CaseFacts) -> date | None:
    """When the board ended the case without waiting on; None where it goes on, or is answered."""
    if case.handling not in (Handling.WITHDRAWN, Handling.CLOSED):
        return None
    return next((each.on for each in reversed(case.happened) if each.kind in _ENDINGS), None)


def _pauses(case: CaseFacts) -> Iterator[Pause]:
    """From each question to its reply; the answer ends a question that nobody replied to."""
    for question in _questions(case):
        yield Pause(question.since, question.done_on or question.ended_on)


def _questions(case: CaseFacts) -> list[Wait]:
    """The administration's questions, as waits for the board's reply."""
    found: list[Wait] = []
    for each in case.happened:
        is_open = bool(found) and found[-1].done_on is None
        if each.kind is CaseEventKind.QUERY_ASKED and not is_open:
            found.append(Wait(case.key, each.on))
        elif each.kind is CaseEventKind.QUERY_REPLIED and is_open:
            found[-1] = replace(found[-1], done_on=each.on)
    if found and found[-1].done_on is None:
        found[-1] = replace(found[-1], ended_on=case.answered_on or _ended_on(case))
    return found


def _points(case: CaseFacts, one: Observation) -> Iterator[PointObservation]:
    if one.wait is None:
        return
    for point in case.points:
        if point.is_forwarded:
            continue
        first = _first_position(case.happened, point.number)
        key = point_key(case.key, point.number)
        yield PointObservation(
            key=key,
            wait=replace(one.wait, key=key, done_on=first.on if first else None),
            due_on=one.agreed_due_on,
            first=first.position if first else None,
            position=point.position,
            has_grounds=point.has_grounds,
        )


def _first_position(happened: Iterable[Occurrence], number: int) -> Occurrence | None:
    given = (each for each in happened if each.kind is CaseEventKind.POSITION_GIVEN)
    return next((each for each in given if each.position and (not each.points or number in each.points)), None)


def _works(case: CaseFacts) -> Iterator[Work]:
    ended_on = _ended_on(case)
    for point in case.points:
        if point.position in COMMITTED and point.answered_on:
            yield Work(point_key(case.key, point.number), point.answered_on, ended_on=ended_on)


def point_key(key: str, number: int) -> str:
    """E-2026/009/2: the second point of E-2026/009."""
    return f"{key}/{number}"


def case_key(key: str) -> str:
    """The recommendation that a key is about, whether it names a point or not."""
    return "/".join(key.split("/")[:2])
