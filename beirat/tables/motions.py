"""Motions, their numbered points and movers, and the wording at each submission."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import field_validator
from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.motions import MAX_POINTS, Audience, MotionState
from beirat.rules.motions import Field as FieldOfAction
from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, one_of, within_body


class PointDraft(Shape):
    """One demand of a motion, and for whom it is."""

    text: Text = Field(min_length=1, max_length=2000)
    audience: Audience


class MotionDraft(Shape):
    """A motion as its mover types it. A draft may be unfinished; submitting asks for reasons and points."""

    title: Line = Field(min_length=3, max_length=200)
    reasons: Text = Field(default="", max_length=20_000)
    field: FieldOfAction
    points: list[PointDraft] = Field(default_factory=list, max_length=MAX_POINTS)
    name_public: bool = Field(default=False, description="the mover wants to be named in public")

    @field_validator("points", mode="before")
    @classmethod
    def _without_empty(cls, entered: object) -> object:
        """A row of the form that was left empty is no point."""
        if not isinstance(entered, list):
            return entered
        return [row for row in entered if not (isinstance(row, dict) and not str(row.get("text", "")).strip())]


class MotionChange(MotionDraft):
    """A draft that is written anew; ``version`` is the one the mover started from."""

    version: int = Field(ge=1)


class MotionReview(Shape):
    """What the chair says to a motion; a motion that is sent back or not admitted needs a reason."""

    version: int = Field(ge=1)
    reason: Text = Field(default="", max_length=2000)


class Motion(BodyRow, Versioned, table=True):
    """A motion (Antrag). It gets its number A-year/number when it is submitted, and keeps it."""

    __table_args__ = (
        within_body(),
        belongs_to("organization"),
        belongs_to("person", "mover_id"),
        UniqueConstraint("body_id", "year", "number"),
        CheckConstraint("(year IS NULL) = (number IS NULL)", name="number_with_year"),
    )
    organization_id: UUID
    mover_id: UUID | None = Field(default=None, index=True)
    author_id: UUID | None = Field(default=None, foreign_key="account.id", index=True)
    title: str = Field(max_length=200)
    reasons: str = Field(default="", max_length=20_000)
    field: FieldOfAction = Field(sa_type=one_of(FieldOfAction, "field"))
    name_public: bool = False
    state: MotionState = Field(default=MotionState.DRAFT, sa_type=one_of(MotionState, "motion_state"), index=True)
    year: int | None = None
    number: int | None = None
    review_reason: str = Field(default="", max_length=2000)
    times_adjourned: int = 0
    created_at: datetime
    submitted_at: datetime | None = None

    @property
    def reference(self) -> str:
        """A-2026/014, or nothing before it is submitted."""
        return f"A-{self.year}/{self.number:03d}" if self.number else ""


class MotionPoint(BodyRow, table=True):
    """A numbered point of a motion. The number stays with it through ballot, resolution and recommendation."""

    __tablename__ = "motion_point"
    __table_args__ = (within_body(), belongs_to("motion"), UniqueConstraint("body_id", "motion_id", "number"))
    motion_id: UUID = Field(index=True)
    number: int
    text: str = Field(max_length=2000)
    audience: Audience = Field(sa_type=one_of(Audience, "audience"))


class MotionVersion(BodyRow, table=True):
    """The wording as it was submitted; a motion that comes back and goes out again has several."""

    __tablename__ = "motion_version"
    __table_args__ = (belongs_to("motion"), UniqueConstraint("body_id", "motion_id", "number"))
    motion_id: UUID
    number: int
    wording: dict[str, Any] = Field(sa_type=JSON)
    submitted_at: datetime
