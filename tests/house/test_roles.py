"""Every route × every role, from one table: what each may open and send, and that nothing happens to anybody else."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from api.app import create_app
from api.auth import COOKIE, csrf_token, hash_of
from api.demo import people as demo
from api.passwords import Passwords
from beirat.database import Database
from beirat.rules.permissions import NO_ACCOUNT, Role
from beirat.settings import Settings
from tests.conftest import living, sample_in
from tests.given import PASSWORD, Given, StoppedClock
from tests.house.role_lines import EVERYBODY, NOBODY, Line
from tests.house.role_stage import EVENING, LOGINS, OBJECTS, Stage
from tests.house.role_table import NEXT_DOOR, TABLE
from tests.support.evening import Evening

pytestmark = pytest.mark.slow

NEIGHBOURHOOD, NEIGHBOUR = "nachbarland", "a neighbour with every role"
WORD = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass
class Theatre:
    """The application on the stage: who is signed in with which token, and the database as it was at first."""

    client: httpx.AsyncClient
    settings: Settings
    live: sqlite3.Connection
    kept: sqlite3.Connection
    tokens: dict[str, str]
    accounts: dict[str, str]

    def object(self, name: str, who: str) -> dict[str, str]:
        """The fields of an object, as it is for this account; for others it is the member's."""
        if not name:
            return {}
        for account in (self.accounts.get(who, ""), self.accounts[Role.MEMBER]):
            cursor = self.kept.execute(OBJECTS[name], {"account": account})
            row = cursor.fetchone()
            if row is not None:
                return {field[0]: _text(field[0], value) for field, value in zip(cursor.description, row, strict=True)}
        raise LookupError(f"there is no object {name!r}")

    def stamp(self) -> int:
        """Another number whenever the application has changed the database."""
        (number,) = self.live.execute("PRAGMA data_version").fetchone()
        return int(number)

    def reset(self) -> None:
        """Everything is as it was at first."""
        self.kept.backup(self.live)

    async def try_out(self, line: Line, who: str, slug: str = demo.SLUG, on: str = "") -> tuple[httpx.Response, bool]:
        """Sends what the line says; the answer, and whether anything is kept that was not before."""
        fields = {"slug": slug, **self.object(line.on, on or who)}
        before = self.stamp()
        self.client.cookies.clear()
        answer = await self.client.request(
            line.method, filled(line.path, fields), **self._sent(line, filled(line.sends, fields), self.tokens.get(who))
        )
        changed = self.stamp() != before
        if changed:
            self.reset()
        return answer, changed

    def _sent(self, line: Line, sends: Any, token: str | None) -> dict[str, Any]:
        """Headers and body: a form with its hidden word, or JSON."""
        if line.is_for_programs:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            return {"headers": headers} | ({"json": sends} if line.method != "GET" else {})
        headers = {"Cookie": f"{COOKIE}={token}"} if token else {}
        csrf = {"_csrf": csrf_token(hash_of(token), self.settings.secret)} if token else {}
        return {"headers": headers} | ({"data": {**sends, **csrf}} if line.method != "GET" else {})


def _text(name: str, value: Any) -> str:
    return str(UUID(value)) if name.endswith("_id") else str(value)


def filled(template: Any, fields: Mapping[str, str]) -> Any:
    """The template with the object's words in place of its braces."""
    match template:
        case str():
            return WORD.sub(lambda word: fields[word[1]], template)
        case Mapping():
            return {name: filled(value, fields) for name, value in template.items()}
        case list():
            return [filled(value, fields) for value in template]
        case _:
            return template


