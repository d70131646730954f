"""Objections to the minutes: who finds what wrong in them, and what the board decided (§ 61 Abs. 3 HGO as model)."""

from __future__ import annotations

from enum import StrEnum

from beirat.rules.lifecycles import Lifecycle


class ObjectionState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ObjectionStep(StrEnum):
    """The board follows the objection or not, by a resolution; or whoever raised it takes it back."""

    UPHOLD = "uphold"
    REJECT = "reject"
    WITHDRAW = "withdraw"


LIFE = Lifecycle(
    {
        (ObjectionState.OPEN, ObjectionStep.UPHOLD): ObjectionState.UPHELD,
        (ObjectionState.OPEN, ObjectionStep.REJECT): ObjectionState.REJECTED,
        (ObjectionState.OPEN, ObjectionStep.WITHDRAW): ObjectionState.WITHDRAWN,
    }
)
