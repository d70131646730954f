"""Minutes: printed, checked, signed, distributed, objected to, corrected, approved, let out; and the board's tasks."""

from __future__ import annotations

from uuid import UUID

from api import correction_papers, paper
from api.demo.stage import Stage
from api.printing import printed
from beirat.actions import minutes, minutes_corrections, minutes_public, minutes_signed, objections, tasks
from beirat.actions.files import Kept
from beirat.actions.minutes_corrections import Sheets
from beirat.actions.sealing import Printed
from beirat.queries import agenda as agenda_queries
from beirat.queries import minutes as queries
from beirat.queries import minutes_corrections as correction_queries
from beirat.queries import minutes_facts, minutes_later, resolutions
from beirat.queries import objections as objection_queries
from beirat.queries import tasks as task_queries
from beirat.queries.files import FileView
from beirat.queries.minutes import MinutesView
from beirat.rules.minutes import Edition, Signer
from beirat.rules.objections import ObjectionState, ObjectionStep
from beirat.rules.zones import local_day
from beirat.tables.minutes import (
    MinutesApproval,
    MinutesDistribution,
    MinutesSignature,
    MinutesStepTaken,
    PaperSignatures,
    PublicRelease,
    SignatureEntry,
)
from beirat.tables.minutes_corrections import CorrectionDraft, CorrectionStepTaken, CountDraft
from beirat.tables.objections import ObjectionDecision, ObjectionEntry
from beirat.tables.resolutions import TaskCompletion
from documents.facts import Document

OFFICE, CHAIR = "geschaeftsstelle", "vorsitz"
PLACE = "Musterstadt"


async def hand_to_chair(stage: Stage, number: int) -> None:
    """The office prints the minutes and gives them to the chair."""
    meeting_id, actor = stage.meetings[number], stage.viewers[OFFICE]
    facts = await minutes_facts.internal_facts(stage.db, actor, meeting_id, is_final=True)
    kept = await _keep(stage, paper.minutes(facts))
    sheet = Printed(kept, paper.file_name(facts), minutes_facts.fingerprint(facts))
    await minutes.hold_ready(stage.db, meeting_id, await _step(stage, number), sheet, actor=actor, now=stage.now)
    await stage.db.flush()
    await minutes.hand_to_chair(stage.db, meeting_id, await _step(stage, number), actor=actor, now=stage.now)


async def sign(stage: Stage, number: int) -> None:
    """The chair agrees, the sheet is signed on paper, the office writes down by whom, and tells the members."""
    await hand_to_chair(stage, number)
    meeting_id, chair = stage.meetings[number], stage.viewers[CHAIR]
    shown = await _view(stage, number)
    sha256 = _sha256(shown.internal)
    agreed = MinutesSignature(version=shown.version, internal_sha256=sha256)
    await minutes.accept(stage.db, meeting_id, agreed, actor=chair, now=stage.now)
    await stage.db.flush()
    names = {Signer.CHAIR: shown.statutory.chair, Signer.MINUTE_TAKER: shown.statutory.minute_taker}
    today = local_day(stage.now, stage.calendar.zone)
    signed = PaperSignatures(
        version=(await _view(stage, number)).version,
        internal_sha256=sha256,
        signatures=[
            SignatureEntry(signer=signer, name=names[signer], place=PLACE, signed_on=today)
            for signer in shown.statutory.signers
        ],
    )
    await minutes_signed.record_signatures(stage.db, meeting_id, signed, actor=stage.viewers[OFFICE], now=stage.now)


async def distribute(stage: Stage, number: int) -> None:
    """The members are told."""
    today = local_day(stage.now, stage.calendar.zone)
    entered = MinutesDistribution(version=(await _view(stage, number)).version, distributed_on=today)
    actor = stage.viewers[OFFICE]
    await minutes_signed.distribute(stage.db, stage.meetings[number], entered, actor=actor, now=stage.now)


async def object_to(stage: Stage, number: int, by: str, heading: str, text: str) -> None:
    """A member finds something wrong under an item."""
    items = await agenda_queries.rows(stage.db, stage.body_id, stage.meetings[number])
    item = next(row for row in items if row.heading.startswith(heading))
    entered = ObjectionEntry(
        raised_by=stage.people[by],
        item_id=item.id,
        text=text,
        received_on=local_day(stage.now, stage.calendar.zone),
    )
    await objections.enter(stage.db, stage.meetings[number], entered, actor=stage.viewers[OFFICE], now=stage.now)


async def decide_objection(stage: Stage, number: int, step: ObjectionStep) -> None:
    """The next meeting decided on the objection; the office writes it down."""
    actor = stage.viewers[OFFICE]
    shown = await _view(stage, number)
    raised = await objection_queries.of_minutes(stage.db, actor, shown.id)
    waiting = next(one for one in raised if one.state is ObjectionState.OPEN)
    later = await minutes_later.resolutions(stage.db, actor, stage.meetings[number])
    decided = next(one for one in later if one.heading.startswith("Einwendung"))
    entered = ObjectionDecision(version=waiting.version, resolution_id=decided.id)
    await objections.decide(stage.db, waiting.id, step, entered, actor=actor, now=stage.now)


