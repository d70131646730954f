"""What the members are told when the minutes are there: where to read them, never what is in them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from api.mail import Message
from api.notices import Notice
from api.templating import day
from api.words import meetings as words
from beirat.database import Session
from beirat.queries import meetings
from beirat.queries import minutes as queries
from beirat.rules.permissions import system


async def minutes_distributed(db: Session, notice: Notice) -> list[Message]:
    """One mail to each address that was invited; the internal edition is read signed in."""
    everybody = system(notice.district.id)
    about = await meetings.announcement(db, everybody, notice.subject_id)
    row = await queries.draft_of(db, notice.district.id, notice.subject_id)
    if row is None or row.objections_until is None:
        return []
    starts = about.starts_at.astimezone(ZoneInfo(notice.district.time_zone))
    subject = f"Niederschrift: {words.title(about.number)} vom {starts:%d.%m.%Y}"
    text = "\n".join(
        [
            "Guten Tag,",
            "",
            f"die Niederschrift der {words.title(about.number)} vom {day(starts)} ist unterschrieben.",
            "",
            f"Sie lesen sie nach der Anmeldung: {notice.link(f'/sitzungen/{about.meeting_id}/niederschrift')}",
            "",
            f"Stimmt etwas nicht? Dann sagen Sie es der Geschäftsstelle bis zum {day(row.objections_until)}.",
            "Der Beirat entscheidet in der nächsten Sitzung über Ihre Einwendung.",
            "",
            "Mit freundlichen Grüßen",
            f"{notice.district.board_name}, {notice.district.name}",
            "",
        ]
    )
    invited = await meetings.invited(db, everybody, about.meeting_id)
    addresses = sorted({one.email for one in invited if one.email})
    return [Message(to=address, subject=subject, text=text) for address in addresses]
