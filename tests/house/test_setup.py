"""The set-up keeps its promises: one set of pins, no addresses, nothing third-party in git, assets in the wheel."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from api.assets import hook
from tests.support.project import PYPROJECT, ROOT, RUN, debian_packages, tracked

CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
EXTRAS = PYPROJECT["project"]["optional-dependencies"]


def test_what_the_build_needs_is_pinned_alike_in_all_places() -> None:
    asked_for = [*PYPROJECT["build-system"]["requires"], *hook.NEEDS]

    assert sorted(EXTRAS["build"]) == sorted(asked_for)
    for pin in asked_for:
        assert re.sub(r"\[.*]", "", pin) in CONSTRAINTS.splitlines()


def test_every_dependency_is_pinned() -> None:
    wanted = [*PYPROJECT["project"]["dependencies"], *EXTRAS["test"]]
    names = {re.split(r"[\[<>=;]", line)[0] for line in wanted}
    pinned = {line.split("==")[0] for line in CONSTRAINTS.splitlines() if "==" in line}

    assert names - pinned == set()


def test_the_pins_name_no_address() -> None:
    assert "://" not in CONSTRAINTS


def test_the_npm_lock_has_checksums_and_no_addresses() -> None:
    packages = json.loads((ROOT / "api/assets/package-lock.json").read_text())["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}

    assert {"node_modules/@kern-ux/native", "node_modules/rtlcss", "node_modules/axe-core"} <= set(fetched)
    assert [name for name, entry in fetched.items() if "resolved" in entry or not entry.get("integrity")] == []


def test_what_the_hook_writes_is_packed_and_not_in_git() -> None:
    artifacts = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["artifacts"]

    written = [folder.relative_to(ROOT).as_posix() for folder in (hook.OUT, hook.PAPER)]

    assert sorted(artifacts) == sorted(f"{folder}/**" for folder in written)
    assert tracked(*written, "api/assets/node_modules") == []


def test_the_assets_are_there_after_set_up() -> None:
    pages, paper = (set(_files(folder)) for folder in (hook.OUT, hook.PAPER))

    assert {"kern.css", "kern.rtl.css", "fonts.css", "kern.LICENSE.md", "fonts/LICENSE.txt"} <= pages
    assert {"fira-400.ttf", "fira-400-italic.ttf", "fira-600.ttf", "LICENSE.txt"} == paper
    assert (hook.MODULES / "axe-core/axe.min.js").exists()


def test_the_page_fonts_are_named_by_the_style_sheet_and_small() -> None:
    css = (hook.OUT / "fonts.css").read_text()

    named = set(re.findall(r'url\("([^"]+)"\)', css))

    assert named == {f"fonts/{name}" for name in _files(hook.OUT / "fonts") if name.endswith(".woff2")}
    assert css.count("font-display:swap") == len(named)
    latin = [(hook.OUT / name).stat().st_size for name in named if name.endswith("-latin.woff2")]
    assert len(latin) == 2
    assert sum(latin) < 45_000


@pytest.mark.slow
def test_the_wheel_carries_everything_and_imports_from_elsewhere(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
        archive.extractall(tmp_path / "site")

    for folder in (hook.OUT, hook.PAPER):
        assert {f"{folder.relative_to(ROOT)}/{name}" for name in _files(folder)} <= packed
    only_for_the_build = r"api/assets/(hook\.py|package.*\.json|\.npmrc)|.*/\.git\w+"
    ours = {name for name in tracked("beirat", "documents", "api") if (ROOT / name).exists()}
    assert {name for name in ours - packed if not re.fullmatch(only_for_the_build, name)} == set()
    assert not any("node_modules" in name for name in packed)
    ask = [sys.executable, "-c", "import api, beirat, documents; print(api.__file__)"]
    elsewhere = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    said = subprocess.run(ask, cwd=tmp_path, env=elsewhere, check=True, capture_output=True, text=True).stdout
    assert said.strip() == str(tmp_path / "site/api/__init__.py")


@pytest.mark.slow
def test_setting_up_twice_does_nothing_the_second_time() -> None:
    subprocess.run([ROOT / "run", "setup"], check=True, capture_output=True)

    start = time.monotonic()
    again = subprocess.run([ROOT / "run", "setup"], check=True, capture_output=True, text=True)

    assert (again.stdout, again.stderr) == ("", "")
    assert time.monotonic() - start < 3


def test_one_line_says_what_an_administrator_should_install(tmp_path: Path) -> None:
    programs = _a_system_without_python_and_without_rights(tmp_path)

    said = subprocess.run([tmp_path / "run"], env={"PATH": str(programs)}, capture_output=True, text=True)

    assert said.returncode == 1
    assert said.stdout == ""
    assert said.stderr.splitlines() == [
        "run: please have an administrator type:  apt-get install --no-install-recommends python3 python3-venv"
    ]


def test_the_two_lists_of_debian_packages_are_those_of_the_design() -> None:
    assert debian_packages("setup") == {
        "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig", "fonts-noto-core",
    }  # fmt: skip
    assert debian_packages("test") == {"chromium-headless-shell", "libatomic1", "default-jdk-headless", "libjaxb-java"}


@pytest.mark.parametrize("word", ["setup", "test", "check", "bench", "lock"])
def test_the_script_explains_each_of_its_words(word: str) -> None:
    explained = [line for line in RUN.splitlines() if line.startswith("# ./run ")]

    assert any(line.startswith(f"# ./run {word} ") for line in explained)
    assert re.search(rf"^  {word}\)", RUN, re.MULTILINE)


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _a_system_without_python_and_without_rights(folder: Path) -> Path:
    """A copy of ./run beside almost nothing: a few programs, an apt-get that must not be called, a plain user."""
    shutil.copy(ROOT / "run", folder / "run")
    (folder / "api").mkdir()
    programs = folder / "bin"
    programs.mkdir()
    for name in ("dirname", "readlink", "cat", "flock", "sh"):
        (programs / name).symlink_to(shutil.which(name) or f"/usr/bin/{name}")
    for name, answer in {"id": "echo 1000", "apt-get": "exit 9"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{answer}\n")
        (programs / name).chmod(0o755)
    return programs
