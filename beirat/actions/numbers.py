"""The next number of a series, given out without gaps inside a transaction."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import col

from beirat.database import Session
from beirat.tables.numbers import NumberSeries, Series


async def next_number(db: Session, series: Series, scope: int, *, body_id: UUID) -> int:
    """Counts the series up by one and returns the number. The row stays locked until the transaction ends."""
    insert = sqlite_insert if db.get_bind().dialect.name == "sqlite" else postgresql_insert
    counted = await db.scalar(
        insert(NumberSeries)
        .values(body_id=body_id, series=series, scope=scope, last=1)
        .on_conflict_do_update(index_elements=["body_id", "series", "scope"], set_={"last": col(NumberSeries.last) + 1})
        .returning(col(NumberSeries.last))
    )
    if counted is None:
        raise RuntimeError("a counter row answers with its number")
    return int(counted)
