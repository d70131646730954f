"""What the rules of procedure said about an act, and who went on in spite of it, with the reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.checks import Finding
from beirat.rules.profiles import Certainty, Key, Level
from beirat.tables.base import BodyRow, Line, Shape, Versioned, one_of


class Override(Shape):
    """ "Trotzdem, weil …": the reason for going on."""

    version: int | None = Field(default=None, ge=1)
    reason: Line = Field(min_length=3, max_length=300)


class RuleCheck(BodyRow, Versioned, table=True):
    """One rule asked about one thing. The rule as it was then is frozen in it; an override belongs to these numbers."""

    __tablename__ = "rule_check"
    __table_args__ = (
        UniqueConstraint("body_id", "subject_type", "subject_id", "key"),
        CheckConstraint("(overridden_at IS NULL) = (override_reason = '')", name="override_with_reason"),
    )
    subject_type: str = Field(max_length=40)
    subject_id: UUID
    key: Key = Field(sa_type=one_of(Key, "rule_key"))
    given: int
    required: int
    finding: Finding = Field(sa_type=one_of(Finding, "finding"))
    basis: str = Field(max_length=300)
    level: Level = Field(sa_type=one_of(Level, "rule_level"))
    certainty: Certainty = Field(sa_type=one_of(Certainty, "certainty"))
    checked_at: datetime
    overridden_at: datetime | None = None
    overridden_by: UUID | None = Field(default=None, foreign_key="account.id")
    override_reason: str = Field(default="", max_length=300)
