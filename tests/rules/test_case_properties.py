"""Random histories of everything that can happen: what must hold for all of them (holding-to-account § 5.7)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from beirat.queries.case_events import kept_trace, trace_of
from beirat.rules.answers import Position, ReasonCode, Stance
from beirat.rules.calendars import LandCalendar
from beirat.rules.cases import (
    Case,
    CaseEvent,
    CaseEventKind,
    DayMark,
    Implementation,
    Report,
    Verdict,
    Voice,
    explain,
    history,
    is_to_freeze,
    known,
)
from beirat.rules.clocks import ANSWER_CLOCKS, ClockKind, ClockRules, EveryWeekday, PauseCause, Unit

KIND = CaseEventKind
RULES, HESSEN = ClockRules.of(), LandCalendar("HE")
FIRST, SECOND = UUID(int=1), UUID(int=2)
BEGIN = date(2026, 1, 12)
MANY = 1000
MESSAGES = (KIND.MAIL_RECEIVED, KIND.INTERIM_MESSAGE, KIND.COUNCIL_REFERRED, KIND.QUERY_ASKED, KIND.REMINDED)


def made(seed: int, *, most: int = 25) -> list[CaseEvent]:
    """Handed over to one or two, received, then anything at all on days that never go back."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    day, events = BEGIN, [CaseEvent(KIND.HANDED_OVER, BEGIN, transmission=FIRST, to="Landrat")]
    if chance.random() < 0.4:
        events.append(CaseEvent(KIND.HANDED_OVER, BEGIN, points=frozenset({3}), transmission=SECOND, to="Jobcenter"))
    for _ in range(chance.randint(1, most)):
        day += timedelta(days=chance.randint(0, 30))
        events.append(_any(chance, day, len(events)))
    return [
        replace(event, sequence=n, recorded_at=datetime.combine(event.on, time(12), UTC))
        for n, event in enumerate(events, 1)
    ]


def _any(chance: random.Random, day: date, count: int) -> CaseEvent:
    kind = chance.choice([one for one in CaseEventKind if one not in (KIND.HANDED_OVER, KIND.CLOCK_COMPUTED)])
    until = day + timedelta(days=chance.randint(1, 120))
    position = chance.choice([one for one in Position if one is not Position.OPEN])
    voice, state = chance.choice(list(Voice)), chance.choice(list(Implementation))
    event = CaseEvent(
        kind,
        day,
        transmission=chance.choice([None, None, FIRST, SECOND]),
        points=frozenset(chance.sample((1, 2, 3), chance.randint(0, 3))),
        about=chance.randint(1, count),
        until=until,
    )
    extra = {
        KIND.POSITION_GIVEN: {"stance": Stance(position, "Wortlaut", ReasonCode.OTHER, until)},
        KIND.IMPLEMENTATION_REPORTED: {"report": Report(voice, state, day)},
        KIND.VERDICT_GIVEN: {"verdict": chance.choice(list(Verdict)), "report": Report(Voice.BOARD, state, day)},
        KIND.PAUSE_BEGAN: {"cause": PauseCause.BOARD, "until": chance.choice([None, until])},
        KIND.ANNULLED: {"annuls": chance.randint(2, count + 1)},
        KIND.CORRECTED: {"annuls": chance.randint(2, count + 1), "instead": CaseEvent(KIND.INTERIM_MESSAGE, day)},
    }
    return replace(event, **extra.get(kind, {}))  # type: ignore[arg-type]


def case_of(events: list[CaseEvent]) -> Case:
    return history(events, (1, 2, 3), rules=RULES, days=HESSEN)


@pytest.mark.parametrize("start", range(0, MANY, 250))
def test_no_message_makes_a_past_date_undone_or_ends_waiting(start: int) -> None:
    for seed in range(start, start + 250):
        events = made(seed)
        today = events[-1].on + timedelta(days=seed % 300)
        before = case_of(events).on(today)
        for kind in MESSAGES:
            after = case_of([*events, CaseEvent(kind, today, sequence=len(events) + 1)]).on(today)
            assert after.days == before.days, seed
            assert after.is_past_due == before.is_past_due, seed


