"""The steps on the way of a recommendation for programs: each takes its shape and answers with the recommendation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler

from api.v1.recommendations import RecommendationDetail, shown
from api.v1.write import write
from api.web import Request
from beirat.actions import answers
from beirat.database import Database, Session
from beirat.rules.permissions import Viewer
from beirat.tables.base import Shape
from beirat.tables.recommendations import CaseMessage, InterimMessage, QueryAcceptance, QueryReply, Recommendation

Verb = Callable[..., Awaitable[Recommendation]]


def step(word: str, shape: type[Shape], verb: Verb, summary: str) -> HTTPRouteHandler:
    """A handler for one verb."""

    @post(
        f"/recommendations/{{recommendation_id:uuid}}/{word}",
        status_code=200,
        summary=summary,
        opt={"shape": shape},
        operation_id=f"recommendation_{word.replace('-', '_')}",
    )
    async def take(
        request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
    ) -> Response[RecommendationDetail]:
        async def act(db: Session, entered: Any) -> str:
            return str((await verb(db, recommendation_id, entered, actor=viewer, now=now)).id)

        return await write(request, shape, act, shown(database, viewer, now))

    return take


HANDLERS = tuple(
    step(*one)
    for one in (
        ("interim-message", InterimMessage, answers.send_interim_message, "How far it is; the clock runs on"),
        ("ask-board", CaseMessage, answers.ask_board, "A question to the board; the clock stands once it is accepted"),
        (
            "accept-query",
            QueryAcceptance,
            answers.accept_query,
            "The board finds the question genuine: the clock stands",
        ),
        (
            "reply-to-query",
            QueryReply,
            answers.reply_to_query,
            "The board replies to the question: the clock runs again",
        ),
    )
)
