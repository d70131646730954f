"""Promises in words: their last day, as §§ 188, 192 BGB read them; and what became of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.promises import Promise, PromiseSource, PromiseState, last_day

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    "words, day",
    [
        ("bis Ende Q2", date(2027, 6, 30)),
        ("Q1/2027", date(2027, 3, 31)),
        ("im 2. Quartal 2027", date(2027, 6, 30)),
        ("bis zum Ende des zweiten Quartals 2027", date(2027, 6, 30)),
        ("im ersten Halbjahr 2027", date(2027, 6, 30)),
        ("bis Ende des Jahres", date(2026, 12, 31)),
        ("noch in diesem Jahr", date(2026, 12, 31)),
        ("bis Jahresende", date(2026, 12, 31)),
        ("im Laufe des Jahres 2027", date(2027, 12, 31)),
        ("Anfang 2027", date(2027, 3, 31)),
        ("im Frühjahr 2027", date(2027, 5, 31)),
        ("bis zum Sommer", date(2027, 8, 31)),
        ("vor dem Sommer", date(2027, 5, 31)),
        ("im Winter", date(2027, 2, 28)),
        ("nächsten Monat", date(2026, 12, 31)),
        ("nächste Woche", date(2026, 12, 4)),
        ("Ende der Woche", date(2026, 11, 27)),
        ("Ende KW 14", date(2027, 4, 9)),
        ("bis 15.3.", date(2027, 3, 15)),
        ("bis 31.12.26", date(2026, 12, 31)),
        ("bis zum 1. März 2027", date(2027, 3, 1)),
        ("bis 2027-03-01", date(2027, 3, 1)),
        ("binnen sechs Wochen", date(2027, 1, 6)),
        ("binnen eines Monats", date(2026, 12, 25)),
        ("in zwei Monaten", date(2027, 1, 25)),
        ("Anfang Mai", date(2027, 5, 1)),
        ("Mitte Mai", date(2027, 5, 15)),
        ("Ende Mai 2027", date(2027, 5, 31)),
        ("bis Ende Februar 2028", date(2028, 2, 29)),
        ("bis Mai", date(2027, 5, 31)),
    ],
)
def test_words_become_their_last_day(words: str, day: date) -> None:
    assert last_day(words, TODAY) == day


@pytest.mark.parametrize("words", ["", "demnächst", "sobald möglich", "nächste Sitzung", "31.02.2027", "bis 2.13."])
def test_words_without_a_day_give_none(words: str) -> None:
    assert last_day(words, TODAY) is None


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.sampled_from(["Ende Q3", "Mitte Mai", "im Herbst", "KW 20"]))
def test_without_a_year_the_next_such_day_is_meant(today: date, words: str) -> None:
    day = last_day(words, today)

    assert day is not None
    assert today <= day <= today + timedelta(days=372)


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_text_makes_it_stumble(words: str, today: date) -> None:
    assert last_day(words, today) is None or isinstance(last_day(words, today), date)


def test_a_promise_kept_after_its_day_is_kept_but_not_in_time() -> None:
    made = Promise(4, 0, frozenset({1}), PromiseSource.ORAL, TODAY, date(2026, 12, 31))
    late = Promise(
        4, 0, frozenset({1}), PromiseSource.ORAL, TODAY, date(2026, 12, 31), "", PromiseState.KEPT, date(2027, 1, 4)
    )

    assert not made.is_past(date(2026, 12, 31))
    assert made.is_past(date(2027, 1, 1))
    assert not late.is_kept_in_time
