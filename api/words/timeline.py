"""The way of a recommendation in words: what happened, when, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from api.words import public as words
from beirat.queries.public.cases import Happening, RecommendationPage
from beirat.queries.public.recommendations import PointState, RecommendationLine
from beirat.queries.public.states import AnswerState
from beirat.rules.cases import CaseEventKind, Handling, is_held
from beirat.rules.voting import VotingOrder


@dataclass(frozen=True)
class Step:
    """One entry. ``state`` is done or now; ``lines`` are sentences of ours, ``quote`` somebody's own words."""

    title: str
    when: str
    state: str = "done"
    kind: str = "done"
    lines: tuple[str, ...] = ()
    quote: str = ""


def timeline(page: RecommendationPage, today: date) -> list[Step]:
    """From the resolution to today, oldest first; last comes what is still owed."""
    steps = [_decided(page)]
    for _, together in groupby(page.happenings, key=lambda each: (each.kind, each.on, each.text)):
        steps.append(_step(page, list(together)))
    return [*steps, *_next(page, today)]


def in_short(page: RecommendationPage, today: date) -> str:
    """The sentence on top of the page: that of the list, and before it that the board took the case up again."""
    turns = [each for each in page.happenings if each.kind in _TURNS]
    if not turns or turns[-1].kind is not CaseEventKind.REOPENED:
        return words.in_short(page.line, today)
    taken_up = f"Der Beirat hat die Empfehlung am {words.day(turns[-1].on)} wieder aufgenommen."
    return f"{taken_up} {words.in_short(page.line, today)}"


_TURNS = frozenset(
    {
        CaseEventKind.POSITION_GIVEN,
        CaseEventKind.INSUFFICIENT,
        CaseEventKind.WITHDRAWN,
        CaseEventKind.CLOSED,
        CaseEventKind.REOPENED,
    }
)


def _decided(page: RecommendationPage) -> Step:
    step, decision = Step("Vom Beirat beschlossen", words.day(page.line.decided_on)), page.decision
    if decision is None:
        return step
    if decision.count:
        return replace(step, lines=(f"{words.count(decision.count)}.",))
    is_separate = decision.order is VotingOrder.POINT_BY_POINT
    return replace(step, lines=("Über jeden Punkt wurde einzeln abgestimmt.",) if is_separate else ())


def _step(page: RecommendationPage, together: Sequence[Happening]) -> Step:
    """Answers of one day to several points are one entry; everything else is one by itself."""
    first = together[0]
    if first.kind is CaseEventKind.POSITION_GIVEN:
        return _answers(together)
    title, kind = _TITLES[first.kind]
    step = Step(title, words.day(first.on), kind=kind, quote=first.text)
    more = _MORE.get(first.kind)
    return replace(step, lines=tuple(more(page.line, first))) if more else step


def _answers(together: Sequence[Happening]) -> Step:
    lines = []
    for each in together:
        if each.position is not None:
            said = words.IN_SENTENCES[PointState(each.position.value)]
            lines.append(f"{words.numbered(each.points)}: {said}" if each.points else said)
    return Step("Antwort der Verwaltung", words.day(together[0].on), lines=tuple(lines))


_TITLES: Mapping[CaseEventKind, tuple[str, str]] = {
    CaseEventKind.HANDED_OVER: ("Übergeben", "done"),
    CaseEventKind.RECEIVED: ("Eingang bestätigt", "done"),
    CaseEventKind.INTERIM_MESSAGE: ("Zwischennachricht der Verwaltung", "running"),
    CaseEventKind.COUNCIL_REFERRED: ("An den Kreistag verwiesen", "running"),
    CaseEventKind.QUERY_ACCEPTED: ("Der Beirat hält die Frage für nötig", "waiting"),
    CaseEventKind.PAUSE_BEGAN: ("Die Zeit bis zum Termin läuft nicht weiter", "waiting"),
    CaseEventKind.PAUSE_ENDED: ("Die Zeit bis zum Termin läuft wieder", "running"),
    CaseEventKind.EXTENSION_REQUESTED: ("Die Verwaltung bittet um mehr Zeit", "asked"),
    CaseEventKind.EXTENSION_GRANTED: ("Neuer Termin", "later"),
    CaseEventKind.EXTENSION_DENIED: ("Kein neuer Termin", "no"),
    CaseEventKind.PROMISE_MADE: ("Zusage", "agreed"),
    CaseEventKind.PROMISE_KEPT: ("Zusage eingehalten", "done"),
    CaseEventKind.PROMISE_BROKEN: ("Zusage nicht eingehalten", "no"),
    CaseEventKind.PROMISE_RENEWED: ("Zusage: neuer Termin", "later"),
    CaseEventKind.IMPLEMENTATION_REPORTED: ("Neuer Stand der Umsetzung", "running"),
    CaseEventKind.VERDICT_GIVEN: ("Der Beirat hat sich den Stand angesehen", "asked"),
    CaseEventKind.QUERY_ASKED: ("Die Verwaltung hat eine Frage an den Beirat", "asked"),
    CaseEventKind.QUERY_REPLIED: ("Der Beirat hat die Frage beantwortet", "done"),
    CaseEventKind.POSITION_DISPUTED: ("Die Verwaltung versteht ihr Schreiben anders", "asked"),
    CaseEventKind.FORWARDED: ("Weitergegeben, weil der Landkreis nicht zuständig ist", "elsewhere"),
    CaseEventKind.INSUFFICIENT: ("Der Beirat fragt nach", "asked"),
    CaseEventKind.WITHDRAWN: ("Vom Beirat zurückgezogen", "stopped"),
    CaseEventKind.CLOSED: ("Vom Beirat abgeschlossen", "stopped"),
    CaseEventKind.REOPENED: ("Vom Beirat wieder aufgenommen", "running"),
}


