"""What can happen to a recommendation, and who says so.

Events are append-only and bitemporal: ``on`` is the day on which something happened, ``recorded_at`` the moment in
which it was written down. Corrections are new events (``domain/holding-to-account`` § 5.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from beirat.rules.answers import Stance
from beirat.rules.cases.traces import Trace
from beirat.rules.clocks import PauseCause
from beirat.rules.promises import PromiseSource


class CaseEventKind(StrEnum):
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    # messages: none of them stops the answer clock
    MAIL_RECEIVED = "mail_received"
    INTERIM_MESSAGE = "interim_message"
    COUNCIL_REFERRED = "council_referred"
    QUERY_ASKED = "query_asked"
    QUERY_ACCEPTED = "query_accepted"
    QUERY_REPLIED = "query_replied"
    # pauses and extensions
    PAUSE_BEGAN = "pause_began"
    PAUSE_ENDED = "pause_ended"
    EXTENSION_REQUESTED = "extension_requested"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_DENIED = "extension_denied"
    CLOCK_COMPUTED = "clock_computed"
    REMINDED = "reminded"
    # answers
    POSITION_GIVEN = "position_given"
    POSITION_DISPUTED = "position_disputed"
    FORWARDED = "forwarded"
    # promises
    PROMISE_MADE = "promise_made"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    PROMISE_RENEWED = "promise_renewed"
    # what became of it
    IMPLEMENTATION_REPORTED = "implementation_reported"
    VERDICT_GIVEN = "verdict_given"
    INSUFFICIENT = "insufficient"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    REOPENED = "reopened"
    # about other events
    ANNULLED = "annulled"
    CORRECTED = "corrected"


class Voice(StrEnum):
    """Who says how far a point is."""

    ADMINISTRATION = "administration"
    BOARD = "board"


class Implementation(StrEnum):
    """Axis C, how far a point is; independent of the position. No percentages."""

    NOT_STARTED = "not_started"
    PLANNED = "planned"
    RUNNING = "running"
    PARTLY = "partly"
    DONE = "done"
    SUSPENDED = "suspended"
    ABANDONED = "abandoned"
    OBSOLETE = "obsolete"


class Verdict(StrEnum):
    """What the board finds of a point when it is back on its agenda."""

    SATISFIED = "satisfied"
    ASK_AGAIN = "ask_again"
    INSUFFICIENT = "insufficient"
    CONFIRMED_DONE = "confirmed_done"
    DISPUTED = "disputed"


CORRECTABLE = frozenset(
    {
        CaseEventKind.HANDED_OVER,
        CaseEventKind.RECEIVED,
        CaseEventKind.INTERIM_MESSAGE,
        CaseEventKind.COUNCIL_REFERRED,
        CaseEventKind.QUERY_ASKED,
        CaseEventKind.QUERY_ACCEPTED,
        CaseEventKind.QUERY_REPLIED,
        CaseEventKind.PAUSE_BEGAN,
        CaseEventKind.PAUSE_ENDED,
        CaseEventKind.EXTENSION_REQUESTED,
        CaseEventKind.POSITION_GIVEN,
        CaseEventKind.FORWARDED,
        CaseEventKind.PROMISE_MADE,
        CaseEventKind.PROMISE_KEPT,
        CaseEventKind.PROMISE_BROKEN,
        CaseEventKind.PROMISE_RENEWED,
        CaseEventKind.IMPLEMENTATION_REPORTED,
    }
)
"""What the office can put right; what a resolution or the chair decided only these can undo."""


@dataclass(frozen=True)
class Report:
    """How far a point is, as one voice says it. ``as_of`` is the day that it describes."""

    voice: Voice
    state: Implementation
    as_of: date
    evidence: str = ""
    link: str = ""
    file_id: UUID | None = None
    until: date | None = None


@dataclass(frozen=True)
class CaseEvent:
    """One thing that happened on a day. ``points`` are numbers of points; empty means all of the transmission.

    ``transmission`` None means every one that still counts. ``about`` is the sequence number of the question, request,
    pause or promise that the event refers to; ``annuls`` that of the event which ANNULLED or CORRECTED takes back, and
    ``instead`` what CORRECTED puts in its place. ``until`` is the day that is asked for, granted or promised.
    ``origin``: by which way it came where the office entered it for the administration, "" otherwise.
    """

    kind: CaseEventKind
    on: date
    sequence: int = 0
    transmission: UUID | None = None
    points: frozenset[int] = frozenset()
    stance: Stance | None = None
    to: str = ""
    replaces: UUID | None = None
    about: int | None = None
    annuls: int | None = None
    instead: CaseEvent | None = None
    until: date | None = None
    text: str = ""
    cause: PauseCause | None = None
    source: PromiseSource | None = None
    report: Report | None = None
    verdict: Verdict | None = None
    trace: Trace | None = None
    resolution: UUID | None = None
    is_accepted: bool = False
    recorded_at: datetime | None = None
    unit: str = ""
    file_reference: str = ""
    correction: str = ""
    is_corrected: bool = False
    origin: str = ""


def standing(events: Sequence[CaseEvent]) -> Iterator[CaseEvent]:
    """The events that count, each corrected one in the place and under the number of the one it corrects."""
    taken_back: Mapping[int, CaseEvent] = {event.annuls: event for event in events if event.annuls is not None}
    for event in events:
        if event.annuls is None:
            latest = _latest(event, taken_back)
            if latest is not None:
                yield latest


def _latest(event: CaseEvent, taken_back: Mapping[int, CaseEvent]) -> CaseEvent | None:
    number, counts = event.sequence, event
    while number in taken_back:
        correction = taken_back[number]
        if correction.instead is None:
            return None
        counts = replace(
            correction.instead,
            sequence=event.sequence,
            recorded_at=correction.recorded_at,
            correction=correction.correction,
            is_corrected=True,
        )
        number = correction.sequence
    return counts


def known(events: Iterable[CaseEvent], moment: datetime) -> list[CaseEvent]:
    """What was on record at a moment: the case as it was known then is their history."""
    return [event for event in events if event.recorded_at is None or event.recorded_at <= moment]
