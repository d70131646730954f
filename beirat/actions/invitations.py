"""What happens to invitations: they go out, arrive or come back, are answered; deputies are called.

``issue`` and ``seal`` are parts of a dispatch that was permitted already. Reasons and needs never go into the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from beirat.actions import files
from beirat.actions.files import Kept
from beirat.actions.journal import record
from beirat.actions.notices import Happening, notify
from beirat.database import Session
from beirat.queries import invitations, meetings, people
from beirat.queries.meetings import Invitee
from beirat.rules.accounts import is_address
from beirat.rules.errors import Broken, NotFound, RuleBroken, StaleVersion
from beirat.rules.invitations import Channel, RepliedBy, Reply, received_on
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.profiles import Key, ReceiptRule
from beirat.rules.zones import local_day
from beirat.tables.invitations import (
    AnswerChange,
    Consultation,
    ConsultationNote,
    DeputyCalled,
    Dispatch,
    Invitation,
    LetterReceipt,
    SendingAgain,
)
from beirat.tables.meetings import Meeting


async def issue(db: Session, meeting: Meeting, invitees: Iterable[Invitee], *, now: datetime) -> list[Invitation]:
    """One invitation for each: by mail where there is an address, else by letter; and in the system for accounts."""
    wanted = list(invitees)
    contacts = await people.contacts(db, meeting.body_id, [one.person_id for one in wanted])
    rows = []
    for one in wanted:
        contact = contacts[one.person_id]
        rows.append(
            Invitation(
                body_id=meeting.body_id,
                meeting_id=meeting.id,
                person_id=one.person_id,
                channel=Channel.MAIL if contact.email else Channel.LETTER,
                email=contact.email,
                address=contact.postal_address,
                sent_at=now,
                available_at=now if contact.has_account else None,
            )
        )
    for row in rows:
        await _count_receipt(db, meeting, row)
    db.add_all(rows)
    return rows


async def seal(db: Session, meeting: Meeting, number: int, kept: Kept | None, *, name: str, now: datetime) -> Dispatch:
    """Keeps the agenda as it is sent now, byte by byte; ``kept`` was printed and stored before."""
    row = Dispatch(body_id=meeting.body_id, meeting_id=meeting.id, number=number, sent_at=now)
    if kept is not None:
        hung = await files.attach(
            db, kept, name, object_type="dispatch", object_id=row.id, body_id=meeting.body_id, now=now
        )
        row.attachment_id, row.sha256 = hung.id, kept.sha256
    db.add(row)
    await db.flush()
    return row


async def confirm(db: Session, invitation_id: UUID, *, actor: Viewer, now: datetime) -> Invitation:
    """The invitee says that the invitation has arrived."""
    meeting, row = await _own(db, invitation_id, actor, now)
    row.confirmed_at = row.confirmed_at or now
    await _count_receipt(db, meeting, row)
    await _record(db, Act.ANSWER_INVITATION, row, actor=actor, now=now, after={"confirmed": True})
    return row


async def answer(
    db: Session, invitation_id: UUID, entered: AnswerChange, *, actor: Viewer, now: datetime
) -> Invitation:
    """The invitee comes or is excused, and says what is needed; by link or signed in. It proves receipt as well."""
    meeting, row = await _own(db, invitation_id, actor, now)
    _check_version(row, entered.version)
    row.confirmed_at = row.confirmed_at or now
    await _count_receipt(db, meeting, row)
    by = RepliedBy.LOGIN if actor.account_id else RepliedBy.LINK
    return await _answered(db, row, entered, by, actor=actor, now=now)


async def note_answer(
    db: Session, invitation_id: UUID, entered: AnswerChange, *, actor: Viewer, now: datetime
) -> Invitation:
    """The office writes down what somebody said by telephone or letter; that proves no receipt."""
    meeting, row = await _of_office(db, invitation_id, Act.ANSWER_INVITATION, actor)
    _check_open(meeting, now)
    _check_version(row, entered.version)
    return await _answered(db, row, entered, RepliedBy.OFFICE, actor=actor, now=now)


async def mark_bounced(
    db: Session, invitation_id: UUID, *, version: int | None = None, actor: Viewer, now: datetime
) -> Invitation:
    """The mail came back: it proves nothing, until it is sent again or goes by letter."""
    meeting, row = await _of_office(db, invitation_id, Act.RECORD_RECEIPT, actor)
    _check_version(row, version)
    if row.channel is not Channel.MAIL or row.bounced_at is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step="bounce")
    row.bounced_at = now
    await _count_receipt(db, meeting, row)
    await _record(db, Act.RECORD_RECEIPT, row, actor=actor, now=now, after={"bounced": True})
    return row


async def record_receipt(
    db: Session, invitation_id: UUID, entered: LetterReceipt, *, actor: Viewer, now: datetime
) -> Invitation:
    """The day on which a letter arrived. Raises RuleBroken for a day before it was sent, or one to come."""
    meeting, row = await _of_office(db, invitation_id, Act.RECORD_RECEIPT, actor)
    _check_version(row, entered.version)
    if row.channel is not Channel.LETTER:
        raise RuleBroken(Broken.NOT_A_LETTER, "delivered_on")
    zone = (await people.body_by_id(db, row.body_id)).time_zone
    if entered.delivered_on < local_day(row.sent_at, zone):
        raise RuleBroken(Broken.ARRIVED_BEFORE_SENDING, "delivered_on")
    if entered.delivered_on > local_day(now, zone):
        raise RuleBroken(Broken.DATE_IN_FUTURE, "delivered_on")
    row.delivered_on = entered.delivered_on
    await _count_receipt(db, meeting, row)
    told = {"delivered_on": entered.delivered_on}
    await _record(db, Act.RECORD_RECEIPT, row, actor=actor, now=now, after=told)
    return row


async def send_again(
    db: Session, invitation_id: UUID, entered: SendingAgain, *, actor: Viewer, now: datetime
) -> Invitation:
    """The invitation goes out once more, to another address or by letter; receipt is counted anew."""
    meeting, row = await _of_office(db, invitation_id, Act.CONVENE_MEETING, actor)
    _check_open(meeting, now)
    _check_version(row, entered.version)
    if entered.channel is Channel.MAIL and not is_address(entered.email):
        raise RuleBroken(Broken.EMAIL_INVALID, "email")
    if entered.channel is Channel.LETTER and not entered.address:
        raise RuleBroken(Broken.ADDRESS_NEEDED, "address")
    row.channel, row.sent_at, row.bounced_at, row.delivered_on = entered.channel, now, None, None
    row.email = entered.email.lower() if entered.channel is Channel.MAIL else row.email
    row.address = entered.address or row.address
    await _count_receipt(db, meeting, row)
    await _send_alone(db, row, now)
    await _record(db, Act.CONVENE_MEETING, row, actor=actor, now=now, after={"channel": row.channel})
    return row


async def call_deputy(
    db: Session, invitation_id: UUID, entered: DeputyCalled, *, actor: Viewer, now: datetime
) -> Invitation:
    """In the place of a member who is excused, a deputy gets an invitation of their own."""
    meeting, row = await _of_office(db, invitation_id, Act.CONVENE_MEETING, actor)
    _check_open(meeting, now)
    _check_version(row, entered.version)
    if row.reply is not Reply.EXCUSED:
        raise RuleBroken(Broken.NOT_EXCUSED, "deputy_id")
    free = await invitations.free_deputies(db, actor, meeting.id, row.person_id)
    deputy = next((one for one in free if one.person_id == entered.deputy_id), None)
    if deputy is None:
        raise RuleBroken(Broken.NO_FREE_DEPUTY, "deputy_id")
    [invited] = await issue(db, meeting, [Invitee(deputy.person_id, deputy.name, "")], now=now)
    invited.deputy_for = row.person_id
    row.touch()
    await db.flush()
    await _send_alone(db, invited, now)
    told = {"deputy_for": row.person_id, "person_id": deputy.person_id}
    await _record(db, Act.CONVENE_MEETING, invited, actor=actor, now=now, after=told)
    return invited


async def take_back_link(
    db: Session, invitation_id: UUID, *, version: int | None = None, actor: Viewer, now: datetime
) -> Invitation:
    """The personal link stops working, for example because it was passed on; sending again brings a new one."""
    _, row = await _of_office(db, invitation_id, Act.CONVENE_MEETING, actor)
    _check_version(row, version)
    row.link_number += 1
    await _record(db, Act.CONVENE_MEETING, row, actor=actor, now=now, after={"link": "taken back"})
    return row


async def note_consultation(
    db: Session, meeting_id: UUID, entered: ConsultationNote, *, actor: Viewer, now: datetime
) -> Consultation:
    """The agenda was talked over with somebody (Benehmen): who, when, what they said; no consent is needed."""
    meeting = await invitations.meeting_of(db, actor, meeting_id)
    permit(actor, Act.CONVENE_MEETING)
    zone = (await people.body_by_id(db, meeting.body_id)).time_zone
    if entered.consulted_on > local_day(now, zone):
        raise RuleBroken(Broken.DATE_IN_FUTURE, "consulted_on")
    row = Consultation(body_id=meeting.body_id, meeting_id=meeting.id, recorded_at=now, **entered.model_dump())
    db.add(row)
    await db.flush()
    told = {"consulted": entered.party, "consulted_on": entered.consulted_on}
    await record(
        db, actor=actor, now=now, act=Act.CONVENE_MEETING, subject_type="meeting", subject_id=meeting.id, after=told
    )
    return row


async def _own(db: Session, invitation_id: UUID, actor: Viewer, now: datetime) -> tuple[Meeting, Invitation]:
    """The invitation of the one who acts. Raises NotFound for somebody else's."""
    meeting, row = await invitations.to_change(db, actor.body_id, invitation_id)
    permit(actor, Act.ANSWER_INVITATION)
    if actor.person_id is None or actor.person_id != row.person_id:
        raise NotFound
    _check_open(meeting, now)
    return meeting, row


