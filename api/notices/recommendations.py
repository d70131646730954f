"""What the administration is told: that a recommendation has come, and that a unit has points to answer.

A recommendation from the non-public part is mentioned by its number alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from api.mail import Message
from api.notices import Notice
from beirat.database import Session
from beirat.queries import recipients
from beirat.queries import recommendations as queries
from beirat.queries.recipients import Recipient
from beirat.queries.recommendations import RecommendationView
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Role

_BOARD = frozenset({Role.OFFICE})


async def recommendation_handed_over(db: Session, notice: Notice) -> list[Message]:
    """To the coordinator: what the board recommends, point by point, and that the receipt is to be confirmed."""
    about = await standing(db, notice)
    to = await recipients.with_role(db, notice.district.id, Role.ADMINISTRATION_COORDINATOR)
    if about is None:
        return []
    text = (
        f"der Beirat hat Ihnen die Empfehlung {about.reference} zugeleitet.\n"
        f"{_wording(about)}\n"
        "Bitte bestätigen Sie den Eingang und weisen Sie die Punkte den Fachdiensten zu."
    )
    return messages(notice, about, to, "Neue Empfehlung", text)


async def point_assigned(db: Session, notice: Notice) -> list[Message]:
    """To the unit's accounts: that points wait for their answer. Which ones, the page says."""
    about = await standing(db, notice)
    unit_id = UUID(notice.ids["unit_id"])
    to = await recipients.with_role(db, notice.district.id, Role.ADMINISTRATION, unit_id=unit_id)
    if about is None:
        return []
    text = f"Ihrem Fachdienst sind Punkte der Empfehlung {about.reference} zugewiesen.{_titled(about)}"
    return messages(notice, about, to, "Bitte um Antwort", text)


async def standing(db: Session, notice: Notice) -> RecommendationView | None:
    """The recommendation; None if it was taken back before the notice was due."""
    try:
        return await queries.view(db, recipients.reader(notice.district.id, _BOARD), notice.subject_id)
    except NotFound:
        return None


def messages(
    notice: Notice, about: RecommendationView, to: Sequence[Recipient], subject: str, text: str, path: str = ""
) -> list[Message]:
    """One message per address, with a link that changes nothing when it is opened."""
    link = notice.link(f"/empfehlungen/{about.id}{path}")
    return [
        Message(
            to=one.email,
            subject=f"{subject}: {about.reference}",
            text=(
                f"Guten Tag {one.name},\n\n"
                f"{text}\n\n"
                f"Ansehen: {link}\n\n"
                f"{notice.district.board_name}, {notice.district.name}\n"
            ),
        )
        for one in to
    ]


def _titled(about: RecommendationView) -> str:
    return f"\n\n{about.title}" if about.is_public else ""


def _wording(about: RecommendationView) -> str:
    if not about.is_public:
        return ""
    points = "\n".join(f"{point.number}. {point.text}" for point in about.points)
    return f"\n{about.title}\n\n{points}\n"
