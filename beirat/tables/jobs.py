"""The outbox: what is still to be done outside the transaction that asked for it. Truth never depends on a job."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field

from beirat.tables.base import Row, one_of


class JobKind(StrEnum):
    """MAIL is one finished message; NOTICE says what happened, and becomes a mail for each person concerned.

    RELEASE lets answers out whose day has come.
    """

    MAIL = "mail"
    NOTICE = "notice"
    RELEASE = "release"


class Job(Row, table=True):
    """One thing to do. ``unique_key`` makes asking twice one job; a lease says who is at it, until when."""

    __table_args__ = (Index("ix_job_open", "done_at", "run_after"),)
    body_id: UUID | None = Field(default=None, foreign_key="body.id")
    kind: JobKind = Field(sa_type=one_of(JobKind, "job_kind"))
    payload: dict[str, Any] = Field(sa_type=JSON)
    unique_key: str = Field(max_length=200, unique=True)
    run_after: datetime
    leased_until: datetime | None = None
    attempts: int = 0
    last_error: str = Field(default="", max_length=400)
    done_at: datetime | None = None
