"""What is gathered of a case while walking through its events: terms, points as addressees owe them, transmissions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from beirat.rules.answers import Stance
from beirat.rules.cases.case import Extension, Handling, PointVerdict, Query
from beirat.rules.cases.events import CaseEvent, Report
from beirat.rules.cases.traces import Trace
from beirat.rules.clocks import ClockKind, Pause
from beirat.rules.promises import Promise


@dataclass
class Term:
    """One waiting for an answer to one point: the first, or one after the board has asked again."""

    kind: ClockKind
    start: date
    agreed_on: date | None = None
    agreed_until: date | None = None
    ended_on: date | None = None


@dataclass
class Demand:
    """A point as one addressee owes it. ``pauses`` are by the event that began them."""

    number: int
    stances: list[tuple[date, Stance]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    pauses: dict[int, Pause] = field(default_factory=dict)
    forwarded_on: date | None = None
    forwarded_to: str = ""

    @property
    def is_answered(self) -> bool:
        return bool(self.stances) and self.asked_again_on is None

    @property
    def owes_answer(self) -> bool:
        return not self.is_answered and self.forwarded_on is None

    @property
    def asked_again_on(self) -> date | None:
        term = self.terms[-1] if self.terms else None
        is_second = term is not None and term.kind is ClockKind.SECOND_ANSWER and term.ended_on is None
        return term.start if term and is_second else None

    @property
    def answered_on(self) -> date | None:
        if not self.is_answered:
            return None
        return self.terms[-1].ended_on if self.terms else self.stances[0][0]


@dataclass
class Sent:
    """A transmission on its way."""

    id: UUID | None
    addressee: str
    on: date
    demands: dict[int, Demand]
    replaces: UUID | None = None
    received_on: date | None = None
    replaced_on: date | None = None
    has_interim: bool = False
    first_answer_on: date | None = None

    @property
    def counts(self) -> bool:
        return self.replaced_on is None


@dataclass
class Fold:
    """Everything so far. ``query_days`` caps the pause of a question; ``deferred`` is each point's latest deferral."""

    numbers: tuple[int, ...]
    query_days: int
    sent: dict[UUID | None, Sent] = field(default_factory=dict)
    queries: dict[int, Query] = field(default_factory=dict)
    extensions: dict[int, Extension] = field(default_factory=dict)
    promises: dict[tuple[int, int], Promise] = field(default_factory=dict)
    reports: dict[int, list[Report]] = field(default_factory=dict)
    verdicts: dict[int, list[PointVerdict]] = field(default_factory=dict)
    deferred: dict[int, tuple[int, int]] = field(default_factory=dict)
    frozen: dict[tuple[object, ...], Trace] = field(default_factory=dict)
    reminders: list[tuple[date, int]] = field(default_factory=list)
    first_answer_on: date | None = None
    ended: Handling | None = None
    ended_on: date | None = None
    was_reopened: bool = False

    def standing(self) -> list[Sent]:
        return [sent for sent in self.sent.values() if sent.counts]

    def demands(self) -> Iterator[Demand]:
        for sent in self.standing():
            yield from sent.demands.values()

    def touched(self, event: CaseEvent) -> list[Demand]:
        """The points that the event is about, in the transmission that it names or in all that count."""
        return self.named(event.transmission, event.points)

    def named(self, transmission: UUID | None, points: frozenset[int]) -> list[Demand]:
        return [demand for sent in self.to_whom(transmission) for demand in chosen(sent.demands, points)]

    def to_whom(self, transmission: UUID | None) -> list[Sent]:
        if transmission is not None and transmission in self.sent:
            return [self.sent[transmission]]
        return self.standing()

    def numbers_of(self, event: CaseEvent) -> list[int]:
        return [number for number in self.numbers if not event.points or number in event.points]

    @property
    def is_answered(self) -> bool:
        """Every point went to somebody, and everybody has answered all of theirs."""
        owed = set(self.numbers)
        for demand in self.demands():
            if not demand.is_answered:
                return False
            owed.discard(demand.number)
        return not owed


def chosen(demands: Mapping[int, Demand], points: Iterable[int]) -> Iterator[Demand]:
    chosen = frozenset(points)
    return (demand for number, demand in demands.items() if not chosen or number in chosen)


def latest_answer(demands: Iterable[Demand]) -> date | None:
    """The day on which the last of the answers came."""
    days = [demand.answered_on for demand in demands]
    return max((day for day in days if day), default=None) if all(days) else None
