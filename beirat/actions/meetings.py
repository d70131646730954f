"""What is done with a meeting: plan, change, convene, cancel, open, close. The agenda has verbs of its own.

Every verb reads: load · permit · rule · change · record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from beirat.actions import invitations, minutes, numbers, publication, recommendations, rule_checks
from beirat.actions.files import Kept
from beirat.actions.journal import record
from beirat.actions.motions import move
from beirat.actions.notices import Happening, notify
from beirat.database import Session
from beirat.queries import agenda, attendance, meetings, people
from beirat.queries import invitations as invitation_queries
from beirat.queries.meetings import Invitee
from beirat.queries.people import OrganizationView, TermView
from beirat.rules.attendance import is_afterwards
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, StaleVersion, refuse_if
from beirat.rules.invitations import CallKind, Channel
from beirat.rules.meetings import LIFE, LONGEST, MeetingState, MeetingStep, agenda_numbers
from beirat.rules.motions import MotionStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day, to_local, to_utc
from beirat.tables.invitations import Convening
from beirat.tables.meetings import Meeting, MeetingChange, MeetingPlan
from beirat.tables.numbers import Series
from beirat.tables.publication import Published


async def plan(db: Session, entered: MeetingPlan, *, actor: Viewer, now: datetime) -> Meeting:
    """The office plans a meeting of the board. It gets its number in the term at once and keeps it."""
    permit(actor, Act.PLAN_MEETING)
    board, zone = await people.board(db, actor), await _zone(db, actor)
    starts_at, ends_at = _times(entered, zone, now)
    term, seats = await _term(db, board, starts_at, zone, actor)
    meeting = Meeting(
        body_id=actor.body_id,
        organization_id=board.id,
        term_id=term.id,
        number=await numbers.next_number(db, Series.MEETING, term.starts_on.year, body_id=actor.body_id),
        starts_at=starts_at,
        ends_at=ends_at,
        location=entered.location,
        note=entered.note,
        statutory_members=seats,
    )
    db.add(meeting)
    await db.flush()
    await _record(db, Act.PLAN_MEETING, meeting, actor=actor, now=now, after=_shown(meeting, zone))
    return meeting


async def change(db: Session, meeting_id: UUID, entered: MeetingChange, *, actor: Viewer, now: datetime) -> Meeting:
    """Day, time, place or note change, as long as nobody is invited."""
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.PLAN_MEETING)
    zone = await _zone(db, actor)
    before = _shown(meeting, zone)
    check_version(meeting, entered.version, before)
    meeting.state = LIFE.after(meeting.state, MeetingStep.CHANGE)
    starts_at, ends_at = _times(entered, zone, now)
    term, seats = await _term(db, await people.board(db, actor), starts_at, zone, actor)
    if term.id != meeting.term_id:
        raise RuleBroken(Broken.OTHER_TERM, "starts_at")
    meeting.starts_at, meeting.ends_at, meeting.statutory_members = starts_at, ends_at, seats
    meeting.location, meeting.note = entered.location, entered.note
    meeting.touch()
    await _record(db, Act.PLAN_MEETING, meeting, actor=actor, now=now, before=before, after=_shown(meeting, zone))
    return meeting


async def convene(
    db: Session,
    meeting_id: UUID,
    *,
    version: int | None = None,
    entered: Convening | None = None,
    kept: Kept | None = None,
    actor: Viewer,
    now: datetime,
) -> Meeting:
    """Everybody who belongs to the board on that day is invited; the agenda gets its numbers and becomes public.

    ``version`` is the meeting as the office saw it, agenda included; None: whatever it is now. ``kept`` is the
    invitation as it was printed for this dispatch. Raises RuleBroken(ALREADY_CONVENED) the second time.
    """
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.CONVENE_MEETING)
    wanted = entered or Convening(version=version)
    check_version(meeting, wanted.version, {})
    if meeting.convened_at is not None and meeting.state is not MeetingState.CANCELLED:
        raise RuleBroken(Broken.ALREADY_CONVENED)
    meeting.state = LIFE.after(meeting.state, MeetingStep.CONVENE)
    _shorten(meeting, wanted)
    if meeting.starts_at <= now:
        raise RuleBroken(Broken.MEETING_IN_THE_PAST)
    await _freeze_numbers(db, meeting)
    invitees = await meetings.to_invite(db, actor, meeting_id)
    if not invitees:
        raise RuleBroken(Broken.NOBODY_TO_INVITE)
    meeting.convened_at = now
    await _check_call(db, meeting, actor=actor, now=now)
    told = await _send(db, meeting, invitees, kept, now=now)
    await _record(db, Act.CONVENE_MEETING, meeting, actor=actor, now=now, after=told)
    return meeting


async def cancel(db: Session, meeting_id: UUID, *, version: int | None = None, actor: Viewer, now: datetime) -> Meeting:
    """The meeting does not take place: its motions wait for another one, who was invited hears of it."""
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.CANCEL_MEETING)
    check_version(meeting, version, {})
    before = meeting.state
    meeting.state = LIFE.after(meeting.state, MeetingStep.CANCEL)
    if meeting.convened_at is not None:
        await notify(db, Happening.MEETING_CANCELLED, meeting.id, key="cancelled", body_id=meeting.body_id, now=now)
    await _release_motions(db, meeting, actor=actor, now=now)
    await publication.touch(db, Published.MEETING, meeting.id, body_id=meeting.body_id, now=now)
    await _record(db, Act.CANCEL_MEETING, meeting, actor=actor, now=now, before={"state": before.value})
    return meeting


async def open_meeting(db: Session, meeting_id: UUID, *, at: datetime, actor: Viewer, now: datetime) -> Meeting:
    """The chair opens the meeting. ``at`` is the local time, or a moment with its offset; it may be entered later."""
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.RUN_MEETING)
    meeting.state = LIFE.after(meeting.state, MeetingStep.OPEN)
    zone = await _zone(db, actor)
    moment = to_utc(at, zone, "at")
    if moment > now:
        raise RuleBroken(Broken.DATE_IN_FUTURE, "at")
    if local_day(moment, zone) < local_day(meeting.starts_at, zone):
        raise RuleBroken(Broken.MEETING_NOT_YET, "at")
    if moment > meeting.starts_at + LONGEST:
        raise RuleBroken(Broken.OUTSIDE_MEETING, "at")
    meeting.opened_at = moment
    await publication.touch(db, Published.MEETING, meeting.id, body_id=meeting.body_id, now=now)
    await _record(
        db,
        Act.RUN_MEETING,
        meeting,
        actor=actor,
        now=now,
        after={"opened_at": moment.isoformat(), **_afterwards(meeting, zone, now)},
    )
    return meeting


async def close_meeting(db: Session, meeting_id: UUID, *, at: datetime, actor: Viewer, now: datetime) -> Meeting:
    """The chair closes the meeting; what was recommended in public becomes public.

    Refused with ITEMS_OPEN while a motion on the agenda is neither decided nor adjourned.
    """
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.RUN_MEETING)
    meeting.state = LIFE.after(meeting.state, MeetingStep.CLOSE)
    zone = await _zone(db, actor)
    moment = to_utc(at, zone, "at")
    if moment > now:
        raise RuleBroken(Broken.DATE_IN_FUTURE, "at")
    if meeting.opened_at is None or moment <= meeting.opened_at:
        raise RuleBroken(Broken.END_BEFORE_START, "at")
    if moment - meeting.opened_at > LONGEST:
        raise RuleBroken(Broken.OUTSIDE_MEETING, "at")
    last = await attendance.last_moment(db, meeting)
    if last is not None and moment < last.replace(second=0, microsecond=0):
        raise RuleBroken(Broken.MEETING_WENT_ON, "at", at=f"{to_local(last, zone):%H:%M}")
    waiting = await agenda.undecided(db, meeting.body_id, meeting.id)
    if waiting:
        raise RuleBroken(Broken.ITEMS_OPEN, items=", ".join(f"TOP {number}" for number in waiting))
    meeting.closed_at = moment
    await minutes.begin(db, meeting, actor=actor, now=now)
    await recommendations.release_to_public(db, meeting, actor=actor, now=now)
    await publication.touch(db, Published.MEETING, meeting.id, body_id=meeting.body_id, now=now)
    await _record(
        db,
        Act.RUN_MEETING,
        meeting,
        actor=actor,
        now=now,
        after={"closed_at": moment.isoformat(), **_afterwards(meeting, zone, now)},
    )
    return meeting


def _afterwards(meeting: Meeting, zone: str, now: datetime) -> dict[str, bool]:
    """The journal says where a time was not taken from the clock but entered later, from paper."""
    start = meeting.starts_at.astimezone(ZoneInfo(zone))
    return {"afterwards": True} if is_afterwards(now, start=start, ends=meeting.ends_at) else {}


def check_version(meeting: Meeting, version: int | None, theirs: Mapping[str, str]) -> None:
    """Raises StaleVersion, with what is kept now, if the meeting or its agenda changed since it was read."""
    if version is not None and meeting.version != version:
        raise StaleVersion(meeting.version, theirs)


async def _zone(db: Session, actor: Viewer) -> str:
    return (await people.body_by_id(db, actor.body_id)).time_zone


def _times(entered: MeetingPlan, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """Start and end in UTC; both problems at once."""
    starts_at = to_utc(entered.starts_at, zone, "starts_at")
    ends_at = to_utc(entered.ends_at, zone, "ends_at")
    problems = []
    if starts_at < now:
        problems.append(Problem(Broken.MEETING_IN_THE_PAST, "starts_at"))
    if ends_at <= starts_at:
        problems.append(Problem(Broken.END_BEFORE_START, "ends_at"))
    if ends_at - starts_at > LONGEST:
        problems.append(Problem(Broken.MEETING_TOO_LONG, "ends_at", {"days": LONGEST.days}))
    refuse_if(problems)
    return starts_at, ends_at


async def _term(
    db: Session, board: OrganizationView, starts_at: datetime, zone: str, actor: Viewer
) -> tuple[TermView, int]:
    """The term of that day and the statutory number of members in it. Raises RuleBroken(TERM_MISSING)."""
    day = local_day(starts_at, zone)
    try:
        return await people.term_on(db, actor, day), await people.seats(db, actor, board.id, day)
    except NotFound as missing:
        raise RuleBroken(Broken.TERM_MISSING, "starts_at") from missing


def _shown(meeting: Meeting, zone: str) -> dict[str, str]:
    """What the form shows of the meeting, in local time."""
    return {
        "starts_at": f"{to_local(meeting.starts_at, zone):%Y-%m-%dT%H:%M}",
        "ends_at": f"{to_local(meeting.ends_at, zone):%H:%M}",
        "location": meeting.location,
        "note": meeting.note,
    }


async def _freeze_numbers(db: Session, meeting: Meeting) -> None:
    """From now on an item is called by its number, whatever happens. Raises RuleBroken(AGENDA_EMPTY)."""
    items = await agenda.rows(db, meeting.body_id, meeting.id)
    if not items:
        raise RuleBroken(Broken.AGENDA_EMPTY)
    for item, number in zip(items, agenda_numbers(agenda.place(item) for item in items), strict=True):
        item.number = number


async def _send(
    db: Session, meeting: Meeting, invitees: Sequence[Invitee], kept: Kept | None, *, now: datetime
) -> dict[str, object]:
    """The invitations go out and the agenda becomes public. Returns what the journal tells of it."""
    issued = await invitations.issue(db, meeting, invitees, now=now)
    await invitations.seal(db, meeting, 0, kept, name=f"einladung-s-{meeting.number}.pdf", now=now)
    await notify(db, Happening.MEETING_CONVENED, meeting.id, key="invitation", body_id=meeting.body_id, now=now)
    await publication.publish(db, Published.MEETING, meeting.id, body_id=meeting.body_id, visible_from=now, now=now)
    by_letter = sum(row.channel is Channel.LETTER for row in issued)
    return {"invited": len(issued), "by_letter": by_letter, "call": meeting.call}


def _shorten(meeting: Meeting, entered: Convening) -> None:
    """A shortened period needs a reason, which stays internal; a second call has a short period of its own."""
    if not entered.is_short or meeting.call is CallKind.SECOND:
        return
    if not entered.reason:
        raise RuleBroken(Broken.REASON_NEEDED, "reason")
    meeting.call, meeting.call_reason = CallKind.SHORT, entered.reason


async def _check_call(db: Session, meeting: Meeting, *, actor: Viewer, now: datetime) -> None:
    """Keeps what the rules say about this call: its period, and whether it may be short before an election."""
    calling = await invitation_queries.calling(db, actor, meeting.id, now=now)
    is_short = meeting.call is CallKind.SHORT
    found = [calling.short, calling.elections] if is_short else [calling.regular]
    await rule_checks.keep(db, found, subject_type="meeting", subject_id=meeting.id, actor=actor, now=now)


async def _release_motions(db: Session, meeting: Meeting, *, actor: Viewer, now: datetime) -> None:
    """Motions that were to be dealt with in this meeting are free for another one."""
    for motion_id in await agenda.waiting_motions(db, meeting.body_id, meeting.id):
        await move(db, motion_id, MotionStep.UNSCHEDULE, act=Act.CANCEL_MEETING, actor=actor, now=now)


async def _record(
    db: Session,
    act: Act,
    meeting: Meeting,
    *,
    actor: Viewer,
    now: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    await record(
        db, actor=actor, now=now, act=act, subject_type="meeting", subject_id=meeting.id, before=before, after=after
    )
