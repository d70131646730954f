"""Meetings: when and where, how they are called, how far they are."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from pydantic import model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.invitations import CallKind
from beirat.rules.meetings import MeetingState
from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, one_of, within_body

_TIME_OF_DAY = re.compile(r"\d{2}:\d{2}(:\d{2})?")


class MeetingPlan(Shape):
    """When and where a meeting is to be, in the body's local time; an end like 20:30 is on the evening it starts."""

    starts_at: datetime = Field(description="local time of the body, without offset")
    ends_at: datetime = Field(description="local time of the body, without offset; also 20:30 alone")
    location: Line = Field(min_length=1, max_length=300)
    note: Text = Field(default="", max_length=2000, description="public: access, interpreting, video")

    @model_validator(mode="before")
    @classmethod
    def _same_evening(cls, entered: object) -> object:
        if not isinstance(entered, dict):
            return entered
        starts, ends = entered.get("starts_at"), entered.get("ends_at")
        if isinstance(starts, str) and isinstance(ends, str) and _TIME_OF_DAY.fullmatch(ends):
            return {**entered, "ends_at": f"{starts[:10]}T{ends}"}
        return entered


class MeetingChange(MeetingPlan):
    version: int = Field(ge=1)


class SecondCall(MeetingPlan):
    """When and where the board meets again about what it could not decide."""


class Meeting(BodyRow, Versioned, table=True):
    """A meeting (Sitzung) of the board; S-12 is the twelfth of its term."""

    __table_args__ = (
        within_body(),
        belongs_to("organization"),
        belongs_to("legislative_term", "term_id"),
        belongs_to("meeting", "second_call_of"),
        UniqueConstraint("body_id", "term_id", "number"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )
    organization_id: UUID
    term_id: UUID
    number: int
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    location: str = Field(max_length=300)
    note: str = Field(default="", max_length=2000)
    state: MeetingState = Field(default=MeetingState.PLANNED, sa_type=one_of(MeetingState, "meeting_state"))
    statutory_members: int = Field(description="frozen when the meeting is planned")
    call: CallKind = Field(default=CallKind.REGULAR, sa_type=one_of(CallKind, "call_kind"))
    call_reason: str = Field(default="", max_length=500, description="internal: why the period was shortened")
    second_call_of: UUID | None = Field(default=None, description="the meeting in which its items stayed undecided")
    convened_at: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def reference(self) -> str:
        return f"S-{self.number}"
