"""What everybody may know of the minutes of a meeting: how far they are, and their corrections once they are out."""

from __future__ import annotations

from datetime import date
from functools import cache
from uuid import UUID

import msgspec
from sqlalchemy import and_, bindparam, literal, select

from beirat.database import Session
from beirat.queries.public.doors import BODY, Selected, is_public, publication, rows, table
from beirat.rules import minutes as rules
from beirat.rules.minutes_corrections import CorrectionState
from beirat.rules.permissions import Public
from beirat.rules.voting import Outcome
from beirat.tables.files import Attachment, File, Visibility
from beirat.tables.minutes import Minutes
from beirat.tables.minutes_corrections import Correction, CorrectionEntry
from beirat.tables.publication import Published

_minutes, _correction, _entry = table(Minutes), table(Correction), table(CorrectionEntry)
_attachment, _file = table(Attachment), table(File)


class CorrectionLine(msgspec.Struct, frozen=True):
    """A correction that is out; its sheet is a file of its own."""

    number: int
    corrected_on: date
    sha256: str
    size: int


class MinutesState(msgspec.Struct, frozen=True):
    """How far the minutes are. ``is_preliminary``: what is shown was not approved by the board yet."""

    has_results: bool
    is_preliminary: bool
    is_published: bool
    signed_on: date | None
    approved_on: date | None
    corrections: tuple[CorrectionLine, ...]


class RightCount(msgspec.Struct, frozen=True):
    """The right numbers of a ballot that was miscounted, since when they are known, and what they come to."""

    yes: int
    no: int
    abstained: int
    invalid: int
    outcome: Outcome
    corrected_on: date


@cache
def _state_statement() -> Selected:
    columns = _minutes.c
    out = and_(is_public(_minutes, Published.MINUTES))
    return (
        select(
            columns.id,
            columns.state,
            columns.needs_approval,
            columns.before_approval,
            columns.signed_on,
            columns.approved_on,
            publication.c.id.label("out"),
        )
        .select_from(_minutes.outerjoin(publication, out))
        .where(columns.body_id == BODY, columns.meeting_id == bindparam("meeting_id", type_=columns.meeting_id.type))
    )


async def state(db: Session, public: Public, meeting_id: UUID, *, now: object) -> MinutesState | None:
    """None before the meeting is closed. The caller has seen that the meeting is public."""
    found = await rows(db, _state_statement(), body_id=public.body_id, meeting_id=meeting_id, now=now)
    if not found:
        return None
    row = found[0]
    is_out = row.out is not None
    return MinutesState(
        has_results=is_out or row.before_approval,
        is_preliminary=rules.is_preliminary(row.state, needs_approval=row.needs_approval),
        is_published=is_out,
        signed_on=row.signed_on if is_out else None,
        approved_on=row.approved_on if is_out else None,
        corrections=await _corrections(db, public, row.id) if is_out else (),
    )


@cache
def _corrections_statement() -> Selected:
    sealed = literal(CorrectionState.SEALED, type_=_correction.c.state.type)
    shown = literal(Visibility.PUBLIC, type_=_attachment.c.visibility.type)
    joined = _correction.join(
        _attachment,
        and_(
            _attachment.c.body_id == BODY,
            _attachment.c.id == _correction.c.public_id,
            _attachment.c.visibility == shown,
        ),
    ).join(_file, and_(_file.c.body_id == BODY, _file.c.id == _attachment.c.file_id))
    return (
        select(_correction.c.number, _correction.c.sealed_on, _file.c.sha256, _file.c.size)
        .select_from(joined)
        .where(
            _correction.c.body_id == BODY,
            _correction.c.minutes_id == bindparam("minutes_id", type_=_correction.c.minutes_id.type),
            _correction.c.state == sealed,
            _correction.c.published_at.is_not(None),
        )
        .order_by(_correction.c.number)
    )


async def _corrections(db: Session, public: Public, minutes_id: UUID) -> tuple[CorrectionLine, ...]:
    found = await rows(db, _corrections_statement(), body_id=public.body_id, minutes_id=minutes_id)
    return tuple(CorrectionLine(*row) for row in found)


@cache
def _counts_statement() -> Selected:
    """The right numbers, of corrections that are out, latest last."""
    return (
        select(
            _entry.c.ballot_id,
            _entry.c.yes,
            _entry.c.no,
            _entry.c.abstained,
            _entry.c.invalid,
            _entry.c.outcome,
            _correction.c.sealed_on,
        )
        .select_from(
            _entry.join(_correction, and_(_correction.c.body_id == BODY, _correction.c.id == _entry.c.correction_id))
        )
        .where(
            _entry.c.body_id == BODY,
            _entry.c.ballot_id.in_(bindparam("ballots", expanding=True)),
            _correction.c.published_at.is_not(None),
        )
        .order_by(_correction.c.sealed_on, _correction.c.number)
    )


async def right_counts(db: Session, public: Public, ballots: list[UUID]) -> dict[UUID, RightCount]:
    """By ballot; those that were right are not among them. The caller has seen that the ballots are public."""
    if not ballots:
        return {}
    found = await rows(db, _counts_statement(), body_id=public.body_id, ballots=ballots)
    return {ballot_id: RightCount(*rest) for ballot_id, *rest in found}
