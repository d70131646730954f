"""What people are told by mail: one composer per happening, in a module per stem.

A composer reads what it needs when the notice is due and returns one message per person. It puts nothing non-public
into a message: a thing from the non-public part is mentioned by its number alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from uuid import UUID

from api.links import token
from api.mail import Message
from beirat.actions.notices import Happening
from beirat.database import Session
from beirat.queries.people import BodyView
from beirat.storage import Storage
from documents.pool import Pool


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that is due: in which district, about which object, with what else is known, and who prints;
    where files are, and the secret with which personal links are sealed.
    """

    district: BodyView
    subject_id: UUID
    ids: Mapping[str, str]
    public_url: str
    now: datetime
    pool: Pool
    secret: bytes
    storage: Storage

    def link(self, path: str) -> str:
        """The address of an internal page, e.g. ``link("/antraege/…")``; opening it changes nothing."""
        return f"{self.public_url}/{self.district.slug}/intern{path}"

    def answer_link(self, invitation_id: UUID, number: int) -> str:
        """The personal address at which an invitation is answered without signing in."""
        return f"{self.public_url}/{self.district.slug}/einladung/{token(self.secret, invitation_id, number)}"


Composer = Callable[[Session, Notice], Awaitable[list[Message]]]

MODULES = {
    Happening.MOTION_SUBMITTED: "motions",
    Happening.MOTION_REVIEWED: "motions",
    Happening.MEETING_CONVENED: "meetings",
    Happening.MEETING_CANCELLED: "meetings",
    Happening.INVITATION_SENT: "meetings",
    Happening.AGENDA_SUPPLEMENTED: "meetings",
    Happening.MINUTES_DISTRIBUTED: "minutes",
    Happening.RECOMMENDATION_HANDED_OVER: "recommendations",
    Happening.POINT_ASSIGNED: "recommendations",
    Happening.ANSWER_AWAITS_RELEASE: "answers",
    Happening.ANSWER_RETURNED: "answers",
    Happening.ANSWER_RELEASED: "answers",
    Happening.QUERY_ASKED: "answers",
    Happening.QUERY_REPLIED: "answers",
    Happening.LETTER_AWAITS_RELEASE: "letters",
    Happening.LETTER_FILED: "letters",
    Happening.DOOR_LOCKED: "answer_links",
}
"""In which module of this package the composer of a happening is; it is the function of the same name."""


def composer(happening: Happening) -> Composer:
    """The function that writes the messages, e.g. ``motions.motion_submitted``."""
    found: Composer = getattr(import_module(f"api.notices.{MODULES[happening]}"), happening.value)
    return found
