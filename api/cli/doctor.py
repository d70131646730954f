"""doctor: what should be true of an installation, checked; openapi: the description of the interface."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

from api.cli.opened import now_for, opened, settings_for
from api.cli.words import out, progress
from beirat import migrations
from beirat.actions import case_checks as cases
from beirat.database import Database, Session
from beirat.queries import jobs, journal, people
from beirat.queries.people import BodyView
from beirat.rules.permissions import system
from beirat.settings import Settings

STUCK_AFTER = timedelta(minutes=15)
NAMED = 20


def doctor(given: argparse.Namespace) -> int:
    """0 if all is well, 1 if not; one line per check."""
    settings = settings_for(given)
    if given.mend:
        asyncio.run(_mend(settings))
    return asyncio.run(_examine(settings, only_worker=given.worker))


async def _mend(settings: Settings) -> None:
    """Writes what is kept of a case anew from its events, where it differs: each case in a transaction of its own."""
    async with opened(settings) as database:
        async with database.read() as db:
            bodies = await people.bodies(db)
        for body in bodies:
            async with database.read() as db:
                differing = {one.recommendation_id async for one in cases.inconsistencies(db, body.id)}
            with progress(f"Empfehlungen {body.name}", len(differing)) as seen:
                for done, recommendation_id in enumerate(sorted(differing), start=1):
                    async with database.write() as db:
                        await cases.mend(db, body.id, recommendation_id, actor=system(body.id), now=now_for(settings))
                    seen(done)


async def _examine(settings: Settings, *, only_worker: bool) -> int:
    database = Database(settings.database_url)
    checks = [_outbox] if only_worker else [_tables, _journal, _cases, _outbox]
    ill = 0
    try:
        for check in checks:
            async for is_well, words in check(settings, database):
                out.print(f"{'[green]gut[/green]' if is_well else '[red]FEHLER[/red]'}  {words}")
                ill += not is_well
    finally:
        await database.close()
    return 1 if ill else 0


Findings = AsyncIterator[tuple[bool, str]]


async def _tables(settings: Settings, _: Database) -> Findings:
    revision = await migrations.revision(settings.database_url)
    yield revision == migrations.head(), f"Tabellen: Stand {revision or 'leer'}, nötig {migrations.head()}"


async def _journal(_: Settings, database: Database) -> Findings:
    async with database.read() as db:
        count, broken = await journal.verified(db)
    yield not broken, f"Journal: {count} Einträge, {len(broken)} mit falscher Prüfsumme"


async def _cases(_: Settings, database: Database) -> Findings:
    """What is stored about every recommendation follows from its events, and nobody has touched those."""
    async with database.read() as db:
        for body in await people.bodies(db):
            count, named = await _differences(db, body)
            yield not count, f"Empfehlungen {body.name}: {count} Abweichungen von den Ereignissen{named}"


async def _differences(db: Session, body: BodyView) -> tuple[int, str]:
    """How many there are, and the first ones by name; a bar shows how far it is."""
    count, named = 0, ""
    with progress(f"Empfehlungen {body.name}", await cases.how_many(db, body.id)) as seen:
        async for one in cases.inconsistencies(db, body.id, seen=seen):
            count += 1
            if count <= NAMED:
                named += f"\n        {one.reference}: {one.what}"
    return count, named


async def _outbox(settings: Settings, database: Database) -> Findings:
    async with database.read() as db:
        outbox = await jobs.outbox(db, now=now_for(settings))
    late = outbox.oldest_due is not None and outbox.oldest_due < now_for(settings) - STUCK_AFTER
    yield not late, f"Ausgang: {outbox.waiting} warten, {outbox.failing} davon nach Fehlversuchen"


def print_openapi(given: argparse.Namespace) -> int:
    """The description of the interface for programs."""
    from api.app import create_app
    from api.openapi import completed

    app = create_app(settings_for(given))
    out.print_json(json.dumps(completed(app, app.openapi_schema.to_schema())))
    return 0
