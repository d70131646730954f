"""Files that everybody may have: so far the public edition of the minutes."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import msgspec
from sqlalchemy import and_, bindparam, literal, select

from beirat.database import Session
from beirat.queries.public.doors import BODY, Selected, is_public, publication, rows, table
from beirat.queries.public.meetings import meeting, meeting_page, read_key, term, years
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Public
from beirat.tables.files import Attachment, File, Visibility
from beirat.tables.minutes import Minutes
from beirat.tables.publication import Published

_minutes, _attachment, _file = table(Minutes), table(Attachment), table(File)
_minutes_out = publication.alias("minutes_out")


class PublicFile(msgspec.Struct, frozen=True):
    """A file by its content; ``size`` in bytes."""

    sha256: str
    media_type: str
    size: int
    signed_on: date | None


@cache
def _statement() -> Selected:
    """The meeting, its minutes and their public edition: all three must be public."""
    shown = literal(Visibility.PUBLIC, type_=_attachment.c.visibility.type)
    edition = and_(
        _attachment.c.body_id == BODY, _attachment.c.id == _minutes.c.public_id, _attachment.c.visibility == shown
    )
    joined = (
        meeting.join(publication, publication.c.object_id == meeting.c.id)
        .join(term, and_(term.c.body_id == BODY, term.c.id == meeting.c.term_id))
        .join(_minutes, and_(_minutes.c.body_id == BODY, _minutes.c.meeting_id == meeting.c.id))
        .join(_minutes_out, is_public(_minutes, Published.MINUTES, _minutes_out))
        .join(_attachment, edition)
        .join(_file, and_(_file.c.body_id == BODY, _file.c.id == _attachment.c.file_id))
    )
    first, last = (bindparam(name, type_=term.c.starts_on.type) for name in ("first", "last"))
    return (
        select(_file.c.sha256, _file.c.media_type, _file.c.size, _minutes.c.signed_on)
        .select_from(joined)
        .where(is_public(meeting, Published.MEETING))
        .where(term.c.starts_on >= first, term.c.starts_on <= last, meeting.c.number == bindparam("number"))
    )


async def public_minutes(db: Session, public: Public, key: str, *, now: datetime) -> PublicFile | None:
    """The public edition of the minutes of a meeting (2026-s12), once it is published. Raises NotFound for no key."""
    read = read_key(key)
    if read is None:
        raise NotFound
    first, last = years(read[0])
    found = await rows(db, _statement(), body_id=public.body_id, now=now, number=read[1], first=first, last=last)
    return PublicFile(*found[0]) if found else None


async def public_correction(db: Session, public: Public, key: str, number: int, *, now: datetime) -> PublicFile | None:
    """The public sheet of a correction of these minutes, once it is let out. Raises NotFound for no key."""
    page = await meeting_page(db, public, key, now=now)
    known = page.minutes.corrections if page.minutes else ()
    found = next((one for one in known if one.number == number), None)
    return PublicFile(found.sha256, "application/pdf", found.size, found.corrected_on) if found else None
