"""Links for units that answer without an account: sent and revoked on the page of the recommendation."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, post

from api import answer_doors
from api.forms import noted, submit
from api.pages.recommendations import again, path
from api.web import Request, settings_of
from beirat.actions import answer_links as actions
from beirat.database import Database, Session
from beirat.queries.people import BodyView
from beirat.rules.permissions import Viewer
from beirat.tables.answer_links import LinkUnit


@post("/empfehlungen/{recommendation_id:uuid}/link")
async def send(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: LinkUnit) -> str:
        await answer_doors.send_link(
            db,
            recommendation_id,
            entered.unit_id,
            district=district,
            settings=settings_of(request),
            actor=viewer,
            now=now,
        )
        return noted(path(district, recommendation_id), "link_sent") + "#zugang"

    return await submit(request, LinkUnit, act, again(request, database, viewer, now, recommendation_id, "link"))


@post("/empfehlungen/{recommendation_id:uuid}/link/sperren")
async def revoke(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: LinkUnit) -> str:
        await actions.revoke(db, recommendation_id, entered.unit_id, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "link_revoked") + "#zugang"

    return await submit(request, LinkUnit, act, again(request, database, viewer, now, recommendation_id, "link"))


HANDLERS = (send, revoke)
