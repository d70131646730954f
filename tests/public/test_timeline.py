"""The way of a recommendation: what happened, in order, and what is still owed by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec

from api.words.timeline import Step, in_short, timeline
from beirat.queries.public.cases import PUBLIC_KINDS, Happening, Origin, PointView, RecommendationPage
from beirat.queries.public.recommendations import PointState
from beirat.rules.answers import Position
from beirat.rules.cases import CaseEventKind, Handling
from beirat.rules.motions import Audience
from beirat.rules.voting import Outcome, VotingOrder
from tests.public.test_words import counted, decided, line

TODAY = date(2026, 11, 23)
OPEN, AGREED, AGAIN = PointState.OPEN, PointState.AGREED, PointState.ASKED_AGAIN
TOGETHER = decided(VotingOrder.TOGETHER, counted(9, 1, 1, 0, Outcome.ADOPTED))
HANDED_OVER = Happening(CaseEventKind.HANDED_OVER, date(2026, 8, 13))
RECEIVED = Happening(CaseEventKind.RECEIVED, date(2026, 8, 23))


def page(
    handling: Handling, *states: PointState, happenings: tuple[Happening, ...] = (), **changes: object
) -> RecommendationPage:
    dates = {name: changes.pop(name) for name in ("sent_on", "received_on", "due_on") if name in changes}
    points = tuple(
        PointView(
            n, "Text", Audience.ADMINISTRATION, state, "", (), date(2026, 11, 4) if state is AGAIN else None, None, ""
        )
        for n, state in enumerate(states, 1)
    )
    made = RecommendationPage(
        line=line(handling, *states, **dates),
        reasons="",
        addressee="Kreisausschuss",
        legal_basis="",
        paused_since=None,
        paused_until=None,
        points=points,
        happenings=happenings,
        origin=Origin("A-2026/014", "", "4", None, datetime(2026, 8, 1, tzinfo=UTC), False),
        decision=TOGETHER,
    )
    return msgspec.structs.replace(made, **changes)


def titles(steps: list[Step]) -> list[tuple[str, str]]:
    return [(step.title, step.when) for step in steps]


def test_it_begins_with_the_resolution_and_its_count() -> None:
    first = timeline(page(Handling.TO_BE_SENT, OPEN, sent_on=None, received_on=None), TODAY)[0]

    assert (first.title, first.when, first.lines) == (
        "Vom Beirat beschlossen",
        "1. August 2026",
        ("9 Ja, 1 Nein, 1 Enthaltung.",),
    )


def test_before_the_hand_over_the_boards_own_days_are_counted() -> None:
    last = timeline(page(Handling.TO_BE_SENT, OPEN, sent_on=None, received_on=None), TODAY)[-1]

    assert last.title == "Übergabe durch den Beirat"
    assert last.state == "now"
    assert last.lines == ("Der Beirat hat bis heute 114 Tage für die Übergabe gebraucht.",)


def test_without_a_receipt_nobody_waits_for_an_answer() -> None:
    last = timeline(page(Handling.SENT, OPEN, happenings=(HANDED_OVER,), received_on=None), TODAY)[-1]

    assert last.title == "Bestätigung des Eingangs"
    assert last.lines == ()


def test_an_interim_message_is_quoted_and_is_no_answer() -> None:
    said = Happening(CaseEventKind.INTERIM_MESSAGE, date(2026, 10, 1), text="Wir holen Angebote ein.")
    case = page(Handling.INTERIM, OPEN, happenings=(HANDED_OVER, RECEIVED, said), due_on=date(2026, 11, 23))

    steps = timeline(case, TODAY)

    assert steps[3].quote == "Wir holen Angebote ein."
    assert steps[3].lines == ("Das ist noch keine Antwort: Sie steht noch aus.",)
    assert steps[4].lines == ("Antwort erbeten bis 23. November 2026.", "Der Beirat wartet seit 92 Tagen.")


def test_answers_of_one_day_are_one_entry() -> None:
    given = tuple(
        Happening(CaseEventKind.POSITION_GIVEN, date(2026, 9, 1), (number,), position=position)
        for number, position in ((1, Position.AGREED), (2, Position.REJECTED))
    )

    steps = timeline(page(Handling.ANSWERED, AGREED, PointState.REJECTED, happenings=given), TODAY)

    assert titles(steps) == [
        ("Vom Beirat beschlossen", "1. August 2026"),
        ("Antwort der Verwaltung", "1. September 2026"),
    ]
    assert steps[1].lines == ("Punkt 1: zugesagt", "Punkt 2: abgelehnt")


def test_during_a_query_the_date_does_not_come_nearer_and_the_wait_goes_on() -> None:
    asked = Happening(CaseEventKind.QUERY_ASKED, date(2026, 11, 2), text="Welche Gemeinden?")
    case = page(Handling.QUERY, OPEN, happenings=(RECEIVED, asked), paused_since=date(2026, 11, 2))

    pause, waits = timeline(case, TODAY)[-1].lines

    assert "läuft die Zeit bis zum Termin nicht weiter" in pause
    assert waits == "Der Beirat wartet seit 92 Tagen."


def test_a_second_answer_is_waited_for_since_the_board_asked_again() -> None:
    again = Happening(CaseEventKind.INSUFFICIENT, date(2026, 11, 4), (2,))
    case = page(Handling.INSUFFICIENT, AGREED, AGAIN, happenings=(again,), due_on=date(2026, 12, 16))

    *_, asked, owed = timeline(case, TODAY)

    assert asked.lines == ("Die Antwort reicht dem Beirat nicht aus (Punkt 2).",)
    assert owed.lines == (
        "Antwort erbeten bis 16. Dezember 2026.",
        "Auf eine neue Antwort wartet der Beirat seit 19 Tagen.",
    )


def test_a_legal_date_is_named_with_its_paragraph() -> None:
    case = page(Handling.ACKNOWLEDGED, OPEN, due_on=date(2026, 12, 16), legal_basis="§ 88 HGO")

    assert timeline(case, TODAY)[-1].lines[0] == "Frist nach § 88 HGO bis 16. Dezember 2026."


def test_what_is_over_owes_nothing() -> None:
    closed = Happening(CaseEventKind.CLOSED, date(2026, 11, 4))

    steps = timeline(page(Handling.CLOSED, AGREED, OPEN, happenings=(closed,)), TODAY)

    assert steps[-1].title == "Vom Beirat abgeschlossen"
    assert all(step.state == "done" for step in steps)


def test_every_kind_of_event_has_an_entry() -> None:
    for kind in PUBLIC_KINDS:
        happened = Happening(kind, date(2026, 9, 1), (1,), "Text", "Land", Position.AGREED)
        assert len(timeline(page(Handling.ANSWERED, AGREED, happenings=(happened,)), TODAY)) == 2


def test_that_the_board_took_it_up_again_is_said_on_top_until_something_comes_of_it() -> None:
    closed = Happening(CaseEventKind.CLOSED, date(2026, 9, 1))
    taken_up = Happening(CaseEventKind.REOPENED, date(2026, 11, 4))
    answer = Happening(CaseEventKind.POSITION_GIVEN, date(2026, 11, 20), (1,), position=Position.AGREED)

    again = page(Handling.ANSWERED, AGREED, happenings=(HANDED_OVER, RECEIVED, closed, taken_up))
    answered = msgspec.structs.replace(again, happenings=(*again.happenings, answer))

    taken = "Der Beirat hat die Empfehlung am 4. November 2026 wieder aufgenommen."
    assert in_short(again, TODAY) == f"{taken} Beantwortet: zugesagt."
    assert in_short(answered, TODAY) == "Beantwortet: zugesagt."
