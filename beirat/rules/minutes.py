"""The life of the minutes: written, checked by the chair, signed, distributed, objected to, approved, kept for good.

§ 61 HGO as model. Whether the public edition is out is an axis of its own: no step of this life publishes anything,
and no lapse of time does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from beirat.rules.calendars import LandCalendar
from beirat.rules.errors import Broken, Problem
from beirat.rules.lifecycles import Lifecycle


class MinutesState(StrEnum):
    DRAFT = "draft"
    CHAIR_REVIEW = "chair_review"
    SIGNED = "signed"
    DISTRIBUTED = "distributed"
    APPROVED = "approved"
    CORRECTED_APPROVED = "corrected_approved"
    ARCHIVED = "archived"


class MinutesStep(StrEnum):
    HAND_TO_CHAIR = "hand_to_chair"
    GIVE_BACK = "give_back"
    ACCEPT = "accept"
    SIGN = "sign"
    DISTRIBUTE = "distribute"
    APPROVE = "approve"
    APPROVE_CORRECTED = "approve_corrected"
    ARCHIVE = "archive"


class Edition(StrEnum):
    """INTERNAL for the board; PUBLIC holds the minimum content and no personal names."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Signing(StrEnum):
    """How the minutes were signed: on the printed sheet, or by confirming the hash of the bytes shown."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class Signer(StrEnum):
    CHAIR = "chair"
    MINUTE_TAKER = "minute_taker"


_STATE, _STEP = MinutesState, MinutesStep

LIFE = Lifecycle(
    {
        (_STATE.DRAFT, _STEP.HAND_TO_CHAIR): _STATE.CHAIR_REVIEW,
        (_STATE.CHAIR_REVIEW, _STEP.GIVE_BACK): _STATE.DRAFT,
        (_STATE.CHAIR_REVIEW, _STEP.ACCEPT): _STATE.CHAIR_REVIEW,
        (_STATE.CHAIR_REVIEW, _STEP.SIGN): _STATE.SIGNED,
        (_STATE.SIGNED, _STEP.DISTRIBUTE): _STATE.DISTRIBUTED,
        (_STATE.DISTRIBUTED, _STEP.APPROVE): _STATE.APPROVED,
        (_STATE.DISTRIBUTED, _STEP.APPROVE_CORRECTED): _STATE.CORRECTED_APPROVED,
        (_STATE.APPROVED, _STEP.ARCHIVE): _STATE.ARCHIVED,
        (_STATE.CORRECTED_APPROVED, _STEP.ARCHIVE): _STATE.ARCHIVED,
    }
)

WRITTEN = frozenset({MinutesState.DRAFT, MinutesState.CHAIR_REVIEW})
"""Not signed yet: nothing in them is final."""

SETTLED = frozenset({MinutesState.APPROVED, MinutesState.CORRECTED_APPROVED, MinutesState.ARCHIVED})
"""The board has approved them."""


def is_signed(state: MinutesState) -> bool:
    """From here on the bytes never change: what is wrong is put right by a numbered correction."""
    return state not in WRITTEN


def is_preliminary(state: MinutesState, *, needs_approval: bool) -> bool:
    """What is public of them is marked as preliminary until the board has approved them."""
    return needs_approval and state not in SETTLED


def may_be_public(state: MinutesState, *, needs_approval: bool, before_approval: bool) -> bool:
    """Whether the public edition may be let out: signed, and approved unless the rules allow it before."""
    return is_signed(state) and (before_approval or not is_preliminary(state, needs_approval=needs_approval))


def signers_of(value: str) -> tuple[Signer, ...]:
    """Who signs by the rules of procedure, e.g. ``chair_and_minute_taker`` (§ 61 Abs. 2 HGO)."""
    return tuple(signer for signer in Signer if signer.value in value)


def objection_end(distributed_on: date, days: int, calendar: LandCalendar) -> date:
    """The last day for objections: the day of dispatch is not counted; a last day that is no working day moves on.

    §§ 187 Abs. 1, 188 Abs. 1, 193 BGB.
    """
    last = distributed_on + timedelta(days=days)
    while not calendar.is_working_day(last):
        last += timedelta(days=1)
    return last


def is_late(received_on: date, until: date) -> bool:
    """A late objection is written down all the same: the board decides what becomes of it."""
    return received_on > until


@dataclass(frozen=True)
class Dated:
    """A day that somebody entered: it lies neither before its cause nor after today."""

    day: date
    field: str


def order_problems(entered: Sequence[Dated], *, cause: date, today: date) -> list[Problem]:
    """What is wrong with days entered by hand from paper."""
    problems = []
    for one in entered:
        if one.day > today:
            problems.append(Problem(Broken.DATE_IN_FUTURE, one.field))
        elif one.day < cause:
            problems.append(Problem(Broken.EVENT_BEFORE_CAUSE, one.field))
    return problems
