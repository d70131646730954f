"""The project's own files, read as facts: what the set-up, the image and the package say about themselves."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
RUN = (ROOT / "run").read_text(encoding="utf-8")


def debian_packages(of: str) -> set[str]:
    """The Debian packages in one of the two lists of ./run, "setup" or "test", without the one named after Python."""
    [block] = re.findall(rf"^{of} = {{\n(.*?)^}}", RUN, re.MULTILINE | re.DOTALL)
    return set(re.findall(r'^    "([a-z0-9.+-]+)":', block, re.MULTILINE))


def tracked(*folders: str) -> list[str]:
    """Paths of the files that git keeps below the folders; skips the test where there is no git to ask."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("which files are ours cannot be asked: no git, or not a clone")
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()
