"""The list for the attendance fee (Sitzungsgeld): who was there from when until when. For the office alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from beirat.database import Session
from beirat.queries import attendance, minutes_facts, people
from beirat.queries.attendance import Member
from beirat.queries.people import BodyView
from beirat.rules.attendance import AttendanceState
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, may
from beirat.rules.profiles import Key
from beirat.rules.zones import local_day
from beirat.tables.people import OfficeKind


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One member; ``fee_cents`` is nought for whoever was not there."""

    name: str
    office: OfficeKind | None
    has_vote: bool
    state: AttendanceState | None
    represented_by: str
    represents: str
    stays: tuple[tuple[datetime, datetime | None], ...]
    fee_cents: int


@dataclass(frozen=True, slots=True)
class FeeList:
    """All members on the day of the meeting; ``fee_cents`` is what the rules give for it, and ``basis`` why."""

    body: BodyView
    number: int
    term: str
    opened_at: datetime
    closed_at: datetime | None
    rows: tuple[FeeRow, ...]
    fee_cents: int
    basis: str


async def fee_list(db: Session, viewer: Viewer, meeting_id: UUID) -> FeeList:
    """Raises NotFound for everybody whom the table of permissions does not name, and before the meeting began."""
    if not may(viewer, Act.READ_FEES):
        raise NotFound
    meeting = await minutes_facts.meeting_held(db, viewer.body_id, meeting_id)
    body = await people.body_by_id(db, viewer.body_id)
    day = local_day(meeting.starts_at, body.time_zone)
    rule = (await minutes_facts.rules_of(db, meeting)).rule(Key.ATTENDANCE_FEE_CENTS)
    cents = int(str(rule.value))
    return FeeList(
        body=body,
        number=meeting.number,
        term=await minutes_facts.term_of(db, meeting),
        opened_at=meeting.opened_at or meeting.starts_at,
        closed_at=meeting.closed_at,
        rows=tuple(_row(one, cents) for one in await attendance.members_of(db, viewer, meeting, day)),
        fee_cents=cents,
        basis=rule.basis if cents else "",
    )


def _row(member: Member, cents: int) -> FeeRow:
    return FeeRow(
        name=member.name,
        office=member.office,
        has_vote=member.has_vote,
        state=member.state,
        represented_by=member.represented_by,
        represents=member.represents,
        stays=tuple((stay.came, stay.left) for stay in member.stays),
        fee_cents=cents if member.state is AttendanceState.PRESENT else 0,
    )
