"""What is measured of a recommendation, told by its events: pauses, extensions, promises, work; each by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from beirat.rules.answers import Position, Stance
from beirat.rules.cases import CaseEvent, Implementation, Report, Voice, history
from beirat.rules.cases import CaseEventKind as Kind
from beirat.rules.clocks import ClockRules, EveryWeekday, PauseCause
from beirat.rules.figures.cases import CaseFacts, case_key, known
from beirat.rules.figures.observations import Promise, Wait, Work
from beirat.rules.figures.outcomes import Ending
from beirat.rules.figures.summary import Figures, Known, Part, figures

SENT, RECEIVED = date(2026, 1, 12), date(2026, 1, 14)
TODAY = date(2026, 11, 25)
TO = UUID(int=1)


def event(kind: Kind, on: date, **more: object) -> CaseEvent:
    return CaseEvent(kind, on, transmission=TO, **more)  # type: ignore[arg-type]


def position(on: date, stance: Position, *points: int, until: date | None = None) -> CaseEvent:
    deferred = until if stance is Position.DEFERRED else None
    promised = until if stance is not Position.DEFERRED else None
    given = Stance(stance, "Wortlaut", deferred_until=deferred, promised_by=promised)
    return event(Kind.POSITION_GIVEN, on, points=frozenset(points), stance=given)


BEGUN = (event(Kind.HANDED_OVER, SENT, to="Kreisausschuss"), event(Kind.RECEIVED, RECEIVED))


def told(*events: CaseEvent, points: tuple[int, ...] = (1,), decided_on: date = date(2026, 1, 8)) -> Known:
    """What is known of one recommendation with these events after its receipt."""
    numbered = [replace(one, sequence=n) for n, one in enumerate((*BEGUN, *events), 1)]
    case = history(numbered, points, rules=ClockRules.of(), days=EveryWeekday())
    return known([CaseFacts("E-2026/001", decided_on, case, numbered)])


def counted(*events: CaseEvent, points: tuple[int, ...] = (1,)) -> Figures:
    return figures(told(*events, points=points), TODAY)


def test_the_waits_of_board_and_administration_follow_one_another() -> None:
    one = told().cases[0]

    assert one.hand_over == Wait("E-2026/001", date(2026, 1, 8), SENT)
    assert one.wait == Wait("E-2026/001", RECEIVED)
    assert one.due_on == one.agreed_due_on == date(2026, 4, 14)


def test_an_interim_message_ends_no_wait() -> None:
    found = counted(event(Kind.INTERIM_MESSAGE, date(2026, 2, 2), text="Wir prüfen."))

    assert found.answers.cases == Part((), ("E-2026/001",))


def test_an_accepted_question_stops_the_clock_and_is_the_boards_delay() -> None:
    found = counted(
        event(Kind.QUERY_ASKED, date(2026, 2, 2), is_accepted=True),
        event(Kind.QUERY_REPLIED, date(2026, 2, 16), about=3),
        position(date(2026, 4, 24), Position.AGREED),
    )

    assert found.own.replies.days == (14,)
    assert found.own.paused_days == 14
    assert found.answers.days == (100,)
    assert found.answers.net_days == (86,)
    assert found.on_time_agreed == Part(("E-2026/001",), ())


def test_an_extension_moves_the_agreed_date_and_not_the_first_one() -> None:
    found = counted(
        event(Kind.EXTENSION_REQUESTED, date(2026, 4, 1), until=date(2026, 5, 15)),
        event(Kind.EXTENSION_GRANTED, date(2026, 4, 2), about=3, until=date(2026, 5, 15)),
        position(date(2026, 5, 12), Position.AGREED),
    )

    assert found.on_time == Part((), ("E-2026/001",))
    assert found.on_time_agreed == Part(("E-2026/001",), ())
    assert found.days_past == 0


def test_a_recess_is_nobodys_delay() -> None:
    found = counted(
        event(Kind.PAUSE_BEGAN, date(2026, 2, 2), cause=PauseCause.RECESS),
        event(Kind.PAUSE_ENDED, date(2026, 2, 12)),
        position(date(2026, 3, 5), Position.AGREED),
    )

    assert found.own.paused_days == 0
    assert found.answers.net_days == (50 - 10,)


def test_the_first_position_stays_when_the_board_asks_again() -> None:
    found = counted(
        position(date(2026, 2, 13), Position.REJECTED),
        event(Kind.INSUFFICIENT, date(2026, 3, 5)),
        position(date(2026, 4, 2), Position.AGREED),
    )

    assert found.answers.days == (30,)
    assert found.outcomes.counts[Ending.REJECTED] == ("E-2026/001/1",)
    assert found.outcomes.counts[Ending.AGREED] == ()


def test_points_passed_on_have_no_clock() -> None:
    found = told(event(Kind.FORWARDED, date(2026, 2, 2), points=frozenset({2}), to="Land"), points=(1, 2))

    assert [one.key for one in found.points] == ["E-2026/001/1"]


def test_a_wholly_passed_on_recommendation_waits_for_nobody() -> None:
    found = told(event(Kind.FORWARDED, date(2026, 2, 2), to="Land"))

    assert found.cases[0].wait is None
    assert found.points == []


def test_withdrawing_ends_the_wait_without_an_answer() -> None:
    found = counted(event(Kind.WITHDRAWN, date(2026, 3, 5)))

    assert found.answers.cases == Part()
    assert found.answers.curve.number == 1
    assert found.on_time == Part()


def test_a_new_date_means_that_the_first_one_was_not_kept() -> None:
    found = told(
        position(date(2026, 2, 2), Position.DEFERRED, until=date(2026, 6, 30)),
        position(date(2026, 6, 30), Position.DEFERRED, until=date(2026, 10, 31)),
        position(date(2026, 10, 30), Position.AGREED),
    )

    assert found.promises == [
        Promise("E-2026/001/1", date(2026, 6, 30)),
        Promise("E-2026/001/1", date(2026, 10, 31), date(2026, 10, 30)),
    ]


def report(on: date, voice: Voice, state: Implementation) -> CaseEvent:
    return event(Kind.IMPLEMENTATION_REPORTED, on, points=frozenset({1}), report=Report(voice, state, on))


def test_work_is_done_when_the_board_says_so() -> None:
    agreed = position(date(2026, 2, 2), Position.AGREED)
    reported = report(date(2026, 5, 4), Voice.ADMINISTRATION, Implementation.DONE)

    told_only = told(agreed, reported).works
    confirmed = told(agreed, reported, report(date(2026, 6, 4), Voice.BOARD, Implementation.DONE)).works

    assert told_only == [Work("E-2026/001/1", date(2026, 2, 2), date(2026, 5, 4), None, date(2026, 5, 4))]
    assert [one.confirmed_on for one in confirmed] == [date(2026, 6, 4)]


def test_a_refused_point_is_no_work() -> None:
    assert told(position(date(2026, 2, 2), Position.REJECTED)).works == []


def test_a_key_names_its_recommendation() -> None:
    assert case_key("E-2026/001/2") == case_key("E-2026/001") == "E-2026/001"
