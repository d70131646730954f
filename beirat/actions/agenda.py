"""What is done with an agenda: items are added, named, moved, removed; and adjourned once the invitations are out.

The meeting is the aggregate root: every verb locks it first and counts it as changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from beirat.actions import publication
from beirat.actions.agenda_papers import check_deadline, put_papers, schedule
from beirat.actions.journal import record
from beirat.actions.motions import move
from beirat.database import Session
from beirat.queries import agenda, meetings, motions
from beirat.rules.agenda import Direction, Slot, StandardItem, completed, inserted, moved, placed
from beirat.rules.errors import Broken, NotFound, RuleBroken, StaleVersion
from beirat.rules.meetings import LIFE, ItemKind, ItemOutcome, MeetingState, MeetingStep, Part, late_number
from beirat.rules.motions import MotionStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import (
    AgendaItem,
    AgendaMotion,
    ItemAdjournment,
    ItemChange,
    ItemDraft,
    ItemMove,
    ItemPaper,
    ItemPlace,
)
from beirat.tables.meetings import Meeting
from beirat.tables.publication import Published

ADJOURNABLE = frozenset({MeetingState.CONVENED, MeetingState.RUNNING})


async def add_item(db: Session, meeting_id: UUID, entered: ItemDraft, *, actor: Viewer, now: datetime) -> AgendaItem:
    """A new item at the end of its part: a motion that was admitted, a recommendation's next step, or a free one."""
    meeting = await _to_set(db, meeting_id, actor)
    items = await agenda.rows(db, meeting.body_id, meeting.id)
    item = _item(meeting, entered, _parent(items, entered.parent_id))
    await check_second_call(db, meeting, entered)
    papers = await put_papers(db, item, entered, actor=actor, now=now)
    item.heading = entered.heading or item.heading
    if not item.heading:
        raise RuleBroken(Broken.REQUIRED, "heading")
    standing = await agenda.standing(db, meeting.body_id, meeting.organization_id)
    db.add(item)
    arrange([*items, item], inserted(slots_of(items), slot_of(item), standing))
    await db.flush()
    db.add_all(papers)
    await check_deadline(db, meeting, item, papers, actor=actor, now=now)
    await record_item(db, item, actor=actor, now=now, after=shown(item))
    return item


async def add_standard_items(db: Session, meeting_id: UUID, *, actor: Viewer, now: datetime) -> list[AgendaItem]:
    """The customary items that are still missing, each in its customary place."""
    meeting = await _to_set(db, meeting_id, actor)
    items = await agenda.rows(db, meeting.body_id, meeting.id)
    added: list[AgendaItem] = []

    def make(standard: StandardItem) -> Slot:
        item = AgendaItem(
            body_id=meeting.body_id,
            meeting_id=meeting.id,
            position=0,
            part=standard.part,
            kind=standard.kind,
            heading=standard.heading,
            public_heading=standard.public_heading,
            planned_minutes=standard.planned_minutes,
        )
        added.append(item)
        return slot_of(item)

    order = completed(slots_of(items), make, await agenda.standing(db, meeting.body_id, meeting.organization_id))
    db.add_all(added)
    arrange([*items, *added], order)
    await db.flush()
    for item in added:
        await record_item(db, item, actor=actor, now=now, after=shown(item))
    return added


async def change_item(db: Session, item_id: UUID, entered: ItemChange, *, actor: Viewer, now: datetime) -> AgendaItem:
    """Another heading, length or part; in the other part the item goes to the end, with all that is under it."""
    items, item = await _item_to_set(db, item_id, entered.version, actor)
    before = shown(item)
    item.heading, item.planned_minutes = entered.heading, entered.planned_minutes
    item.public_heading = _kept(entered.public_heading, item.public_heading)
    item.non_public_reason = _kept(entered.non_public_reason, item.non_public_reason)
    if entered.part is not item.part:
        await _change_part(db, items, item, entered.part)
    await record_item(db, item, actor=actor, now=now, before=before, after=shown(item))
    return item


async def _change_part(db: Session, items: Sequence[AgendaItem], item: AgendaItem, part: Part) -> None:
    """A sub-item leaves its parent with it. Raises RuleBroken(NON_PUBLIC_MATTER) for what was decided in private."""
    family = [item, *(other for other in items if other.parent_id == item.id)]
    for one in family:
        if await agenda.has_non_public_case(db, one.body_id, one.id):
            raise RuleBroken(Broken.NON_PUBLIC_MATTER, "part")
    item.parent_id = None
    order = slots_of([other for other in items if other not in family])
    for one in family:
        one.part = part
        order = inserted(order, slot_of(one))
    arrange(items, order)


