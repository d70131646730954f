"""The description of the interface at its word: every operation is asked with made-up input, right and wrong.

No answer may be a mistake of ours, and each must be one that the description announces, in the form that it announces.
The same input every time, on the sample district; ids are those of things that are there.
"""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID
from zlib import crc32

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.demo.people import LOGINS, PASSWORD, address
from api.passwords import Passwords
from beirat.settings import Settings
from tests.given import StoppedClock
from tests.support.installation import PATIENCE, Server
from tests.support.tripwire import watch

pytestmark = pytest.mark.slow

EXAMPLES = 4
LEFT_OUT = ("/login-sessions/current", "/minutes/print")
"""What would end the login of all that follow, and what takes seconds."""

ASKING = ("vorsitz", "geschaeftsstelle", "landratsbuero", "soziales", "technik")
TABLES = {
    "check_id": "rule_check",
    "objection_id": "minutes_objection",
    "promise_id": "oral_promise",
    "break_id": "meeting_break",
    "conflict_id": "conflict_of_interest",
    "day_id": "special_day",
    "entry_id": "attendance",
    "item_id": "agenda_item",
    "row_id": "meeting_guest",
    "task_id": "board_task",
    "unit_id": "organization",
}
PROMISES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@dataclass(frozen=True)
class Asker:
    """Asks as one of several people about things that are there; which, follows from the made-up input."""

    site: str
    headers: tuple[dict[str, str], ...]
    database: Path

    def ids(self, name: str) -> list[str]:
        table = TABLES.get(name, name.removesuffix("_id"))
        with sqlite3.connect(self.database) as db:
            return [str(UUID(row[0])) for row in db.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 20")]  # noqa: S608

    def known(self, name: str, number: int) -> str:
        """What stands in an address: mostly something that is there."""
        match name:
            case "slug":
                return "musterland"
            case "number" | "sequence":
                return str(number % 4)
            case "key":
                return ("2026-001", "2025-s1", "2026-999", "nichts")[number % 4]
            case "year":
                return str(2025 + number % 3)
            case "occasion":
                return ("everywhere", "motion", "nichts")[number % 3]
            case "kind":
                return ("guest", "break", "nichts")[number % 3]
            case _:
                found = self.ids(name)
                return found[number % len(found)] if found else str(UUID(int=number))

    def ask(self, case: Any) -> str | None:
        """What is wrong with the answer; None if nothing is."""
        number = crc32(repr((case.path_parameters, case.query, case.body)).encode(errors="replace"))
        case.path_parameters = {name: self.known(name, number) for name in case.path_parameters}
        if isinstance(case.body, dict) and "version" in case.body and number % 3:
            case.body["version"] = 1 + number % 5
        answer = case.call(base_url=self.site, headers=self.headers[number % len(self.headers)])
        try:
            case.validate_response(answer, checks=PROMISES)
        except FailureGroup as wrong:
            return f"{case.method} {case.path}: {wrong.exceptions[0]}"
        return None


def asked(asker: Asker, mode: GenerationMode) -> tuple[int, list[str]]:
    """How often something was asked, and everything that was wrong."""
    number, faults = 0, []
    for found in schemathesis.openapi.from_url(f"{asker.site}/schema").get_all_operations():
        operation = found.ok()
        if operation.path.endswith(LEFT_OUT):
            continue

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            nonlocal number
            number += 1
            faults.extend(filter(None, [asker.ask(case)]))

        with suppress(Unsatisfiable):  # where nothing is entered, nothing can be entered wrong
            ask()
    return number, faults


@asynccontextmanager
async def served(sample: Settings, passwords: Passwords) -> AsyncIterator[str]:
    """The sample district on a port of its own; gives the address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = create_app(sample, clock=StoppedClock(), passwords=passwords)
        server = Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        async with asyncio.timeout(PATIENCE):
            await server.listens.wait()
        watch(app.state.database.engine)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await running


async def signed_in(site: str) -> AsyncIterator[dict[str, str]]:
    async with httpx.AsyncClient(base_url=site) as client:
        for login in (login for login in LOGINS if login.login in ASKING):
            form = {"login": address(login.login), "password": PASSWORD}
            answer = await client.post("/api/v1/bodies/musterland/login-sessions", json=form)
            yield {"Authorization": f"Bearer {answer.json()['token']}"}


@pytest.mark.parametrize("mode", GenerationMode)
async def test_every_operation_answers_as_it_is_described(
    sample_settings: Settings, passwords: Passwords, mode: GenerationMode
) -> None:
    async with served(sample_settings, passwords) as site:
        headers = tuple([header async for header in signed_in(site)])
        asker = Asker(site, headers, sample_settings.data / "beirat.sqlite")

        number, faults = await asyncio.to_thread(asked, asker, mode)

    assert len(headers) == len(ASKING)
    assert number > 200
    assert faults == []
