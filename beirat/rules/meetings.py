"""The life of a meeting, and the numbers of its agenda (rules of procedure, chapter "Sitzungen")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

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


class Part(StrEnum):
    PUBLIC = "public"
    NON_PUBLIC = "non_public"


class ItemKind(StrEnum):
    """What an agenda item is. Under MISC ("Verschiedenes") and FORMAL nothing is put to the vote."""

    FORMAL = "formal"
    MOTION = "motion"
    REPORT = "report"
    FOLLOW_UP = "follow_up"
    MISC = "misc"


_STATE, _STEP = MeetingState, MeetingStep

LIFE = Lifecycle(
    {
        (_STATE.PLANNED, _STEP.CHANGE): _STATE.PLANNED,
        (_STATE.PLANNED, _STEP.SET_AGENDA): _STATE.PLANNED,
        (_STATE.PLANNED, _STEP.CONVENE): _STATE.CONVENED,
        (_STATE.PLANNED, _STEP.CANCEL): _STATE.CANCELLED,
        (_STATE.CONVENED, _STEP.CANCEL): _STATE.CANCELLED,
        (_STATE.CONVENED, _STEP.OPEN): _STATE.RUNNING,
        (_STATE.RUNNING, _STEP.CLOSE): _STATE.CLOSED,
    }
)


def agenda_numbers(parts: Iterable[Part]) -> list[str]:
    """Numbers for items in their order: 1, 2, 3 in the public part, N 1, N 2 in the non-public one."""
    counts = {Part.PUBLIC: 0, Part.NON_PUBLIC: 0}
    numbers = []
    for part in parts:
        counts[part] += 1
        numbers.append(f"{counts[part]}" if part is Part.PUBLIC else f"N {counts[part]}")
    return numbers


def clear_days(received: date, meeting: date) -> int:
    """Days between receipt and meeting, neither of the two counted (§ 187 Abs. 1 BGB; § 58 Abs. 1 HGO as model)."""
    return max(0, (meeting - received).days - 1)


def notice_check(received: date, meeting: date, profile: Profile) -> Check:
    """Whether the invitation comes early enough; a mail counts as received on the day on which it is sent."""
    return at_least(Key.INVITATION_NOTICE_DAYS, clear_days(received, meeting), profile)
