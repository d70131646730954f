"""What a unit is told about its door by link: the link, the code; and the coordinator, when it was tried too often.

Of the recommendation only the number is said: whoever forwards such a mail gives nothing away.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from api.mail import Message
from api.notices import Notice
from api.notices.recommendations import messages, standing
from api.words.public import day
from beirat.database import Session
from beirat.queries import recipients
from beirat.rules.permissions import Role


def link_sent(*, to: str, reference: str, board: str, place: str, address: str, until: date | None) -> Message:
    """The link itself. Opening it does nothing; the code comes only when somebody asks for it there."""
    lasts = f"Der Link gilt bis {day(until)}." if until else "Der Link gilt, bis die Antwort da ist."
    return Message(
        to=to,
        subject=f"Bitte um Antwort: {reference}",
        text=(
            "Guten Tag,\n\n"
            f"zu Punkten der Empfehlung {reference} antwortet Ihr Fachdienst. Dafür brauchen Sie kein Konto:\n\n"
            f"{address}\n\n"
            "Auf der Seite fordern Sie einen Code an. Er kommt an diese Adresse und an keine andere.\n"
            f"{lasts} Geben Sie ihn bitte nicht weiter.\n\n"
            f"{board}, {place}\n"
        ),
    )


def code_sent(*, to: str, code: str, board: str, place: str) -> Message:
    """The code, good for a quarter of an hour."""
    return Message(
        to=to,
        subject="Ihr Code",
        text=(
            "Guten Tag,\n\n"
            f"Ihr Code: {code[:4]} {code[4:]}\n\n"
            "Er gilt 15 Minuten und nur einmal. Haben Sie ihn nicht angefordert, müssen Sie nichts tun.\n\n"
            f"{board}, {place}\n"
        ),
    )


async def door_locked(db: Session, notice: Notice) -> list[Message]:
    """To the coordinator: wrong codes were typed several times. Who it was, nobody knows."""
    about = await standing(db, notice)
    to = await recipients.with_role(db, notice.district.id, Role.ADMINISTRATION_COORDINATOR)
    if about is None:
        return []
    unit_id = UUID(notice.ids["unit_id"])
    unit = next((point.unit for point in about.points if point.unit_id == unit_id), "einem Fachdienst")
    text = (
        f"beim Link für {unit} wurde mehrmals ein falscher Code eingegeben. Er ist für eine Viertelstunde gesperrt, "
        "danach kann der Fachdienst einen neuen Code anfordern. Kommt Ihnen das seltsam vor, sperren Sie den Link."
    )
    return messages(notice, about, to, "Zugang per Link gesperrt", text, "#zugang")
