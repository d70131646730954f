"""The case that the events make: only a position on every point stops the answer clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.answers import Position, ReasonCode, Stance
from beirat.rules.calendars import LandCalendar
from beirat.rules.cases import ENDED, Case, CaseEvent, CaseEventKind, Handling, history
from beirat.rules.clocks import ClockRules, EveryWeekday, WorkingDays
from beirat.rules.permissions import Act
from beirat.rules.recommendations import CaseStep, possible_acts, possible_case_steps

KIND = CaseEventKind
RULES = ClockRules.of()
HESSEN = LandCalendar("HE")
SENT, RECEIVED, DUE = date(2026, 6, 1), date(2026, 6, 10), date(2026, 9, 10)
YES = Stance(Position.AGREED, "Wir machen das.")
LATER = Stance(Position.DEFERRED, "Zurzeit nicht.", ReasonCode.BUDGET, date(2027, 3, 1))


def handed_over() -> list[CaseEvent]:
    return [CaseEvent(KIND.HANDED_OVER, SENT), CaseEvent(KIND.RECEIVED, RECEIVED)]


def position(*points: int, on: date, stance: Stance = YES) -> CaseEvent:
    return CaseEvent(KIND.POSITION_GIVEN, on, points=frozenset(points), stance=stance)


def question(on: date) -> CaseEvent:
    """A question that the board accepts as genuine at once."""
    return CaseEvent(KIND.QUERY_ASKED, on, is_accepted=True)


def case_of(events: list[CaseEvent], points: tuple[int, ...] = (1, 2, 4), days: WorkingDays = HESSEN) -> Case:
    numbered = [replace(event, sequence=n) for n, event in enumerate(events, 1)]
    return history(numbered, points, rules=RULES, days=days)


def test_before_it_is_handed_over_nobody_waits() -> None:
    case = case_of([])

    assert case.handling is Handling.TO_BE_SENT
    assert case.due_on is None
    assert case.on(DUE).days is None


def test_there_is_no_clock_before_proven_receipt() -> None:
    case = case_of([CaseEvent(KIND.HANDED_OVER, SENT)])

    assert case.handling is Handling.SENT
    assert case.due_on is None
    assert case.on(date(2030, 1, 1)).days is None


def test_three_months_run_from_receipt_and_not_from_sending() -> None:
    assert case_of(handed_over()).due_on == DUE


def test_it_is_past_due_from_the_day_after() -> None:
    case = case_of(handed_over())

    assert not case.on(DUE).is_past_due
    assert case.on(DUE + timedelta(days=1)).is_past_due


def test_the_board_waits_since_receipt() -> None:
    assert case_of(handed_over()).on(date(2026, 9, 10)).days == 92


def test_an_interim_message_does_not_stop_the_clock() -> None:
    case = case_of([*handed_over(), CaseEvent(KIND.INTERIM_MESSAGE, DUE)])

    assert case.handling is Handling.INTERIM
    assert case.due_on == DUE
    assert case.on(DUE + timedelta(days=1)).is_past_due


def test_positions_on_some_points_do_not_stop_the_clock() -> None:
    case = case_of([*handed_over(), position(1, 4, on=date(2026, 7, 1))])

    assert case.handling is Handling.PARTLY_ANSWERED
    assert case.due_on == DUE
    assert case.answered_points == 2
    assert case.answered_on is None


def test_positions_on_every_point_stop_the_clock() -> None:
    case = case_of([*handed_over(), position(1, 4, on=date(2026, 7, 1)), position(2, on=date(2026, 10, 1))])

    assert case.handling is Handling.ANSWERED
    assert case.due_on is None
    assert case.answered_on == case.first_answer_on == date(2026, 10, 1)
    assert not case.on(date(2030, 1, 1)).is_past_due


def test_a_new_position_later_does_not_move_the_day_of_the_answer() -> None:
    case = case_of([*handed_over(), position(on=date(2026, 7, 1)), position(2, on=date(2027, 1, 5), stance=LATER)])

    assert case.answered_on == date(2026, 7, 1)
    assert case.points[2].stance == LATER
    assert [on for on, _ in case.points[2].stances] == [date(2026, 7, 1), date(2027, 1, 5)]


def test_deferrals_are_positions_and_are_counted() -> None:
    case = case_of(
        [
            *handed_over(),
            position(1, 2, on=date(2026, 7, 1)),
            position(4, on=date(2026, 7, 1), stance=LATER),
            position(4, on=date(2027, 3, 1), stance=LATER),
        ]
    )

    assert case.handling is Handling.ANSWERED
    assert case.points[4].times_deferred == 2
    assert case.points[1].times_deferred == 0


def test_a_question_stops_the_clock_and_the_reply_starts_it_again() -> None:
    asked = [*handed_over(), question(date(2026, 7, 1))]
    replied = [*asked, CaseEvent(KIND.QUERY_REPLIED, date(2026, 7, 11))]

    standing, running = case_of(asked), case_of(replied)

    assert standing.handling is Handling.QUERY
    assert standing.paused_since == date(2026, 7, 1)
    assert standing.on(date(2026, 7, 5)).is_paused
    assert standing.on(date(2026, 7, 5)).due_on is None
    assert running.handling is Handling.ACKNOWLEDGED
    assert running.due_on == date(2026, 9, 21)
    assert not running.on(date(2026, 7, 12)).is_paused


def test_a_question_after_the_due_day_hides_nothing() -> None:
    case = case_of([*handed_over(), question(date(2026, 10, 1))])

    assert case.due_on == DUE
    assert case.on(date(2026, 10, 2)).is_past_due
    assert not case.on(date(2026, 10, 2)).is_paused


def test_two_open_questions_hold_the_clock_once() -> None:
    asked = [*handed_over(), question(date(2026, 7, 1))]

    twice = case_of([*asked, question(date(2026, 7, 9))])

    assert twice.due_on == date(2026, 10, 19)  # 38 days later, a Sunday
    assert twice.paused_since == case_of(asked).paused_since


def test_the_last_position_ends_an_open_question() -> None:
    case = case_of([*handed_over(), question(date(2026, 7, 1)), position(on=date(2026, 7, 20))])

    assert case.handling is Handling.ANSWERED
    assert case.paused_since is None


def test_insufficient_opens_the_points_again_and_gives_six_weeks() -> None:
    asked_again = CaseEvent(KIND.INSUFFICIENT, date(2026, 9, 24), points=frozenset({2}))

    case = case_of([*handed_over(), position(on=date(2026, 7, 1)), asked_again])

    assert case.handling is Handling.INSUFFICIENT
    assert case.due_on == date(2026, 11, 5)
    assert case.answered_on is None
    assert case.first_answer_on == date(2026, 7, 1)
    assert case.points[2].stance == YES
    assert case.answered_points == 2


def test_a_question_stops_the_second_clock_too() -> None:
    case = case_of(
        [
            *handed_over(),
            position(on=date(2026, 7, 1)),
            CaseEvent(KIND.INSUFFICIENT, date(2026, 9, 24)),
            question(date(2026, 10, 1)),
        ]
    )

    assert case.on(date(2026, 10, 5)).is_paused
    assert case.on(date(2026, 10, 5)).due_on is None


def test_a_first_answer_still_owed_counts_from_receipt_beside_a_second_one() -> None:
    events = [*handed_over(), position(1, on=date(2026, 7, 1)), CaseEvent(KIND.INSUFFICIENT, date(2026, 8, 20))]

    assert case_of(events).due_on == DUE


def test_the_second_answer_ends_waiting_again() -> None:
    case = case_of(
        [
            *handed_over(),
            position(on=date(2026, 7, 1)),
            CaseEvent(KIND.INSUFFICIENT, date(2026, 9, 24)),
            position(on=date(2026, 10, 20)),
        ]
    )

    assert case.handling is Handling.ANSWERED
    assert case.first_answer_on == date(2026, 7, 1)
    assert case.answered_on == date(2026, 10, 20)


def test_forwarded_points_have_no_clock_but_the_others_do() -> None:
    forwarded = CaseEvent(KIND.FORWARDED, date(2026, 6, 20), points=frozenset({4}), to="Land Hessen")

    case = case_of([*handed_over(), forwarded])

    assert case.handling is Handling.ACKNOWLEDGED
    assert case.due_on == DUE
    assert case.points[4].forwarded_to == "Land Hessen"
    assert not case.points[4].is_answered


def test_a_recommendation_that_went_elsewhere_as_a_whole_is_forwarded_and_not_answered() -> None:
    case = case_of([*handed_over(), CaseEvent(KIND.FORWARDED, date(2026, 6, 20), to="Kreistag")])

    assert case.handling is Handling.FORWARDED
    assert case.due_on is None
    assert case.answered_on is None


def test_a_position_on_a_forwarded_point_answers_it() -> None:
    events = [*handed_over(), CaseEvent(KIND.FORWARDED, date(2026, 6, 20), to="Kreistag")]

    case = case_of([*events, position(on=date(2026, 8, 1))])

    assert case.handling is Handling.ANSWERED
    assert case.points[1].forwarded_on is None


@pytest.mark.parametrize("kind, handling", [(KIND.CLOSED, Handling.CLOSED), (KIND.WITHDRAWN, Handling.WITHDRAWN)])
def test_the_board_ends_a_case_and_can_take_it_up_again(kind: CaseEventKind, handling: Handling) -> None:
    ended = [*handed_over(), CaseEvent(kind, date(2026, 8, 1))]
    reopened = [*ended, CaseEvent(KIND.REOPENED, date(2026, 8, 10))]

    assert case_of(ended).handling is handling
    assert case_of(ended).on(date(2030, 1, 1)).days is None
    assert case_of(reopened).handling is Handling.ACKNOWLEDGED
    assert case_of(reopened).due_on == DUE
    assert case_of(reopened).was_reopened


def test_an_annulled_event_counts_as_never_happened() -> None:
    answered = [*handed_over(), position(on=date(2026, 7, 1))]
    insufficient = CaseEvent(KIND.INSUFFICIENT, date(2026, 9, 24))
    annulled = CaseEvent(KIND.ANNULLED, date(2026, 9, 24), annuls=len(answered) + 1)

    assert case_of([*answered, insufficient, annulled]) == case_of(answered)


def test_a_position_event_without_a_position_is_a_mistake_in_the_program() -> None:
    with pytest.raises(ValueError, match="stance"):
        case_of([*handed_over(), CaseEvent(KIND.POSITION_GIVEN, DUE)])


def test_the_board_can_ask_again_only_where_there_is_an_answer() -> None:
    assert possible_case_steps(case_of(handed_over())) == {CaseStep.WITHDRAW, CaseStep.CLOSE}
    assert CaseStep.INSUFFICIENT in possible_case_steps(case_of([*handed_over(), position(1, on=DUE)]))


def test_an_ended_case_can_only_be_reopened() -> None:
    ended = case_of([*handed_over(), CaseEvent(KIND.CLOSED, DUE)])

    assert possible_case_steps(ended) == {CaseStep.REOPEN}
    assert possible_acts(ended.handling) == frozenset()


def test_before_receipt_nothing_can_be_released_or_asked() -> None:
    for handling in (Handling.TO_BE_SENT, Handling.SENT):
        assert not possible_acts(handling) & {Act.RELEASE_ANSWER, Act.ASK_BOARD, Act.SEND_INTERIM_MESSAGE}


def test_the_reply_is_possible_only_to_an_open_question() -> None:
    for handling in Handling:
        assert Act.REPLY_TO_QUERY not in possible_acts(handling)
    assert Act.REPLY_TO_QUERY in possible_acts(Handling.ACKNOWLEDGED, has_question=True)


# Random histories: what happens to three points, in the order in which it was recorded, on any days.

MESSAGES = [KIND.INTERIM_MESSAGE, KIND.COUNCIL_REFERRED, KIND.MAIL_RECEIVED, KIND.QUERY_ASKED, KIND.QUERY_REPLIED]
NO_POSITION = [*MESSAGES, KIND.QUERY_ACCEPTED, KIND.REMINDED, KIND.EXTENSION_REQUESTED, KIND.EXTENSION_DENIED]
BY_THE_ADMINISTRATION = [*NO_POSITION, KIND.POSITION_GIVEN]
BY_ANYBODY = [*BY_THE_ADMINISTRATION, KIND.INSUFFICIENT, KIND.CLOSED, KIND.WITHDRAWN, KIND.REOPENED, KIND.FORWARDED]
POINTS = (1, 2, 4)


@st.composite
def histories(draw: st.DrawFn, kinds: list[CaseEventKind]) -> list[CaseEvent]:
    """Handed over, received, then up to twelve events on days that never go back."""
    events, day = handed_over(), RECEIVED
    for _ in range(draw(st.integers(0, 12))):
        day += timedelta(days=draw(st.integers(0, 45)))
        kind = draw(st.sampled_from(kinds))
        points = draw(st.frozensets(st.sampled_from(POINTS)))
        events.append(CaseEvent(kind, day, points=points, stance=YES if kind is KIND.POSITION_GIVEN else None))
    return events


@given(histories(NO_POSITION), st.integers(0, 800))
def test_nothing_but_a_position_ends_waiting(events: list[CaseEvent], after: int) -> None:
    today = events[-1].on + timedelta(days=after)

    waiting = case_of(events).on(today)

    assert waiting.days == (today - RECEIVED).days


@given(histories(NO_POSITION), st.sampled_from(MESSAGES), st.integers(1, 400))
def test_no_message_and_no_question_makes_a_past_date_undone(
    events: list[CaseEvent], kind: CaseEventKind, after: int
) -> None:
    today = events[-1].on + timedelta(days=after)
    one_more = [*events, CaseEvent(kind, today)]

    # a reply may lengthen a period that a question had stopped in time; nothing else may
    if case_of(events).on(today).is_past_due:
        assert case_of(one_more).on(today).is_past_due


@given(histories(BY_THE_ADMINISTRATION))
def test_waiting_has_ended_exactly_when_every_point_has_a_position(events: list[CaseEvent]) -> None:
    answered = {n for event in events if event.kind is KIND.POSITION_GIVEN for n in event.points or POINTS}

    case = case_of(events)

    assert (case.handling is Handling.ANSWERED) == (answered == set(POINTS))
    assert (case.on(events[-1].on).days is None) == (answered == set(POINTS))


@given(histories(BY_ANYBODY))
def test_answered_means_a_position_on_every_point(events: list[CaseEvent]) -> None:
    case = case_of(events)

    if case.handling not in ENDED:
        assert (case.handling is Handling.ANSWERED) == (case.answered_points == len(POINTS))
        assert (case.answered_on is not None) == (case.handling is Handling.ANSWERED)


@given(histories([KIND.POSITION_GIVEN, KIND.INSUFFICIENT, KIND.FORWARDED]), st.integers(0, 40), st.integers(0, 12))
def test_one_more_answered_question_never_makes_the_date_earlier(ordered: list[CaseEvent], taken: int, at: int) -> None:
    place = 2 + at % (len(ordered) - 1)
    since = ordered[place - 1].on
    pause = [question(since), CaseEvent(KIND.QUERY_REPLIED, since + timedelta(days=taken))]

    due, later = case_of(ordered).due_on, case_of([*ordered[:place], *pause, *ordered[place:]]).due_on

    assert (due is None) == (later is None)
    assert due is None or later is None or later >= due


@given(histories(BY_ANYBODY))
def test_the_date_is_always_a_working_day(events: list[CaseEvent]) -> None:
    due = case_of(events).due_on

    assert due is None or HESSEN.is_working_day(due)


@given(histories(BY_ANYBODY), histories(BY_ANYBODY))
def test_the_first_answer_is_never_forgotten(events: list[CaseEvent], more: list[CaseEvent]) -> None:
    first = case_of(events).first_answer_on

    if first is not None:
        assert case_of([*events, *more[2:]]).first_answer_on == first


@given(histories(BY_ANYBODY))
def test_the_same_events_make_the_same_case(events: list[CaseEvent]) -> None:
    assert case_of(events) == case_of(list(events))
    assert case_of(events, days=EveryWeekday()).handling is case_of(events).handling


@given(histories(BY_ANYBODY))
def test_what_can_be_done_depends_on_the_handling_alone(events: list[CaseEvent]) -> None:
    case = case_of(events)

    acts, steps = possible_acts(case.handling), possible_case_steps(case)

    assert (Act.HAND_OVER in acts) == (case.handling is Handling.TO_BE_SENT)
    assert (Act.DECIDE_EXTENSION in acts) <= (case.handling not in ENDED)
    assert (steps == {CaseStep.REOPEN}) == (case.handling in ENDED)
