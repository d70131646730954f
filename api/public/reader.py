"""Who reads: everybody. What a public page needs to know before it can ask, in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from api.dependencies import BodyView, provide_district
from api.web import Request, clock_of, database_of
from beirat.database import Database
from beirat.rules.permissions import Public
from beirat.rules.zones import local_day


@dataclass(frozen=True, slots=True)
class Reader:
    """Everybody, at a district's site, now. ``today`` is the day on the calendar of the district."""

    database: Database
    district: BodyView
    public: Public
    now: datetime
    today: date


async def provide_reader(request: Request, slug: str) -> Reader:
    """Raises NotFound where there is no such district."""
    district = await provide_district(request, slug)
    now = clock_of(request).now()
    return Reader(database_of(request), district, Public(district.id), now, local_day(now, district.time_zone))
