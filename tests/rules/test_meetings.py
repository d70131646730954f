"""Time of notice, numbers of the agenda, and the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from beirat.rules.checks import Finding
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import (
    LIFE,
    MeetingState,
    MeetingStep,
    Part,
    Place,
    agenda_numbers,
    clear_days,
    late_number,
    notice_check,
)
from beirat.rules.profiles import profile
from beirat.rules.zones import local_day, to_local, to_utc

BERLIN = "Europe/Berlin"


def wall(text: str) -> datetime:
    """What the clock on the wall shows."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "received, meeting, days",
    [
        (date(2026, 11, 2), date(2026, 11, 10), 7),
        (date(2026, 11, 9), date(2026, 11, 10), 0),
        (date(2026, 11, 10), date(2026, 11, 10), 0),
        (date(2026, 12, 28), date(2027, 1, 5), 7),
        (date(2026, 10, 20), date(2026, 10, 28), 7),
        (date(2028, 2, 27), date(2028, 3, 2), 3),
    ],
)
def test_neither_the_day_of_receipt_nor_that_of_the_meeting_is_a_clear_day(
    received: date, meeting: date, days: int
) -> None:
    assert clear_days(received, meeting) == days


def test_seven_clear_days_are_enough_where_nothing_else_is_ruled() -> None:
    check = notice_check(date(2026, 11, 2), date(2026, 11, 10), profile(""))

    assert (check.given, check.required, check.finding) == (7, 7, Finding.OK)


def test_six_clear_days_are_a_warning_and_say_where_the_rule_comes_from() -> None:
    check = notice_check(date(2026, 11, 3), date(2026, 11, 10), profile(""))

    assert check.finding is Finding.WARNING
    assert check.rule.basis == "Voreinstellung, keine gesetzliche Regel"


def test_hessen_asks_for_three_clear_days() -> None:
    check = notice_check(date(2026, 11, 6), date(2026, 11, 10), profile("hessen"))

    assert (check.given, check.finding, check.rule.basis) == (3, Finding.OK, "§ 58 Abs. 1 HGO")


def test_public_and_non_public_items_are_numbered_apart() -> None:
    numbers = agenda_numbers(map(Place, [Part.PUBLIC, Part.PUBLIC, Part.NON_PUBLIC, Part.PUBLIC, Part.NON_PUBLIC]))

    assert numbers == ["1", "2", "N 1", "3", "N 2"]


@given(some.lists(some.sampled_from(Part)))
def test_a_public_number_never_tells_whether_there_are_non_public_items(parts: list[Part]) -> None:
    public = [
        number for part, number in zip(parts, agenda_numbers(map(Place, parts)), strict=True) if part is Part.PUBLIC
    ]

    assert public == [str(n) for n in range(1, len(public) + 1)]


def test_an_invited_meeting_keeps_its_agenda_and_its_date() -> None:
    steps = LIFE.possible(MeetingState.CONVENED)

    assert MeetingStep.SET_AGENDA not in steps
    assert MeetingStep.CHANGE not in steps


def test_every_state_of_a_meeting_can_be_reached() -> None:
    reached = {MeetingState.PLANNED, *LIFE.next.values()}

    assert reached == set(MeetingState)


def test_the_evening_after_the_clocks_go_back_is_an_hour_closer_to_utc() -> None:
    assert to_utc(wall("2026-10-24 18:00"), BERLIN) == datetime(2026, 10, 24, 16, 0, tzinfo=UTC)
    assert to_utc(wall("2026-10-25 18:00"), BERLIN) == datetime(2026, 10, 25, 17, 0, tzinfo=UTC)


def test_of_the_hour_that_comes_twice_the_first_one_is_meant() -> None:
    assert to_utc(wall("2026-10-25 02:30"), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_leave_out_is_refused_at_its_field() -> None:
    with pytest.raises(RuleBroken) as refused:
        to_utc(wall("2026-03-29 02:30"), BERLIN, "starts_at")

    assert refused.value.problems[0].code is Broken.TIME_LEFT_OUT
    assert refused.value.problems[0].field == "starts_at"


@pytest.mark.parametrize("entered", ["0001-01-01T00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-14:00"])
def test_a_year_at_the_end_of_the_calendar_is_refused_at_its_field(entered: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        to_utc(wall(entered), BERLIN, "starts_at")

    assert (refused.value.code, refused.value.problems[0].field) == (Broken.YEAR_OUT_OF_REACH, "starts_at")


def test_a_moment_that_names_its_offset_stays_what_it_is() -> None:
    moment = datetime.fromisoformat("2026-10-25T18:00:00+01:00")

    assert to_utc(moment, BERLIN) == datetime(2026, 10, 25, 17, 0, tzinfo=UTC)


def test_the_day_is_that_of_the_district() -> None:
    shortly_after_midnight_there = datetime(2026, 11, 9, 23, 30, tzinfo=UTC)

    assert local_day(shortly_after_midnight_there, BERLIN) == date(2026, 11, 10)


@given(some.datetimes(min_value=wall("2020-01-01"), max_value=wall("2040-01-01")))
def test_a_time_that_exists_comes_back_as_it_was_typed(typed: datetime) -> None:
    typed = typed.replace(fold=0)
    try:
        moment = to_utc(typed, BERLIN)
    except RuleBroken:
        assert typed.month == 3
        return

    assert to_local(moment, BERLIN) == typed


def test_sub_items_are_numbered_under_their_item() -> None:
    head, below = Place(Part.PUBLIC), Place(Part.PUBLIC, is_sub=True)

    assert agenda_numbers([head, head, below, below, head]) == ["1", "2", "2.1", "2.2", "3"]
    assert agenda_numbers([Place(Part.NON_PUBLIC), Place(Part.NON_PUBLIC, is_sub=True)]) == ["N 1", "N 1.1"]


@given(some.lists(some.builds(Place, some.sampled_from(Part), some.booleans())))
def test_no_number_comes_twice(places: list[Place]) -> None:
    numbers = agenda_numbers(places)

    assert len(set(numbers)) == len(places)


def test_what_comes_after_dispatch_is_3a_and_then_3b() -> None:
    assert late_number("3", {"1", "2", "3", "4"}) == "3a"
    assert late_number("3a", {"3", "3a"}) == "3b"
    assert late_number("N 2", {"N 2"}) == "N 2a"
    assert late_number("", {"1"}) == "0a"


@given(some.integers(1, 40), some.integers(1, 60))
def test_late_numbers_never_repeat_a_sent_one(before: int, how_many: int) -> None:
    taken = {str(number) for number in range(1, 41)}

    for _ in range(how_many):
        number = late_number(str(before), taken)
        assert number not in taken
        taken.add(number)
