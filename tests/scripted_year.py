"""A scripted year of a board, as pure events: twelve meetings, sixty recommendations, the same every time.

Five recommendations a meeting, each with a course of its own: answered in time or late, to two addressees, paused by a
question, extended, deferred twice, promised and renewed, found insufficient, forwarded, withdrawn, silent. The year
crosses Easter (5 April 2026) and the turn of the year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from beirat.rules.answers import Position, ReasonCode, Stance
from beirat.rules.cases import CaseEvent, CaseEventKind, Implementation, Report, Verdict, Voice
from beirat.rules.clocks import PauseCause
from beirat.rules.promises import PromiseSource

KIND = CaseEventKind
MEETINGS = tuple(date(2025, 12, 3) + timedelta(weeks=n * 30 // 7) for n in range(12))
FIRST, SECOND = UUID(int=1), UUID(int=2)
POINTS = (1, 2, 3)
YES = Stance(Position.AGREED, "Wir machen das.")
NO = Stance(Position.REJECTED, "Dafür fehlt das Geld.", ReasonCode.BUDGET)


@dataclass(frozen=True)
class Scripted:
    """A recommendation of the year: when it was decided, and everything that happened to it."""

    key: str
    course: str
    decided_on: date
    events: tuple[CaseEvent, ...]


Course = Callable[[date], Iterator[CaseEvent]]


def _begun(day: date, *, receipt: int = 7) -> Iterator[CaseEvent]:
    yield CaseEvent(KIND.HANDED_OVER, day + timedelta(days=5), transmission=FIRST, to="Landrätin")
    yield CaseEvent(KIND.RECEIVED, day + timedelta(days=receipt), transmission=FIRST)


def _position(day: date, *points: int, stance: Stance = YES, transmission: UUID | None = None) -> CaseEvent:
    return CaseEvent(KIND.POSITION_GIVEN, day, points=frozenset(points), stance=stance, transmission=transmission)


def in_time(day: date) -> Iterator[CaseEvent]:
    yield from _begun(day)
    yield CaseEvent(KIND.INTERIM_MESSAGE, day + timedelta(days=30))
    yield _position(day + timedelta(days=60), 1, 2)
    yield _position(day + timedelta(days=70), 3, stance=NO)


def late(day: date) -> Iterator[CaseEvent]:
    yield from _begun(day)
    yield CaseEvent(KIND.COUNCIL_REFERRED, day + timedelta(days=90))
    yield _position(day + timedelta(days=150))


def silent(day: date) -> Iterator[CaseEvent]:
    yield from _begun(day)
    yield CaseEvent(KIND.MAIL_RECEIVED, day + timedelta(days=40))


def to_two(day: date) -> Iterator[CaseEvent]:
    """Points 1 and 2 to the head of the district, point 3 to the Jobcenter, which takes longer."""
    first = frozenset({1, 2})
    yield CaseEvent(KIND.HANDED_OVER, day + timedelta(days=5), points=first, transmission=FIRST, to="Landrätin")
    third = frozenset({3})
    yield CaseEvent(KIND.HANDED_OVER, day + timedelta(days=6), points=third, transmission=SECOND, to="Jobcenter")
    yield CaseEvent(KIND.RECEIVED, day + timedelta(days=7), transmission=FIRST)
    yield CaseEvent(KIND.RECEIVED, day + timedelta(days=20), transmission=SECOND)
    yield _position(day + timedelta(days=50), transmission=FIRST)
    yield _position(day + timedelta(days=110), 3, transmission=SECOND)


def questioned(day: date) -> Iterator[CaseEvent]:
    """A genuine question, accepted after three days, answered after ten."""
    yield from _begun(day)
    yield CaseEvent(KIND.QUERY_ASKED, day + timedelta(days=40))
    yield CaseEvent(KIND.QUERY_ACCEPTED, day + timedelta(days=43), about=3)
    yield CaseEvent(KIND.QUERY_REPLIED, day + timedelta(days=50), about=3)
    yield _position(day + timedelta(days=105))


def extended(day: date) -> Iterator[CaseEvent]:
    yield from _begun(day)
    until = day + timedelta(days=130)
    yield CaseEvent(KIND.EXTENSION_REQUESTED, day + timedelta(days=80), until=until, text="Haushalt")
    yield CaseEvent(KIND.EXTENSION_GRANTED, day + timedelta(days=83), about=3, until=until)
    yield _position(day + timedelta(days=125))


def deferred(day: date) -> Iterator[CaseEvent]:
    """Zurzeit nicht, twice; then the decision."""
    yield from _begun(day)
    later = replace(NO, position=Position.DEFERRED, deferred_until=day + timedelta(days=150))
    yield _position(day + timedelta(days=60), 1, 2)
    yield _position(day + timedelta(days=61), 3, stance=later)
    again = replace(later, deferred_until=day + timedelta(days=220))
    yield _position(day + timedelta(days=149), 3, stance=again)
    yield _position(day + timedelta(days=219), 3)


def promised(day: date) -> Iterator[CaseEvent]:
    """A promise renewed once, then kept; reported and confirmed as done."""
    yield from _begun(day)
    yield _position(day + timedelta(days=40))
    due = day + timedelta(days=100)
    yield CaseEvent(
        KIND.PROMISE_MADE, day + timedelta(days=41), points=frozenset({1}), until=due, source=PromiseSource.ORAL
    )
    later = day + timedelta(days=160)
    yield CaseEvent(KIND.PROMISE_RENEWED, day + timedelta(days=99), about=4, until=later)
    yield CaseEvent(KIND.PROMISE_KEPT, day + timedelta(days=150), about=5)
    done = Report(Voice.ADMINISTRATION, Implementation.DONE, day + timedelta(days=151), "Läuft seit heute.")
    yield CaseEvent(KIND.IMPLEMENTATION_REPORTED, done.as_of, points=frozenset({1}), report=done)
    confirmed = replace(done, voice=Voice.BOARD, as_of=day + timedelta(days=180))
    yield CaseEvent(
        KIND.VERDICT_GIVEN, confirmed.as_of, points=frozenset({1}), verdict=Verdict.CONFIRMED_DONE, report=confirmed
    )


def insufficient(day: date) -> Iterator[CaseEvent]:
    yield from _begun(day)
    yield _position(day + timedelta(days=50))
    yield CaseEvent(KIND.INSUFFICIENT, day + timedelta(days=63), points=frozenset({2}))
    yield _position(day + timedelta(days=110), 2, stance=NO)


def elsewhere(day: date) -> Iterator[CaseEvent]:
    yield from _begun(day)
    yield CaseEvent(KIND.FORWARDED, day + timedelta(days=20), points=frozenset({3}), to="Land Hessen")
    yield _position(day + timedelta(days=80), 1, 2)


def withdrawn(day: date) -> Iterator[CaseEvent]:
    yield from _begun(day)
    yield CaseEvent(KIND.PAUSE_BEGAN, day + timedelta(days=30), cause=PauseCause.BOARD)
    yield CaseEvent(KIND.PAUSE_ENDED, day + timedelta(days=44), about=3)
    yield CaseEvent(KIND.WITHDRAWN, day + timedelta(days=60))


def corrected(day: date) -> Iterator[CaseEvent]:
    """The receipt was entered a week late, and put right."""
    yield from _begun(day, receipt=14)
    right = CaseEvent(KIND.RECEIVED, day + timedelta(days=7), transmission=FIRST)
    yield CaseEvent(KIND.CORRECTED, day + timedelta(days=16), annuls=2, instead=right)
    yield _position(day + timedelta(days=90))


COURSES: tuple[Course, ...] = (
    *(in_time, late, silent, to_two, questioned, extended),
    *(deferred, promised, insufficient, elsewhere, withdrawn, corrected),
)
CUT_OFF = date(2027, 1, 15)
"""The day on which the year is looked at; nothing later has happened yet."""


def year() -> list[Scripted]:
    """The sixty recommendations, five from each meeting, each course five times."""
    made = []
    for number in range(60):
        day, course = MEETINGS[number // 5], COURSES[number % len(COURSES)]
        events = [replace(event, sequence=n) for n, event in enumerate(course(day), 1) if event.on <= CUT_OFF]
        stamped = tuple(replace(event, recorded_at=datetime.combine(event.on, time(12), UTC)) for event in events)
        made.append(Scripted(f"E-2026/{number + 1:03d}", course.__name__, day, stamped))
    return made
