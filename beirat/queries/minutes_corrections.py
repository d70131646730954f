"""Corrections of signed minutes: for the board all of them; and the right numbers of ballots that were miscounted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries.files import FileView, files_of
from beirat.rules import minutes_corrections as rules
from beirat.rules.errors import NotFound
from beirat.rules.meetings import Part
from beirat.rules.minutes_corrections import CorrectionState, Subject
from beirat.rules.permissions import Viewer
from beirat.rules.voting import Outcome
from beirat.tables.accounts import Account
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes
from beirat.tables.minutes_corrections import Correction, CorrectionEntry


@dataclass(frozen=True, slots=True)
class CountView:
    """The numbers of a ballot, as they were written down or as they are right, and what they come to."""

    yes: int
    no: int
    abstained: int
    invalid: int
    present: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class EntryView:
    """One thing that was wrong. ``stays``: the result is the same with the right count; None: no count."""

    id: UUID
    item_id: UUID
    number: str
    heading: str
    is_public: bool
    subject: Subject
    wrong: str
    right: str
    ballot_id: UUID | None
    before: CountView | None
    count: CountView | None
    stays: bool | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction as the board sees it; ``internal`` and ``public`` are its sealed sheets."""

    id: UUID
    version: int
    number: int
    meeting_id: UUID
    meeting: str
    reason: str
    objection_id: UUID | None
    state: CorrectionState
    sealed_on: date | None
    sealed_by: str
    sealed_by_id: UUID | None
    internal: FileView | None
    public: FileView | None
    published_at: datetime | None
    entries: tuple[EntryView, ...]

    @property
    def has_public_part(self) -> bool:
        return any(entry.is_public for entry in self.entries)


async def of_minutes(db: Session, viewer: Viewer, minutes_id: UUID) -> list[CorrectionView]:
    """All corrections of these minutes, by number. Raises NotFound for everybody but the board."""
    if not viewer.is_board:
        raise NotFound
    found = await db.exec(
        select(Correction)
        .where(Correction.body_id == viewer.body_id, Correction.minutes_id == minutes_id)
        .order_by(col(Correction.number))
    )
    return await _views(db, viewer.body_id, list(found))


async def view(db: Session, viewer: Viewer, correction_id: UUID) -> CorrectionView:
    """One correction. Raises NotFound for everybody but the board."""
    found = await db.exec(
        select(Correction).where(Correction.body_id == viewer.body_id, Correction.id == correction_id)
    )
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return (await _views(db, viewer.body_id, [row]))[0]


async def to_change(db: Session, viewer: Viewer, correction_id: UUID) -> tuple[Correction, Minutes]:
    """The correction, locked, and the minutes it is about. Raises NotFound for everybody but the board."""
    found = await db.exec(
        select(Correction, Minutes)
        .join(Minutes, and_(col(Minutes.body_id) == Correction.body_id, col(Minutes.id) == Correction.minutes_id))
        .where(Correction.body_id == viewer.body_id, Correction.id == correction_id)
        .with_for_update()
    )
    pair = found.one_or_none()
    if pair is None or not viewer.is_board:
        raise NotFound
    return pair


async def sealed(db: Session, minutes: Minutes) -> list[Correction]:
    """The sealed corrections of these minutes, by number."""
    found = await db.exec(
        select(Correction)
        .where(
            Correction.body_id == minutes.body_id,
            Correction.minutes_id == minutes.id,
            Correction.state == CorrectionState.SEALED,
        )
        .order_by(col(Correction.number))
    )
    return list(found)


async def sealed_views(db: Session, minutes: Minutes) -> list[CorrectionView]:
    """The sealed corrections with their entries, whoever asks: for documents."""
    return await _views(db, minutes.body_id, await sealed(db, minutes))


async def sealed_count(db: Session, minutes: Minutes) -> int:
    return len(await sealed(db, minutes))


async def next_number(db: Session, minutes: Minutes) -> int:
    """Nr. 1 is the first one of these minutes; the lock of the minutes is held."""
    query = select(func.max(Correction.number)).where(
        Correction.body_id == minutes.body_id, Correction.minutes_id == minutes.id
    )
    return ((await db.exec(query)).one() or 0) + 1


async def entries_of(db: Session, correction: Correction) -> list[CorrectionEntry]:
    found = await db.exec(
        select(CorrectionEntry)
        .where(CorrectionEntry.body_id == correction.body_id, CorrectionEntry.correction_id == correction.id)
        .order_by(col(CorrectionEntry.id))
    )
    return list(found)


async def ballot_of(db: Session, body_id: UUID, meeting_id: UUID, ballot_id: UUID) -> Ballot:
    """A ballot of this meeting. Raises NotFound."""
    found = await db.exec(
        select(Ballot)
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Ballot.body_id, col(AgendaItem.id) == Ballot.item_id))
        .where(Ballot.body_id == body_id, AgendaItem.meeting_id == meeting_id, Ballot.id == ballot_id)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row


