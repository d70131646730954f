"""Who did what and when: append-only, kept so by triggers; the details can be erased, the fact remains."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from beirat.rules.permissions import Act
from beirat.tables.base import Row, one_of

APPEND_ONLY = ("journal_entry", "case_event", "organization_rule")
"""Tables on which triggers refuse UPDATE, DELETE and TRUNCATE."""


class JournalEntry(Row, table=True):
    """One act on one object. ``detail_hash`` is the salted SHA-256 of the details, so that erasing leaves a trace."""

    __tablename__ = "journal_entry"
    body_id: UUID | None = Field(default=None, foreign_key="body.id", index=True)
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    link_id: UUID | None = Field(default=None, foreign_key="answer_link.id", description="who came by link, not login")
    at: datetime = Field(index=True)
    act: Act = Field(sa_type=one_of(Act, "act"))
    object_type: str = Field(max_length=40)
    object_id: UUID = Field(index=True)
    detail_hash: str = Field(default="", max_length=64)


class JournalDetail(Row, table=True):
    """Before and after of an act, in words and values; ``id`` is the entry's. May be erased."""

    __tablename__ = "journal_detail"
    salt: str = Field(max_length=32)
    detail: dict[str, Any] = Field(sa_type=JSON)
