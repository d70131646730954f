"""From the signature to the archive: the bytes are frozen, the members get them, a later meeting approves them.

Days are entered as they stand on paper: never before their cause, never in the future (§ 61 HGO as model).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from beirat.actions import files
from beirat.actions.notices import Happening, notify
from beirat.actions.sealing import (
    Printed,
    attach,
    check_day,
    check_facts,
    check_shown,
    check_version,
    drop_prepared,
    locked,
    note,
    today_of,
)
from beirat.database import Session
from beirat.queries import files as file_queries
from beirat.queries import minutes_corrections, minutes_facts, minutes_later, objections, people
from beirat.rules.calendars import LandCalendar
from beirat.rules.errors import Broken, Problem, RuleBroken, refuse_if
from beirat.rules.minutes import (
    LIFE,
    Dated,
    MinutesStep,
    Signing,
    is_signed,
    objection_end,
    order_problems,
    signers_of,
)
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.profiles import Key
from beirat.rules.zones import local_day
from beirat.tables.minutes import (
    Minutes,
    MinutesApproval,
    MinutesDistribution,
    MinutesSignature,
    MinutesSigner,
    MinutesStepTaken,
    PaperSignatures,
    SignatureEntry,
)


async def sign(db: Session, meeting_id: UUID, entered: MinutesSignature, *, actor: Viewer, now: datetime) -> Minutes:
    """The chair confirms the bytes that were shown, without paper; from now on nothing in them changes.

    Raises RuleBroken(MINUTES_CHANGED_MEANWHILE) if they are not the ones that lie ready, or the facts changed since.
    """
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.SIGN_MINUTES)
    check_version(row, entered.version)
    after = LIFE.after(row.state, MinutesStep.SIGN)
    await check_shown(db, row, entered.internal_sha256)
    await check_facts(db, row, row.facts_hash, actor=actor)
    row.state, row.signing = after, Signing.ELECTRONIC
    row.signed_at, row.signed_by, row.signed_on = now, actor.account_id, await today_of(db, row, now)
    await note(db, Act.SIGN_MINUTES, row, actor=actor, now=now, after={"internal": entered.internal_sha256})
    return row


async def record_signatures(
    db: Session, meeting_id: UUID, entered: PaperSignatures, *, actor: Viewer, now: datetime
) -> Minutes:
    """The printed sheet came back signed: who signed where and when; the bytes printed on it are frozen.

    Refused before the chair accepted them, and unless everybody signed whom the rules of procedure ask for.
    """
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.RECORD_SIGNATURES)
    check_version(row, entered.version)
    after = LIFE.after(row.state, MinutesStep.SIGN)
    if row.accepted_at is None:
        raise RuleBroken(Broken.MINUTES_IN_REVIEW)
    await check_shown(db, row, entered.internal_sha256)
    await _check_signatures(db, row, entered.signatures, now=now)
    row.state, row.signing, row.signed_at, row.signed_by = after, Signing.PAPER, now, actor.account_id
    row.signed_on = max(one.signed_on for one in entered.signatures)
    db.add_all(_signer(row, one) for one in entered.signatures)
    told = {one.signer.value: one.signed_on for one in entered.signatures}
    await note(db, Act.RECORD_SIGNATURES, row, actor=actor, now=now, after=told)
    return row


async def _check_signatures(db: Session, row: Minutes, signed: Sequence[SignatureEntry], *, now: datetime) -> None:
    """Each of the signers once, none before the meeting or in the future. Raises RuleBroken with all problems."""
    meeting = await minutes_facts.meeting_held(db, row.body_id, row.meeting_id)
    zone = (await people.body_by_id(db, row.body_id)).time_zone
    wanted = signers_of((await minutes_facts.rules_of(db, meeting)).text(Key.MINUTES_SIGNERS))
    there = [one.signer for one in signed]
    problems = [
        Problem(Broken.SIGNATURE_MISSING, "signatures-0-name", {"signer": signer.value})
        for signer in wanted
        if there.count(signer) != 1
    ]
    days = [Dated(one.signed_on, f"signatures-{place}-signed_on") for place, one in enumerate(signed)]
    held_on = local_day(meeting.starts_at, zone)
    refuse_if([*problems, *order_problems(days, cause=held_on, today=local_day(now, zone))])


def _signer(row: Minutes, one: SignatureEntry) -> MinutesSigner:
    return MinutesSigner(
        body_id=row.body_id,
        minutes_id=row.id,
        signer=one.signer,
        name=one.name,
        place=one.place,
        signed_on=one.signed_on,
    )


async def file_scan(
    db: Session, meeting_id: UUID, entered: MinutesStepTaken, scan: Printed, *, actor: Viewer, now: datetime
) -> Minutes:
    """The scan of the signed sheet is filed, as a further file; it is never published and seals nothing."""
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.RECORD_SIGNATURES)
    check_version(row, entered.version)
    if not is_signed(row.state):
        raise RuleBroken(Broken.MINUTES_NOT_SIGNED)
    old = row.scan_id
    row.scan_id = await attach(db, row, scan.kept, scan.name, now=now, kind=file_queries.SIGNED_SHEET)
    await db.flush()
    if old is not None:
        await files.detach(db, old, body_id=row.body_id)
    await note(db, Act.RECORD_SIGNATURES, row, actor=actor, now=now, after={"scan": scan.kept.sha256})
    return row


async def distribute(
    db: Session, meeting_id: UUID, entered: MinutesDistribution, *, actor: Viewer, now: datetime
) -> Minutes:
    """The members are told that the minutes are there, by mail or letter; from this day the time for objections runs.

    No mail carries the internal edition: it is read signed in.
    """
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.DISTRIBUTE_MINUTES)
    check_version(row, entered.version)
    after = LIFE.after(row.state, MinutesStep.DISTRIBUTE)
    body = await people.body_by_id(db, row.body_id)
    await check_day(db, row, entered.distributed_on, "distributed_on", cause=row.signed_on, now=now)
    meeting = await minutes_facts.meeting_held(db, row.body_id, row.meeting_id)
    days = (await minutes_facts.rules_of(db, meeting)).number(Key.MINUTES_OBJECTION_DAYS)
    row.state, row.distributed_on = after, entered.distributed_on
    row.objections_until = objection_end(entered.distributed_on, days, LandCalendar(body.land))
    await notify(db, Happening.MINUTES_DISTRIBUTED, row.meeting_id, key="minutes", body_id=row.body_id, now=now)
    told = {"distributed_on": row.distributed_on, "objections_until": row.objections_until}
    await note(db, Act.DISTRIBUTE_MINUTES, row, actor=actor, now=now, after=told)
    return row


async def approve(db: Session, meeting_id: UUID, entered: MinutesApproval, *, actor: Viewer, now: datetime) -> Minutes:
    """A later meeting approved the minutes; after a correction, as corrected.

    Refused while an objection is undecided (OBJECTIONS_OPEN), or upheld without its correction (CORRECTION_OWED).
    """
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.APPROVE_MINUTES)
    check_version(row, entered.version)
    counts = await objections.counts(db, row)
    is_corrected = await minutes_corrections.sealed_count(db, row) > 0
    after = LIFE.after(row.state, MinutesStep.APPROVE_CORRECTED if is_corrected else MinutesStep.APPROVE)
    if counts.undecided:
        raise RuleBroken(Broken.OBJECTIONS_OPEN, number=counts.undecided)
    if counts.without_correction:
        raise RuleBroken(Broken.CORRECTION_OWED)
    item, held = await minutes_later.item(db, row, entered.item_id)
    if entered.resolution_id is not None:
        await minutes_later.resolution(db, row, entered.resolution_id)
    approved_on = local_day(held.starts_at, (await people.body_by_id(db, row.body_id)).time_zone)
    await check_day(db, row, approved_on, "item_id", cause=row.distributed_on, now=now)
    row.state, row.approved_on = after, approved_on
    row.approval_item_id, row.approval_resolution_id = item.id, entered.resolution_id
    await drop_prepared(db, row)
    await note(db, Act.APPROVE_MINUTES, row, actor=actor, now=now, after={"approved_on": approved_on})
    return row


async def archive(db: Session, meeting_id: UUID, entered: MinutesStepTaken, *, actor: Viewer, now: datetime) -> Minutes:
    """The approved minutes are filed for good."""
    row = await locked(db, actor, meeting_id)
    permit(actor, Act.ARCHIVE_MINUTES)
    check_version(row, entered.version)
    row.state = LIFE.after(row.state, MinutesStep.ARCHIVE)
    row.archived_at = now
    await note(db, Act.ARCHIVE_MINUTES, row, actor=actor, now=now)
    return row
