"""Conflicts of interest: a member declares one, leaves the room, and comes back (§ 25 HGO as model).

What the board finds itself is a ballot (``procedure``). Sharing the interest of a group is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from uuid import UUID

from beirat.actions.attendance import check_running
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import agenda, attendance, ballots
from beirat.queries import conflicts as queries
from beirat.rules.attendance import ConflictSource, is_within, moment_at
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import AgendaItem
from beirat.tables.conflicts import ConflictEntry, ConflictOfInterest, ConflictRemoval, ConflictReturn
from beirat.tables.meetings import Meeting


async def declare(
    db: Session, item_id: UUID, entered: ConflictEntry, *, actor: Viewer, now: datetime
) -> ConflictOfInterest:
    """A member takes no part in an item. Refused once the item is decided: the ballot counted the member then."""
    item, meeting = await _item(db, item_id, actor=actor)
    start = await attendance.start_of(db, meeting)
    members = await attendance.members_of(db, actor, meeting, start.date())
    name = next((one.name for one in members if one.person_id == entered.person_id), None)
    if name is None:
        raise RuleBroken(Broken.NOT_A_MEMBER, "person_id")
    if await queries.of_person(db, item.body_id, item.id, entered.person_id) is not None:
        raise RuleBroken(Broken.ALREADY_EXCLUDED, "person_id", name=name)
    if await agenda.is_decided(db, item.body_id, item.id):
        raise RuleBroken(Broken.CONFLICT_AFTER_BALLOT, "person_id", name=name)
    row = ConflictOfInterest(
        body_id=item.body_id,
        item_id=item.id,
        person_id=entered.person_id,
        source=ConflictSource.DECLARED,
        left_at=_within(meeting, entered.left_at, start, "left_at", now=now) if entered.left_at else None,
        reason=entered.reason,
    )
    db.add(row)
    await _record(db, item, {"conflict": entered.person_id, "left_at": entered.left_at}, actor=actor, now=now)
    return row


async def come_back(
    db: Session, item_id: UUID, conflict_id: UUID, entered: ConflictReturn, *, actor: Viewer, now: datetime
) -> None:
    """The member comes back into the room, after the item."""
    item, meeting = await _item(db, item_id, actor=actor)
    row = await queries.to_change(db, meeting, conflict_id)
    if row.version != entered.version:
        raise StaleVersion(row.version, {})
    moment = _within(meeting, entered.at, await attendance.start_of(db, meeting), "at", now=now)
    if row.left_at is not None and moment <= row.left_at:
        raise RuleBroken(Broken.END_BEFORE_START, "at")
    row.left_at, row.returned_at = row.left_at or _opened(meeting), moment
    await _record(db, item, {"returned": row.person_id, "at": entered.at}, actor=actor, now=now)


async def remove(
    db: Session, item_id: UUID, conflict_id: UUID, entered: ConflictRemoval, *, actor: Viewer, now: datetime
) -> None:
    """The entry was a mistake. What the board found is undone with its ballot; a decided item keeps its conflicts."""
    item, meeting = await _item(db, item_id, actor=actor)
    row = await queries.to_change(db, meeting, conflict_id)
    if row.version != entered.version:
        raise StaleVersion(row.version, {})
    if row.source is ConflictSource.FOUND or await agenda.is_decided(db, item.body_id, row.item_id):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    await _record(db, item, {"conflict_removed": row.person_id}, actor=actor, now=now)
    await db.delete(row)


async def _item(db: Session, item_id: UUID, *, actor: Viewer) -> tuple[AgendaItem, Meeting]:
    """The item of a running meeting, which is locked for this transaction."""
    item, meeting = await ballots.item_to_decide(db, actor, item_id)
    permit(actor, Act.RECORD_ATTENDANCE)
    check_running(meeting)
    return item, meeting


def _within(meeting: Meeting, clock: time, start: datetime, field: str, *, now: datetime) -> datetime:
    moment = moment_at(clock, start=start).astimezone(UTC)
    if not is_within(moment, opened=_opened(meeting), now=now):
        raise RuleBroken(Broken.OUTSIDE_MEETING, field)
    return moment


def _opened(meeting: Meeting) -> datetime:
    return meeting.opened_at or meeting.starts_at


async def _record(db: Session, item: AgendaItem, after: Mapping[str, object], *, actor: Viewer, now: datetime) -> None:
    """The reason stays out of the journal: it is nobody's but the board's."""
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_ATTENDANCE,
        subject_type="agenda_item",
        subject_id=item.id,
        after=after,
    )
