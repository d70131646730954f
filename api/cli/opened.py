"""A command's way to the database: migrated, opened, closed again."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeVar

from api import messages
from api.cli.words import Refusal
from api.clock import WallClock
from beirat import migrations
from beirat.database import Database
from beirat.queries import people
from beirat.queries.people import BodyView
from beirat.rules.errors import RuleBroken
from beirat.settings import Settings, read_settings

T = TypeVar("T")


def settings_for(given: argparse.Namespace) -> Settings:
    return read_settings(data=given.data, port=given.port, host=given.host, today=given.today)


def finished(work: Coroutine[None, None, T]) -> T:
    """Runs it to the end; a broken rule becomes its sentence."""
    try:
        return asyncio.run(work)
    except RuleBroken as error:
        raise Refusal(" ".join(messages.sentence(problem) for problem in error.problems)) from None


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database of the installation, with all tables of this version."""
    await migrations.upgrade(settings.database_url)
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        await database.close()


async def the_body(database: Database, slug: str | None) -> BodyView:
    """The district that is meant: the named one, or the only one."""
    async with database.read() as db:
        found = await people.bodies(db)
    named = [body for body in found if slug in (None, body.slug)]
    if len(named) == 1:
        return named[0]
    if not found:
        raise Refusal("Es ist noch kein Landkreis eingerichtet: beirat init")
    raise Refusal(f"Bitte nennen Sie den Landkreis mit --body: {', '.join(body.slug for body in found)}")


def now_for(settings: Settings) -> datetime:
    return WallClock(today=settings.today).now()
