"""Who was invited and what they answered: office and chair see everything, an invitee only what is their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import files, meetings, people
from beirat.queries.files import FileView
from beirat.rules import quorum
from beirat.rules.checks import Check
from beirat.rules.errors import NotFound
from beirat.rules.invitations import (
    CallKind,
    Channel,
    Expected,
    RepliedBy,
    Reply,
    Sending,
    expected,
    last_day,
    last_post_day,
    notice_of_all,
    notice_of_call,
    short_call_for_elections,
    unproven,
)
from beirat.rules.meetings import ItemKind, MeetingState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.profiles import Key, Profile
from beirat.rules.zones import local_day
from beirat.tables.agenda import AgendaItem
from beirat.tables.files import Attachment
from beirat.tables.invitations import Consultation, Dispatch, Invitation
from beirat.tables.meetings import Meeting
from beirat.tables.people import Deputy, Person


@dataclass(frozen=True)
class Needs:
    """What an invitee needs in order to take part."""

    interpreter: str = ""
    sign_language: bool = False
    aids: str = ""
    children: int = 0

    def __bool__(self) -> bool:
        return bool(self.interpreter or self.sign_language or self.aids or self.children)


@dataclass(frozen=True)
class InviteeView:
    """One invitation as the office sees it. ``check`` is the notice period of this person alone."""

    id: UUID
    version: int
    person_id: UUID
    name: str
    has_vote: bool
    deputy_for: UUID | None
    stands_in_for: str
    channel: Channel
    email: str
    address: str
    sent_at: datetime
    available_at: datetime | None
    confirmed_at: datetime | None
    delivered_on: date | None
    bounced_at: datetime | None
    received_on: date | None
    check: Check
    reply: Reply | None
    replied_at: datetime | None
    replied_by: RepliedBy | None
    reason: str
    needs: Needs


@dataclass(frozen=True)
class OwnInvitation:
    """An invitation as the invitee sees it."""

    id: UUID
    version: int
    meeting_id: UUID
    person_id: UUID
    name: str
    stands_in_for: str
    reply: Reply | None
    replied_at: datetime | None
    reason: str
    needs: Needs
    is_confirmed: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a mail goes, and which personal link belongs into it."""

    invitation_id: UUID
    meeting_id: UUID
    link_number: int
    email: str
    stands_in_for: str


@dataclass(frozen=True)
class DispatchView:
    """What was sent when; without a file where it was sent before files were kept."""

    number: int
    sent_at: datetime
    sha256: str
    attachment_id: UUID | None


@dataclass(frozen=True)
class ConsultationView:
    party: str
    consulted_on: date
    remarks: str


@dataclass(frozen=True)
class DeputyView:
    """Somebody who may come in a member's place."""

    person_id: UUID
    name: str
    position: int


@dataclass(frozen=True)
class Replies:
    """Everything that the office needs to know before the evening."""

    invitees: tuple[InviteeView, ...]
    notice: Check | None
    expected: Expected

    @property
    def interpreters(self) -> dict[str, int]:
        """How many need which language."""
        found: dict[str, int] = {}
        for one in self.invitees:
            if one.needs.interpreter:
                found[one.needs.interpreter] = found.get(one.needs.interpreter, 0) + 1
        return found

    @property
    def sign_language(self) -> int:
        return sum(one.needs.sign_language for one in self.invitees)

    @property
    def aids(self) -> tuple[str, ...]:
        return tuple(one.needs.aids for one in self.invitees if one.needs.aids)

    @property
    def children(self) -> int:
        return sum(one.needs.children for one in self.invitees)


@dataclass(frozen=True)
class Calling:
    """What a call of the meeting would mean now: its checks, and until when it had to be made."""

    regular: Check
    short: Check
    elections: Check
    last_day: date
    last_post_day: date
    call: CallKind
    consulted_party: str


async def replies(db: Session, viewer: Viewer, meeting_id: UUID) -> Replies:
    """Everybody who was invited, with receipt, answer and needs; office and chair only. Raises NotPermitted."""
    meeting = await meeting_of(db, viewer, meeting_id)
    permit(viewer, Act.CONVENE_MEETING)
    body = await people.body_by_id(db, viewer.body_id)
    rules, day = await meetings.rules_of(db, meeting), local_day(meeting.starts_at, body.time_zone)
    voters = {
        one.person_id for one in await people.members(db, viewer, meeting.organization_id, day) if one.voting_right
    }
    rows = await _rows(db, viewer.body_id, meeting_id)
    found = tuple(_invitee(row, person, member, voters, meeting.call, day, rules) for row, person, member in rows)
    needed = quorum.needed(meeting.statutory_members)
    return Replies(
        invitees=found,
        notice=notice_of_all(one.check for one in found),
        expected=expected(_seats(found), needed),
    )


