"""What lies on an agenda item: motions that are scheduled by it, a recommendation that comes back. Parts of acts on it.

Whether the motions came in time is kept here; a late one is warned of and never refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from beirat.actions import rule_checks
from beirat.actions.motions import move
from beirat.database import Session
from beirat.queries import agenda, motions, people, rules_of_procedure
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import ItemKind, Part
from beirat.rules.motions import MotionState, MotionStep
from beirat.rules.permissions import Act, Viewer
from beirat.rules.recommendations import case_steps
from beirat.rules.year import motion_check
from beirat.rules.zones import local_day
from beirat.tables.agenda import AgendaCase, AgendaItem, AgendaMotion, ItemDraft
from beirat.tables.meetings import Meeting


async def put_papers(
    db: Session, item: AgendaItem, entered: ItemDraft, *, actor: Viewer, now: datetime
) -> list[AgendaMotion | AgendaCase]:
    """What is on the item; it also says what the item is, and how it is called unless the office names it.

    What was dealt with in a non-public part comes back there; a motion can be moved to the public part afterwards.
    """
    if entered.motion_id is not None:
        motion = await schedule(db, entered.motion_id, act=Act.SET_AGENDA, actor=actor, now=now)
        item.kind, item.heading = ItemKind.MOTION, motion
        if item.part is Part.PUBLIC and await agenda.was_non_public(db, item.body_id, entered.motion_id):
            item.part, item.parent_id = Part.NON_PUBLIC, None
        return [AgendaMotion(body_id=item.body_id, item_id=item.id, motion_id=entered.motion_id)]
    if entered.recommendation_id is not None:
        return [await _follow_up(db, item, entered)]
    if entered.kind in (ItemKind.MOTION, ItemKind.FOLLOW_UP):
        raise RuleBroken(Broken.REQUIRED, "motion_id" if entered.kind is ItemKind.MOTION else "recommendation_id")
    return []


async def check_deadline(
    db: Session,
    meeting: Meeting,
    item: AgendaItem,
    papers: Sequence[AgendaMotion | AgendaCase],
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """Keeps whether the motions on the item came in time for this meeting; the chair decides about late ones."""
    submitted = [
        moment
        for paper in papers
        if isinstance(paper, AgendaMotion)
        and (moment := (await motions.within(db, item.body_id, paper.motion_id)).submitted_at)
    ]
    if not submitted:
        return
    zone = (await people.body_by_id(db, meeting.body_id)).time_zone
    rules = await rules_of_procedure.profile_on(
        db, meeting.body_id, meeting.organization_id, local_day(meeting.starts_at, zone)
    )
    check = motion_check(local_day(max(submitted), zone), local_day(meeting.starts_at, zone), rules)
    await rule_checks.keep(db, [check], subject_type="agenda_item", subject_id=item.id, actor=actor, now=now)


async def schedule(db: Session, motion_id: UUID, *, act: Act, actor: Viewer, now: datetime) -> str:
    """The motion is on an agenda now. Returns its title. Raises RuleBroken(ALREADY_ON_AGENDA)."""
    motion = await motions.to_change(db, actor, motion_id)
    if motion.state is MotionState.SCHEDULED:
        raise RuleBroken(Broken.ALREADY_ON_AGENDA, "motion_id")
    await move(db, motion_id, MotionStep.SCHEDULE, act=act, actor=actor, now=now)
    return motion.title


async def _follow_up(db: Session, item: AgendaItem, entered: ItemDraft) -> AgendaCase:
    """What the board is to decide about a recommendation; it must be possible now."""
    if entered.recommendation_id is None or entered.case_step is None:
        raise RuleBroken(Broken.REQUIRED, "case_step")
    row = await agenda.recommendation(db, item.body_id, entered.recommendation_id)
    if await agenda.is_on_open_agenda(db, item.body_id, row.id):
        raise RuleBroken(Broken.ALREADY_ON_AGENDA, "recommendation_id")
    if entered.case_step not in case_steps(row.handling, answered_points=row.points_answered):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, "case_step", step=entered.case_step.value)
    item.kind, item.heading = ItemKind.FOLLOW_UP, f"Empfehlung {row.reference}: {row.title}"
    if not row.is_public and item.part is Part.PUBLIC:
        item.part, item.parent_id = Part.NON_PUBLIC, None
    return AgendaCase(body_id=item.body_id, item_id=item.id, recommendation_id=row.id, step=entered.case_step)
