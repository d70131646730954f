"""The one place that says what is public, and since when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.tables.base import BodyRow, one_of


class Published(StrEnum):
    """What can be public."""

    MEETING = "meeting"
    RECOMMENDATION = "recommendation"
    MINUTES = "minutes"


class Publication(BodyRow, table=True):
    """An object is public from ``visible_from`` on, unless it was withdrawn."""

    __table_args__ = (UniqueConstraint("body_id", "category", "object_id"),)
    category: Published = Field(sa_type=one_of(Published, "published"))
    object_id: UUID
    public_created: datetime
    public_modified: datetime
    visible_from: datetime = Field(index=True)
    withdrawn_at: datetime | None = None
