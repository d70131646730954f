"""What those are told who belong to a meeting: the invitation with letter and calendar entry; that it is cancelled."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from api import invitations
from api.mail import Attachment, Message
from api.notices import Notice
from api.words.meetings import file_name
from beirat.database import Session
from beirat.queries import meetings
from beirat.queries.meetings import Announcement
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import system


async def meeting_convened(db: Session, notice: Notice) -> list[Message]:
    """The invitation, one for each address; nobody is invited to a meeting that was cancelled meanwhile."""
    about = await meetings.announcement(db, system(notice.district.id), notice.subject_id)
    if about.state is MeetingState.CANCELLED:
        return []
    printed = await notice.pool.render(invitations.letter(about, notice.district, notice.now))
    text = invitations.invitation_text(about, notice.district, notice.link(f"/sitzungen/{about.meeting_id}"))
    files = (Attachment(_name(about, notice, "pdf"), "application/pdf", printed), _calendar(about, notice))
    return await _to_everybody(db, notice, about, text, files)


async def meeting_cancelled(db: Session, notice: Notice) -> list[Message]:
    """That the meeting does not take place, with an entry that takes it out of calendars."""
    about = await meetings.announcement(db, system(notice.district.id), notice.subject_id)
    text = invitations.cancellation_text(about, notice.district)
    return await _to_everybody(db, notice, about, text, (_calendar(about, notice),))


async def _to_everybody(
    db: Session, notice: Notice, about: Announcement, text: str, files: tuple[Attachment, ...]
) -> list[Message]:
    subject = invitations.subject(about, notice.district)
    everybody = await meetings.invited(db, system(notice.district.id), about.meeting_id)
    addresses = sorted({one.email for one in everybody if one.email})
    return [Message(to=address, subject=subject, text=text, attachments=files) for address in addresses]


def _calendar(about: Announcement, notice: Notice) -> Attachment:
    content = invitations.calendar(about, notice.district, notice.now)
    return Attachment(_name(about, notice, "ics"), "text/calendar; charset=utf-8", content)


def _name(about: Announcement, notice: Notice, ending: str) -> str:
    return file_name(about, about.starts_at.astimezone(ZoneInfo(notice.district.time_zone)).date(), ending)