async def place_item(db: Session, item_id: UUID, entered: ItemPlace, *, actor: Viewer, now: datetime) -> AgendaItem:
    """In front of another item of its part, as by dragging; what stands under it comes along."""
    items, item = await _item_to_set(db, item_id, entered.version, actor)
    before = {"position": item.position}
    arrange(items, placed(slots_of(items), item.id, entered.before))
    await record_item(db, item, actor=actor, now=now, before=before, after={"position": item.position})
    return item


async def add_paper(db: Session, item_id: UUID, entered: ItemPaper, *, actor: Viewer, now: datetime) -> AgendaItem:
    """One more motion on an item that is about motions; each is put to the vote by itself."""
    _, item = await _item_to_set(db, item_id, entered.version, actor)
    if item.kind is not ItemKind.MOTION:
        raise RuleBroken(Broken.MOTION_ITEM_ONLY, "motion_id")
    if item.part is Part.PUBLIC and await agenda.was_non_public(db, item.body_id, entered.motion_id):
        raise RuleBroken(Broken.NON_PUBLIC_MATTER, "motion_id")
    await schedule(db, entered.motion_id, act=Act.SET_AGENDA, actor=actor, now=now)
    paper = AgendaMotion(body_id=item.body_id, item_id=item.id, motion_id=entered.motion_id)
    db.add(paper)
    item.touch()
    await db.flush()
    meeting = await meetings.to_change(db, actor, item.meeting_id)
    await check_deadline(db, meeting, item, await agenda.links(db, item.body_id, item.id), actor=actor, now=now)
    await record_item(db, item, actor=actor, now=now, after={"papers": 1})
    return item


async def move_item(db: Session, item_id: UUID, entered: ItemMove, *, actor: Viewer, now: datetime) -> AgendaItem:
    """One place further up or down in its part; at the edge it stays."""
    items, item = await _item_to_set(db, item_id, entered.version, actor)
    before = {"position": item.position}
    arrange(items, moved(slots_of(items), item.id, Direction(entered.direction)))
    await record_item(db, item, actor=actor, now=now, before=before, after={"position": item.position})
    return item


async def remove_item(db: Session, item_id: UUID, *, version: int | None = None, actor: Viewer, now: datetime) -> UUID:
    """The item leaves the agenda; its motions wait for another meeting. Returns the meeting's id."""
    items, item = await _item_to_set(db, item_id, version, actor)
    for motion_id in await agenda.motion_ids(db, item.body_id, item.id):
        await move(db, motion_id, MotionStep.UNSCHEDULE, act=Act.SET_AGENDA, actor=actor, now=now)
    for paper in await agenda.links(db, item.body_id, item.id):
        await db.delete(paper)
    for below in (other for other in items if other.parent_id == item.id):
        below.parent_id = None
    await db.flush()
    await db.delete(item)
    others = [other for other in items if other.id != item.id]
    arrange(others, slots_of(others))
    await record_item(db, item, actor=actor, now=now, before=shown(item))
    return item.meeting_id


async def adjourn_item(
    db: Session, item_id: UUID, entered: ItemAdjournment, *, actor: Viewer, now: datetime
) -> AgendaItem:
    """The item is not decided in this meeting: adjourned, deferred, referred or withdrawn by its mover.

    Its motions wait for another meeting; those that were withdrawn are done with.
    """
    meeting, item = await _item_of_convened(db, item_id, entered.version, actor)
    if await agenda.is_decided(db, item.body_id, item.id):
        raise RuleBroken(Broken.ALREADY_DECIDED)
    if item.outcome is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step="adjourn")
    is_referred = entered.outcome is ItemOutcome.REFERRED
    if is_referred and entered.referral is None:
        raise RuleBroken(Broken.REFERRAL_NEEDS_TARGET, "referral")
    item.outcome, item.outcome_reason = entered.outcome, entered.reason
    if is_referred:
        item.referral, item.referred_to = entered.referral, entered.referred_to
    step = MotionStep.WITHDRAW if entered.outcome is ItemOutcome.WITHDRAWN else MotionStep.ADJOURN
    for motion_id in await agenda.motion_ids(db, item.body_id, item.id):
        await move(db, motion_id, step, act=Act.RUN_MEETING, actor=actor, now=now)
    await _changed_in_public(db, meeting, now)
    await record_item(
        db, item, actor=actor, now=now, act=Act.RUN_MEETING, after={"adjourned": _in_journal(item, entered.reason)}
    )
    return item