def _seats(found: Iterable[InviteeView]) -> list[Reply | None]:
    """What is known for every seat with a vote: the member's answer, or that of whoever was called in their place."""
    said = list(found)
    called = {one.deputy_for: one.reply for one in said if one.deputy_for}
    return [
        called.get(one.person_id, one.reply) if one.reply is Reply.EXCUSED else one.reply
        for one in said
        if one.has_vote and one.deputy_for is None
    ]


async def invitee(db: Session, viewer: Viewer, meeting_id: UUID, invitation_id: UUID) -> InviteeView:
    """One invitation for the office. Raises NotFound."""
    everybody = await replies(db, viewer, meeting_id)
    found = next((one for one in everybody.invitees if one.id == invitation_id), None)
    if found is None:
        raise NotFound
    return found


def _invitee(
    row: Invitation,
    person: Person,
    member: Person | None,
    voters: set[UUID],
    call: CallKind,
    day: date,
    rules: Profile,
) -> InviteeView:
    received = row.received_on
    return InviteeView(
        id=row.id,
        version=row.version,
        person_id=person.id,
        name=person.name,
        has_vote=person.id in voters or row.deputy_for in voters,
        deputy_for=row.deputy_for,
        stands_in_for=member.name if member else "",
        channel=row.channel,
        email=row.email,
        address=row.address,
        sent_at=row.sent_at,
        available_at=row.available_at,
        confirmed_at=row.confirmed_at,
        delivered_on=row.delivered_on,
        bounced_at=row.bounced_at,
        received_on=received,
        check=notice_of_call(call, received, day, rules) if received else unproven(call, rules),
        reply=row.reply,
        replied_at=row.replied_at,
        replied_by=row.replied_by,
        reason=row.reason,
        needs=_needs(row),
    )


def _needs(row: Invitation) -> Needs:
    return Needs(row.interpreter, row.sign_language, row.aids, row.children)


async def _rows(db: Session, body_id: UUID, meeting_id: UUID) -> list[tuple[Invitation, Person, Person | None]]:
    """Invitations by family name, with the person and, for a deputy, the member."""
    member = aliased(Person)
    found = await db.exec(
        select(Invitation, Person, member)
        .join(Person, and_(col(Person.body_id) == Invitation.body_id, col(Person.id) == Invitation.person_id))
        .outerjoin(member, and_(col(member.body_id) == Invitation.body_id, col(member.id) == Invitation.deputy_for))
        .where(Invitation.body_id == body_id, Invitation.meeting_id == meeting_id)
        .order_by(func.lower(Person.family_name), func.lower(Person.given_name), col(Person.id))
    )
    return [(row, person, stood_in_for) for row, person, stood_in_for in found]


async def calling(db: Session, viewer: Viewer, meeting_id: UUID, *, now: datetime) -> Calling:
    """What the rules say about inviting now."""
    meeting = await meeting_of(db, viewer, meeting_id)
    zone = (await people.body_by_id(db, viewer.body_id)).time_zone
    rules = await meetings.rules_of(db, meeting)
    day, today = local_day(meeting.starts_at, zone), local_day(now, zone)
    usual = CallKind.SECOND if meeting.call is CallKind.SECOND else CallKind.REGULAR
    return Calling(
        regular=notice_of_call(usual, today, day, rules),
        short=notice_of_call(CallKind.SHORT, today, day, rules),
        elections=short_call_for_elections(await elections(db, meeting), rules),
        last_day=last_day(usual, day, rules),
        last_post_day=last_post_day(usual, day, rules),
        call=meeting.call,
        consulted_party=rules.text(Key.CONSULTED_PARTY),
    )


async def elections(db: Session, meeting: Meeting) -> int:
    """How many elections are on the agenda."""
    found = await db.exec(
        select(func.count())
        .select_from(AgendaItem)
        .where(
            AgendaItem.body_id == meeting.body_id,
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.kind == ItemKind.ELECTION,
        )
    )
    return found.one()


def sending(row: Invitation, zone: str) -> Sending:
    """What is known about an invitation, as days on the district's calendar."""
    return Sending(
        channel=row.channel,
        sent_on=local_day(row.sent_at, zone),
        available_on=local_day(row.available_at, zone) if row.available_at else None,
        confirmed_on=local_day(row.confirmed_at, zone) if row.confirmed_at else None,
        delivered_on=row.delivered_on,
        is_bounced=row.bounced_at is not None,
    )


