"""The public edition: prepared by one person, let out by another. Nothing becomes public by lapse of time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions import files, publication
from beirat.actions.sealing import Printed, attach, check_version, drop_prepared, locked, note
from beirat.database import Session
from beirat.queries import files as file_queries
from beirat.queries import minutes_corrections
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.minutes import is_signed, may_be_public
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.minutes import Minutes, MinutesStepTaken, PublicRelease
from beirat.tables.publication import Published


async def prepare(
    db: Session, meeting_id: UUID, entered: MinutesStepTaken, printed: Printed, *, actor: Viewer, now: datetime
) -> Minutes:
    """The public edition lies ready for the second person, as it was just printed; nobody else sees it yet."""
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.PREPARE_PUBLIC_MINUTES)
    check_version(row, entered.version)
    _check_ripe(row)
    await drop_prepared(db, row)
    row.prepared_id = await attach(db, row, printed.kept, printed.name, now=now)
    row.prepared_at, row.prepared_by = now, actor.account_id
    await note(db, Act.PREPARE_PUBLIC_MINUTES, row, actor=actor, now=now, after={"public": printed.kept.sha256})
    return row


async def release(db: Session, meeting_id: UUID, entered: PublicRelease, *, actor: Viewer, now: datetime) -> Minutes:
    """A second person lets out exactly the bytes that were shown; corrections that they list come out with them.

    Raises RuleBroken(OTHER_PERSON_NEEDED) for whoever prepared them.
    """
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.PUBLISH_MINUTES)
    check_version(row, entered.version)
    _check_ripe(row)
    if row.prepared_id is None:
        raise RuleBroken(Broken.MINUTES_NOT_PRINTED)
    if row.prepared_by == actor.account_id:
        raise RuleBroken(Broken.OTHER_PERSON_NEEDED)
    ready = await file_queries.files_of(db, row.body_id, [row.prepared_id])
    if ready[row.prepared_id].sha256 != entered.public_sha256:
        raise RuleBroken(Broken.MINUTES_CHANGED_MEANWHILE, "public_sha256")
    await files.make_public(db, row.prepared_id, body_id=row.body_id)
    row.public_id, row.prepared_id = row.prepared_id, None
    row.published_at, row.published_by = row.published_at or now, actor.account_id
    await _release_corrections(db, row, actor=actor, now=now)
    await publication.publish(db, Published.MINUTES, row.id, body_id=row.body_id, visible_from=now, now=now)
    await note(db, Act.PUBLISH_MINUTES, row, actor=actor, now=now, after={"public": entered.public_sha256})
    return row


async def _release_corrections(db: Session, row: Minutes, *, actor: Viewer, now: datetime) -> None:
    for correction in await minutes_corrections.sealed(db, row):
        if correction.public_id is not None and correction.published_at is None:
            correction.published_at, correction.published_by = now, actor.account_id
            await files.make_public(db, correction.public_id, body_id=row.body_id)


def _check_ripe(row: Minutes) -> None:
    """Signed, and approved unless the rules of procedure allow it before. Raises RuleBroken."""
    if not is_signed(row.state):
        raise RuleBroken(Broken.MINUTES_NOT_SIGNED)
    if not may_be_public(row.state, needs_approval=row.needs_approval, before_approval=row.before_approval):
        raise RuleBroken(Broken.MINUTES_NOT_APPROVED)
