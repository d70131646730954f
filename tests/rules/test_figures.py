"""The figures of a set of cases: worked by hand, and what holds for every set."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.answers import Position
from beirat.rules.cases import Handling
from beirat.rules.clocks import Pause, PauseCause
from beirat.rules.figures.observations import Observation, PointObservation, Promise, Wait, Work, paused_days
from beirat.rules.figures.outcomes import Ending, Fate, distribution
from beirat.rules.figures.ratios import Z
from beirat.rules.figures.summary import Known, Part, Standing, figures, timing
from beirat.rules.figures.survival import Spell, kaplan_meier

TODAY = date(2026, 11, 25)
DECIDED = date(2026, 5, 7)


def case(
    key: str,
    received: int,
    *,
    answered: int | None = None,
    due: int = 92,
    agreed: int | None = None,
    handling: Handling | None = None,
    ended: int | None = None,
) -> Observation:
    """A recommendation received so many days ago; the other days count from its receipt."""
    since = TODAY - timedelta(days=received)
    wait = Wait(
        key,
        since,
        done_on=since + timedelta(days=answered) if answered is not None else None,
        ended_on=since + timedelta(days=ended) if ended is not None else None,
    )
    return Observation(
        key=key,
        handling=handling or (Handling.ANSWERED if answered is not None else Handling.ACKNOWLEDGED),
        hand_over=Wait(key, since - timedelta(days=10), since - timedelta(days=1)),
        wait=wait,
        due_on=since + timedelta(days=due),
        agreed_due_on=since + timedelta(days=due if agreed is None else agreed),
        is_answered=answered is not None,
    )


NINE = (
    case("1", 200, answered=50),
    case("2", 200, answered=92),
    case("3", 190, answered=93),
    case("4", 180, answered=100, agreed=106),
    case("5", 170, answered=30),
    case("6", 178),
    case("7", 60),
    case("8", 20),
    case("9", 150, handling=Handling.WITHDRAWN, ended=40),
)


def test_every_recommendation_is_counted_once() -> None:
    found = figures(Known(NINE), TODAY)

    assert found.total == 9
    assert {each.value: len(keys) for each, keys in found.standings.items() if keys} == {
        "answered": 5,
        "waiting": 3,
        "withdrawn": 1,
    }


def test_on_time_counts_by_the_first_date_and_by_the_agreed_one() -> None:
    found = figures(Known(NINE), TODAY)

    assert found.on_time == Part(("1", "2", "5"), ("3", "4", "6"))
    assert found.on_time_agreed == Part(("1", "2", "4", "5"), ("3", "6"))


def test_days_past_are_counted_to_the_answer_or_to_today() -> None:
    found = figures(Known(NINE), TODAY)

    assert found.days_past == 1 + (178 - 92)
    assert found.past_date == Part(("6",), ("7", "8"))
    assert found.answers.oldest == 178


def test_answered_within_asks_only_those_that_are_old_enough() -> None:
    found = figures(Known(NINE), TODAY)

    assert found.within[30] == Part(("5",), ("1", "2", "3", "4", "6", "7", "9"))
    assert found.within[90] == Part(("1", "5"), ("2", "3", "4", "6"))


def test_a_clock_that_stands_still_is_not_past_its_date() -> None:
    stopped = replace(NINE[5], agreed_due_on=None)

    found = figures(Known((stopped,)), TODAY)

    assert found.past_date == Part((), ("6",))
    assert found.days_past == 0
    assert found.on_time == Part((), ("6",))


def test_an_answer_that_came_later_than_today_is_not_known_yet() -> None:
    found = figures(Known((case("1", 20, answered=30),)), TODAY)

    assert found.answers.cases == Part((), ("1",))


def test_the_boards_own_delay_is_measured_by_the_same_code() -> None:
    late = replace(NINE[7], hand_over=Wait("8", TODAY - timedelta(days=40)))

    found = figures(Known((late,)), TODAY)

    assert found.own.hand_over == timing([Wait("8", TODAY - timedelta(days=40))], TODAY)
    assert found.own.hand_over.oldest == 40


def test_questions_that_the_board_left_open_are_its_own_delay() -> None:
    asked = TODAY - timedelta(days=30)
    replies = (Wait("1", asked, asked + timedelta(days=12)), Wait("1", TODAY - timedelta(days=5)))

    own = figures(Known(replies=replies), TODAY).own

    assert own.replies.cases == Part(("1",), ("1",))
    assert own.replies.oldest == 5


def test_only_pauses_that_the_board_caused_are_its_own() -> None:
    since = TODAY - timedelta(days=60)
    pauses = (
        Pause(since, since + timedelta(days=12), PauseCause.QUERY),
        Pause(TODAY - timedelta(days=5), None, PauseCause.BOARD),
        Pause(since + timedelta(days=20), since + timedelta(days=40), PauseCause.RECESS),
    )

    own = figures(Known((replace(NINE[6], wait=Wait("7", since, pauses=pauses)), NINE[7])), TODAY).own

    assert own.paused_days == 12 + 5
    assert own.paused == ("7",)


def test_net_days_leave_out_when_the_clock_stood_still() -> None:
    since = date(2026, 1, 1)
    pauses = (Pause(date(2026, 1, 11), date(2026, 1, 21)), Pause(date(2026, 1, 15), date(2026, 1, 26)))

    wait = Wait("1", since, date(2026, 2, 10), pauses=pauses)

    assert wait.days(TODAY) == 40
    assert wait.days(TODAY, net=True) == 40 - 15


def test_a_pause_that_lasts_counts_up_to_now() -> None:
    assert paused_days([Pause(date(2026, 1, 11))], date(2026, 1, 1), date(2026, 1, 21)) == 10


def test_a_case_entered_after_its_answer_is_named_and_left_out() -> None:
    since = TODAY - timedelta(days=100)
    wait = Wait("1", since, since + timedelta(days=20), watched_from=since + timedelta(days=60))
    one = replace(NINE[0], wait=wait)

    found = figures(Known((one, NINE[1])), TODAY)

    assert found.entered_late == ("1",)
    assert found.answers.curve.number == 1


def point(key: str, waited: int, *, first: Position | None = None, ended: int | None = None) -> PointObservation:
    """A point received 200 days ago whose first position came after so many days."""
    since = TODAY - timedelta(days=200)
    done = since + timedelta(days=waited) if first else None
    wait = Wait(key, since, done, ended_on=since + timedelta(days=ended) if ended is not None else None)
    return PointObservation(key, wait, since + timedelta(days=92), first, first or Position.OPEN, has_grounds=True)


FIVE_POINTS = (
    point("1", 20, first=Position.AGREED),
    point("2", 40, first=Position.REJECTED),
    point("3", 40, first=Position.AGREED),
    point("4", 0, ended=60),
    point("5", 0),
)


def test_the_outcomes_are_computed_as_by_hand() -> None:
    found = figures(Known((), FIVE_POINTS), TODAY).outcomes.estimate

    assert found.shares[Ending.AGREED] == pytest.approx(1 / 5 + 4 / 5 * 1 / 4)
    assert found.shares[Ending.REJECTED] == pytest.approx(4 / 5 * 1 / 4)
    assert found.shares[Ending.WITHDRAWN] == pytest.approx(2 / 5 * 1 / 2)
    assert found.open == pytest.approx(1 / 5)


def test_points_whose_date_is_over_are_covered_or_not() -> None:
    found = figures(Known((), FIVE_POINTS), TODAY)

    assert found.coverage == Part(("1", "2", "3"), ("5",))


def test_a_refusal_owes_a_reason() -> None:
    bare = replace(FIVE_POINTS[1], key="6", has_grounds=False)

    assert figures(Known((), (*FIVE_POINTS, bare)), TODAY).grounds == Part(("2",), ("6",))


def test_promises_are_kept_broken_or_not_due_yet() -> None:
    promises = (
        Promise("1", date(2026, 6, 30), date(2026, 6, 30)),
        Promise("2", date(2026, 6, 30), date(2026, 7, 1)),
        Promise("3", date(2026, 6, 30)),
        Promise("4", date(2027, 6, 30)),
        Promise("5", date(2027, 6, 30), date(2026, 11, 1)),
        Promise("6", TODAY),
    )

    assert figures(Known(promises=promises), TODAY).promises == Part(("1", "5"), ("2", "3"))


def test_reported_is_not_confirmed() -> None:
    agreed = date(2026, 3, 2)
    works = (
        Work("1", agreed, reported_on=date(2026, 5, 4), confirmed_on=date(2026, 6, 4)),
        Work("2", agreed, reported_on=date(2026, 5, 4)),
        Work("3", agreed, reported_on=date(2026, 11, 2)),
        Work("4", agreed),
    )

    found = figures(Known(works=works), TODAY)

    assert found.unconfirmed == Part(("2",), ("1",))
    assert found.implementation.cases == Part(("1",), ("2", "3", "4"))
    assert found.fresh == Part((), ("2", "3", "4"))


def test_a_report_of_the_last_six_months_is_fresh() -> None:
    work = Work("1", date(2026, 1, 5), last_report_on=date(2026, 5, 25))

    assert figures(Known(works=(work,)), TODAY).fresh == Part(("1",), ())
    assert figures(Known(works=(work,)), TODAY + timedelta(days=1)).fresh == Part((), ("1",))


def test_an_answer_that_the_board_found_insufficient_keeps_its_first_day() -> None:
    asked = replace(case("1", 100, answered=30), handling=Handling.INSUFFICIENT, is_answered=False)

    found = figures(Known((asked,)), TODAY)

    assert found.standings[Standing.ASKED_AGAIN] == ("1",)
    assert found.on_time == Part(("1",), ())


spells = st.builds(Spell, st.integers(0, 300), st.just(True), st.integers(-1, 100))
fates = st.lists(st.builds(Fate, spells, st.one_of(st.none(), st.sampled_from(Ending))), min_size=1, max_size=60)


@given(fates, st.integers(0, 300))
def test_the_bars_add_up_to_one_whatever_happened(drawn: list[Fate], days: int) -> None:
    found = distribution(drawn, days)

    assert sum(found.shares.values()) + found.open == pytest.approx(1)
    assert all(share >= 0 for share in found.shares.values())


@given(st.lists(st.builds(Spell, st.integers(0, 300), st.booleans()), min_size=1, max_size=60), st.integers(0, 300))
def test_where_there_is_one_ending_its_interval_is_that_of_what_still_waits(drawn: list[Spell], days: int) -> None:
    found = distribution([Fate(spell, Ending.AGREED if spell.ended else None) for spell in drawn], days)
    curve = kaplan_meier(drawn)

    if 0 < found.open < 1:
        spread = sum(
            step.ended / (step.at_risk * (step.at_risk - step.ended)) for step in curve.steps if step.day <= days
        )
        reach = Z * found.open * sqrt(spread) / (found.shares[Ending.AGREED] * log(found.shares[Ending.AGREED]))
        lower = found.shares[Ending.AGREED] ** exp(-reach)
        assert found.intervals[Ending.AGREED].lower == pytest.approx(lower)
        assert found.open_interval == [step.interval for step in curve.steps if step.day <= days][-1]


@given(fates, st.integers(0, 300))
def test_every_bar_lies_within_its_interval(drawn: list[Fate], days: int) -> None:
    found = distribution(drawn, days)

    for ending, interval in found.intervals.items():
        assert interval.lower - 1e-9 <= found.shares[ending] <= interval.upper + 1e-9


@given(fates, st.integers(0, 300), st.randoms(use_true_random=False))
def test_the_order_of_the_points_changes_no_bar(drawn: list[Fate], days: int, chance: random.Random) -> None:
    shuffled = distribution(chance.sample(drawn, len(drawn)), days)

    assert shuffled.open == distribution(drawn, days).open
    assert shuffled.shares == pytest.approx(distribution(drawn, days).shares)


@st.composite
def cases(draw: st.DrawFn) -> Observation:
    """A recommendation as it can be, with a date that pauses moved."""
    due = draw(st.integers(60, 120))
    return case(
        draw(st.uuids()).hex,
        draw(st.integers(0, 500)),
        answered=draw(st.one_of(st.none(), st.integers(0, 400))),
        due=due,
        agreed=due + draw(st.integers(0, 40)),
        ended=draw(st.one_of(st.none(), st.integers(0, 400))),
    )


@given(st.lists(cases(), max_size=30))
def test_every_number_is_made_of_cases_that_are_there_once(drawn: list[Observation]) -> None:
    found = figures(Known(drawn), TODAY)
    keys = {one.key for one in drawn}

    assert found.total == len(drawn)
    for part in (found.answers.cases, found.on_time, found.on_time_agreed, found.past_date, *found.within.values()):
        assert set(part.yes) | set(part.no) <= keys
        assert not set(part.yes) & set(part.no)


@given(st.lists(cases(), max_size=30))
def test_a_later_date_never_makes_the_administration_look_worse(drawn: list[Observation]) -> None:
    found = figures(Known(drawn), TODAY)

    assert len(found.on_time_agreed.no) <= len(found.on_time.no)
