"""Corrections of signed minutes: numbered documents, what was wrong and what is right, entry by entry."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import field_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.minutes_corrections import CorrectionState, Subject
from beirat.rules.voting import Outcome
from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, one_of, within_body


class CorrectionDraft(Shape):
    """A correction is begun: for an objection that the board upheld, or for an obvious mistake (reason)."""

    objection_id: UUID | None = None
    reason: Text = Field(min_length=3, max_length=2000)


class EntryDraft(Shape):
    """One thing that was wrong under an item, and what is right."""

    version: int = Field(ge=1, description="of the correction")
    item_id: UUID
    subject: Subject
    wrong: Text = Field(min_length=1, max_length=5000)
    right: Text = Field(min_length=1, max_length=5000)


class CountDraft(Shape):
    """The right count of a ballot; an empty field is nought, an empty number of those present stays as it was."""

    version: int = Field(ge=1, description="of the correction")
    ballot_id: UUID
    yes: int = Field(default=0, ge=0, le=1000)
    no: int = Field(default=0, ge=0, le=1000)
    abstained: int = Field(default=0, ge=0, le=1000)
    invalid: int = Field(default=0, ge=0, le=1000)
    present: int | None = Field(default=None, ge=0, le=1000)

    @field_validator("yes", "no", "abstained", "invalid", mode="before")
    @classmethod
    def _empty_is_nought(cls, entered: object) -> object:
        return 0 if entered == "" else entered


class CorrectionStepTaken(Shape):
    version: int = Field(ge=1)


class CorrectionRelease(Shape):
    """A second person lets out the public sheet that was shown."""

    version: int = Field(ge=1)
    public_sha256: Line = Field(min_length=64, max_length=64)


class Correction(BodyRow, Versioned, table=True):
    """A correction (Berichtigung Nr. 1) of signed minutes. Sealed, it never changes."""

    __table_args__ = (
        within_body(),
        belongs_to("minutes"),
        belongs_to("minutes_objection", "objection_id"),
        belongs_to("attachment", "internal_id"),
        belongs_to("attachment", "public_id"),
        UniqueConstraint("body_id", "minutes_id", "number"),
    )
    minutes_id: UUID
    number: int
    objection_id: UUID | None = None
    reason: str = Field(max_length=2000)
    state: CorrectionState = Field(default=CorrectionState.DRAFT, sa_type=one_of(CorrectionState, "correction_state"))
    sealed_on: date | None = None
    sealed_by: UUID | None = Field(default=None, foreign_key="account.id")
    internal_id: UUID | None = None
    public_id: UUID | None = None
    published_at: datetime | None = None
    published_by: UUID | None = Field(default=None, foreign_key="account.id")


class CorrectionEntry(BodyRow, table=True):
    """One thing that was wrong and what is right. For a count ``yes`` to ``present`` are the right numbers."""

    __tablename__ = "correction_entry"
    __table_args__ = (
        belongs_to("correction"),
        belongs_to("agenda_item", "item_id"),
        belongs_to("ballot"),
        CheckConstraint("(subject = 'count') = (ballot_id IS NOT NULL)", name="count_has_ballot"),
    )
    correction_id: UUID = Field(index=True)
    item_id: UUID
    subject: Subject = Field(sa_type=one_of(Subject, "correction_subject"))
    wrong: str = Field(max_length=5000)
    right: str = Field(max_length=5000)
    ballot_id: UUID | None = Field(default=None, index=True)
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    invalid: int | None = None
    present: int | None = None
    outcome: Outcome | None = Field(default=None, sa_type=one_of(Outcome, "outcome"))
