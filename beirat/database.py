"""The engine, and the two ways to talk to it: ``read()`` looks, ``write()`` changes and commits as one.

On SQLite a writer takes the write lock at BEGIN (IMMEDIATE) and waits its turn in this process; a write inside
``read()`` fails, so that the mistake shows. On PostgreSQL rows are locked by ``SELECT … FOR UPDATE`` and versions.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel.ext.asyncio.session import AsyncSession

from beirat.rules.errors import StaleVersion

PRAGMAS = (
    "PRAGMA busy_timeout=15000",  # first, so that even the change to WAL waits for others
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
)

Session = AsyncSession


class Database:
    """One engine with its readers and writers. Close it with ``await database.close()``."""

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _engine(url, is_sqlite=self.is_sqlite)
        self._writing: asyncio.Lock | nullcontext[None] = asyncio.Lock() if self.is_sqlite else nullcontext()
        self._reader = async_sessionmaker(self.engine, class_=AsyncSession, expire_on_commit=False)
        self._writer = async_sessionmaker(
            self.engine.execution_options(begin="IMMEDIATE"), class_=AsyncSession, expire_on_commit=False
        )

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        async with self._reader() as db:
            yield db

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises.

        Raises StaleVersion if a row that is changed here was changed by somebody else since it was read.
        """
        async with self._writing, self._writer() as db:
            try:
                yield db
                await db.commit()
            except StaleDataError as error:
                raise StaleVersion(0, {}) from error

    async def close(self) -> None:
        await self.engine.dispose()


def _engine(url: str, *, is_sqlite: bool) -> AsyncEngine:
    if not is_sqlite:
        return create_async_engine(url, pool_size=8, max_overflow=4, pool_pre_ping=True)
    engine = create_async_engine(url, pool_size=8, max_overflow=0, pool_timeout=60)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")