async def resume_item(
    db: Session, item_id: UUID, *, version: int | None = None, actor: Viewer, now: datetime
) -> AgendaItem:
    """An adjournment is taken back while the meeting is still to come or running."""
    meeting, item = await _item_of_convened(db, item_id, version, actor)
    if item.outcome in (None, ItemOutcome.WITHDRAWN):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step="resume")
    for motion_id in await agenda.motion_ids(db, item.body_id, item.id):
        await schedule(db, motion_id, act=Act.RUN_MEETING, actor=actor, now=now)
        (await motions.within(db, item.body_id, motion_id)).times_adjourned -= 1
    before = {"adjourned": _in_journal(item, item.outcome_reason)}
    item.outcome, item.outcome_reason, item.referral, item.referred_to = None, "", None, ""
    await _changed_in_public(db, meeting, now)
    await record_item(db, item, actor=actor, now=now, act=Act.RUN_MEETING, before=before)
    return item


async def add_urgent(db: Session, meeting: Meeting, motion_id: UUID, *, actor: Viewer, now: datetime) -> AgendaItem:
    """An urgent motion joins the agenda of the running meeting, behind the others; sent numbers stay, it becomes 7a.

    Only after the board found it urgent (§ 58 Abs. 2 HGO); the meeting is locked.
    """
    permit(actor, Act.RECORD_BALLOT)
    items = await agenda.rows(db, meeting.body_id, meeting.id)
    item = AgendaItem(
        body_id=meeting.body_id, meeting_id=meeting.id, position=0, part=Part.PUBLIC, kind=ItemKind.MOTION, heading=""
    )
    item.heading = await schedule(db, motion_id, act=Act.RECORD_BALLOT, actor=actor, now=now)
    if await agenda.was_non_public(db, meeting.body_id, motion_id):
        item.part = Part.NON_PUBLIC
    order = inserted(slots_of(items), slot_of(item))
    place = next(n for n, slot in enumerate(order) if slot.id == item.id)
    by_id = {one.id: one for one in items}
    before = by_id[order[place - 1].id].number if place else ""
    item.number = late_number(before, {one.number for one in items})
    db.add(item)
    arrange([*items, item], order)
    await db.flush()
    db.add(AgendaMotion(body_id=item.body_id, item_id=item.id, motion_id=motion_id))
    await _changed_in_public(db, meeting, now)
    await record_item(db, item, actor=actor, now=now, act=Act.RECORD_BALLOT, after=shown(item))
    return item


