"""The figures one by one, as every page, paper and program gets them: what may be said of each, and its cases.

Here are the rules of honesty: counts always; a share or a median only from twenty cases on and never without its
interval; below that every single duration (``domain/holding-to-account`` § 5.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from beirat.rules.figures.ratios import ENOUGH, Interval
from beirat.rules.figures.summary import Figures, Outcomes, Part, Timing
from beirat.rules.figures.survival import Duration


class Number(StrEnum):
    """What is measured."""

    HAND_OVER = "hand_over"
    REPLIES = "replies"
    PAUSED = "paused"
    ANSWERED = "answered"
    ANSWERED_NET = "answered_net"
    WITHIN_30 = "within_30"
    WITHIN_90 = "within_90"
    WITHIN_180 = "within_180"
    WITHIN_365 = "within_365"
    ON_TIME = "on_time"
    ON_TIME_AGREED = "on_time_agreed"
    PAST_DATE = "past_date"
    DAYS_PAST = "days_past"
    OLDEST = "oldest"
    COVERAGE = "coverage"
    GROUNDS = "grounds"
    AGREED = "agreed"
    AGREED_WITH_CHANGES = "agreed_with_changes"
    IN_PRINCIPLE = "in_principle"
    PARTLY = "partly"
    ALREADY_DONE = "already_done"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    NOT_COMPETENT = "not_competent"
    WITHDRAWN = "withdrawn"
    NO_POSITION = "no_position"
    PROMISES = "promises"
    IMPLEMENTED = "implemented"
    UNCONFIRMED = "unconfirmed"
    FRESH = "fresh"


class Section(StrEnum):
    """Where a number stands. The board's own delays come first."""

    OWN = "own"
    TIME = "time"
    POSITIONS = "positions"
    RESULTS = "results"


WITHIN = {Number.WITHIN_30: 30, Number.WITHIN_90: 90, Number.WITHIN_180: 180, Number.WITHIN_365: 365}


@dataclass(frozen=True)
class Measured:
    """One number. ``share`` and ``duration`` are missing where too few cases stand behind them.

    ``days`` are the single durations where they are few; ``total`` is a sum or the longest, in days.
    """

    section: Section
    number: Number
    cases: Part
    share: float | None = None
    interval: Interval | None = None
    duration: Duration | None = None
    watched: int | None = None
    days: tuple[int, ...] = ()
    total: int | None = None


def numbers(found: Figures) -> tuple[Measured, ...]:
    """All numbers in the order in which they are shown."""
    return (*_own(found), *_time(found), *_positions(found), *_results(found))


def _own(found: Figures) -> Iterator[Measured]:
    own = found.own
    yield _timed(Section.OWN, Number.HAND_OVER, own.hand_over)
    yield _timed(Section.OWN, Number.REPLIES, own.replies)
    yield Measured(Section.OWN, Number.PAUSED, Part(own.paused), total=own.paused_days)


def _time(found: Figures) -> Iterator[Measured]:
    answers = found.answers
    yield _timed(Section.TIME, Number.ANSWERED, answers)
    yield _timed(Section.TIME, Number.ANSWERED_NET, answers, net=True)
    for number, days in WITHIN.items():
        yield _within(number, days, found)
    yield _shared(Section.TIME, Number.ON_TIME, found.on_time)
    yield _shared(Section.TIME, Number.ON_TIME_AGREED, found.on_time_agreed)
    yield _shared(Section.TIME, Number.PAST_DATE, found.past_date)
    yield Measured(Section.TIME, Number.DAYS_PAST, Part(found.late), total=found.days_past)
    yield Measured(Section.TIME, Number.OLDEST, Part(answers.cases.no), total=answers.oldest)


def _positions(found: Figures) -> Iterator[Measured]:
    yield _shared(Section.POSITIONS, Number.COVERAGE, found.coverage)
    yield _shared(Section.POSITIONS, Number.GROUNDS, found.grounds)
    outcomes, estimate = found.outcomes, found.outcomes.estimate
    for ending, keys in outcomes.counts.items():
        share, interval = estimate.shares[ending], estimate.intervals.get(ending)
        yield _counted(Number(ending.value), keys, outcomes, share, interval)
    yield _counted(Number.NO_POSITION, outcomes.open, outcomes, estimate.open, estimate.open_interval)


def _results(found: Figures) -> Iterator[Measured]:
    yield _shared(Section.RESULTS, Number.PROMISES, found.promises)
    yield _timed(Section.RESULTS, Number.IMPLEMENTED, found.implementation)
    yield _shared(Section.RESULTS, Number.UNCONFIRMED, found.unconfirmed)
    yield _shared(Section.RESULTS, Number.FRESH, found.fresh)


def _shared(section: Section, number: Number, part: Part) -> Measured:
    ratio = part.ratio
    if not ratio.is_enough:
        return Measured(section, number, part)
    return Measured(section, number, part, share=ratio.value, interval=ratio.interval)


def _timed(section: Section, number: Number, timing: Timing, *, net: bool = False) -> Measured:
    curve = timing.net if net else timing.curve
    if not timing.cases.ratio.is_enough:
        return Measured(section, number, timing.cases, days=timing.net_days if net else timing.days)
    return Measured(section, number, timing.cases, duration=curve.median, watched=curve.watched)


def _within(number: Number, days: int, found: Figures) -> Measured:
    part, curve = found.within[days], found.answers.curve
    interval = curve.interval_within(days)
    if not part.ratio.is_enough or interval is None:
        return Measured(Section.TIME, number, part)
    return Measured(Section.TIME, number, part, share=curve.ended_within(days), interval=interval)


def _counted(
    number: Number, keys: tuple[str, ...], outcomes: Outcomes, share: float, interval: Interval | None
) -> Measured:
    """A bar: counted today, and estimated where that may be said."""
    mine = set(keys)
    cases = Part(keys, tuple(key for key in outcomes.all if key not in mine))
    if outcomes.estimate.number < ENOUGH or interval is None:
        return Measured(Section.POSITIONS, number, cases)
    return Measured(Section.POSITIONS, number, cases, share=share, interval=interval)
