"""The life of the minutes: no step is left out, none goes back after the signature, every state can be reached."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.calendars import LandCalendar
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.minutes import (
    LIFE,
    WRITTEN,
    Dated,
    MinutesState,
    MinutesStep,
    Signer,
    is_late,
    is_preliminary,
    is_signed,
    may_be_public,
    objection_end,
    order_problems,
    signers_of,
)

HESSEN = LandCalendar("HE")


def test_every_state_is_reached_from_the_draft() -> None:
    reached = {MinutesState.DRAFT}
    for _ in MinutesState:
        reached |= {after for (before, _), after in LIFE.next.items() if before in reached}

    assert reached == set(MinutesState)


def test_every_step_is_possible_somewhere() -> None:
    assert {step for _, step in LIFE.next} == set(MinutesStep)


def test_no_way_leads_from_signed_minutes_back_to_unsigned_ones() -> None:
    backwards = [
        (before, step) for (before, step), after in LIFE.next.items() if is_signed(before) and after in WRITTEN
    ]

    assert backwards == []


@pytest.mark.parametrize("step", [MinutesStep.SIGN, MinutesStep.DISTRIBUTE, MinutesStep.APPROVE])
def test_a_draft_is_neither_signed_nor_distributed_nor_approved(step: MinutesStep) -> None:
    with pytest.raises(RuleBroken):
        LIFE.after(MinutesState.DRAFT, step)


@pytest.mark.parametrize(
    "distributed_on, days, until",
    [
        (date(2026, 11, 2), 14, date(2026, 11, 16)),
        (date(2026, 11, 6), 14, date(2026, 11, 20)),
        (date(2026, 11, 7), 14, date(2026, 11, 23)),  # a Saturday moves to Monday
        (date(2026, 12, 18), 14, date(2027, 1, 4)),  # New Year's Day is a Friday: the next working day is Monday
        (date(2026, 12, 11), 14, date(2026, 12, 28)),  # Christmas Day is a Friday, Boxing Day a Saturday
        (date(2026, 3, 20), 14, date(2026, 4, 7)),  # Good Friday moves over Easter Monday
        (date(2028, 2, 15), 14, date(2028, 2, 29)),
    ],
)
def test_the_time_for_objections_ends_on_a_working_day(distributed_on: date, days: int, until: date) -> None:
    assert objection_end(distributed_on, days, HESSEN) == until
    assert not is_late(until, until)
    assert is_late(until + timedelta(days=1), until)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 60))
def test_the_time_for_objections_is_never_shorter_than_the_rules_say(distributed_on: date, days: int) -> None:
    until = objection_end(distributed_on, days, HESSEN)

    assert until >= distributed_on + timedelta(days=days)
    assert HESSEN.is_working_day(until)
    assert (until - distributed_on).days <= days + 5


@given(st.sampled_from(MinutesState), st.booleans(), st.booleans())
def test_unsigned_minutes_are_never_public(state: MinutesState, needs_approval: bool, before: bool) -> None:
    ripe = may_be_public(state, needs_approval=needs_approval, before_approval=before)

    assert not (ripe and state in WRITTEN)
    assert ripe or before is False or state in WRITTEN
    if ripe and is_preliminary(state, needs_approval=needs_approval):
        assert before


def test_the_rules_say_who_signs() -> None:
    assert signers_of("chair_and_minute_taker") == (Signer.CHAIR, Signer.MINUTE_TAKER)
    assert signers_of("chair") == (Signer.CHAIR,)


def test_a_day_lies_neither_before_its_cause_nor_in_the_future() -> None:
    cause, today = date(2026, 12, 30), date(2027, 1, 2)
    days = [Dated(day, day.isoformat()) for day in (date(2026, 12, 29), cause, today, date(2027, 1, 3))]

    found = order_problems(days, cause=cause, today=today)

    assert [(one.code, one.field) for one in found] == [
        (Broken.EVENT_BEFORE_CAUSE, "2026-12-29"),
        (Broken.DATE_IN_FUTURE, "2027-01-03"),
    ]
