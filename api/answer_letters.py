"""The official answer as a letter: its facts, as drafted or as released, and its files as PDF and .docx."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response

from api.letterhead import letterhead
from api.web import Request, pool_of
from api.words.public import REASONS
from api.words.recommendations import POSITIONS
from beirat.database import Database
from beirat.queries import answers, recommendations
from beirat.queries.answers import DraftView
from beirat.queries.people import BodyView
from beirat.queries.recommendations import PointView, RecommendationView
from beirat.rules.answers import Position, Stance
from beirat.rules.errors import Broken, NotFound, RuleBroken
from beirat.rules.permissions import Viewer
from documents.errors import DocumentError
from documents.facts import AnswerLetter, LetterPoint

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES: Mapping[str, tuple[bool, str]] = {
    "entwurf.pdf": (True, "pdf"),
    "entwurf.docx": (True, "docx"),
    "freigegeben.pdf": (False, "pdf"),
    "freigegeben.docx": (False, "docx"),
}
"""The last part of the address: whether it is the draft, and the kind of file."""


def _docx(letter: AnswerLetter) -> bytes:
    """Loaded when first asked for: the library keeps seven megabytes that few requests need."""
    from documents import answer_docx

    return answer_docx.written(letter)


async def download(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    recommendation_id: UUID,
    name: str,
) -> Response[bytes]:
    """The letter with the points that the viewer sees. Drafts are the administration's alone: NotFound for others."""
    if name not in NAMES:
        raise NotFound
    is_draft, kind = NAMES[name]
    async with database.read() as db:
        view = await recommendations.view(db, viewer, recommendation_id)
        drafts = await answers.drafts(db, viewer, recommendation_id) if is_draft else ()
    letter = _letter(view, {draft.number: draft for draft in drafts}, district, now, is_draft=is_draft)
    headers = {"Content-Disposition": f'attachment; filename="{_file_name(view, name)}"'}
    if kind == "docx":
        return Response(await asyncio.to_thread(_docx, letter), media_type=DOCX, headers=headers)
    try:
        content = await pool_of(request).render(letter)
    except DocumentError as error:
        raise RuleBroken(Broken.RENDER_FAILED) from error
    return Response(content, media_type="application/pdf", headers=headers)


def _file_name(view: RecommendationView, name: str) -> str:
    """Stellungnahme-E-2026-009-entwurf.pdf: nothing but the number."""
    return f"Stellungnahme-{view.reference.replace('/', '-')}-{name}"


def _letter(
    view: RecommendationView, drafts: Mapping[int, DraftView], district: BodyView, now: datetime, *, is_draft: bool
) -> AnswerLetter:
    zone = ZoneInfo(district.time_zone)
    units = list(dict.fromkeys(point.unit for point in view.points if point.unit))
    sender = units[0] if len(units) == 1 else district.name
    own = letterhead(district)
    references = [event.file_reference for event in view.events if event.file_reference]
    return AnswerLetter(
        letterhead=replace(own, board=sender, office_lines=own.office_lines[1:], email="", phone=""),
        addressee=district.board_name,
        reference=view.reference,
        subject=view.title,
        decided_on=view.decided_on,
        received_on=view.case.received_on,
        dated=now.astimezone(zone).date(),
        file_reference=references[-1] if references else "",
        points=tuple(
            _point(point, drafts.get(point.number), view.case.points[point.number].stance) for point in view.points
        ),
        is_draft=is_draft,
        created=now.astimezone(zone),
    )


def _point(point: PointView, draft: DraftView | None, released: Stance | None) -> LetterPoint:
    """What is drafted, where somebody has begun; else what was released."""
    stance = draft.stance() if draft and draft.version else released or Stance(Position.OPEN, "")
    has_verdict = stance.position is not Position.OPEN
    return LetterPoint(
        number=point.number,
        asked=point.text,
        verdict=POSITIONS[stance.position][1] if has_verdict else "",
        reason=_sentence_case(REASONS[stance.reason]) if stance.reason else "",
        answer=stance.text,
        competent_body=stance.competent_body,
        deferred_until=stance.deferred_until,
        promised_by=stance.promised_by,
        unit=point.unit,
    )


def _sentence_case(word: str) -> str:
    return word[:1].upper() + word[1:]
