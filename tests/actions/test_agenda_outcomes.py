"""Sub-items, several papers, standing items; and what is not decided: referred, withdrawn, carried over."""

from __future__ import annotations

import pytest

from beirat.actions import agenda, agenda_template, carrying_over
from beirat.queries import agenda as agenda_queries
from beirat.queries import meetings as queries
from beirat.queries import motions as motion_queries
from beirat.queries import rule_checks
from beirat.queries.agenda import ItemView
from beirat.rules.checks import Finding
from beirat.rules.errors import Broken, NotFound, RuleBroken
from beirat.rules.meetings import ItemKind, ItemOutcome, Part, Referral
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Public, Role
from beirat.rules.profiles import Key
from beirat.tables.agenda import (
    AgendaTemplateChange,
    CarryOver,
    ItemAdjournment,
    ItemChange,
    ItemDraft,
    ItemPaper,
    ItemPlace,
    TemplateItem,
)
from tests.given import Given
from tests.meetings import CANARY, admitted_motion, convened_meeting, item_of, planned_meeting, running_meeting


async def items_of(given: Given, viewer: object, meeting_id: object) -> tuple[ItemView, ...]:
    async with given.database.read() as db:
        return (await queries.view(db, viewer, meeting_id)).items


async def test_a_sub_item_stands_under_its_item_and_in_its_part(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["Bericht", "Ausflug"], hidden=["Vertrag"])
    parent = await item_of(given, office, meeting_id, "Vertrag")

    async with given.database.write() as db:
        below = ItemDraft(heading="Miete", parent_id=parent.id)
        added = await agenda.add_item(db, meeting_id, below, actor=office, now=given.now)
        third = ItemDraft(heading="Nebenkosten", parent_id=added.id)
        with pytest.raises(RuleBroken) as refused:
            await agenda.add_item(db, meeting_id, third, actor=office, now=given.now)

    assert refused.value.code is Broken.SUB_ITEM_OF_SUB_ITEM
    assert [(item.number, item.part) for item in await items_of(given, office, meeting_id)][-2:] == [
        ("N 1", Part.NON_PUBLIC),
        ("N 1.1", Part.NON_PUBLIC),
    ]


