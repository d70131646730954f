"""Which meetings a viewer may see: the board all of them, everybody else those that were convened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, true, tuple_
from sqlmodel import col, or_, select

from beirat.database import Session
from beirat.queries import agenda, people, rules_of_procedure
from beirat.queries.agenda import ItemView
from beirat.rules.agenda import forecast
from beirat.rules.checks import Check
from beirat.rules.errors import NotFound
from beirat.rules.invitations import CallKind, full_days
from beirat.rules.meetings import MeetingState, Part, notice_check
from beirat.rules.permissions import Public, Viewer
from beirat.rules.profiles import Key, Level, Profile
from beirat.rules.zones import local_day
from beirat.tables.agenda import AgendaItem, AgendaMotion
from beirat.tables.invitations import Dispatch, Invitation
from beirat.tables.meetings import Meeting
from beirat.tables.people import LegislativeTerm, Office, OfficeKind, Person

PAGE = 20
OPEN = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.RUNNING)


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as a list shows it; ``items`` counts what the viewer may see."""

    id: UUID
    reference: str
    starts_at: datetime
    ends_at: datetime
    location: str
    state: MeetingState
    items: int


@dataclass(frozen=True)
class MeetingView:
    """A meeting as its page shows it; ``items`` is the agenda as far as the viewer may see it.

    ``public_key`` is how public addresses name it: 2024-s12, by the year in which its term began.
    """

    id: UUID
    version: int
    organization_id: UUID
    number: int
    reference: str
    public_key: str
    term: str
    starts_at: datetime
    ends_at: datetime
    location: str
    note: str
    state: MeetingState
    statutory_members: int
    convened_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    items: tuple[ItemView, ...]
    non_public_items: int
    call: CallKind


@dataclass(frozen=True)
class AnnouncedItem:
    """A public item, with the references of its papers; ``is_new``: it came with the last supplement."""

    number: str
    heading: str
    references: tuple[str, ...]
    is_new: bool = False
    likely_at: datetime | None = None


@dataclass(frozen=True)
class Announcement:
    """All that leaves the house about a meeting by mail or paper: its public part, and the numbers of the other items.

    ``dispatch`` is the number of the last supplement; 0: the invitation. ``short_days``: full days of a shortened call.
    """

    meeting_id: UUID
    number: int
    reference: str
    term: str
    starts_at: datetime
    ends_at: datetime
    location: str
    note: str
    state: MeetingState
    convened_at: datetime | None
    items: tuple[AnnouncedItem, ...]
    hidden: tuple[str, ...]
    non_public_items: int
    chair: str
    call: CallKind = CallKind.REGULAR
    short_days: int | None = None
    call_basis: str = ""
    is_quorate_regardless: bool = False
    dispatch: int = 0
    dispatched_at: datetime | None = None


@dataclass(frozen=True)
class Invitee:
    """Somebody who is to be invited or was; without e-mail, by letter."""

    person_id: UUID
    name: str
    email: str
    sent_at: datetime | None = None


def seen_by(viewer: Viewer | Public) -> ColumnElement[bool]:
    """The row filter: a meeting that is only planned is the board's own matter."""
    if isinstance(viewer, Viewer) and viewer.is_board:
        return true()
    return col(Meeting.convened_at).is_not(None)


async def to_change(db: Session, viewer: Viewer, meeting_id: UUID) -> Meeting:
    """The meeting, locked for this transaction. Raises NotFound if the viewer must not see it."""
    found = await db.exec(
        select(Meeting)
        .where(Meeting.body_id == viewer.body_id, Meeting.id == meeting_id, seen_by(viewer))
        .with_for_update()
    )
    meeting = found.one_or_none()
    if meeting is None:
        raise NotFound
    return meeting


async def view(db: Session, viewer: Viewer | Public, meeting_id: UUID) -> MeetingView:
    """The whole meeting, in a fixed number of queries. Raises NotFound if the viewer must not see it."""
    meeting, term = await _meeting(db, viewer, meeting_id)
    counted = await agenda.count_by_part(db, viewer.body_id, meeting_id)
    return MeetingView(
        id=meeting.id,
        version=meeting.version,
        organization_id=meeting.organization_id,
        number=meeting.number,
        reference=meeting.reference,
        public_key=f"{term.starts_on.year}-s{meeting.number}",
        term=term.name,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        location=meeting.location,
        note=meeting.note,
        state=meeting.state,
        statutory_members=meeting.statutory_members,
        convened_at=meeting.convened_at,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        items=await agenda.items(db, viewer, meeting_id),
        non_public_items=counted.get(Part.NON_PUBLIC, 0),
        call=meeting.call,
    )