@pytest.mark.parametrize("start", range(0, MANY, 250))
def test_dates_of_clocks_are_working_days_and_a_later_date_never_comes_earlier(start: int) -> None:
    for seed in range(start, start + 250):
        for clock in case_of(made(seed)).clocks:
            if clock.due_on and clock.kind is not ClockKind.PROMISE:
                assert HESSEN.is_working_day(clock.due_on), seed
                assert clock.original_due_on is None or clock.original_due_on <= clock.due_on, seed


@pytest.mark.parametrize("start", range(0, MANY, 250))
def test_one_more_pause_of_the_board_never_makes_a_date_earlier(start: int) -> None:
    for seed in range(start, start + 250):
        events = made(seed)
        day = events[-1].on
        more = [
            CaseEvent(KIND.PAUSE_BEGAN, day, sequence=900, cause=PauseCause.BOARD, until=day + timedelta(days=9)),
        ]
        plain, paused = case_of(events), case_of([*events, *more])
        if plain.due_on and paused.due_on:
            assert paused.due_on >= plain.due_on, seed


@pytest.mark.parametrize("start", range(0, MANY, 250))
def test_answered_means_a_position_on_every_point_from_everybody(start: int) -> None:
    for seed in range(start, start + 250):
        case = case_of(made(seed))
        all_given = all(point.is_answered for point in case.points.values())
        assert (case.answered_on is not None) == all_given, seed
        if case.answered_on:
            assert case.first_answer_on is not None, seed


def test_the_same_events_make_the_same_case() -> None:
    for seed in range(MANY):
        assert case_of(made(seed)) == case_of(made(seed)), seed


def test_what_was_known_at_a_moment_is_the_history_of_what_was_on_record() -> None:
    for seed in range(300):
        events = made(seed)
        half = events[len(events) // 2]
        assert half.recorded_at is not None
        then = known(events, half.recorded_at)
        assert case_of(then) == case_of([event for event in events if event.on <= half.on]), seed


def test_what_was_frozen_stays_whatever_calendar_comes_later() -> None:
    for seed in range(400):
        events = made(seed)
        case = case_of(events)
        frozen = [
            CaseEvent(
                KIND.CLOCK_COMPUTED, events[-1].on, sequence=1000 + n, transmission=clock.transmission,
                trace=trace_of(kept_trace(explain(clock, rules=RULES, days=HESSEN))),
            )
            for n, clock in enumerate(case.clocks) if is_to_freeze(clock)
        ]  # fmt: skip
        later = history([*events, *frozen], (1, 2, 3), rules=ClockRules.of(answer_months=1), days=EveryWeekday())
        dates = {clock.key: clock.due_on for clock in later.clocks}
        for clock in case.clocks:
            if is_to_freeze(clock):
                assert dates[clock.key] == clock.due_on, seed


def test_the_strip_of_a_clock_explains_every_day_to_its_end() -> None:
    for seed in range(400):
        for clock in case_of(made(seed)).clocks:
            if clock.kind is ClockKind.PROMISE or clock.due_on is None:
                continue
            trace = explain(clock, rules=RULES, days=HESSEN)
            strip = list(trace.strip())
            assert (strip[0].mark, strip[-1].mark) == (DayMark.START, DayMark.DUE), seed
            assert [one.day for one in strip] == [
                clock.start + timedelta(days=n) for n in range((clock.due_on - clock.start).days + 1)
            ], seed
            counted = sum(one.mark is DayMark.COUNTED for one in strip)
            if trace.period.unit is Unit.WORKING_DAY:
                assert counted in (trace.period.value, trace.period.value - 1), seed
            else:
                full = (trace.period.end(trace.start) - trace.start).days
                assert counted in (full, full - 1), seed


def test_the_dates_of_the_whole_are_those_of_its_first_open_clock() -> None:
    for seed in range(MANY):
        case = case_of(made(seed))
        open_dates = [clock.due_on for clock in case.clocks if clock.kind in ANSWER_CLOCKS and clock.is_running]
        assert case.due_on == min((day for day in open_dates if day), default=None), seed
