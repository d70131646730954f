"""The workers: limits, death, and the server that stays small."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from documents.errors import FactsRefused, Failure, Refusal, RenderFailed
from documents.facts import AgendaItem, Edition
from documents.pool import Limits, Pool
from tests.documents import example

ROOT = Path(__file__).parents[2]


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[Pool]:
    async with Pool(1) as made:
        yield made


def long_minutes(pages: int) -> object:
    course = "\n\n".join([example.COURSE] * pages)
    return example.minutes(items=(AgendaItem(number="1", heading="Lang", course=course),))


async def test_a_document_is_printed_and_the_worker_kept(pool: Pool) -> None:
    first = await pool.render(example.invitation())
    (worker,) = pool._idle

    second = await pool.render(example.invitation())

    assert first == second
    assert first.startswith(b"%PDF")
    assert pool._idle == [worker]


async def test_refused_facts_come_back_with_their_code(pool: Pool) -> None:
    with pytest.raises(FactsRefused) as refused:
        await pool.render(example.minutes(edition=Edition.PUBLIC))

    assert refused.value.code == Refusal.NO_HEADCOUNT


async def test_a_killed_worker_is_a_clear_error_and_the_next_document_is_printed(pool: Pool) -> None:
    await pool.warm()
    busy = asyncio.create_task(pool.render(long_minutes(60)))  # type: ignore[arg-type]
    await asyncio.sleep(0.3)
    (worker,) = pool._busy
    assert worker.process
    os.kill(worker.process.pid, signal.SIGKILL)

    with pytest.raises(RenderFailed) as failed:
        await busy

    assert failed.value.code == Failure.WORKER_DIED
    assert await pool.render(example.invitation())


async def test_a_worker_that_died_idle_is_replaced_unnoticed(pool: Pool) -> None:
    await pool.warm()
    (worker,) = pool._idle
    assert worker.process
    os.kill(worker.process.pid, signal.SIGKILL)
    await worker.process.wait()

    assert await pool.render(example.invitation())


async def test_a_document_that_takes_too_long_ends_its_worker() -> None:
    async with Pool(1, Limits(wall_seconds=1)) as pool:
        await pool.warm()

        with pytest.raises(RenderFailed) as failed:
            await pool.render(long_minutes(400))  # type: ignore[arg-type]

        assert failed.value.code == Failure.TOO_SLOW
        assert await pool.render(replace(example.invitation(), items=()))


async def test_a_document_that_computes_too_long_ends_its_worker() -> None:
    async with Pool(1, Limits(cpu_seconds=1)) as pool:
        with pytest.raises(RenderFailed) as failed:
            await pool.render(long_minutes(400))  # type: ignore[arg-type]

    assert failed.value.code == Failure.TOO_SLOW


async def test_a_document_that_needs_too_much_memory_fails_cleanly() -> None:
    async with Pool(1, Limits(memory=170 << 20, cpu_seconds=60)) as pool:
        with pytest.raises(RenderFailed) as failed:
            await pool.render(long_minutes(400))  # type: ignore[arg-type]

    assert failed.value.code in {Failure.TOO_LARGE, Failure.WORKER_DIED}


async def test_giving_up_ends_the_worker_at_once(pool: Pool) -> None:
    await pool.warm()
    given_up = asyncio.create_task(pool.render(long_minutes(400)))  # type: ignore[arg-type]
    await asyncio.sleep(0.2)
    (worker,) = pool._busy

    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)

    assert worker.process
    assert worker.process.returncode == -signal.SIGKILL
    assert not pool._busy
    assert not pool._idle


async def test_a_worker_is_replaced_after_its_share() -> None:
    async with Pool(1, Limits(documents_per_worker=1)) as pool:
        await pool.render(example.invitation())

        assert not pool._idle


async def test_a_closed_pool_has_no_processes_and_prints_no_more() -> None:
    pool = Pool(2)
    await asyncio.gather(pool.render(example.invitation()), pool.render(example.invitation()))
    workers = list(pool._idle)

    await pool.close()

    assert len(workers) == 2
    assert all(worker.process and worker.process.returncode is not None for worker in workers)
    with pytest.raises(RenderFailed) as failed:
        await pool.render(example.invitation())
    assert failed.value.code == Failure.CLOSED


def test_the_servers_side_does_not_import_weasyprint() -> None:
    program = (
        "import sys, documents.pool, documents.minutes, documents.invitation;"
        "print([name for name in ('weasyprint', 'pydyf', 'fontTools', 'PIL') if name in sys.modules])"
    )

    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"


def test_a_worker_knows_nothing_of_the_servers_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEIRAT_DATABASE_URL", "geheim")

    async def environment() -> bytes:
        async with Pool(1) as pool:
            await pool.warm()
            (worker,) = pool._idle
            assert worker.process
            return await asyncio.to_thread(Path(f"/proc/{worker.process.pid}/environ").read_bytes)

    assert b"geheim" not in asyncio.run(environment())
