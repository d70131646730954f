"""Answers on their way out: what a unit writes before it is released. Nothing here is ever public."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import field_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.rules.answers import DraftState, Position, ReasonCode, Stance
from beirat.rules.motions import MAX_POINTS
from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, one_of


class AnswerEntry(Shape):
    """A unit's position on a point, as typed in; a draft may be unfinished. ``version`` 0: there is none yet."""

    version: int = Field(default=0, ge=0)
    position: Position = Position.OPEN
    reason: ReasonCode | None = None
    text: Text = Field(default="", max_length=20_000)
    deferred_until: date | None = None
    competent_body: Line = Field(default="", max_length=200)
    promised_by: date | None = Field(default=None, description="the last day of what is promised")

    @field_validator("reason", "deferred_until", "promised_by", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered

    def stance(self) -> Stance:
        return Stance(self.position, self.text, self.reason, self.deferred_until, self.competent_body, self.promised_by)


class PointAnswer(AnswerEntry):
    """The same, for the point with this number."""

    number: int = Field(ge=1)


class AnswerSheet(Shape):
    """The answers to several points of a recommendation, as one page sends them."""

    answers: list[PointAnswer] = Field(default_factory=list, max_length=MAX_POINTS)


class FilledInList(Shape):
    """The open list as it came back, as the text of a CSV; ``hand_in``: what is finished goes to be released."""

    rows: Text = Field(min_length=1, max_length=3_000_000)
    hand_in: bool = False


class ReadyPoints(Shape):
    """The points whose drafts are finished."""

    numbers: list[int] = Field(default_factory=list, max_length=MAX_POINTS)


class DraftReturn(Shape):
    """Why the coordinator gives a draft back; ``version`` is the draft's."""

    version: int = Field(ge=1)
    reason: Text = Field(default="", max_length=2000)


class PointFile(Shape):
    """To which point a file belongs; the file itself comes beside it."""

    number: int = Field(ge=1)


class PointRelease(Shape):
    """One draft that goes out as it was read: ``version`` is the draft's."""

    number: int = Field(ge=1)
    version: int = Field(ge=1)


class Release(Shape):
    """The answers that go out now, or on a day to come: then they are public.

    ``is_checked``: whoever lets them out has looked at what may be about third persons.
    """

    points: list[PointRelease] = Field(default_factory=list, max_length=MAX_POINTS)
    on: date | None = None
    is_checked: bool = False


class ReleaseRule(Shape):
    """Whether a unit's answers go out without the coordinator."""

    may_release: bool = False


class AnswerDraft(BodyRow, Versioned, table=True):
    """The answer to one point while it is being written or waits for release."""

    __tablename__ = "answer_draft"
    __table_args__ = (
        belongs_to("recommendation_point", "point_id"),
        belongs_to("organization", "unit_id"),
        UniqueConstraint("body_id", "point_id"),
    )
    point_id: UUID
    unit_id: UUID | None = None
    state: DraftState = Field(default=DraftState.DRAFT, sa_type=one_of(DraftState, "draft_state"))
    position: Position = Field(default=Position.OPEN, sa_type=one_of(Position, "position"))
    reason: ReasonCode | None = Field(default=None, sa_type=one_of(ReasonCode, "reason_code"))
    text: str = Field(default="", max_length=20_000)
    deferred_until: date | None = None
    competent_body: str = Field(default="", max_length=200)
    promised_by: date | None = None
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    changed_at: datetime
    return_note: str = Field(default="", max_length=2000, description="why the coordinator gave it back")
    release_on: date | None = Field(default=None, description="SCHEDULED only: the day on which it goes out")

    def stance(self) -> Stance:
        return Stance(self.position, self.text, self.reason, self.deferred_until, self.competent_body, self.promised_by)
