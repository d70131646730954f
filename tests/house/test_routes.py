"""What holds for every address: opening it changes nothing, no table leaves the house, headers protect the reader."""

from __future__ import annotations

import typing
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest
from litestar import Litestar, get
from litestar.routes import HTTPRoute
from sqlalchemy import text
from sqlmodel import SQLModel

from api.app import refuse
from beirat.actions import motions
from beirat.database import Database
from beirat.rules.motions import Field
from beirat.rules.permissions import Role
from beirat.tables.accounts import Account
from beirat.tables.motions import MotionDraft
from tests.given import Given

PROTECTION = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}


def handlers(app: Litestar) -> list[tuple[str, Any]]:
    return [
        (route.path, handler)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
    ]


def get_paths(app: Litestar) -> list[str]:
    return sorted({path for path, handler in handlers(app) if "GET" in handler.http_methods})


async def filled(path: str, database: Database) -> str:
    """The path with real ids where there are rows of that name, and words where words are wanted."""
    parts = []
    for part in path.strip("/").split("/"):
        if not part.startswith("{"):
            parts.append(part)
            continue
        name, _, kind = part[1:-1].partition(":")
        parts.append(await _value(name, kind, database))
    return "/" + "/".join(parts)


async def _value(name: str, kind: str, database: Database) -> str:
    if kind == "uuid":
        return str(await _some_id(name.removesuffix("_id"), database))
    return {"slug": "musterland", "lang": "de", "language": "de"}.get(name, "1" if kind == "int" else "unbekannt")


async def _some_id(table: str, database: Database) -> UUID:
    if table not in SQLModel.metadata.tables:
        return uuid4()
    column = SQLModel.metadata.tables[table].c.id
    async with database.engine.connect() as connection:
        found = (await connection.execute(text(f"SELECT {column.name} FROM {table} LIMIT 1"))).scalar()  # noqa: S608
    return UUID(str(found)) if found else uuid4()


async def rows(database: Database) -> dict[str, str]:
    """Everything that is kept, table by table."""
    kept = {}
    async with database.engine.connect() as connection:
        for name in SQLModel.metadata.tables:
            found = (await connection.execute(text(f'SELECT * FROM "{name}"'))).all()  # noqa: S608
            kept[name] = repr(sorted(map(repr, found)))
    return kept


@pytest.mark.parametrize("role", [Role.OFFICE, Role.CHAIR, Role.ADMIN, Role.ADMINISTRATION_COORDINATOR])
async def test_opening_an_address_changes_nothing(
    given: Given, client: httpx.AsyncClient, app: Litestar, database: Database, role: Role
) -> None:
    await given.signed_in(client, role)
    before = await rows(database)

    for path in get_paths(app):
        answer = await client.get(await filled(path, database))
        assert answer.status_code < 500, f"{path}: {answer.status_code}"

    assert await rows(database) == before


async def test_no_address_stumbles_over_strange_input(given: Given, client: httpx.AsyncClient, app: Litestar) -> None:
    await given.signed_in(client, Role.OFFICE)

    for path in get_paths(app):
        for strange in ("%00", "%F0%9F%8E%88", "..%2f..%2fetc%2fpasswd", "9" * 400, "'%22--"):
            address = "/".join(strange if part.startswith("{") else part for part in path.split("/"))
            answer = await client.get(address)
            assert answer.status_code < 500, f"{address}: {answer.status_code}"


def _parts(annotation: Any) -> list[Any]:
    inside = [part for argument in typing.get_args(annotation) for part in _parts(argument)]
    return [annotation, *inside]


def test_no_route_promises_a_table(whole_app: Litestar) -> None:
    for path, handler in handlers(whole_app):
        promised = handler.parsed_fn_signature.return_type.annotation
        tables = [part for part in _parts(promised) if isinstance(part, type) and issubclass(part, SQLModel)]
        assert not tables, f"{path} promises {tables}"


async def test_a_table_that_is_returned_all_the_same_is_a_mistake_of_ours() -> None:
    @get("/leak", sync_to_thread=False)
    def leak() -> list[Any]:
        return [Account.model_construct(login="geheim")]

    app = Litestar([leak], type_encoders={SQLModel: refuse}, logging_config=None)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://beirat.test") as client:
        answer = await client.get("/leak")

    assert answer.status_code == 500
    assert "geheim" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/health", "/musterland/intern/anmelden", "/nirgends", "/api/v1/nirgends", "/schema"]
)
async def test_every_answer_protects_its_reader(given: Given, client: httpx.AsyncClient, path: str) -> None:
    await given.body()

    answer = await client.get(path)

    assert {name: answer.headers[name][: len(value)] for name, value in PROTECTION.items()} == PROTECTION


async def test_internal_pages_are_kept_by_no_cache(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)

    answer = await client.get((await given.district()).intern + "/")

    assert answer.headers["cache-control"] == "no-store"


async def test_what_is_not_there_and_what_must_not_be_seen_look_the_same(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    author = await given.signed_in(client, Role.MEMBER)
    intern = (await given.district()).intern
    await given.signed_in(other_client, Role.ADMINISTRATION)
    async with given.database.write() as db:
        motion = await motions.draft(
            db, MotionDraft(title="Noch geheim", field=Field.SCHOOL), actor=author, now=given.now
        )

    hidden = await other_client.get(f"{intern}/antraege/{motion.id}")
    missing = await other_client.get(f"{intern}/antraege/{uuid4()}")

    assert hidden.status_code == missing.status_code == 404
    assert hidden.text == missing.text


async def test_a_request_that_is_too_large_is_refused(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)

    answer = await client.post((await given.district()).intern + "/antraege/neu", data={"title": "x" * 7_000_000})

    assert answer.status_code == 413


async def test_the_description_for_programs_is_openapi_and_names_bodies_and_refusals(client: httpx.AsyncClient) -> None:
    schema = msgspec.json.decode((await client.get("/schema")).content)

    assert schema["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in schema["paths"])
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert "422" in operation["responses"], path
            assert (method in ("post", "put", "patch")) <= ("requestBody" in operation), f"{method} {path}"
