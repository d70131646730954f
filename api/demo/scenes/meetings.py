"""Meetings: planned, called, held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from api.demo.scenes import votes
from api.demo.shapes import Adjourned, Apart, Decided, Item, Sitting, Together
from api.demo.stage import Stage
from beirat.actions import agenda, attendance, meetings, minutes
from beirat.queries import agenda as agenda_queries
from beirat.rules.meetings import ItemOutcome
from beirat.rules.recommendations import CaseStep
from beirat.rules.zones import to_local
from beirat.tables.agenda import AgendaItem, CourseChange, ItemAdjournment, ItemDraft
from beirat.tables.attendance import Absence, Arrival, Departure
from beirat.tables.meetings import MeetingPlan

OFFICE, MINUTE_TAKER = "geschaeftsstelle", "schriftfuehrung"

STEP_WORDING = {
    CaseStep.CLOSE: "Der Beirat sieht die Empfehlung als erledigt an und schließt sie ab.",
    CaseStep.WITHDRAW: "Der Beirat zieht die Empfehlung zurück.",
    CaseStep.REOPEN: "Der Beirat nimmt die Empfehlung wieder auf.",
    CaseStep.INSUFFICIENT: "Die Antwort ist nicht ausreichend. Der Beirat bittet um eine neue Antwort.",
}


async def plan(stage: Stage, sitting: Sitting) -> None:
    """The office puts the meeting on the calendar."""
    day = stage.calendar.meetings[sitting.number]
    entered = MeetingPlan(
        starts_at=datetime.combine(day, time(18)),
        ends_at=datetime.combine(day, time(20, 30)),
        location=sitting.location,
        note=sitting.note,
    )
    meeting = await meetings.plan(stage.db, entered, actor=stage.viewers[OFFICE], now=stage.now)
    stage.meetings[sitting.number] = meeting.id


async def set_agenda(stage: Stage, sitting: Sitting) -> None:
    """The office puts the customary items on the agenda, and what there is to decide."""
    actor, now, meeting_id = stage.viewers[OFFICE], stage.now, stage.meetings[sitting.number]
    for item in await agenda.add_standard_items(stage.db, meeting_id, actor=actor, now=now):
        if item.heading.startswith(sitting.without or ("-",)):
            await agenda.remove_item(stage.db, item.id, actor=actor, now=now)
    for place, wanted in enumerate(sitting.items):
        parent = stage.items[sitting.number, wanted.under] if wanted.under is not None else None
        added = await agenda.add_item(stage.db, meeting_id, _draft(stage, wanted, parent), actor=actor, now=now)
        stage.items[sitting.number, place] = added.id


def _draft(stage: Stage, item: Item, parent: UUID | None) -> ItemDraft:
    return ItemDraft(
        heading=item.heading,
        parent_id=parent,
        planned_minutes=item.minutes,
        non_public_reason=item.reason,
        part=item.part,
        motion_id=stage.motions.get(item.motion),
        recommendation_id=stage.cases.get(item.case),
        case_step=item.step,
    )


async def open_meeting(stage: Stage, sitting: Sitting) -> None:
    """The meeting is opened; who is there is written down."""
    actor, now, meeting_id = stage.viewers[OFFICE], stage.now, stage.meetings[sitting.number]
    local = to_local(now, stage.calendar.zone)
    await meetings.open_meeting(stage.db, meeting_id, at=local, actor=actor, now=now)
    there = sitting.presence
    for keys, excused in ((there.excused, True), (there.unexcused, False)):
        if keys:
            absence = Absence(person_ids=[stage.people[key] for key in keys], excused=excused)
            await attendance.record_absence(stage.db, meeting_id, absence, actor=actor, now=now)
    await arrive(stage, sitting, (key for key in stage.people if key not in there.not_at_opening))


async def arrive(stage: Stage, sitting: Sitting, keys: Iterable[str]) -> None:
    """Members come in."""
    entered = Arrival(person_ids=[stage.people[key] for key in keys], at=_clock(stage))
    meeting_id = stage.meetings[sitting.number]
    await attendance.record_arrival(stage.db, meeting_id, entered, actor=stage.viewers[OFFICE], now=stage.now)


async def leave(stage: Stage, sitting: Sitting, keys: Iterable[str]) -> None:
    """Members go before the end."""
    entered = Departure(person_ids=[stage.people[key] for key in keys], at=_clock(stage))
    meeting_id = stage.meetings[sitting.number]
    await attendance.record_departure(stage.db, meeting_id, entered, actor=stage.viewers[OFFICE], now=stage.now)


async def write_customary(stage: Stage, sitting: Sitting) -> None:
    """The minute taker writes down what was said under the customary items."""
    for item in await agenda_queries.rows(stage.db, stage.body_id, stage.meetings[sitting.number]):
        course = next((text for start, text in sitting.customary.items() if item.heading.startswith(start)), "")
        if course:
            await _write(stage, item, course)


async def take_item(stage: Stage, sitting: Sitting, place: int) -> None:
    """An item is called: what was said is written down, and what was decided."""
    wanted, meeting_id = sitting.items[place], stage.meetings[sitting.number]
    rows = await agenda_queries.rows(stage.db, stage.body_id, meeting_id)
    item = next(row for row in rows if row.id == stage.items[sitting.number, place])
    await _write(stage, item, wanted.course)
    present = sitting.presence.at(wanted.at)
    match wanted.result:
        case Together() | Apart() as result:
            await votes.on_motion(stage, item.id, wanted.motion, result, present)
        case Adjourned(reason, referral, referred_to):
            outcome = ItemOutcome.REFERRED if referral else ItemOutcome.ADJOURNED
            adjournment = ItemAdjournment(
                version=item.version, reason=reason, outcome=outcome, referral=referral, referred_to=referred_to
            )
            await agenda.adjourn_item(stage.db, item.id, adjournment, actor=stage.viewers[OFFICE], now=stage.now)
        case decided:
            await votes.on_item(stage, item.id, decided or Decided(_wording(wanted)), present)


def _wording(item: Item) -> str:
    if item.step is None:
        raise LookupError(f"what was decided on {item.heading}?")
    return STEP_WORDING[item.step]


async def close_meeting(stage: Stage, number: int) -> None:
    """The meeting is closed: what it recommended is public now."""
    local = to_local(stage.now, stage.calendar.zone)
    await meetings.close_meeting(stage.db, stage.meetings[number], at=local, actor=stage.viewers[OFFICE], now=stage.now)


async def _write(stage: Stage, item: AgendaItem, course: str) -> None:
    entered = CourseChange(version=item.version, course=course)
    await minutes.record_course(stage.db, item.id, entered, actor=stage.viewers[MINUTE_TAKER], now=stage.now)
    await stage.db.flush()


def _clock(stage: Stage) -> time:
    return to_local(stage.now, stage.calendar.zone).time()
