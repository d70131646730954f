"""The server is killed while many people write: what it acknowledged is there afterwards, and nothing is half there."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.support.postgres import SAFE, postgres

pytestmark = [pytest.mark.load, pytest.mark.slow]

KILLS = 3
WRITERS = 8
SECONDS_OF_LOAD = 1.5
BEIRAT = str(Path(sys.executable).with_name("beirat"))
PASSWORD = "drei Birnen im Regen"
LOGIN = "mitglied@beispiel.example"
DISTRICT = {
    "slug": "musterland",
    "name": "Landkreis Musterland",
    "land": "HE",
    "board": "Migrationsbeirat",
    "seats": "15",
    "term-start": "2024-06-01",
    "term-end": "2029-05-31",
    "coordinator": "Landratsbüro",
    "email": "geschaeftsstelle@beispiel.example",
    "admin-login": "technik@beispiel.example",
    "admin-name": "Technik",
}
MOTION = {"field": "work", "reasons": "R", "points": [{"text": "Ein Punkt.", "audience": "administration"}]}


@dataclass
class Installation:
    """A data folder and a database, and the server on them."""

    environment: dict[str, str]
    port: int
    server: subprocess.Popen[bytes] | None = None
    acknowledged: set[str] = field(default_factory=set)

    @property
    def motions(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v1/bodies/musterland/motions"

    def run(self, *words: str, said: str = "") -> None:
        command = [BEIRAT, *words]
        subprocess.run(command, env=self.environment, input=said, text=True, check=True, capture_output=True)

    async def start(self) -> None:
        self._launch()
        async with httpx.AsyncClient() as client:
            for _ in range(200):
                with suppress(httpx.TransportError):
                    if (await client.get(f"http://127.0.0.1:{self.port}/health")).is_success:
                        return
                await asyncio.sleep(0.1)
        raise TimeoutError("the server does not answer")

    def _launch(self) -> None:
        command = [BEIRAT, "serve", "--port", str(self.port)]
        self.server = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        if self.server is not None:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait()
            self.server = None


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "BEIRAT_DATA": str(tmp_path), "BEIRAT_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    if request.param == "sqlite":
        yield from _installed(Installation(environment, port))
        return
    with postgres(settings=SAFE) as url:
        yield from _installed(Installation({**environment, "BEIRAT_DATABASE_URL": url}, port))


def _installed(installation: Installation) -> Iterator[Installation]:
    installation.run("init", *(word for name, value in DISTRICT.items() for word in (f"--{name}", value)))
    account = ["account", "add", LOGIN, "--name", "Mitglied", "--role", "member", "--password-stdin"]
    installation.run(*account, said=f"{PASSWORD}\n")
    try:
        yield installation
    finally:
        installation.kill()


async def test_what_was_acknowledged_survives_a_killed_server(installation: Installation) -> None:
    await installation.start()
    token = await _token(installation)

    for _ in range(KILLS):
        writers = [asyncio.create_task(_write(installation, token, number)) for number in range(WRITERS)]
        await asyncio.sleep(SECONDS_OF_LOAD)
        installation.kill()
        await asyncio.gather(*writers)
        await installation.start()

    assert len(installation.acknowledged) > KILLS * WRITERS
    assert installation.acknowledged <= await _kept(installation, token)
    installation.run("doctor")


async def _token(installation: Installation) -> dict[str, str]:
    async with httpx.AsyncClient(timeout=30) as client:
        address = installation.motions.replace("/motions", "/login-sessions")
        answer = await client.post(address, json={"login": LOGIN, "password": PASSWORD})
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def _write(installation: Installation, token: dict[str, str], writer: int) -> None:
    """Writes motions until the server is gone; remembers those that it acknowledged."""
    async with httpx.AsyncClient(timeout=10, headers=token) as client:
        for number in range(10_000):
            try:
                answer = await client.post(installation.motions, json={**MOTION, "title": f"Antrag {writer}/{number}"})
            except httpx.TransportError:
                return
            assert answer.status_code == 201, answer.text
            installation.acknowledged.add(answer.json()["id"])


async def _kept(installation: Installation, token: dict[str, str]) -> set[str]:
    """Every motion that is there, each with its point."""
    kept: set[str] = set()
    async with httpx.AsyncClient(timeout=30, headers=token) as client:
        after: str | None = ""
        while after is not None:
            page = (await client.get(installation.motions, params={"after": after})).json()
            kept |= {motion["id"] for motion in page["motions"]}
            after = page["next"]
        for motion_id in sorted(installation.acknowledged)[::20]:
            assert len((await client.get(f"{installation.motions}/{motion_id}")).json()["points"]) == 1
    return kept
