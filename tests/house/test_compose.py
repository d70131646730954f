"""The container set-up says the same as ./run; read here as text and data, since tests have no Docker."""

from __future__ import annotations

import fnmatch
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.cli import parser
from beirat.settings import read_settings
from tests.support.project import COMPOSE, PYPROJECT, ROOT, debian_packages

SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
INLINE: str = SERVICES["app"]["build"]["dockerfile_inline"]
OURS = ["app", "worker"]


def test_there_are_the_app_a_worker_and_a_database() -> None:
    assert set(SERVICES) == {"app", "worker", "database"}
    assert SERVICES["worker"]["image"] == SERVICES["app"]["image"]
    assert "build" not in SERVICES["worker"]


def test_the_inline_file_has_no_dollar_sign_for_compose_to_fill_in() -> None:
    assert "$" not in INLINE


def test_the_image_installs_the_same_debian_packages_as_the_script() -> None:
    [installed] = re.findall(r"apt-get install -y --no-install-recommends ([^&]+) &&", INLINE)

    assert set(installed.split()) == debian_packages("setup")


def test_every_image_has_a_version() -> None:
    named = [*re.findall(r"^FROM (\S+)", INLINE, re.MULTILINE), *(service["image"] for service in SERVICES.values())]

    assert [image for image in named if not re.search(r":\d", image)] == []
    assert SERVICES["app"]["image"] == f"beirat:{PYPROJECT['project']['version']}"


def test_the_image_takes_its_packages_from_the_pins(tmp_path: Path) -> None:
    [program] = re.findall(r'python -c "(.+)" &&', INLINE)

    subprocess.run([sys.executable, "-c", program.replace("/tmp/", f"{tmp_path}/")], cwd=ROOT, check=True)

    assert (tmp_path / "app").read_text().splitlines() == PYPROJECT["project"]["dependencies"]
    assert (tmp_path / "build").read_text().splitlines() == PYPROJECT["project"]["optional-dependencies"]["build"]
    for list_of_packages in ("/tmp/app", "/tmp/build"):
        assert f"-c constraints.txt -r {list_of_packages}" in INLINE


def test_what_the_image_copies_is_let_through_and_nothing_else_is() -> None:
    lines = (ROOT / ".dockerignore").read_text().split()
    let_through = {line.removeprefix("!").rstrip("/") for line in lines if line.startswith("!")}

    assert lines[0] == "*"
    assert let_through == {"pyproject.toml", "constraints.txt", PYPROJECT["project"]["readme"], *_packages()}
    for generated in ("api/static/vendor", "api/assets/node_modules", "documents/fonts"):
        assert any(fnmatch.fnmatch(generated, line) for line in lines[1:])


@pytest.mark.parametrize("service", OURS)
def test_every_setting_that_compose_passes_is_read(service: str) -> None:
    settings = (ROOT / "beirat/settings.py").read_text(encoding="utf-8")
    passed = [name for name in SERVICES[service]["environment"] if name.startswith("BEIRAT_")]

    assert "BEIRAT_DATABASE_URL" in passed
    assert [name for name in passed if f'"{name}"' not in settings] == []


@pytest.mark.parametrize("service", OURS)
def test_the_command_of_each_service_is_one_of_the_command_line(service: str) -> None:
    [command] = SERVICES[service]["command"]

    known, unknown = (_asked_for_help(word) for word in (command, f"no-{command}"))

    assert known == 0
    assert unknown != 0


def test_the_app_is_healthy_when_an_address_it_serves_answers(tmp_path: Path) -> None:
    app = create_app(read_settings(data=tmp_path))

    [path] = re.findall(r"http://127\.0\.0\.1:8000(/\w+)", " ".join(SERVICES["app"]["healthcheck"]["test"]))

    assert path in {route.path for route in app.routes}


@pytest.mark.parametrize("service", OURS)
def test_a_break_in_finds_no_rights_and_nothing_to_write_to(service: str) -> None:
    ours = SERVICES[service]

    assert ours["read_only"] is True
    assert ours["cap_drop"] == ["ALL"]
    assert ours["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in ours
    assert INLINE.rindex("USER beirat") > INLINE.rindex("FROM ")


def test_only_the_app_is_reachable_and_only_from_this_machine() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert list(published) == ["app"]
    assert all(port.startswith("127.0.0.1:") for port in published["app"])


def _packages() -> list[str]:
    return list(PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])


def _asked_for_help(command: str) -> int:
    start = [sys.executable, "-c", "from api.cli import main; main()", command, "--help"]
    return subprocess.run(start, cwd=ROOT, capture_output=True).returncode


def test_the_worker_is_healthy_when_the_doctor_says_so() -> None:
    beirat, *words = SERVICES["worker"]["healthcheck"]["test"][1:]

    assert beirat == "beirat"
    assert parser().parse_args(words).worker
