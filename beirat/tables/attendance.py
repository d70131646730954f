"""Who was at a meeting, from when until when, who was excused, who presided; breaks, guests, doubts on the quorum."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, field_validator
from sqlalchemy import CheckConstraint
from sqlmodel import Field

from beirat.rules.attendance import AttendanceState, PresidingReason
from beirat.tables.base import BodyRow, Line, Shape, Versioned, belongs_to, one_of

People = Annotated[list[UUID], AfterValidator(lambda ids: list(dict.fromkeys(ids)))]
"""Some persons, each of them once."""


class Attendance(BodyRow, Versioned, table=True):
    """One stretch of presence of a person, or that the person was absent. Only PRESENT has times.

    ``represents_id`` is the member for whom a deputy is there.
    """

    __table_args__ = (
        belongs_to("meeting"),
        belongs_to("person"),
        belongs_to("person", "represents_id"),
        CheckConstraint("(state = 'present') = (came_at IS NOT NULL)", name="present_has_time"),
        CheckConstraint("left_at IS NULL OR left_at > came_at", name="left_after_came"),
    )
    meeting_id: UUID = Field(index=True)
    person_id: UUID
    state: AttendanceState = Field(sa_type=one_of(AttendanceState, "attendance_state"))
    came_at: datetime | None = None
    left_at: datetime | None = None
    represents_id: UUID | None = None


class MeetingBreak(BodyRow, Versioned, table=True):
    """The meeting was suspended from a minute until a minute; nothing is voted on meanwhile."""

    __tablename__ = "meeting_break"
    __table_args__ = (
        belongs_to("meeting"),
        CheckConstraint("ended_at IS NULL OR ended_at > began_at", name="ended_after_began"),
    )
    meeting_id: UUID = Field(index=True)
    began_at: datetime
    ended_at: datetime | None = None


class MeetingGuest(BodyRow, Versioned, table=True):
    """Somebody of the administration or a guest who was there: internal, never in public."""

    __tablename__ = "meeting_guest"
    __table_args__ = (belongs_to("meeting"), CheckConstraint("name <> '' OR function <> ''", name="named_somehow"))
    meeting_id: UUID = Field(index=True)
    name: str = Field(default="", max_length=200, description="internal")
    function: str = Field(default="", max_length=200, description="internal")
    is_administration: bool = False


class Presiding(BodyRow, Versioned, table=True):
    """Who presides from a minute on, until somebody else does. Without a row, the chair."""

    __table_args__ = (belongs_to("meeting"), belongs_to("person"))
    meeting_id: UUID = Field(index=True)
    person_id: UUID
    began_at: datetime
    reason: PresidingReason = Field(sa_type=one_of(PresidingReason, "presiding_reason"))


class QuorumDoubt(BodyRow, Versioned, table=True):
    """Somebody doubted at a minute that enough members were there; without a person, the chair counted unasked."""

    __tablename__ = "quorum_doubt"
    __table_args__ = (belongs_to("meeting"), belongs_to("person"))
    meeting_id: UUID = Field(index=True)
    person_id: UUID | None = None
    doubted_at: datetime


class Arrival(Shape):
    """Members who came at a time of day, in the body's local time."""

    person_ids: People = Field(min_length=1, max_length=200)
    at: time


class Departure(Shape):
    """Members who left at a time of day, in the body's local time."""

    person_ids: People = Field(min_length=1, max_length=200)
    at: time


class Absence(Shape):
    """Members who do not come, excused or not."""

    person_ids: People = Field(min_length=1, max_length=200)
    excused: bool = True


class Representation(Shape):
    """A deputy came for a member who does not come, at a time of day."""

    person_id: UUID
    deputy_id: UUID
    at: time


class Suspension(Shape):
    """A break of the meeting; without an end it is still going on."""

    began_at: time
    ended_at: time | None = None

    @field_validator("ended_at", mode="before")
    @classmethod
    def _not_yet(cls, entered: object) -> object:
        return None if entered == "" else entered


class Resumption(Shape):
    """The meeting goes on after a break."""

    version: int = Field(ge=1)
    at: time


class GuestEntry(Shape):
    """A guest, or somebody of the administration: by name, by function, or both."""

    name: Line = Field(default="", max_length=200)
    function: Line = Field(default="", max_length=200)
    is_administration: bool = False


class PresidingEntry(Shape):
    """Who presides from a time of day on, and why."""

    person_id: UUID
    at: time
    reason: PresidingReason = PresidingReason.OFFICE


class Doubt(Shape):
    """Somebody doubts the quorum at a time of day; nobody named: the chair counts unasked."""

    person_id: UUID | None = None
    at: time

    @field_validator("person_id", mode="before")
    @classmethod
    def _unasked(cls, entered: object) -> object:
        return None if entered == "" else entered


class AttendanceCorrection(Shape):
    """A stretch of presence as it should have been entered; no ``left_at``: still there, or until the end."""

    version: int = Field(ge=1)
    came_at: time
    left_at: time | None = None


class AttendanceRemoval(Shape):
    version: int = Field(ge=1)


class ClockTime(Shape):
    """The time of day at which a meeting is opened or closed, in the body's local time."""

    at: time


class PresenceMark(Arrival):
    """Members are marked as there, excused or missing, with one form for all three; ``at`` counts for those there."""

    mark: AttendanceState


class RoomRecord(StrEnum):
    """What can be taken back that was recorded about the room."""

    BREAK = "break"
    GUEST = "guest"
    PRESIDING = "presiding"
    DOUBT = "doubt"
