"""Ids for the demo: UUIDv7 that follow the clock of the story, the same ones whenever the same day is told."""

from __future__ import annotations

import random
from datetime import date, datetime
from uuid import UUID


class StoryIds:
    """A source for ``beirat.tables.base.ids_from``. Later ids are greater, also within one millisecond."""

    def __init__(self, today: date) -> None:
        self._random = random.Random(f"Beirat {today}")  # noqa: S311 - nothing here is a secret
        self._milliseconds = self._counter = 0

    def move_to(self, now: datetime) -> None:
        """The story goes on at this moment."""
        milliseconds = int(now.timestamp() * 1000)
        if milliseconds > self._milliseconds:
            self._milliseconds, self._counter = milliseconds, 0

    def __call__(self) -> UUID:
        """RFC 9562: 48 bits of time, version 7, 12 bits that count up, variant, 62 random bits."""
        if self._counter > 0xFFF:
            self._milliseconds, self._counter = self._milliseconds + 1, 0
        value = self._milliseconds << 80 | 7 << 76 | self._counter << 64 | 2 << 62 | self._random.getrandbits(62)
        self._counter += 1
        return UUID(int=value)
