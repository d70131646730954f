"""Links by which a unit answers without an account, and the doors that such a link and its code opened.

Of links, codes and doors only hashes are kept.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from beirat.tables.base import BodyRow, Line, Shape, belongs_to, within_body


class AnswerLink(BodyRow, table=True):
    """A link for one unit and one recommendation. ``code_hash`` is empty while no code is on its way."""

    __tablename__ = "answer_link"
    __table_args__ = (within_body(), belongs_to("recommendation"), belongs_to("organization", "unit_id"))
    recommendation_id: UUID = Field(index=True)
    unit_id: UUID
    token_hash: str = Field(max_length=64, unique=True)
    sent_at: datetime
    renewed_on: date = Field(description="the day it was sent, or of the latest reminder")
    revoked_at: datetime | None = None
    opened_at: datetime | None = None
    code_hash: str = Field(default="", max_length=64)
    code_until: datetime | None = None
    code_failures: int = 0
    locked_until: datetime | None = None


class AnswerDoor(BodyRow, table=True):
    """Somebody is in by a link and its code, for a short while."""

    __tablename__ = "answer_door"
    __table_args__ = (belongs_to("answer_link", "link_id"),)
    link_id: UUID = Field(index=True)
    token_hash: str = Field(max_length=64, unique=True)
    opened_at: datetime
    expires_at: datetime = Field(index=True)
    closed_at: datetime | None = None


class LinkUnit(Shape):
    """The unit that is to get a link, or whose links are to end."""

    unit_id: UUID


class UnitAddress(Shape):
    """The registered address of a unit: links and codes go there and nowhere else. Empty: none."""

    email: Line = Field(default="", max_length=254)


class CodeEntry(Shape):
    """The code from the mail, as typed in."""

    code: Line = Field(min_length=1, max_length=40)
