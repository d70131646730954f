"""Customary sentences that a board keeps for its minutes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.rules.text_blocks import Occasion
from beirat.tables.base import BodyRow, Shape, Text, Versioned, belongs_to, one_of


class TextBlock(BodyRow, Versioned, table=True):
    """The sentences for one occasion, one in each line. Without a row the customary ones are offered."""

    __tablename__ = "text_block"
    __table_args__ = (belongs_to("organization"), UniqueConstraint("body_id", "organization_id", "occasion"))
    organization_id: UUID
    occasion: Occasion = Field(sa_type=one_of(Occasion, "occasion"))
    sentences: str = Field(max_length=10_000)


class TextBlockChange(Shape):
    """Other sentences; ``version`` is 0 while the board still has the customary ones."""

    version: int = Field(ge=0)
    sentences: Text = Field(default="", max_length=10_000)


class TextBlockReset(Shape):
    version: int = Field(ge=1)
