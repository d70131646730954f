"""The bench itself: that it runs to its end and says a figure for everything it measures."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tests.support.project import ROOT

pytestmark = [pytest.mark.load, pytest.mark.slow]


async def test_the_bench_measures_everything_and_ends() -> None:
    bench = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench", "--copies", "5", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )

    said = (await asyncio.wait_for(bench.communicate(), timeout=180))[0].decode()

    assert bench.returncode == 0
    named = ("(a)", "(b)", "304", "(c)", "(d)", "(e)", "(f)", "(g)", "among", "figures")
    assert [name for name in named if name not in said] == []
    assert said.count("(aim ") == 6 + 6
