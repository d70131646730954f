"""Told twice for the same day, the story is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from api.passwords import Passwords
from beirat.database import Database
from tests.demo.conftest import Demo, empty_sqlite, load

pytestmark = pytest.mark.slow

MADE_BY_CHANCE = {
    "salt",
    "hash",
    "previous_hash",
    "payload_hash",
    "detail_hash",
    "token_hash",
    "password_hash",
}
"""Columns that are secret, or follow from a secret salt."""


async def contents(demo: Demo) -> dict[str, list[str]]:
    """Every row of every table, without what is made by chance; read without the tripwire."""
    database, found = Database(demo.settings.database_url), {}
    async with database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            compared = [column for column in table.columns if column.name not in MADE_BY_CHANCE]
            found[table.name] = sorted(map(repr, await connection.execute(select(*compared))))
    await database.close()
    return found


async def test_two_loads_of_one_day_are_the_same_row_by_row(
    loaded: Demo, sqlite_template: Path, tmp_path: Path, passwords: Passwords
) -> None:
    again = await load(empty_sqlite(sqlite_template, tmp_path), tmp_path / "data", passwords)

    await again.database.close()

    assert await contents(loaded) == await contents(again)
