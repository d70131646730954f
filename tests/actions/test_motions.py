"""Drafting, handing in and reviewing a motion."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import motions
from beirat.queries import motions as queries
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.motions import Audience, Field, MotionState, MotionStep
from beirat.rules.permissions import Role, Viewer
from beirat.tables.jobs import Job
from beirat.tables.journal import JournalEntry
from beirat.tables.motions import MotionChange, MotionDraft, MotionReview, PointDraft
from tests.given import Given

DRAFT = MotionDraft(
    title="Sprachkurse am Abend",
    reasons="Viele arbeiten tagsüber.",
    field=Field.LANGUAGE,
    points=[
        PointDraft(text="Der Landkreis bietet Abendkurse an.", audience=Audience.ADMINISTRATION),
        PointDraft(text="Der Beirat wirbt dafür.", audience=Audience.BOARD),
    ],
)


async def drafted(given: Given, member: Viewer, draft: MotionDraft = DRAFT) -> UUID:
    async with given.database.write() as db:
        return (await motions.draft(db, draft, actor=member, now=given.now)).id


async def submitted(given: Given, member: Viewer) -> UUID:
    motion_id = await drafted(given, member)
    async with given.database.write() as db:
        await motions.submit(db, motion_id, 1, actor=member, now=given.now)
    return motion_id


async def seen(given: Given, viewer: Viewer, motion_id: UUID) -> queries.MotionView:
    async with given.database.read() as db:
        return await queries.view(db, viewer, motion_id)


async def test_a_draft_is_seen_by_its_author_alone(given: Given) -> None:
    author, colleague = await given.account(Role.MEMBER), await given.account(Role.MEMBER)
    chair = await given.account(Role.CHAIR)

    motion_id = await drafted(given, author)

    assert (await seen(given, author, motion_id)).title == DRAFT.title
    for other in (colleague, chair):
        with pytest.raises(NotFound):
            await seen(given, other, motion_id)


async def test_handing_in_gives_a_number_once_and_asks_for_a_receipt(given: Given) -> None:
    member = await given.account(Role.MEMBER)
    motion_id = await drafted(given, member)

    async with given.database.write() as db:
        motion = await motions.submit(db, motion_id, 1, actor=member, now=given.now)

    assert motion.reference == "A-2026/001"
    assert motion.state is MotionState.SUBMITTED
    async with given.database.read() as db:
        keys = list(await db.exec(select(Job.unique_key)))
    assert any(key.startswith("notice:motion_submitted") for key in keys)


async def test_numbers_have_no_gaps_when_many_hand_in_at_once(given: Given) -> None:
    member = await given.account(Role.MEMBER)
    ids = [await drafted(given, member) for _ in range(8)]

    async def hand_in(motion_id: UUID) -> int | None:
        async with given.database.write() as db:
            return (await motions.submit(db, motion_id, 1, actor=member, now=given.now)).number

    numbers = await asyncio.gather(*(hand_in(motion_id) for motion_id in ids))

    assert sorted(number or 0 for number in numbers) == list(range(1, 9))


async def test_an_unfinished_motion_is_kept_as_draft_but_not_handed_in(given: Given) -> None:
    member = await given.account(Role.MEMBER)
    motion_id = await drafted(given, member, MotionDraft(title="Nur ein Titel", field=Field.WORK))

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await motions.submit(db, motion_id, 1, actor=member, now=given.now)

    assert [problem.code for problem in refused.value.problems] == [Broken.NO_POINTS, Broken.REQUIRED]
    assert (await seen(given, member, motion_id)).state is MotionState.DRAFT


async def test_writing_anew_over_somebody_elses_change_shows_both_texts(given: Given) -> None:
    member = await given.account(Role.MEMBER)
    motion_id = await drafted(given, member)
    first = MotionChange(**DRAFT.model_dump() | {"title": "Erste Fassung"}, version=1)
    second = MotionChange(**DRAFT.model_dump() | {"title": "Zweite Fassung"}, version=1)
    async with given.database.write() as db:
        await motions.revise(db, motion_id, first, actor=member, now=given.now)

    with pytest.raises(StaleVersion) as stale:
        async with given.database.write() as db:
            await motions.revise(db, motion_id, second, actor=member, now=given.now)

    assert stale.value.theirs["title"] == "Erste Fassung"
    assert stale.value.version == 2
    assert (await seen(given, member, motion_id)).title == "Erste Fassung"


async def test_only_the_points_changing_counts_as_a_change(given: Given) -> None:
    member = await given.account(Role.MEMBER)
    motion_id = await drafted(given, member)
    change = MotionChange(**DRAFT.model_dump(exclude={"points"}), points=DRAFT.points[:1], version=1)

    async with given.database.write() as db:
        await motions.revise(db, motion_id, change, actor=member, now=given.now)

    motion = await seen(given, member, motion_id)
    assert motion.version == 2
    assert [point.text for point in motion.points] == ["Der Landkreis bietet Abendkurse an."]


async def test_only_the_chair_reviews(given: Given) -> None:
    member, office = await given.account(Role.MEMBER), await given.account(Role.OFFICE)
    motion_id = await submitted(given, member)

    with pytest.raises(NotPermitted):
        async with given.database.write() as db:
            await motions.review(db, motion_id, MotionStep.ADMIT, MotionReview(version=2), actor=office, now=given.now)


async def test_sending_back_needs_a_reason(given: Given) -> None:
    member, chair = await given.account(Role.MEMBER), await given.account(Role.CHAIR)
    motion_id = await submitted(given, member)

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await motions.review(db, motion_id, MotionStep.RETURN, MotionReview(version=2), actor=chair, now=given.now)

    assert refused.value.problems[0].field == "reason"


async def test_a_motion_that_comes_back_keeps_its_number_and_every_wording(given: Given) -> None:
    member, chair = await given.account(Role.MEMBER), await given.account(Role.CHAIR)
    motion_id = await submitted(given, member)
    async with given.database.write() as db:
        review = MotionReview(version=2, reason="Bitte kürzer.")
        await motions.review(db, motion_id, MotionStep.RETURN, review, actor=chair, now=given.now)
    async with given.database.write() as db:
        change = MotionChange(**DRAFT.model_dump() | {"reasons": "Kürzer."}, version=3)
        await motions.revise(db, motion_id, change, actor=member, now=given.now)

    async with given.database.write() as db:
        motion = await motions.submit(db, motion_id, 4, actor=member, now=given.now)

    async with given.database.read() as db:
        wordings = await queries.versions_of(db, member.body_id, motion_id)
    assert motion.reference == "A-2026/001"
    assert [version.wording["reasons"] for version in wordings] == ["Viele arbeiten tagsüber.", "Kürzer."]


async def test_other_peoples_motions_are_not_withdrawn(given: Given) -> None:
    member, office = await given.account(Role.MEMBER), await given.account(Role.OFFICE)
    motion_id = await submitted(given, member)

    with pytest.raises(NotPermitted):
        async with given.database.write() as db:
            await motions.withdraw(db, motion_id, 2, actor=office, now=given.now)


async def test_the_administration_sees_no_motions(given: Given) -> None:
    member, unit = await given.account(Role.MEMBER), await given.account(Role.ADMINISTRATION)
    motion_id = await submitted(given, member)

    with pytest.raises(NotFound):
        await seen(given, unit, motion_id)
    async with given.database.read() as db:
        assert await queries.listing(db, unit) == []


async def test_another_district_sees_nothing(given: Given) -> None:
    member = await given.account(Role.MEMBER)
    motion_id = await submitted(given, member)
    elsewhere = await given.account(Role.CHAIR, in_district=await given.body("andersland"))

    with pytest.raises(NotFound):
        await seen(given, elsewhere, motion_id)


async def test_every_step_is_in_the_journal(given: Given) -> None:
    member = await given.account(Role.MEMBER)
    motion_id = await submitted(given, member)

    async with given.database.read() as db:
        acts = list(
            await db.exec(
                select(JournalEntry.act)
                .where(JournalEntry.body_id == member.body_id, JournalEntry.object_id == motion_id)
                .order_by(JournalEntry.id)
            )
        )
    assert acts == ["draft_motion", "submit_motion"]


async def test_the_list_goes_on_where_it_ended(given: Given) -> None:
    member = await given.account(Role.MEMBER)
    for _ in range(3):
        await drafted(given, member)
        given.clock.move(minutes=1)  # type: ignore[attr-defined]

    async with given.database.read() as db:
        first = await queries.listing(db, member, limit=2)
        rest = await queries.listing(db, member, after=(first[1].created_at, first[1].id), limit=2)

    assert len(first) == 3
    assert [line.id for line in rest] == [first[2].id]
