"""Corrections (Berichtigungen): numbered documents beside the signed minutes, which themselves never change."""

from __future__ import annotations

from enum import StrEnum

from beirat.rules.errors import Broken, Problem
from beirat.rules.lifecycles import Lifecycle
from beirat.rules.meetings import Part
from beirat.rules.voting import Outcome, Tally


class CorrectionState(StrEnum):
    DRAFT = "draft"
    SEALED = "sealed"


class CorrectionStep(StrEnum):
    CHANGE = "change"
    SEAL = "seal"


class Subject(StrEnum):
    """What was wrong: the course of a debate, the wording of a resolution, a count, or anything else."""

    COURSE = "course"
    WORDING = "wording"
    COUNT = "count"
    OTHER = "other"


LIFE = Lifecycle(
    {
        (CorrectionState.DRAFT, CorrectionStep.CHANGE): CorrectionState.DRAFT,
        (CorrectionState.DRAFT, CorrectionStep.SEAL): CorrectionState.SEALED,
    }
)

PUBLIC_SUBJECTS = frozenset({Subject.WORDING, Subject.COUNT})
"""Only what the public edition says can be put right in public: never the course, never anything else."""


def is_public(subject: Subject, part: Part) -> bool:
    """Whether everybody may read this entry once the correction is let out."""
    return subject in PUBLIC_SUBJECTS and part is Part.PUBLIC


def count_problem(tally: Tally, others: int, present: int, field: str = "") -> Problem | None:
    """The corrected count is complete: the votes, and those who gave none, make up those present."""
    counted = tally.yes + tally.no + tally.abstained + tally.invalid + others
    if counted == present:
        return None
    return Problem(Broken.BALLOT_DOES_NOT_SUM, field, {"cast": counted, "present": present})


def stays(before: Outcome, after: Outcome) -> bool:
    """Whether the result stays what it was. If not, nothing follows by itself: the board has to decide."""
    return before.is_adopted == after.is_adopted
