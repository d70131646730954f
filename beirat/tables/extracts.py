"""Extracts from the minutes (Auszug): one sheet for a resolution, and to whom it was sent when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from beirat.tables.base import BodyRow, Line, Shape, Versioned, belongs_to, within_body


class ExtractSending(Shape):
    """An extract went to somebody on a day; ``version`` is the extract's."""

    version: int = Field(ge=1)
    recipient: Line = Field(min_length=2, max_length=200)
    sent_on: date


class Extract(BodyRow, Versioned, table=True):
    """The sheet with one resolution. After a correction there is a new one; the old one stays."""

    __table_args__ = (within_body(), belongs_to("resolution"), belongs_to("attachment"))
    resolution_id: UUID = Field(index=True)
    attachment_id: UUID
    facts_hash: str = Field(max_length=64, description="of the facts that it says")
    made_at: datetime


class ExtractRecipient(BodyRow, table=True):
    """To whom an extract was sent. ``again_since``: since when a corrected one is owed."""

    __tablename__ = "extract_recipient"
    __table_args__ = (belongs_to("extract"),)
    extract_id: UUID = Field(index=True)
    recipient: str = Field(max_length=200)
    sent_on: date
    again_since: date | None = None
