"""What the mover is told: that the motion has arrived, with its text; and what the chair said to it."""

from __future__ import annotations

from uuid import UUID

from api.mail import Message
from api.notices import Notice
from api.words.motions import AUDIENCES, STATES
from beirat.database import Session
from beirat.queries import motions, recipients
from beirat.queries.motions import MotionView
from beirat.rules.permissions import Role

_BOARD = frozenset({Role.OFFICE})


async def motion_submitted(db: Session, notice: Notice) -> list[Message]:
    """The receipt: reference and the whole text, to whoever handed it in, as proof of filing."""
    motion = await motions.view(db, recipients.reader(notice.district.id, _BOARD), notice.subject_id)
    submitter = await recipients.account(db, notice.district.id, UUID(notice.ids["account_id"]))
    return [
        Message(
            to=one.email,
            subject=f"Ihr Antrag {motion.reference} ist eingegangen",
            text=(
                f"Guten Tag {one.name},\n\n"
                f"Ihr Antrag ist bei der Geschäftsstelle eingegangen. Er hat die Nummer {motion.reference}.\n"
                "Der Vorsitz prüft ihn jetzt. Danach kommt er auf die Tagesordnung einer Sitzung.\n\n"
                f"{_wording(motion)}\n"
                f"Ansehen: {notice.link(f'/antraege/{motion.id}')}\n\n"
                f"{notice.district.board_name}, {notice.district.name}\n"
            ),
        )
        for one in submitter
    ]


async def motion_reviewed(db: Session, notice: Notice) -> list[Message]:
    """What the chair said, to the motion's author. The reason stands on the page, not in the mail."""
    motion = await motions.view(db, recipients.reader(notice.district.id, _BOARD), notice.subject_id)
    author = [] if motion.author_id is None else await recipients.account(db, notice.district.id, motion.author_id)
    return [
        Message(
            to=one.email,
            subject=f"Ihr Antrag {motion.reference}: {STATES[motion.state]}",
            text=(
                f"Guten Tag {one.name},\n\n"
                f"der Vorsitz hat Ihren Antrag {motion.reference} geprüft. Ergebnis: {STATES[motion.state]}.\n"
                f"Mehr dazu: {notice.link(f'/antraege/{motion.id}')}\n\n"
                f"{notice.district.board_name}, {notice.district.name}\n"
            ),
        )
        for one in author
    ]


def _wording(motion: MotionView) -> str:
    points = "\n".join(f"{point.number}. {point.text} (für: {AUDIENCES[point.audience]})" for point in motion.points)
    return f"{motion.title}\n\nDer Beirat möge beschließen:\n{points}\n\nBegründung:\n{motion.reasons}\n"
