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
from beirat.actions import answers, clocks, corrections, implementation, promise_ledger, transmissions
from beirat.database import Database, Session
from beirat.rules.permissions import Viewer
from beirat.tables import case_steps as shapes
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


def entry_step(word: str, shape: type[Shape], verb: Verb, summary: str) -> HTTPRouteHandler:
    """A handler for one verb about an entry of the history."""

    @post(
        f"/recommendations/{{recommendation_id:uuid}}/events/{{sequence:int}}/{word}",
        status_code=200,
        summary=summary,
        opt={"shape": shape},
        operation_id=f"event_{word.replace('-', '_')}",
    )
    async def take(
        request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID, sequence: int
    ) -> Response[RecommendationDetail]:
        async def act(db: Session, entered: Any) -> str:
            return str((await verb(db, recommendation_id, sequence, entered, actor=viewer, now=now)).id)

        return await write(request, shape, act, shown(database, viewer, now))

    return take


ENTRY_STEPS = (
    entry_step("correct", shapes.EventCorrection, corrections.correct_event, "Puts an entry of the history right"),
    entry_step("erase-words", shapes.Erasure, corrections.erase_words, "Erases the words of an entry for good"),
)
STEPS = tuple(
    step(*one)
    for one in (
        (
            "send-elsewhere",
            shapes.SendingElsewhere,
            transmissions.send_elsewhere,
            "A further addressee, or another one instead",
        ),
        ("prove-receipt", shapes.ReceiptProof, transmissions.prove_receipt, "The office knows the receipt, and whence"),
        ("request-extension", shapes.ExtensionRequest, clocks.request_extension, "Ask for a later date"),
        ("decide-extension", shapes.ExtensionDecision, clocks.decide_extension, "The chair grants or denies it"),
        ("begin-pause", shapes.PauseBeginning, clocks.begin_pause, "Hold the clock"),
        ("end-pause", shapes.PauseEnding, clocks.end_pause, "Let the clock run again"),
        ("make-promise", shapes.PromiseEntry, promise_ledger.make_promise, "A dated promise"),
        ("renew-promise", shapes.PromiseRenewal, promise_ledger.renew_promise, "A new date for a promise"),
        ("judge-promise", shapes.PromiseJudgement, promise_ledger.judge_promise, "A promise was kept, or was not"),
        (
            "report-implementation",
            shapes.ImplementationEntry,
            implementation.report,
            "How far points are, in the voice of whoever sends it",
        ),
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
HANDLERS = (*STEPS, *ENTRY_STEPS)
