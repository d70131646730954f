"""The calendar of a year (.ics): for everybody the meetings that were convened, for the board also what is planned.

No entry holds an agenda; the deadlines are the board's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from api.letterhead import of_board
from api.words import year as words
from beirat.queries.people import BodyView
from beirat.queries.year import YearLine
from beirat.rules.meetings import MeetingState


@dataclass(frozen=True, slots=True)
class Dated:
    """A meeting as a calendar shows it."""

    uid: str
    reference: str
    starts_at: datetime
    ends_at: datetime
    location: str
    is_cancelled: bool
    is_planned: bool = False


def calendar(meetings: Iterable[Dated], district: BodyView, now: datetime) -> Calendar:
    """The meetings as entries; one with the same UID replaces what came with the invitation."""
    whole = Calendar()
    whole.add("prodid", "-//Beirat//Jahr//DE")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", f"{district.board_name}: Sitzungen")
    for meeting in meetings:
        whole.add_component(_event(meeting, district, now))
    return whole


def internal(lines: Iterable[YearLine], district: BodyView, now: datetime) -> bytes:
    """The year for the board: also what is only planned, and the deadlines as whole days."""
    kept = list(lines)
    whole = calendar([_dated(line) for line in kept], district, now)
    for line in kept:
        if line.state in (MeetingState.PLANNED, MeetingState.CONVENED):
            for name, day in words.due(line.deadlines):
                whole.add_component(_deadline(line, name, day, now))
    return rendered(whole, [line.starts_at.year for line in kept])


def rendered(whole: Calendar, years: Iterable[int]) -> bytes:
    """The file, with the time zones that its entries name."""
    known = sorted(set(years))
    if known:
        whole.add_missing_timezones(date(known[0], 1, 1), date(known[-1] + 1, 1, 1))
    return bytes(whole.to_ical())


def _dated(line: YearLine) -> Dated:
    return Dated(
        uid=f"{line.id}@beirat",
        reference=line.reference,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        location=line.location,
        is_cancelled=line.state is MeetingState.CANCELLED,
        is_planned=line.state is MeetingState.PLANNED,
    )


def _event(meeting: Dated, district: BodyView, now: datetime) -> Event:
    zone = ZoneInfo(district.time_zone)
    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", now)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "TENTATIVE" if meeting.is_planned else "CONFIRMED")
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("summary", f"Sitzung {meeting.reference} {of_board(district.board_name)}")
    event.add("location", meeting.location)
    return event


def _deadline(line: YearLine, name: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{line.id}-{day.isoformat()}-{len(name)}@beirat")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{line.reference}: {name.removesuffix(' bis').removesuffix(' am')}")
    return event
