"""What a resolution is about, and what became of a motion when its points were put to the vote ("Abstimmungen")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from beirat.rules.motions import MotionStep
from beirat.rules.profiles import Key, Profile
from beirat.rules.voting import MORE_YES_THAN_NO, Majority


class ResolutionSubject(StrEnum):
    """What a resolution is about. From URGENCY on it is about the meeting itself, not about a matter."""

    MOTION = "motion"
    CASE_STEP = "case_step"
    FREE = "free"
    ELECTION = "election"
    MINUTES_APPROVAL = "minutes_approval"
    URGENCY = "urgency"
    EXCLUSION_OF_PUBLIC = "exclusion_of_public"
    ORDER_OF_BUSINESS = "order_of_business"
    CONFLICT_OF_INTEREST = "conflict_of_interest"

    @property
    def is_procedural(self) -> bool:
        return self in PROCEDURAL


class OrderRequest(StrEnum):
    """What a motion on the order of business (GO-Antrag) asks for."""

    REORDER = "reorder"
    REMOVE = "remove"
    DEFER = "defer"
    REFER = "refer"
    END_OF_DEBATE = "end_of_debate"


PROCEDURAL = frozenset(
    {
        ResolutionSubject.URGENCY,
        ResolutionSubject.EXCLUSION_OF_PUBLIC,
        ResolutionSubject.ORDER_OF_BUSINESS,
        ResolutionSubject.CONFLICT_OF_INTEREST,
    }
)


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


_RULES: Mapping[ResolutionSubject, Key] = {
    ResolutionSubject.URGENCY: Key.AGENDA_EXTENSION_MAJORITY,
    ResolutionSubject.EXCLUSION_OF_PUBLIC: Key.EXCLUSION_MAJORITY,
}
_ORDER_RULES: Mapping[OrderRequest, Key] = {
    OrderRequest.REORDER: Key.AGENDA_REORDER_MAJORITY,
    OrderRequest.REMOVE: Key.AGENDA_REMOVE_MAJORITY,
}


def majority_for(subject: ResolutionSubject, profile: Profile, request: OrderRequest | None = None) -> Majority:
    """The majority that the rules of procedure ask for on a matter, with its basis; if silent, more yes than no.

    § 54 Abs. 1 HGO for matters, § 58 Abs. 2 HGO for what is not on the agenda that was sent.
    """
    key = _RULES.get(subject, Key.MAJORITY)
    if subject is ResolutionSubject.ORDER_OF_BUSINESS and request is not None:
        key = _ORDER_RULES.get(request, Key.MAJORITY)
    return Majority(profile.share(key) or MORE_YES_THAN_NO, profile.rule(key).basis)
