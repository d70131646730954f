"""The minutes as files: printed for a look, printed to be signed, and fetched again byte by byte."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response

from api import paper
from api.printing import printed
from api.web import Request, pool_of, settings_of
from beirat.actions.files import Kept
from beirat.actions.minutes import Printed
from beirat.database import Database
from beirat.queries import minutes as queries
from beirat.queries import people
from beirat.queries.minutes import Facts
from beirat.rules.errors import NotFound
from beirat.rules.minutes import Edition
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.storage import Storage


def storage_of(request: Request) -> Storage:
    """Where this installation keeps its files."""
    return Storage.of(settings_of(request))


def pdf(content: bytes, name: str) -> Response[bytes]:
    """A PDF that browsers show, under its name."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


async def preview(request: Request, viewer: Viewer, facts: Facts) -> Response[bytes]:
    """An edition as it stands now. Raises NotFound for everybody but the board, RuleBroken(RENDER_FAILED)."""
    if not viewer.is_board:
        raise NotFound
    return pdf(await printed(pool_of(request), paper.minutes(facts)), f"entwurf-{paper.file_name(facts)}")


async def print_editions(
    request: Request, database: Database, viewer: Viewer, meeting_id: UUID, now: datetime
) -> Printed:
    """Prints both editions as they would be signed today and keeps the bytes; outside of any transaction."""
    permit(viewer, Act.PRINT_MINUTES)
    async with database.read() as db:
        body = await people.body_by_id(db, viewer.body_id)
        today = local_day(now, body.time_zone)
        internal = await queries.internal_facts(db, viewer, meeting_id, signed_on=today)
        public = await queries.public_facts(db, viewer, meeting_id, signed_on=today)
    return Printed(
        internal=await _keep(request, viewer, internal),
        public=await _keep(request, viewer, public),
        names={Edition.INTERNAL: paper.file_name(internal), Edition.PUBLIC: paper.file_name(public)},
        facts_hash=queries.fingerprint(internal, public),
    )


async def _keep(request: Request, viewer: Viewer, facts: Facts) -> Kept:
    content = await printed(pool_of(request), paper.minutes(facts))
    return Kept(await storage_of(request).keep(viewer.body_id, content), len(content))
