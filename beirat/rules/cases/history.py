"""From events to the case: ``history`` is pure, and its result may be stored.

Clocks are computed once, at the end; what was frozen when a clock started or changed counts before any new computation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from beirat.rules.answers import Stance
from beirat.rules.cases.case import (
    ACCEPTED,
    FINISHED,
    Case,
    Clock,
    Handling,
    PointCase,
    TransmissionCase,
    first_clock,
    says,
)
from beirat.rules.cases.events import CaseEvent, Verdict, Voice, standing
from beirat.rules.cases.fold import Demand, Fold, Sent, Term, latest_answer
from beirat.rules.cases.steps import STEPS
from beirat.rules.cases.traces import Trace, free_days
from beirat.rules.clocks import (
    ANSWER_CLOCKS,
    ClockKind,
    ClockRules,
    Pause,
    PauseCause,
    WorkingDays,
    count,
    count_period,
)
from beirat.rules.promises import Promise


def history(events: Sequence[CaseEvent], points: Iterable[int], *, rules: ClockRules, days: WorkingDays) -> Case:
    """The case that the events make, in the order in which they were recorded."""
    fold = gather(events, points, rules=rules)
    clocks = _Clocks(fold, rules, days).all()
    transmissions = tuple(_transmission(fold, sent, clocks) for sent in fold.sent.values())
    first = first_clock(clock for clock in clocks if clock.kind in ANSWER_CLOCKS)
    received = [sent.received_on for sent in fold.standing() if sent.received_on]
    return Case(
        handling=_handling(fold),
        points=_points(fold, clocks),
        transmissions=transmissions,
        clocks=clocks,
        sent_on=min((sent.on for sent in fold.sent.values()), default=None),
        received_on=min(received, default=None),
        due_on=first.due_on if first else None,
        original_due_on=first.original_due_on if first else None,
        paused_since=first.paused.since if first and first.paused else None,
        paused_until=first.paused.until if first and first.paused else None,
        first_answer_on=fold.first_answer_on,
        answered_on=latest_answer(fold.demands()) if fold.is_answered else None,
        was_reopened=fold.was_reopened,
        promises=tuple(fold.promises.values()),
        extensions=tuple(fold.extensions.values()),
        queries=tuple(fold.queries.values()),
        reminders=tuple(fold.reminders),
        open_pauses=_open_pauses(fold),
    )


def _open_pauses(fold: Fold) -> dict[int, Pause]:
    """What the board holds the clock with, by the event that began it; questions are listed by themselves."""
    return {
        number: pause
        for demand in fold.demands()
        for number, pause in demand.pauses.items()
        if pause.is_open and pause.cause is not PauseCause.QUERY
    }


def gather(events: Sequence[CaseEvent], points: Iterable[int], *, rules: ClockRules) -> Fold:
    """Walks through the events that count."""
    fold = Fold(tuple(points), rules.query_days)
    for event in standing(events):
        STEPS[event.kind](fold, event)
    return fold


def _handling(fold: Fold) -> Handling:
    if fold.ended:
        return fold.ended
    standing = fold.standing()
    if not standing:
        return Handling.TO_BE_SENT
    if fold.is_answered:
        return Handling.ANSWERED
    if all(sent.received_on is None for sent in standing):
        return Handling.SENT
    has_everything_gone = {demand.number for demand in fold.demands()} >= set(fold.numbers)
    return _answering(list(fold.demands()), has_everything_gone, any(sent.has_interim for sent in standing))


def _answering(demands: list[Demand], has_everything_gone: bool, has_interim: bool) -> Handling:
    owed = [demand for demand in demands if demand.owes_answer]
    if not owed and has_everything_gone:
        return Handling.ANSWERED if all(demand.is_answered for demand in demands) else Handling.FORWARDED
    if any(_is_asking(demand) for demand in owed):
        return Handling.QUERY
    if any(demand.asked_again_on for demand in owed):
        return Handling.INSUFFICIENT
    if any(demand.is_answered for demand in demands):
        return Handling.PARTLY_ANSWERED
    return Handling.INTERIM if has_interim else Handling.ACKNOWLEDGED


def _is_asking(demand: Demand) -> bool:
    return any(pause.is_open and pause.cause is PauseCause.QUERY for pause in demand.pauses.values())


def _transmission(fold: Fold, sent: Sent, clocks: Iterable[Clock]) -> TransmissionCase:
    own = first_clock(clock for clock in clocks if clock.kind in ANSWER_CLOCKS and clock.transmission == sent.id)
    demands = list(sent.demands.values())
    is_answered = bool(demands) and all(demand.is_answered for demand in demands)
    return TransmissionCase(
        id=sent.id,
        addressee=sent.addressee,
        points=frozenset(sent.demands),
        handling=_handling_of(fold, sent, demands),
        sent_on=sent.on,
        received_on=sent.received_on,
        replaced_on=sent.replaced_on,
        replaces=sent.replaces,
        due_on=own.due_on if own else None,
        original_due_on=own.original_due_on if own else None,
        paused_since=own.paused.since if own and own.paused else None,
        paused_until=own.paused.until if own and own.paused else None,
        first_answer_on=sent.first_answer_on,
        answered_on=latest_answer(demands) if is_answered else None,
    )


def _handling_of(fold: Fold, sent: Sent, demands: list[Demand]) -> Handling:
    if fold.ended:
        return fold.ended
    if not sent.counts:
        return Handling.FORWARDED
    return _answering(demands, True, sent.has_interim) if sent.received_on else Handling.SENT


def _points(fold: Fold, clocks: Iterable[Clock]) -> dict[int, PointCase]:
    owed: dict[int, list[Demand]] = {number: [] for number in fold.numbers}
    for demand in fold.demands():
        owed[demand.number].append(demand)
    known = tuple(clocks)
    return {number: _point(fold, number, demands, known) for number, demands in owed.items()}


def _point(fold: Fold, number: int, demands: list[Demand], clocks: Sequence[Clock]) -> PointCase:
    own = [clock for clock in clocks if number in clock.points]
    answer = first_clock(clock for clock in own if clock.kind in ANSWER_CLOCKS)
    report = first_clock(clock for clock in own if clock.kind is ClockKind.REPORT)
    asked = [demand.asked_again_on for demand in demands if demand.asked_again_on]
    away = [demand for demand in demands if demand.forwarded_on]
    is_away = bool(away) and not any(demand.owes_answer for demand in demands)
    return PointCase(
        number=number,
        stances=tuple(_in_order(demands)),
        asked_again_on=min(asked, default=None),
        forwarded_on=away[0].forwarded_on if is_away else None,
        forwarded_to=away[0].forwarded_to if is_away else "",
        first_answered_on=min((demand.stances[0][0] for demand in demands if demand.stances), default=None),
        lacks_answer=not demands or not all(demand.is_answered for demand in demands),
        due_on=answer.due_on if answer else None,
        original_due_on=answer.original_due_on if answer else None,
        reports=tuple(fold.reports.get(number, ())),
        verdicts=tuple(fold.verdicts.get(number, ())),
        report_due_on=report.due_on if report else None,
        no_news_since=report.start if report else None,
        promises=tuple(promise for promise in fold.promises.values() if number in promise.points),
    )


def _in_order(demands: Iterable[Demand]) -> list[tuple[date, Stance]]:
    """By the day on which they were given: a letter that was recorded late stands where it belongs."""
    return sorted((one for demand in demands for one in demand.stances), key=lambda one: one[0])


class _Clocks:
    """Computes every clock of a case, each computation once."""

    def __init__(self, fold: Fold, rules: ClockRules, days: WorkingDays) -> None:
        self.fold, self.rules, self.days = fold, rules, days

    def all(self) -> tuple[Clock, ...]:
        found = [clock for sent in self.fold.sent.values() for clock in self._of(sent)]
        found += [_promise_clock(promise, self.fold.ended_on) for promise in self.fold.promises.values()]
        found += [clock for number in self.fold.numbers for clock in self._report(number)]
        return tuple(found)

    def _of(self, sent: Sent) -> list[Clock]:
        ended_on = sent.received_on or sent.replaced_on
        receipt = Clock(ClockKind.RECEIPT, sent.on, None, frozenset(sent.demands), sent.id, ended_on=ended_on)
        together: dict[tuple[object, ...], tuple[Clock, set[int]]] = {}
        for demand in sent.demands.values():
            for term in demand.terms:
                clock = _answer_clock(sent, demand, term)
                _, numbers = together.setdefault((clock.key, clock.ended_on, clock.was_answered), (clock, set()))
                numbers.add(demand.number)
        answers = [self._counted(clock, frozenset(numbers)) for clock, numbers in together.values()]
        return [self._counted(receipt, receipt.points), *answers]

    def _report(self, number: int) -> list[Clock]:
        """Every half year after a position that promises a change, until the point is done or given up."""
        start = _waits_for_news_since(self.fold, number)
        if start is None:
            return []
        return [self._counted(Clock(ClockKind.REPORT, start, None, frozenset({number})), frozenset({number}))]

    def _counted(self, clock: Clock, points: frozenset[int]) -> Clock:
        """With its dates: as they were frozen, else as rule and calendar say today."""
        trace = self.fold.frozen.get(clock.key)
        rule = self.rules.on(clock.kind, clock.start)
        original, due = (
            (trace.original_due_on, trace.due_on) if trace else dates(clock, rules=self.rules, days=self.days)
        )
        return Clock(
            clock.kind,
            clock.start,
            rule,
            points,
            clock.transmission,
            original,
            due,
            clock.pauses,
            clock.agreed_on,
            clock.agreed_until,
            clock.ended_on or self.fold.ended_on,
            clock.was_answered,
            trace,
        )


def _answer_clock(sent: Sent, demand: Demand, term: Term) -> Clock:
    """A term with the pauses that fall into it."""
    pauses = [
        pause
        for pause in demand.pauses.values()
        if (pause.until is None or pause.until > term.start) and (term.ended_on is None or pause.since < term.ended_on)
    ]
    return Clock(
        term.kind,
        term.start,
        None,
        frozenset({demand.number}),
        sent.id,
        pauses=tuple(sorted(pauses, key=lambda pause: pause.since)),
        agreed_on=term.agreed_on,
        agreed_until=term.agreed_until,
        ended_on=term.ended_on,
        was_answered=term.ended_on is not None and bool(demand.stances) and demand.forwarded_on is None,
    )


def _promise_clock(promise: Promise, ended_on: date | None) -> Clock:
    """The day that was named, as it was named."""
    return Clock(
        ClockKind.PROMISE,
        promise.made_on,
        None,
        promise.points,
        original_due_on=promise.due_on,
        due_on=promise.due_on,
        ended_on=promise.ended_on or ended_on,
    )


def _waits_for_news_since(fold: Fold, number: int) -> date | None:
    stances = _in_order(demand for demand in fold.demands() if demand.number == number)
    if not stances or stances[-1][1].position not in ACCEPTED:
        return None
    accepted_on = next(on for on, stance in reversed(stances) if stance is stances[-1][1])
    reports = fold.reports.get(number, [])
    verdicts = fold.verdicts.get(number, [])
    administration, board = says(reports, Voice.ADMINISTRATION), says(reports, Voice.BOARD)
    is_disputed = bool(verdicts) and verdicts[-1].verdict is Verdict.DISPUTED
    if board and board.state in FINISHED:
        return None
    if administration and administration.state in FINISHED and not is_disputed:
        return None
    days = [
        accepted_on,
        *([administration.as_of] if administration else []),
        *([verdicts[-1].on] if is_disputed else []),
    ]
    return max(days)


def dates(clock: Clock, *, rules: ClockRules, days: WorkingDays) -> tuple[date | None, date | None]:
    """The date without and with an agreed extension. Pauses after the agreement move the agreed day too."""
    period = rules.on(clock.kind, clock.start).period
    original = count_period(period, clock.start, clock.pauses, days).due_on
    if clock.agreed_until is None or clock.agreed_on is None:
        return original, original
    later = [pause for pause in clock.pauses if pause.until is None or pause.until > clock.agreed_on]
    agreed = count(clock.agreed_until, clock.agreed_on, later, days).due_on
    if original is None or agreed is None:
        return original, None
    return original, max(original, agreed)


def explain(clock: Clock, *, rules: ClockRules, days: WorkingDays) -> Trace:
    """How the dates of a clock were computed: as it was frozen, else as it would be now."""
    if clock.trace is not None:
        return clock.trace
    rule = rules.on(clock.kind, clock.start)
    original, due = dates(clock, rules=rules, days=days)
    counted = count_period(rule.period, clock.start, clock.pauses, days)
    return Trace(
        kind=clock.kind,
        start=clock.start,
        period=rule.period,
        pauses=clock.pauses,
        unshifted_end=counted.end,
        original_due_on=original,
        due_on=due,
        agreed_until=clock.agreed_until,
        agreed_on=clock.agreed_on,
        legal_basis=rule.legal_basis,
        rule_version=rule.version,
        calendar_version=days.version,
        free_days=free_days(clock.start, due, days),
    )


def is_to_freeze(clock: Clock) -> bool:
    """Running clocks that a rule computes; a promise is a day that somebody named."""
    return clock.is_running and clock.trace is None and clock.kind is not ClockKind.PROMISE
