"""serve, demo and worker: what runs until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
import socket
from contextlib import suppress

from api.cli.opened import finished, now_for, opened, settings_for
from api.cli.words import Refusal, say
from beirat import migrations
from beirat.queries import people
from beirat.queries.people import BodyView
from beirat.settings import Settings


def serve(given: argparse.Namespace) -> int:
    """Starts the application on the data that is there."""
    settings = settings_for(given)
    bodies = finished(_bodies(settings))
    _refuse_moved_clock(settings, bodies)
    _listen(settings, _addresses(settings, bodies))
    return 0


def demo(given: argparse.Namespace) -> int:
    """Starts the application on sample data, which is loaded into an empty data folder first."""
    settings = settings_for(given)
    _refuse_taken(settings)
    bodies = finished(_bodies(settings))
    if not all(body.is_demo for body in bodies):
        raise Refusal(
            f"In {settings.data} liegen echte Daten. Nehmen Sie für die Beispieldaten --data mit einem anderen Ordner."
        )
    if not bodies:
        finished(_load(settings))
        bodies = finished(_bodies(settings))
    _listen(settings, [*_addresses(settings, bodies), *_logins(), *_links(settings, bodies)])
    return 0


def work(given: argparse.Namespace) -> int:
    """Does what lies in the outbox, until it is stopped."""
    from api import worker
    from api.clock import WallClock
    from beirat.database import Database
    from documents.pool import Pool

    settings = settings_for(given)

    async def run() -> None:
        if await migrations.revision(settings.database_url) != migrations.head():
            raise Refusal("Die Datenbank ist noch nicht auf dem Stand dieser Version. Starten Sie zuerst: beirat serve")
        database, pool = Database(settings.database_url), Pool()
        try:
            async with database.read() as db:
                _refuse_moved_clock(settings, await people.bodies(db))
            working = asyncio.create_task(worker.run(database, settings, WallClock(today=settings.today), pool))
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
            with suppress(asyncio.CancelledError):
                await working
        finally:
            await pool.close()
            await database.close()

    asyncio.run(run())
    return 0


def _refuse_moved_clock(settings: Settings, bodies: list[BodyView]) -> None:
    """Only sample data may live on another day than today."""
    if settings.today is not None and not (bodies and all(body.is_demo for body in bodies)):
        raise Refusal("--today verstellt die Uhr nur bei Beispieldaten. Für echte Daten lassen Sie es bitte weg.")


async def _bodies(settings: Settings) -> list[BodyView]:
    async with opened(settings) as database, database.read() as db:
        return await people.bodies(db)


async def _load(settings: Settings) -> None:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from api import demo as sample
    from api.cli.words import out

    columns = (TextColumn("Beispieldaten"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    async with opened(settings) as database:
        with Progress(*columns, console=out) as bar:
            task = bar.add_task("", total=None)
            today = settings.today or now_for(settings).date()
            await sample.load(
                database, settings, today, progress=lambda done, total: bar.update(task, completed=done, total=total)
            )


def _addresses(settings: Settings, bodies: list[BodyView]) -> list[str]:
    if not bodies:
        return [f"Beirat läuft auf {settings.public_url}", "Es ist noch kein Landkreis eingerichtet: beirat init"]
    lines = [f"Beirat läuft auf {settings.public_url}"]
    for body in bodies:
        lines += [
            f"  {body.name}, für alle:     {settings.public_url}/{body.slug}/de/",
            f"  {body.name}, intern:       {settings.public_url}/{body.slug}/intern/",
        ]
    return lines


def _logins() -> list[str]:
    """The logins of the sample data, for whoever tries it."""
    from api.demo.people import LOGINS, PASSWORD, address
    from api.words.accounts import ROLES

    width = max(len(address(login.login)) for login in LOGINS)
    return [
        f"Anmelden zum Ausprobieren, Passwort für alle: {PASSWORD}",
        *(
            f"  {address(login.login):{width}}  {', '.join(ROLES[role] for role in login.roles)} {login.unit}".rstrip()
            for login in LOGINS
        ),
    ]


def _links(settings: Settings, bodies: list[BodyView]) -> list[str]:
    """The door by link that stands open in the sample data; its code comes by mail, which is kept as a file."""
    from api.answer_doors import token_of
    from api.demo.people import LINK_SECRET

    return [
        line
        for body in bodies
        for line in (
            "Antworten ohne Konto, als Fachdienst Soziales und Teilhabe:",
            f"  {settings.public_url}/antwort/{token_of(body.id, LINK_SECRET)}",
            f"  Der Code kommt als E-Mail in {settings.data / 'mail'}",
        )
    ]


def _listen(settings: Settings, lines: list[str]) -> None:
    """Serves until it is stopped; says where, once it answers."""
    import uvicorn

    from api.app import create_app
    from api.cache import PublicCache

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            _settle()
            for line in lines:
                say(line)

    _refuse_taken(settings)
    app = PublicCache(create_app(settings, works=settings.is_sqlite))
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )
    Announcing(config).run()


def _settle() -> None:
    """What is loaded by now stays for good: the search for garbage (a third of a page's time) need not look at it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _refuse_taken(settings: Settings) -> None:
    """Says at once that somebody else listens there, before anything takes time."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            raise Refusal(
                f"Auf {settings.host}:{settings.port} läuft schon etwas. Nehmen Sie einen anderen: --port"
            ) from None
