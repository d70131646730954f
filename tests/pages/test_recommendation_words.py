"""What the clock of a recommendation says inside: a date asked for, or a period by law; never more than is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from api.words.recommendations import HANDLINGS, POSITION_HELP, POSITIONS, clock
from beirat.rules.answers import Position
from beirat.rules.cases import Case, Handling

DUE = date(2027, 3, 1)
RUNNING = Case(Handling.ACKNOWLEDGED, {}, sent_on=date(2026, 11, 27), received_on=date(2026, 11, 29), due_on=DUE)


@pytest.mark.parametrize(
    "today, sentence",
    [
        (DUE - timedelta(days=12), "Antwort erbeten bis 1. März 2027 (noch 12 Tage). Der Beirat wartet seit 80 Tagen."),
        (DUE - timedelta(days=1), "Antwort erbeten bis 1. März 2027 (noch 1 Tag). Der Beirat wartet seit 91 Tagen."),
        (DUE, "Antwort erbeten bis 1. März 2027 (heute). Der Beirat wartet seit 92 Tagen."),
        (
            DUE + timedelta(days=1),
            "Termin überschritten seit 1 Tag (war: 1. März 2027). Der Beirat wartet seit 93 Tagen.",
        ),
    ],
)
def test_without_a_law_a_date_is_asked_for(today: date, sentence: str) -> None:
    assert clock(RUNNING, today) == sentence


def test_with_a_law_it_is_a_period() -> None:
    assert clock(RUNNING, DUE, "§ 1 Satzung").startswith("Frist nach § 1 Satzung bis 1. März 2027 (heute).")
    assert clock(RUNNING, DUE + timedelta(days=9), "§ 1 Satzung").startswith("Frist überschritten seit 9 Tagen")


def test_while_the_clock_stands_it_says_why() -> None:
    asked = replace(RUNNING, handling=Handling.QUERY, due_on=None, paused_since=date(2026, 12, 3))

    assert clock(asked, DUE).startswith(
        "Die Uhr steht seit 3. Dezember 2026, weil die Verwaltung eine Frage an den Beirat hat."
    )


def test_an_answer_that_did_not_suffice_is_not_told_as_a_missing_one() -> None:
    again = replace(RUNNING, handling=Handling.INSUFFICIENT)

    sentence = "Antwort erbeten bis 1. März 2027 (heute). Der Beirat hat noch einmal nachgefragt."
    assert clock(again, DUE) == sentence


def test_before_the_receipt_no_clock_runs() -> None:
    sent = replace(RUNNING, handling=Handling.SENT, received_on=None, due_on=None)
    kept = replace(sent, handling=Handling.TO_BE_SENT, sent_on=None)

    assert clock(sent, DUE) == "Zugeleitet am 27. November 2026. Die Uhr läuft erst, wenn der Eingang bestätigt ist."
    assert clock(kept, DUE).startswith("Noch nicht zugeleitet.")


def test_what_has_ended_names_no_date() -> None:
    for handling in (Handling.CLOSED, Handling.WITHDRAWN, Handling.FORWARDED):
        assert "2027" not in clock(replace(RUNNING, handling=handling), DUE + timedelta(days=400))
    assert clock(replace(RUNNING, answered_on=DUE), DUE) == "Beantwortet am 1. März 2027."


def test_every_state_and_every_position_has_a_word() -> None:
    assert set(HANDLINGS) == set(Handling)
    assert set(POSITIONS) == set(Position)
    assert set(POSITION_HELP) == set(Position) - {Position.OPEN}
