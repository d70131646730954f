"""The migrations make exactly what the tables declare, on both databases."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from beirat import migrations
from beirat.database import Database
from beirat.migrations.triggers import trigger_names
from tests.conftest import WANTED, aside, named, on_server


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.postgres if name != "sqlite" else ()) for name in WANTED])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of an empty database, and of one whose tables were made from the metadata."""
    if request.param == "sqlite":
        yield (
            f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite'}",
            f"sqlite+aiosqlite:///{request.getfixturevalue('sqlite_template')}",
        )
        return
    server, name = request.getfixturevalue("postgres_template"), f"beirat_empty_{os.getpid()}"
    aside(on_server(server, f"CREATE DATABASE {name}", f"CREATE DATABASE {name}_tables TEMPLATE beirat_template"))
    yield named(server, name), named(server, f"{name}_tables")
    aside(on_server(server, f"DROP DATABASE {name} WITH (FORCE)", f"DROP DATABASE {name}_tables WITH (FORCE)"))


async def test_the_migrations_make_what_the_tables_declare(empty_url: tuple[str, str]) -> None:
    fresh, declared = empty_url

    await migrations.upgrade(fresh)

    assert await _described(fresh) == await _described(declared)


async def test_an_upgrade_that_has_nothing_to_do_does_nothing(empty_url: tuple[str, str]) -> None:
    fresh, _ = empty_url
    assert await migrations.revision(fresh) is None
    assert await migrations.upgrade(fresh)

    again = await migrations.upgrade(fresh)

    assert not again
    assert await migrations.revision(fresh) == migrations.head()


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET act = act", "DELETE FROM journal_entry"])
async def test_the_database_refuses_to_change_the_journal(given: Any, database: Database, statement: str) -> None:
    await given.body()

    async with database.engine.begin() as connection:
        with pytest.raises(Exception, match="append-only"):
            await connection.exec_driver_sql(statement)


async def test_the_database_refuses_to_empty_or_replace_the_journal(given: Any, database: Database) -> None:
    await given.body()
    empty = (
        "TRUNCATE journal_entry"
        if not database.is_sqlite
        else ("REPLACE INTO journal_entry SELECT * FROM journal_entry")
    )

    async with database.engine.begin() as connection:
        with pytest.raises(Exception, match="append-only"):
            await connection.exec_driver_sql(empty)


async def _described(url: str) -> dict[str, Any]:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        found = await connection.run_sync(_describe)
    await engine.dispose()
    return found


def _describe(connection: Connection) -> dict[str, Any]:
    """Columns, keys, checks and indexes of every table, and the names of the triggers."""
    inspector = inspect(connection)
    tables = sorted(set(inspector.get_table_names()) - {"alembic_version"})
    return {table: _table(inspector, table) for table in tables} | {"triggers": trigger_names(connection)}


def _table(inspector: Any, table: str) -> dict[str, Any]:
    return {
        "columns": {
            c["name"]: (str(c["type"]), c["nullable"], str(c["default"])) for c in inspector.get_columns(table)
        },
        "key": inspector.get_pk_constraint(table),
        "foreign": {
            (tuple(key["constrained_columns"]), key["referred_table"], tuple(key["referred_columns"]))
            for key in inspector.get_foreign_keys(table)
        },
        "unique": {tuple(key["column_names"]) for key in inspector.get_unique_constraints(table)},
        "checks": {
            (key["name"], re.sub(r"\s+", " ", key["sqltext"])) for key in inspector.get_check_constraints(table)
        },
        "indexes": {
            (index["name"], tuple(index["column_names"]), bool(index["unique"]))
            for index in inspector.get_indexes(table)
        },
    }
