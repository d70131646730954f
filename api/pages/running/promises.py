"""Oral promises: caught under an item while the meeting runs, listed and put right until the minutes are signed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.pages.running.desk import Desk
from api.pages.running.evening import ROOT
from api.templating import render
from api.web import Request
from beirat.actions import promises as actions
from beirat.database import Database, Session
from beirat.queries import promises as queries
from beirat.queries import running
from beirat.queries.promises import PromiseView
from beirat.queries.running import RunningView
from beirat.rules.permissions import Act, Viewer, may, permit
from beirat.tables.promises import PromiseChange, PromiseDraft, PromiseOnItem, PromiseRemoval

LIST = "/sitzungen/{meeting_id:uuid}/zusagen"
LABELS = {"who": "Wer?", "what": "Was?", "by_when_text": "Bis wann?"}


@post(f"{ROOT}/{{item_id:uuid}}/zusagen", status_code=200)
async def catch(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    item_id: UUID,
) -> Response[Any]:
    """A promise under the item that is being dealt with."""
    desk = Desk(request, district, database, viewer, now, meeting_id, item_id)

    async def act(db: Session, entered: PromiseDraft) -> str:
        await actions.catch(db, item_id, entered, actor=viewer, now=now)
        return noted(desk.item_path(), "promise_caught")

    return await submit(request, PromiseDraft, act, desk.again("promise"))


@dataclass(frozen=True)
class Ledger:
    """The promises of one meeting: where somebody reads them or puts them right."""

    request: Request
    district: BodyView
    database: Database
    viewer: Viewer
    now: datetime
    meeting_id: UUID

    @property
    def path(self) -> str:
        return f"/{self.district.slug}/intern/sitzungen/{self.meeting_id}/zusagen"

    def again(self) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
        """The list, with a form for those who may add to it."""

        async def shown(f: FormState | None) -> Response[Any]:
            async with self.database.read() as db:
                evening = await running.view(db, self.viewer, self.meeting_id, now=self.now)
                promises = await queries.of_meeting(db, self.viewer, self.meeting_id)
            return render(
                self.request,
                "running/promises.html",
                f=f or FormState.fresh(self.request),
                evening=evening,
                promises=promises,
                may_write=self._may_write(evening),
                path=self.path,
            )

        return shown

    def editor(self, promise_id: UUID) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
        """One promise, to be put right or taken back."""

        async def shown(f: FormState | None) -> Response[Any]:
            permit(self.viewer, Act.RECORD_PROMISE)
            async with self.database.read() as db:
                evening = await running.view(db, self.viewer, self.meeting_id, now=self.now)
                promise = await queries.view(db, self.viewer, self.meeting_id, promise_id)
                points = await queries.points_of_item(db, self.viewer.body_id, promise.item_id)
            fresh = FormState.fresh(self.request, _values(promise), version=promise.version)
            return render(
                self.request,
                "running/promise.html",
                f=f or fresh,
                blank=FormState.fresh(self.request, version=promise.version),
                evening=evening,
                promise=promise,
                points=points,
                path=self.path,
            )

        return shown

    def _may_write(self, evening: RunningView) -> bool:
        return may(self.viewer, Act.RECORD_PROMISE) and evening.is_open_to_write


def _values(promise: PromiseView) -> dict[str, Any]:
    return {
        "who": promise.who,
        "what": promise.what,
        "by_when_text": promise.by_when_text,
        "recommendation_point_id": promise.recommendation_point_id,
    }


@get(LIST)
async def index(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """Everything that was promised in the meeting."""
    return await Ledger(request, district, database, viewer, now, meeting_id).again()(None)


@post(LIST, status_code=200)
async def add(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Response[Any]:
    """A promise that is entered afterwards, with the item under which it was given."""
    ledger = Ledger(request, district, database, viewer, now, meeting_id)

    async def act(db: Session, entered: PromiseOnItem) -> str:
        (await running.view(db, viewer, meeting_id, now=now)).item(entered.item_id)
        draft = PromiseDraft.model_validate(entered.model_dump(exclude={"item_id"}))
        await actions.catch(db, entered.item_id, draft, actor=viewer, now=now)
        return noted(ledger.path, "promise_caught")

    return await submit(request, PromiseOnItem, act, ledger.again())


@get(f"{LIST}/{{promise_id:uuid}}")
async def edit(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    promise_id: UUID,
) -> Response[Any]:
    return await Ledger(request, district, database, viewer, now, meeting_id).editor(promise_id)(None)


@post(f"{LIST}/{{promise_id:uuid}}", status_code=200)
async def change(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    promise_id: UUID,
) -> Response[Any]:
    ledger = Ledger(request, district, database, viewer, now, meeting_id)

    async def act(db: Session, entered: PromiseChange) -> str:
        await actions.change(db, promise_id, entered, actor=viewer, now=now)
        return noted(ledger.path, "promise_changed")

    return await submit(request, PromiseChange, act, ledger.editor(promise_id), labels=LABELS)


@post(f"{LIST}/{{promise_id:uuid}}/entfernen", status_code=200)
async def remove(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    meeting_id: UUID,
    promise_id: UUID,
) -> Response[Any]:
    ledger = Ledger(request, district, database, viewer, now, meeting_id)

    async def act(db: Session, entered: PromiseRemoval) -> str:
        await actions.remove(db, promise_id, entered, actor=viewer, now=now)
        return noted(ledger.path, "promise_removed")

    return await submit(request, PromiseRemoval, act, ledger.editor(promise_id))


HANDLERS = (catch, index, add, edit, change, remove)
