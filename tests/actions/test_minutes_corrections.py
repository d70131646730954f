"""Objections decided by the board, corrections beside signed minutes, extracts that are owed again."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import ballots, extracts, minutes_corrections, minutes_signed, objections
from beirat.actions.minutes_corrections import Sheets
from beirat.actions.sealing import Printed
from beirat.database import Session
from beirat.queries import extracts as extract_queries
from beirat.queries import minutes_corrections as queries
from beirat.queries import objections as objection_queries
from beirat.queries import resolutions
from beirat.queries.minutes_corrections import CorrectionView
from beirat.queries.objections import ObjectionView
from beirat.queries.resolutions import BallotView
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken
from beirat.rules.minutes import MinutesState
from beirat.rules.minutes_corrections import CorrectionState, Subject
from beirat.rules.objections import ObjectionState, ObjectionStep
from beirat.rules.permissions import Role
from beirat.rules.voting import Outcome
from beirat.tables.ballots import Ballot, ItemVote
from beirat.tables.extracts import ExtractSending
from beirat.tables.minutes import MinutesApproval
from beirat.tables.minutes_corrections import (
    CorrectionDraft,
    CorrectionRelease,
    CorrectionStepTaken,
    CountDraft,
    EntryDraft,
)
from beirat.tables.objections import ObjectionDecision, ObjectionEntry
from tests.given import Given
from tests.support.evening import Evening, running_evening
from tests.support.minutes import (
    approve,
    distribute,
    kept,
    next_meeting,
    prepare,
    release,
    signed,
    today,
    view,
)

MOTION = "Sprachkurse am Abend"


async def sent_evening(given: Given, **count: object) -> Evening:
    """A closed meeting whose minutes are signed and distributed."""
    evening = await running_evening(given)
    await evening.vote(MOTION, **count)
    await evening.close()
    await signed(evening)
    await distribute(evening)
    return evening


async def raised(evening: Evening, *, received_on: date | None = None) -> ObjectionView:
    entered = ObjectionEntry(
        raised_by=evening.people[3], item_id=evening.items[MOTION], text="Ich habe mich enthalten.",
        received_on=received_on or today(evening),
    )  # fmt: skip
    async with evening.given.database.write() as db:
        await objections.enter(db, evening.meeting_id, entered, actor=evening.office, now=evening.now)
    return (await all_objections(evening))[-1]


async def all_objections(evening: Evening) -> list[ObjectionView]:
    found = await view(evening)
    async with evening.given.database.read() as db:
        return await objection_queries.of_minutes(db, evening.office, found.id)


async def board_resolution(evening: Evening, item_id: UUID) -> UUID:
    """The later meeting decides something under its item."""
    async with evening.given.database.write() as db:
        vote = ItemVote(wording="Der Beirat entscheidet über die Einwendung.", yes=11)
        return (await ballots.decide_item(db, item_id, vote, actor=evening.office, now=evening.now)).id


async def decide(evening: Evening, one: ObjectionView, step: ObjectionStep, resolution_id: UUID) -> ObjectionView:
    entered = ObjectionDecision(version=one.version, resolution_id=resolution_id)
    async with evening.given.database.write() as db:
        await objections.decide(db, one.id, step, entered, actor=evening.office, now=evening.now)
    return next(other for other in await all_objections(evening) if other.id == one.id)


async def ballot_of(evening: Evening) -> BallotView:
    async with evening.given.database.read() as db:
        found = await resolutions.of_items(db, evening.office.body_id, [evening.items[MOTION]])
    return found[0].ballots[0]


async def begun(evening: Evening, *, objection_id: UUID | None = None) -> CorrectionView:
    draft = CorrectionDraft(objection_id=objection_id, reason="Ein Zählfehler.")
    async with evening.given.database.write() as db:
        row = await minutes_corrections.begin(db, evening.meeting_id, draft, actor=evening.office, now=evening.now)
    return await correction(evening, row.id)


async def correction(evening: Evening, correction_id: UUID) -> CorrectionView:
    async with evening.given.database.read() as db:
        return await queries.view(db, evening.office, correction_id)


async def counted(evening: Evening, one: CorrectionView, **numbers: int) -> CorrectionView:
    draft = CountDraft(version=one.version, ballot_id=(await ballot_of(evening)).id, **numbers)
    async with evening.given.database.write() as db:
        await minutes_corrections.add_count(db, one.id, draft, actor=evening.office, now=evening.now)
    return await correction(evening, one.id)


async def sealed(evening: Evening, one: CorrectionView) -> CorrectionView:
    sheets = Sheets(Printed(kept(b"internal sheet"), "intern.pdf"), Printed(kept(b"public sheet"), "oeffentlich.pdf"))
    async with evening.given.database.write() as db:
        step = CorrectionStepTaken(version=one.version)
        await minutes_corrections.seal(db, one.id, step, sheets, actor=evening.office, now=evening.now)
    return await correction(evening, one.id)


async def test_an_objection_is_in_time_on_the_last_day_and_late_on_the_next(given: Given) -> None:
    evening = await sent_evening(given)  # distributed on 17 December: the fourteenth day is New Year's Eve
    given.clock.move(days=20)

    in_time = await raised(evening, received_on=date(2026, 12, 31))
    late = await raised(evening, received_on=date(2027, 1, 1))

    assert (await view(evening)).objections_until == date(2026, 12, 31)
    assert (in_time.is_late, late.is_late) == (False, True)
    assert {one.state for one in (in_time, late)} == {ObjectionState.OPEN}


async def test_an_objection_comes_neither_before_the_dispatch_nor_tomorrow(given: Given) -> None:
    evening = await sent_evening(given)

    codes = []
    for day in (today(evening) - timedelta(days=1), today(evening) + timedelta(days=1)):
        with pytest.raises(RuleBroken) as refused:
            await raised(evening, received_on=day)
        codes.append(refused.value.code)

    assert codes == [Broken.EVENT_BEFORE_CAUSE, Broken.DATE_IN_FUTURE]


async def test_the_board_decides_by_a_resolution_of_a_later_meeting_and_of_no_other(given: Given) -> None:
    evening = await sent_evening(given)
    one = await raised(evening)
    async with given.database.read() as db:
        own = (await resolutions.of_items(db, evening.office.body_id, [evening.items[MOTION]]))[0].id

    with pytest.raises(NotFound):
        await decide(evening, one, ObjectionStep.REJECT, own)
    rejected = await decide(
        evening, one, ObjectionStep.REJECT, await board_resolution(evening, await next_meeting(evening))
    )

    assert (rejected.state, rejected.decided_on) == (ObjectionState.REJECTED, date(2027, 1, 20))


async def test_minutes_are_not_approved_while_an_objection_waits_or_its_correction_is_owed(given: Given) -> None:
    evening = await sent_evening(given)
    one = await raised(evening)
    item_id = await next_meeting(evening)

    with pytest.raises(RuleBroken) as undecided:
        await approve(evening, item_id)
    await decide(evening, one, ObjectionStep.UPHOLD, await board_resolution(evening, item_id))
    with pytest.raises(RuleBroken) as owed:
        await approve(evening, item_id)
    right = await counted(evening, await begun(evening, objection_id=one.id), yes=10, abstained=1)
    await sealed(evening, right)
    approved = await approve(evening, item_id)

    assert (undecided.value.code, owed.value.code) == (Broken.OBJECTIONS_OPEN, Broken.CORRECTION_OWED)
    assert approved.state is MinutesState.CORRECTED_APPROVED


async def test_a_correction_waits_for_the_signature_and_for_the_boards_decision(given: Given) -> None:
    evening = await running_evening(given)
    await evening.vote()
    await evening.close()

    with pytest.raises(RuleBroken) as unsigned:
        await begun(evening)
    await signed(evening)
    await distribute(evening)
    one = await raised(evening)
    with pytest.raises(RuleBroken) as undecided:
        await begun(evening, objection_id=one.id)

    assert (unsigned.value.code, undecided.value.code) == (Broken.MINUTES_NOT_SIGNED, Broken.RESOLUTION_NEEDED)


async def test_a_corrected_count_leaves_the_ballot_and_says_whether_the_result_stays(given: Given) -> None:
    evening = await sent_evening(given, yes=6, no=5)
    before = await ballot_of(evening)

    same = await counted(evening, await begun(evening), yes=6, no=4, abstained=1)
    other = await counted(evening, await begun(evening), yes=5, no=6)
    await sealed(evening, same)
    await sealed(evening, other)

    assert [one.entries[0].stays for one in (same, other)] == [True, False]
    assert other.entries[0].count is not None
    assert other.entries[0].count.outcome is Outcome.REJECTED
    assert await ballot_of(evening) == before
    async with given.database.read() as db:
        row = (await db.exec(select(Ballot).where(Ballot.body_id == evening.office.body_id))).one()
    assert (row.yes, row.no, row.outcome) == (6, 5, Outcome.ADOPTED)


async def test_a_corrected_count_must_add_up(given: Given) -> None:
    evening = await sent_evening(given, yes=6, no=5)
    one = await begun(evening)

    with pytest.raises(RuleBroken) as refused:
        await counted(evening, one, yes=7, no=5)
    with_one_more = await counted(evening, one, yes=7, no=5, present=12)

    assert refused.value.code is Broken.BALLOT_DOES_NOT_SUM
    assert with_one_more.entries[0].count is not None
    assert with_one_more.entries[0].count.present == 12


async def test_corrections_are_numbered_and_never_change_once_sealed(given: Given) -> None:
    evening = await sent_evening(given)
    first = await sealed(evening, await counted(evening, await begun(evening), yes=10, abstained=1))
    second = await begun(evening)

    with pytest.raises(RuleBroken) as changed:
        await counted(evening, first, yes=9, abstained=2)
    with pytest.raises(RuleBroken) as empty:
        await sealed(evening, second)

    assert [(one.number, one.state) for one in (first, second)] == [
        (1, CorrectionState.SEALED),
        (2, CorrectionState.DRAFT),
    ]
    assert (changed.value.code, empty.value.code) == (Broken.CORRECTION_SEALED, Broken.CORRECTION_EMPTY)


async def test_a_correction_is_let_out_by_a_second_person_once_the_minutes_are_out(given: Given) -> None:
    evening = await sent_evening(given)
    await approve(evening, await next_meeting(evening))
    await prepare(evening)
    await release(evening)
    chair = evening.chair
    one = await begun(evening)
    right = await sealed(evening, await counted(evening, one, yes=10, abstained=1))
    assert right.public is not None
    entered = CorrectionRelease(version=right.version, public_sha256=right.public.sha256)

    async def let_out(db: Session) -> None:
        await minutes_corrections.release(db, right.id, entered, actor=chair, now=evening.now)

    async with given.database.write() as db:
        with pytest.raises(NotPermitted):
            await minutes_corrections.release(db, right.id, entered, actor=evening.office, now=evening.now)
        await let_out(db)

    assert (await correction(evening, right.id)).published_at == evening.now


async def test_a_text_that_was_wrong_stays_internal_unless_everybody_reads_it(given: Given) -> None:
    evening = await sent_evening(given)
    one = await begun(evening)
    for subject, item in (
        (Subject.COURSE, MOTION),
        (Subject.WORDING, MOTION),
        (Subject.WORDING, "Ein Einzelfall"),
        (Subject.OTHER, MOTION),
    ):
        version = (await correction(evening, one.id)).version
        entry = EntryDraft(version=version, item_id=evening.items[item], subject=subject, wrong="So.", right="Anders.")
        async with given.database.write() as db:
            await minutes_corrections.add_entry(db, one.id, entry, actor=evening.office, now=evening.now)

    entries = (await correction(evening, one.id)).entries

    assert [(one.subject, one.heading) for one in entries if one.is_public] == [(Subject.WORDING, MOTION)]


async def test_whoever_got_an_extract_is_owed_a_new_one_after_a_correction_and_only_then(given: Given) -> None:
    evening = await sent_evening(given)
    async with given.database.read() as db:
        resolution = (await resolutions.of_items(db, evening.office.body_id, [evening.items[MOTION]]))[0].id
    await made(evening, resolution, "first")
    await sent(evening, "Landratsbüro")
    before = (await extracts_of(evening))[0].is_owed_again

    await sealed(evening, await counted(evening, await begun(evening), yes=10, abstained=1))
    owed = (await extracts_of(evening))[0]
    with pytest.raises(RuleBroken):
        await sent(evening, "Landratsbüro", on=today(evening) + timedelta(days=1))
    await made(evening, resolution, "corrected")
    await sent(evening, "Landratsbüro")
    settled = (await extracts_of(evening))[0]

    assert (before, owed.is_owed_again, settled.is_owed_again) == (False, True, False)
    assert [one.recipient for one in settled.sent] == ["Landratsbüro", "Landratsbüro"]


async def test_making_extracts_again_changes_nothing(given: Given) -> None:
    evening = await sent_evening(given)
    async with given.database.read() as db:
        resolution = (await resolutions.of_items(db, evening.office.body_id, [evening.items[MOTION]]))[0].id

    first = await made(evening, resolution, "same")
    again = await made(evening, resolution, "same")

    assert (first, again) == (1, 0)


async def test_what_belongs_to_the_minutes_is_nobodys_of_another_district(given: Given) -> None:
    evening = await sent_evening(given)
    one = await raised(evening)
    right = await begun(evening)
    stranger = await given.account(Role.OFFICE, in_district=await given.body("anderland"))
    administration = await given.account(Role.ADMINISTRATION)

    for viewer in (stranger, administration):
        async with given.database.read() as db:
            with pytest.raises(NotFound):
                await objection_queries.to_change(db, viewer, one.id)
            with pytest.raises(NotFound):
                await queries.view(db, viewer, right.id)
            entered = MinutesApproval(version=1, item_id=evening.items[MOTION])
            with pytest.raises(NotFound):
                await minutes_signed.approve(db, evening.meeting_id, entered, actor=viewer, now=evening.now)


async def made(evening: Evening, resolution_id: UUID, says: str) -> int:
    sheet = Printed(kept(says.encode()), "auszug.pdf", kept(says.encode()).sha256)
    async with evening.given.database.write() as db:
        done = await extracts.keep(
            db, evening.meeting_id, {resolution_id: sheet}, actor=evening.office, now=evening.now
        )
        return len(done)


async def sent(evening: Evening, recipient: str, *, on: date | None = None) -> None:
    latest = (await extracts_of(evening))[0]
    entered = ExtractSending(version=latest.version, recipient=recipient, sent_on=on or today(evening))
    async with evening.given.database.write() as db:
        await extracts.note_sending(db, latest.id, entered, actor=evening.office, now=evening.now)


async def extracts_of(evening: Evening) -> list[extract_queries.ExtractView]:
    async with evening.given.database.read() as db:
        return await extract_queries.of_meeting(db, evening.office, evening.meeting_id)
