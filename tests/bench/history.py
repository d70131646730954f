"""What ``history`` of a hundred events costs, beside a bare fold of the same.

The bare fold walks through the events with one frozen state, replaced at every event, and computes nothing: no clocks,
no promises, no points. What grows faster than the number of events would show in the ratio.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from time import process_time

from beirat.rules.answers import Position, ReasonCode, Stance
from beirat.rules.calendars import LandCalendar
from beirat.rules.cases import CaseEvent, CaseEventKind, Implementation, Report, Voice, explain, history
from beirat.rules.clocks import ClockKind, ClockRules

KIND = CaseEventKind
EVENTS, MOST = 100, 10.0
POINTS, RULES, DAYS = (1, 2, 3), ClockRules.of(), LandCalendar("HE")
BEGIN = date(2026, 1, 12)


def hundred() -> list[CaseEvent]:
    """A long case as it is stored: messages, questions, positions, reports, each clock frozen when it changed."""
    events = [CaseEvent(KIND.HANDED_OVER, BEGIN), CaseEvent(KIND.RECEIVED, BEGIN + timedelta(days=2))]
    later = Stance(Position.DEFERRED, "Zurzeit nicht.", ReasonCode.BUDGET, BEGIN + timedelta(days=400))
    yes = Stance(Position.AGREED, "Wir machen das.")
    for n in range(EVENTS - 10):
        day, points = BEGIN + timedelta(days=3 + n), frozenset({n % 3 + 1})
        said = Report(Voice.ADMINISTRATION, Implementation.RUNNING, day)
        events.append(
            (
                CaseEvent(KIND.INTERIM_MESSAGE, day),
                CaseEvent(KIND.MAIL_RECEIVED, day),
                CaseEvent(KIND.IMPLEMENTATION_REPORTED, day, points=points, report=said),
                CaseEvent(KIND.POSITION_GIVEN, day, points=points, stance=yes if n % 3 else later),
                CaseEvent(KIND.REMINDED, day),
                CaseEvent(KIND.QUERY_ASKED, day),
                CaseEvent(KIND.QUERY_REPLIED, day, is_accepted=True),
                CaseEvent(KIND.COUNCIL_REFERRED, day),
            )[n % 8]
        )
    numbered = [replace(event, sequence=n) for n, event in enumerate(events, 1)]
    return (numbered + _frozen(numbered))[:EVENTS]


def _frozen(events: Sequence[CaseEvent]) -> list[CaseEvent]:
    case = history(events, POINTS, rules=RULES, days=DAYS)
    return [
        CaseEvent(
            KIND.CLOCK_COMPUTED,
            events[-1].on,
            len(events) + n,
            clock.transmission,
            trace=explain(clock, rules=RULES, days=DAYS),
        )
        for n, clock in enumerate(case.clocks, 1)
        if clock.kind is not ClockKind.PROMISE
    ]


@dataclass(frozen=True)
class Bare:
    """What was said last."""

    kind: CaseEventKind | None = None
    on: date | None = None
    stance: Stance | None = None
    report: Report | None = None


def bare(events: Sequence[CaseEvent]) -> Bare:
    """The same walk without rules."""
    return reduce(
        lambda state, event: replace(
            state,
            kind=event.kind,
            on=event.on,
            stance=event.stance or state.stance,
            report=event.report or state.report,
        ),
        events,
        Bare(),
    )


def cost(work: Callable[[], object], *, times: int = 200, rounds: int = 7) -> float:
    """Seconds of CPU for one run: the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        began = process_time()
        for _ in range(times):
            work()
        best = min(best, (process_time() - began) / times)
    return best


def ratio() -> float:
    """How many bare folds one ``history`` costs."""
    events = hundred()
    least = cost(lambda: bare(events))
    return cost(lambda: history(events, POINTS, rules=RULES, days=DAYS)) / least


def main() -> int:
    found = ratio()
    sys.stdout.write(f"history of {EVENTS} events: {found:.1f} × a bare fold (at most {MOST:.0f})\n")
    return int(found > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