async def remove_urgent(db: Session, meeting: Meeting, motion_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The finding of urgency was annulled: the motion leaves the agenda, unless it was decided meanwhile."""
    permit(actor, Act.RECORD_BALLOT)
    items = await agenda.rows(db, meeting.body_id, meeting.id)
    for item in items:
        if motion_id not in await agenda.motion_ids(db, item.body_id, item.id):
            continue
        if await agenda.is_touched(db, item.body_id, item.id):
            raise RuleBroken(Broken.ALREADY_DECIDED)
        await move(db, motion_id, MotionStep.UNSCHEDULE, act=Act.RECORD_BALLOT, actor=actor, now=now)
        for paper in await agenda.links(db, item.body_id, item.id):
            await db.delete(paper)
        await db.flush()
        await db.delete(item)
        others = [other for other in items if other.id != item.id]
        arrange(others, slots_of(others))
        await record_item(db, item, actor=actor, now=now, act=Act.RECORD_BALLOT, before=shown(item))
    await _changed_in_public(db, meeting, now)


async def check_second_call(db: Session, meeting: Meeting, entered: ItemDraft) -> None:
    """To a second call belongs what stayed undecided, and the opening; nothing else has its quorum."""
    if meeting.second_call_of is None:
        return
    is_formal = entered.kind is ItemKind.FORMAL and not (entered.motion_id or entered.recommendation_id)
    if is_formal or await agenda.was_left_open(db, meeting.body_id, meeting.second_call_of, entered):
        return
    raise RuleBroken(Broken.NOT_IN_SECOND_CALL)


async def _to_set(db: Session, meeting_id: UUID, actor: Viewer) -> Meeting:
    """The meeting, locked, whose agenda is to change. Raises RuleBroken(AGENDA_FROZEN) once invitations are out."""
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.SET_AGENDA)
    if (meeting.state, MeetingStep.SET_AGENDA) not in LIFE.next:
        raise RuleBroken(Broken.AGENDA_FROZEN)
    meeting.touch()
    return meeting


async def _item_to_set(
    db: Session, item_id: UUID, version: int | None, actor: Viewer
) -> tuple[list[AgendaItem], AgendaItem]:
    """The whole agenda, and the item that is to change in it; its meeting is locked."""
    meeting = await _to_set(db, await agenda.meeting_of(db, actor, item_id), actor)
    items = await agenda.rows(db, meeting.body_id, meeting.id)
    item = next(each for each in items if each.id == item_id)
    _check_version(item, version)
    return items, item


async def _item_of_convened(
    db: Session, item_id: UUID, version: int | None, actor: Viewer
) -> tuple[Meeting, AgendaItem]:
    """The item of a meeting to which people were invited and that is not over."""
    meeting = await meetings.to_change(db, actor, await agenda.meeting_of(db, actor, item_id))
    permit(actor, Act.RUN_MEETING)
    items = await agenda.rows(db, meeting.body_id, meeting.id)
    item = next(each for each in items if each.id == item_id)
    _check_version(item, version)
    if meeting.state not in ADJOURNABLE:
        raise RuleBroken(Broken.MEETING_NOT_RUNNING)
    meeting.touch()
    return meeting, item


def check_meeting_version(meeting: Meeting, version: int) -> None:
    """Raises StaleVersion if the meeting or its agenda changed since it was read."""
    if meeting.version != version:
        raise StaleVersion(meeting.version, {})


def _parent(items: Sequence[AgendaItem], parent_id: UUID | None) -> AgendaItem | None:
    """The item under which a new one is to stand. Raises NotFound, RuleBroken(SUB_ITEM_OF_SUB_ITEM)."""
    if parent_id is None:
        return None
    parent = next((item for item in items if item.id == parent_id), None)
    if parent is None:
        raise NotFound
    if parent.parent_id is not None:
        raise RuleBroken(Broken.SUB_ITEM_OF_SUB_ITEM, "parent_id")
    return parent


def _item(meeting: Meeting, entered: ItemDraft, parent: AgendaItem | None) -> AgendaItem:
    return AgendaItem(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        position=0,
        part=parent.part if parent else entered.part,
        kind=entered.kind,
        heading="",
        public_heading=entered.public_heading,
        parent_id=parent.id if parent else None,
        planned_minutes=entered.planned_minutes,
        non_public_reason=entered.non_public_reason,
    )


def _kept(entered: str | None, before: str) -> str:
    """What was entered; None: the field was not there, what is kept stays."""
    return before if entered is None else entered


def _check_version(item: AgendaItem, version: int | None) -> None:
    if version is not None and item.version != version:
        raise StaleVersion(item.version, {"heading": item.heading, "part": item.part.value})


async def _changed_in_public(db: Session, meeting: Meeting, now: datetime) -> None:
    await publication.touch(db, Published.MEETING, meeting.id, body_id=meeting.body_id, now=now)


def slot_of(item: AgendaItem) -> Slot:
    return Slot(item.id, item.part, item.kind, item.heading, item.parent_id)


def slots_of(items: Sequence[AgendaItem]) -> list[Slot]:
    return [slot_of(item) for item in items]


def arrange(items: Sequence[AgendaItem], order: Sequence[Slot]) -> None:
    """Counts the items through in the new order; only those that move are written."""
    by_id = {item.id: item for item in items}
    for position, slot in enumerate(order, start=1):
        if by_id[slot.id].position != position:
            by_id[slot.id].position = position


def shown(item: AgendaItem) -> dict[str, object]:
    """For the journal, which more people read than the board: a non-public item has no heading there."""
    return {
        "meeting_id": item.meeting_id,
        "position": item.position,
        "part": item.part,
        "kind": item.kind,
        "heading": _in_journal(item, item.heading),
    }


def _in_journal(item: AgendaItem, text: str) -> str:
    return text if item.part is Part.PUBLIC else ""


async def record_item(
    db: Session,
    item: AgendaItem,
    *,
    actor: Viewer,
    now: datetime,
    act: Act = Act.SET_AGENDA,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    await record(
        db, actor=actor, now=now, act=act, subject_type="agenda_item", subject_id=item.id, before=before, after=after
    )
