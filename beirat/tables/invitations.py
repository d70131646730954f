"""Invitations and what became of them; the agenda as it was sent; with whom it was consulted."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.invitations import Channel, RepliedBy, Reply
from beirat.rules.meetings import Part
from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, one_of, within_body


class Convening(Shape):
    """The office sends the invitations; with a shortened period it says why (the reason stays internal)."""

    version: int | None = None
    is_short: bool = False
    reason: Line = Field(default="", max_length=500)


class Answer(Shape):
    """What an invitee says: coming or not, and what they need. Reason and needs are for the office and the chair."""

    reply: Reply
    reason: Line = Field(default="", max_length=300)
    interpreter: Line = Field(default="", max_length=100, description="the language, empty: none is needed")
    sign_language: bool = False
    aids: Line = Field(default="", max_length=300)
    children: int = Field(default=0, ge=0, le=20, description="how many children are to be cared for")

    @model_validator(mode="after")
    def _nobody_needs_anything_at_home(self) -> Answer:
        if self.reply is Reply.EXCUSED:
            self.interpreter, self.sign_language, self.aids, self.children = "", False, "", 0
        else:
            self.reason = ""
        return self


class AnswerChange(Answer):
    version: int | None = None


class LetterReceipt(Shape):
    """The day on which a letter arrived, as the office enters it."""

    version: int | None = None
    delivered_on: date


class SendingAgain(Shape):
    """Another address to try: by mail, or by letter."""

    version: int | None = None
    channel: Channel
    email: Line = Field(default="", max_length=254)
    address: Text = Field(default="", max_length=400)


class DeputyCalled(Shape):
    """Who is to come instead."""

    version: int | None = None
    deputy_id: UUID


class ConsultationNote(Shape):
    """With whom the agenda was talked over (Benehmen), when, and what they said."""

    party: Line = Field(min_length=2, max_length=200)
    consulted_on: date
    remarks: Text = Field(default="", max_length=2000)


class LateItem(Shape):
    """Something that goes onto an agenda which was sent already: after which item, and what it is."""

    after_id: UUID | None = Field(default=None, description="none: at the end of its part")
    heading: Line = Field(default="", max_length=300)
    part: Part = Part.PUBLIC
    motion_id: UUID | None = None


class Supplement(Shape):
    """A supplement to the agenda: everything that comes late, in one dispatch."""

    version: int | None = None
    items: list[LateItem] = Field(max_length=20)


class Invitation(BodyRow, Versioned, table=True):
    """That a person was invited to a meeting, how, whether it arrived, and what they answered."""

    __table_args__ = (
        within_body(),
        belongs_to("meeting"),
        belongs_to("person"),
        belongs_to("person", "deputy_for"),
        UniqueConstraint("body_id", "meeting_id", "person_id"),
        CheckConstraint("children >= 0", name="children_not_negative"),
    )
    meeting_id: UUID = Field(index=True)
    person_id: UUID
    deputy_for: UUID | None = Field(default=None, description="the member in whose place this person is invited")
    channel: Channel = Field(default=Channel.MAIL, sa_type=one_of(Channel, "channel"))
    email: str = Field(default="", max_length=254)
    address: str = Field(default="", max_length=400, description="where the letter goes")
    sent_at: datetime
    available_at: datetime | None = Field(default=None, description="since when it can be read after signing in")
    confirmed_at: datetime | None = None
    delivered_on: date | None = Field(default=None, description="letters only: entered by the office")
    bounced_at: datetime | None = None
    received_on: date | None = Field(default=None, description="by the receipt rule of that time")
    link_number: int = Field(default=1, description="rises when the personal link is taken back")
    reply: Reply | None = Field(default=None, sa_type=one_of(Reply, "reply"))
    replied_at: datetime | None = None
    replied_by: RepliedBy | None = Field(default=None, sa_type=one_of(RepliedBy, "replied_by"))
    reason: str = Field(default="", max_length=300)
    interpreter: str = Field(default="", max_length=100)
    sign_language: bool = False
    aids: str = Field(default="", max_length=300)
    children: int = 0


class Dispatch(BodyRow, table=True):
    """The agenda as it was sent: number 0 is the invitation, 1, 2 … are supplements; the bytes never change."""

    __table_args__ = (
        within_body(),
        belongs_to("meeting"),
        belongs_to("attachment"),
        UniqueConstraint("body_id", "meeting_id", "number"),
    )
    meeting_id: UUID
    number: int
    sent_at: datetime
    attachment_id: UUID | None = None
    sha256: str = Field(default="", max_length=64)


class Consultation(BodyRow, table=True):
    """That the agenda was talked over with somebody before the invitations went out (Benehmen)."""

    __table_args__ = (within_body(), belongs_to("meeting"))
    meeting_id: UUID = Field(index=True)
    party: str = Field(max_length=200)
    consulted_on: date
    remarks: str = Field(default="", max_length=2000)
    recorded_at: datetime
