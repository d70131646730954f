"""What the public pages have in common: the frame, the day, and counts that are read once per change."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from litestar import Response

from api.dependencies import BodyView
from api.templating import render
from api.web import Request, settings_of
from api.words import public as words
from api.words.motions import FIELDS
from beirat.rules.zones import local_day

__all__ = ["show", "today_in"]


def show(request: Request, template: str, /, *, section: str = "", **context: Any) -> Response[str]:
    """A public page. ``section`` is what the menu marks; the canonical address leaves filters out."""
    canonical = settings_of(request).public_url + request.scope["path"]
    return render(request, template, section=section, canonical=canonical, words=words, fields=FIELDS, **context)


def today_in(district: BodyView, now: datetime) -> date:
    """The day on the calendar of the district."""
    return local_day(now, district.time_zone)
