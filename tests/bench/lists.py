"""Whether a board's lists stay as quick as they are when many other boards live in the same installation.

``python -m tests.bench.lists [--postgresql] [--copies N]``: a district of 400 recommendations alone, and the same
among its neighbours; each list is read in turns.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from uuid import UUID

from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import select

from beirat import migrations
from beirat.database import Database, Session
from beirat.queries import figures, recommendations
from beirat.queries.figures import Choice
from beirat.queries.public import figures as public_figures
from beirat.queries.public import recommendations as public_recommendations
from beirat.queries.recommendations import Filter
from beirat.rules.cases import Handling
from beirat.rules.permissions import Public, Role, Viewer
from beirat.tables.people import Organization, OrganizationKind
from tests.bench.crowd import multiply, sizes
from tests.bench.district import fill
from tests.support.postgres import postgres

MINE, COPIES, ROUNDS = 400, 800, 9
MANY_ROUNDS, QUICK = 101, 0.5
AIM = 2.0
Reading = Callable[[Session], Awaitable[object]]


def main(arguments: list[str]) -> int:
    given = _given(arguments)
    with _addresses(on_postgresql=given.postgresql) as (alone, among):
        asyncio.run(_compare(alone, among, given.copies))
    return 0


def _given(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.lists")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--copies", type=int, default=COPIES, help="how many neighbours")
    return parser.parse_args(arguments)


@contextmanager
def _addresses(*, on_postgresql: bool) -> Iterator[tuple[str, str]]:
    """Two empty databases."""
    if on_postgresql:
        with postgres() as url:
            asyncio.run(_create(url, "alone", "among"))
            yield url.replace("/postgres?", "/alone?"), url.replace("/postgres?", "/among?")
        return
    with tempfile.TemporaryDirectory(prefix="beirat-bench-") as folder:
        yield (
            f"sqlite+aiosqlite:///{Path(folder) / 'alone.sqlite'}",
            f"sqlite+aiosqlite:///{Path(folder) / 'among.sqlite'}",
        )


async def _create(url: str, *names: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for name in names:
            await connection.exec_driver_sql(f"CREATE DATABASE {name}")
    await engine.dispose()


async def _compare(alone_at: str, among_at: str, copies: int) -> None:
    today = date.today()  # noqa: DTZ011
    alone, among = [await _installation(url, today) for url in (alone_at, among_at)]
    began = time.monotonic()
    await multiply(among[0], among[1], copies)
    found = await sizes(among[0])
    print(f"\n{found[0]} recommendations and {found[1]} events, made in {time.monotonic() - began:.0f} s")
    print(f"{f'lists of a board of {MINE}':42} {'alone':>9} {'among':>9}  ratio")
    quiet, busy = await _readings(*alone, today), await _readings(*among, today)
    for name, reading in quiet.items():
        costs = await _in_turns((alone[0], reading), (among[0], busy[name]))
        ratio = costs[1] / costs[0]
        verdict = "reached" if ratio <= AIM else "MISSED"
        print(f"{name:42} {costs[0] * 1e3:6.1f} ms {costs[1] * 1e3:6.1f} ms  {ratio:4.2f}  (aim {AIM:g}: {verdict})")
    for database, _ in (alone, among):
        await database.close()


async def _installation(url: str, today: date) -> tuple[Database, UUID]:
    await migrations.upgrade(url)
    database = Database(url)
    return database, await fill(database, number=MINE, today=today)


async def _readings(database: Database, body_id: UUID, today: date) -> Mapping[str, Reading]:
    """The lists and figures of the district."""
    async with database.read() as db:
        board = select(Organization.id).where(
            Organization.body_id == body_id, Organization.kind == OrganizationKind.BOARD
        )
        board_id = (await db.exec(board)).one()
    viewer = Viewer(account_id=None, body_id=body_id, roles=frozenset({Role.OFFICE}))
    public, now = Public(body_id), datetime.now(UTC)
    waiting = Filter(handlings=(Handling.ACKNOWLEDGED, Handling.INTERIM, Handling.QUERY, Handling.PARTLY_ANSWERED))
    return {
        "newest first": lambda db: recommendations.listing(db, viewer, Filter()),
        "waiting, due first": lambda db: recommendations.listing(db, viewer, waiting, due_first=True),
        "public list": lambda db: public_recommendations.recommendations(db, public, now=now),
        "public counts": lambda db: public_recommendations.counts(db, public, now=now),
        "figures": lambda db: figures.found(db, viewer, board_id, Choice(), today=today),
        "public figures": lambda db: public_figures.public_figures(db, public, now=now, today=today),
    }


async def _in_turns(*pairs: tuple[Database, Reading]) -> list[float]:
    """The median seconds of each, measured one after the other in every round; quick ones more often."""
    costs: list[list[float]] = [[] for _ in pairs]
    while len(costs[0]) < ROUNDS or (len(costs[0]) < MANY_ROUNDS and sum(costs[0]) < QUICK):
        for (database, reading), kept in zip(pairs, costs, strict=True):
            began = time.perf_counter()
            async with database.read() as db:
                await reading(db)
            kept.append(time.perf_counter() - began)
    return [median(each[1:]) for each in costs]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
