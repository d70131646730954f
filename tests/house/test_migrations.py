"""The migrations make exactly what the tables declare, on both databases."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from beirat import migrations
from beirat.database import Database
from beirat.migrations.triggers import trigger_names
from beirat.rules.permissions import Role
from beirat.settings import Settings
from tests.conftest import WANTED, aside, named, on_server
from tests.given import Given, StoppedClock


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


async def test_servers_that_start_at_the_same_moment_take_turns(empty_url: tuple[str, str]) -> None:
    fresh, declared = empty_url
    upgrade = "import asyncio, sys; from beirat import migrations; asyncio.run(migrations.upgrade(sys.argv[1]))"

    servers = [await asyncio.create_subprocess_exec(sys.executable, "-c", upgrade, fresh) for _ in range(3)]
    ended = await asyncio.gather(*(server.wait() for server in servers))

    assert ended == [0, 0, 0]
    assert await _described(fresh) == await _described(declared)


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


REBUILD = """
def upgrade():
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
    for table in ("body", "organization", "journal_entry", "account", "meeting", "recommendation", "case_event"):
        with op.batch_alter_table(table, recreate=recreate) as batch:
            batch.add_column(sa.Column("probe", sa.String(10)))
"""
LOOSEN = """
def upgrade():
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
    with op.batch_alter_table("meeting", recreate=recreate) as batch:
        batch.drop_constraint(op.f("ck_meeting_meeting_state"), type_="check")
        batch.drop_constraint(op.f("uq_meeting_body_id_term_id_number"), type_="unique")
        batch.drop_constraint(op.f("fk_meeting_body_id_term_id"), type_="foreignkey")
        batch.alter_column("note", server_default="-", nullable=True)
"""
LOSE = """
def upgrade():
    op.execute("DELETE FROM organization")
"""


def with_revision(folder: Path, body: str) -> Path:
    """Our migrations and one more, as a later version will bring it."""
    shutil.copytree(migrations.HERE, folder)
    after = migrations.head()
    head = f"import sqlalchemy as sa\nfrom alembic import op\nrevision, down_revision = '9999', '{after}'\n"
    (folder / "versions" / "9999_probe.py").write_text(head + body)
    return folder


async def test_a_later_migration_keeps_every_row_and_trigger(empty_url: tuple[str, str], tmp_path: Path) -> None:
    url, _ = empty_url
    await migrations.upgrade(url)
    database = Database(url)
    given = Given(database, StoppedClock(), str)
    await given.account(Role.CHAIR)
    await given.account(Role.ADMINISTRATION)
    await database.close()
    before = await _counted(url)

    await migrations.upgrade(url, folder=with_revision(tmp_path / "migrations", REBUILD))

    assert await _counted(url) == before
    assert before["journal_entry"] > 10


async def test_constraints_follow_what_the_tables_declare(empty_url: tuple[str, str], tmp_path: Path) -> None:
    url, declared = empty_url
    await migrations.upgrade(url)
    database = Database(url)
    await Given(database, StoppedClock(), str).account(Role.CHAIR)
    await database.close()
    before = await _counted(url)

    await migrations.upgrade(url, folder=with_revision(tmp_path / "migrations", LOOSEN))

    assert await _described(url) == await _described(declared)
    assert await _counted(url) == before


@pytest.mark.slow
async def test_a_later_migration_keeps_the_whole_sample_district(
    empty_url: tuple[str, str], sample_settings: Settings, tmp_path: Path
) -> None:
    url, _ = empty_url
    await migrations.upgrade(url)
    await _copied(sample_settings.database_url, url)
    before, kept = await _counted(url), await _rows(url)

    await migrations.upgrade(url, folder=with_revision(tmp_path / "migrations", REBUILD))

    assert await _counted(url) == before
    assert await _rows(url) == kept
    assert all(len(kept[table]) > 5 for table in ("meeting", "agenda_item", "attendance", "case_event", "ballot_point"))


@pytest.mark.slow
async def test_a_migration_that_would_leave_rows_pointing_at_nothing_changes_nothing(
    sample_settings: Settings, tmp_path: Path
) -> None:
    url = sample_settings.database_url
    before = await _counted(url)

    with pytest.raises(RuntimeError, match="point at nothing"):
        await migrations.upgrade(url, folder=with_revision(tmp_path / "migrations", LOSE))

    assert await _counted(url) == before
    assert await migrations.revision(url) == migrations.head()


async def _counted(url: str) -> dict[str, Any]:
    """How many rows every table has, and which triggers there are."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        found: dict[str, Any] = {
            table.name: (await connection.execute(select(func.count()).select_from(text(f'"{table.name}"')))).scalar()
            for table in SQLModel.metadata.sorted_tables
        }
        found["triggers"] = await connection.run_sync(trigger_names)
        found["foreign keys"] = await connection.run_sync(_foreign_keys)
    await engine.dispose()
    return found


def _foreign_keys(connection: Connection) -> dict[str, Any]:
    """What points at what: a table that was rebuilt is still the one that others point at."""
    inspector = inspect(connection)
    return {table: _table(inspector, table)["foreign"] for table in SQLModel.metadata.tables}


async def _rows(url: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that we declare, in the order of its keys."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        found = {
            table.name: [
                dict(row._mapping) for row in await connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in SQLModel.metadata.sorted_tables
        }
    await engine.dispose()
    return found


async def _copied(here: str, there: str) -> None:
    """All rows, from one database into an empty one."""
    found = await _rows(here)
    engine = create_async_engine(there, poolclass=NullPool)
    async with engine.begin() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if found[table.name]:
                await connection.execute(table.insert(), found[table.name])
    await engine.dispose()


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
