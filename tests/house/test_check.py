"""What ./run check asks is part of the suite: format, lint, types and who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import ROOT

TOOLS = Path(sys.executable).parent
CHECKS = {
    "the format": ["ruff", "format", "--check", "."],
    "the lint rules": ["ruff", "check", "."],
    "the types": ["mypy"],
    "the import contract": ["lint-imports", "--no-logo"],
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", CHECKS)
def test_the_code_keeps(rule: str) -> None:
    program, *arguments = CHECKS[rule]

    said = subprocess.run([TOOLS / program, *arguments], cwd=ROOT, capture_output=True, text=True)

    assert said.returncode == 0, f"\n{said.stdout}{said.stderr}"
