"""That somebody is to be told of something: what happened and to which object; the words are made in ``api/notices``.

A notice is a consequence of an act that was permitted already. It holds ids, no text, so that nothing which must not
leave can lie in the outbox.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from beirat.actions import jobs
from beirat.database import Session
from beirat.tables.jobs import JobKind


class Happening(StrEnum):
    """What people are told about; each has one composer in ``api/notices``."""

    MOTION_SUBMITTED = "motion_submitted"
    MOTION_REVIEWED = "motion_reviewed"
    MEETING_CONVENED = "meeting_convened"
    MEETING_CANCELLED = "meeting_cancelled"
    INVITATION_SENT = "invitation_sent"
    AGENDA_SUPPLEMENTED = "agenda_supplemented"
    MINUTES_DISTRIBUTED = "minutes_distributed"
    RECOMMENDATION_HANDED_OVER = "recommendation_handed_over"
    POINT_ASSIGNED = "point_assigned"
    ANSWER_AWAITS_RELEASE = "answer_awaits_release"
    ANSWER_RETURNED = "answer_returned"
    ANSWER_RELEASED = "answer_released"
    QUERY_ASKED = "query_asked"
    QUERY_REPLIED = "query_replied"
    LETTER_AWAITS_RELEASE = "letter_awaits_release"
    LETTER_FILED = "letter_filed"
    DOOR_LOCKED = "door_locked"


async def notify(
    db: Session, happening: Happening, subject_id: UUID, *, key: str, body_id: UUID, now: datetime, **ids: str
) -> None:
    """Asks, in the transaction of the act, that those concerned are told. The same key is told once."""
    payload = {"happening": happening.value, "subject_id": str(subject_id), **ids}
    unique_key = f"notice:{happening.value}:{subject_id}:{key}"
    await jobs.enqueue(db, JobKind.NOTICE, payload, unique_key=unique_key, now=now, body_id=body_id)
