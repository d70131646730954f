"""What the steps on the minutes share: their lock, the bytes that lie ready, days entered by hand, the journal.

Parts of acts that were already permitted, not acts of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from beirat.actions import files
from beirat.actions.files import Kept
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import ballots, meetings, minutes_facts, people
from beirat.queries import files as file_queries
from beirat.queries import minutes as queries
from beirat.rules.errors import Broken, NotFound, RuleBroken, StaleVersion, refuse_if
from beirat.rules.minutes import Dated, order_problems
from beirat.rules.permissions import Act, Viewer
from beirat.rules.zones import local_day
from beirat.tables.agenda import AgendaItem
from beirat.tables.minutes import Minutes


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as printed and kept, its file name, and the fingerprint of the facts behind it."""

    kept: Kept
    name: str
    facts_hash: str = ""


async def attach(db: Session, row: Minutes, kept: Kept, name: str, *, now: datetime, kind: str = "minutes") -> UUID:
    """Hangs kept bytes on the minutes, for the board alone."""
    attachment = await files.attach(db, kept, name, object_type=kind, object_id=row.id, body_id=row.body_id, now=now)
    return attachment.id


async def drop_prepared(db: Session, row: Minutes) -> None:
    """A public edition that waited is no longer what would be printed today: it has to be prepared anew."""
    old, row.prepared_id, row.prepared_at, row.prepared_by = row.prepared_id, None, None, None
    if old is not None:
        await db.flush()
        await files.detach(db, old, body_id=row.body_id)


async def item_of(db: Session, row: Minutes, item_id: UUID, *, actor: Viewer) -> AgendaItem:
    """An item of the meeting that these minutes are of. Raises NotFound."""
    item, meeting = await ballots.item_to_decide(db, actor, item_id)
    if meeting.id != row.meeting_id:
        raise NotFound
    return item


async def check_day(db: Session, row: Minutes, day: date, field: str, *, cause: date | None, now: datetime) -> None:
    """A day entered by hand lies neither before its cause nor in the future. Raises RuleBroken."""
    today = await today_of(db, row, now)
    refuse_if(order_problems([Dated(day, field)], cause=cause or date.min, today=today))


async def today_of(db: Session, row: Minutes, now: datetime) -> date:
    """The day on the calendar of the district."""
    return local_day(now, (await people.body_by_id(db, row.body_id)).time_zone)


async def check_shown(db: Session, row: Minutes, sha256: str) -> None:
    """Raises RuleBroken unless exactly the bytes with this hash lie ready."""
    if row.internal_id is None:
        raise RuleBroken(Broken.MINUTES_NOT_PRINTED)
    ready = await file_queries.files_of(db, row.body_id, [row.internal_id])
    if ready[row.internal_id].sha256 != sha256:
        raise RuleBroken(Broken.MINUTES_CHANGED_MEANWHILE, "internal_sha256")


async def check_facts(db: Session, row: Minutes, facts_hash: str, *, actor: Viewer) -> None:
    """What was printed must be what is known now: texts, presence and names."""
    if facts_hash != await minutes_facts.facts_hash(db, actor, row.meeting_id):
        raise RuleBroken(Broken.MINUTES_CHANGED_MEANWHILE)


async def locked(db: Session, actor: Viewer, meeting_id: UUID) -> Minutes:
    """The minutes, behind the lock of their meeting: nobody writes on the course of a debate that is being signed."""
    await meetings.to_change(db, actor, meeting_id)
    return await queries.to_change(db, actor, meeting_id)


def check_version(row: Minutes, version: int) -> None:
    """Raises StaleVersion if the minutes changed since they were read."""
    if row.version != version:
        raise StaleVersion(row.version, {})


async def note(
    db: Session,
    act: Act,
    row: Minutes,
    *,
    actor: Viewer,
    now: datetime,
    after: Mapping[str, object] | None = None,
) -> None:
    """The journal's entry about a step on the minutes."""
    await record(db, actor=actor, now=now, act=act, subject_type="minutes", subject_id=row.id, after=after)
