"""Answers for programs of the administration: drafts, release, and messages on the way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put

from api.forms import Nothing
from api.v1.recommendations import RecommendationDetail, shown
from api.v1.write import write
from api.web import Request
from beirat.actions import answers as actions
from beirat.database import Database, Session
from beirat.queries import answers as queries
from beirat.queries import people
from beirat.queries.answers import DraftView
from beirat.queries.people import OrganizationView
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.answers import AnswerEntry, DraftReturn, ReadyPoints, Release, ReleaseRule


@dataclass(frozen=True)
class DraftList:
    """One entry per point that you may answer; ``version`` 0: nothing was written yet."""

    answers: list[DraftView]


@dataclass(frozen=True)
class UnitList:
    """The units of the administration; ``may_release``: their answers go out without the coordinator."""

    units: list[OrganizationView]


@get("/recommendations/{recommendation_id:uuid}/answers", summary="Drafts of answers; nothing here is public")
async def index(database: Database, viewer: Viewer, recommendation_id: UUID) -> DraftList:
    permit(viewer, Act.DRAFT_ANSWER)
    return await _drafts(database, viewer)(str(recommendation_id))


@put(
    "/recommendations/{recommendation_id:uuid}/answers/{number:int}",
    summary="Keep a draft of the answer to one point",
    opt={"shape": AnswerEntry},
)
async def save(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID, number: int
) -> Response[DraftList]:
    async def act(db: Session, entered: AnswerEntry) -> str:
        await actions.save_draft(db, recommendation_id, number, entered, actor=viewer, now=now)
        return str(recommendation_id)

    return await write(request, AnswerEntry, act, _drafts(database, viewer))


@post(
    "/recommendations/{recommendation_id:uuid}/answers/submit",
    status_code=200,
    summary="Give finished drafts to be released",
    opt={"shape": ReadyPoints},
)
async def submit(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[DraftList]:
    async def act(db: Session, entered: ReadyPoints) -> str:
        await actions.submit_for_release(db, recommendation_id, entered, actor=viewer, now=now)
        return str(recommendation_id)

    return await write(request, ReadyPoints, act, _drafts(database, viewer))


@post(
    "/recommendations/{recommendation_id:uuid}/answers/{number:int}/return",
    status_code=200,
    summary="The coordinator gives a draft back and says why",
    opt={"shape": DraftReturn},
)
async def give_back(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID, number: int
) -> Response[DraftList]:
    async def act(db: Session, entered: DraftReturn) -> str:
        await actions.return_draft(db, recommendation_id, number, entered, actor=viewer, now=now)
        return str(recommendation_id)

    return await write(request, DraftReturn, act, _drafts(database, viewer))


@post(
    "/recommendations/{recommendation_id:uuid}/answers/release",
    status_code=200,
    summary="Let answers out, now or on a day to come; `is_checked`: you looked at what may be about third persons",
    opt={"shape": Release},
)
async def release(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[RecommendationDetail]:
    async def act(db: Session, entered: Release) -> str:
        return str((await actions.release(db, recommendation_id, entered, actor=viewer, now=now)).id)

    return await write(request, Release, act, shown(database, viewer, now))


@post(
    "/recommendations/{recommendation_id:uuid}/answers/take-back-release",
    status_code=200,
    summary="What is to go out on a later day waits again",
    opt={"shape": Nothing},
)
async def take_back(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[DraftList]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.take_back_release(db, recommendation_id, actor=viewer, now=now)
        return str(recommendation_id)

    return await write(request, Nothing, act, _drafts(database, viewer))


@put(
    "/units/{unit_id:uuid}/release-rule",
    summary="Whether a unit lets its answers out itself",
    opt={"shape": ReleaseRule},
)
async def set_rule(
    request: Request, database: Database, viewer: Viewer, now: datetime, unit_id: UUID
) -> Response[UnitList]:
    async def act(db: Session, entered: ReleaseRule) -> str:
        await actions.set_release_rule(db, unit_id, entered, actor=viewer, now=now)
        return str(unit_id)

    async def all_units(_: str) -> UnitList:
        async with database.read() as db:
            return UnitList(await people.units(db, viewer))

    return await write(request, ReleaseRule, act, all_units)


def _drafts(database: Database, viewer: Viewer) -> Callable[[str], Awaitable[DraftList]]:
    async def read(recommendation_id: str) -> DraftList:
        async with database.read() as db:
            return DraftList(list(await queries.drafts(db, viewer, UUID(recommendation_id))))

    return read


HANDLERS = (index, save, submit, give_back, release, take_back, set_rule)
