"""Brings the database of an installation up to the tables of this version, with Alembic.

On SQLite foreign keys are off before BEGIN (rebuilding a table would silently empty its children) and are checked
before COMMIT.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, event, inspect
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from beirat.migrations.constraints import renew_constraints
from beirat.migrations.triggers import create_triggers

HERE = Path(__file__).parent
TURN = 20261203


def head(folder: Path = HERE) -> str:
    """The newest revision; files are named by it: 0001_….py"""
    return max(path.name[:4] for path in (folder / "versions").glob("[0-9]*.py"))


def current(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


async def revision(url: str) -> str | None:
    """The revision of the database at this address."""
    engine = migration_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(current)
    finally:
        await engine.dispose()


async def upgrade(url: str, *, folder: Path = HERE) -> bool:
    """Brings the database to the newest revision in ``folder``; says whether there was anything to do.

    All or nothing: what fails on the way leaves the database as it was.
    """
    if await revision(url) == head(folder):
        return False
    engine = migration_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade, folder)
    finally:
        await engine.dispose()
    return True


def migration_engine(url: str) -> AsyncEngine:
    """An engine of its own: migrations need other settings than the application."""
    engine = create_async_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: object, _: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("busy_timeout=15000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: Connection, folder: Path) -> None:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":  # two servers that start at once take turns; SQLite's BEGIN does it
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    renew_constraints(connection)
    create_triggers(connection)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"{len(broken)} rows point at nothing after the migration; nothing was changed")
