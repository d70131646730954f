"""What a position must carry before it is released."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from beirat.rules.answers import Position, ReasonCode, Stance, stance_problems
from beirat.rules.errors import Broken

TODAY = date(2026, 11, 23)
AGREED = Stance(Position.AGREED, "Wir stellen zwei Stellen ein.")
DEFERRED = Stance(Position.DEFERRED, "Der Haushalt ist gesperrt.", ReasonCode.BUDGET, TODAY + timedelta(days=90))


def codes(stance: Stance) -> set[tuple[Broken, str]]:
    return {(problem.code, problem.field) for problem in stance_problems(stance, TODAY)}


def test_an_agreement_with_its_wording_lacks_nothing() -> None:
    assert codes(AGREED) == set()


def test_no_position_is_no_answer() -> None:
    assert codes(replace(AGREED, position=Position.OPEN)) == {(Broken.REQUIRED, "position")}


def test_every_position_needs_its_wording() -> None:
    assert codes(replace(AGREED, text="  \n")) == {(Broken.POSITION_NEEDS_TEXT, "text")}


@pytest.mark.parametrize("position", set(Position) - {Position.OPEN, Position.AGREED})
def test_anything_but_agreed_needs_a_reason(position: Position) -> None:
    complete = replace(DEFERRED, position=position, competent_body="Land")

    assert codes(complete) == set()
    assert codes(replace(complete, reason=None)) == {(Broken.POSITION_NEEDS_REASON, "reason")}


def test_not_competent_names_who_is() -> None:
    stance = Stance(Position.NOT_COMPETENT, "Das entscheidet das Land.", ReasonCode.COMPETENCE, competent_body=" ")

    assert codes(stance) == {(Broken.COMPETENT_BODY_NEEDED, "competent_body")}


@pytest.mark.parametrize("until", [None, TODAY, TODAY - timedelta(days=1)])
def test_a_deferral_names_a_day_to_come(until: date | None) -> None:
    assert codes(replace(DEFERRED, deferred_until=until)) == {(Broken.DEFERRAL_NEEDS_DATE, "deferred_until")}


def test_a_deferral_reaches_at_most_twelve_months_ahead() -> None:
    assert codes(replace(DEFERRED, deferred_until=date(2027, 11, 23))) == set()
    assert codes(replace(DEFERRED, deferred_until=date(2027, 11, 24))) == {(Broken.DEFERRAL_TOO_FAR, "deferred_until")}


def test_all_problems_are_told_at_once_under_the_names_of_the_form() -> None:
    empty = Stance(Position.DEFERRED, "")
    names = {"text": "answers-0-text", "reason": "answers-0-reason", "deferred_until": "answers-0-deferred_until"}

    found = {problem.field for problem in stance_problems(empty, TODAY, names)}

    assert found == set(names.values())
