"""Items that come to an agenda by another way than the office's hand: late ones, and what another meeting left open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from beirat.actions import agenda as base
from beirat.actions.agenda_papers import put_papers, schedule
from beirat.database import Session
from beirat.queries import agenda
from beirat.rules.agenda import CUSTOMARY, inserted
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import ItemKind, Part, late_number
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import AgendaCase, AgendaItem, AgendaMotion, ItemDraft
from beirat.tables.invitations import LateItem
from beirat.tables.meetings import Meeting


async def add_late_items(
    db: Session, meeting: Meeting, entered: Sequence[LateItem], dispatch: int, *, actor: Viewer, now: datetime
) -> list[AgendaItem]:
    """Items of a supplement, each behind the item that it is to follow: what was sent as 3 is followed by 3a."""
    permit(actor, Act.CONVENE_MEETING)
    rows = await agenda.rows(db, meeting.body_id, meeting.id)
    added = [await _add_late(db, meeting, rows, late, dispatch, actor=actor, now=now) for late in entered]
    base.arrange(rows, base.slots_of(rows))
    await db.flush()
    return added


async def _add_late(
    db: Session,
    meeting: Meeting,
    rows: list[AgendaItem],
    late: LateItem,
    dispatch: int,
    *,
    actor: Viewer,
    now: datetime,
) -> AgendaItem:
    draft = ItemDraft(heading=late.heading, part=late.part, motion_id=late.motion_id)
    await base.check_second_call(db, meeting, draft)
    item = _copy(meeting, late.part, ItemKind.REPORT, "")
    item.dispatch_number = dispatch
    papers = await put_papers(db, item, draft, actor=actor, now=now)
    item.heading = late.heading or item.heading
    if not item.heading:
        raise RuleBroken(Broken.REQUIRED, "heading")
    _place_late(rows, item, late.after_id)
    db.add(item)
    await db.flush()
    db.add_all(papers)
    await base.record_item(db, item, actor=actor, now=now, after=base.shown(item))
    return item


def _place_late(rows: list[AgendaItem], item: AgendaItem, after_id: UUID | None) -> None:
    """Puts the item behind another one of its part, before what closes the part unless it is said where."""
    mine = [row for row in rows if row.part is item.part]
    before = next((row for row in mine if row.id == after_id), None)
    if before is None:
        order = inserted(base.slots_of(rows), base.slot_of(item))
        at = next(place for place, slot in enumerate(order) if slot.id == item.id)
        before = rows[at - 1] if at and rows[at - 1].part is item.part else None
    at = rows.index(before) + 1 if before else len(rows) if item.part is Part.NON_PUBLIC else 0
    taken = {row.number for row in rows}
    first = "N 1" if item.part is Part.NON_PUBLIC else "1"
    item.number = late_number(before.number, taken) if before else first
    item.position = 0
    rows.insert(at, item)


async def carry_over(
    db: Session, meeting: Meeting, left: Sequence[AgendaItem], *, actor: Viewer, now: datetime
) -> list[AgendaItem]:
    """The items that another meeting left open, behind an opening, with their papers and in their parts."""
    permit(actor, Act.PLAN_MEETING)
    opening = CUSTOMARY.opening[0]
    new = [_copy(meeting, Part.PUBLIC, opening.kind, opening.heading)]
    new += [_copy(meeting, item.part, item.kind, item.heading) for item in left]
    db.add_all(new)
    for position, item in enumerate(new, start=1):
        item.position = position
    await db.flush()
    for old, item in zip(left, new[1:], strict=True):
        for link in await agenda.links(db, meeting.body_id, old.id):
            await _take_along(db, link, item, actor=actor, now=now)
        await base.record_item(db, item, actor=actor, now=now, after=base.shown(item))
    return new


def _copy(meeting: Meeting, part: Part, kind: ItemKind, heading: str) -> AgendaItem:
    return AgendaItem(body_id=meeting.body_id, meeting_id=meeting.id, position=0, part=part, kind=kind, heading=heading)


async def _take_along(
    db: Session, link: AgendaMotion | AgendaCase, item: AgendaItem, *, actor: Viewer, now: datetime
) -> None:
    """The paper of an item, on another one."""
    if isinstance(link, AgendaMotion):
        await schedule(db, link.motion_id, act=Act.PLAN_MEETING, actor=actor, now=now)
        db.add(AgendaMotion(body_id=item.body_id, item_id=item.id, motion_id=link.motion_id))
    else:
        recommendation_id, step = link.recommendation_id, link.step
        db.add(AgendaCase(body_id=item.body_id, item_id=item.id, recommendation_id=recommendation_id, step=step))
