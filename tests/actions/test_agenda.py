"""Setting an agenda before the invitations go out, and putting items off afterwards."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from sqlmodel import col, select

from beirat.actions import agenda, meetings
from beirat.queries import agenda as agenda_queries
from beirat.queries import meetings as queries
from beirat.rules.agenda import CUSTOMARY, Direction
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.meetings import ItemKind, Part
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Role, Viewer
from beirat.rules.recommendations import CaseStep
from beirat.tables.agenda import ItemAdjournment, ItemChange, ItemDraft, ItemMove
from beirat.tables.base import new_id
from beirat.tables.journal import JournalDetail, JournalEntry
from beirat.tables.motions import Motion
from tests.given import Given
from tests.given_cases import Cases
from tests.meetings import CANARY, admitted_motion, convened_meeting, item_of, planned_meeting, running_meeting


async def headings(given: Given, viewer: Viewer, meeting_id: UUID) -> list[str]:
    async with given.database.read() as db:
        return [item.heading for item in (await queries.view(db, viewer, meeting_id)).items]


async def motion(given: Given, viewer: Viewer, motion_id: UUID) -> Motion:
    async with given.database.read() as db:
        return (await db.exec(select(Motion).where(Motion.body_id == viewer.body_id, Motion.id == motion_id))).one()


async def test_a_motion_on_the_agenda_brings_its_title_and_is_scheduled(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    motion_id = await admitted_motion(given, "Radwege")
    meeting_id = await planned_meeting(given, office, items=["Verschiedenes"])

    async with given.database.write() as db:
        item = await agenda.add_item(db, meeting_id, ItemDraft(motion_id=motion_id), actor=office, now=given.now)

    assert (item.kind, item.heading) == (ItemKind.MOTION, "Radwege")
    assert await headings(given, office, meeting_id) == ["Radwege", "Verschiedenes"]
    assert (await motion(given, office, motion_id)).state is MotionState.SCHEDULED


async def test_a_motion_is_on_one_agenda_at_a_time(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    motion_id = await admitted_motion(given)
    await planned_meeting(given, office, motion_ids=[motion_id])

    with pytest.raises(RuleBroken) as refused:
        await planned_meeting(given, office, motion_ids=[motion_id])

    assert refused.value.code is Broken.ALREADY_ON_AGENDA
    assert refused.value.problems[0].field == "motion_id"


async def test_two_who_add_the_same_motion_at_once_put_it_on_once(given: Given) -> None:
    office, motion_id = await given.account(Role.OFFICE), await admitted_motion(given)
    meeting_id = await planned_meeting(given, office, items=[])

    async def add() -> None:
        async with given.database.write() as db:
            await agenda.add_item(db, meeting_id, ItemDraft(motion_id=motion_id), actor=office, now=given.now)

    results = await asyncio.gather(add(), add(), return_exceptions=True)

    assert sorted(type(result).__name__ for result in results) in (
        ["NoneType", "RuleBroken"],
        ["NoneType", "StaleVersion"],
    )
    assert await headings(given, office, meeting_id) == ["Radwege"]


async def test_many_who_add_items_at_once_lose_none(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=[])

    async def add(number: int) -> None:
        async with given.database.write() as db:
            await agenda.add_item(db, meeting_id, ItemDraft(heading=f"Punkt {number}"), actor=office, now=given.now)

    await asyncio.gather(*(add(number) for number in range(6)))

    assert sorted(await headings(given, office, meeting_id)) == [f"Punkt {number}" for number in range(6)]


async def test_a_free_item_needs_a_heading(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    with pytest.raises(RuleBroken) as refused:
        await planned_meeting(given, office, items=[""])

    assert (refused.value.code, refused.value.problems[0].field) == (Broken.REQUIRED, "heading")


async def test_a_motion_that_was_not_admitted_stays_off_the_agenda(given: Given) -> None:
    office, member = await given.account(Role.OFFICE), await given.account(Role.MEMBER)
    from tests.actions.test_motions import submitted

    motion_id = await submitted(given, member)

    with pytest.raises(RuleBroken) as refused:
        await planned_meeting(given, office, motion_ids=[motion_id])

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE


async def test_what_does_not_exist_cannot_be_put_on(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    with pytest.raises(NotFound):
        await planned_meeting(given, office, motion_ids=[new_id()])


async def test_the_customary_items_come_with_one_button_and_only_once(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["Beratung"], hidden=["Personal"])

    for _ in range(2):
        async with given.database.write() as db:
            await agenda.add_standard_items(db, meeting_id, actor=office, now=given.now)

    opening, closing = [item.heading for item in CUSTOMARY.opening], [item.heading for item in CUSTOMARY.closing]
    assert await headings(given, office, meeting_id) == [*opening, "Beratung", *closing, "Personal"]


async def test_an_item_moves_up_and_counts_as_changed(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["A", "B"])
    item = await item_of(given, office, meeting_id, "B")
    entered = ItemMove(version=item.version, direction=Direction.UP)

    async with given.database.write() as db:
        await agenda.move_item(db, item.id, entered, actor=office, now=given.now)

    assert await headings(given, office, meeting_id) == ["B", "A"]
    with pytest.raises(StaleVersion):
        async with given.database.write() as db:
            await agenda.move_item(db, item.id, entered, actor=office, now=given.now)


async def test_an_item_changes_its_part_and_goes_to_the_end_of_it(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["A", "B"], hidden=["C"])
    item = await item_of(given, office, meeting_id, "A")

    async with given.database.write() as db:
        entered = ItemChange(version=item.version, heading="A, vertraulich", part=Part.NON_PUBLIC)
        await agenda.change_item(db, item.id, entered, actor=office, now=given.now)

    assert await headings(given, office, meeting_id) == ["B", "C", "A, vertraulich"]


async def test_an_old_copy_of_an_item_is_refused_with_the_kept_heading(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["A"])
    item = await item_of(given, office, meeting_id, "A")
    async with given.database.write() as db:
        entered = ItemChange(version=item.version, heading="B", part=Part.PUBLIC)
        await agenda.change_item(db, item.id, entered, actor=office, now=given.now)

    with pytest.raises(StaleVersion) as stale:
        async with given.database.write() as db:
            await agenda.change_item(db, item.id, entered, actor=office, now=given.now)

    assert stale.value.theirs["heading"] == "B"


async def test_a_removed_motion_waits_for_another_meeting(given: Given) -> None:
    office, motion_id = await given.account(Role.OFFICE), await admitted_motion(given)
    meeting_id = await planned_meeting(given, office, items=["A"], motion_ids=[motion_id])
    item = await item_of(given, office, meeting_id, "Radwege")

    async with given.database.write() as db:
        await agenda.remove_item(db, item.id, version=item.version, actor=office, now=given.now)

    assert await headings(given, office, meeting_id) == ["A"]
    assert (await motion(given, office, motion_id)).state is MotionState.ADMITTED


async def test_an_agenda_that_was_sent_is_not_changed(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler")
    meeting_id = await convened_meeting(given, office)
    item = await item_of(given, office, meeting_id, "Eröffnung")

    async def refusal(act: object) -> Broken:
        with pytest.raises(RuleBroken) as refused:
            await act  # type: ignore[misc]
        return refused.value.code

    async with given.database.read() as db:
        who = {"actor": office, "now": given.now}
        change = ItemChange(version=item.version, heading="Anders", part=Part.PUBLIC)
        move = ItemMove(version=item.version, direction=Direction.UP)
        codes = [
            await refusal(agenda.add_item(db, meeting_id, ItemDraft(heading="Spät"), **who)),
            await refusal(agenda.add_standard_items(db, meeting_id, **who)),
            await refusal(agenda.change_item(db, item.id, change, **who)),
            await refusal(agenda.move_item(db, item.id, move, **who)),
            await refusal(agenda.remove_item(db, item.id, **who)),
        ]
    assert codes == [Broken.AGENDA_FROZEN] * 5


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MINUTE_TAKER, Role.OBSERVER])
async def test_members_read_the_agenda_and_do_not_set_it(given: Given, role: Role) -> None:
    office, viewer = await given.account(Role.OFFICE), await given.account(role)
    meeting_id = await planned_meeting(given, office)

    with pytest.raises(NotPermitted):
        async with given.database.write() as db:
            await agenda.add_item(db, meeting_id, ItemDraft(heading="Meins"), actor=viewer, now=given.now)


async def test_for_the_administration_a_non_public_item_does_not_exist(given: Given) -> None:
    office, unit = await given.account(Role.OFFICE), await given.account(Role.ADMINISTRATION)
    await given.member("Adler")
    meeting_id = await convened_meeting(given, office, hidden=["Personal"])
    item = await item_of(given, office, meeting_id, "Personal")

    entered = ItemAdjournment(version=item.version, reason="Neugier")
    with pytest.raises(NotFound):
        async with given.database.write() as db:
            await agenda.adjourn_item(db, item.id, entered, actor=unit, now=given.now)


async def test_an_adjourned_item_sends_its_motion_back_and_can_be_taken_up_again(given: Given) -> None:
    office, motion_id = await given.account(Role.OFFICE), await admitted_motion(given)
    meeting_id = await running_meeting(given, office, motion_ids=[motion_id])
    item = await item_of(given, office, meeting_id, "Radwege")

    async with given.database.write() as db:
        entered = ItemAdjournment(version=item.version, reason="Zu wenig Zeit")
        await agenda.adjourn_item(db, item.id, entered, actor=office, now=given.now)
    adjourned = await motion(given, office, motion_id)
    async with given.database.write() as db:
        await agenda.resume_item(db, item.id, actor=office, now=given.now)
    resumed = await motion(given, office, motion_id)

    assert (adjourned.state, adjourned.times_adjourned) == (MotionState.ADMITTED, 1)
    assert (resumed.state, resumed.times_adjourned) == (MotionState.SCHEDULED, 0)
    assert (await item_of(given, office, meeting_id, "Radwege")).outcome is None


async def test_before_the_invitations_an_item_is_removed_not_adjourned(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office)
    item = await item_of(given, office, meeting_id, "Eröffnung")

    entered = ItemAdjournment(version=item.version, reason="Keine Lust")
    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await agenda.adjourn_item(db, item.id, entered, actor=office, now=given.now)

    assert refused.value.code is Broken.MEETING_NOT_RUNNING


async def test_a_cancelled_meeting_keeps_its_agenda(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["A"])

    async with given.database.write() as db:
        await meetings.cancel(db, meeting_id, actor=office, now=given.now)

    assert await headings(given, office, meeting_id) == ["A"]
    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await agenda.add_item(db, meeting_id, ItemDraft(heading="B"), actor=office, now=given.now)
    assert refused.value.code is Broken.AGENDA_FROZEN


async def follow_up(given: Given, cases: Cases, recommendation_id: UUID, step: CaseStep) -> UUID:
    """A planned meeting on whose agenda the recommendation is to be dealt with again."""
    office = await cases.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=[])
    draft = ItemDraft(recommendation_id=recommendation_id, case_step=step)
    async with given.database.write() as db:
        await agenda.add_item(db, meeting_id, draft, actor=office, now=given.now)
    return meeting_id


async def test_a_recommendation_comes_back_with_what_is_to_be_decided(given: Given) -> None:
    cases = Cases.of(given)
    recommendation_id = await cases.received()

    meeting_id = await follow_up(given, cases, recommendation_id, CaseStep.WITHDRAW)

    async with given.database.read() as db:
        item = (await queries.view(db, await cases.account(Role.OFFICE), meeting_id)).items[0]
    assert item.kind is ItemKind.FOLLOW_UP
    assert item.case is not None
    assert (item.case.recommendation_id, item.case.step) == (recommendation_id, CaseStep.WITHDRAW)
    assert item.heading == f"Empfehlung {item.case.reference}: {item.case.title}"


async def test_an_answer_that_is_not_there_cannot_be_found_insufficient(given: Given) -> None:
    cases = Cases.of(given)
    recommendation_id = await cases.received()

    with pytest.raises(RuleBroken) as refused:
        await follow_up(given, cases, recommendation_id, CaseStep.INSUFFICIENT)

    assert (refused.value.code, refused.value.problems[0].field) == (Broken.STEP_NOT_POSSIBLE, "case_step")


async def test_a_recommendation_waits_on_one_agenda_at_a_time(given: Given) -> None:
    cases = Cases.of(given)
    recommendation_id = await cases.received()
    await follow_up(given, cases, recommendation_id, CaseStep.CLOSE)

    async with given.database.read() as db:
        choices = await agenda_queries.follow_ups(db, await cases.account(Role.OFFICE))
    with pytest.raises(RuleBroken) as refused:
        await follow_up(given, cases, recommendation_id, CaseStep.CLOSE)

    assert choices == []
    assert refused.value.code is Broken.ALREADY_ON_AGENDA


async def test_what_was_decided_in_private_comes_back_in_private_and_stays_there(given: Given) -> None:
    cases = Cases.of(given)
    office = await cases.account(Role.OFFICE)
    secret = await cases.received(await cases.decided(part=Part.NON_PUBLIC, title="Vertraulich"))
    meeting_id = await follow_up(given, cases, secret, CaseStep.CLOSE)
    async with given.database.read() as db:
        item = (await queries.view(db, office, meeting_id)).items[0]
    to_public = ItemChange(version=item.version, heading="Vertraulich", part=Part.PUBLIC)

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await agenda.change_item(db, item.id, to_public, actor=office, now=given.now)

    assert item.part is Part.NON_PUBLIC
    assert refused.value.code is Broken.NON_PUBLIC_MATTER


async def test_a_motion_that_was_put_off_in_private_comes_back_in_private(given: Given) -> None:
    office, motion_id = await given.account(Role.OFFICE), await admitted_motion(given)
    first = await planned_meeting(given, office)
    async with given.database.write() as db:
        draft = ItemDraft(motion_id=motion_id, part=Part.NON_PUBLIC)
        item = await agenda.add_item(db, first, draft, actor=office, now=given.now)
    async with given.database.write() as db:
        await meetings.convene(db, first, actor=office, now=given.now)
    async with given.database.write() as db:
        entered = ItemAdjournment(version=(await item_of(given, office, first, "Radwege")).version, reason="Später")
        await agenda.adjourn_item(db, item.id, entered, actor=office, now=given.now)

    second = await planned_meeting(given, office, motion_ids=[motion_id])

    assert (await item_of(given, office, second, "Radwege")).part is Part.NON_PUBLIC


async def test_the_journal_does_not_hold_what_is_not_public(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["Offen"], hidden=[CANARY])
    item = await item_of(given, office, meeting_id, CANARY)
    async with given.database.write() as db:
        await agenda.remove_item(db, item.id, actor=office, now=given.now)

    async with given.database.read() as db:
        query = select(JournalDetail).join(JournalEntry, col(JournalEntry.id) == col(JournalDetail.id))
        details = repr([row.detail for row in await db.exec(query.where(JournalEntry.body_id == office.body_id))])

    assert "Offen" in details
    assert CANARY not in details
