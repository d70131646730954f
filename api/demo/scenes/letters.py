"""Mails of the administration in the office's letter box: one filed, one that a second person has to read, one new."""

from __future__ import annotations

from dataclasses import dataclass

from api.demo.stage import Stage
from beirat.actions import letters
from beirat.actions.letters import Delivered
from beirat.queries import recommendations
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.letters import FiledAs, LetterChannel
from beirat.rules.zones import local_day
from beirat.tables.letters import LetterEntry, LetterFiling, QuotedPosition

OFFICE = "geschaeftsstelle"
SENDER = "Landkreis Musterland <post@musterland.example>"


@dataclass(frozen=True)
class Mail:
    """A mail about a case; ``filed_as`` None: nobody has read it yet."""

    case: str
    text: str
    filed_as: FiledAs | None = None
    quote: str = ""
    point: int = 0
    reason: ReasonCode | None = None


INTERIM = Mail(
    "leitbild",
    "Sehr geehrte Damen und Herren,\n\ndie Arbeitsgruppe zum Leitbild hat sich zum ersten Mal getroffen. Den Entwurf "
    "schicken wir Ihnen zu, sobald er mit dem Personalrat besprochen ist.\n\nMit freundlichen Grüßen",
    FiledAs.INTERIM,
    "Den Entwurf schicken wir Ihnen zu, sobald er mit dem Personalrat besprochen ist.",
)
REFUSAL = Mail(
    "anerkennung",
    "Guten Tag,\n\nzu Punkt 3: Eigene Veranstaltungen für die Betriebe kann der Fachdienst nicht anbieten, weil die "
    "Stelle dafür nicht besetzt ist. Die Kammern informieren ihre Mitglieder selbst.\n\nFreundliche Grüße",
    FiledAs.ANSWER,
    "Eigene Veranstaltungen für die Betriebe kann der Fachdienst nicht anbieten, weil die Stelle dafür nicht besetzt "
    "ist.",
    3,
    ReasonCode.STAFF,
)
UNREAD = Mail("leitbild", "Guten Tag,\n\nan wen in der Geschäftsstelle dürfen wir den Entwurf senden?\n\nDanke!")


async def drop(stage: Stage, mail: Mail) -> None:
    """The office takes a mail in and, where it has read it, files it."""
    actor, now = stage.viewers[OFFICE], stage.now
    case = await recommendations.within(stage.db, stage.body_id, stage.cases[mail.case])
    delivered = Delivered(
        channel=LetterChannel.MAIL,
        sender=SENDER,
        subject=f"Ihre Empfehlung {case.reference}",
        text=mail.text,
        written_on=local_day(now, stage.calendar.zone),
    )
    letter = await letters.take_in(stage.db, LetterEntry(), delivered, actor=actor, now=now)
    if mail.filed_as is None:
        return
    is_answer = mail.filed_as is FiledAs.ANSWER
    entered = LetterFiling(
        version=letter.version,
        recommendation_id=case.id,
        filed_as=mail.filed_as,
        written_on=letter.arrived_on,
        text="" if is_answer else mail.quote,
        positions=[_refused(mail)] if is_answer else [],
    )
    await letters.file(stage.db, letter.id, entered, actor=actor, now=now)


def _refused(mail: Mail) -> QuotedPosition:
    return QuotedPosition(number=mail.point, position=Position.REJECTED, text=mail.quote, reason=mail.reason)
