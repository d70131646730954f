"""Links for units that answer without an account, for programs; what is secret in them never comes back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put

from api import answer_doors
from api.v1.write import write
from api.web import Request, settings_of
from beirat.actions import answer_links as actions
from beirat.database import Database, Session
from beirat.queries import answer_links as queries
from beirat.queries import people
from beirat.queries.answer_links import LinkView
from beirat.queries.people import BodyView
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.answer_links import LinkUnit, UnitAddress


@dataclass(frozen=True)
class LinkList:
    """One entry per unit that leads points; ``sent_at`` null: it has no link. The link itself goes by mail alone."""

    links: list[LinkView]


@dataclass(frozen=True)
class UnitReached:
    """Where a unit is reached: links and codes go there alone."""

    unit_id: UUID
    email: str


@get("/recommendations/{recommendation_id:uuid}/links", summary="Which units answer by link")
async def index(database: Database, viewer: Viewer, recommendation_id: UUID) -> LinkList:
    permit(viewer, Act.SEND_LINK)
    return await _links(database, viewer)(str(recommendation_id))


@post(
    "/recommendations/{recommendation_id:uuid}/links",
    status_code=200,
    summary="Send a unit a link to its registered address",
    opt={"shape": LinkUnit},
)
async def send(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[LinkList]:
    async def act(db: Session, entered: LinkUnit) -> str:
        settings = settings_of(request)
        await answer_doors.send_link(
            db, recommendation_id, entered.unit_id, district=district, settings=settings, actor=viewer, now=now
        )
        return str(recommendation_id)

    return await write(request, LinkUnit, act, _links(database, viewer))


@post(
    "/recommendations/{recommendation_id:uuid}/links/revoke",
    status_code=200,
    summary="End all links of a unit to this recommendation",
    opt={"shape": LinkUnit},
)
async def revoke(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[LinkList]:
    async def act(db: Session, entered: LinkUnit) -> str:
        await actions.revoke(db, recommendation_id, entered.unit_id, actor=viewer, now=now)
        return str(recommendation_id)

    return await write(request, LinkUnit, act, _links(database, viewer))


@put("/units/{unit_id:uuid}/address", summary="Where a unit is reached by mail", opt={"shape": UnitAddress})
async def set_address(
    request: Request, database: Database, viewer: Viewer, now: datetime, unit_id: UUID
) -> Response[UnitReached]:
    async def act(db: Session, entered: UnitAddress) -> str:
        await actions.set_unit_address(db, unit_id, entered, actor=viewer, now=now)
        return str(unit_id)

    async def reached(_: str) -> UnitReached:
        async with database.read() as db:
            units = {unit.id: unit for unit in await people.units(db, viewer)}
        return UnitReached(unit_id, units[unit_id].email)

    return await write(request, UnitAddress, act, reached)


def _links(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[LinkList]]:
    async def read(recommendation_id: str) -> LinkList:
        async with database.read() as db:
            return LinkList(await queries.of_recommendation(db, viewer, UUID(recommendation_id)))

    return read


HANDLERS = (index, send, revoke, set_address)
