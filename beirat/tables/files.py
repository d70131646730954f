"""Files by their content, and where they hang: downloads go by attachment and viewer, never by hash."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.tables.base import BodyRow, belongs_to, one_of, within_body


class Visibility(StrEnum):
    INTERNAL = "internal"
    PUBLIC = "public"


class File(BodyRow, table=True):
    """Bytes that were stored once under their SHA-256."""

    __table_args__ = (within_body(), UniqueConstraint("body_id", "sha256"))
    sha256: str = Field(max_length=64)
    media_type: str = Field(max_length=100)
    size: int


class Attachment(BodyRow, table=True):
    """A file on an object, under a name, for the board alone or for everybody."""

    __table_args__ = (within_body(), belongs_to("file"))
    object_type: str = Field(max_length=40)
    object_id: UUID = Field(index=True)
    file_id: UUID
    name: str = Field(max_length=200)
    visibility: Visibility = Field(sa_type=one_of(Visibility, "visibility"))
    created_at: datetime
