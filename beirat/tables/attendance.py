"""Who was at a meeting, from when until when, and who was excused."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint
from sqlmodel import Field

from beirat.rules.attendance import AttendanceState
from beirat.tables.base import BodyRow, Shape, Versioned, belongs_to, one_of

People = Annotated[list[UUID], AfterValidator(lambda ids: list(dict.fromkeys(ids)))]
"""Some persons, each of them once."""


class Attendance(BodyRow, Versioned, table=True):
    """One stretch of presence of a person, or that the person was absent. Only PRESENT has times."""

    __table_args__ = (
        belongs_to("meeting"),
        belongs_to("person"),
        CheckConstraint("(state = 'present') = (came_at IS NOT NULL)", name="present_has_time"),
        CheckConstraint("left_at IS NULL OR left_at > came_at", name="left_after_came"),
    )
    meeting_id: UUID = Field(index=True)
    person_id: UUID
    state: AttendanceState = Field(sa_type=one_of(AttendanceState, "attendance_state"))
    came_at: datetime | None = None
    left_at: datetime | None = None


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
