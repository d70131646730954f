"""Neighbours: copies of a district, made by the database itself, so that a million events take seconds.

A copy has the ids of its model with another beginning, and nothing that hangs on accounts or people. Its rows follow
from one another as those of the model do; only the hashes of its events are those of the model.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Column, Connection, Table, Uuid, func, select
from sqlmodel import SQLModel

from beirat.database import Database
from beirat.tables.agenda import AgendaItem
from beirat.tables.meetings import Meeting
from beirat.tables.motions import Motion
from beirat.tables.people import Body, LegislativeTerm, Organization
from beirat.tables.publication import Publication
from beirat.tables.recommendations import (
    CaseEvent,
    CasePromise,
    Recommendation,
    RecommendationPoint,
    Transmission,
    TransmissionPoint,
)
from beirat.tables.resolutions import Resolution

COPIED: tuple[type[SQLModel], ...] = (
    *(Body, Organization, LegislativeTerm, Meeting, AgendaItem, Motion, Resolution, Publication),
    *(Recommendation, RecommendationPoint, Transmission, TransmissionPoint, CaseEvent, CasePromise),
)
"""Parents before children."""


async def multiply(database: Database, body_id: UUID, copies: int) -> None:
    """Adds so many copies of the district with this id."""
    tables = [SQLModel.metadata.tables[str(kind.__tablename__)] for kind in COPIED]
    async with database.engine.begin() as connection:
        for table in tables:
            await connection.run_sync(_copy, table, frozenset(each.name for each in tables), body_id, copies)
        await connection.exec_driver_sql("ANALYZE")


def _copy(connection: Connection, table: Table, names: frozenset[str], body_id: UUID, copies: int) -> None:
    """Every row of the model once for each number."""
    is_sqlite = connection.dialect.name == "sqlite"
    quote = connection.dialect.identifier_preparer.quote
    columns = [quote(column.name) for column in table.columns]
    values = [_value(column, quote(column.name), names, is_sqlite=is_sqlite) for column in table.columns]
    mine = "id" if table.name == "body" else "body_id"
    connection.exec_driver_sql(
        f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {copies}) "  # noqa: S608
        f"INSERT INTO {quote(table.name)} ({', '.join(columns)}) SELECT {', '.join(values)} "
        f"FROM n CROSS JOIN {quote(table.name)} t WHERE t.{mine} = '{body_id.hex if is_sqlite else body_id}'"
    )


def _value(column: Column[object], name: str, names: frozenset[str], *, is_sqlite: bool) -> str:
    """What a column of the copy holds: the same, but ids begin with the number of the copy."""
    if column.name != "body_id" and any(key.column.table.name not in names for key in column.foreign_keys):
        return "NULL"
    if column.name == "slug":
        return f"t.{name} || '-' || n.n"
    if not isinstance(column.type, Uuid):
        return f"t.{name}"
    if is_sqlite:
        return f"printf('%08x', n.n) || substr(t.{name}, 9)"
    return f"(lpad(to_hex(n.n), 8, '0') || substr(t.{name}::text, 9))::uuid"


async def sizes(database: Database) -> tuple[int, int]:
    """How many recommendations and how many events the whole installation has."""
    async with database.engine.connect() as connection:
        counted = [
            (await connection.execute(select(func.count()).select_from(SQLModel.metadata.tables[name]))).scalar_one()
            for name in ("recommendation", "case_event")
        ]
    return counted[0], counted[1]
