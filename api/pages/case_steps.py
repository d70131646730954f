"""The steps on the way of a recommendation: further addressees, later dates, pauses, promises, progress, corrections.

Each is one button or small form on the page of the recommendation (``recommendations/ledger.html``).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, post

from api.forms import noted, submit
from api.pages.recommendations import again, path
from api.web import Request
from beirat.actions import clocks, corrections, implementation, promise_ledger, transmissions
from beirat.database import Database, Session
from beirat.queries.people import BodyView
from beirat.rules.permissions import Viewer
from beirat.tables import case_steps as shapes
from beirat.tables.base import Shape
from beirat.tables.recommendations import Recommendation


@dataclass(frozen=True)
class Way:
    """One step: what is entered, what it does, which form shows its errors, what is said afterwards."""

    shape: type[Shape]
    verb: Callable[..., Awaitable[Recommendation]]
    form: str
    notice: str


WAYS: Mapping[str, Way] = {
    "weiterer-empfaenger": Way(shapes.SendingElsewhere, transmissions.send_elsewhere, "elsewhere", "sent_elsewhere"),
    "eingang-nachweisen": Way(shapes.ReceiptProof, transmissions.prove_receipt, "proof", "receipt_proven"),
    "verlaengerung": Way(shapes.ExtensionRequest, clocks.request_extension, "extension", "extension_requested"),
    "verlaengerung-entscheiden": Way(
        shapes.ExtensionDecision, clocks.decide_extension, "decision", "extension_decided"
    ),
    "uhr-anhalten": Way(shapes.PauseBeginning, clocks.begin_pause, "pause", "clock_paused"),
    "uhr-fortsetzen": Way(shapes.PauseEnding, clocks.end_pause, "resume", "clock_resumed"),
    "zusage": Way(shapes.PromiseEntry, promise_ledger.make_promise, "promise", "promise_made"),
    "zusage-erneuern": Way(shapes.PromiseRenewal, promise_ledger.renew_promise, "renewal", "promise_renewed"),
    "zusage-eingehalten": Way(shapes.PromiseJudgement, promise_ledger.judge_promise, "judgement", "promise_judged"),
    "umsetzung": Way(shapes.ImplementationEntry, implementation.report, "report", "implementation_reported"),
}
"""By the last part of the address."""


@post([f"/empfehlungen/{{recommendation_id:uuid}}/{word}" for word in WAYS])
async def step(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    """Any of the steps in ``WAYS``."""
    way = WAYS[request.scope["path"].rpartition("/")[2]]

    async def act(db: Session, entered: Any) -> str:
        await way.verb(db, recommendation_id, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), way.notice)

    return await submit(request, way.shape, act, again(request, database, viewer, now, recommendation_id, way.form))


@post("/empfehlungen/{recommendation_id:uuid}/verlauf/{sequence:int}/berichtigen")
async def correct(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    recommendation_id: UUID,
    sequence: int,
) -> Response[Any]:
    """Puts an entry of the history right."""

    async def act(db: Session, entered: shapes.EventCorrection) -> str:
        await corrections.correct_event(db, recommendation_id, sequence, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "event_corrected")

    shown = again(request, database, viewer, now, recommendation_id, f"correct-{sequence}")
    return await submit(request, shapes.EventCorrection, act, shown)


@post("/empfehlungen/{recommendation_id:uuid}/verlauf/{sequence:int}/text-loeschen")
async def erase(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    recommendation_id: UUID,
    sequence: int,
) -> Response[Any]:
    """Erases the words of an entry for good."""

    async def act(db: Session, entered: shapes.Erasure) -> str:
        await corrections.erase_words(db, recommendation_id, sequence, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "words_erased")

    shown = again(request, database, viewer, now, recommendation_id, f"erase-{sequence}")
    return await submit(request, shapes.Erasure, act, shown)


HANDLERS = (step, correct, erase)
