"""The minutes: where they stand, and the facts that both editions are printed from.

``internal_facts`` tells the board everything. ``public_facts`` asks for nothing that is not public: no course of
debate, no non-public item, no name without consent; presence as numbers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import attendance, minutes_items, people, rules_of_procedure
from beirat.queries.attendance import Member
from beirat.queries.files import FileView, files_of
from beirat.queries.minutes_items import Item
from beirat.queries.people import BodyView
from beirat.rules.checks import Check
from beirat.rules.errors import NotFound
from beirat.rules.meetings import MeetingState, notice_check
from beirat.rules.minutes import Edition, MinutesState
from beirat.rules.permissions import Act, Viewer
from beirat.rules.quorum import needed
from beirat.rules.zones import local_day
from beirat.tables.accounts import Account
from beirat.tables.invitations import Invitation
from beirat.tables.journal import JournalEntry
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes
from beirat.tables.people import LegislativeTerm, Office, OfficeKind, Person

SPELL = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Convened:
    """How the board was called. Mail counts as received on the day on which it is sent; a letter must be proven."""

    sent_on: date
    notice: Check
    invited: int
    received: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that one edition says. In the public one ``members``, ``chair`` and ``minute_taker`` are empty."""

    body: BodyView
    edition: Edition
    meeting_id: UUID
    number: int
    term: str
    location: str
    opened_at: datetime
    closed_at: datetime | None
    statutory_members: int
    needed: int
    convened: Convened | None
    at_opening: int
    ever_present: int
    items: tuple[Item, ...]
    non_public_items: int
    signed_on: date | None = None
    members: tuple[Member, ...] = ()
    chair: str = ""
    minute_taker: str = ""


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


async def view(db: Session, viewer: Viewer, meeting_id: UUID, *, now: datetime) -> MinutesView:
    """Where the minutes stand. Raises NotFound for everybody but the board, and before the meeting is closed."""
    row = await _of(db, viewer.body_id, meeting_id) if viewer.is_board else None
    if row is None:
        raise NotFound
    meeting = await _meeting(db, viewer.body_id, meeting_id)
    printed = [one for one in (row.internal_id, row.public_id) if one]
    files = await files_of(db, viewer.body_id, printed)
    return MinutesView(
        id=row.id,
        version=row.version,
        state=row.state,
        meeting_id=meeting_id,
        meeting=meeting.reference,
        held_on=meeting.starts_at,
        signed_at=row.signed_at,
        signed_by=await _account_name(db, row.signed_by),
        published_at=row.published_at,
        internal=files.get(row.internal_id) if row.internal_id else None,
        public=files.get(row.public_id) if row.public_id else None,
        is_current=row.state is not MinutesState.DRAFT
        or (bool(row.facts_hash) and row.facts_hash == await facts_hash(db, viewer, meeting_id, now=now)),
    )


async def _account_name(db: Session, account_id: UUID | None) -> str:
    if account_id is None:
        return ""
    return (await db.exec(select(Account.name).where(Account.id == account_id))).one()


async def _meeting(db: Session, body_id: UUID, meeting_id: UUID) -> Meeting:
    found = await db.exec(select(Meeting).where(Meeting.body_id == body_id, Meeting.id == meeting_id))
    row = found.one_or_none()
    if row is None or row.state not in (MeetingState.RUNNING, MeetingState.CLOSED):
        raise NotFound
    return row


async def internal_facts(db: Session, viewer: Viewer, meeting_id: UUID, *, signed_on: date | None = None) -> Facts:
    """All there is to say, for the board. Without ``signed_on`` it is a draft. Raises NotFound."""
    if not viewer.is_board:
        raise NotFound
    common = await _common(db, viewer, meeting_id, Edition.INTERNAL, signed_on)
    meeting = await _meeting(db, viewer.body_id, meeting_id)
    day = local_day(meeting.starts_at, common.body.time_zone)
    return replace(
        common,
        items=await minutes_items.internal(db, viewer.body_id, meeting_id),
        members=tuple(await attendance.members_of(db, viewer, meeting, day)),
        chair=await _officer(db, meeting, OfficeKind.CHAIR, day),
        minute_taker=await _officer(db, meeting, OfficeKind.MINUTE_TAKER, day),
    )


