"""What became of a motion when its points were put to the vote (rules of procedure, chapter "Abstimmungen")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from beirat.rules.motions import MotionStep


class ResolutionOutcome(StrEnum):
    ADOPTED = "adopted"
    ADOPTED_AMENDED = "adopted_amended"
    REJECTED = "rejected"


MOTION_STEP: Mapping[ResolutionOutcome, MotionStep] = {
    ResolutionOutcome.ADOPTED: MotionStep.ADOPT,
    ResolutionOutcome.ADOPTED_AMENDED: MotionStep.ADOPT_AMENDED,
    ResolutionOutcome.REJECTED: MotionStep.REJECT,
}
"""What the outcome of its resolution does to a motion."""


@dataclass(frozen=True)
class DecidedPoint:
    """A point as it was put to the vote, beside the wording that the motion proposed."""

    proposed: str
    wording: str
    is_adopted: bool

    @property
    def is_unchanged(self) -> bool:
        """Adopted word for word as the motion proposed it."""
        return self.is_adopted and self.wording == self.proposed


def outcome_of(points: Sequence[DecidedPoint]) -> ResolutionOutcome:
    """Adopted if any point was; amended if what was adopted differs from the motion: another wording, a point less."""
    if not any(point.is_adopted for point in points):
        return ResolutionOutcome.REJECTED
    if all(point.is_unchanged for point in points):
        return ResolutionOutcome.ADOPTED
    return ResolutionOutcome.ADOPTED_AMENDED
