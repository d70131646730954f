"""Extracts from the minutes: made for every resolution at once, and noted to whom they went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from beirat.actions import files
from beirat.actions.journal import record
from beirat.actions.sealing import Printed
from beirat.database import Session
from beirat.queries import extracts as queries
from beirat.queries import meetings, people
from beirat.queries import minutes as minutes_queries
from beirat.rules.errors import Broken, RuleBroken, StaleVersion, refuse_if
from beirat.rules.minutes import Dated, order_problems
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.extracts import Extract, ExtractRecipient, ExtractSending


async def keep(
    db: Session, meeting_id: UUID, printed: Mapping[UUID, Printed], *, actor: Viewer, now: datetime
) -> list[Extract]:
    """Keeps the sheets that were printed, by resolution; one that says the same as the last one is not kept again.

    So pressing the button twice changes nothing.
    """
    await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.MAKE_EXTRACT)
    await minutes_queries.to_change(db, actor, meeting_id)
    known = await queries.latest_hashes(db, actor.body_id, printed)
    made = []
    for resolution_id, sheet in printed.items():
        if known.get(resolution_id) != sheet.facts_hash:
            made.append(await _keep(db, resolution_id, sheet, actor=actor, now=now))
    return made


async def _keep(db: Session, resolution_id: UUID, sheet: Printed, *, actor: Viewer, now: datetime) -> Extract:
    attachment = await files.attach(
        db, sheet.kept, sheet.name, object_type="extract", object_id=resolution_id, body_id=actor.body_id, now=now
    )
    row = Extract(
        body_id=actor.body_id,
        resolution_id=resolution_id,
        attachment_id=attachment.id,
        facts_hash=sheet.facts_hash,
        made_at=now,
    )
    db.add(row)
    await db.flush()
    await _record(db, Act.MAKE_EXTRACT, row, actor=actor, now=now, after={"sha256": sheet.kept.sha256})
    return row


async def note_sending(
    db: Session, extract_id: UUID, entered: ExtractSending, *, actor: Viewer, now: datetime
) -> Extract:
    """An extract went to somebody; with it nothing corrected is owed to them any more."""
    row = await queries.to_change(db, actor, extract_id)
    permit(actor, Act.SEND_EXTRACT)
    if row.version != entered.version:
        raise StaleVersion(row.version, {})
    zone = (await people.body_by_id(db, row.body_id)).time_zone
    cause = local_day(row.made_at, zone)
    refuse_if(order_problems([Dated(entered.sent_on, "sent_on")], cause=cause, today=local_day(now, zone)))
    if (await queries.latest_hashes(db, row.body_id, [row.resolution_id]))[row.resolution_id] != row.facts_hash:
        raise RuleBroken(Broken.MINUTES_CHANGED_MEANWHILE)
    for old in await queries.owed(db, row, entered.recipient):
        old.again_since = None
    db.add(
        ExtractRecipient(body_id=row.body_id, extract_id=row.id, recipient=entered.recipient, sent_on=entered.sent_on)
    )
    row.touch()
    await _record(db, Act.SEND_EXTRACT, row, actor=actor, now=now, after={"sent_on": entered.sent_on})
    return row


async def _record(
    db: Session, act: Act, row: Extract, *, actor: Viewer, now: datetime, after: Mapping[str, object]
) -> None:
    await record(db, actor=actor, now=now, act=act, subject_type="extract", subject_id=row.id, after=after)
