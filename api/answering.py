"""Answering, the same pages for whoever is signed in and for whoever came by link: write, look at it, let it out.

A ``Desk`` says who writes and where the pages are; which addresses lead here, the two faces say.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Response

from api.forms import FormState, Nothing, noted, submit
from api.templating import render
from api.web import Request
from api.words import public as public_words
from api.words import recommendations as words
from beirat.actions import answers as actions
from beirat.database import Database, Session
from beirat.queries import answer_files, recommendations
from beirat.queries import answers as queries
from beirat.queries.answers import DraftView
from beirat.queries.recommendations import PointView, RecommendationView
from beirat.rules import personal_data
from beirat.rules.answers import DraftState, Position, ReasonCode
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.answers import AnswerSheet, DraftReturn, PointAnswer, ReadyPoints, Release
from beirat.tables.base import Shape
from beirat.tables.recommendations import CaseMessage, InterimMessage, QueryAcceptance, QueryReply, Recommendation

LABELS = {
    "position": "Antwort",
    "reason": "Grund",
    "text": "Wortlaut",
    "deferred_until": "Neue Entscheidung bis",
    "competent_body": "Zuständig ist",
    "promised_by": "Zugesagt bis",
}

MESSAGES: Mapping[str, tuple[type[Shape], Callable[..., Awaitable[Recommendation]], str, str]] = {
    "zwischennachricht": (InterimMessage, actions.send_interim_message, "interim", "interim_sent"),
    "rueckfrage": (CaseMessage, actions.ask_board, "ask", "board_asked"),
    "rueckfrage-annehmen": (QueryAcceptance, actions.accept_query, "accept", "query_accepted"),
    "rueckfrage-beantworten": (QueryReply, actions.reply_to_query, "reply", "query_replied"),
}
"""What is said on the way: the last part of the address, its shape, the act, the form on the page, the notice after."""


@dataclass(frozen=True)
class Desk:
    """Where somebody writes answers: ``here`` begins the addresses of the recommendation, ``layout`` frames them."""

    request: Request
    database: Database
    viewer: Viewer
    now: datetime
    recommendation_id: UUID
    here: str
    layout: str = "intern/layout.html"


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


async def editor(desk: Desk, f: FormState | None = None, attached: FormState | None = None) -> Response[Any]:
    """All points that the viewer answers, on one page: the board's words left, the boxes right.

    ``f`` and ``attached`` are the forms for answers and for files, where one comes back.
    """
    permit(desk.viewer, Act.DRAFT_ANSWER)
    async with desk.database.read() as db:
        view = await recommendations.view(db, desk.viewer, desk.recommendation_id)
        drafts = await queries.drafts(db, desk.viewer, desk.recommendation_id)
        files = await answer_files.of_recommendation(db, desk.viewer, desk.recommendation_id)
    rows = [Row(n, point, draft) for n, (point, draft) in enumerate(zip(view.points, drafts, strict=True))]
    faulty = {int(name.split("-")[1]) for name, _ in (f.errors if f else ()) if name.startswith("answers-")}
    return _render(
        desk,
        "answers/edit.html",
        recommendation=view,
        clock=words.clock(view.case, local_day(desk.now, view.time_zone), view.legal_basis),
        rows=rows,
        faulty=faulty,
        f=f or FormState.fresh(desk.request, {"answers": [_values(draft) for draft in drafts]}),
        can_write=Act.DRAFT_ANSWER in view.acts,
        may_release=all(draft.may_release for draft in drafts),
        positions=[(one.value, words.POSITIONS[one][1]) for one in words.POSITION_HELP],
        help=[(words.POSITIONS[one][1], text) for one, text in words.POSITION_HELP.items()],
        reasons=[(one.value, word[:1].upper() + word[1:]) for one, word in words.REASONS.items()],
        labels=LABELS,
        files=files,
        attached=attached,
        blank=FormState.fresh(desk.request, {"number": drafts[0].number}),
        letters=["entwurf", *(["freigegeben"] if any(point.answer for point in view.points) else [])],
        words=words,
    )


async def save(desk: Desk) -> Response[Any]:
    """Keeps everything on the page, finished or not."""

    async def act(db: Session, entered: AnswerSheet) -> str:
        await actions.save_drafts(db, desk.recommendation_id, entered, actor=desk.viewer, now=desk.now)
        return noted(f"{desk.here}/antwort", "answers_saved")

    return await _submit_sheet(desk, act)


async def hand_in(desk: Desk) -> Response[Any]:
    """Saves the page and gives what is written on it to be released."""

    async def act(db: Session, entered: AnswerSheet) -> str:
        identity, actor, now = desk.recommendation_id, desk.viewer, desk.now
        await actions.save_drafts(db, identity, entered, actor=actor, now=now)
        written = {n: one.number for n, one in enumerate(entered.answers) if _is_written(one)}
        ready = ReadyPoints(numbers=list(written.values()))
        names = {number: f"answers-{n}-" for n, number in written.items()}
        await actions.submit_for_release(db, identity, ready, prefixes=names, actor=actor, now=now)
        drafts = await queries.drafts(db, actor, identity)
        if all(draft.may_release for draft in drafts):
            return f"{desk.here}/freigabe"
        return noted(desk.here, "answers_handed_in")

    return await _submit_sheet(desk, act)


async def _submit_sheet(desk: Desk, act: Any) -> Response[Any]:
    async def again(f: FormState) -> Response[Any]:
        return await editor(desk, f)

    return await submit(desk.request, AnswerSheet, act, again, labels=_names())


def _is_written(answer: PointAnswer) -> bool:
    return answer.position is not Position.OPEN or bool(answer.text)


def _names() -> dict[str, str]:
    """The fields of all rows, for the two texts of a conflict."""
    return {f"answers-{n}-{name}": label for n in range(20) for name, label in LABELS.items()}


def _values(draft: DraftView) -> dict[str, Any]:
    return {
        "number": draft.number,
        "version": draft.version,
        "position": draft.position,
        "reason": draft.reason,
        "text": draft.text,
        "deferred_until": draft.deferred_until,
        "competent_body": draft.competent_body,
        "promised_by": draft.promised_by,
    }


async def preview(desk: Desk, sent: dict[str, FormState] | None = None) -> Response[Any]:
    """What waits for its release, exactly as the public will see it; ``sent`` are forms that were wrong."""
    permit(desk.viewer, Act.RELEASE_ANSWER)
    async with desk.database.read() as db:
        view = await recommendations.view(db, desk.viewer, desk.recommendation_id)
        drafts = await queries.drafts(db, desk.viewer, desk.recommendation_id)
        files = await answer_files.of_recommendation(db, desk.viewer, desk.recommendation_id)
    waiting, scheduled = (
        _in_state(view, drafts, state) for state in (DraftState.AWAITING_RELEASE, DraftState.SCHEDULED)
    )
    today = local_day(desk.now, view.time_zone)
    points = [{"number": row.draft.number, "version": row.draft.version} for row in waiting]
    return _render(
        desk,
        "answers/release.html",
        recommendation=view,
        rows=[(row, _as_public(row, today), _found(row)) for row in waiting],
        found=sum(len(_found(row)) for row in waiting),
        scheduled=scheduled,
        files=files,
        blank=FormState.fresh(desk.request, {"points": points}),
        sent=sent or {},
        may_release=Act.RELEASE_ANSWER in view.acts and all(row.draft.may_release for row in waiting),
        may_return=Act.RETURN_ANSWER in view.acts,
        words=public_words,
    )


def _in_state(view: RecommendationView, drafts: Sequence[DraftView], state: DraftState) -> list[Row]:
    together = zip(view.points, drafts, strict=True)
    found = [(point, draft) for point, draft in together if draft.state is state and draft.version]
    return [Row(n, point, draft) for n, (point, draft) in enumerate(found)]


def _found(row: Row) -> list[tuple[str, str, str, str]]:
    """What may be about a third person: its kind in words, and its sentence in three parts, the middle one marked."""
    shown = []
    for one in personal_data.find(row.draft.text):
        before, found, after = one.sentence.partition(one.text)
        shown.append((words.PERSONAL_DATA[one.kind], before, found, after))
    return shown


def _as_public(row: Row, today: date) -> ShownPoint:
    draft = row.draft
    answer = Shown(draft.position, draft.reason, draft.text, today, draft.deferred_until, draft.competent_body)
    return ShownPoint(draft.unit, None, "", None, (answer,))


async def release(desk: Desk) -> Response[Any]:
    """Lets out what was looked at."""

    async def act(db: Session, entered: Release) -> str:
        await actions.release(db, desk.recommendation_id, entered, actor=desk.viewer, now=desk.now)
        view = await recommendations.view(db, desk.viewer, desk.recommendation_id)
        is_later = entered.on is not None and entered.on > local_day(desk.now, view.time_zone)
        return noted(desk.here, "answers_scheduled" if is_later else "answers_released")

    async def again(f: FormState) -> Response[Any]:
        return await preview(desk, {"release": f})

    return await submit(desk.request, Release, act, again)


async def take_back(desk: Desk) -> Response[Any]:
    """What is to go out on a later day waits again."""

    async def act(db: Session, _: Nothing) -> str:
        await actions.take_back_release(db, desk.recommendation_id, actor=desk.viewer, now=desk.now)
        return noted(f"{desk.here}/freigabe", "release_taken_back")

    async def again(f: FormState) -> Response[Any]:
        return await preview(desk, {"take_back": f})

    return await submit(desk.request, Nothing, act, again)


async def give_back(desk: Desk, number: int) -> Response[Any]:
    """A draft goes back to its unit, with the reason."""

    async def act(db: Session, entered: DraftReturn) -> str:
        await actions.return_draft(db, desk.recommendation_id, number, entered, actor=desk.viewer, now=desk.now)
        return noted(f"{desk.here}/freigabe", "answer_returned")

    async def again(f: FormState) -> Response[Any]:
        return await preview(desk, {str(number): f})

    return await submit(desk.request, DraftReturn, act, again)


async def say(desk: Desk, word: str, again: Any) -> Response[Any]:
    """An interim message, a question to the board, or the board's reply; ``again(form)`` shows the page once more."""
    shape, verb, form, notice = MESSAGES[word]

    async def act(db: Session, entered: Any) -> str:
        await verb(db, desk.recommendation_id, entered, actor=desk.viewer, now=desk.now)
        return noted(desk.here, notice)

    return await submit(desk.request, shape, act, again(form))


def _render(desk: Desk, template: str, **context: Any) -> Response[Any]:
    return render(
        desk.request, template, here=desk.here, layout=desk.layout, by_link=bool(desk.viewer.link_id), **context
    )
