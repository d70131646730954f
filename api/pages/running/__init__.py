"""Running a meeting: opening it, presence, item by item, ballots, closing. One page with many small forms."""

from __future__ import annotations

from api.pages.running import ballots, evening, presence, promises, writing

HANDLERS = (*evening.HANDLERS, *presence.HANDLERS, *ballots.HANDLERS, *promises.HANDLERS, *writing.HANDLERS)
