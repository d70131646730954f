"""Writing up a meeting: the course of the debate, then printing the minutes, and the chair's check of them.

Nothing is rendered here. The bytes are printed and kept before the transaction. What follows the signature is in
``minutes_signed``, what becomes public in ``minutes_public``.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions import files
from beirat.actions.journal import record
from beirat.actions.sealing import Printed, attach, check_facts, check_shown, check_version, item_of, locked, note
from beirat.database import Session
from beirat.queries import ballots, minutes_facts
from beirat.queries import minutes as queries
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.meetings import MeetingState
from beirat.rules.minutes import LIFE, MinutesState, MinutesStep, is_signed
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.profiles import Key
from beirat.tables.agenda import AgendaItem, CourseChange
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes, MinutesRemark, MinutesReturn, MinutesSignature, MinutesStepTaken


async def begin(db: Session, meeting: Meeting, *, actor: Viewer, now: datetime) -> Minutes:
    """With the end of the meeting the draft of its minutes is there."""
    permit(actor, Act.RUN_MEETING)
    known = await queries.draft_of(db, meeting.body_id, meeting.id)
    if known is not None:
        return known
    known_rules = await minutes_facts.rules_of(db, meeting)
    row = Minutes(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        needs_approval=known_rules.flag(Key.MINUTES_APPROVAL_REQUIRED),
        before_approval=known_rules.flag(Key.PUBLISH_BEFORE_APPROVAL),
    )
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
        await _note_course(db, item, before, actor=actor, now=now)
    return item


async def _note_course(db: Session, item: AgendaItem, before: str, *, actor: Viewer, now: datetime) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.RECORD_COURSE,
        subject_type="agenda_item",
        subject_id=item.id,
        before={"course": before},
        after={"course": item.course},
    )


async def check_open(db: Session, meeting: Meeting) -> None:
    """Raises RuleBroken unless the meeting runs or its minutes are still a draft."""
    if meeting.state is MeetingState.RUNNING:
        return
    row = await queries.draft_of(db, meeting.body_id, meeting.id)
    if row is None:
        raise RuleBroken(Broken.MEETING_NOT_RUNNING)
    if row.state is MinutesState.CHAIR_REVIEW:
        raise RuleBroken(Broken.MINUTES_IN_REVIEW)
    if is_signed(row.state):
        raise RuleBroken(Broken.MINUTES_SIGNED)


async def hold_ready(
    db: Session, meeting_id: UUID, entered: MinutesStepTaken, printed: Printed, *, actor: Viewer, now: datetime
) -> Minutes:
    """The internal edition lies ready to be checked and signed, as it was just printed. Replaces an earlier print."""
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.PRINT_MINUTES)
    check_version(row, entered.version)
    if is_signed(row.state):
        raise RuleBroken(Broken.MINUTES_SIGNED)
    await check_facts(db, row, printed.facts_hash, actor=actor)
    old = row.internal_id
    row.internal_id = await attach(db, row, printed.kept, printed.name, now=now)
    row.facts_hash, row.accepted_at = printed.facts_hash, None
    await db.flush()
    if old is not None:
        await files.detach(db, old, body_id=row.body_id)
    await note(db, Act.PRINT_MINUTES, row, actor=actor, now=now, after={"internal": printed.kept.sha256})
    return row


async def hand_to_chair(
    db: Session, meeting_id: UUID, entered: MinutesStepTaken, *, actor: Viewer, now: datetime
) -> Minutes:
    """The office gives the printed minutes to the chair; until they come back their text rests."""
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.HAND_MINUTES_TO_CHAIR)
    check_version(row, entered.version)
    after = LIFE.after(row.state, MinutesStep.HAND_TO_CHAIR)
    if row.internal_id is None:
        raise RuleBroken(Broken.MINUTES_NOT_PRINTED)
    await check_facts(db, row, row.facts_hash, actor=actor)
    row.state, row.handed_at, row.accepted_at = after, now, None
    await note(db, Act.HAND_MINUTES_TO_CHAIR, row, actor=actor, now=now)
    return row


async def give_back(db: Session, meeting_id: UUID, entered: MinutesReturn, *, actor: Viewer, now: datetime) -> Minutes:
    """The chair wants something to be different, and says what under which item. Raises RuleBroken(REASON_NEEDED)."""
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.REVIEW_MINUTES)
    check_version(row, entered.version)
    after = LIFE.after(row.state, MinutesStep.GIVE_BACK)
    remarks = [one for one in entered.remarks if one.text]
    if not remarks:
        raise RuleBroken(Broken.REASON_NEEDED, "remarks-0-text")
    for one in remarks:
        if one.item_id is not None:
            await item_of(db, row, one.item_id, actor=actor)
    row.state, row.given_back_at, row.accepted_at = after, now, None
    db.add_all(
        MinutesRemark(body_id=row.body_id, minutes_id=row.id, item_id=one.item_id, text=one.text, given_at=now)
        for one in remarks
    )
    await note(db, Act.REVIEW_MINUTES, row, actor=actor, now=now, after={"remarks": len(remarks)})
    return row


async def accept(db: Session, meeting_id: UUID, entered: MinutesSignature, *, actor: Viewer, now: datetime) -> Minutes:
    """The chair agrees with the bytes that were shown: now the sheet can be printed and signed."""
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.REVIEW_MINUTES)
    check_version(row, entered.version)
    row.state = LIFE.after(row.state, MinutesStep.ACCEPT)
    await check_shown(db, row, entered.internal_sha256)
    await check_facts(db, row, row.facts_hash, actor=actor)
    row.accepted_at = now
    await note(db, Act.REVIEW_MINUTES, row, actor=actor, now=now, after={"accepted": entered.internal_sha256})
    return row
