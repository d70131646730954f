"""The clock: the only place that asks what time it is. Everybody else is told ``now``."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

HOME_ZONE = "Europe/Berlin"


class Clock(Protocol):
    """Whatever knows the moment; tests bring one that stands still."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""


class WallClock:
    """The real time, or for demo data the real time of day on a day that was moved by ``--today``."""

    def __init__(self, *, today: date | None = None, zone: str = HOME_ZONE) -> None:
        self._zone = ZoneInfo(zone)
        self._shift = today - datetime.now(self._zone).date() if today else timedelta()

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return (datetime.now(self._zone) + self._shift).astimezone(UTC)
