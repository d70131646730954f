"""Files on answers as the web sees them: taken in, looked at, kept, taken off, handed out; the same for both faces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.datastructures import UploadFile

from api import answering
from api.answering import Desk
from api.downloads import handed_out
from api.forms import FormState, Nothing, noted, submit
from api.typed import pairs_of, upload
from api.web import settings_of
from beirat.actions import answer_files as actions
from beirat.actions.files import Kept
from beirat.database import Session
from beirat.queries import answer_files as queries
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.permissions import Act, permit
from beirat.rules.uploads import LARGEST, MEDIA_TYPES, accepted, file_name
from beirat.storage import Storage
from beirat.tables.answers import PointFile


@dataclass(frozen=True)
class _Taken:
    number: int
    kept: Kept
    name: str


async def attach(desk: Desk) -> Response[Any]:
    """Looks at the file before anything is kept, and hangs it on the draft of the point that was chosen."""

    async def ready(entered: PointFile) -> _Taken:
        permit(desk.viewer, Act.DRAFT_ANSWER)
        async with desk.database.read() as db:
            await queries.of_recommendation(db, desk.viewer, desk.recommendation_id)
        content = await upload(desk.request, "file", limit=LARGEST)
        found = accepted(content or b"")
        if found is None:
            raise RuleBroken(Broken.FILE_NOT_ALLOWED if content else Broken.REQUIRED, "file")
        sha256 = await Storage.of(settings_of(desk.request)).keep(desk.viewer.body_id, found.content)
        kept = Kept(sha256, len(found.content), MEDIA_TYPES[found.kind])
        return _Taken(entered.number, kept, file_name(await _typed_name(desk), found.kind))

    async def act(db: Session, taken: _Taken) -> str:
        await actions.attach(
            db, desk.recommendation_id, taken.number, taken.kept, taken.name, actor=desk.viewer, now=desk.now
        )
        return noted(f"{desk.here}/antwort", "file_attached") + "#anlagen"

    async def again(f: FormState) -> Response[Any]:
        return await answering.editor(desk, attached=f)

    return await submit(desk.request, PointFile, act, again, ready=ready)


async def _typed_name(desk: Desk) -> str:
    pairs = await pairs_of(desk.request)
    return next((value.filename for name, value in pairs if name == "file" and isinstance(value, UploadFile)), "")


async def remove(desk: Desk, attachment_id: UUID) -> Response[Any]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.remove(db, desk.recommendation_id, attachment_id, actor=desk.viewer, now=desk.now)
        return noted(f"{desk.here}/antwort", "file_removed") + "#anlagen"

    async def again(f: FormState) -> Response[Any]:
        return await answering.editor(desk, attached=f)

    return await submit(desk.request, Nothing, act, again)


async def download(desk: Desk, attachment_id: UUID) -> Response[bytes]:
    """The file under its own name; a browser shows only what cannot act, and that in a cage."""
    async with desk.database.read() as db:
        file = await queries.one(db, desk.viewer, desk.recommendation_id, attachment_id)
    content = await Storage.of(settings_of(desk.request)).read(desk.viewer.body_id, file.sha256)
    return Response(content, media_type=file.media_type, headers=handed_out(file.name, file.media_type))
