"""The least that a page can cost: Litestar and nothing else, and the same rows by one select in a bare template."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

import uvicorn
from jinja2 import Environment
from litestar import Litestar, MediaType, Request, get, post
from litestar.datastructures import State

from api.auth import COOKIE, hash_of
from beirat.database import Database
from beirat.queries import accounts
from beirat.queries.public.doors import rows
from beirat.queries.public.recommendations import PAGE, list_statement

BARE = """<!doctype html><html lang="de"><title>Empfehlungen</title><ol>{% for row in rows %}
<li><a href="/empfehlungen/{{ row.year }}-{{ row.number }}">{{ row.title }}</a>
{{ row.field.value }} {{ row.decided_on }}
{{ row.handling.value }} {{ row.sent_on }} {{ row.received_on }} {{ row.due_on }} {{ row.answered_on }}
{{ row.points_answered }} {{ row.points }}</li>{% endfor %}</ol></html>"""


@get("/trivial", media_type=MediaType.TEXT, sync_to_thread=False)
def trivial() -> str:
    return "ok"


@post("/trivial", media_type=MediaType.TEXT, status_code=200)
async def signed_in(request: Request, state: State) -> str:  # type: ignore[type-arg]
    """A form is read and its login looked up, and nothing else."""
    await request.form()
    token = hash_of(request.cookies[COOKIE])
    async with state.database.read() as db:
        found = await accounts.signed_in(db, token_hash=token, body_id=state.body_id, now=datetime.now(UTC))
    return "ok" if found else "nobody"


@get("/list", media_type=MediaType.HTML)
async def bare_list(state: State) -> str:
    statement = list_statement(by_field=False, state=None, goes_on=False)
    async with state.database.read() as db:
        found = await rows(db, statement, body_id=state.body_id, now=datetime.now(UTC), limit=PAGE)
    page: str = state.template.render(rows=found)
    return page


def main(url: str, body_id: str, port: str) -> None:
    @asynccontextmanager
    async def running(app: Litestar) -> AsyncIterator[None]:
        app.state.database = Database(url)
        app.state.body_id = UUID(body_id)
        app.state.template = Environment(autoescape=True).from_string(BARE)
        yield
        await app.state.database.close()

    app = Litestar([trivial, signed_in, bare_list], lifespan=[running], openapi_config=None, logging_config=None)
    uvicorn.run(app, port=int(port), loop="uvloop", http="httptools", access_log=False, log_level="warning")


if __name__ == "__main__":
    main(*sys.argv[1:])
