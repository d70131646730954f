"""What people are told about answers: they wait for release, came back, went out; a question was asked or answered.

No message carries a word of an answer, a question or a reply: they stand on the page.
"""

from __future__ import annotations

from uuid import UUID

from api.mail import Message
from api.notices import Notice
from api.notices.recommendations import messages, standing
from beirat.database import Session
from beirat.queries import recipients, transmissions
from beirat.queries.recipients import Recipient
from beirat.rules.permissions import Role


async def answer_awaits_release(db: Session, notice: Notice) -> list[Message]:
    """To the coordinator: drafts are finished."""
    to = await recipients.with_role(db, notice.district.id, Role.ADMINISTRATION_COORDINATOR)
    text = "ein Fachdienst hat Antworten zur Freigabe gegeben. Nichts davon ist öffentlich, bevor Sie es freigeben."
    return await told(db, notice, to, "Antwort zur Freigabe", text, "/freigabe")


async def answer_returned(db: Session, notice: Notice) -> list[Message]:
    """To the unit: a draft came back. Why, the page says."""
    unit_id = notice.ids["unit_id"]
    if not unit_id:
        return []
    to = await recipients.with_role(db, notice.district.id, Role.ADMINISTRATION, unit_id=UUID(unit_id))
    text = "die Verteilstelle hat einen Entwurf zurückgegeben. Der Grund steht auf der Seite."
    return await told(db, notice, to, "Entwurf zurück", text, "/antwort")


async def answer_released(db: Session, notice: Notice) -> list[Message]:
    """To the office, and to whoever moved the motion."""
    office = await recipients.with_role(db, notice.district.id, Role.OFFICE)
    text = "die Verwaltung hat geantwortet. Die Antwort steht auf der Seite der Empfehlung."
    mover = await _mover(db, notice)
    others = [one for one in office if one.account_id not in {known.account_id for known in mover}]
    to_office = await told(db, notice, others, "Antwort der Verwaltung", text)
    return to_office + await told(db, notice, mover, "Zu Ihrem Antrag gibt es eine Antwort", text)


async def query_asked(db: Session, notice: Notice) -> list[Message]:
    """To office and chair: the clock stands until they reply."""
    to = await recipients.with_role(db, notice.district.id, Role.OFFICE, Role.CHAIR)
    text = "die Verwaltung hat eine Frage an den Beirat. Bis zu Ihrer Antwort steht die Uhr."
    return await told(db, notice, to, "Frage an den Beirat", text)


async def query_replied(db: Session, notice: Notice) -> list[Message]:
    """To the coordinator: the clock runs again."""
    to = await recipients.with_role(db, notice.district.id, Role.ADMINISTRATION_COORDINATOR)
    text = "der Beirat hat Ihre Frage beantwortet. Die Uhr läuft wieder."
    return await told(db, notice, to, "Antwort auf Ihre Frage", text)


async def _mover(db: Session, notice: Notice) -> list[Recipient]:
    account_id = await transmissions.mover_of(db, notice.district.id, notice.subject_id)
    return await recipients.account(db, notice.district.id, account_id) if account_id else []


async def told(
    db: Session, notice: Notice, to: list[Recipient], subject: str, text: str, path: str = ""
) -> list[Message]:
    about = await standing(db, notice)
    return messages(notice, about, to, subject, text, path) if about else []