async def test_a_parent_of_another_meeting_is_not_there(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    here, there = await planned_meeting(given, office), await planned_meeting(given, office)
    foreign = await item_of(given, office, there, "Eröffnung")
    draft = ItemDraft(heading="Teil", parent_id=foreign.id)

    async with given.database.write() as db:
        with pytest.raises(NotFound):
            await agenda.add_item(db, here, draft, actor=office, now=given.now)


async def test_an_item_takes_what_is_under_it_along_and_leaves_it_free_when_it_goes(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    meeting_id = await planned_meeting(given, office, items=["A", "B"])
    parent, first = await item_of(given, office, meeting_id, "B"), await item_of(given, office, meeting_id, "A")
    async with given.database.write() as db:
        await agenda.add_item(db, meeting_id, ItemDraft(heading="C", parent_id=parent.id), actor=office, now=given.now)

    parent = await item_of(given, office, meeting_id, "B")
    async with given.database.write() as db:
        entered = ItemPlace(version=parent.version, before=first.id)
        await agenda.place_item(db, parent.id, entered, actor=office, now=given.now)
    dragged = [(item.number, item.heading) for item in await items_of(given, office, meeting_id)]
    async with given.database.write() as db:
        await agenda.remove_item(db, parent.id, actor=office, now=given.now)

    assert dragged == [("1", "B"), ("1.1", "C"), ("2", "A")]
    assert [(item.number, item.heading) for item in await items_of(given, office, meeting_id)] == [
        ("1", "C"),
        ("2", "A"),
    ]


async def test_an_item_carries_several_motions_and_a_report_carries_none(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    first, second = await admitted_motion(given, "Radwege"), await admitted_motion(given, "Gehwege")
    meeting_id = await planned_meeting(given, office, items=["Bericht"], motion_ids=[first])
    item, report = [await item_of(given, office, meeting_id, name) for name in ("Radwege", "Bericht")]

    async with given.database.write() as db:
        await agenda.add_paper(db, item.id, ItemPaper(motion_id=second), actor=office, now=given.now)
        with pytest.raises(RuleBroken) as refused:
            await agenda.add_paper(db, report.id, ItemPaper(motion_id=second), actor=office, now=given.now)

    assert refused.value.code is Broken.MOTION_ITEM_ONLY
    assert len((await item_of(given, office, meeting_id, "Radwege")).motions) == 2


async def test_a_late_motion_is_warned_of_and_not_refused(given: Given) -> None:
    office, motion_id = await given.account(Role.OFFICE), await admitted_motion(given)
    meeting_id = await planned_meeting(
        given, office, motion_ids=[motion_id], starts="2026-12-10T18:00", ends="2026-12-10T20:00"
    )
    item = await item_of(given, office, meeting_id, "Radwege")

    async with given.database.read() as db:
        [check] = await rule_checks.of_subject(db, office, item.id)

    assert (check.key, check.given, check.required) == (Key.MOTION_DEADLINE_DAYS, 7, 14)
    assert check.finding is Finding.WARNING


async def test_the_public_reads_its_own_heading_and_no_reason(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member(email="mitglied@beispiel.example")
    meeting_id = await planned_meeting(given, office)
    item = await item_of(given, office, meeting_id, "Eröffnung")
    async with given.database.write() as db:
        entered = ItemChange(
            version=item.version, heading="Beschlusskontrolle", public_heading="Was wurde daraus?", part=Part.PUBLIC
        )
        await agenda.change_item(db, item.id, entered, actor=office, now=given.now)
    async with given.database.read() as db:
        public = await agenda_queries.items(db, Public(office.body_id), meeting_id)
        announced = (await queries.announcement(db, office, meeting_id)).items

    assert [one.heading for one in public] == ["Was wurde daraus?"]
    assert [one.heading for one in announced] == ["Was wurde daraus?"]


async def test_a_referred_item_says_to_whom_and_tells_the_public_the_kind_alone(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member(email="mitglied@beispiel.example")
    meeting_id = await convened_meeting(given, office, items=["Ausflug"])
    item = await item_of(given, office, meeting_id, "Ausflug")
    nobody = ItemAdjournment(version=item.version, reason=CANARY, outcome=ItemOutcome.REFERRED)
    group = nobody.model_copy(update={"referral": Referral.WORKING_GROUP, "referred_to": f"AG {CANARY}"})

    async with given.database.write() as db:
        with pytest.raises(RuleBroken) as refused:
            await agenda.adjourn_item(db, item.id, nobody, actor=office, now=given.now)
        await agenda.adjourn_item(db, item.id, group, actor=office, now=given.now)
    async with given.database.read() as db:
        [public] = await agenda_queries.items(db, Public(office.body_id), meeting_id)

    assert refused.value.code is Broken.REFERRAL_NEEDS_TARGET
    assert (public.outcome, public.referral) == (ItemOutcome.REFERRED, Referral.WORKING_GROUP)
    assert CANARY not in repr(public)


async def test_what_its_mover_withdrew_is_done_with(given: Given) -> None:
    office, motion_id = await given.account(Role.OFFICE), await admitted_motion(given)
    meeting_id = await running_meeting(given, office, motion_ids=[motion_id])
    item = await item_of(given, office, meeting_id, "Radwege")

    async with given.database.write() as db:
        entered = ItemAdjournment(version=item.version, reason="Erledigt", outcome=ItemOutcome.WITHDRAWN)
        await agenda.adjourn_item(db, item.id, entered, actor=office, now=given.now)
        with pytest.raises(RuleBroken) as refused:
            await agenda.resume_item(db, item.id, actor=office, now=given.now)
        state = (await motion_queries.within(db, office.body_id, motion_id)).state

    assert state is MotionState.WITHDRAWN
    assert refused.value.code is Broken.STEP_NOT_POSSIBLE


async def test_what_was_not_reached_is_carried_over_once_with_its_motion(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    motion_id = await admitted_motion(given)
    meeting_id = await running_meeting(given, office, motion_ids=[motion_id])
    later = await planned_meeting(given, office, items=["Bericht"], starts="2027-02-17T18:00", ends="2027-02-17T20:00")
    async with given.database.read() as db:
        version = (await queries.view(db, office, meeting_id)).version

    async with given.database.write() as db:
        rest = ItemAdjournment(version=version, reason="Aus Zeitgründen")
        adjourned = await carrying_over.adjourn_rest(db, meeting_id, rest, actor=office, now=given.now)
    async with given.database.write() as db:
        await carrying_over.carry_over(db, meeting_id, CarryOver(meeting_id=later), actor=office, now=given.now)
    async with given.database.write() as db:
        with pytest.raises(RuleBroken) as refused:
            await carrying_over.carry_over(db, meeting_id, CarryOver(meeting_id=later), actor=office, now=given.now)

    there = await item_of(given, office, later, "Radwege")
    assert [item.heading for item in adjourned] == ["Radwege"]
    assert [paper.id for paper in there.motions] == [motion_id]
    assert refused.value.code is Broken.NOTHING_TO_CARRY_OVER


async def test_a_board_keeps_its_own_standing_items(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    closing = TemplateItem(heading="Ausklang", kind=ItemKind.MISC, is_closing=True, place=1)
    opening = TemplateItem(heading="Begrüßung", planned_minutes=5, place=2)
    async with given.database.write() as db:
        entered = AgendaTemplateChange(items=[closing, opening])
        await agenda_template.keep_template(db, entered, actor=office, now=given.now)
    motion_id = await admitted_motion(given)
    meeting_id = await planned_meeting(given, office, items=[])

    async with given.database.write() as db:
        await agenda.add_standard_items(db, meeting_id, actor=office, now=given.now)
        await agenda.add_item(db, meeting_id, ItemDraft(motion_id=motion_id), actor=office, now=given.now)

    items = await items_of(given, office, meeting_id)
    assert [(item.heading, item.planned_minutes) for item in items] == [
        ("Begrüßung", 5),
        ("Radwege", None),
        ("Ausklang", None),
    ]
