"""Running a meeting: opening it, presence, item by item, ballots, closing. One page with many small forms."""

from __future__ import annotations

from api.pages.running import ballots, elections, evening, presence, procedure, promises, room, writing

HANDLERS = (
    *evening.HANDLERS,
    *presence.HANDLERS,
    *room.HANDLERS,
    *ballots.HANDLERS,
    *procedure.HANDLERS,
    *elections.HANDLERS,
    *promises.HANDLERS,
    *writing.HANDLERS,
)
