"""Files that everybody may download: the public edition of the minutes."""

from __future__ import annotations

from litestar import Response, get

from api.public.reader import Reader
from api.web import Request, settings_of
from beirat.queries.public import files
from beirat.rules.errors import NotFound
from beirat.storage import Storage


@get("/{slug:str}/de/sitzungen/{key:str}/niederschrift.pdf")
async def download_minutes(request: Request, reader: Reader, key: str) -> Response[bytes]:
    """The public edition of a meeting's minutes, under a name that says nothing but the meeting."""
    async with reader.database.read() as db:
        found = await files.public_minutes(db, reader.public, key, now=reader.now)
    if found is None:
        raise NotFound
    content = await Storage.of(settings_of(request)).read(reader.public.body_id, found.sha256)
    headers = {"Content-Disposition": f'inline; filename="Niederschrift-{key}.pdf"'}
    return Response(content, media_type=found.media_type, headers=headers)


HANDLERS = (download_minutes,)
