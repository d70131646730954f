"""All figures of a set of cases on a day; each one names the cases behind it, so that everybody can check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beirat.rules.answers import Position
from beirat.rules.cases import Handling
from beirat.rules.clocks import PauseCause, add_months
from beirat.rules.figures.observations import Observation, PointObservation, Promise, Wait, Work, paused_days
from beirat.rules.figures.outcomes import Distribution, Ending, Fate, distribution
from beirat.rules.figures.ratios import Ratio
from beirat.rules.figures.survival import Curve, kaplan_meier

HORIZONS = (30, 90, 180, 365)
OUTCOME_DAYS = 180
CONFIRM_DAYS = 90
FRESH_MONTHS = 6
BY_THE_BOARD = frozenset({PauseCause.QUERY, PauseCause.BOARD})

WITHOUT_COMMITMENT = frozenset({Position.REJECTED, Position.NOT_COMPETENT, Position.DEFERRED, Position.PARTLY})
"""Positions that refuse at least a part: they owe a reason."""


class Standing(StrEnum):
    """Where a recommendation stands; every one is in exactly one, so that the counts add up."""

    ANSWERED = "answered"
    WAITING = "waiting"
    ASKED_AGAIN = "asked_again"
    NOT_RECEIVED = "not_received"
    NOT_HANDED_OVER = "not_handed_over"
    FORWARDED = "forwarded"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Part:
    """The cases for which something holds, and those for which it does not: the list behind a number."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @property
    def ratio(self) -> Ratio:
        return Ratio(len(self.yes), len(self.yes) + len(self.no))


@dataclass(frozen=True)
class Timing:
    """How long something takes: those that ended and those that last, the estimate, the days of each."""

    cases: Part
    curve: Curve
    net: Curve
    days: tuple[int, ...] = ()
    net_days: tuple[int, ...] = ()
    open_days: tuple[int, ...] = ()
    oldest: int | None = None


@dataclass(frozen=True)
class Own:
    """The board's own delays; they come first."""

    hand_over: Timing
    replies: Timing
    paused_days: int
    paused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcomes:
    """What was said to the points at first: as counted today, and as estimated after some time."""

    counts: Mapping[Ending, tuple[str, ...]]
    open: tuple[str, ...]
    estimate: Distribution

    @property
    def all(self) -> tuple[str, ...]:
        """Every point that was counted."""
        return (*(key for keys in self.counts.values() for key in keys), *self.open)


@dataclass(frozen=True)
class Figures:
    """Everything. Shares are lists of cases; what is estimated carries its interval."""

    today: date
    standings: Mapping[Standing, tuple[str, ...]]
    answered_in_time: tuple[str, ...]
    own: Own
    answers: Timing
    within: Mapping[int, Part]
    on_time: Part
    on_time_agreed: Part
    past_date: Part
    days_past: int
    late: tuple[str, ...]
    outcomes: Outcomes
    coverage: Part
    grounds: Part
    promises: Part
    implementation: Timing
    unconfirmed: Part
    fresh: Part
    entered_late: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many recommendations are counted."""
        return sum(len(keys) for keys in self.standings.values())


@dataclass(frozen=True)
class Known:
    """What the figures are made of. ``replies`` are the administration's questions to the board, ``promises`` dated."""

    cases: Sequence[Observation] = ()
    points: Sequence[PointObservation] = ()
    replies: Sequence[Wait] = ()
    promises: Sequence[Promise] = ()
    works: Sequence[Work] = ()


def figures(known: Known, today: date) -> Figures:
    """All figures on the day ``today``; what happened later is not known yet."""
    cases = known.cases
    waits = [one.wait for one in cases if one.wait]
    return Figures(
        today=today,
        standings=standings(cases),
        answered_in_time=tuple(one.key for one in cases if standing(one) is Standing.ANSWERED and _in_time(one, today)),
        own=_own(known, today),
        answers=timing(waits, today),
        within={days: within(waits, days, today) for days in HORIZONS},
        on_time=_kept(cases, today, lambda one: one.due_on),
        on_time_agreed=_kept(cases, today, lambda one: one.agreed_due_on),
        past_date=_past_date(cases, today),
        days_past=sum(one.days_past(today) for one in cases),
        late=tuple(one.key for one in cases if one.days_past(today)),
        outcomes=_outcomes(known.points, today),
        coverage=_coverage(known.points, today),
        grounds=_part((one.key, one.has_grounds) for one in known.points if one.position in WITHOUT_COMMITMENT),
        promises=_promises(known.promises, today),
        implementation=timing([_until_confirmed(one) for one in known.works], today),
        unconfirmed=_unconfirmed(known.works, today),
        fresh=_fresh(known.works, today),
        entered_late=tuple(wait.key for wait in waits if _is_unseen(wait, today)),
    )


def standing(one: Observation) -> Standing:
    """Where a recommendation stands now."""
    if one.handling is Handling.WITHDRAWN:
        return Standing.WITHDRAWN
    if one.handling is Handling.CLOSED:
        return Standing.ANSWERED if one.is_answered else Standing.CLOSED
    fixed = {
        Handling.TO_BE_SENT: Standing.NOT_HANDED_OVER,
        Handling.SENT: Standing.NOT_RECEIVED,
        Handling.FORWARDED: Standing.FORWARDED,
        Handling.ANSWERED: Standing.ANSWERED,
    }
    if one.handling in fixed:
        return fixed[one.handling]
    return Standing.ASKED_AGAIN if one.wait and one.wait.done_on else Standing.WAITING


