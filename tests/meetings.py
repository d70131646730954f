"""Meetings and motions to begin a test with, made through the verbs that users use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from beirat.actions import agenda, meetings, motions
from beirat.queries import meetings as queries
from beirat.queries.agenda import ItemView
from beirat.rules.meetings import Part
from beirat.rules.motions import Audience, Field, MotionStep
from beirat.rules.permissions import Role, Viewer
from beirat.tables.agenda import ItemDraft
from beirat.tables.meetings import MeetingPlan
from beirat.tables.motions import MotionDraft, MotionReview, PointDraft
from tests.given import Given

CANARY = "Kanarienvogelwort"


def plan(
    *,
    starts: str = "2026-12-17T18:00",
    ends: str = "2026-12-17T20:30",
    location: str = "Kreishaus, Raum 2",
    note: str = "",
) -> MeetingPlan:
    return MeetingPlan(
        starts_at=datetime.fromisoformat(starts), ends_at=datetime.fromisoformat(ends), location=location, note=note
    )


async def planned_meeting(
    given: Given,
    office: Viewer,
    *,
    items: Sequence[str] = ("Eröffnung",),
    hidden: Sequence[str] = (),
    motion_ids: Sequence[UUID] = (),
    starts: str = "2026-12-17T18:00",
    ends: str = "2026-12-17T20:30",
) -> UUID:
    """A meeting two weeks from now, with an agenda."""
    async with given.database.write() as db:
        meeting = await meetings.plan(db, plan(starts=starts, ends=ends), actor=office, now=given.now)
        drafts = [
            *(ItemDraft(heading=heading) for heading in items),
            *(ItemDraft(motion_id=motion_id) for motion_id in motion_ids),
            *(ItemDraft(heading=heading, part=Part.NON_PUBLIC) for heading in hidden),
        ]
        for draft in drafts:
            await agenda.add_item(db, meeting.id, draft, actor=office, now=given.now)
    return meeting.id


async def convened_meeting(
    given: Given,
    office: Viewer,
    *,
    items: Sequence[str] = ("Eröffnung",),
    hidden: Sequence[str] = (),
    motion_ids: Sequence[UUID] = (),
) -> UUID:
    """A meeting to which everybody was invited; there must be members."""
    meeting_id = await planned_meeting(given, office, items=items, hidden=hidden, motion_ids=motion_ids)
    async with given.database.write() as db:
        await meetings.convene(db, meeting_id, actor=office, now=given.now)
    return meeting_id


async def running_meeting(
    given: Given, office: Viewer, *, hidden: Sequence[str] = (), motion_ids: Sequence[UUID] = ()
) -> UUID:
    """A meeting that was opened an hour ago; the clock moved on to its evening."""
    await given.member(email="mitglied@beispiel.example")
    meeting_id = await convened_meeting(given, office, hidden=hidden, motion_ids=motion_ids)
    given.clock.move(days=14, hours=1)
    async with given.database.write() as db:
        at = datetime.fromisoformat("2026-12-17T18:00")
        await meetings.open_meeting(db, meeting_id, at=at, actor=office, now=given.now)
    return meeting_id


async def admitted_motion(given: Given, title: str = "Radwege") -> UUID:
    """A motion that the chair admitted."""
    member, chair = await given.account(Role.MEMBER), await given.account(Role.CHAIR)
    draft = MotionDraft(
        title=title,
        reasons="Darum.",
        field=Field.LANGUAGE,
        points=[PointDraft(text="Der Landkreis baut Radwege.", audience=Audience.ADMINISTRATION)],
    )
    async with given.database.write() as db:
        motion = await motions.draft(db, draft, actor=member, now=given.now)
    async with given.database.write() as db:
        await motions.submit(db, motion.id, 1, actor=member, now=given.now)
    async with given.database.write() as db:
        await motions.review(db, motion.id, MotionStep.ADMIT, MotionReview(version=2), actor=chair, now=given.now)
    return motion.id


async def item_of(given: Given, viewer: Viewer, meeting_id: UUID, heading: str) -> ItemView:
    """The item with this heading."""
    async with given.database.read() as db:
        meeting = await queries.view(db, viewer, meeting_id)
    return next(item for item in meeting.items if item.heading == heading)


def form_to(page: str, ending: str, holding: str = "") -> dict[str, str]:
    """The hidden fields of the page's form that posts to an address with this ending and holds this text."""
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        if re.search(rf'action="[^"]*{re.escape(ending)}"', form) and holding in form:
            return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
    raise LookupError(ending)
