"""Fails on any SELECT of a district's table that does not name the district in its WHERE."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import Select, visitors
from sqlalchemy.sql.elements import ColumnElement, False_
from sqlmodel import SQLModel

WITHOUT_BODY = frozenset({"account", "login_session", "job", "throttle", "form_result", "password_token"})


class Untenanted(AssertionError):
    """A query that would mix districts."""


def watch(engine: AsyncEngine) -> None:
    event.listen(engine.sync_engine, "before_execute", _check)


_passed: set[Any] = set()
"""What was looked at before: looking takes as long as running the query."""


def _check(_: Connection, statement: Any, *__: Any) -> None:
    if not isinstance(statement, Select):
        return
    known = statement._generate_cache_key()
    if known is not None and known.key in _passed:
        return
    for select in (part for part in visitors.iterate(statement) if isinstance(part, Select)):
        _check_select(select, statement)
    if known is not None:
        _passed.add(known.key)


def _check_select(select: Select[Any], whole: Select[Any]) -> None:
    wanted = {table.name for table in _tables(select)}
    named = _bodies_named(select)
    if wanted and not named:
        raise Untenanted(f"no body_id in WHERE for {sorted(wanted)}: {whole}")


def _tables(select: Select[Any]) -> list[Table]:
    """The district's tables that a SELECT reads directly."""
    found = []
    for source in select.get_final_froms():
        for part in visitors.iterate(source):
            if isinstance(part, Table) and "body_id" in part.c and part.name not in WITHOUT_BODY:
                found.append(SQLModel.metadata.tables[part.name])
    return found


def _bodies_named(select: Select[Any]) -> bool:
    where = select.whereclause
    if any(isinstance(part, False_) for part in select._where_criteria):
        return True  # a viewer who may see nothing reads nothing
    return where is not None and any(
        isinstance(part, ColumnElement) and getattr(part, "name", "") == "body_id" for part in visitors.iterate(where)
    )
