"""The demo, loaded once per database; what the other fixtures bring then works on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from api import demo
from api.demo.people import address
from api.passwords import Passwords
from beirat.database import Database
from beirat.queries import accounts, people
from beirat.queries.people import BodyView
from beirat.rules.permissions import Public, Viewer
from beirat.settings import Settings, read_settings
from tests.conftest import TEMPLATE, WANTED, aside, named, on_server
from tests.given import NOW, StoppedClock
from tests.support.tripwire import watch

TODAY = NOW.date()


@dataclass(frozen=True)
class Demo:
    """A loaded demo."""

    database: Database
    settings: Settings
    district: BodyView

    @property
    def public(self) -> Public:
        return Public(self.district.id)

    async def viewer(self, login: str) -> Viewer:
        """Somebody who has signed in with one of the demo's logins."""
        async with self.database.read() as db:
            found = await accounts.credentials(db, address(login))
            assert found is not None
            viewer = await accounts.viewer_of(db, found.account_id, body_id=self.district.id, name=login)
        assert viewer is not None
        return viewer


async def load(url: str, folder: Path, passwords: Passwords) -> Demo:
    """Loads the demo into an empty database, with the tripwire on."""
    settings = replace(read_settings(data=folder), database_url=url, public_url="http://beirat.test")
    database = Database(url)
    watch(database.engine)
    await demo.load(database, settings, TODAY, passwords=passwords)
    async with database.read() as db:
        (district,) = await people.bodies(db)
    return Demo(database, settings, district)


def empty_sqlite(template: Path, folder: Path) -> str:
    """The address of a fresh file with all tables."""
    shutil.copy(template, folder / "beirat.sqlite")
    return f"sqlite+aiosqlite:///{folder / 'beirat.sqlite'}"


@pytest.fixture(
    scope="session",
    params=[pytest.param(name, marks=pytest.mark.postgres if name != "sqlite" else ()) for name in WANTED],
)
def empty_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of its own, with all tables, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        yield empty_sqlite(request.getfixturevalue("sqlite_template"), tmp_path_factory.mktemp("demo"))
        return
    server = request.getfixturevalue("postgres_template")
    aside(on_server(server, f"CREATE DATABASE beirat_demo TEMPLATE {TEMPLATE}"))
    yield named(server, "beirat_demo")
    aside(on_server(server, "DROP DATABASE beirat_demo WITH (FORCE)"))


@pytest.fixture(scope="session")
async def loaded(empty_url: str, passwords: Passwords, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    made = await load(empty_url, tmp_path_factory.mktemp("data"), passwords)
    yield made
    await made.database.close()


@pytest.fixture
def database(loaded: Demo) -> Database:
    return loaded.database


@pytest.fixture
def settings(loaded: Demo) -> Settings:
    return loaded.settings


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()
