"""Writing up a meeting: the course of the debate, then printing both editions, signing what was shown, publishing.

Nothing is rendered here. The bytes are printed and kept before the transaction; signing seals them by their SHA-256.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from beirat.actions import files, publication
from beirat.actions.files import Kept
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import ballots, meetings
from beirat.queries import files as file_queries
from beirat.queries import minutes as queries
from beirat.rules.errors import Broken, Problem, RuleBroken, StaleVersion, refuse_if
from beirat.rules.meetings import MeetingState
from beirat.rules.minutes import LIFE, Edition, MinutesState, MinutesStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import AgendaItem, CourseChange
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes, MinutesSignature, MinutesStepTaken
from beirat.tables.publication import Published


@dataclass(frozen=True, slots=True)
class Printed:
    """Both editions as printed and kept, their file names, and the fingerprint of the facts behind them."""

    internal: Kept
    public: Kept
    names: Mapping[Edition, str]
    facts_hash: str


async def begin(db: Session, meeting: Meeting, *, actor: Viewer, now: datetime) -> Minutes:
    """With the end of the meeting the draft of its minutes is there."""
    permit(actor, Act.RUN_MEETING)
    known = await queries.draft_of(db, meeting.body_id, meeting.id)
    if known is not None:
        return known
    row = Minutes(body_id=meeting.body_id, meeting_id=meeting.id)
    db.add(row)
    await db.flush()
    return row


async def record_course(
    db: Session, item_id: UUID, entered: CourseChange, *, actor: Viewer, now: datetime
) -> AgendaItem:
    """Writes down what was said under an item, from the opening until the minutes are signed.

    Raises StaleVersion with the kept text if somebody else wrote meanwhile. Journalled once per spell of writing.
    """
    item, meeting = await ballots.item_to_decide(db, actor, item_id)
    permit(actor, Act.RECORD_COURSE)
    await check_open(db, meeting)
    if item.version != entered.version:
        raise StaleVersion(item.version, {"course": item.course})
    if item.course == entered.course:
        return item
    before, item.course = item.course, entered.course
    await db.flush()
    if not await queries.was_journalled(db, actor, item.id, now=now):
        change = {"before": {"course": before}, "after": {"course": item.course}}
        await _record(db, Act.RECORD_COURSE, item.id, "agenda_item", actor=actor, now=now, **change)
    return item


async def check_open(db: Session, meeting: Meeting) -> None:
    """Raises RuleBroken unless the meeting runs or its minutes are still a draft."""
    if meeting.state is MeetingState.RUNNING:
        return
    row = await queries.draft_of(db, meeting.body_id, meeting.id)
    if row is None:
        raise RuleBroken(Broken.MEETING_NOT_RUNNING)
    if row.state is not MinutesState.DRAFT:
        raise RuleBroken(Broken.MINUTES_SIGNED)


async def hold_ready(
    db: Session, meeting_id: UUID, entered: MinutesStepTaken, printed: Printed, *, actor: Viewer, now: datetime
) -> Minutes:
    """Both editions lie ready to be signed, as they were just printed. Replaces what was printed before."""
    row = await _locked(db, actor, meeting_id)
    permit(actor, Act.PRINT_MINUTES)
    _check_version(row, entered.version)
    if row.state is not MinutesState.DRAFT:
        raise RuleBroken(Broken.MINUTES_SIGNED)
    await _check_facts(db, row, printed.facts_hash, actor=actor, now=now)
    old = [one for one in (row.internal_id, row.public_id) if one]
    row.internal_id = await _attach(db, row, printed.internal, printed.names[Edition.INTERNAL], now=now)
    row.public_id = await _attach(db, row, printed.public, printed.names[Edition.PUBLIC], now=now)
    row.facts_hash = printed.facts_hash
    await db.flush()
    for attachment_id in old:
        await files.detach(db, attachment_id, body_id=row.body_id)
    hashes = {"internal": printed.internal.sha256, "public": printed.public.sha256}
    await _record(db, Act.PRINT_MINUTES, row.id, "minutes", actor=actor, now=now, after=hashes)
    return row


async def _attach(db: Session, row: Minutes, kept: Kept, name: str, *, now: datetime) -> UUID:
    attachment = await files.attach(
        db, kept, name, object_type="minutes", object_id=row.id, body_id=row.body_id, now=now
    )
    return attachment.id


async def sign(db: Session, meeting_id: UUID, entered: MinutesSignature, *, actor: Viewer, now: datetime) -> Minutes:
    """The chair signs the bytes that were shown; from now on nothing in them changes.

    Raises RuleBroken(MINUTES_CHANGED_MEANWHILE) if they are not the ones that lie ready, or the facts changed since.
    """
    row = await _locked(db, actor, meeting_id)
    permit(actor, Act.SIGN_MINUTES)
    _check_version(row, entered.version)
    row.state = LIFE.after(row.state, MinutesStep.SIGN)
    if row.internal_id is None or row.public_id is None:
        raise RuleBroken(Broken.MINUTES_NOT_PRINTED)
    await _check_shown(db, row, entered)
    await _check_facts(db, row, row.facts_hash, actor=actor, now=now)
    row.signed_at, row.signed_by = now, actor.account_id
    hashes = {"internal": entered.internal_sha256, "public": entered.public_sha256}
    await _record(db, Act.SIGN_MINUTES, row.id, "minutes", actor=actor, now=now, after=hashes)
    return row


async def _check_shown(db: Session, row: Minutes, entered: MinutesSignature) -> None:
    ready = await file_queries.files_of(db, row.body_id, [one for one in (row.internal_id, row.public_id) if one])
    shown = {row.internal_id: ("internal_sha256", entered.internal_sha256)}
    shown[row.public_id] = ("public_sha256", entered.public_sha256)
    changed = Broken.MINUTES_CHANGED_MEANWHILE
    refuse_if(
        [Problem(changed, field) for one, (field, sha256) in shown.items() if one and ready[one].sha256 != sha256]
    )


async def _check_facts(db: Session, row: Minutes, facts_hash: str, *, actor: Viewer, now: datetime) -> None:
    """What was printed must be what is known now: texts, presence, names, consents and the day of signing."""
    if facts_hash != await queries.facts_hash(db, actor, row.meeting_id, now=now):
        raise RuleBroken(Broken.MINUTES_CHANGED_MEANWHILE)


async def publish(db: Session, meeting_id: UUID, entered: MinutesStepTaken, *, actor: Viewer, now: datetime) -> Minutes:
    """The public edition becomes public. The internal one never does."""
    row = await _locked(db, actor, meeting_id)
    permit(actor, Act.PUBLISH_MINUTES)
    _check_version(row, entered.version)
    row.state = LIFE.after(row.state, MinutesStep.PUBLISH)
    if row.public_id is None:
        raise RuleBroken(Broken.MINUTES_NOT_PRINTED)
    row.published_at = now
    await files.make_public(db, row.public_id, body_id=row.body_id)
    await publication.publish(db, Published.MINUTES, row.id, body_id=row.body_id, visible_from=now, now=now)
    await _record(db, Act.PUBLISH_MINUTES, row.id, "minutes", actor=actor, now=now)
    return row


async def _locked(db: Session, actor: Viewer, meeting_id: UUID) -> Minutes:
    """The minutes, behind the lock of their meeting: nobody writes on the course of a debate that is being signed."""
    await meetings.to_change(db, actor, meeting_id)
    return await queries.to_change(db, actor, meeting_id)


def _check_version(row: Minutes, version: int) -> None:
    if row.version != version:
        raise StaleVersion(row.version, {})


async def _record(
    db: Session,
    act: Act,
    subject_id: UUID,
    subject_type: str,
    *,
    actor: Viewer,
    now: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=act,
        subject_type=subject_type,
        subject_id=subject_id,
        before=before,
        after=after,
    )
