"""What recommendations, answers and meetings are called in public: plain German, one word per thing.

Source: the project's page of wording, public column. A missing answer is told as days of waiting, never as a blame.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

from api.templating import day as long_day
from api.words import meetings
from beirat.queries.public.decisions import Count, Decision
from beirat.queries.public.recommendations import PointBrief, PointState, RecommendationLine
from beirat.queries.public.states import AnswerState
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import Handling
from beirat.rules.meetings import MeetingState
from beirat.rules.resolutions import ResolutionOutcome, ResolutionSubject
from beirat.rules.voting import Outcome, Share, Tally
from documents.reckoning import UNCOUNTED, Reckoned, needed, verdict
from documents.wording import sentence_case

POINTS: Mapping[PointState, tuple[str, str]] = {
    PointState.OPEN: ("waiting", "Noch keine Antwort"),
    PointState.AGREED: ("agreed", "Zugesagt"),
    PointState.AGREED_WITH_CHANGES: ("agreed", "Mit Änderungen zugesagt"),
    PointState.IN_PRINCIPLE: ("asked", "Im Grundsatz ja – noch keine Zusage"),
    PointState.PARTLY: ("partly", "Teilweise zugesagt"),
    PointState.DEFERRED: ("later", "Zurzeit nicht"),
    PointState.REJECTED: ("no", "Abgelehnt"),
    PointState.NOT_COMPETENT: ("elsewhere", "Landkreis nicht zuständig"),
    PointState.ALREADY_DONE: ("done", "Laut Verwaltung schon erfüllt"),
    PointState.ASKED_AGAIN: ("asked", "Der Beirat fragt nach"),
    PointState.FORWARDED: ("elsewhere", "Weitergegeben"),
}
"""Shape and word of a point."""

put_off = meetings.put_off

IN_SENTENCES: Mapping[PointState, str] = {
    PointState.AGREED: "zugesagt",
    PointState.AGREED_WITH_CHANGES: "mit Änderungen zugesagt",
    PointState.IN_PRINCIPLE: "im Grundsatz ja (noch keine Zusage)",
    PointState.PARTLY: "teilweise zugesagt",
    PointState.DEFERRED: "zurzeit nicht",
    PointState.REJECTED: "abgelehnt",
    PointState.NOT_COMPETENT: "Landkreis nicht zuständig",
    PointState.ALREADY_DONE: "laut Verwaltung schon erfüllt",
}
"""An answered point within a sentence."""

HANDLINGS: Mapping[Handling, tuple[str, str]] = {
    Handling.TO_BE_SENT: ("draft", "Noch nicht übergeben"),
    Handling.SENT: ("waiting", "Eingang noch nicht bestätigt"),
    Handling.ACKNOWLEDGED: ("waiting", "Wartet auf Antwort"),
    Handling.INTERIM: ("waiting", "Wartet auf Antwort"),
    Handling.QUERY: ("asked", "Frage an den Beirat"),
    Handling.PARTLY_ANSWERED: ("partly", "Teilweise beantwortet"),
    Handling.ANSWERED: ("done", "Beantwortet"),
    Handling.FORWARDED: ("elsewhere", "Weitergegeben"),
    Handling.INSUFFICIENT: ("asked", "Der Beirat fragt nach"),
    Handling.WITHDRAWN: ("stopped", "Zurückgezogen"),
    Handling.CLOSED: ("stopped", "Abgeschlossen"),
}
"""Shape and word of a recommendation: how far the answering is, not what was answered."""

STATES: Mapping[AnswerState, str] = {
    AnswerState.ANSWERED: "Beantwortet",
    AnswerState.PARTLY: "Teilweise beantwortet",
    AnswerState.WAITING: "Antwort steht aus",
    AnswerState.FORWARDED: "Weitergegeben",
    AnswerState.NOT_HANDED_OVER: "Noch nicht übergeben",
    AnswerState.ENDED: "Abgeschlossen oder zurückgezogen",
}

REASONS: Mapping[ReasonCode, str] = {
    ReasonCode.LAW: "rechtliche Gründe",
    ReasonCode.BUDGET: "Haushalt",
    ReasonCode.STAFF: "Personal",
    ReasonCode.COMPETENCE: "Zuständigkeit",
    ReasonCode.MATTER: "fachliche Gründe",
    ReasonCode.ALREADY_DONE: "schon erfüllt",
    ReasonCode.OTHER: "andere Gründe",
}

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ADOPTED: "angenommen",
    Outcome.REJECTED: "abgelehnt",
    Outcome.REJECTED_BY_TIE: "abgelehnt (Stimmengleichheit)",
}

RESOLUTIONS: Mapping[ResolutionOutcome, tuple[str, str]] = {
    ResolutionOutcome.ADOPTED: ("agreed", "Beschlossen"),
    ResolutionOutcome.ADOPTED_AMENDED: ("agreed", "Mit Änderungen beschlossen"),
    ResolutionOutcome.REJECTED: ("no", "Abgelehnt"),
}

MEETINGS: Mapping[MeetingState, tuple[str, str]] = {
    MeetingState.PLANNED: ("later", "Geplant"),
    MeetingState.CONVENED: ("later", "Eingeladen"),
    MeetingState.RUNNING: ("running", "Läuft gerade"),
    MeetingState.CLOSED: ("done", "Hat stattgefunden"),
    MeetingState.CANCELLED: ("stopped", "Abgesagt"),
}

_UNANSWERED = frozenset({PointState.OPEN, PointState.ASKED_AGAIN, PointState.FORWARDED})


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """3. Dezember 2026; every day is written once."""
    return long_day(value)


def days(number: int) -> str:
    """1 Tag, 92 Tage"""
    return f"{number} {'Tag' if number == 1 else 'Tage'}"


def since(number: int) -> str:
    """seit heute, seit 1 Tag, seit 92 Tagen"""
    return "seit heute" if number < 1 else f"seit {number} {'Tag' if number == 1 else 'Tagen'}"


def points(number: int) -> str:
    """1 Punkt, 3 Punkte"""
    return f"{number} {'Punkt' if number == 1 else 'Punkte'}"


def recommendations(number: int) -> str:
    """1 Empfehlung, 25 Empfehlungen"""
    return f"{number} {'Empfehlung' if number == 1 else 'Empfehlungen'}"


def enumerated(words: Sequence[str]) -> str:
    """1; 1 und 3; 1, 2 und 4"""
    return f"{', '.join(words[:-1])} und {words[-1]}" if len(words) > 1 else "".join(words)


def numbered(numbers: Sequence[int]) -> str:
    """Punkt 1; Punkte 1 und 3; Punkte 1, 2 und 4"""
    said = enumerated([str(number) for number in numbers])
    return f"{'Punkt' if len(numbers) == 1 else 'Punkte'} {said}" if numbers else ""


def corrected(counted: Count) -> str:
    """(berichtigt am 3. Dezember 2026); and, where the result would be another one, that the board has to decide."""
    right = counted.right
    if right is None:
        return ""
    said = f" (berichtigt am {day(right.corrected_on)})"
    if right.outcome.is_adopted == counted.outcome.is_adopted:
        return said
    return f"{said}. Nach den richtigen Zahlen wäre es anders ausgegangen. Was daraus folgt, entscheidet der Beirat."


def count(counted: Count) -> str:
    """9 Ja, 1 Nein, 1 Enthaltung, by the right numbers; or what was stated where nobody counted."""
    if counted.uncounted is not None:
        return sentence_case(UNCOUNTED[counted.uncounted])
    right = counted.right or counted
    abstained = f"{right.abstained} {'Enthaltung' if right.abstained == 1 else 'Enthaltungen'}"
    invalid = f", {right.invalid} ungültig" if right.invalid else ""
    not_voting = f", {counted.not_voting} nicht abgestimmt" if counted.not_voting else ""
    return f"{right.yes} Ja, {right.no} Nein, {abstained}{invalid}{not_voting}"


def outcome(counted: Count, subject: ResolutionSubject) -> str:
    """angenommen · nicht zugelassen, nötig sind 10, zwei Drittel von 15"""
    ballot = _reckoned(counted, subject)
    needs = needed(ballot)
    return f"{verdict(ballot)}{f' (nötig: {needs})' if needs else ''}"


def _reckoned(counted: Count, subject: ResolutionSubject) -> Reckoned:
    return Reckoned(
        tally=Tally(counted.yes, counted.no, counted.abstained, counted.invalid, counted.not_voting, counted.excluded),
        outcome=counted.outcome,
        share=Share(Fraction(counted.numerator, counted.denominator), counted.base, counted.is_strict),
        statutory=counted.statutory,
        subject=subject,
        uncounted=counted.uncounted,
    )


def took_no_part(decision: Decision) -> str:
    """1 Mitglied hat nicht mitberaten und nicht mitgestimmt; empty where everybody took part."""
    counts = [decision.count, *(point.count for point in decision.points)]
    out = max((one.excluded for one in counts if one is not None), default=0)
    if not out:
        return ""
    return f"{out} {'Mitglied hat' if out == 1 else 'Mitglieder haben'} nicht mitberaten und nicht mitgestimmt."


def in_short(line: RecommendationLine, today: date) -> str:
    """The one sentence or two on top: how far it is, what was answered, and how long the board waits."""
    if line.handling is Handling.TO_BE_SENT:
        return f"Noch nicht übergeben. {hand_over(line, today)}"
    if line.handling is Handling.SENT and line.sent_on:
        return f"Übergeben am {day(line.sent_on)}, Eingang noch nicht bestätigt."
    if line.handling is Handling.WITHDRAWN:
        return "Der Beirat hat die Empfehlung zurückgezogen."
    parts = [_ended(line), _answered(line.points), _asked_again(line), _passed_on(line.points), _waiting(line, today)]
    return " ".join(filter(None, parts)) or f"{HANDLINGS[line.handling][1]}."


def hand_over(line: RecommendationLine, today: date) -> str:
    """How long the board itself took, or has taken so far, to hand the recommendation over."""
    took = ((line.sent_on or today) - line.decided_on).days
    if line.sent_on:
        return (
            f"Der Beirat hat {days(took)} für die Übergabe gebraucht." if took else "Übergeben am Tag des Beschlusses."
        )
    return f"Der Beirat hat bis heute {days(took)} für die Übergabe gebraucht." if took else "Heute beschlossen."


def due(due_on: date, legal_basis: str) -> str:
    """Until when an answer is asked for; a "Frist" only where a law sets it."""
    return f"Frist nach {legal_basis} bis {day(due_on)}" if legal_basis else f"Antwort erbeten bis {day(due_on)}"


def _ended(line: RecommendationLine) -> str:
    return "Der Beirat hat die Empfehlung abgeschlossen." if line.handling is Handling.CLOSED else ""


@lru_cache(maxsize=4096)
def _answered(brief: tuple[PointBrief, ...]) -> str:
    """2 von 3 Punkten beantwortet: 1 zugesagt, 1 abgelehnt."""
    said = [each.state for each in brief if each.state not in _UNANSWERED]
    if not said:
        return ""
    kinds = [state for state in PointState if state in said]
    if len(kinds) == 1:
        what = IN_SENTENCES[kinds[0]] if len(said) == 1 else f"{_all(len(said))} {IN_SENTENCES[kinds[0]]}"
    else:
        what = ", ".join(f"{said.count(state)} {IN_SENTENCES[state]}" for state in kinds)
    return f"{_of(len(said), len(brief))}: {what}."


def _all(number: int) -> str:
    return "beide" if number == 2 else "alle"


def _of(answered: int, total: int) -> str:
    """How many points are answered, of how many."""
    if answered < total:
        return f"{answered} von {total} Punkten beantwortet"
    return {1: "Beantwortet", 2: "Beide Punkte beantwortet"}.get(total, f"Alle {total} Punkte beantwortet")


def _asked_again(line: RecommendationLine) -> str:
    again = [each.number for each in line.points if each.state is PointState.ASKED_AGAIN]
    if not again:
        return ""
    about = "" if len(line.points) == 1 else f" ({numbered(again)})"
    return f"Der Beirat fragt nach: Die Antwort reicht ihm nicht aus{about}."


def _passed_on(brief: tuple[PointBrief, ...]) -> str:
    on = [each.number for each in brief if each.state is PointState.FORWARDED]
    if len(on) == len(brief):
        return "Der Landkreis ist nicht zuständig und hat die Empfehlung weitergegeben."
    return f"Weitergegeben, weil der Landkreis nicht zuständig ist: {numbered(on)}." if on else ""


def _waiting(line: RecommendationLine, today: date) -> str:
    """How many points the board waits for, and since when: from the day on which the receipt was confirmed."""
    owed = [each for each in line.points if each.state is PointState.OPEN]
    if not owed or line.received_on is None or line.answer_state not in (AnswerState.WAITING, AnswerState.PARTLY):
        return ""
    for_days = since((today - line.received_on).days)
    query = "Die Verwaltung hat eine Frage an den Beirat. " if line.handling is Handling.QUERY else ""
    if len(owed) < len(line.points):
        return f"{query}Auf {points(len(owed))} wartet der Beirat {for_days}."
    if line.handling is Handling.INTERIM:
        return f"Zwischennachricht – eine Antwort steht noch aus. Der Beirat wartet {for_days}."
    return f"{query or 'Noch keine Antwort. '}Der Beirat wartet {for_days}."


def left_out(decision: Decision, kept: Collection[int]) -> str:
    """Why numbers are missing in a recommendation: the board rejected these points, or does them itself."""
    others = [point for point in decision.points if point.number not in kept]
    rejected = numbered([point.number for point in others if not point.is_adopted])
    own = numbered([point.number for point in others if point.is_adopted])
    why = (f"{rejected} (vom Beirat abgelehnt)" if rejected else "", f"{own} (eine Aufgabe des Beirats)" if own else "")
    return f"Nicht dabei: {', '.join(filter(None, why))}." if others else ""


def position_word(position: Position) -> tuple[str, str]:
    """Shape and word of a position that was given."""
    return POINTS[PointState(position.value)]
