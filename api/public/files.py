"""Files that everybody may download: the public edition of the minutes."""

from __future__ import annotations

from datetime import datetime

from litestar import Response, get

from api.web import Request, settings_of
from beirat.database import Database
from beirat.queries.public import files
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Public
from beirat.storage import Storage


@get("/{slug:str}/de/sitzungen/{key:str}/niederschrift.pdf")
async def download_minutes(
    request: Request, database: Database, public: Public, now: datetime, key: str
) -> Response[bytes]:
    """The public edition of a meeting's minutes, under a name that says nothing but the meeting."""
    async with database.read() as db:
        found = await files.public_minutes(db, public, key, now=now)
    if found is None:
        raise NotFound
    content = await Storage.of(settings_of(request)).read(public.body_id, found.sha256)
    headers = {"Content-Disposition": f'inline; filename="Niederschrift-{key}.pdf"'}
    return Response(content, media_type=found.media_type, headers=headers)


HANDLERS = (download_minutes,)
