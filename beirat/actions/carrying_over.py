"""What a meeting did not reach: adjourned together, and put on the agenda of another meeting together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from beirat.actions import agenda as setting
from beirat.database import Session
from beirat.queries import agenda, meetings, motions
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import ItemKind, ItemOutcome
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import AgendaCase, AgendaItem, AgendaMotion, CarryOver, ItemAdjournment, ItemDraft, ItemPaper

DECIDABLE = frozenset({ItemKind.MOTION, ItemKind.FOLLOW_UP, ItemKind.ELECTION})


async def adjourn_rest(
    db: Session, meeting_id: UUID, entered: ItemAdjournment, *, actor: Viewer, now: datetime
) -> list[AgendaItem]:
    """Everything that still waits for its decision is adjourned with one reason, so that the meeting can close.

    ``version`` is the meeting's. Raises RuleBroken(NOTHING_TO_CARRY_OVER) where nothing waits.
    """
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.RUN_MEETING)
    setting.check_meeting_version(meeting, entered.version)
    waiting = [
        item
        for item in await agenda.rows(db, meeting.body_id, meeting.id)
        if item.kind in DECIDABLE
        and item.outcome is None
        and not await agenda.is_decided(db, meeting.body_id, item.id)
        and not await agenda.is_withdrawn(db, meeting.body_id, item.id)
    ]
    if not waiting:
        raise RuleBroken(Broken.NOTHING_TO_CARRY_OVER)
    for item in waiting:
        one = ItemAdjournment(version=item.version, reason=entered.reason, outcome=ItemOutcome.ADJOURNED)
        await setting.adjourn_item(db, item.id, one, actor=actor, now=now)
    return waiting


async def carry_over(
    db: Session, meeting_id: UUID, entered: CarryOver, *, actor: Viewer, now: datetime
) -> list[AgendaItem]:
    """What was adjourned comes to the agenda of another meeting, once, with its papers; what is settled stays away."""
    for locked in sorted({meeting_id, entered.meeting_id}):
        await meetings.to_change(db, actor, locked)
    permit(actor, Act.SET_AGENDA)
    carried: dict[UUID, AgendaItem] = {}
    for item in await agenda.to_carry_over(db, actor.body_id, meeting_id):
        draft = await _draft(db, item, carried)
        if draft is not None:
            added = await setting.add_item(db, entered.meeting_id, draft, actor=actor, now=now)
            added.carried_from_id = item.id
            carried[item.id] = added
            await _further_motions(db, item, added, actor=actor, now=now)
    if not carried:
        raise RuleBroken(Broken.NOTHING_TO_CARRY_OVER)
    await db.flush()
    return list(carried.values())


async def _draft(db: Session, item: AgendaItem, carried: Mapping[UUID, AgendaItem]) -> ItemDraft | None:
    """The item as it comes back; None where its motion is no longer free or its recommendation moved on."""
    parent = carried.get(item.parent_id) if item.parent_id else None
    draft = ItemDraft(
        heading=item.heading,
        public_heading=item.public_heading,
        part=item.part,
        kind=item.kind,
        parent_id=parent.id if parent else None,
        planned_minutes=item.planned_minutes,
        non_public_reason=item.non_public_reason,
    )
    links = await agenda.links(db, item.body_id, item.id)
    free = await _free_motions(db, links)
    cases = [link for link in links if isinstance(link, AgendaCase)]
    if item.kind is ItemKind.MOTION:
        return draft.model_copy(update={"motion_id": free[0]}) if free else None
    if cases:
        [case] = cases
        if not await agenda.can_come_back(db, case):
            return None
        return draft.model_copy(update={"recommendation_id": case.recommendation_id, "case_step": case.step})
    return draft


async def _free_motions(db: Session, links: list[AgendaMotion | AgendaCase]) -> list[UUID]:
    """The motions that wait for a meeting."""
    on_item = sorted(link.motion_id for link in links if isinstance(link, AgendaMotion))
    rows = [await motions.within(db, link.body_id, link.motion_id) for link in links if isinstance(link, AgendaMotion)]
    free = {row.id for row in rows if row.state is MotionState.ADMITTED}
    return [motion_id for motion_id in on_item if motion_id in free]


async def _further_motions(db: Session, item: AgendaItem, added: AgendaItem, *, actor: Viewer, now: datetime) -> None:
    """An item that carried several motions carries them again."""
    for motion_id in await _free_motions(db, await agenda.links(db, item.body_id, item.id)):
        await setting.add_paper(db, added.id, ItemPaper(motion_id=motion_id), actor=actor, now=now)
