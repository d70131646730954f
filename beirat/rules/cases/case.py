"""The case that events make: per point, per transmission and for the whole, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from beirat.rules.answers import Position, Stance
from beirat.rules.cases.events import Implementation, Report, Verdict, Voice
from beirat.rules.cases.traces import Trace
from beirat.rules.clocks import ANSWER_CLOCKS, ClockKind, ClockRule, Pause, PauseCause, together
from beirat.rules.promises import Promise


class Handling(StrEnum):
    """Axis A, what happens with the recommendation; derived from its events, never typed in."""

    TO_BE_SENT = "to_be_sent"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    INTERIM = "interim"
    QUERY = "query"
    PARTLY_ANSWERED = "partly_answered"
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    INSUFFICIENT = "insufficient"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


ENDED = frozenset({Handling.WITHDRAWN, Handling.CLOSED})
ACCEPTED = frozenset({Position.AGREED, Position.AGREED_WITH_CHANGES, Position.PARTLY, Position.ALREADY_DONE})
"""Positions that promise a change; "in principle" is none of them."""
FINISHED = frozenset({Implementation.DONE, Implementation.ABANDONED, Implementation.OBSOLETE})


@dataclass(frozen=True)
class Clock:
    """One waiting, with its date. ``ended_on`` None: it runs.

    ``paused`` is the pause that nobody has ended yet; where it has no cap, ``due_on`` is unknown (None).
    ``trace`` is the frozen computation, None where none was kept.
    """

    kind: ClockKind
    start: date
    rule: ClockRule | None
    points: frozenset[int]
    transmission: UUID | None = None
    original_due_on: date | None = None
    due_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    agreed_on: date | None = None
    agreed_until: date | None = None
    ended_on: date | None = None
    was_answered: bool = False
    trace: Trace | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What the date follows from: the same key is the same computation."""
        return (self.kind, self.transmission, self.start, self.pauses, self.agreed_on, self.agreed_until)

    @property
    def is_running(self) -> bool:
        return self.ended_on is None

    @property
    def paused(self) -> Pause | None:
        """What holds the clock and nobody has ended; questions that overlap hold it once."""
        open_ones = together(pause for pause in self._effective() if pause.is_open)
        return open_ones[-1] if open_ones else None

    def is_paused(self, today: date) -> bool:
        return self.is_running and any(pause.holds(today) for pause in self._effective())

    def _effective(self) -> list[Pause]:
        """A pause that begins after the date holds nothing."""
        return [pause for pause in self.pauses if self.due_on is None or pause.since <= self.due_on]

    def is_past(self, today: date) -> bool:
        """The date is over and nothing has come; from the following day on."""
        return self.is_running and self.due_on is not None and today > self.due_on

    def is_long_past(self, today: date) -> bool:
        """Twice the time is over."""
        return self.is_past(today) and self.due_on is not None and today > self.due_on + (self.due_on - self.start)

    def paused_days(self, *causes: PauseCause) -> int:
        """The days of finished pauses, by cause."""
        chosen = [pause for pause in self._effective() if pause.cause in causes or not causes]
        return sum(pause.days_after(self.start) for pause in chosen)


@dataclass(frozen=True)
class Extension:
    """A later date that was asked for; ``granted`` None: not decided yet."""

    sequence: int
    asked_on: date
    points: frozenset[int]
    transmission: UUID | None
    until: date | None
    text: str = ""
    granted: bool | None = None
    decided_on: date | None = None
    granted_until: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Query:
    """A question to the board. It holds the clock once the board accepts it as genuine, for thirty days at most."""

    sequence: int
    asked_on: date
    points: frozenset[int]
    transmission: UUID | None
    text: str = ""
    accepted_on: date | None = None
    replied_on: date | None = None


@dataclass(frozen=True)
class PointVerdict:
    """What the board found, when, and by which resolution."""

    on: date
    verdict: Verdict
    resolution: UUID | None


@dataclass(frozen=True)
class PointCase:
    """One point over all its addressees: every stance ever given, newest last, and whether an answer is owed now."""

    number: int
    stances: tuple[tuple[date, Stance], ...] = ()
    asked_again_on: date | None = None
    forwarded_on: date | None = None
    forwarded_to: str = ""
    first_answered_on: date | None = None
    lacks_answer: bool = True
    due_on: date | None = None
    original_due_on: date | None = None
    reports: tuple[Report, ...] = ()
    verdicts: tuple[PointVerdict, ...] = ()
    report_due_on: date | None = None
    no_news_since: date | None = None
    promises: tuple[Promise, ...] = ()

    @property
    def stance(self) -> Stance | None:
        """The latest one; earlier ones stay in ``stances``."""
        return self.stances[-1][1] if self.stances else None

    @property
    def answered_on(self) -> date | None:
        return self.stances[-1][0] if self.stances else None

    @property
    def times_deferred(self) -> int:
        """How often the answer was "zurzeit nicht"."""
        return sum(stance.position is Position.DEFERRED for _, stance in self.stances)

    @property
    def is_answered(self) -> bool:
        return bool(self.stances) and not self.lacks_answer

    @property
    def owes_answer(self) -> bool:
        """Not answered, and inside the district's competence."""
        return self.lacks_answer and self.forwarded_on is None

    @property
    def is_accepted(self) -> bool:
        return self.stance is not None and self.stance.position in ACCEPTED

    @property
    def verdict(self) -> PointVerdict | None:
        return self.verdicts[-1] if self.verdicts else None

    def says(self, voice: Voice) -> Report | None:
        """The latest report of a voice, by the day that it describes."""
        return says(self.reports, voice)

    @property
    def is_done(self) -> bool:
        """Confirmed by the board: a report of the administration alone is none."""
        board = self.says(Voice.BOARD)
        return board is not None and board.state is Implementation.DONE

    @property
    def is_reported_done(self) -> bool:
        """The administration says it is done, and the board has not confirmed it yet."""
        administration = self.says(Voice.ADMINISTRATION)
        return administration is not None and administration.state is Implementation.DONE and not self.is_done

    @property
    def voices_differ(self) -> bool:
        """ "Uneinig": the board disputes, or says something else about the same day or a later one."""
        administration, board = self.says(Voice.ADMINISTRATION), self.says(Voice.BOARD)
        if self.verdict is not None and self.verdict.verdict is Verdict.DISPUTED:
            return administration is None or administration.as_of <= self.verdict.on
        if administration is None or board is None:
            return False
        return administration.state is not board.state and board.as_of >= administration.as_of