async def correct_count(stage: Stage, number: int, heading: str, reason: str) -> None:
    """Berichtigung Nr. 1: one vote in favour was an abstention."""
    actor, meeting_id = stage.viewers[OFFICE], stage.meetings[number]
    shown = await _view(stage, number)
    raised = await objection_queries.of_minutes(stage.db, actor, shown.id)
    upheld = next((one.id for one in raised if one.state is ObjectionState.UPHELD), None)
    draft = CorrectionDraft(objection_id=upheld, reason=reason)
    row = await minutes_corrections.begin(stage.db, meeting_id, draft, actor=actor, now=stage.now)
    items = await agenda_queries.rows(stage.db, stage.body_id, meeting_id)
    item = next(one for one in items if one.heading.startswith(heading))
    ballot = (await resolutions.of_items(stage.db, stage.body_id, [item.id]))[0].ballots[0]
    right = CountDraft(
        version=row.version,
        ballot_id=ballot.id,
        yes=ballot.tally.yes - 1,
        no=ballot.tally.no,
        abstained=ballot.tally.abstained + 1,
        invalid=ballot.tally.invalid,
    )
    await minutes_corrections.add_count(stage.db, row.id, right, actor=actor, now=stage.now)
    await stage.db.flush()
    await _seal(stage, number, row.id)


async def _seal(stage: Stage, number: int, correction_id: UUID) -> None:
    actor = stage.viewers[OFFICE]
    facts = await minutes_facts.internal_facts(stage.db, actor, stage.meetings[number])
    view = await correction_queries.view(stage.db, actor, correction_id)
    today = local_day(stage.now, stage.calendar.zone)
    sheets = []
    for edition in Edition:
        kept = await _keep(stage, correction_papers.correction_sheet(facts, view, today, edition))
        sheets.append(Printed(kept, correction_papers.file_name(facts, view, edition)))
    entered = CorrectionStepTaken(version=view.version)
    both = Sheets(sheets[0], sheets[1])
    await minutes_corrections.seal(stage.db, correction_id, entered, both, actor=actor, now=stage.now)


async def approve(stage: Stage, number: int) -> None:
    """The next meeting approved the minutes."""
    actor, meeting_id = stage.viewers[OFFICE], stage.meetings[number]
    items = await minutes_later.items(stage.db, actor, meeting_id)
    item = next(one for one in items if one.heading.startswith("Genehmigung der Niederschrift"))
    entered = MinutesApproval(version=(await _view(stage, number)).version, item_id=item.id)
    await minutes_signed.approve(stage.db, meeting_id, entered, actor=actor, now=stage.now)


async def prepare(stage: Stage, number: int) -> None:
    """The office prepares the public edition."""
    actor, meeting_id = stage.viewers[OFFICE], stage.meetings[number]
    facts = await minutes_facts.public_facts(stage.db, actor, meeting_id, is_final=True)
    sheet = Printed(await _keep(stage, paper.minutes(facts)), paper.file_name(facts))
    await minutes_public.prepare(stage.db, meeting_id, await _step(stage, number), sheet, actor=actor, now=stage.now)


async def release(stage: Stage, number: int) -> None:
    """The chair lets it out."""
    shown = await _view(stage, number)
    entered = PublicRelease(version=shown.version, public_sha256=_sha256(shown.prepared))
    actor = stage.viewers[CHAIR]
    await minutes_public.release(stage.db, stage.meetings[number], entered, actor=actor, now=stage.now)


async def archive(stage: Stage, number: int) -> None:
    """The minutes are filed for good."""
    actor = stage.viewers[OFFICE]
    entered = await _step(stage, number)
    await minutes_signed.archive(stage.db, stage.meetings[number], entered, actor=actor, now=stage.now)


def _sha256(file: FileView | None) -> str:
    if file is None:
        raise LookupError("nothing was printed")
    return file.sha256


async def _view(stage: Stage, number: int) -> MinutesView:
    return await queries.view(stage.db, stage.viewers[OFFICE], stage.meetings[number])


async def _step(stage: Stage, number: int) -> MinutesStepTaken:
    row = await queries.to_change(stage.db, stage.viewers[OFFICE], stage.meetings[number])
    return MinutesStepTaken(version=row.version)


async def _keep(stage: Stage, facts: Document) -> Kept:
    content = await printed(stage.pool, facts)
    return Kept(await stage.storage.keep(stage.body_id, content), len(content))


async def complete_task(stage: Stage, beginning: str, note: str) -> None:
    """The board has done what it set itself to do."""
    actor = stage.viewers[OFFICE]
    task = next(one for one in await task_queries.listing(stage.db, actor) if one.text.startswith(beginning))
    await tasks.complete(stage.db, task.id, TaskCompletion(version=task.version, note=note), actor=actor, now=stage.now)