async def dispatches(db: Session, viewer: Viewer, meeting_id: UUID) -> list[DispatchView]:
    """What was sent about the meeting, the invitation first."""
    await meeting_of(db, viewer, meeting_id)
    found = await db.exec(
        select(Dispatch)
        .where(Dispatch.body_id == viewer.body_id, Dispatch.meeting_id == meeting_id)
        .order_by(col(Dispatch.number))
    )
    return [DispatchView(row.number, row.sent_at, row.sha256, row.attachment_id) for row in found]


async def dispatch_file(db: Session, viewer: Viewer, meeting_id: UUID, number: int) -> FileView:
    """The agenda as it was sent, for everybody who sees the meeting: it holds the public part alone."""
    await meeting_of(db, viewer, meeting_id)
    found = await db.exec(
        select(Attachment.id)
        .join(Dispatch, and_(col(Dispatch.body_id) == Attachment.body_id, col(Dispatch.attachment_id) == Attachment.id))
        .where(Attachment.body_id == viewer.body_id, Dispatch.meeting_id == meeting_id, Dispatch.number == number)
    )
    attachment_id = found.one_or_none()
    if attachment_id is None:
        raise NotFound
    return (await files.files_of(db, viewer.body_id, [attachment_id]))[attachment_id]


async def last_number(db: Session, body_id: UUID, meeting_id: UUID) -> int:
    """The number of the last dispatch; 0 where there was none but the invitation."""
    found = await db.exec(
        select(func.max(Dispatch.number)).where(Dispatch.body_id == body_id, Dispatch.meeting_id == meeting_id)
    )
    return found.one() or 0


async def consultations(db: Session, viewer: Viewer, meeting_id: UUID) -> list[ConsultationView]:
    """With whom the agenda was talked over; the board's own matter."""
    await meeting_of(db, viewer, meeting_id)
    permit(viewer, Act.CONVENE_MEETING)
    found = await db.exec(
        select(Consultation)
        .where(Consultation.body_id == viewer.body_id, Consultation.meeting_id == meeting_id)
        .order_by(col(Consultation.consulted_on), col(Consultation.id))
    )
    return [ConsultationView(row.party, row.consulted_on, row.remarks) for row in found]


async def deputies(db: Session, viewer: Viewer) -> dict[UUID, tuple[DeputyView, ...]]:
    """Who may come in whose place, in their order."""
    found = await db.exec(
        select(Deputy, Person)
        .join(Person, and_(col(Person.body_id) == Deputy.body_id, col(Person.id) == Deputy.deputy_id))
        .where(Deputy.body_id == viewer.body_id, Person.body_id == viewer.body_id)
        .order_by(col(Deputy.position), col(Deputy.id))
    )
    listed: dict[UUID, tuple[DeputyView, ...]] = {}
    for row, person in found:
        view = DeputyView(person.id, person.name, row.position)
        listed[row.person_id] = (*listed.get(row.person_id, ()), view)
    return listed


async def free_deputies(db: Session, viewer: Viewer, meeting_id: UUID, person_id: UUID) -> tuple[DeputyView, ...]:
    """Who could still be called in a member's place: deputies who were not invited to this meeting."""
    listed = (await deputies(db, viewer)).get(person_id, ())
    invited = set(
        await db.exec(
            select(Invitation.person_id).where(
                Invitation.body_id == viewer.body_id, Invitation.meeting_id == meeting_id
            )
        )
    )
    return tuple(one for one in listed if one.person_id not in invited)


async def stand_ins(db: Session, viewer: Viewer, meeting_id: UUID) -> tuple[str, ...]:
    """The names of deputies who were invited to a meeting, by family name."""
    rows = await _rows(db, viewer.body_id, meeting_id)
    return tuple(person.name for row, person, _ in rows if row.deputy_for is not None)


async def own(db: Session, viewer: Viewer, meeting_id: UUID, *, now: datetime) -> OwnInvitation | None:
    """The viewer's own invitation to a meeting, if there is one."""
    if viewer.person_id is None:
        return None
    return await _own(
        db, viewer.body_id, now, Invitation.meeting_id == meeting_id, Invitation.person_id == viewer.person_id
    )


async def by_link(db: Session, body_id: UUID, invitation_id: UUID, link_number: int, *, now: datetime) -> OwnInvitation:
    """The invitation that a personal link names. Raises NotFound for a link that was taken back."""
    found = await _own(db, body_id, now, Invitation.id == invitation_id, Invitation.link_number == link_number)
    if found is None:
        raise NotFound
    return found


