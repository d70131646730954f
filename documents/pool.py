"""Warmed worker processes that print documents: within limits of memory, processor and time, and killable.

The server imports this module and not WeasyPrint: the printing happens in `worker`.
"""

import asyncio
import contextlib
import os
import pickle
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from documents import worker
from documents.errors import FactsRefused, Failure, RenderFailed
from documents.facts import Document

ROOT = Path(__file__).parent.parent
OUT_OF_TIME = -signal.SIGXCPU
# what a worker may know of our environment: no addresses, no secrets
ENVIRONMENT = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"}
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost, and after how many a worker is replaced."""

    memory: int = 1 << 30  # bytes of address space
    cpu_seconds: int = 30
    wall_seconds: float = 60
    start_seconds: float = 60
    documents_per_worker: int = 200


class Pool:
    """Up to `size` workers; they start with the first document and end with `close`."""

    def __init__(self, size: int = 2, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._places = asyncio.Semaphore(size)
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._is_closed = False

    async def render(self, facts: Document) -> bytes:
        """One document as PDF. Raises `FactsRefused` or `RenderFailed`; if the caller gives up, the worker is ended."""
        async with self._places, self._worker() as hand:
            return await hand.print(facts)

    async def warm(self) -> None:
        """Starts one worker ahead of the first document."""
        async with self._places, self._worker():
            pass

    async def close(self) -> None:
        """Ends all workers, also busy ones; documents asked for from now on fail with `closed`."""
        self._is_closed = True
        hands, self._idle = [*self._idle, *self._busy], []
        for hand in hands:
            await hand.end()

    async def __aenter__(self) -> "Pool":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @asynccontextmanager
    async def _worker(self) -> "AsyncIterator[_Worker]":
        """A warm worker, taken from the idle ones or started; afterwards idle again, or ended if it may not go on."""
        if self._is_closed:
            raise RenderFailed(Failure.CLOSED)
        hand = next((idle for idle in self._idle if idle.may_go_on), None) or _Worker(self.limits)
        self._idle = [idle for idle in self._idle if idle.may_go_on and idle is not hand]
        self._busy.add(hand)
        try:
            await hand.start()
            yield hand
        finally:
            self._busy.discard(hand)
            if hand.may_go_on and not self._is_closed:
                self._idle.append(hand)
            else:
                await hand.end()


class _Worker:
    """One worker process, seen from the server."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process: asyncio.subprocess.Process | None = None
        self.printed = 0
        self.is_spent = False

    @property
    def may_go_on(self) -> bool:
        """Whether it is alive, unharmed, and has not printed its share yet."""
        is_alive = self.process is not None and self.process.returncode is None
        return is_alive and not self.is_spent and self.printed < self.limits.documents_per_worker

    async def start(self) -> None:
        """Starts the process and waits until it is warm; does nothing if it is."""
        if self.process is not None:
            return
        words = ("-m", "documents.worker", str(self.limits.memory), str(self.limits.cpu_seconds))
        kept = {name: value for name, value in os.environ.items() if name in ENVIRONMENT}
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdin=PIPE, stdout=PIPE, cwd=ROOT, env=kept
        )
        await self._ask(b"", within=self.limits.start_seconds)

    async def print(self, facts: Document) -> bytes:
        """Has one document printed; a worker that dies, hangs or is abandoned is never used again."""
        job = pickle.dumps(facts)
        kind, content = await self._ask(worker.LENGTH.pack(len(job)) + job, within=self.limits.wall_seconds)
        self.printed += 1
        if kind == worker.PRINTED:
            return content
        code, _, where = content.decode().partition("\n")
        if kind == worker.REFUSED:
            raise FactsRefused(code, where)
        self.is_spent = code == Failure.TOO_LARGE  # its memory is used up
        raise RenderFailed(code, where)

    async def _ask(self, job: bytes, within: float) -> tuple[bytes, bytes]:
        self.is_spent = True  # until it has answered
        try:
            async with asyncio.timeout(within):
                answer = await self._exchange(job)
        except TimeoutError:
            raise RenderFailed(Failure.TOO_SLOW) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise await self._death() from None
        self.is_spent = False
        return answer

    async def _exchange(self, job: bytes) -> tuple[bytes, bytes]:
        process = cast("asyncio.subprocess.Process", self.process)
        jobs, answers = cast("asyncio.StreamWriter", process.stdin), cast("asyncio.StreamReader", process.stdout)
        jobs.write(job)
        kind = await answers.readexactly(1)
        (length,) = worker.LENGTH.unpack(await answers.readexactly(worker.LENGTH.size))
        return kind, await answers.readexactly(length)

    async def _death(self) -> RenderFailed:
        code = await self.process.wait() if self.process else 0
        return RenderFailed(Failure.TOO_SLOW if code == OUT_OF_TIME else Failure.WORKER_DIED, f"exit {code}")

    async def end(self) -> None:
        """Ends the process at once and waits until it is gone."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
