"""Files that everybody may download: the public edition of the minutes, and what was released with answers."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get

from api.downloads import handed_out
from api.public.reader import Reader
from api.web import Request, settings_of
from beirat.queries.public import answer_files, files
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


@get("/{slug:str}/de/empfehlungen/{key:str}/anlagen/{attachment_id:uuid}")
async def download_answer_file(request: Request, reader: Reader, key: str, attachment_id: UUID) -> Response[bytes]:
    """A file that the administration released with an answer."""
    async with reader.database.read() as db:
        found = await answer_files.answer_files(db, reader.public, key, now=reader.now)
    file = next((one for one in found if one.id == attachment_id), None)
    if file is None:
        raise NotFound
    content = await Storage.of(settings_of(request)).read(reader.public.body_id, file.sha256)
    return Response(content, media_type=file.media_type, headers=handed_out(file.name, file.media_type))


@get("/{slug:str}/de/sitzungen/{key:str}/berichtigungen/{number:int}")
async def download_correction(request: Request, reader: Reader, key: str, number: int) -> Response[bytes]:
    """The public sheet of a correction of the minutes."""
    async with reader.database.read() as db:
        found = await files.public_correction(db, reader.public, key, number, now=reader.now)
    if found is None:
        raise NotFound
    content = await Storage.of(settings_of(request)).read(reader.public.body_id, found.sha256)
    headers = {"Content-Disposition": f'inline; filename="Berichtigung-{number}-{key}.pdf"'}
    return Response(content, media_type=found.media_type, headers=headers)


HANDLERS = (download_minutes, download_answer_file, download_correction)
