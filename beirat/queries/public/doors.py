"""What is public at a moment: the one condition that every public select carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, FromClause, Row, Select, Table, and_, bindparam, literal
from sqlmodel import SQLModel

from beirat.database import Session
from beirat.tables.publication import Publication, Published


def table(kind: type[SQLModel]) -> Table:
    """The Core table behind a class. The public reads rows, never objects."""
    found: Table = kind.metadata.tables[str(kind.__tablename__)]
    return found


Selected = Select[*tuple[Any, ...]]
"""A Core select of columns."""

publication = table(Publication)

BODY: ColumnElement[UUID] = bindparam("body_id", type_=publication.c.body_id.type)
NOW: ColumnElement[Any] = bindparam("now", type_=publication.c.visible_from.type)


def is_public(of: FromClause, category: Published, seen: FromClause = publication) -> ColumnElement[bool]:
    """That a row of ``of`` is public: ``seen`` is its publication. Takes the parameters body_id and now."""
    return and_(
        of.c.body_id == BODY,
        seen.c.body_id == BODY,
        seen.c.object_id == of.c.id,
        seen.c.category == literal(category, type_=publication.c.category.type),
        seen.c.visible_from <= NOW,
        seen.c.withdrawn_at.is_(None),
    )


async def rows(
    db: Session, statement: Selected | CompoundSelect[*tuple[Any, ...]], **given: object
) -> Sequence[Row[*tuple[Any, ...]]]:
    """What a statement finds, with these parameters."""
    found: Sequence[Row[*tuple[Any, ...]]] = (await db.exec(statement, params=given)).all()  # type: ignore[call-overload]
    return found
