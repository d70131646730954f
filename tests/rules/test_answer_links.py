"""How long a link leads in."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.answer_links import last_day, leads_in

DUE = date(2027, 3, 1)
SENT = date(2026, 12, 3)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))


def test_a_link_leads_in_until_thirty_days_after_the_date_for_the_answer() -> None:
    assert leads_in(date(2027, 3, 31), due_on=DUE, renewed_on=SENT, is_paused=False)
    assert not leads_in(date(2027, 4, 1), due_on=DUE, renewed_on=SENT, is_paused=False)


def test_a_reminder_long_after_the_date_renews_it() -> None:
    assert last_day(DUE, date(2027, 5, 3)) == date(2027, 6, 2)


def test_while_the_clock_stands_no_link_ends() -> None:
    assert leads_in(date(2029, 1, 1), due_on=None, renewed_on=SENT, is_paused=True)


@given(due=st.none() | DAYS, renewed=DAYS, later=st.integers(0, 400))
def test_a_later_reminder_never_makes_a_link_end_earlier(due: date | None, renewed: date, later: int) -> None:
    assert last_day(due, renewed + timedelta(days=later)) >= last_day(due, renewed)