def says(reports: Iterable[Report], voice: Voice) -> Report | None:
    """The latest report of a voice; of two about the same day the one recorded later."""
    own = [report for report in reports if report.voice == voice]
    return max(reversed(own), key=lambda report: report.as_of) if own else None


@dataclass(frozen=True)
class TransmissionCase:
    """What became of one transmission. ``replaced_on``: the addressee was replaced; the old wait stays visible."""

    id: UUID | None
    addressee: str
    points: frozenset[int]
    handling: Handling
    sent_on: date
    received_on: date | None = None
    replaced_on: date | None = None
    replaces: UUID | None = None
    due_on: date | None = None
    original_due_on: date | None = None
    paused_since: date | None = None
    paused_until: date | None = None
    first_answer_on: date | None = None
    answered_on: date | None = None

    @property
    def counts(self) -> bool:
        return self.replaced_on is None


@dataclass(frozen=True)
class Waiting:
    """How a case stands on a day.

    ``days`` since proven receipt while an answer is owed (None: nobody waits). ``due_on`` None: unknown or not running.
    ``stale_since``: no report on an accepted point since that day, and the review interval is over.
    """

    days: int | None
    is_past_due: bool
    is_paused: bool
    is_long_past_due: bool = False
    due_on: date | None = None
    days_past: int = 0
    receipt_is_past: bool = False
    promises_past: int = 0
    stale_since: date | None = None


@dataclass(frozen=True)
class Case:
    """What the events say, independent of today. The dates of the whole are those of its earliest open answer clock."""

    handling: Handling
    points: Mapping[int, PointCase]
    transmissions: tuple[TransmissionCase, ...] = ()
    clocks: tuple[Clock, ...] = ()
    sent_on: date | None = None
    received_on: date | None = None
    due_on: date | None = None
    original_due_on: date | None = None
    paused_since: date | None = None
    paused_until: date | None = None
    first_answer_on: date | None = None
    answered_on: date | None = None
    was_reopened: bool = False
    promises: tuple[Promise, ...] = ()
    extensions: tuple[Extension, ...] = ()
    queries: tuple[Query, ...] = ()
    reminders: tuple[tuple[date, int], ...] = field(default=())
    open_pauses: Mapping[int, Pause] = field(default_factory=dict)

    @property
    def receipts_open(self) -> int:
        """How many addressees have not confirmed the receipt."""
        return sum(one.counts and one.received_on is None for one in self.transmissions)

    @property
    def answered_points(self) -> int:
        return sum(point.is_answered for point in self.points.values())

    @property
    def answer_clock(self) -> Clock | None:
        """The open clock whose date comes first; one that stands still without a date only if there is no other."""
        return first_clock(clock for clock in self.clocks if clock.kind in ANSWER_CLOCKS)

    @property
    def open_query(self) -> Query | None:
        """The question that the board has not replied to; the latest."""
        return next((query for query in reversed(self.queries) if query.replied_on is None), None)

    @property
    def open_extension(self) -> Extension | None:
        """The request that nobody has decided yet; the latest."""
        return next((one for one in reversed(self.extensions) if one.granted is None), None)

    @property
    def promise_due_on(self) -> date | None:
        return min((clock.due_on for clock in self._running(ClockKind.PROMISE) if clock.due_on), default=None)

    @property
    def report_due_on(self) -> date | None:
        return min((clock.due_on for clock in self._running(ClockKind.REPORT) if clock.due_on), default=None)

    def _running(self, kind: ClockKind) -> list[Clock]:
        return [clock for clock in self.clocks if clock.kind is kind and clock.is_running]

    def on(self, today: date) -> Waiting:
        """How the case stands on a day: dates are only compared with it."""
        owes = self.received_on is not None and self.answered_on is None and self.handling not in ENDED
        owes = owes and self.handling is not Handling.FORWARDED
        clock = self.answer_clock if owes else None
        is_paused = clock is not None and clock.is_paused(today)
        due = clock.due_on if clock and not is_paused else None
        return Waiting(
            days=(today - self.received_on).days if owes and self.received_on else None,
            is_past_due=clock is not None and clock.is_past(today),
            is_paused=is_paused,
            is_long_past_due=clock is not None and clock.is_long_past(today),
            due_on=due,
            days_past=max(0, (today - due).days) if due else 0,
            receipt_is_past=any(one.is_past(today) for one in self._running(ClockKind.RECEIPT)),
            promises_past=sum(promise.is_past(today) for promise in self.promises),
            stale_since=min((one.start for one in self._running(ClockKind.REPORT) if one.is_past(today)), default=None),
        )


def is_held(since: date | None, until: date | None, today: date) -> bool:
    """Whether a pause, as the columns keep it, holds the clock on a day."""
    return since is not None and Pause(since, until).holds(today)


def first_clock(clocks: Iterable[Clock]) -> Clock | None:
    """Of the running ones that whose date comes first."""
    running = [clock for clock in clocks if clock.is_running]
    return min(running, key=lambda clock: (clock.due_on or date.max, clock.start), default=None)
