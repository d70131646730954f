"""Letters and mails of the administration, as the office took them in, and the refusals in them that wait. Internal."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import field_validator
from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from beirat.rules.answers import Position, ReasonCode, Stance
from beirat.rules.letters import FiledAs, LetterChannel, LetterState
from beirat.rules.motions import MAX_POINTS
from beirat.tables.answers import AnswerEntry
from beirat.tables.base import BodyRow, Shape, Text, Versioned, belongs_to, one_of, within_body


class LetterEntry(Shape):
    """A letter as it is taken in; what the file says for itself fills what is left empty."""

    recommendation_id: UUID | None = None
    arrived_on: date | None = None
    text: Text = Field(default="", max_length=100_000, description="where there is no file: the letter, typed off")

    @field_validator("recommendation_id", "arrived_on", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class QuotedPosition(AnswerEntry):
    """What a letter says to the point with this number: ``text`` is the quote. OPEN: nothing."""

    number: int = Field(ge=1)


class LetterFiling(Shape):
    """What a letter is, and to which recommendation; ``version`` is the letter's."""

    version: int = Field(ge=1)
    recommendation_id: UUID
    filed_as: FiledAs
    written_on: date
    text: Text = Field(default="", max_length=5000, description="an interim message or query, word for word")
    positions: list[QuotedPosition] = Field(default_factory=list, max_length=MAX_POINTS)


class LetterStepTaken(Shape):
    version: int = Field(ge=1)


class LetterReturn(Shape):
    """Why the second person gives a letter back."""

    version: int = Field(ge=1)
    reason: Text = Field(default="", max_length=2000)


class PositionDispute(Shape):
    """How the administration reads its own letter, where the office read it otherwise."""

    position: Position
    text: Text = Field(min_length=3, max_length=5000)


class Letter(BodyRow, Versioned, table=True):
    """A letter or mail of the administration. Nothing in it is public but what is quoted from it."""

    __table_args__ = (
        within_body(),
        belongs_to("recommendation"),
        belongs_to("attachment"),
        Index("ix_letter_list", "body_id", "state", "arrived_on", "id"),
    )
    recommendation_id: UUID | None = Field(default=None, index=True)
    attachment_id: UUID | None = Field(default=None, description="the file as it came; None: typed off")
    channel: LetterChannel = Field(sa_type=one_of(LetterChannel, "letter_channel"))
    sender: str = Field(default="", max_length=300)
    subject: str = Field(default="", max_length=300)
    text: str = Field(default="", max_length=100_000)
    written_on: date | None = None
    arrived_on: date
    state: LetterState = Field(default=LetterState.RECEIVED, sa_type=one_of(LetterState, "letter_state"))
    filed_as: FiledAs | None = Field(default=None, sa_type=one_of(FiledAs, "filed_as"))
    filed_by: UUID | None = Field(default=None, foreign_key="account.id")
    return_note: str = Field(default="", max_length=2000)
    taken_in_at: datetime


class LetterPosition(BodyRow, table=True):
    """What a letter says to a point and is not told yet, because a second person has to read it."""

    __tablename__ = "letter_position"
    __table_args__ = (
        belongs_to("letter"),
        UniqueConstraint("body_id", "letter_id", "number"),
    )
    letter_id: UUID = Field(index=True)
    number: int
    position: Position = Field(sa_type=one_of(Position, "position"))
    reason: ReasonCode | None = Field(default=None, sa_type=one_of(ReasonCode, "reason_code"))
    quote: str = Field(max_length=20_000)
    deferred_until: date | None = None
    competent_body: str = Field(default="", max_length=200)

    def stance(self) -> Stance:
        return Stance(self.position, self.quote, self.reason, self.deferred_until, self.competent_body)
