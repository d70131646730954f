"""The minutes of a meeting: the two editions that were signed and sealed, and whether the public one is out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.rules.minutes import MinutesState
from beirat.tables.base import BodyRow, Line, Shape, Versioned, belongs_to, one_of, within_body


class MinutesSignature(Shape):
    """The chair signs the bytes that were shown: the SHA-256 of both editions."""

    version: int = Field(ge=1)
    internal_sha256: Line = Field(min_length=64, max_length=64)
    public_sha256: Line = Field(min_length=64, max_length=64)


class MinutesStepTaken(Shape):
    """The editions are printed, or published; ``version`` is the minutes'."""

    version: int = Field(ge=1)


class Minutes(BodyRow, Versioned, table=True):
    """The minutes (Niederschrift) of one meeting. Signed bytes are never rendered again."""

    __table_args__ = (
        within_body(),
        belongs_to("meeting"),
        belongs_to("attachment", "internal_id"),
        belongs_to("attachment", "public_id"),
        UniqueConstraint("body_id", "meeting_id"),
    )
    meeting_id: UUID
    state: MinutesState = Field(default=MinutesState.DRAFT, sa_type=one_of(MinutesState, "minutes_state"))
    signed_at: datetime | None = None
    signed_by: UUID | None = Field(default=None, foreign_key="account.id")
    published_at: datetime | None = None
    internal_id: UUID | None = None
    public_id: UUID | None = None
    facts_hash: str = Field(default="", max_length=64, description="of the facts that both editions were printed from")
