"""What a board, its council or a statute rules otherwise than the profile of the Land, and from when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from beirat.rules.profiles import Key, Level
from beirat.rules.profiles.questions import Comparison
from beirat.rules.voting import Base
from beirat.tables.base import BodyRow, Line, Shape, belongs_to, one_of


class RuleDraft(Shape):
    """A rule as it is entered. A share is "2/3" with what it is compared and of what it is reckoned.

    ``is_repeal``: from that day on the profile of the Land holds again, and the value does not count.
    """

    value: Line = Field(default="", max_length=200)
    comparison: Comparison | None = None
    base: Base | None = None
    basis: Line = Field(min_length=2, max_length=300, description='e.g. "§ 4 Abs. 2 der Geschäftsordnung"')
    level: Level = Level.BOARD
    valid_from: date
    valid_until: date | None = None
    is_repeal: bool = False


class OrganizationRule(BodyRow, table=True):
    """A rule of one organization, valid from a day on. Append-only: a change is a new row, the newest one counts."""

    __tablename__ = "organization_rule"
    __table_args__ = (
        belongs_to("organization"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="until_after_from"),
        Index("ix_organization_rule_organization_id_key", "organization_id", "key"),
    )
    organization_id: UUID
    key: Key = Field(sa_type=one_of(Key, "rule_key"))
    value: str = Field(default="", max_length=200, description="as rules.profiles.questions writes it down")
    basis: str = Field(max_length=300)
    level: Level = Field(sa_type=one_of(Level, "rule_level"))
    valid_from: date
    valid_until: date | None = None
    is_repeal: bool = False
    entered_at: datetime
    entered_by: UUID | None = Field(default=None, foreign_key="account.id")

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or self.valid_until >= day)
