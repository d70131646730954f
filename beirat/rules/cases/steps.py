"""What each kind of event does to a case: one step per kind.

The law of the house is here: *only a position on every point stops the answer clock*. Steps of messages touch none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from beirat.rules.answers import Position, Stance
from beirat.rules.cases.case import Extension, Handling, PointVerdict, Query
from beirat.rules.cases.events import CaseEvent, CaseEventKind, Verdict
from beirat.rules.cases.fold import Demand, Fold, Sent, Term, chosen, latest_answer
from beirat.rules.clocks import ClockKind, Pause, PauseCause
from beirat.rules.promises import Promise, PromiseSource, PromiseState

ASKS_AGAIN = frozenset({Verdict.ASK_AGAIN, Verdict.INSUFFICIENT})


def _hand_over(fold: Fold, event: CaseEvent) -> None:
    if event.transmission in fold.sent:
        return
    numbers = fold.numbers_of(event)
    if event.replaces in fold.sent and event.replaces is not None:
        _replace(fold.sent[event.replaces], event)
    demands = {number: Demand(number) for number in numbers}
    fold.sent[event.transmission] = Sent(event.transmission, event.to, event.on, demands, event.replaces)


def _replace(old: Sent, event: CaseEvent) -> None:
    old.replaced_on = event.on
    for demand in old.demands.values():
        _end(demand, event.on)


def _receive(fold: Fold, event: CaseEvent) -> None:
    for sent in fold.to_whom(event.transmission):
        if sent.received_on is None:
            sent.received_on = event.on
            for demand in sent.demands.values():
                if not demand.terms:
                    demand.terms.append(Term(ClockKind.ANSWER, event.on, ended_on=demand.answered_on))


def _message(fold: Fold, event: CaseEvent) -> None:
    for sent in fold.to_whom(event.transmission):
        sent.has_interim = True


def _nothing(fold: Fold, event: CaseEvent) -> None:
    """Mail that nobody has read yet, a doubt about a position: they change nothing."""


def _ask(fold: Fold, event: CaseEvent) -> None:
    fold.queries[event.sequence] = Query(event.sequence, event.on, event.points, event.transmission, event.text)
    if event.is_accepted:
        _accept(fold, replace(event, about=event.sequence))


def _accept(fold: Fold, event: CaseEvent) -> None:
    """The question was genuine: the clock has stood since it was asked."""
    for query in [one for one in _open_queries(fold, event.about) if one.accepted_on is None]:
        fold.queries[query.sequence] = replace(query, accepted_on=event.on)
        since = query.asked_on
        pause = Pause(since, since + timedelta(days=fold.query_days), PauseCause.QUERY, is_open=True)
        _pause(fold.named(query.transmission, query.points), query.sequence, pause)


def _reply(fold: Fold, event: CaseEvent) -> None:
    """The clock runs again. A reply may accept the question: then the clock stood from the question to the reply."""
    if event.is_accepted:
        _accept(fold, event)
    for query in _open_queries(fold, event.about):
        fold.queries[query.sequence] = replace(query, replied_on=event.on)
        _resume(fold, query.sequence, event.on)


def _open_queries(fold: Fold, about: int | None) -> list[Query]:
    chosen = [query for query in fold.queries.values() if query.replied_on is None]
    return [query for query in chosen if about is None or query.sequence == about]


def _begin_pause(fold: Fold, event: CaseEvent) -> None:
    cause = event.cause or PauseCause.BOARD
    _pause(fold.touched(event), event.sequence, Pause(event.on, event.until, cause, is_open=True))


def _end_pause(fold: Fold, event: CaseEvent) -> None:
    for demand in fold.demands():
        for number in [*demand.pauses] if event.about is None else [event.about]:
            if number in demand.pauses and demand.pauses[number].cause is not PauseCause.QUERY:
                _close(demand, number, event.on)


def _pause(demands: Iterable[Demand], number: int, pause: Pause) -> None:
    for demand in demands:
        if demand.owes_answer:
            demand.pauses.setdefault(number, pause)


def _resume(fold: Fold, number: int, on: date) -> None:
    for demand in fold.demands():
        if number in demand.pauses:
            _close(demand, number, on)


def _close(demand: Demand, number: int, on: date) -> None:
    """A pause ends on the day, or has ended at its cap."""
    pause = demand.pauses[number]
    if pause.is_open:
        until = on if pause.until is None else min(pause.until, on)
        demand.pauses[number] = replace(pause, until=max(until, pause.since), is_open=False)


def _request(fold: Fold, event: CaseEvent) -> None:
    fold.extensions[event.sequence] = Extension(
        event.sequence, event.on, event.points, event.transmission, event.until, event.text
    )


def _grant(fold: Fold, event: CaseEvent) -> None:
    """A later date for the points that it was asked for; it moves their date, never the original one."""
    asked = fold.extensions.get(event.about or 0)
    points = asked.points if asked and not event.points else event.points
    whom = asked.transmission if asked and event.transmission is None else event.transmission
    if asked:
        fold.extensions[asked.sequence] = replace(
            asked, granted=True, decided_on=event.on, granted_until=event.until, reason=event.text
        )
    for demand in fold.named(whom, points):
        if demand.terms and demand.owes_answer:
            demand.terms[-1].agreed_on, demand.terms[-1].agreed_until = event.on, event.until


def _deny(fold: Fold, event: CaseEvent) -> None:
    if asked := fold.extensions.get(event.about or 0):
        fold.extensions[asked.sequence] = replace(asked, granted=False, decided_on=event.on, reason=event.text)


def _give_position(fold: Fold, event: CaseEvent) -> None:
    if event.stance is None:
        raise ValueError("a position event carries its stance")
    for sent in fold.to_whom(event.transmission):
        for demand in chosen(sent.demands, event.points):
            demand.stances.append((event.on, event.stance))
            demand.forwarded_on, demand.forwarded_to = None, ""
            _end(demand, event.on)
        if sent.first_answer_on is None and sent.demands and all(one.is_answered for one in sent.demands.values()):
            sent.first_answer_on = latest_answer(sent.demands.values())
    if fold.first_answer_on is None and fold.is_answered:
        fold.first_answer_on = latest_answer(fold.demands())
    _promise_of_position(fold, event, event.stance)


def _end(demand: Demand, on: date) -> None:
    """Nothing is waited for any more, and no pause holds what does not run."""
    if demand.terms and demand.terms[-1].ended_on is None:
        demand.terms[-1].ended_on = on
    for number in demand.pauses:
        _close(demand, number, on)


def _promise_of_position(fold: Fold, event: CaseEvent, stance: Stance) -> None:
    """ "Zurzeit nicht" promises a new decision; any new position keeps it, the next "zurzeit nicht" renews it."""
    is_deferred = stance.position is Position.DEFERRED
    if not is_deferred and stance.promised_by is None and not fold.deferred:
        return
    for number in fold.numbers_of(event):
        before = _end_deferral(fold, number, event.on, renewed=is_deferred)
        until = stance.deferred_until if is_deferred else stance.promised_by
        if until is not None:
            source = PromiseSource.DEFERRAL if is_deferred else PromiseSource.POSITION
            made = Promise(event.sequence, number, frozenset({number}), source, event.on, until)
            fold.promises[(event.sequence, number)] = _after(made, before) if is_deferred else made
        if is_deferred and until is not None:
            fold.deferred[number] = (event.sequence, number)


def _end_deferral(fold: Fold, number: int, on: date, *, renewed: bool) -> Promise | None:
    """The deferral of a point that was still open, as it was."""
    key = fold.deferred.pop(number, None)
    if key is None or fold.promises[key].state is not PromiseState.OPEN:
        return None
    promise = fold.promises[key]
    state = PromiseState.RENEWED if renewed else PromiseState.KEPT
    fold.promises[key] = replace(promise, state=state, ended_on=on)
    return promise


def _after(promise: Promise, before: Promise | None) -> Promise:
    if before is None:
        return promise
    return replace(promise, renews=before.sequence, times_renewed=before.times_renewed + 1)


def _make_promise(fold: Fold, event: CaseEvent) -> None:
    if event.until is None:
        raise ValueError("a promise carries its day")
    source = event.source or PromiseSource.MESSAGE
    points = frozenset(fold.numbers_of(event))
    fold.promises[(event.sequence, 0)] = Promise(
        event.sequence, 0, points, source, event.on, event.until, text=event.text
    )


def _end_promise(state: PromiseState) -> Callable[[Fold, CaseEvent], None]:
    def end(fold: Fold, event: CaseEvent) -> None:
        for key, promise in _promised(fold, event):
            fold.promises[key] = replace(promise, state=state, ended_on=event.on)

    return end


def _renew_promise(fold: Fold, event: CaseEvent) -> None:
    """A new date: the old promise keeps its own, the new one stands after it in the chain."""
    if event.until is None:
        raise ValueError("a promise carries its day")
    for key, promise in _promised(fold, event):
        fold.promises[key] = replace(promise, state=PromiseState.RENEWED, ended_on=event.on)
        text = event.text or promise.text
        made = Promise(event.sequence, promise.number, promise.points, promise.source, event.on, event.until, text=text)
        fold.promises[(event.sequence, promise.number)] = _after(made, promise)
        if promise.source is PromiseSource.DEFERRAL:
            fold.deferred[promise.number] = (event.sequence, promise.number)


def _promised(fold: Fold, event: CaseEvent) -> list[tuple[tuple[int, int], Promise]]:
    """The promises made by the event that this one is about; a broken one can still be kept, late."""
    return [
        (key, promise)
        for key, promise in fold.promises.items()
        if promise.sequence == event.about
        and promise.state in (PromiseState.OPEN, PromiseState.BROKEN)
        and (not event.points or promise.points & event.points)
    ]


def _forward(fold: Fold, event: CaseEvent) -> None:
    for demand in fold.touched(event):
        demand.forwarded_on, demand.forwarded_to = event.on, event.to
        _end(demand, event.on)


def _report(fold: Fold, event: CaseEvent) -> None:
    if event.report is None:
        raise ValueError("a report carries what it says")
    for number in fold.numbers_of(event):
        fold.reports.setdefault(number, []).append(event.report)


def _judge(fold: Fold, event: CaseEvent) -> None:
    if event.verdict is None:
        raise ValueError("a verdict carries what was found")
    for number in fold.numbers_of(event):
        found = PointVerdict(event.on, event.verdict, event.resolution)
        fold.verdicts.setdefault(number, []).append(found)
    if event.verdict in ASKS_AGAIN:
        _ask_again(fold, event)
    if event.verdict is Verdict.CONFIRMED_DONE and event.report:
        _report(fold, event)


def _ask_again(fold: Fold, event: CaseEvent) -> None:
    """An answered point is owed again; the time of the first answer stays."""
    for demand in fold.touched(event):
        if demand.is_answered:
            demand.terms.append(Term(ClockKind.SECOND_ANSWER, event.on))


def _find_insufficient(fold: Fold, event: CaseEvent) -> None:
    _judge(fold, replace(event, verdict=Verdict.INSUFFICIENT))


def _withdraw(fold: Fold, event: CaseEvent) -> None:
    fold.ended, fold.ended_on = Handling.WITHDRAWN, event.on


def _close_case(fold: Fold, event: CaseEvent) -> None:
    fold.ended, fold.ended_on = Handling.CLOSED, event.on


def _reopen(fold: Fold, event: CaseEvent) -> None:
    fold.ended, fold.ended_on, fold.was_reopened = None, None, True


def _freeze(fold: Fold, event: CaseEvent) -> None:
    if event.trace is None:
        raise ValueError("a computation carries its trace")
    trace = event.trace
    key = (trace.kind, event.transmission, trace.start, trace.pauses, trace.agreed_on, trace.agreed_until)
    fold.frozen[key] = trace


def _remind(fold: Fold, event: CaseEvent) -> None:
    fold.reminders.append((event.on, event.about or 1))


STEPS: Mapping[CaseEventKind, Callable[[Fold, CaseEvent], None]] = {
    CaseEventKind.HANDED_OVER: _hand_over,
    CaseEventKind.RECEIVED: _receive,
    CaseEventKind.MAIL_RECEIVED: _nothing,
    CaseEventKind.INTERIM_MESSAGE: _message,
    CaseEventKind.COUNCIL_REFERRED: _message,
    CaseEventKind.QUERY_ASKED: _ask,
    CaseEventKind.QUERY_ACCEPTED: _accept,
    CaseEventKind.QUERY_REPLIED: _reply,
    CaseEventKind.PAUSE_BEGAN: _begin_pause,
    CaseEventKind.PAUSE_ENDED: _end_pause,
    CaseEventKind.EXTENSION_REQUESTED: _request,
    CaseEventKind.EXTENSION_GRANTED: _grant,
    CaseEventKind.EXTENSION_DENIED: _deny,
    CaseEventKind.CLOCK_COMPUTED: _freeze,
    CaseEventKind.REMINDED: _remind,
    CaseEventKind.POSITION_GIVEN: _give_position,
    CaseEventKind.POSITION_DISPUTED: _nothing,
    CaseEventKind.FORWARDED: _forward,
    CaseEventKind.PROMISE_MADE: _make_promise,
    CaseEventKind.PROMISE_KEPT: _end_promise(PromiseState.KEPT),
    CaseEventKind.PROMISE_BROKEN: _end_promise(PromiseState.BROKEN),
    CaseEventKind.PROMISE_RENEWED: _renew_promise,
    CaseEventKind.IMPLEMENTATION_REPORTED: _report,
    CaseEventKind.VERDICT_GIVEN: _judge,
    CaseEventKind.INSUFFICIENT: _find_insufficient,
    CaseEventKind.WITHDRAWN: _withdraw,
    CaseEventKind.CLOSED: _close_case,
    CaseEventKind.REOPENED: _reopen,
}