@pytest.fixture(scope="module")
async def theatre(
    sample_folder: Path, tmp_path_factory: pytest.TempPathFactory, passwords: Passwords
) -> AsyncIterator[Theatre]:
    """The sample district with everything that the table speaks of, and a neighbour; everybody is signed in."""
    settings = sample_in(shutil.copytree(sample_folder, tmp_path_factory.mktemp("roles") / "data"))
    database = Database(settings.database_url)
    stage = Stage(database, settings, passwords, {})
    await stage.build()
    neighbour = await settle_next_door(Given(database, StoppedClock(), passwords.hash_now))
    await database.close()

    app = create_app(settings, clock=StoppedClock(EVENING), passwords=passwords)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with living(app), httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        tokens: dict[str, str] = {NEIGHBOUR: await signed_in(client, NEIGHBOURHOOD, neighbour, PASSWORD)}
        for role, login in LOGINS.items():
            tokens[role] = await signed_in(client, demo.SLUG, demo.address(login), demo.PASSWORD)
        file = settings.data / "beirat.sqlite"
        with closing(sqlite3.connect(file)) as live, closing(sqlite3.connect(":memory:")) as kept:
            live.execute("PRAGMA synchronous=OFF")
            live.backup(kept)
            accounts = {role: viewer.account_id.hex for role, viewer in stage.viewers.items()}
            yield Theatre(client, settings, live, kept, tokens, accounts)


async def settle_next_door(given: Given) -> str:
    """Another district with a meeting, and somebody who may do everything there; returns the login."""
    await given.body(NEIGHBOURHOOD)
    neighbour = await given.account(*LOGINS)
    await Evening(given, neighbour, neighbour, []).plan()
    return await given.login_of(neighbour)


async def signed_in(client: httpx.AsyncClient, slug: str, login: str, password: str) -> str:
    """Signs in as a program does; returns the token, which also fits into a browser's cookie."""
    form = {"login": login, "password": password}
    answer = await client.post(f"/api/v1/bodies/{slug}/login-sessions", json=form)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def wanted(line: Line, who: str) -> tuple[set[int], bool]:
    """The statuses that are right for somebody, and whether something must be kept afterwards."""
    if who in line.who or line.who == EVERYBODY:
        return {line.answer}, line.changes
    if who in LOGINS:
        return {403, 404}, False
    if line.unsigned is not None:
        return {line.unsigned}, False
    return {303 if line.is_page and line.method == "GET" else 401}, False


def complaint(line: Line, answer: httpx.Response, changed: bool, who: str) -> str:
    """What is wrong with an answer; nothing if it is as it should be."""
    statuses, changes = wanted(line, who)
    to_login = "/intern/anmelden?weiter=" in answer.headers.get("location", "")
    signed_in = who in LOGINS
    said = f"{line.method} {line.path} ({line.on}): {answer.status_code}"
    if answer.status_code not in statuses or changed != changes or (to_login and signed_in):
        return f"{said}, {'changed' if changed else 'unchanged'}; wanted {statuses}: {told(answer)}"
    return ""


def told(answer: httpx.Response) -> str:
    """The sentences of a refusal, to find out why."""
    if "json" in answer.headers.get("content-type", ""):
        return answer.text[:300]
    return " · ".join(re.findall(r"(?:field-error|kern-alert|error)[^>]*>\s*([^<]{3,120})", answer.text))[:300]


@pytest.mark.parametrize("who", [*LOGINS, NOBODY, NEIGHBOUR])
async def test_everybody_may_do_what_the_table_says_and_nothing_else(theatre: Theatre, who: str) -> None:
    wrong = []
    for line in TABLE:
        answer, changed = await theatre.try_out(line, who)
        wrong.append(complaint(line, answer, changed, who))

    assert not any(wrong), "\n".join(filter(None, wrong))


async def test_what_is_another_districts_is_not_there(theatre: Theatre) -> None:
    wrong = []
    for line in (*TABLE, *NEXT_DOOR):
        if line.on and "_id}" in line.path:
            answer, changed = await theatre.try_out(line, NEIGHBOUR, slug=NEIGHBOURHOOD)
            if answer.status_code != 404 or changed:
                wrong.append(f"{line.method} {line.path} ({line.on}): {answer.status_code} {told(answer)}")

    assert not wrong, "\n".join(wrong)


def test_the_table_names_every_route_and_no_other(whole_app: Litestar) -> None:
    there = {
        (method, re.sub(r"^/static/\w+/", "/static/{version}/", route.path_format))
        for route in whole_app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods - {"OPTIONS", "HEAD"}
    }

    assert {(line.method, line.path) for line in TABLE} == {(method, path) for method, path in there}


def test_every_line_is_refused_to_somebody_or_open_to_everybody() -> None:
    assert all(line.who <= {*LOGINS, NOBODY} for line in TABLE)
    assert set(LOGINS) == set(Role) - NO_ACCOUNT