async def link_number(db: Session, body_id: UUID, invitation_id: UUID) -> int | None:
    """Which link to this invitation is good; None where there is no such invitation."""
    found = await db.exec(
        select(Invitation.link_number).where(Invitation.body_id == body_id, Invitation.id == invitation_id)
    )
    return found.one_or_none()


async def _own(
    db: Session, body_id: UUID, now: datetime, *conditions: ColumnElement[bool] | bool
) -> OwnInvitation | None:
    member = aliased(Person)
    found = await db.exec(
        select(Invitation, Person, member, Meeting)
        .join(Person, and_(col(Person.body_id) == Invitation.body_id, col(Person.id) == Invitation.person_id))
        .join(Meeting, and_(col(Meeting.body_id) == Invitation.body_id, col(Meeting.id) == Invitation.meeting_id))
        .outerjoin(member, and_(col(member.body_id) == Invitation.body_id, col(member.id) == Invitation.deputy_for))
        .where(Invitation.body_id == body_id, *conditions)
    )
    row = found.one_or_none()
    if row is None:
        return None
    invitation, person, _, meeting = row
    stood_in_for: Person | None = row[2]
    return OwnInvitation(
        id=invitation.id,
        version=invitation.version,
        meeting_id=meeting.id,
        person_id=person.id,
        name=person.name,
        stands_in_for=stood_in_for.name if stood_in_for else "",
        reply=invitation.reply,
        replied_at=invitation.replied_at,
        reason=invitation.reason,
        needs=_needs(invitation),
        is_confirmed=invitation.confirmed_at is not None,
        may_answer=takes_answers(meeting, now),
    )


def takes_answers(meeting: Meeting, now: datetime) -> bool:
    """Answers are taken from the dispatch until the meeting ends, or is cancelled."""
    over = meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED)
    return meeting.convened_at is not None and not over and now < meeting.ends_at


async def meeting_of(db: Session, viewer: Viewer, meeting_id: UUID) -> Meeting:
    """The meeting itself. Raises NotFound if the viewer must not see it."""
    found = await db.exec(
        select(Meeting).where(Meeting.body_id == viewer.body_id, Meeting.id == meeting_id, meetings.seen_by(viewer))
    )
    meeting = found.one_or_none()
    if meeting is None:
        raise NotFound
    return meeting


# For actions and notices


async def to_change(db: Session, body_id: UUID, invitation_id: UUID) -> tuple[Meeting, Invitation]:
    """The invitation with its meeting, both locked, the meeting first. Raises NotFound."""
    meeting_id = (
        await db.exec(
            select(Invitation.meeting_id).where(Invitation.body_id == body_id, Invitation.id == invitation_id)
        )
    ).one_or_none()
    if meeting_id is None:
        raise NotFound
    meeting = await db.exec(
        select(Meeting).where(Meeting.body_id == body_id, Meeting.id == meeting_id).with_for_update()
    )
    row = await db.exec(
        select(Invitation).where(Invitation.body_id == body_id, Invitation.id == invitation_id).with_for_update()
    )
    return meeting.one(), row.one()


async def of_person(db: Session, body_id: UUID, meeting_id: UUID, person_id: UUID) -> Invitation:
    """Somebody's invitation to a meeting. Raises NotFound."""
    found = await db.exec(
        select(Invitation).where(
            Invitation.body_id == body_id, Invitation.meeting_id == meeting_id, Invitation.person_id == person_id
        )
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row


async def addressees(
    db: Session, body_id: UUID, meeting_id: UUID | None = None, *, invitation_id: UUID | None = None
) -> list[Addressee]:
    """To whom mails about a meeting go, or the one mail about one invitation; letters are printed."""
    if meeting_id is None:
        found = await db.exec(
            select(Invitation.meeting_id).where(Invitation.body_id == body_id, Invitation.id == invitation_id)
        )
        meeting_id = found.one()
    return [
        Addressee(row.id, row.meeting_id, row.link_number, row.email, member.name if member else "")
        for row, _, member in await _rows(db, body_id, meeting_id)
        if row.channel is Channel.MAIL and row.email and invitation_id in (None, row.id)
    ]


async def letters(db: Session, viewer: Viewer, meeting_id: UUID) -> list[tuple[str, str]]:
    """Names and postal addresses of those who are invited by letter; office and chair only."""
    await meeting_of(db, viewer, meeting_id)
    permit(viewer, Act.CONVENE_MEETING)
    rows = await _rows(db, viewer.body_id, meeting_id)
    return [(person.name, row.address) for row, person, _ in rows if row.channel is Channel.LETTER]
