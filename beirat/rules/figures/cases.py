"""From the case of a recommendation to what is measured of it: its waits, dates, positions, promises and work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from beirat.rules.answers import Position
from beirat.rules.cases import ENDED, Case, CaseEvent, CaseEventKind, Clock, Handling, Implementation, PointCase, Voice
from beirat.rules.cases.events import standing
from beirat.rules.clocks import ClockKind
from beirat.rules.figures.observations import Observation, PointObservation, Promise, Wait, Work
from beirat.rules.figures.summary import Known
from beirat.rules.promises import PromiseState

COMMITTED = frozenset({Position.AGREED, Position.AGREED_WITH_CHANGES, Position.PARTLY})
_ENDINGS = frozenset({CaseEventKind.WITHDRAWN, CaseEventKind.CLOSED})
_GIVEN_UP = frozenset({Implementation.ABANDONED, Implementation.OBSOLETE})


@dataclass(frozen=True)
class CaseFacts:
    """A recommendation with its case and events; ``recorded_on`` is the day of our first entry.

    ``with_grounds`` are the points whose present position carries reason and wording.
    """

    key: str
    decided_on: date
    case: Case
    events: Sequence[CaseEvent] = ()
    recorded_on: date | None = None
    with_grounds: frozenset[int] = frozenset()

    @property
    def ended_on(self) -> date | None:
        """When the board withdrew or closed it; None where it goes on."""
        if self.case.handling not in ENDED:
            return None
        return next((one.on for one in reversed(list(standing(self.events))) if one.kind in _ENDINGS), None)

    @property
    def clocks(self) -> list[Clock]:
        """Those of the first answer, of the addressees that count."""
        counting = {sent.id for sent in self.case.transmissions if sent.counts}
        return [
            clock for clock in self.case.clocks if clock.kind is ClockKind.ANSWER and clock.transmission in counting
        ]


def known(cases: Iterable[CaseFacts]) -> Known:
    """Everything that is measured of these recommendations."""
    all_facts = list(cases)
    return Known(
        cases=[_observation(facts) for facts in all_facts],
        points=[point for facts in all_facts for point in _points(facts)],
        replies=[wait for facts in all_facts for wait in _questions(facts)],
        promises=[promise for facts in all_facts for promise in _promises(facts)],
        works=[work for facts in all_facts for work in _works(facts)],
    )


def _observation(facts: CaseFacts) -> Observation:
    case, clocks = facts.case, facts.clocks
    hand_over = Wait(facts.key, facts.decided_on, case.sent_on, None if case.sent_on else facts.ended_on)
    one = Observation(facts.key, case.handling, hand_over, is_answered=case.answered_on is not None)
    if case.received_on is None or case.handling is Handling.FORWARDED:
        return one
    wait = Wait(
        facts.key,
        case.received_on,
        done_on=case.first_answer_on,
        ended_on=facts.ended_on,
        watched_from=facts.recorded_on,
        pauses=tuple({pause for clock in clocks for pause in clock.pauses}),
    )
    return replace(
        one,
        wait=wait,
        due_on=_last(clock.original_due_on for clock in clocks),
        agreed_due_on=_last(clock.due_on for clock in clocks),
    )


def _last(days: Iterable[date | None]) -> date | None:
    """The day by which everything is due; None while one of the days is not known."""
    found = list(days)
    return max(day for day in found if day) if found and all(found) else None


def _questions(facts: CaseFacts) -> Iterator[Wait]:
    """The administration's questions, as waits for the board's reply; the answer ends one that nobody replied to."""
    over = facts.case.answered_on or facts.ended_on
    for query in facts.case.queries:
        yield Wait(facts.key, query.asked_on, query.replied_on, None if query.replied_on else over)


def _points(facts: CaseFacts) -> Iterator[PointObservation]:
    for number, point in facts.case.points.items():
        clock = next((clock for clock in facts.clocks if number in clock.points), None)
        if clock is None or point.forwarded_on:
            continue
        key, first = point_key(facts.key, number), point.stances[0] if point.stances else None
        yield PointObservation(
            key=key,
            wait=Wait(
                key,
                clock.start,
                done_on=first[0] if first else None,
                ended_on=facts.ended_on,
                watched_from=facts.recorded_on,
                pauses=clock.pauses,
            ),
            due_on=clock.due_on,
            first=first[1].position if first else None,
            position=point.stance.position if point.stance else Position.OPEN,
            has_grounds=number in facts.with_grounds,
        )


def _promises(facts: CaseFacts) -> Iterator[Promise]:
    """A promise for which a new date was named was not kept on the first one."""
    for one in facts.case.promises:
        key = point_key(facts.key, one.number) if one.number else facts.key
        yield Promise(key, one.due_on, one.ended_on if one.state is PromiseState.KEPT else None)


def _works(facts: CaseFacts) -> Iterator[Work]:
    for number, point in facts.case.points.items():
        if point.stance and point.stance.position in COMMITTED:
            yield Work(
                point_key(facts.key, number),
                next(on for on, stance in point.stances if stance.position in COMMITTED),
                reported_on=_said(point, Voice.ADMINISTRATION, {Implementation.DONE}),
                confirmed_on=_said(point, Voice.BOARD, {Implementation.DONE}),
                last_report_on=max((report.as_of for report in point.reports), default=None),
                ended_on=facts.ended_on or _said(point, Voice.BOARD, _GIVEN_UP),
            )


def _said(point: PointCase, voice: Voice, states: Iterable[Implementation]) -> date | None:
    """Since when a voice says so; None if its latest report says something else."""
    latest = point.says(voice)
    if latest is None or latest.state not in states:
        return None
    return min(report.as_of for report in point.reports if report.voice is voice and report.state is latest.state)


def point_key(key: str, number: int) -> str:
    """E-2026/009/2: the second point of E-2026/009."""
    return f"{key}/{number}"


def case_key(key: str) -> str:
    """The recommendation that a key is about, whether it names a point or not."""
    return "/".join(key.split("/")[:2])
