"""What people are told about letters that the office filed. No message carries a word of a letter."""

from __future__ import annotations

from api.mail import Message
from api.notices import Notice
from api.notices.answers import told
from beirat.database import Session
from beirat.queries import recipients
from beirat.rules.permissions import Role


async def letter_awaits_release(db: Session, notice: Notice) -> list[Message]:
    """To everybody who may be the second person."""
    to = await recipients.with_role(db, notice.district.id, Role.OFFICE, Role.CHAIR)
    text = (
        "in einem Schreiben der Verwaltung steht eine Ablehnung. Sie wird erst gezeigt, wenn eine zweite Person das "
        "Schreiben gelesen hat."
    )
    link = notice.link(f"/posteingang/{notice.subject_id}")
    signature = f"{notice.district.board_name}, {notice.district.name}"
    return [
        Message(
            to=one.email,
            subject="Bitte ein Schreiben gegenlesen",
            text=f"Guten Tag {one.name},\n\n{text}\n\nAnsehen: {link}\n\n{signature}\n",
        )
        for one in to
        if str(one.account_id) != notice.ids["filed_by"]
    ]


async def letter_filed(db: Session, notice: Notice) -> list[Message]:
    """To the coordinator: what was read from a letter, for ten working days to be corrected."""
    to = await recipients.with_role(db, notice.district.id, Role.ADMINISTRATION_COORDINATOR)
    text = (
        "die Geschäftsstelle des Beirats hat ein Schreiben von Ihnen als Antwort eingetragen. Stimmt etwas daran "
        "nicht, können Sie es zehn Arbeitstage lang auf der Seite der Empfehlung berichtigen."
    )
    return await told(db, notice, to, "Ihr Schreiben ist eingetragen", text)
