"""A supplement to an agenda that was sent: late items, sent to everybody; the numbers that were sent stay."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions import invitations, late_items, publication
from beirat.actions.files import Kept
from beirat.actions.journal import record
from beirat.actions.meetings import check_version
from beirat.actions.notices import Happening, notify
from beirat.database import Session
from beirat.queries import invitations as queries
from beirat.queries import meetings
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import LIFE, MeetingStep
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.invitations import Dispatch, Supplement
from beirat.tables.publication import Published


async def send(
    db: Session, meeting_id: UUID, entered: Supplement, *, kept: Kept | None = None, actor: Viewer, now: datetime
) -> Dispatch:
    """Late items get their numbers (3a) and everybody who was invited hears of them.

    Raises RuleBroken(NOTHING_NEW_TO_SEND) without an item: the same agenda is not sent twice.
    """
    meeting = await meetings.to_change(db, actor, meeting_id)
    permit(actor, Act.CONVENE_MEETING)
    check_version(meeting, entered.version, {})
    if meeting.starts_at <= now:
        raise RuleBroken(Broken.TOO_LATE_TO_SUPPLEMENT)
    meeting.state = LIFE.after(meeting.state, MeetingStep.SUPPLEMENT)
    if not entered.items:
        raise RuleBroken(Broken.NOTHING_NEW_TO_SEND)
    number = await queries.last_number(db, meeting.body_id, meeting.id) + 1
    added = await late_items.add_late_items(db, meeting, entered.items, number, actor=actor, now=now)
    name = f"nachtrag-{number}-s-{meeting.number}.pdf"
    row = await invitations.seal(db, meeting, number, kept, name=name, now=now)
    meeting.touch()
    happening, key = Happening.AGENDA_SUPPLEMENTED, f"supplement-{number}"
    await notify(db, happening, meeting.id, key=key, body_id=meeting.body_id, now=now, number=str(number))
    await publication.touch(db, Published.MEETING, meeting.id, body_id=meeting.body_id, now=now)
    told = {"supplement": number, "numbers": [item.number for item in added]}
    await record(
        db, actor=actor, now=now, act=Act.CONVENE_MEETING, subject_type="meeting", subject_id=meeting.id, after=told
    )
    return row
