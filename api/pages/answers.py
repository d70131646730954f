"""The administration's answers: writing them, seeing them as the public will, letting them out; messages and rules."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.forms import FormState, noted, submit
from api.pages.recommendations import again, path
from api.templating import render
from api.web import Request
from api.words import public as public_words
from api.words import recommendations as words
from beirat.actions import answers as actions
from beirat.database import Database, Session
from beirat.queries import answers as queries
from beirat.queries import people, recommendations
from beirat.queries.answers import DraftView
from beirat.queries.people import BodyView
from beirat.queries.recommendations import PointView, RecommendationView
from beirat.rules.answers import DraftState, Position, ReasonCode
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.answers import AnswerSheet, DraftReturn, PointAnswer, ReadyPoints, Release, ReleaseRule
from beirat.tables.recommendations import CaseMessage

LABELS = {
    "position": "Antwort",
    "reason": "Grund",
    "text": "Wortlaut",
    "deferred_until": "Neue Entscheidung bis",
    "competent_body": "Zuständig ist",
}


@dataclass(frozen=True)
class Row:
    """A point beside its draft; ``n`` is its row in the form."""

    n: int
    point: PointView
    draft: DraftView


@dataclass(frozen=True)
class Shown:
    """A draft as the public would see it; the names are those of ``public/answer.html``."""

    position: Position
    reason: ReasonCode | None
    text: str
    on: date
    deferred_until: date | None
    competent_body: str


@dataclass(frozen=True)
class ShownPoint:
    unit: str
    forwarded_on: date | None
    forwarded_to: str
    asked_again_on: date | None
    answers: tuple[Shown, ...]


@get("/empfehlungen/{recommendation_id:uuid}/antwort")
async def edit(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[Any]:
    """All points that the viewer answers, on one page."""
    return await _editor(request, database, viewer, now, recommendation_id, None)


@post("/empfehlungen/{recommendation_id:uuid}/antwort")
async def save(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: AnswerSheet) -> str:
        await actions.save_drafts(db, recommendation_id, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id, "/antwort"), "answers_saved")

    return await submit(
        request, AnswerSheet, act, _again(request, database, viewer, now, recommendation_id), labels=_names()
    )


@post("/empfehlungen/{recommendation_id:uuid}/antwort/abgeben")
async def hand_in(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    """Saves the page and gives what is written on it to be released."""

    async def act(db: Session, entered: AnswerSheet) -> str:
        await actions.save_drafts(db, recommendation_id, entered, actor=viewer, now=now)
        written = {n: one.number for n, one in enumerate(entered.answers) if _is_written(one)}
        ready = ReadyPoints(numbers=list(written.values()))
        names = {number: f"answers-{n}-" for n, number in written.items()}
        await actions.submit_for_release(db, recommendation_id, ready, actor=viewer, now=now, prefixes=names)
        drafts = await queries.drafts(db, viewer, recommendation_id)
        if all(draft.may_release for draft in drafts):
            return path(district, recommendation_id, "/freigabe")
        return noted(path(district, recommendation_id), "answers_handed_in")

    return await submit(
        request, AnswerSheet, act, _again(request, database, viewer, now, recommendation_id), labels=_names()
    )


def _is_written(answer: PointAnswer) -> bool:
    return answer.position is not Position.OPEN or bool(answer.text)


def _names() -> dict[str, str]:
    """The fields of all rows, for the two texts of a conflict."""
    return {f"answers-{n}-{name}": label for n in range(20) for name, label in LABELS.items()}


def _again(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Callable[[FormState], Awaitable[Response[Any]]]:
    async def shown(f: FormState) -> Response[Any]:
        return await _editor(request, database, viewer, now, recommendation_id, f)

    return shown


async def _editor(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    recommendation_id: UUID,
    f: FormState | None,
) -> Response[Any]:
    permit(viewer, Act.DRAFT_ANSWER)
    async with database.read() as db:
        view = await recommendations.view(db, viewer, recommendation_id)
        drafts = await queries.drafts(db, viewer, recommendation_id)
    rows = [Row(n, point, draft) for n, (point, draft) in enumerate(zip(view.points, drafts, strict=True))]
    faulty = {int(name.split("-")[1]) for name, _ in (f.errors if f else ()) if name.startswith("answers-")}
    return render(
        request,
        "answers/edit.html",
        recommendation=view,
        clock=words.clock(view.case, local_day(now, view.time_zone), view.legal_basis),
        rows=rows,
        faulty=faulty,
        f=f or FormState.fresh(request, {"answers": [_values(draft) for draft in drafts]}),
        can_write=Act.DRAFT_ANSWER in view.acts,
        may_release=all(draft.may_release for draft in drafts),
        positions=[(one.value, words.POSITIONS[one][1]) for one in words.POSITION_HELP],
        help=[(words.POSITIONS[one][1], text) for one, text in words.POSITION_HELP.items()],
        reasons=[(one.value, word[:1].upper() + word[1:]) for one, word in words.REASONS.items()],
        labels=LABELS,
        words=words,
    )


def _values(draft: DraftView) -> dict[str, Any]:
    return {
        "number": draft.number,
        "version": draft.version,
        "position": draft.position,
        "reason": draft.reason,
        "text": draft.text,
        "deferred_until": draft.deferred_until,
        "competent_body": draft.competent_body,
    }


@get("/empfehlungen/{recommendation_id:uuid}/freigabe")
async def preview(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[Any]:
    """What waits for its release, exactly as the public will see it."""
    return await _preview(request, database, viewer, now, recommendation_id, {})


@post("/empfehlungen/{recommendation_id:uuid}/freigabe")
async def release(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Release) -> str:
        await actions.release(db, recommendation_id, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "answers_released")

    async def shown(f: FormState) -> Response[Any]:
        return await _preview(request, database, viewer, now, recommendation_id, {"release": f})

    return await submit(request, Release, act, shown)


@post("/empfehlungen/{recommendation_id:uuid}/antwort/{number:int}/zurueckgeben")
async def give_back(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    recommendation_id: UUID,
    number: int,
) -> Response[Any]:
    async def act(db: Session, entered: DraftReturn) -> str:
        await actions.return_draft(db, recommendation_id, number, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id, "/freigabe"), "answer_returned")

    async def shown(f: FormState) -> Response[Any]:
        return await _preview(request, database, viewer, now, recommendation_id, {str(number): f})

    return await submit(request, DraftReturn, act, shown)


async def _preview(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    recommendation_id: UUID,
    sent: dict[str, FormState],
) -> Response[Any]:
    permit(viewer, Act.RELEASE_ANSWER)
    async with database.read() as db:
        view = await recommendations.view(db, viewer, recommendation_id)
        drafts = await queries.drafts(db, viewer, recommendation_id)
    waiting = _waiting(view, drafts)
    today = local_day(now, view.time_zone)
    points = [{"number": row.draft.number, "version": row.draft.version} for row in waiting]
    return render(
        request,
        "answers/release.html",
        recommendation=view,
        rows=[(row, _as_public(row, today)) for row in waiting],
        blank=FormState.fresh(request, {"points": points}),
        sent=sent,
        may_release=Act.RELEASE_ANSWER in view.acts and all(row.draft.may_release for row in waiting),
        may_return=Act.RETURN_ANSWER in view.acts,
        words=public_words,
    )


def _waiting(view: RecommendationView, drafts: Sequence[DraftView]) -> list[Row]:
    together = zip(view.points, drafts, strict=True)
    waiting = [(point, draft) for point, draft in together if draft.state is DraftState.AWAITING_RELEASE]
    return [Row(n, point, draft) for n, (point, draft) in enumerate(waiting)]


def _as_public(row: Row, today: date) -> ShownPoint:
    draft = row.draft
    answer = Shown(draft.position, draft.reason, draft.text, today, draft.deferred_until, draft.competent_body)
    return ShownPoint(draft.unit, None, "", None, (answer,))


MESSAGES = {
    "zwischennachricht": (actions.send_interim_message, "interim", "interim_sent"),
    "rueckfrage": (actions.ask_board, "ask", "board_asked"),
    "rueckfrage-beantworten": (actions.reply_to_query, "reply", "query_replied"),
}


@post([f"/empfehlungen/{{recommendation_id:uuid}}/{word}" for word in MESSAGES])
async def say(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    """An interim message, a question to the board, or the board's reply."""
    verb, form, notice = MESSAGES[request.scope["path"].rpartition("/")[2]]

    async def act(db: Session, entered: CaseMessage) -> str:
        await verb(db, recommendation_id, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), notice)

    return await submit(request, CaseMessage, act, again(request, database, viewer, now, recommendation_id, form))


@get("/empfehlungen/freigaberegeln")
async def rules(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    """Which units let their answers out themselves."""
    return await _rules(request, database, viewer)


@post("/empfehlungen/freigaberegeln/{unit_id:uuid}")
async def set_rule(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, unit_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: ReleaseRule) -> str:
        await actions.set_release_rule(db, unit_id, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/empfehlungen/freigaberegeln", "release_rule_set")

    async def shown(_: FormState) -> Response[Any]:
        return await _rules(request, database, viewer)

    return await submit(request, ReleaseRule, act, shown)


async def _rules(request: Request, database: Database, viewer: Viewer) -> Response[Any]:
    permit(viewer, Act.SET_RELEASE_RULE)
    async with database.read() as db:
        units = await people.units(db, viewer)
    return render(request, "answers/rules.html", units=units, blank=FormState.fresh(request))


HANDLERS = (edit, save, hand_in, preview, release, give_back, say, rules, set_rule)