async def announcement(db: Session, viewer: Viewer | Public, meeting_id: UUID) -> Announcement:
    """What goes out about the meeting: always and for every viewer its public part alone.

    The items are read as the public reads them, so that no mail, calendar or letter can hold more.
    """
    meeting, term = await _meeting(db, viewer, meeting_id)
    public = await agenda.items(db, Public(viewer.body_id), meeting_id)
    zone = (await people.body_by_id(db, viewer.body_id)).time_zone
    day = local_day(meeting.convened_at or meeting.starts_at, zone)
    rules = await rules_of(db, meeting)
    number, dispatched_at = await _last_dispatch(db, meeting)
    hidden = await agenda.hidden_numbers(db, viewer.body_id, meeting_id)
    return Announcement(
        meeting_id=meeting.id,
        number=meeting.number,
        reference=meeting.reference,
        term=term.name,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        location=meeting.location,
        note=meeting.note,
        state=meeting.state,
        convened_at=meeting.convened_at,
        items=_announced_items(public, meeting.starts_at, number),
        hidden=hidden,
        non_public_items=len(hidden),
        chair=await _chair(db, viewer.body_id, meeting.organization_id, day),
        call=meeting.call,
        short_days=_short_days(meeting, zone),
        call_basis=_basis(meeting.call, rules),
        is_quorate_regardless=rules.flag(Key.SECOND_CALL_QUORATE),
        dispatch=number,
        dispatched_at=dispatched_at,
    )


def _short_days(meeting: Meeting, zone: str) -> int | None:
    """Full days between the dispatch of a shortened call and the meeting; None for every other call."""
    if meeting.call is not CallKind.SHORT or meeting.convened_at is None:
        return None
    return max(0, full_days(local_day(meeting.convened_at, zone), local_day(meeting.starts_at, zone)))


def _basis(call: CallKind, rules: Profile) -> str:
    """Where the rule behind the sentence of the call stands; a preset is no basis."""
    rule = rules.rule(Key.SECOND_CALL_QUORATE if call is CallKind.SECOND else Key.SHORT_NOTICE_DAYS)
    return "" if rule.level is Level.PRESET else rule.basis


async def _last_dispatch(db: Session, meeting: Meeting) -> tuple[int, datetime | None]:
    """Number and moment of what was sent last."""
    found = await db.exec(
        select(Dispatch)
        .where(Dispatch.body_id == meeting.body_id, Dispatch.meeting_id == meeting.id)
        .order_by(col(Dispatch.number).desc())
        .limit(1)
    )
    row = found.first()
    return (row.number, row.sent_at) if row else (0, None)


async def rules_of(db: Session, meeting: Meeting) -> Profile:
    """The rules of procedure under which the meeting is called."""
    zone = (await people.body_by_id(db, meeting.body_id)).time_zone
    day = local_day(meeting.starts_at, zone)
    return await rules_of_procedure.profile_on(db, meeting.body_id, meeting.organization_id, day)


def _announced_items(items: Sequence[ItemView], starts_at: datetime, last: int) -> tuple[AnnouncedItem, ...]:
    """The public items with the time at which each is likely to be called, as far as lengths are planned."""
    if not any(item.planned_minutes for item in items):
        return tuple(_announced(item, last, None) for item in items)
    times = forecast(starts_at, [item.planned_minutes for item in items])
    return tuple(_announced(item, last, at) for item, at in zip(items, times, strict=True))


def _announced(item: ItemView, last: int, likely_at: datetime | None) -> AnnouncedItem:
    references = tuple(paper.reference for paper in item.motions)
    references += (item.case.reference,) if item.case else ()
    is_new = 0 < last == item.dispatch_number
    return AnnouncedItem(item.number, item.heading, references, is_new, likely_at)


async def _meeting(db: Session, viewer: Viewer | Public, meeting_id: UUID) -> tuple[Meeting, LegislativeTerm]:
    found = await db.exec(
        select(Meeting, LegislativeTerm)
        .join(
            LegislativeTerm,
            and_(col(LegislativeTerm.body_id) == Meeting.body_id, col(LegislativeTerm.id) == Meeting.term_id),
        )
        .where(Meeting.body_id == viewer.body_id, Meeting.id == meeting_id, seen_by(viewer))
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row


async def _local_day(db: Session, body_id: UUID, moment: datetime) -> date:
    return local_day(moment, (await people.body_by_id(db, body_id)).time_zone)


async def _chair(db: Session, body_id: UUID, organization_id: UUID, day: date) -> str:
    """Who signs the invitation: the chair on that day, or nobody where there is none."""
    found = await db.exec(
        select(Person)
        .join(Office, and_(col(Office.body_id) == Person.body_id, col(Office.person_id) == Person.id))
        .where(
            Person.body_id == body_id,
            Office.body_id == body_id,
            Office.organization_id == organization_id,
            Office.kind == OfficeKind.CHAIR,
            Office.starts_on <= day,
            or_(col(Office.ends_on).is_(None), col(Office.ends_on) >= day),
        )
        .limit(1)
    )
    person = found.first()
    return person.name if person else ""


async def coming(db: Session, viewer: Viewer | Public) -> list[MeetingLine]:
    """The meetings that are planned, convened or running, the next one first."""
    query = _lines(viewer).where(col(Meeting.state).in_(OPEN)).order_by(col(Meeting.starts_at), col(Meeting.id))
    return [_line(*row) for row in await db.exec(query)]


async def past(
    db: Session, viewer: Viewer | Public, *, after: tuple[datetime, UUID] | None = None, limit: int = PAGE
) -> list[MeetingLine]:
    """The meetings that are over or were cancelled, newest first; at most ``limit`` + 1, so that more can be offered.

    ``after`` is start and id of the last one seen.
    """
    query = (
        _lines(viewer)
        .where(col(Meeting.state).not_in(OPEN))
        .order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())
        .limit(limit + 1)
    )
    if after:
        query = query.where(tuple_(Meeting.starts_at, Meeting.id) < tuple_(*after))
    return [_line(*row) for row in await db.exec(query)]