async def public_facts(db: Session, viewer: Viewer, meeting_id: UUID, *, signed_on: date | None = None) -> Facts:
    """What everybody may know, and nothing else was read for it. Raises NotFound."""
    common = await _common(db, viewer, meeting_id, Edition.PUBLIC, signed_on)
    return replace(common, items=await minutes_items.public(db, viewer.body_id, meeting_id))


async def facts_hash(db: Session, viewer: Viewer, meeting_id: UUID, *, now: datetime) -> str:
    """The SHA-256 of what both editions would say if they were signed today."""
    body = await people.body_by_id(db, viewer.body_id)
    today = local_day(now, body.time_zone)
    internal = await internal_facts(db, viewer, meeting_id, signed_on=today)
    public = await public_facts(db, viewer, meeting_id, signed_on=today)
    return fingerprint(internal, public)


def fingerprint(internal: Facts, public: Facts) -> str:
    """The same facts have the same fingerprint, other facts another one."""
    return hashlib.sha256(f"{internal!r}\n{public!r}".encode()).hexdigest()


async def _common(db: Session, viewer: Viewer, meeting_id: UUID, edition: Edition, signed_on: date | None) -> Facts:
    """What both editions share: the meeting, its numbers and how it was called."""
    meeting = await _meeting(db, viewer.body_id, meeting_id)
    body = await people.body_by_id(db, viewer.body_id)
    opened_at = meeting.opened_at or meeting.starts_at
    return Facts(
        body=body,
        edition=edition,
        meeting_id=meeting_id,
        number=meeting.number,
        term=await _term(db, meeting),
        location=meeting.location,
        opened_at=opened_at,
        closed_at=meeting.closed_at,
        statutory_members=meeting.statutory_members,
        needed=needed(meeting.statutory_members),
        convened=await _convened(db, meeting, body),
        at_opening=await attendance.present_voters(db, meeting, opened_at),
        ever_present=await attendance.ever_present(db, meeting),
        items=(),
        non_public_items=await minutes_items.non_public_count(db, viewer.body_id, meeting_id),
        signed_on=signed_on,
    )


async def _term(db: Session, meeting: Meeting) -> str:
    found = await db.exec(
        select(LegislativeTerm.name).where(
            LegislativeTerm.body_id == meeting.body_id, LegislativeTerm.id == meeting.term_id
        )
    )
    return found.one()


async def _convened(db: Session, meeting: Meeting, body: BodyView) -> Convened | None:
    if meeting.convened_at is None:
        return None
    sent_on = local_day(meeting.convened_at, body.time_zone)
    emails = list(
        await db.exec(
            select(Invitation.email).where(Invitation.body_id == meeting.body_id, Invitation.meeting_id == meeting.id)
        )
    )
    rules = await rules_of_procedure.profile_on(db, meeting.body_id, meeting.organization_id, sent_on)
    notice = notice_check(sent_on, local_day(meeting.starts_at, body.time_zone), rules)
    return Convened(sent_on, notice, len(emails), sum(bool(email) for email in emails))


async def _officer(db: Session, meeting: Meeting, kind: OfficeKind, day: date) -> str:
    """Who held an office of the board on the day; empty where nobody did."""
    found = await db.exec(
        select(Person, Office)
        .join(Office, (col(Office.body_id) == Person.body_id) & (col(Office.person_id) == Person.id))
        .where(
            Person.body_id == meeting.body_id,
            Office.body_id == meeting.body_id,
            Office.organization_id == meeting.organization_id,
            Office.kind == kind,
            Office.starts_on <= day,
        )
        .order_by(col(Office.starts_on).desc(), col(Office.id))
    )
    return next((person.name for person, held in found if held.ends_on is None or held.ends_on >= day), "")


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
