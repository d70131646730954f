"""The meetings of a year with their deadlines, and what speaks against a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import calendars, meetings, people, rules_of_procedure
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Viewer
from beirat.rules.profiles import Key
from beirat.rules.year import Deadlines, Warned, deadlines, warnings
from beirat.rules.zones import local_day
from beirat.tables.meetings import Meeting

MOST = 120
"""More meetings no board holds in a year."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """A meeting of the year; ``is_public``: it was convened, so that everybody may know of it."""

    id: UUID
    reference: str
    starts_at: datetime
    ends_at: datetime
    location: str
    state: MeetingState
    is_public: bool
    deadlines: Deadlines
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of the board. ``wanted`` is how many meetings the rules of procedure ask for."""

    year: int
    lines: tuple[YearLine, ...]
    wanted: int

    @property
    def held_or_planned(self) -> int:
        return sum(line.state is not MeetingState.CANCELLED for line in self.lines)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date that is only proposed."""

    day: date
    deadlines: Deadlines
    warnings: tuple[Warned, ...]
    is_taken: bool
    is_past: bool


async def view(db: Session, viewer: Viewer, year: int) -> YearView:
    """The meetings of a calendar year that the viewer may see, in the district's own time; six selects at most."""
    body = await people.body_by_id(db, viewer.body_id)
    board = await people.board(db, viewer)
    zone = ZoneInfo(body.time_zone)
    found = await db.exec(
        select(Meeting)
        .where(
            Meeting.body_id == viewer.body_id,
            meetings.seen_by(viewer),
            Meeting.starts_at >= datetime(year, 1, 1, tzinfo=zone).astimezone(UTC),
            Meeting.starts_at < datetime(year + 1, 1, 1, tzinfo=zone).astimezone(UTC),
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
        .limit(MOST)
    )
    rules = await rules_of_procedure.profiles(db, viewer.body_id, board.id)
    spans = await calendars.spans(db, viewer.body_id)
    lines = []
    for meeting in found:
        day = local_day(meeting.starts_at, body.time_zone)
        lines.append(_line(meeting, deadlines(day, rules.on(day)), warnings(day, body.land, spans)))
    return YearView(year, tuple(lines), rules.on(date(year, 12, 31)).number(Key.MEETINGS_PER_YEAR))


async def proposed(db: Session, viewer: Viewer, days: Iterable[date], *, today: date) -> list[DateLine]:
    """What is to be known about dates before meetings are planned on them."""
    body = await people.body_by_id(db, viewer.body_id)
    board = await people.board(db, viewer)
    spans = await calendars.spans(db, viewer.body_id)
    taken = await _taken(db, viewer, body.time_zone)
    rules = await rules_of_procedure.profiles(db, viewer.body_id, board.id)
    return [
        DateLine(day, deadlines(day, rules.on(day)), warnings(day, body.land, spans), day in taken, day < today)
        for day in sorted(set(days))
    ]


async def _taken(db: Session, viewer: Viewer, zone: str) -> set[date]:
    found = await db.exec(
        select(Meeting.starts_at).where(
            Meeting.body_id == viewer.body_id, meetings.seen_by(viewer), Meeting.state != MeetingState.CANCELLED
        )
    )
    return {local_day(starts_at, zone) for starts_at in found}


def _line(meeting: Meeting, due: Deadlines, warned: tuple[Warned, ...]) -> YearLine:
    return YearLine(
        id=meeting.id,
        reference=meeting.reference,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        location=meeting.location,
        state=meeting.state,
        is_public=meeting.convened_at is not None,
        deadlines=due,
        warnings=warned,
    )
