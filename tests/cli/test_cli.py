"""The command line as it is typed, on a data folder of its own."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from api.cli import main
from tests.support.project import ROOT

INIT = {
    "slug": "probe",
    "name": "Landkreis Probe",
    "land": "HE",
    "board": "Migrationsbeirat",
    "seats": "15",
    "term-start": "2024-06-01",
    "term-end": "2029-05-31",
    "coordinator": "Landratsbüro",
    "email": "geschaeftsstelle@probe.example",
    "admin-login": "technik@probe.example",
    "admin-name": "Technik",
}


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def beirat(*words: str, data: Path, stdin: str = "") -> Said:
    """Runs a command as it is typed."""
    out, err, usual = io.StringIO(), io.StringIO(), os.umask(0o022)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in [name for name in os.environ if name.startswith("BEIRAT_")]:
            patch.delenv(name)
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        code = main([*words, "--data", str(data)])
        os.umask(usual)
    return Said(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one district."""
    data = tmp_path_factory.mktemp("installed")
    words = [word for name, value in INIT.items() for word in (f"--{name}", value)]
    said = beirat("init", *words, data=data)
    assert said.code == 0, said.err
    return data


def test_a_district_is_set_up_once(installed: Path) -> None:
    words = [word for name, value in INIT.items() for word in (f"--{name}", value)]

    said = beirat("init", *words, data=installed)

    assert said.code == 1
    assert said.err == "beirat: Den Landkreis probe gibt es schon.\n"


@pytest.mark.parametrize(
    "change",
    [{"slug": "api"}, {"slug": "Groß"}, {"seats": "viele"}, {"term-end": "gestern"}, {"term-end": "2020-01-01"}],
)
def test_a_district_that_cannot_be_is_refused_in_one_line(tmp_path: Path, change: dict[str, str]) -> None:
    words = [word for name, value in (INIT | change).items() for word in (f"--{name}", value)]

    said = beirat("init", *words, data=tmp_path)

    assert said.code == 1
    assert said.err.count("\n") == 1


def test_what_is_kept_is_readable_for_nobody_else_on_the_machine(tmp_path: Path) -> None:
    data = tmp_path / "neu" / "data"
    words = [word for name, value in INIT.items() for word in (f"--{name}", value)]

    beirat("init", *words, data=data)

    kept = [data, *data.rglob("*")]
    assert {"data", "beirat.sqlite", "secret"} <= {path.name for path in kept}
    assert [path for path in kept if path.stat().st_mode & 0o077] == []


def test_an_account_is_added_with_a_password_from_standard_input(installed: Path) -> None:
    words = ["account", "add", "office@probe.example", "--name", "Kim", "--role", "office", "--password-stdin"]

    weak = beirat(*words, data=installed, stdin="passwort\n")
    good = beirat(*words, data=installed, stdin="drei Birnen im Regen\n")
    twice = beirat(*words, data=installed, stdin="drei Birnen im Regen\n")

    assert "zu kurz" in weak.err
    assert good.out == "Konto office@probe.example ist angelegt.\n"
    assert twice.code == 1


def test_a_list_is_imported_whole_or_not_at_all(installed: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("E-Mail;Name;Rolle\na@probe.example;Anna;Mitglied\nb@probe.example;Bert;Vorsitz\n")
    bad.write_text("E-Mail;Name;Rolle\nc@probe.example;Carla;Mitglied\nnichts;Dora;Mitglied\n")

    refused = beirat("account", "import", str(bad), data=installed)
    made = beirat("account", "import", str(good), data=installed)
    again = beirat("account", "import", str(good), data=installed)

    assert refused.code == 1
    assert "nichts" in refused.out
    assert "c@probe.example" not in refused.out
    assert made.code == 0, made.err
    assert again.code == 1


def test_the_doctor_finds_an_installation_well(installed: Path) -> None:
    for said in (beirat("doctor", data=installed), beirat("doctor", "--mend", data=installed)):
        assert said.code == 0, said.out + said.err
        assert "FEHLER" not in said.out


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_the_clock_is_not_moved_for_real_data(installed: Path, command: str) -> None:
    said = beirat(command, "--today", "2026-01-01", data=installed)

    assert said.code == 1
    assert said.err.startswith("beirat: --today verstellt die Uhr nur bei Beispieldaten")
    assert said.err.count("\n") == 1


def test_sample_data_never_go_beside_real_ones(installed: Path) -> None:
    said = beirat("demo", "--port", str(_free_port()), data=installed)

    assert said.code == 1
    assert "echte Daten" in said.err


def test_the_description_for_programs_is_printed(installed: Path) -> None:
    said = beirat("openapi", data=installed)

    assert json.loads(said.out)["openapi"].startswith("3.1")


def test_a_port_that_is_taken_is_said_in_one_line(installed: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        said = beirat("serve", "--port", str(taken.getsockname()[1]), data=installed)

    assert said.code == 1
    assert "läuft schon etwas" in said.err


@pytest.fixture
def server(installed: Path) -> Iterator[tuple[str, float]]:
    """A served installation: its address, and how many seconds it took to answer."""
    port, began = _free_port(), time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "serve", "--port", str(port), "--data", str(installed)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not name.startswith("BEIRAT_")},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while not _answers(address):
            assert process.poll() is None
            assert time.monotonic() - began < 30
        yield address, time.monotonic() - began
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=1).status_code == 200
    except httpx.HTTPError:
        time.sleep(0.05)
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.slow
def test_a_served_district_answers_signs_in_and_sends_its_letters(server: tuple[str, float], installed: Path) -> None:
    address, _ = server

    page = httpx.get(f"{address}/probe/intern/anmelden")
    until = time.monotonic() + 15
    while not list((installed / "mail").glob("*.eml")) and time.monotonic() < until:
        time.sleep(0.2)

    assert "Anmelden" in page.text
    assert "set-cookie" not in page.headers
    assert page.headers.get("server") is None
    assert any("technik@probe.example" in path.read_text() for path in (installed / "mail").glob("*.eml"))
