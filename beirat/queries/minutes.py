"""Where the minutes of a meeting stand, for those who may see them; what they say is in ``minutes_facts``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import minutes_facts as facts
from beirat.queries import people
from beirat.queries.files import FileView, files_of
from beirat.rules import minutes as rules
from beirat.rules.errors import NotFound
from beirat.rules.minutes import MinutesState, Signer, Signing
from beirat.rules.permissions import Act, Viewer, may
from beirat.rules.profiles import Key
from beirat.rules.zones import local_day
from beirat.tables.accounts import Account
from beirat.tables.agenda import AgendaItem
from beirat.tables.journal import JournalEntry
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes, MinutesRemark, MinutesSigner
from beirat.tables.people import OfficeKind

SPELL = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Remark:
    """What the chair wanted to be different the last time; without an item, in the whole."""

    item_id: UUID | None
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature on the sheet."""

    signer: Signer
    name: str
    place: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class Statutory:
    """What the rules of procedure ask for: who signs, and the names of those who hold the offices."""

    signers: tuple[Signer, ...]
    chair: str
    minute_taker: str
    draft_days: int
    objection_days: int


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The minutes of a meeting as the board sees them; ``internal`` and ``public`` are the editions that were printed.

    ``is_current``: nothing has changed since they were printed, so that they can be signed today.
    """

    id: UUID
    version: int
    state: MinutesState
    meeting_id: UUID
    meeting: str
    held_on: datetime
    signed_at: datetime | None
    signed_by: str
    published_at: datetime | None
    internal: FileView | None
    public: FileView | None
    is_current: bool
    needs_approval: bool
    before_approval: bool
    handed_at: datetime | None
    given_back_at: datetime | None
    accepted_at: datetime | None
    remarks: tuple[Remark, ...]
    signing: Signing | None
    signed_on: date | None
    signatures: tuple[Signature, ...]
    scan: FileView | None
    distributed_on: date | None
    objections_until: date | None
    approved_on: date | None
    approved_in: str
    approval_item_id: UUID | None
    archived_at: datetime | None
    prepared: FileView | None
    prepared_at: datetime | None
    prepared_by: str
    prepared_by_id: UUID | None
    published_by: str
    statutory: Statutory

    @property
    def is_signed(self) -> bool:
        return rules.is_signed(self.state)

    @property
    def is_preliminary(self) -> bool:
        return rules.is_preliminary(self.state, needs_approval=self.needs_approval)

    @property
    def may_be_public(self) -> bool:
        return rules.may_be_public(self.state, needs_approval=self.needs_approval, before_approval=self.before_approval)


async def to_change(db: Session, viewer: Viewer, meeting_id: UUID) -> Minutes:
    """The minutes, locked for this transaction. Raises NotFound for everybody but the board."""
    row = await _of(db, viewer.body_id, meeting_id, locked=True)
    if row is None or not viewer.is_board:
        raise NotFound
    return row


async def draft_of(db: Session, body_id: UUID, meeting_id: UUID) -> Minutes | None:
    """The minutes of a meeting, whoever asks; None before it is closed."""
    return await _of(db, body_id, meeting_id)


async def _of(db: Session, body_id: UUID, meeting_id: UUID, *, locked: bool = False) -> Minutes | None:
    query = select(Minutes).where(Minutes.body_id == body_id, Minutes.meeting_id == meeting_id)
    return (await db.exec(query.with_for_update() if locked else query)).one_or_none()


async def view(db: Session, viewer: Viewer, meeting_id: UUID) -> MinutesView:
    """Where the minutes stand. Raises NotFound for everybody but the board, and before the meeting is closed."""
    row = await _of(db, viewer.body_id, meeting_id) if viewer.is_board else None
    if row is None:
        raise NotFound
    meeting = await facts.meeting_held(db, viewer.body_id, meeting_id)
    files = await files_of(db, viewer.body_id, _file_ids(row))
    names = await _account_names(db, row.signed_by, row.prepared_by, row.published_by)
    is_written = row.state in rules.WRITTEN
    return MinutesView(
        id=row.id,
        version=row.version,
        state=row.state,
        meeting_id=meeting_id,
        meeting=meeting.reference,
        held_on=meeting.starts_at,
        signed_at=row.signed_at,
        signed_by=names.get(row.signed_by, ""),
        published_at=row.published_at,
        internal=files.get(row.internal_id) if row.internal_id else None,
        public=files.get(row.public_id) if row.public_id else None,
        is_current=not is_written
        or (bool(row.facts_hash) and row.facts_hash == await facts.facts_hash(db, viewer, meeting_id)),
        needs_approval=row.needs_approval,
        before_approval=row.before_approval,
        handed_at=row.handed_at,
        given_back_at=row.given_back_at,
        accepted_at=row.accepted_at,
        remarks=await _remarks(db, row),
        signing=row.signing,
        signed_on=row.signed_on,
        signatures=await _signatures(db, row),
        scan=files.get(row.scan_id) if row.scan_id and may(viewer, Act.READ_SIGNED_SHEET) else None,
        distributed_on=row.distributed_on,
        objections_until=row.objections_until,
        approved_on=row.approved_on,
        approved_in=await _approved_in(db, row),
        approval_item_id=row.approval_item_id,
        archived_at=row.archived_at,
        prepared=files.get(row.prepared_id) if row.prepared_id else None,
        prepared_at=row.prepared_at,
        prepared_by=names.get(row.prepared_by, ""),
        prepared_by_id=row.prepared_by,
        published_by=names.get(row.published_by, ""),
        statutory=await _statutory(db, meeting),
    )


def _file_ids(row: Minutes) -> list[UUID]:
    return [one for one in (row.internal_id, row.public_id, row.prepared_id, row.scan_id) if one]


async def _remarks(db: Session, row: Minutes) -> tuple[Remark, ...]:
    """Those of the last time, as long as they may still be followed."""
    if row.given_back_at is None or rules.is_signed(row.state):
        return ()
    found = await db.exec(
        select(MinutesRemark)
        .where(
            MinutesRemark.body_id == row.body_id,
            MinutesRemark.minutes_id == row.id,
            MinutesRemark.given_at == row.given_back_at,
        )
        .order_by(col(MinutesRemark.id))
    )
    return tuple(Remark(one.item_id, one.text) for one in found)


async def _signatures(db: Session, row: Minutes) -> tuple[Signature, ...]:
    found = await db.exec(
        select(MinutesSigner)
        .where(MinutesSigner.body_id == row.body_id, MinutesSigner.minutes_id == row.id)
        .order_by(col(MinutesSigner.signer))
    )
    return tuple(Signature(one.signer, one.name, one.place, one.signed_on) for one in found)


async def _approved_in(db: Session, row: Minutes) -> str:
    """The meeting that approved them: S-13."""
    if row.approval_item_id is None:
        return ""
    found = await db.exec(
        select(Meeting)
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Meeting.body_id, col(AgendaItem.meeting_id) == Meeting.id))
        .where(Meeting.body_id == row.body_id, AgendaItem.body_id == row.body_id, AgendaItem.id == row.approval_item_id)
    )
    return found.one().reference


async def _statutory(db: Session, meeting: Meeting) -> Statutory:
    known = await facts.rules_of(db, meeting)
    body = await people.body_by_id(db, meeting.body_id)
    day = local_day(meeting.starts_at, body.time_zone)
    return Statutory(
        signers=rules.signers_of(known.text(Key.MINUTES_SIGNERS)),
        chair=await facts.officer(db, meeting, OfficeKind.CHAIR, day),
        minute_taker=await facts.officer(db, meeting, OfficeKind.MINUTE_TAKER, day),
        draft_days=known.number(Key.MINUTES_DRAFT_DAYS),
        objection_days=known.number(Key.MINUTES_OBJECTION_DAYS),
    )


async def _account_names(db: Session, *account_ids: UUID | None) -> dict[UUID | None, str]:
    ids = [one for one in account_ids if one]
    found = await db.exec(select(Account.id, Account.name).where(col(Account.id).in_(ids)))
    return dict(found.all())


async def was_journalled(db: Session, actor: Viewer, item_id: UUID, *, now: datetime) -> bool:
    """Whether this account's present spell of writing on an item is in the journal already."""
    found = await db.exec(
        select(JournalEntry.id)
        .where(
            JournalEntry.body_id == actor.body_id,
            JournalEntry.account_id == actor.account_id,
            JournalEntry.act == Act.RECORD_COURSE,
            JournalEntry.object_id == item_id,
            JournalEntry.at > now - SPELL,
        )
        .limit(1)
    )
    return found.first() is not None
