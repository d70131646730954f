"""Corrections of signed minutes: begun, filled entry by entry, sealed, and let out by a second person.

The minutes and their ballots stay as they are; the correction says beside them what is right (§ 61 Abs. 3 HGO).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from beirat.actions import files, publication
from beirat.actions.journal import record
from beirat.actions.sealing import Printed, drop_prepared, item_of, locked, today_of
from beirat.database import Session
from beirat.queries import extracts, objections
from beirat.queries import files as file_queries
from beirat.queries import minutes_corrections as queries
from beirat.rules.errors import Broken, NotFound, RuleBroken, StaleVersion, refuse_if
from beirat.rules.minutes import is_signed
from beirat.rules.minutes_corrections import LIFE, CorrectionState, CorrectionStep, Subject, count_problem
from beirat.rules.objections import ObjectionState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.voting import Outcome, Share, Tally, outcome
from beirat.tables.ballots import Ballot
from beirat.tables.minutes import Minutes
from beirat.tables.minutes_corrections import (
    Correction,
    CorrectionDraft,
    CorrectionEntry,
    CorrectionRelease,
    CorrectionStepTaken,
    CountDraft,
    EntryDraft,
)
from beirat.tables.publication import Published


@dataclass(frozen=True, slots=True)
class Sheets:
    """A correction as printed; ``public`` is None where nothing in it is for everybody."""

    internal: Printed
    public: Printed | None


async def begin(db: Session, meeting_id: UUID, entered: CorrectionDraft, *, actor: Viewer, now: datetime) -> Correction:
    """A correction gets its number: because the board upheld an objection, or because of an obvious mistake.

    Raises RuleBroken(MINUTES_NOT_SIGNED) where the text itself can still be changed.
    """
    minutes = await locked(db, actor, meeting_id)
    permit(actor, Act.CORRECT_MINUTES)
    if not is_signed(minutes.state):
        raise RuleBroken(Broken.MINUTES_NOT_SIGNED)
    if entered.objection_id is not None:
        await _check_upheld(db, minutes, entered.objection_id, actor=actor)
    row = Correction(
        body_id=minutes.body_id,
        minutes_id=minutes.id,
        number=await queries.next_number(db, minutes),
        objection_id=entered.objection_id,
        reason=entered.reason,
    )
    db.add(row)
    await db.flush()
    await _record(db, Act.CORRECT_MINUTES, row, actor=actor, now=now, after={"number": row.number})
    return row


async def _check_upheld(db: Session, minutes: Minutes, objection_id: UUID, *, actor: Viewer) -> None:
    objection = await objections.to_change(db, actor, objection_id)
    if objection.minutes_id != minutes.id:
        raise NotFound
    if objection.state is not ObjectionState.UPHELD:
        raise RuleBroken(Broken.RESOLUTION_NEEDED, "objection_id")


async def add_entry(
    db: Session, correction_id: UUID, entered: EntryDraft, *, actor: Viewer, now: datetime
) -> Correction:
    """What was wrong under an item, and what is right. Counts go by ``add_count``."""
    row, minutes = await _to_change(db, correction_id, entered.version, actor=actor)
    permit(actor, Act.CORRECT_MINUTES)
    row.state = LIFE.after(row.state, CorrectionStep.CHANGE)
    if entered.subject is Subject.COUNT:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, "subject")
    item = await item_of(db, minutes, entered.item_id, actor=actor)
    db.add(
        CorrectionEntry(
            body_id=row.body_id,
            correction_id=row.id,
            item_id=item.id,
            subject=entered.subject,
            wrong=entered.wrong,
            right=entered.right,
        )
    )
    row.touch()
    await _record(db, Act.CORRECT_MINUTES, row, actor=actor, now=now, after={"item_id": item.id})
    return row


async def add_count(
    db: Session, correction_id: UUID, entered: CountDraft, *, actor: Viewer, now: datetime
) -> Correction:
    """The right numbers of a ballot. The ballot keeps its own; what follows from the right ones is said, not done.

    Raises RuleBroken(BALLOT_DOES_NOT_SUM).
    """
    row, minutes = await _to_change(db, correction_id, entered.version, actor=actor)
    permit(actor, Act.CORRECT_MINUTES)
    row.state = LIFE.after(row.state, CorrectionStep.CHANGE)
    ballot = await queries.ballot_of(db, row.body_id, minutes.meeting_id, entered.ballot_id)
    if ballot.uncounted is not None:
        raise RuleBroken(Broken.NO_BALLOT_HERE, "ballot_id")
    right = Tally(entered.yes, entered.no, entered.abstained, entered.invalid)
    present = ballot.present if entered.present is None else entered.present
    problem = count_problem(right, _without_vote(ballot), present, "yes")
    refuse_if([problem] if problem else [])
    db.add(_count(row, ballot, right, present))
    row.touch()
    await _record(db, Act.CORRECT_MINUTES, row, actor=actor, now=now, after={"ballot_id": ballot.id})
    return row


def _without_vote(ballot: Ballot) -> int:
    """How many were present and gave no vote: they are not counted anew."""
    return ballot.present - ballot.yes - ballot.no - ballot.abstained - ballot.invalid


def _count(row: Correction, ballot: Ballot, right: Tally, present: int) -> CorrectionEntry:
    return CorrectionEntry(
        body_id=row.body_id,
        correction_id=row.id,
        item_id=ballot.item_id,
        subject=Subject.COUNT,
        wrong=_numbers(ballot.yes, ballot.no, ballot.abstained, ballot.invalid),
        right=_numbers(right.yes, right.no, right.abstained, right.invalid),
        ballot_id=ballot.id,
        yes=right.yes,
        no=right.no,
        abstained=right.abstained,
        invalid=right.invalid,
        present=present,
        outcome=_outcome(ballot, right),
    )


def _outcome(ballot: Ballot, right: Tally) -> Outcome:
    """What the right numbers come to, by the majority that is frozen in the ballot."""
    share = Share(Fraction(ballot.numerator, ballot.denominator), ballot.base, is_strict=ballot.is_strict)
    counted = replace(right, not_voting=ballot.not_voting, excluded=ballot.excluded)
    return outcome(counted, share, statutory=ballot.statutory)


def _numbers(*counted: int) -> str:
    """9/1/2/0: yes, no, abstained, invalid; the sentence is made where it is shown."""
    return "/".join(str(one) for one in counted)


async def remove_entry(
    db: Session,
    correction_id: UUID,
    entry_id: UUID,
    entered: CorrectionStepTaken,
    *,
    actor: Viewer,
    now: datetime,
) -> Correction:
    """An entry was a mistake: it goes, as long as the correction is not sealed."""
    row, _ = await _to_change(db, correction_id, entered.version, actor=actor)
    permit(actor, Act.CORRECT_MINUTES)
    row.state = LIFE.after(row.state, CorrectionStep.CHANGE)
    for entry in await queries.entries_of(db, row):
        if entry.id == entry_id:
            await db.delete(entry)
    row.touch()
    await _record(db, Act.CORRECT_MINUTES, row, actor=actor, now=now, after={"removed": entry_id})
    return row


async def seal(
    db: Session,
    correction_id: UUID,
    entered: CorrectionStepTaken,
    printed: Sheets,
    *,
    actor: Viewer,
    now: datetime,
) -> Correction:
    """The correction is finished: its sheets are kept as printed, and whoever got an extract is owed a new one."""
    row, minutes = await _to_change(db, correction_id, entered.version, actor=actor)
    permit(actor, Act.CORRECT_MINUTES)
    after = LIFE.after(row.state, CorrectionStep.SEAL)
    entries = await queries.entries_of(db, row)
    if not entries:
        raise RuleBroken(Broken.CORRECTION_EMPTY)
    row.internal_id = await _attach(db, row, printed.internal, now=now)
    row.public_id = await _attach(db, row, printed.public, now=now) if printed.public else None
    row.state, row.sealed_on, row.sealed_by = after, await today_of(db, minutes, now), actor.account_id
    await drop_prepared(db, minutes)
    touched = [entry.item_id for entry in entries if entry.subject in (Subject.COUNT, Subject.WORDING)]
    for sent in await extracts.sent_on_items(db, row.body_id, touched):
        sent.again_since = sent.again_since or row.sealed_on
    await _record(db, Act.CORRECT_MINUTES, row, actor=actor, now=now, after={"sealed": printed.internal.kept.sha256})
    return row


async def _attach(db: Session, row: Correction, printed: Printed, *, now: datetime) -> UUID:
    attachment = await files.attach(
        db, printed.kept, printed.name, object_type="correction", object_id=row.id, body_id=row.body_id, now=now
    )
    return attachment.id


async def release(
    db: Session, correction_id: UUID, entered: CorrectionRelease, *, actor: Viewer, now: datetime
) -> Correction:
    """A second person lets the public sheet out, once the public edition of the minutes is out.

    Raises RuleBroken(OTHER_PERSON_NEEDED) for whoever sealed it.
    """
    row, minutes = await queries.to_change(db, actor, correction_id)
    permit(actor, Act.PUBLISH_MINUTES)
    _check_version(row, entered.version)
    if row.state is not CorrectionState.SEALED or row.public_id is None or row.published_at is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    if minutes.published_at is None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    if row.sealed_by == actor.account_id:
        raise RuleBroken(Broken.OTHER_PERSON_NEEDED)
    ready = await file_queries.files_of(db, row.body_id, [row.public_id])
    if ready[row.public_id].sha256 != entered.public_sha256:
        raise RuleBroken(Broken.MINUTES_CHANGED_MEANWHILE, "public_sha256")
    row.published_at, row.published_by = now, actor.account_id
    await files.make_public(db, row.public_id, body_id=row.body_id)
    await publication.touch(db, Published.MINUTES, minutes.id, body_id=row.body_id, now=now)
    await _record(db, Act.PUBLISH_MINUTES, row, actor=actor, now=now, after={"public": entered.public_sha256})
    return row


async def _to_change(db: Session, correction_id: UUID, version: int, *, actor: Viewer) -> tuple[Correction, Minutes]:
    """The correction and its minutes, locked; not if it is sealed or changed meanwhile."""
    row, minutes = await queries.to_change(db, actor, correction_id)
    if row.state is CorrectionState.SEALED:
        raise RuleBroken(Broken.CORRECTION_SEALED)
    _check_version(row, version)
    return row, minutes


def _check_version(row: Correction, version: int) -> None:
    if row.version != version:
        raise StaleVersion(row.version, {})


async def _record(
    db: Session, act: Act, row: Correction, *, actor: Viewer, now: datetime, after: Mapping[str, object]
) -> None:
    await record(db, actor=actor, now=now, act=act, subject_type="correction", subject_id=row.id, after=after)
