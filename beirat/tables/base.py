"""What all tables share: keys, tenancy, versions, enums by value, and the shape of input."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, ConfigDict
from pydantic_core import PydanticCustomError
from sqlalchemy import Enum, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import declared_attr
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Field, SQLModel
from uuid_utils.compat import uuid7

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

_id_source: ContextVar[Callable[[], UUID]] = ContextVar("id_source", default=uuid7)


def new_id() -> UUID:
    """A UUIDv7: sorts by the time it was made."""
    return _id_source.get()()


@contextmanager
def ids_from(source: Callable[[], UUID]) -> Iterator[None]:
    """Takes ids from elsewhere, so that demo data is the same every time it is made for one day."""
    token = _id_source.set(source)
    try:
        yield
    finally:
        _id_source.reset(token)


class Shape(SQLModel):
    """Input as it arrives in a form or as JSON: unknown fields are refused, text is trimmed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)  # type: ignore[assignment]


class Row(SQLModel):
    """A row with an id of its own."""

    id: UUID = Field(default_factory=new_id, primary_key=True)


class BodyRow(Row):
    """A row that belongs to one body, the tenant. Every query on it names the body."""

    body_id: UUID = Field(foreign_key="body.id")


class Versioned(SQLModel):
    """Counts its changes; a second writer with an old copy is refused (``version_id_col``)."""

    version: int = Field(default=1, nullable=False)

    def touch(self) -> None:
        """Counts as changed although only its children were: the next flush raises the version."""
        flag_modified(self, next(name for name in type(self).model_fields if name not in ("id", "version")))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


def belongs_to(table: str, column: str | None = None) -> ForeignKeyConstraint:
    """A foreign key within one body: both ends carry the same ``body_id``."""
    return ForeignKeyConstraint(["body_id", column or f"{table}_id"], [f"{table}.body_id", f"{table}.id"])


def within_body() -> UniqueConstraint:
    """What ``belongs_to`` points at; every table that others belong to declares it."""
    return UniqueConstraint("body_id", "id")


def one_of(values: type[StrEnum], name: str, length: int = 40) -> Enum:
    """A column type that stores the value of the enum as text, with a CHECK on both databases."""
    return Enum(
        values,
        native_enum=False,
        values_callable=lambda kind: [member.value for member in kind],
        length=length,
        create_constraint=True,
        name=name,
    )


# Characters that change the reading direction of what follows can make a text look like another one (CVE-2021-42574).
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


MOST_MARKS = 30
"""So many marks on one letter no language writes (UAX #15, stream-safe text); sorting more of them takes for ever."""


def _has_endless_marks(text: str) -> bool:
    marks = 0
    for c in text:
        marks = marks + 1 if unicodedata.combining(c) else 0
        if marks > MOST_MARKS:
            return True
    return False


def _readable(text: str) -> str:
    """Line ends made one, Unicode composed; control characters refused, direction overrides removed."""
    if _has_endless_marks(text):
        raise PydanticCustomError("text_unreadable", "endless marks")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(c for c in text if c not in _DIRECTION_OVERRIDES)
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cn") and c not in "\n\t" for c in text):
        raise PydanticCustomError("text_unreadable", "control character")
    return text


def _one_line(text: str) -> str:
    return " ".join(_readable(text).split())


Line = Annotated[str, AfterValidator(_one_line)]
Text = Annotated[str, AfterValidator(_readable)]