async def of_motion(db: Session, viewer: Viewer, motion_id: UUID) -> list[MeetingLine]:
    """The meetings on whose agenda the viewer finds the motion, the first one first."""
    on_agenda = exists().where(
        col(AgendaItem.body_id) == viewer.body_id,
        col(AgendaMotion.body_id) == viewer.body_id,
        col(AgendaItem.meeting_id) == col(Meeting.id),
        col(AgendaMotion.item_id) == col(AgendaItem.id),
        col(AgendaMotion.motion_id) == motion_id,
        agenda.seen_by(viewer),
    )
    query = _lines(viewer).where(on_agenda).order_by(col(Meeting.starts_at), col(Meeting.id))
    return [_line(*row) for row in await db.exec(query)]


def _lines(viewer: Viewer | Public):  # type: ignore[no-untyped-def]
    counted = (
        select(func.count())
        .select_from(AgendaItem)
        .where(
            AgendaItem.body_id == viewer.body_id,
            col(AgendaItem.meeting_id) == col(Meeting.id),
            agenda.seen_by(viewer),
        )
        .scalar_subquery()
    )
    return select(  # type: ignore[call-overload]
        Meeting.id, Meeting.number, Meeting.starts_at, Meeting.ends_at, Meeting.location, Meeting.state, counted
    ).where(Meeting.body_id == viewer.body_id, seen_by(viewer))


def _line(
    meeting_id: UUID,
    number: int,
    starts_at: datetime,
    ends_at: datetime,
    location: str,
    state: MeetingState,
    items: int,
) -> MeetingLine:
    return MeetingLine(meeting_id, f"S-{number}", starts_at, ends_at, location, state, items)


async def last_place(db: Session, viewer: Viewer) -> str:
    """Where the board met last, to be offered for the next meeting; empty before the first one."""
    found = await db.exec(
        select(Meeting.location)
        .where(Meeting.body_id == viewer.body_id, seen_by(viewer))
        .order_by(col(Meeting.starts_at).desc())
        .limit(1)
    )
    return found.first() or ""


async def to_invite(db: Session, viewer: Viewer, meeting_id: UUID) -> list[Invitee]:
    """Who belongs to the board on the day of the meeting, with voting right or advisory, by family name."""
    meeting, _ = await _meeting(db, viewer, meeting_id)
    day = await _local_day(db, viewer.body_id, meeting.starts_at)
    members = await people.members(db, viewer, meeting.organization_id, day)
    once = {member.person_id: member for member in members}
    return [Invitee(member.person_id, member.name, member.email) for member in once.values()]


async def invited(db: Session, viewer: Viewer, meeting_id: UUID) -> list[Invitee]:
    """Who was invited, when and how, by family name."""
    await _meeting(db, viewer, meeting_id)
    found = await db.exec(
        select(Invitation, Person)
        .join(Person, and_(col(Person.body_id) == Invitation.body_id, col(Person.id) == Invitation.person_id))
        .where(Invitation.body_id == viewer.body_id, Invitation.meeting_id == meeting_id)
        .order_by(func.lower(Person.family_name), func.lower(Person.given_name))
    )
    return [Invitee(person.id, person.name, row.email, row.sent_at) for row, person in found]


async def notice(db: Session, viewer: Viewer, meeting_id: UUID, *, now: datetime) -> Check:
    """Whether the invitation comes, or came, early enough; ``now`` counts until it is sent."""
    meeting, _ = await _meeting(db, viewer, meeting_id)
    zone = (await people.body_by_id(db, viewer.body_id)).time_zone
    received = local_day(meeting.convened_at or now, zone)
    rules = await rules_of_procedure.profile_on(db, viewer.body_id, meeting.organization_id, received)
    return notice_check(received, local_day(meeting.starts_at, zone), rules)
