"""Answering an invitation by the personal link in the mail: the public part of the agenda, and one's own answer.

Opening the link changes nothing, because mail scanners open links; the answer is a button. Nobody gets a cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Response, get, post

from api import links
from api.auth import begin_attempt, hash_of
from api.dependencies import BodyView
from api.errors import CrossSite
from api.forms import FormState, submit
from api.messages import sentence
from api.templating import render
from api.web import Request, settings_of
from api.words import invitations as words
from api.words import meetings as meeting_words
from beirat.actions import attempts
from beirat.actions import invitations as actions
from beirat.actions.attempts import Attempt
from beirat.database import Database, Session
from beirat.queries import invitations as queries
from beirat.queries import meetings
from beirat.queries.invitations import OwnInvitation
from beirat.rules.errors import Broken, RuleBroken, TooManyAttempts
from beirat.rules.permissions import Public, Role, Viewer
from beirat.tables.invitations import AnswerChange

PATH = "/{slug:str}/einladung/{token:str}"


THANKS = "?danke=1"
"""Relative to the address of the form, so that the secret word in it is written down nowhere."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever holds a link: as whom they act, and the invitation."""

    viewer: Viewer
    own: OwnInvitation


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """An answer that may be given: who gives it, and the attempt that was counted."""

    entered: AnswerChange
    attempt: Attempt
    holder: Holder


@get(PATH)
async def show(
    request: Request, district: BodyView, database: Database, now: datetime, token: str, danke: bool = False
) -> Response[Any]:
    """The page behind the link. Opening it changes nothing."""
    try:
        return await _page(request, district, database, now, token, thanks=danke)
    except RuleBroken as refused:
        return _closed(request, refused)


@post(PATH, status_code=200)
async def answer(request: Request, district: BodyView, database: Database, now: datetime, token: str) -> Response[Any]:
    """The answer, once the button is pressed. Attempts are counted before it is known how they end."""

    async def ready(entered: AnswerChange) -> ReadyAnswer:
        attempt = await begin_attempt(request, f"link {hash_of(token)}", now)
        async with database.read() as db:
            return ReadyAnswer(entered, attempt, await _holder(db, request, district, now, token))

    async def act(db: Session, given: ReadyAnswer) -> str:
        await actions.answer(db, given.holder.own.id, given.entered, actor=given.holder.viewer, now=now)
        await attempts.forgive(db, given.attempt)
        return THANKS

    async def again(f: FormState) -> Response[Any]:
        return await _page(request, district, database, now, token, f=f)

    try:
        return await submit(request, AnswerChange, act, again, ready=ready)
    except (TooManyAttempts, CrossSite):
        raise
    except RuleBroken as refused:
        return _closed(request, refused)


async def _holder(db: Session, request: Request, district: BodyView, now: datetime, token: str) -> Holder:
    """Who holds the link. Raises RuleBroken(ANSWER_LINK_UNKNOWN) for every link that is not good, whatever is wrong."""
    named = links.named(token)
    number = await queries.link_number(db, district.id, named[0]) if named else None
    if named is None or number is None or not links.is_genuine(settings_of(request).secret, named[0], number, named[1]):
        raise RuleBroken(Broken.ANSWER_LINK_UNKNOWN)
    own = await queries.by_link(db, district.id, named[0], number, now=now)
    if not own.may_answer:
        raise RuleBroken(Broken.MEETING_OVER)
    viewer = Viewer(None, district.id, frozenset({Role.LINK}), person_id=own.person_id, name=own.name)
    return Holder(viewer, own)


async def _page(
    request: Request,
    district: BodyView,
    database: Database,
    now: datetime,
    token: str,
    *,
    f: FormState | None = None,
    thanks: bool = False,
) -> Response[Any]:
    async with database.read() as db:
        holder = await _holder(db, request, district, now, token)
        about = await meetings.announcement(db, Public(district.id), holder.own.meeting_id)
    return render(
        request,
        "invitations/answer.html",
        about=about,
        own=holder.own,
        thanks=thanks,
        f=f or FormState.fresh(request, words.values_of(holder.own), version=holder.own.version),
        words=words,
        meeting_words=meeting_words,
    )


def _closed(request: Request, refused: RuleBroken) -> Response[Any]:
    """One page for every link that does not work (or not any more): it tells what to do, and nothing else."""
    status = 410 if refused.code is Broken.MEETING_OVER else 404
    return render(request, "invitations/closed.html", status=status, sentence=sentence(refused.problems[0]))


HANDLERS = (show, answer)
