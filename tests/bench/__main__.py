"""``./run bench``: CPU of the server per request, for our public list and for the least that it could cost.

Everything is measured in turns on the same machine, so that the ratios hold where the absolute figures do not. Then
the history of a long case (``tests.bench.history``), and lists alone and among many neighbours (``tests.bench.lists``,
which says what may be asked for).
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count, repeat
from pathlib import Path
from statistics import median
from uuid import UUID

from beirat import migrations
from beirat.database import Database
from tests.bench import evening, history, lists
from tests.bench.district import SLUG, fill
from tests.bench.evening import Writer
from tests.bench.server import Caller, Callers, Server, free_port, running

RECOMMENDATIONS = 400
WRITERS = 10
ROUNDS = 7
AS_IT_IS = {"Accept_Encoding": "identity"}
COMMAND = "from api.cli import main; raise SystemExit(main())"
LIST = f"/{SLUG}/de/empfehlungen"
JSON_LIST = f"/api/v1/bodies/{SLUG}/public/recommendations"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="beirat-bench-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'beirat.sqlite'}"
        body_id, meeting_id, items = asyncio.run(_fill(url))
        ports = free_port(), free_port()
        os.environ["BEIRAT_SECRET"] = "only for measuring"
        os.environ.pop("BEIRAT_DATABASE_URL", None)
        ours = ("-c", COMMAND, "serve", "--data", folder, "--port", str(ports[0]))
        least = ("-m", "tests.bench.baseline", url, str(body_id), str(ports[1]))
        with (
            running(*ours, port=ports[0], path="/health") as server,
            running(*least, port=ports[1], path="/trivial") as baseline,
        ):
            costs = _measure(server, baseline) | _measure_writing(server, baseline, meeting_id, items)
            _report(costs, server)
    return max(history.main(), lists.main(sys.argv[1:]))


async def _fill(url: str) -> tuple[UUID, UUID, list[UUID]]:
    """The district, its running meeting, and the items under which somebody writes."""
    await migrations.upgrade(url)
    database = Database(url)
    try:
        body_id = await fill(database, number=RECOMMENDATIONS, today=date.today())  # noqa: DTZ011
        return body_id, *await evening.fill(database, body_id, items=WRITERS)
    finally:
        await database.close()


@dataclass(frozen=True)
class Turn:
    """What is asked of whom, how often in a round by each connection, and what must come."""

    server: Server
    callers: Callers
    paths: Iterator[str]
    times: int
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def cost(self) -> float:
        """Seconds of CPU per request."""
        before = self.server.cpu()
        heard = self.callers.get(self.paths, self.times, **self.headers)
        if heard != {self.status}:
            raise SystemExit(f"{next(self.paths)} answered {heard}, not {self.status}")
        return (self.server.cpu() - before) / (self.times * len(self.callers))


def _measure(server: Server, baseline: Server) -> dict[str, float]:
    """The median of several rounds, in which everything takes its turn."""
    ours, least = Callers(server.port), Callers(baseline.port)
    with Caller(server.port) as caller:
        tag = caller.get(LIST)[1]["etag"]
    turns = {
        "a": Turn(baseline, least, repeat("/trivial"), 60),
        "health": Turn(server, ours, repeat("/health"), 60),
        "b": Turn(server, ours, repeat(LIST), 60),
        "304": Turn(server, ours, repeat(LIST), 60, 304, {"If_None_Match": tag}),
        "c": Turn(server, ours, (f"{LIST}?fresh={n}" for n in count()), 4, 200, AS_IT_IS),
        "d": Turn(baseline, least, repeat("/list"), 4, 200, AS_IT_IS),
        "e": Turn(server, ours, (f"{JSON_LIST}?fresh={n}" for n in count()), 4, 200, AS_IT_IS),
    }
    costs = [{name: turn.cost() for name, turn in turns.items()} for _ in range(ROUNDS + 1)]
    ours.close()
    least.close()
    return {name: median(each[name] for each in costs[1:]) for name in turns}


def _measure_writing(server: Server, baseline: Server, meeting_id: UUID, items: list[UUID]) -> dict[str, float]:
    """A text that saves itself, beside a form that only looks its login up; one after the other, as people write."""
    secret = os.environ["BEIRAT_SECRET"].encode()
    path = f"/{SLUG}/intern/sitzungen/{meeting_id}/fuehren/{{}}/verlauf/von-selbst"
    places = {
        "f": (baseline, [Writer(baseline.port, "/trivial", secret) for _ in items]),
        "g": (server, [Writer(server.port, path.format(item), secret) for item in items]),
    }
    costs = [{name: _saving(*place) for name, place in places.items()} for _ in range(ROUNDS + 1)]
    for _, writers in places.values():
        for writer in writers:
            writer.close()
    return {name: median(each[name] for each in costs[1:]) for name in places}


def _saving(server: Server, writers: list[Writer], times: int = 6) -> float:
    """Seconds of CPU for each text that is sent."""
    before = server.cpu()
    heard = {writer.save() for _ in range(times) for writer in writers}
    if heard != {200}:
        raise SystemExit(f"a text that saves itself was answered {heard}")
    return (server.cpu() - before) / (times * len(writers))


def _report(costs: dict[str, float], server: Server) -> None:
    lines = (
        ("(a) Litestar and nothing else", "a", "", 0.0),
        ("    our own trivial page", "health", "a", 0.0),
        ("(b) our public list, from the cache", "b", "a", 0.6),
        ("    the same, unchanged (304)", "304", "a", 0.4),
        ("(c) our public list of 50, made anew", "c", "d", 1.3),
        ("(d) the same rows, one select, bare page", "d", "", 0.0),
        ("(e) JSON list of 50, made anew", "e", "d", 0.0),
        ("(f) a form that looks its login up", "f", "", 0.0),
        ("(g) a text that saves itself", "g", "f", 4.0),
    )
    print(f"\n{'CPU of the server per request':42} {'µs':>7}  ratio")
    for words, name, beside, aim in lines:
        ratio = f"{costs[name] / costs[beside]:5.2f} × ({beside})" if beside else ""
        print(f"{words:42} {costs[name] * 1e6:7.0f}  {ratio:12}{_aim(costs, name, beside, aim)}")
    print(f"\nready after {server.ready:.1f} s{_against(server.ready, 4)}")
    print(f"memory {server.memory():.0f} MB{_against(server.memory(), 180)}")


def _aim(costs: dict[str, float], name: str, beside: str, aim: float) -> str:
    return _against(costs[name] / costs[beside], aim) if aim else ""


def _against(value: float, aim: float) -> str:
    return f"  (aim {aim:g}: {'reached' if value <= aim else 'MISSED'})"


if __name__ == "__main__":
    sys.exit(main())
