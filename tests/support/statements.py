"""How many statements something takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine


async def counted(engine: AsyncEngine, doing: Callable[[], Awaitable[object]]) -> int:
    """The number of statements that reach the database meanwhile."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        await doing()
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
    return len(seen)
