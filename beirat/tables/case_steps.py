"""What is entered on the way of a recommendation: shapes without a table, each an event when it is done."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import field_validator
from sqlmodel import Field

from beirat.rules.cases import Implementation, Verdict
from beirat.rules.clocks import PauseCause
from beirat.rules.motions import MAX_POINTS
from beirat.rules.promises import PromiseSource
from beirat.tables.base import Line, Shape, Text


class CaseStepShape(Shape):
    """The version of the recommendation that was looked at. ``numbers`` empty: all points that the sender sees."""

    version: int = Field(ge=1)
    numbers: list[int] = Field(default_factory=list, max_length=MAX_POINTS)

    @field_validator("on", "until", "as_of", "sent_on", "occurred_on", mode="before", check_fields=False)
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class SendingElsewhere(CaseStepShape):
    """A further addressee, or another one instead of the ``replaces`` transmission."""

    addressee: Line = Field(default="", max_length=200)
    sent_on: date | None = None
    replaces: UUID | None = None

    @field_validator("replaces", mode="before")
    @classmethod
    def _nobody_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class ReceiptProof(CaseStepShape):
    """The office knows that a letter arrived: from a return slip, a fax report, a stamp."""

    transmission_id: UUID
    on: date | None = None
    proof: Line = Field(default="", max_length=300)


class ExtensionRequest(CaseStepShape):
    """The administration asks for a later date and says why."""

    until: date | None = None
    text: Text = Field(default="", max_length=2000)


class ExtensionDecision(Shape):
    """The chair grants or denies, with reason; ``until`` empty: the date that was asked for."""

    version: int = Field(ge=1)
    request: int = Field(ge=1, description="the sequence number of the request")
    is_granted: bool = False
    until: date | None = None
    text: Text = Field(default="", max_length=2000)

    @field_validator("until", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class PauseBeginning(CaseStepShape):
    """The clock is held: by the board itself, or by a recess where the rules say so."""

    cause: PauseCause = PauseCause.BOARD
    on: date | None = None
    until: date | None = None
    text: Text = Field(default="", max_length=2000)


class PauseEnding(Shape):
    version: int = Field(ge=1)
    pause: int = Field(ge=1, description="the sequence number of the pause")


class PromiseEntry(CaseStepShape):
    """What was promised. ``by_when`` in words ("bis Ende Q2") or as a day; it is normalised to the last day."""

    by_when: Line = Field(default="", max_length=200)
    text: Text = Field(default="", max_length=2000)
    source: PromiseSource = PromiseSource.MESSAGE
    on: date | None = None


class PromiseRenewal(Shape):
    """A new date for a promise; the old one stays in the chain."""

    version: int = Field(ge=1)
    promise: int = Field(ge=1, description="the sequence number of the promise")
    by_when: Line = Field(default="", max_length=200)
    text: Text = Field(default="", max_length=2000)


class PromiseJudgement(Shape):
    """Kept or not, and when."""

    version: int = Field(ge=1)
    promise: int = Field(ge=1, description="the sequence number of the promise")
    is_kept: bool = False
    on: date | None = None

    @field_validator("on", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class ImplementationEntry(CaseStepShape):
    """How far points are on a day, with what shows it. Whose voice it is follows from who sends it."""

    state: Implementation
    as_of: date | None = None
    evidence: Text = Field(default="", max_length=2000)
    link: Line = Field(default="", max_length=500)
    until: date | None = None


class PointJudgement(Shape):
    """What the board finds of one point."""

    number: int = Field(ge=1)
    verdict: Verdict


class Judgement(Shape):
    """What the board finds of points, by one resolution."""

    points: list[PointJudgement] = Field(min_length=1, max_length=MAX_POINTS)


class CorrectionKind(StrEnum):
    CHANGE = "change"
    TAKE_BACK = "take_back"


class EventCorrection(Shape):
    """Another day or another text for what was entered wrongly, or that it never happened; always with a reason."""

    version: int = Field(ge=1)
    kind: CorrectionKind = CorrectionKind.CHANGE
    occurred_on: date | None = None
    text: Text | None = Field(default=None, max_length=20_000)
    reason: Text = Field(default="", max_length=2000)

    @field_validator("occurred_on", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class Erasure(Shape):
    """Why the words of an event are erased for good."""

    version: int = Field(ge=1)
    reason: Text = Field(default="", max_length=500)
