"""What those are told who are invited: the invitation with letter and calendar entry, supplements, cancellation."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from api import invitations
from api.mail import Attachment, Message
from api.notices import Notice
from api.words.meetings import file_name
from beirat.database import Session
from beirat.queries import invitations as queries
from beirat.queries import meetings
from beirat.queries.invitations import Addressee
from beirat.queries.meetings import Announcement
from beirat.rules.errors import NotFound
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import system


async def meeting_convened(db: Session, notice: Notice) -> list[Message]:
    """The invitation, one for each address; nobody is invited to a meeting that was cancelled meanwhile."""
    return await _agenda(db, notice, await queries.addressees(db, notice.district.id, notice.subject_id))


async def agenda_supplemented(db: Session, notice: Notice) -> list[Message]:
    """A supplement to the agenda, to everybody who was invited."""
    return await _agenda(db, notice, await queries.addressees(db, notice.district.id, notice.subject_id))


async def invitation_sent(db: Session, notice: Notice) -> list[Message]:
    """The invitation once more, or for the first time to a deputy."""
    everybody = await queries.addressees(db, notice.district.id, invitation_id=notice.subject_id)
    return await _agenda(db, notice, everybody)


async def meeting_cancelled(db: Session, notice: Notice) -> list[Message]:
    """That the meeting does not take place, with an entry that takes it out of calendars."""
    about = await meetings.announcement(db, system(notice.district.id), notice.subject_id)
    text = invitations.cancellation_text(about, notice.district)
    files = (_calendar(about, notice),)
    everybody = await queries.addressees(db, notice.district.id, notice.subject_id)
    return [_message(one, about, notice, text, files) for one in everybody]


async def _agenda(db: Session, notice: Notice, everybody: Iterable[Addressee]) -> list[Message]:
    """The agenda as it was dispatched last, with a personal link for everybody."""
    addressed = list(everybody)
    if not addressed:
        return []
    about = await meetings.announcement(db, system(notice.district.id), addressed[0].meeting_id)
    if about.state is MeetingState.CANCELLED:
        return []
    printed = await _as_sent(db, notice, about)
    files = (Attachment(_name(about, notice, "pdf"), "application/pdf", printed), _calendar(about, notice))
    link = notice.link(f"/sitzungen/{about.meeting_id}")
    return [
        _message(one, about, notice, _text(one, about, notice, link), files)
        for one in sorted(addressed, key=lambda one: one.email)
    ]


def _text(one: Addressee, about: Announcement, notice: Notice, link: str) -> str:
    answer = notice.answer_link(one.invitation_id, one.link_number)
    return invitations.invitation_text(about, notice.district, link, answer=answer, stands_in_for=one.stands_in_for)


async def _as_sent(db: Session, notice: Notice, about: Announcement) -> bytes:
    """The very bytes that were sealed with the dispatch; printed now where none were."""
    reader = system(notice.district.id)
    try:
        sealed = await queries.dispatch_file(db, reader, about.meeting_id, about.dispatch)
    except NotFound:
        return await notice.pool.render(invitations.letter(about, notice.district, notice.now))
    return await notice.storage.read(notice.district.id, sealed.sha256)


def _message(one: Addressee, about: Announcement, notice: Notice, text: str, files: tuple[Attachment, ...]) -> Message:
    subject = invitations.subject(about, notice.district)
    return Message(to=one.email, subject=subject, text=text, attachments=files, key=_key(one.invitation_id))


def _key(invitation_id: UUID) -> str:
    """Two people may share an address; each gets the link that is theirs."""
    return str(invitation_id)


def _calendar(about: Announcement, notice: Notice) -> Attachment:
    content = invitations.calendar(about, notice.district, notice.now)
    return Attachment(_name(about, notice, "ics"), "text/calendar; charset=utf-8", content)


def _name(about: Announcement, notice: Notice, ending: str) -> str:
    return file_name(about, about.starts_at.astimezone(ZoneInfo(notice.district.time_zone)).date(), ending)
