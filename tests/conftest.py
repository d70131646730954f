"""Databases, the application and a client for every test. Each test has a database of its own.

BEIRAT_TEST_DATABASES=sqlite runs the tests on SQLite alone.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from litestar import Litestar
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

import beirat.tables
from api import demo
from api.app import create_app
from api.passwords import Passwords
from beirat import migrations
from beirat.database import Database
from beirat.migrations.triggers import create_triggers
from beirat.settings import Settings, read_settings
from beirat.tables.journal import APPEND_ONLY
from tests.given import NOW, District, Given, StoppedClock
from tests.support.postgres import postgres
from tests.support.tripwire import watch

assert beirat.tables

WANTED = os.environ.get("BEIRAT_TEST_DATABASES", "sqlite,postgresql").split(",")
TEMPLATE = "beirat_template"
T = TypeVar("T")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the test run."""
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """A server with a database that has all tables, to be copied."""
    aside(on_server(postgres_server, f"DROP DATABASE IF EXISTS {TEMPLATE}", f"CREATE DATABASE {TEMPLATE}"))
    aside(_fill(named(postgres_server, TEMPLATE)))
    return postgres_server


@pytest.fixture(scope="session")
def postgres_database(postgres_template: str) -> str:
    """The database of this test run."""
    name = f"beirat_{os.getpid()}"
    aside(on_server(postgres_template, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
    return named(postgres_template, name)


@dataclass(frozen=True)
class Template:
    """What every test begins with: all tables, and one district. A file for SQLite, the rows for PostgreSQL."""

    path: Path
    district: District
    rows: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and no row, to be copied."""
    path = tmp_path_factory.mktemp("template") / "beirat.sqlite"
    aside(_fill(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def template(sqlite_template: Path) -> Template:
    """Made once: setting a district up takes longer than most tests."""
    path = sqlite_template.with_name("district.sqlite")
    shutil.copy(sqlite_template, path)
    return aside(_template(path))


async def _template(path: Path) -> Template:
    database = Database(f"sqlite+aiosqlite:///{path}")
    district = await Given(database, StoppedClock(), str).body()
    async with database.engine.connect() as connection:
        rows = {
            table.name: [dict(row) for row in (await connection.execute(table.select())).mappings()]
            for table in SQLModel.metadata.sorted_tables
        }
    await database.close()
    return Template(path, district, {name: kept for name, kept in rows.items() if kept})


def aside(coroutine: Coroutine[None, None, T]) -> T:
    """Runs it in a thread with a loop of its own: fixtures that are asked for by name cannot be awaited."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


async def _fill(url: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
        await connection.run_sync(create_triggers)
    await engine.dispose()


def named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


async def on_server(server: str, *statements: str) -> None:
    engine = create_async_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)
    await engine.dispose()


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.postgres if name != "sqlite" else ()) for name in WANTED])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, template: Template) -> str:
    """A database with all tables and the district that tests begin with, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        shutil.copy(template.path, tmp_path / "beirat.sqlite")
        return f"sqlite+aiosqlite:///{tmp_path / 'beirat.sqlite'}"
    url: str = request.getfixturevalue("postgres_database")
    aside(_begin_anew(url, template.rows))
    return url


async def _begin_anew(url: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Every row away, the append-only ones too, and the first ones back: faster by far than a new database."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        for locked in APPEND_ONLY:
            await connection.exec_driver_sql(f"ALTER TABLE {locked} DISABLE TRIGGER USER")
        for table in reversed(SQLModel.metadata.sorted_tables):
            await connection.execute(table.delete())
        for table in SQLModel.metadata.sorted_tables:
            if table.name in rows:
                await connection.execute(table.insert(), rows[table.name])
        for locked in APPEND_ONLY:
            await connection.exec_driver_sql(f"ALTER TABLE {locked} ENABLE TRIGGER USER")
    await engine.dispose()


def hurry(engine: AsyncEngine) -> None:
    """Tests need not survive a power cut: SQLite does not wait for the disk."""
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database, with the tripwire: a query of a district's table that names no district fails."""
    database = Database(database_url)
    hurry(database.engine)
    watch(database.engine)
    yield database
    await database.close()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    """As little work as argon2 allows."""
    return Passwords(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory, passwords: Passwords) -> Path:
    """A data folder with the sample district on the day of the tests (SQLite): to be copied, not used."""
    folder = tmp_path_factory.mktemp("sample")
    aside(_load_sample(sample_in(folder), passwords))
    return folder


async def _load_sample(settings: Settings, passwords: Passwords) -> None:
    await migrations.upgrade(settings.database_url)
    database = Database(settings.database_url)
    await demo.load(database, settings, NOW.date(), passwords=passwords)
    await database.close()


@pytest.fixture
def sample_settings(sample_folder: Path, tmp_path: Path) -> Settings:
    """The settings of an installation of one's own with the sample district; ``clock`` shows its day."""
    folder = shutil.copytree(sample_folder, tmp_path / "sample")
    return sample_in(folder)


def sample_in(folder: Path) -> Settings:
    """The settings of an installation whose data folder this is."""
    url = f"sqlite+aiosqlite:///{folder / 'beirat.sqlite'}"
    return replace(read_settings(data=folder), database_url=url, public_url="http://beirat.test")


@pytest.fixture
def given(database: Database, clock: StoppedClock, passwords: Passwords, template: Template) -> Given:
    return Given(database, clock, passwords.hash_now, there=template.district)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    made = read_settings(data=tmp_path / "data")
    return replace(made, database_url=database_url, public_url="http://beirat.test", secret=b"secret of the tests")


@pytest.fixture(scope="session")
def whole_app(tmp_path_factory: pytest.TempPathFactory, passwords: Passwords) -> Litestar:
    """The application, put together once: that takes a while."""
    return create_app(read_settings(data=tmp_path_factory.mktemp("data")), passwords=passwords)


@pytest.fixture
async def app(
    whole_app: Litestar, settings: Settings, clock: StoppedClock, database: Database
) -> AsyncIterator[Litestar]:
    """The application, running on the test's database."""
    whole_app.state.settings, whole_app.state.clock = settings, clock
    async with living(whole_app):
        yield whole_app


@asynccontextmanager
async def living(app: Litestar) -> AsyncIterator[None]:
    """The application runs, watched by the tripwire. One task starts and ends it, as a server does."""
    started, ending = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            started.set()
            await ending.wait()

    life = asyncio.create_task(live())
    await asyncio.wait({life, asyncio.create_task(started.wait())}, return_when=asyncio.FIRST_COMPLETED)
    if life.done():
        life.result()
    hurry(app.state.database.engine)
    watch(app.state.database.engine)
    yield
    ending.set()
    await life


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A browser without JavaScript; does not follow redirects by itself."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        yield client


@pytest.fixture
async def other_client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A second browser."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        yield client
