"""Who reads: everybody. What a public page needs to know before it can ask, in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from api.cache import district_as_kept
from api.dependencies import SLUG, BodyView
from api.web import Request, clock_of, database_of
from beirat.database import Database
from beirat.rules.errors import NotFound
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
    """Raises NotFound where there is no such district.

    The district is read once for every change, and never from before the change under which the page will be kept.
    """
    if not SLUG.fullmatch(slug):
        raise NotFound
    district = await district_as_kept(request, slug)
    request.state.district = district
    now = clock_of(request).now()
    return Reader(database_of(request), district, Public(district.id), now, local_day(now, district.time_zone))
