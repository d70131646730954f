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
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
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
from tests.given import NOW, Given, StoppedClock
from tests.support.postgres import postgres
from tests.support.tripwire import watch

assert beirat.tables

WANTED = os.environ.get("BEIRAT_TEST_DATABASES", "sqlite,postgresql").split(",")
TEMPLATE = "beirat_template"


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


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables; every test copies it."""
    path = tmp_path_factory.mktemp("template") / "beirat.sqlite"
    aside(_fill(f"sqlite+aiosqlite:///{path}"))
    return path


def aside(coroutine: Coroutine[None, None, None]) -> None:
    """Runs it in a thread with a loop of its own: fixtures that are asked for by name cannot be awaited."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


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
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database with all tables, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "beirat.sqlite")
        yield f"sqlite+aiosqlite:///{tmp_path / 'beirat.sqlite'}"
        return
    url = request.getfixturevalue("postgres_database")
    aside(_emptied(url))
    yield url


async def _emptied(url: str) -> None:
    """Every row away, the append-only ones too: four times as fast as a new database."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        for locked in APPEND_ONLY:
            await connection.exec_driver_sql(f"ALTER TABLE {locked} DISABLE TRIGGER USER")
        for table in reversed(SQLModel.metadata.sorted_tables):
            await connection.execute(table.delete())
        for locked in APPEND_ONLY:
            await connection.exec_driver_sql(f"ALTER TABLE {locked} ENABLE TRIGGER USER")
    await engine.dispose()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database, with the tripwire: a query of a district's table that names no district fails."""
    database = Database(database_url)
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
def given(database: Database, clock: StoppedClock, passwords: Passwords) -> Given:
    return Given(database, clock, passwords.hash_now)


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
