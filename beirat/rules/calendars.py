"""Public holidays of the Länder, from the library ``holidays``, which is loaded when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True)
class LandCalendar:
    """Working days of a Land (ISO 3166-2:DE without DE-): Monday to Friday without its public holidays."""

    land: str

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in _holidays(self.land, day.year)


@lru_cache(maxsize=256)
def _holidays(land: str, year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("DE", subdiv=land or None, years=year))
