"""Files by their content: bytes that were kept once never change, and every district has a folder of its own.

What a file is called, where it hangs and who may have it is in ``tables/files``.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from pathlib import Path
from uuid import UUID

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url

from beirat.settings import Settings


class FileDamaged(Exception):
    """What is stored is not what was kept, or it is gone."""


class Storage:
    """A folder, or a bucket that an address names (``s3://…``)."""

    def __init__(self, place: Path | str) -> None:
        self._folder = place if isinstance(place, Path) else None
        self._store: ObjectStore = LocalStore(place, mkdir=True) if isinstance(place, Path) else from_url(place)

    @classmethod
    def of(cls, settings: Settings) -> Storage:
        """The storage of this installation: by default a folder beside its other data."""
        return cls(settings.files_url or settings.data / "files")

    async def keep(self, body_id: UUID, content: bytes) -> str:
        """Keeps the bytes and returns their SHA-256. They are on the disk when this returns."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = _path(body_id, sha256)
        try:
            await obstore.put_async(self._store, path, content, mode="create")
        except AlreadyExistsError:
            return sha256
        if self._folder is not None:
            await asyncio.to_thread(_wait_for_disk, self._folder / path)
        return sha256

    async def read(self, body_id: UUID, sha256: str) -> bytes:
        """The bytes with this SHA-256. Raises FileDamaged if they are gone or were changed."""
        try:
            found = await obstore.get_async(self._store, _path(body_id, sha256))
        except FileNotFoundError as error:
            raise FileDamaged(sha256) from error
        content = bytes(await found.bytes_async())
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileDamaged(sha256)
        return content


def _path(body_id: UUID, sha256: str) -> str:
    return f"{body_id}/{sha256[:2]}/{sha256}"


def _wait_for_disk(path: Path) -> None:
    """What is sealed must outlive a power cut: the file and the entry in its folder."""
    for one in (path, path.parent, path.parent.parent):
        descriptor = os.open(one, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