def _took(line: RecommendationLine, _: Happening) -> Iterator[str]:
    if line.sent_on:
        yield words.hand_over(line, line.sent_on)


def _still_owed(line: RecommendationLine, _: Happening) -> Iterator[str]:
    if line.answer_state in (AnswerState.WAITING, AnswerState.PARTLY):
        yield "Das ist noch keine Antwort: Sie steht noch aus."


def _until(_: RecommendationLine, event: Happening) -> Iterator[str]:
    if event.until:
        yield f"Bis {words.day(event.until)}."


def _to(_: RecommendationLine, event: Happening) -> Iterator[str]:
    about = f"{words.numbered(event.points)}: " if event.points else ""
    if event.to or about:
        yield f"{about}an {event.to}" if event.to else about.rstrip(": ")


def _about(_: RecommendationLine, event: Happening) -> Iterator[str]:
    yield f"Die Antwort reicht dem Beirat nicht aus{f' ({words.numbered(event.points)})' if event.points else ''}."


_MORE: Mapping[CaseEventKind, Callable[[RecommendationLine, Happening], Iterator[str]]] = {
    CaseEventKind.HANDED_OVER: _took,
    CaseEventKind.INTERIM_MESSAGE: _still_owed,
    CaseEventKind.COUNCIL_REFERRED: _still_owed,
    CaseEventKind.EXTENSION_GRANTED: _until,
    CaseEventKind.PROMISE_MADE: _until,
    CaseEventKind.PROMISE_RENEWED: _until,
    CaseEventKind.FORWARDED: _to,
    CaseEventKind.INSUFFICIENT: _about,
}


def _next(page: RecommendationPage, today: date) -> list[Step]:
    """What is owed now, and by whom."""
    line = page.line
    if line.handling is Handling.TO_BE_SENT:
        return [Step("Übergabe durch den Beirat", "Steht noch aus", "now", "draft", (words.hand_over(line, today),))]
    if line.handling is Handling.SENT:
        return [Step("Bestätigung des Eingangs", "Steht noch aus", "now", "waiting")]
    if line.answer_state not in (AnswerState.WAITING, AnswerState.PARTLY):
        return []
    return [Step("Antwort der Verwaltung", "Steht noch aus", "now", "waiting", _clock(page, today))]


def _clock(page: RecommendationPage, today: date) -> tuple[str, ...]:
    """Until when an answer is asked for, and since when the board waits.

    A first answer is waited for since the confirmed receipt, whatever came in between; a second one since the board
    asked again.
    """
    said = []
    if is_held(page.paused_since, page.paused_until, today):
        said.append(_PAUSED)
    elif page.line.due_on:
        said.append(f"{words.due(page.line.due_on, page.legal_basis)}.")
    if page.line.received_on and any(point.state is PointState.OPEN for point in page.points):
        said.append(f"Der Beirat wartet {words.since((today - page.line.received_on).days)}.")
    asked_again = [point.asked_again_on for point in page.points if point.asked_again_on]
    if asked_again:
        waits = words.since((today - min(asked_again)).days)
        said.append(f"Auf eine neue Antwort wartet der Beirat {waits}.")
    return tuple(said)


_PAUSED = "Solange der Beirat die Frage nicht beantwortet hat, läuft die Zeit bis zum Termin nicht weiter."
