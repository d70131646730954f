"""A year of the board, looked at as a whole: every course ends where it should, over Easter and New Year."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from beirat.rules.calendars import LandCalendar
from beirat.rules.cases import Case, Handling, history
from beirat.rules.clocks import ClockRules
from beirat.rules.promises import PromiseState
from tests.scripted_year import CUT_OFF, MEETINGS, POINTS, year

HESSEN = LandCalendar("HE")
RULES = ClockRules.of()


def cases() -> dict[str, list[tuple[date, Case]]]:
    found: dict[str, list[tuple[date, Case]]] = defaultdict(list)
    for one in year():
        case = history(one.events, POINTS, rules=RULES, days=HESSEN)
        found[one.course].append((one.decided_on, case))
    return found


def test_it_has_twelve_meetings_and_sixty_recommendations_over_easter_and_the_turn_of_the_year() -> None:
    assert len(MEETINGS) == 12
    assert len(year()) == 60
    assert MEETINGS[0].year == 2025
    assert MEETINGS[0] < date(2026, 4, 5) < MEETINGS[-1] < CUT_OFF


def test_every_course_is_taken_five_times() -> None:
    assert set(Counter(one.course for one in year()).values()) == {5}


def test_silence_is_never_answered_and_only_grows() -> None:
    for decided_on, case in cases()["silent"]:
        assert case.answered_on is None
        assert case.on(CUT_OFF).days == (CUT_OFF - decided_on).days - 7


def test_two_addressees_are_answered_with_the_second() -> None:
    for decided_on, case in cases()["to_two"]:
        second = decided_on + timedelta(days=110)
        assert case.answered_on == (second if second <= CUT_OFF else None)
        assert len({one.due_on for one in case.clocks if one.transmission}) > 1


def test_a_question_of_ten_days_moves_the_date_by_ten_days_before_the_shift() -> None:
    for decided_on, case in cases()["questioned"]:
        if decided_on + timedelta(days=50) <= CUT_OFF:
            [clock] = [one for one in case.clocks if one.kind.value == "answer"]
            assert clock.paused_days() == 10


def test_extended_dates_keep_the_original_one() -> None:
    for decided_on, case in cases()["extended"]:
        if decided_on + timedelta(days=83) <= CUT_OFF:
            [clock] = [one for one in case.clocks if one.kind.value == "answer"]
            assert clock.original_due_on is not None
            assert clock.due_on is not None
            assert clock.original_due_on < clock.due_on


def test_deferrals_are_renewed_and_kept_in_a_chain() -> None:
    for decided_on, case in cases()["deferred"]:
        if decided_on + timedelta(days=219) <= CUT_OFF:
            assert [one.state for one in case.promises] == [PromiseState.RENEWED, PromiseState.KEPT]
            assert case.points[3].times_deferred == 2


def test_promises_are_kept_after_a_renewal_and_the_point_is_confirmed() -> None:
    for decided_on, case in cases()["promised"]:
        if decided_on + timedelta(days=180) <= CUT_OFF:
            assert [one.state for one in case.promises] == [PromiseState.RENEWED, PromiseState.KEPT]
            assert case.points[1].is_done


def test_the_first_answer_stays_when_it_was_insufficient() -> None:
    for decided_on, case in cases()["insufficient"]:
        first = decided_on + timedelta(days=50)
        if first <= CUT_OFF:
            assert case.first_answer_on == first


def test_a_corrected_receipt_counts_from_the_right_day() -> None:
    for decided_on, case in cases()["corrected"]:
        assert case.received_on == decided_on + timedelta(days=7)


def test_what_was_withdrawn_waits_for_nothing() -> None:
    for decided_on, case in cases()["withdrawn"]:
        if decided_on + timedelta(days=60) <= CUT_OFF:
            assert case.handling is Handling.WITHDRAWN
            assert case.on(CUT_OFF).days is None


def test_no_date_of_the_year_is_a_holiday_of_the_land() -> None:
    dates = [clock.due_on for one in cases().values() for _, case in one for clock in case.clocks if clock.due_on]
    computed = [day for day in dates if day.weekday() < 5 and day.month == 4 and day.year == 2026]

    assert date(2026, 4, 6) not in computed  # Easter Monday
    assert date(2026, 12, 25) not in dates