def _in_time(one: Observation, today: date) -> bool:
    """Answered by the agreed date, whether that is over or not."""
    due = one.agreed_due_on
    return one.wait is not None and due is not None and one.wait.is_done(today) and one.wait.last_day(today) <= due


def standings(cases: Iterable[Observation]) -> dict[Standing, tuple[str, ...]]:
    """All of them, in the order in which a sentence names them."""
    found: dict[Standing, list[str]] = {each: [] for each in Standing}
    for one in cases:
        found[standing(one)].append(one.key)
    return {each: tuple(keys) for each, keys in found.items()}


def timing(waits: Iterable[Wait], today: date) -> Timing:
    """How long the waits that had begun by today took."""
    begun = [wait for wait in waits if wait.since <= today]
    done = [wait for wait in begun if wait.is_done(today)]
    open_ = [wait for wait in begun if wait.is_open(today)]
    return Timing(
        cases=Part(tuple(wait.key for wait in done), tuple(wait.key for wait in open_)),
        curve=kaplan_meier(wait.spell(today) for wait in begun),
        net=kaplan_meier(wait.spell(today, net=True) for wait in begun),
        days=tuple(sorted(wait.days(today) for wait in done)),
        net_days=tuple(sorted(wait.days(today, net=True) for wait in done)),
        open_days=tuple(sorted(wait.days(today) for wait in open_)),
        oldest=max((wait.days(today) for wait in open_), default=None),
    )


def within(waits: Iterable[Wait], days: int, today: date) -> Part:
    """Of those that began at least so many days ago and did not end otherwise before: was it done in that time?"""
    old = [wait for wait in waits if (today - wait.since).days >= days]
    return _part(
        (wait.key, wait.is_done(today) and wait.days(today) <= days)
        for wait in old
        if wait.is_done(today) or wait.ended_on is None or (wait.ended_on - wait.since).days > days
    )


def _part(answers: Iterable[tuple[str, bool]]) -> Part:
    found = list(answers)
    return Part(tuple(key for key, yes in found if yes), tuple(key for key, yes in found if not yes))


def _own(known: Known, today: date) -> Own:
    held = {one.key: _held(one.wait, today) for one in known.cases if one.wait}
    return Own(
        hand_over=timing([one.hand_over for one in known.cases], today),
        replies=timing(known.replies, today),
        paused_days=sum(held.values()),
        paused=tuple(key for key, days in held.items() if days),
    )


def _held(wait: Wait, today: date) -> int:
    """On how many days the board let the clock stand still."""
    caused = [pause for pause in wait.pauses if pause.cause in BY_THE_BOARD]
    return paused_days(caused, wait.since, wait.last_day(today))


def _kept(cases: Iterable[Observation], today: date, due: Callable[[Observation], date | None]) -> Part:
    found = [(one.key, one.kept(due(one), today)) for one in cases]
    return _part((key, kept) for key, kept in found if kept is not None)


def _past_date(cases: Iterable[Observation], today: date) -> Part:
    """Of those that wait now: is the agreed date over?"""
    return _part((one.key, one.days_past(today) > 0) for one in cases if one.wait and one.wait.is_open(today))


def _outcomes(points: Sequence[PointObservation], today: date) -> Outcomes:
    fates = [(one.key, _fate(one, today)) for one in points]
    return Outcomes(
        counts={ending: tuple(key for key, fate in fates if fate.ending is ending) for ending in Ending},
        open=tuple(key for key, fate in fates if fate.ending is None),
        estimate=distribution((fate for _, fate in fates), OUTCOME_DAYS),
    )


def _fate(point: PointObservation, today: date) -> Fate:
    wait = point.wait
    if wait.is_done(today) and point.first:
        return Fate(wait.spell(today), Ending(point.first.value))
    withdrawn = wait.ended_on is not None and wait.ended_on <= today
    return Fate(wait.spell(today), Ending.WITHDRAWN if withdrawn else None)


def _coverage(points: Iterable[PointObservation], today: date) -> Part:
    """Of the points whose date is over: is there a position?"""
    due = [one for one in points if one.due_on and one.due_on <= today]
    return _part((one.key, one.wait.is_done(today)) for one in due if one.wait.is_done(today) or not one.wait.ended_on)


def _promises(promises: Iterable[Promise], today: date) -> Part:
    """Of the promises whose last day is over, or that were kept before: were they kept by it?"""
    due = [one for one in promises if one.due_on < today or one.kept_on]
    return _part((one.key, one.kept_on is not None and one.kept_on <= one.due_on) for one in due)


def _until_confirmed(work: Work) -> Wait:
    return Wait(work.key, work.agreed_on, work.confirmed_on, work.ended_on)


def _unconfirmed(works: Iterable[Work], today: date) -> Part:
    """Of those reported done at least 90 days ago: does the board still not confirm it?"""
    old = [one for one in works if one.reported_on and (today - one.reported_on).days >= CONFIRM_DAYS]
    return _part((one.key, one.confirmed_on is None or one.confirmed_on > today) for one in old)


def _fresh(works: Iterable[Work], today: date) -> Part:
    """Of those agreed and not yet confirmed done: is the last report, or the promise itself, at most 6 months old?"""
    unfinished = [one for one in works if not one.confirmed_on and not one.ended_on]
    return _part(
        (one.key, add_months(max(one.agreed_on, one.last_report_on or one.agreed_on), FRESH_MONTHS) >= today)
        for one in unfinished
    )


def _is_unseen(wait: Wait, today: date) -> bool:
    spell = wait.spell(today)
    return spell.entered >= spell.days
