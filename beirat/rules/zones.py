"""The clock on the wall of a district, and the one time that is kept (UTC)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from beirat.rules.errors import Broken, RuleBroken


def to_utc(local: datetime, zone: str, field: str = "") -> datetime:
    """The moment at which the clock on the wall shows ``local``; a moment that names its offset stays what it is.

    In autumn an hour comes twice: the first one is meant. In spring one is left out: RuleBroken(TIME_LEFT_OUT).
    At both ends of the calendar there is no such moment: RuleBroken(YEAR_OUT_OF_REACH).
    """
    try:
        return _moment(local, zone, field)
    except OverflowError:
        raise RuleBroken(Broken.YEAR_OUT_OF_REACH, field) from None


def _moment(local: datetime, zone: str, field: str) -> datetime:
    if local.tzinfo is not None:
        return local.astimezone(UTC)
    there = local.replace(tzinfo=ZoneInfo(zone))
    moment = there.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local:
        raise RuleBroken(Broken.TIME_LEFT_OUT, field)
    return moment


def to_local(moment: datetime, zone: str) -> datetime:
    """What the clock on the wall shows, without offset."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def local_day(moment: datetime, zone: str) -> date:
    """The day on the calendar of the district."""
    return moment.astimezone(ZoneInfo(zone)).date()