async def _of_office(db: Session, invitation_id: UUID, act: Act, actor: Viewer) -> tuple[Meeting, Invitation]:
    """Somebody's invitation, for office and chair. Only they may keep what others said or received."""
    meeting, row = await invitations.to_change(db, actor.body_id, invitation_id)
    permit(actor, Act.CONVENE_MEETING)
    permit(actor, act)
    return meeting, row


def _check_open(meeting: Meeting, now: datetime) -> None:
    if not invitations.takes_answers(meeting, now):
        raise RuleBroken(Broken.MEETING_OVER)


def _check_version(row: Invitation, version: int | None) -> None:
    if version is not None and row.version != version:
        raise StaleVersion(row.version, {})


async def _count_receipt(db: Session, meeting: Meeting, row: Invitation) -> None:
    """Keeps the day of receipt by the rule that holds for the meeting."""
    zone = (await people.body_by_id(db, meeting.body_id)).time_zone
    rules = await meetings.rules_of(db, meeting)
    row.received_on = received_on(invitations.sending(row, zone), ReceiptRule(rules.text(Key.RECEIPT_RULE)))


async def _answered(
    db: Session, row: Invitation, entered: AnswerChange, by: RepliedBy, *, actor: Viewer, now: datetime
) -> Invitation:
    row.reply, row.replied_at, row.replied_by = entered.reply, now, by
    row.reason, row.interpreter, row.sign_language = entered.reason, entered.interpreter, entered.sign_language
    row.aids, row.children = entered.aids, entered.children
    await _record(db, Act.ANSWER_INVITATION, row, actor=actor, now=now, after={"reply": row.reply, "by": by})
    return row


async def _send_alone(db: Session, row: Invitation, now: datetime) -> None:
    """One mail to this invitee; a letter is printed by the office."""
    if row.channel is Channel.MAIL and row.email:
        await db.flush()
        key = f"sent-{row.version}"
        await notify(db, Happening.INVITATION_SENT, row.id, key=key, body_id=row.body_id, now=now)


async def _record(
    db: Session, act: Act, row: Invitation, *, actor: Viewer, now: datetime, after: Mapping[str, object]
) -> None:
    await record(db, actor=actor, now=now, act=act, subject_type="invitation", subject_id=row.id, after=after)
