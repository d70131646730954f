"""The life of a meeting, and the numbers of its agenda (rules of procedure, chapter "Sitzungen")."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from string import ascii_lowercase

from beirat.rules.checks import Check, at_least
from beirat.rules.lifecycles import Lifecycle
from beirat.rules.profiles import Key, Profile

LONGEST = timedelta(days=3)
"""Longer than a closed meeting over a weekend no meeting lasts; who enters more has mistyped the end."""


class MeetingState(StrEnum):
    PLANNED = "planned"
    CONVENED = "convened"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingStep(StrEnum):
    CHANGE = "change"
    SET_AGENDA = "set_agenda"
    CONVENE = "convene"
    OPEN = "open"
    CLOSE = "close"
    CANCEL = "cancel"
    SUPPLEMENT = "supplement"


class Part(StrEnum):
    PUBLIC = "public"
    NON_PUBLIC = "non_public"


class ItemKind(StrEnum):
    """What an agenda item is. Under MISC ("Verschiedenes"), QUESTION_TIME and FORMAL no matter is put to the vote."""

    FORMAL = "formal"
    MOTION = "motion"
    REPORT = "report"
    FOLLOW_UP = "follow_up"
    ELECTION = "election"
    QUESTION_TIME = "question_time"
    MISC = "misc"


class ItemOutcome(StrEnum):
    """Why an item was not decided in this meeting: by its mover, by the board, or for want of time.

    ADJOURNED goes to the next meeting; DEFERRED waits without a date; REFERRED goes to somebody else first.
    """

    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"
    REFERRED = "referred"
    ADJOURNED = "adjourned"


class Referral(StrEnum):
    """To whom an item was referred."""

    WORKING_GROUP = "working_group"
    COMMITTEE = "committee"
    ADMINISTRATION = "administration"


_STATE, _STEP = MeetingState, MeetingStep

LIFE = Lifecycle(
    {
        (_STATE.PLANNED, _STEP.CHANGE): _STATE.PLANNED,
        (_STATE.PLANNED, _STEP.SET_AGENDA): _STATE.PLANNED,
        (_STATE.PLANNED, _STEP.CONVENE): _STATE.CONVENED,
        (_STATE.PLANNED, _STEP.CANCEL): _STATE.CANCELLED,
        (_STATE.CONVENED, _STEP.CANCEL): _STATE.CANCELLED,
        (_STATE.CONVENED, _STEP.SUPPLEMENT): _STATE.CONVENED,
        (_STATE.CONVENED, _STEP.OPEN): _STATE.RUNNING,
        (_STATE.RUNNING, _STEP.CLOSE): _STATE.CLOSED,
    }
)


@dataclass(frozen=True)
class Place:
    """Where an item stands: in which part, and whether under the item before it."""

    part: Part
    is_sub: bool = False


def agenda_numbers(places: Iterable[Place]) -> list[str]:
    """Numbers for items in their order: 1, 2, 2.1, 2.2, 3 in the public part, N 1, N 2 in the non-public one.

    A sub-item that has no item of its part before it counts as an item of its own.
    """
    counts, below = dict.fromkeys(Part, 0), dict.fromkeys(Part, 0)
    numbers = []
    for place in places:
        is_sub = place.is_sub and counts[place.part] > 0
        below[place.part] = below[place.part] + 1 if is_sub else 0
        counts[place.part] += not is_sub
        number = f"{counts[place.part]}" if place.part is Part.PUBLIC else f"N {counts[place.part]}"
        numbers.append(f"{number}.{below[place.part]}" if is_sub else number)
    return numbers


def late_number(before: str, taken: Collection[str]) -> str:
    """The number of an item that comes after dispatch, behind the item ``before``: 3a, then 3b; sent numbers stay.

    In front of all others it becomes 0a. After 26 of them the letters are doubled.
    """
    stem = before.rstrip(ascii_lowercase) or "0"
    for times in count(1):
        for letter in ascii_lowercase:
            number = f"{stem}{letter * times}"
            if number not in taken:
                return number
    raise AssertionError


def clear_days(received: date, meeting: date) -> int:
    """Days between receipt and meeting, neither of the two counted (§ 187 Abs. 1 BGB; § 58 Abs. 1 HGO as model)."""
    return max(0, (meeting - received).days - 1)


def notice_check(received: date, meeting: date, profile: Profile) -> Check:
    """Whether the invitation comes early enough; a mail counts as received on the day on which it is sent."""
    return at_least(Key.INVITATION_NOTICE_DAYS, clear_days(received, meeting), profile)
