"""What is said about a recommendation in one or two sentences, for every state, in words the public knows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from api.words import addresses
from api.words import public as words
from beirat.queries.public.decisions import Count, DecidedPoint, Decision
from beirat.queries.public.minutes import RightCount
from beirat.queries.public.recommendations import PointBrief, PointState, RecommendationLine
from beirat.queries.public.states import AnswerState, answer_state
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import Handling
from beirat.rules.motions import Audience, Field
from beirat.rules.resolutions import ResolutionOutcome, ResolutionSubject
from beirat.rules.voting import Base, Method, Outcome, VotingOrder

TODAY = date(2026, 11, 23)
NEVER = ("Votum", "überfällig", "Verzug", "Mahnung", "Eskalation", "Beschlusskontrolle", "Status", "Tracking", "Frist")
ONE_OF_TWO, ONE_OF_THREE = (f"1 von {n} Punkten beantwortet: zugesagt." for n in (2, 3))
OPEN, AGREED, REJECTED = PointState.OPEN, PointState.AGREED, PointState.REJECTED
DEFERRED, AGAIN, PASSED_ON = PointState.DEFERRED, PointState.ASKED_AGAIN, PointState.FORWARDED


def line(handling: Handling, *states: PointState, **dates: date | None) -> RecommendationLine:
    """Decided on 1 August; by default handed over on the 13th, received on the 23rd."""
    given = {
        "sent_on": date(2026, 8, 13),
        "received_on": date(2026, 8, 23),
        "due_on": None,
        "answered_on": None,
        **dates,
    }
    answered = sum(state not in (OPEN, AGAIN, PASSED_ON) for state in states)
    return RecommendationLine(
        key="2026-009",
        reference="E-2026/009",
        title="Abendkurse",
        field=Field.LANGUAGE,
        decided_on=date(2026, 8, 1),
        handling=handling,
        answer_state=answer_state(handling, answered),
        points_answered=answered,
        points=tuple(PointBrief(number, state) for number, state in enumerate(states, 1)),
        **given,
    )


def never_handed_over(*states: PointState, decided_on: date = date(2026, 11, 11)) -> RecommendationLine:
    made = line(Handling.TO_BE_SENT, *states, sent_on=None, received_on=None)
    return RecommendationLine(
        **{**{name: getattr(made, name) for name in made.__struct_fields__}, "decided_on": decided_on}
    )


@pytest.mark.parametrize("case, sentence", [
    (never_handed_over(OPEN), "Noch nicht übergeben. Der Beirat hat bis heute 12 Tage für die Übergabe gebraucht."),
    (never_handed_over(OPEN, decided_on=date(2026, 11, 22)),
     "Noch nicht übergeben. Der Beirat hat bis heute 1 Tag für die Übergabe gebraucht."),
    (never_handed_over(OPEN, decided_on=TODAY), "Noch nicht übergeben. Heute beschlossen."),
    (line(Handling.SENT, OPEN, received_on=None), "Übergeben am 13. August 2026, Eingang noch nicht bestätigt."),
    (line(Handling.ACKNOWLEDGED, OPEN, OPEN), "Noch keine Antwort. Der Beirat wartet seit 92 Tagen."),
    (line(Handling.ACKNOWLEDGED, OPEN, received_on=TODAY), "Noch keine Antwort. Der Beirat wartet seit heute."),
    (line(Handling.ACKNOWLEDGED, OPEN, received_on=date(2026, 11, 22)),
     "Noch keine Antwort. Der Beirat wartet seit 1 Tag."),
    (line(Handling.INTERIM, OPEN),
     "Zwischennachricht – eine Antwort steht noch aus. Der Beirat wartet seit 92 Tagen."),
    (line(Handling.QUERY, OPEN), "Die Verwaltung hat eine Frage an den Beirat. Der Beirat wartet seit 92 Tagen."),
    (line(Handling.PARTLY_ANSWERED, AGREED, REJECTED, OPEN),
     "2 von 3 Punkten beantwortet: 1 zugesagt, 1 abgelehnt. Auf 1 Punkt wartet der Beirat seit 92 Tagen."),
    (line(Handling.PARTLY_ANSWERED, AGREED, OPEN, OPEN),
     "1 von 3 Punkten beantwortet: zugesagt. Auf 2 Punkte wartet der Beirat seit 92 Tagen."),
    (line(Handling.QUERY, AGREED, OPEN),
     f"{ONE_OF_TWO} Die Verwaltung hat eine Frage an den Beirat. Auf 1 Punkt wartet der Beirat seit 92 Tagen."),
    (line(Handling.ANSWERED, AGREED), "Beantwortet: zugesagt."),
    (line(Handling.ANSWERED, REJECTED, REJECTED), "Beide Punkte beantwortet: beide abgelehnt."),
    (line(Handling.ANSWERED, AGREED, AGREED, AGREED), "Alle 3 Punkte beantwortet: alle zugesagt."),
    (line(Handling.ANSWERED, AGREED, DEFERRED, AGREED), "Alle 3 Punkte beantwortet: 2 zugesagt, 1 zurzeit nicht."),
    (line(Handling.FORWARDED, PASSED_ON), "Der Landkreis ist nicht zuständig und hat die Empfehlung weitergegeben."),
    (line(Handling.FORWARDED, AGREED, PASSED_ON),
     f"{ONE_OF_TWO} Weitergegeben, weil der Landkreis nicht zuständig ist: Punkt 2."),
    (line(Handling.INSUFFICIENT, AGAIN), "Der Beirat fragt nach: Die Antwort reicht ihm nicht aus."),
    (line(Handling.INSUFFICIENT, AGREED, AGAIN, AGAIN),
     f"{ONE_OF_THREE} Der Beirat fragt nach: Die Antwort reicht ihm nicht aus (Punkte 2 und 3)."),
    (line(Handling.CLOSED, AGREED, REJECTED),
     "Der Beirat hat die Empfehlung abgeschlossen. Beide Punkte beantwortet: 1 zugesagt, 1 abgelehnt."),
    (line(Handling.CLOSED, OPEN), "Der Beirat hat die Empfehlung abgeschlossen."),
    (line(Handling.WITHDRAWN, OPEN), "Der Beirat hat die Empfehlung zurückgezogen."),
])  # fmt: skip
def test_in_short(case: RecommendationLine, sentence: str) -> None:
    assert words.in_short(case, TODAY) == sentence


@pytest.mark.parametrize("handling", Handling)
@pytest.mark.parametrize(
    "states", [(OPEN,), (AGREED,), (AGAIN,), (PASSED_ON,), (OPEN, AGREED), (AGREED, DEFERRED, OPEN)]
)
def test_every_state_has_a_sentence_that_never_blames(handling: Handling, states: tuple[PointState, ...]) -> None:
    sentence = words.in_short(line(handling, *states), TODAY)

    assert sentence.endswith(".")
    assert "None" not in sentence
    assert not [word for word in NEVER if word.lower() in sentence.lower()]


@pytest.mark.parametrize("handling", [Handling.ANSWERED, Handling.FORWARDED, Handling.CLOSED, Handling.WITHDRAWN])
def test_nobody_waits_for_what_is_over(handling: Handling) -> None:
    assert "wartet" not in words.in_short(line(handling, OPEN, AGREED), TODAY)


def test_a_date_is_a_frist_only_by_law() -> None:
    assert words.due(date(2026, 12, 3), "") == "Antwort erbeten bis 3. Dezember 2026"
    assert words.due(date(2026, 12, 3), "§ 88 HGO") == "Frist nach § 88 HGO bis 3. Dezember 2026"


def test_the_boards_own_delay_is_told() -> None:
    assert words.hand_over(line(Handling.SENT, OPEN), TODAY) == "Der Beirat hat 12 Tage für die Übergabe gebraucht."
    same_day = line(Handling.SENT, OPEN, sent_on=date(2026, 8, 1))
    assert words.hand_over(same_day, TODAY) == "Übergeben am Tag des Beschlusses."


def counted(yes: int, no: int, abstained: int, invalid: int, outcome: Outcome, **more: Any) -> Count:
    """An open ballot in which yes had only to exceed no."""
    given = {"not_voting": 0, "excluded": 0, "method": Method.OPEN, "uncounted": None, "numerator": 1, **more}
    share = {"denominator": 2, "base": Base.VOTES_CAST, "is_strict": True, "statutory": 15}
    return Count(yes=yes, no=no, abstained=abstained, invalid=invalid, outcome=outcome, **given, **share)


def decided(order: VotingOrder, count: Count | None, points: tuple[DecidedPoint, ...] = ()) -> Decision:
    """An adopted motion."""
    return Decision(ResolutionSubject.MOTION, order, ResolutionOutcome.ADOPTED, False, count, points)


@pytest.mark.parametrize("count, said", [
    (counted(9, 1, 1, 0, Outcome.ADOPTED), "9 Ja, 1 Nein, 1 Enthaltung"),
    (counted(0, 0, 2, 1, Outcome.REJECTED_BY_TIE), "0 Ja, 0 Nein, 2 Enthaltungen, 1 ungültig"),
])  # fmt: skip
def test_a_count_in_words(count: Count, said: str) -> None:
    assert words.count(count) == said


def test_right_numbers_are_told_with_their_date_and_what_they_would_have_changed() -> None:
    same = counted(9, 1, 1, 0, Outcome.ADOPTED, right=RightCount(8, 1, 2, 0, Outcome.ADOPTED, date(2026, 12, 3)))
    other = counted(5, 4, 0, 0, Outcome.ADOPTED, right=RightCount(4, 5, 0, 0, Outcome.REJECTED, date(2026, 12, 3)))

    assert (words.count(same), words.corrected(same)) == (
        "8 Ja, 1 Nein, 2 Enthaltungen",
        " (berichtigt am 3. Dezember 2026)",
    )
    assert "anders ausgegangen" in words.corrected(other)


def test_missing_numbers_are_explained() -> None:
    points = tuple(
        DecidedPoint(n, "Text", Audience.BOARD if n == 4 else Audience.ADMINISTRATION, n != 2, False, None)
        for n in (1, 2, 3, 4)
    )
    decision = decided(VotingOrder.POINT_BY_POINT, None, points)

    assert words.left_out(decision, [1, 3]) == (
        "Nicht dabei: Punkt 2 (vom Beirat abgelehnt), Punkt 4 (eine Aufgabe des Beirats)."
    )
    assert words.left_out(decision, [1, 2, 3, 4]) == ""


def test_every_value_has_its_word_and_shape() -> None:
    assert set(words.POINTS) == set(PointState)
    assert set(words.HANDLINGS) == set(Handling)
    assert set(words.STATES) == set(addresses.STATES) == set(AnswerState)
    assert set(addresses.FIELDS) == set(Field)
    assert set(words.REASONS) == set(ReasonCode)
    assert set(words.OUTCOMES) == set(Outcome)
    assert {words.position_word(position)[1] for position in Position} <= {word for _, word in words.POINTS.values()}


def test_no_word_of_ours_is_one_of_those_that_are_never_public() -> None:
    told = [
        word for pair in (words.POINTS, words.HANDLINGS, words.RESOLUTIONS, words.MEETINGS) for _, word in pair.values()
    ]
    told += [*words.STATES.values(), *words.REASONS.values(), *words.OUTCOMES.values(), *words.IN_SENTENCES.values()]

    assert not [word for word in told if any(bad.lower() in word.lower() for bad in NEVER)]