async def right_counts(db: Session, body_id: UUID, ballot_ids: Iterable[UUID]) -> dict[UUID, tuple[CountView, date]]:
    """The latest sealed right numbers of these ballots, with their date; ballots that were right are not among them."""
    found = await db.exec(
        select(CorrectionEntry, Correction)
        .join(
            Correction,
            and_(
                col(Correction.body_id) == CorrectionEntry.body_id,
                col(Correction.id) == CorrectionEntry.correction_id,
            ),
        )
        .where(
            CorrectionEntry.body_id == body_id,
            col(CorrectionEntry.ballot_id).in_(list(ballot_ids)),
            Correction.state == CorrectionState.SEALED,
        )
        .order_by(col(Correction.sealed_on), col(Correction.number))
    )
    counts: dict[UUID, tuple[CountView, date]] = {}
    for entry, correction in found:
        count = _count(entry)
        if entry.ballot_id is not None and count is not None and correction.sealed_on is not None:
            counts[entry.ballot_id] = count, correction.sealed_on
    return counts


async def _views(db: Session, body_id: UUID, rows: list[Correction]) -> list[CorrectionView]:
    entries = await _entries(db, body_id, [row.id for row in rows])
    files = await files_of(db, body_id, [one for row in rows for one in (row.internal_id, row.public_id) if one])
    meetings = await _meetings(db, body_id, [row.minutes_id for row in rows])
    names = dict(
        (
            await db.exec(
                select(Account.id, Account.name).where(
                    col(Account.id).in_([row.sealed_by for row in rows if row.sealed_by])
                )
            )
        ).all()
    )
    return [
        CorrectionView(
            id=row.id,
            version=row.version,
            number=row.number,
            meeting_id=meetings[row.minutes_id].id,
            meeting=meetings[row.minutes_id].reference,
            reason=row.reason,
            objection_id=row.objection_id,
            state=row.state,
            sealed_on=row.sealed_on,
            sealed_by=names.get(row.sealed_by, "") if row.sealed_by else "",
            sealed_by_id=row.sealed_by,
            internal=files.get(row.internal_id) if row.internal_id else None,
            public=files.get(row.public_id) if row.public_id else None,
            published_at=row.published_at,
            entries=tuple(entries[row.id]),
        )
        for row in rows
    ]


async def _meetings(db: Session, body_id: UUID, minutes_ids: list[UUID]) -> dict[UUID, Meeting]:
    found = await db.exec(
        select(Minutes.id, Meeting)
        .join(Meeting, and_(col(Meeting.body_id) == Minutes.body_id, col(Meeting.id) == Minutes.meeting_id))
        .where(Minutes.body_id == body_id, Meeting.body_id == body_id, col(Minutes.id).in_(minutes_ids))
    )
    return dict(found.all())


async def _entries(db: Session, body_id: UUID, ids: list[UUID]) -> dict[UUID, list[EntryView]]:
    found = await db.exec(
        select(CorrectionEntry, AgendaItem, Ballot)
        .join(
            AgendaItem,
            and_(col(AgendaItem.body_id) == CorrectionEntry.body_id, col(AgendaItem.id) == CorrectionEntry.item_id),
        )
        .outerjoin(
            Ballot, and_(col(Ballot.body_id) == CorrectionEntry.body_id, col(Ballot.id) == CorrectionEntry.ballot_id)
        )
        .where(CorrectionEntry.body_id == body_id, col(CorrectionEntry.correction_id).in_(ids))
        .order_by(col(AgendaItem.part) != Part.PUBLIC, col(AgendaItem.position), col(CorrectionEntry.id))
    )
    by_correction: dict[UUID, list[EntryView]] = defaultdict(list)
    for row, item, before in found:
        by_correction[row.correction_id].append(_entry(row, item, before))
    return by_correction


def _entry(row: CorrectionEntry, item: AgendaItem, ballot: Ballot | None) -> EntryView:
    count, before = _count(row), _before(ballot) if ballot else None
    return EntryView(
        id=row.id,
        item_id=item.id,
        number=item.number,
        heading=item.heading,
        is_public=rules.is_public(row.subject, item.part),
        subject=row.subject,
        wrong=row.wrong,
        right=row.right,
        ballot_id=row.ballot_id,
        before=before,
        count=count,
        stays=rules.stays(before.outcome, count.outcome) if count and before else None,
    )


def _count(row: CorrectionEntry) -> CountView | None:
    if row.outcome is None:
        return None
    return CountView(row.yes or 0, row.no or 0, row.abstained or 0, row.invalid or 0, row.present or 0, row.outcome)


def _before(ballot: Ballot) -> CountView:
    return CountView(ballot.yes, ballot.no, ballot.abstained, ballot.invalid, ballot.present, ballot.outcome)
