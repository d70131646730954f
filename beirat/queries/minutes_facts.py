"""The facts that both editions of the minutes are printed from.

``internal_facts`` tells the board everything. ``public_facts`` asks for nothing that is not public: no course of
debate, no non-public item, no personal name; presence as numbers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import (
    attendance,
    minutes_corrections,
    minutes_items,
    people,
    promises,
    rules_of_procedure,
)
from beirat.queries.attendance import GuestView, Member, PresidingView
from beirat.queries.minutes_corrections import CorrectionView
from beirat.queries.minutes_items import Item
from beirat.queries.people import BodyView
from beirat.queries.promises import PromiseView
from beirat.rules.attendance import Stay
from beirat.rules.checks import Check
from beirat.rules.errors import NotFound
from beirat.rules.meetings import MeetingState, notice_check
from beirat.rules.minutes import Edition, Signer, is_preliminary, is_signed, signers_of
from beirat.rules.permissions import Viewer
from beirat.rules.profiles import Key, Profile
from beirat.rules.quorum import QuorumBasis
from beirat.rules.zones import local_day
from beirat.tables.invitations import Invitation
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes, MinutesSigner
from beirat.tables.people import LegislativeTerm, Office, OfficeKind, Person


@dataclass(frozen=True, slots=True)
class Convened:
    """How the board was called. Mail counts as received on the day on which it is sent; a letter must be proven."""

    sent_on: date
    notice: Check
    invited: int
    received: int


@dataclass(frozen=True, slots=True)
class Signed:
    """Where and when the last signature was given, and in which offices; no name."""

    day: date
    place: str
    signers: tuple[Signer, ...]


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
    is_final: bool = False
    is_preliminary: bool = False
    signers: tuple[Signer, ...] = ()
    objection_days: int | None = None
    signed: Signed | None = None
    corrections: tuple[CorrectionView, ...] = ()
    breaks: tuple[Stay, ...] = ()
    is_quorate_regardless: bool = False
    quorum_lost_at: datetime | None = None
    guests: tuple[GuestView, ...] = ()
    presiding: tuple[PresidingView, ...] = ()
    promises: tuple[PromiseView, ...] = ()
    members: tuple[Member, ...] = ()
    chair: str = ""
    minute_taker: str = ""


async def internal_facts(db: Session, viewer: Viewer, meeting_id: UUID, *, is_final: bool = False) -> Facts:
    """All there is to say, for the board. Unless ``is_final`` it is a draft. Raises NotFound."""
    if not viewer.is_board:
        raise NotFound
    common = await _common(db, viewer, meeting_id, Edition.INTERNAL, is_final)
    meeting = await meeting_held(db, viewer.body_id, meeting_id)
    day = local_day(meeting.starts_at, common.body.time_zone)
    known = await rules_of(db, meeting)
    return replace(
        common,
        items=await minutes_items.internal(db, viewer.body_id, meeting_id, known),
        guests=tuple(await attendance.guests_of(db, meeting)),
        presiding=tuple(await attendance.presiding_of(db, meeting)),
        promises=await promises.of_meeting(db, viewer, meeting_id),
        members=tuple(await attendance.members_of(db, viewer, meeting, day)),
        chair=await officer(db, meeting, OfficeKind.CHAIR, day),
        minute_taker=await officer(db, meeting, OfficeKind.MINUTE_TAKER, day),
        signers=signers_of(known.text(Key.MINUTES_SIGNERS)),
        objection_days=known.number(Key.MINUTES_OBJECTION_DAYS) or None,
    )


async def public_facts(db: Session, viewer: Viewer, meeting_id: UUID, *, is_final: bool = False) -> Facts:
    """What everybody may know, and nothing else was read for it. Raises NotFound."""
    common = await _common(db, viewer, meeting_id, Edition.PUBLIC, is_final)
    row = await _signed_minutes(db, viewer.body_id, meeting_id)
    return replace(
        common,
        items=await minutes_items.public(db, viewer.body_id, meeting_id),
        signed=await _signed(db, row) if row else None,
        is_preliminary=row is not None and is_preliminary(row.state, needs_approval=row.needs_approval),
        corrections=tuple(map(_public_correction, await minutes_corrections.sealed_views(db, row))) if row else (),
    )


async def _signed_minutes(db: Session, body_id: UUID, meeting_id: UUID) -> Minutes | None:
    found = await db.exec(select(Minutes).where(Minutes.body_id == body_id, Minutes.meeting_id == meeting_id))
    row = found.one_or_none()
    return row if row is not None and is_signed(row.state) else None


async def _signed(db: Session, row: Minutes) -> Signed | None:
    if row.signed_on is None:
        return None
    found = list(
        await db.exec(
            select(MinutesSigner)
            .where(MinutesSigner.body_id == row.body_id, MinutesSigner.minutes_id == row.id)
            .order_by(col(MinutesSigner.signed_on).desc(), col(MinutesSigner.signer))
        )
    )
    signers = tuple(signer for signer in Signer if signer in {one.signer for one in found}) or (Signer.CHAIR,)
    return Signed(row.signed_on, found[0].place if found else "", signers)


def _public_correction(one: CorrectionView) -> CorrectionView:
    """What everybody may know of a correction: wordings and counts of public items."""
    return replace(
        one, reason="", sealed_by="", sealed_by_id=None, entries=tuple(e for e in one.entries if e.is_public)
    )


async def facts_hash(db: Session, viewer: Viewer, meeting_id: UUID) -> str:
    """The SHA-256 of what the internal edition would say if it were printed now."""
    return fingerprint(await internal_facts(db, viewer, meeting_id, is_final=True))


def fingerprint(facts: Facts) -> str:
    """The same facts have the same fingerprint, other facts another one."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()


async def _common(db: Session, viewer: Viewer, meeting_id: UUID, edition: Edition, is_final: bool) -> Facts:
    """What both editions share: the meeting, its numbers and how it was called."""
    meeting = await meeting_held(db, viewer.body_id, meeting_id)
    body = await people.body_by_id(db, viewer.body_id)
    opened_at = meeting.opened_at or meeting.starts_at
    room = await attendance.room_of(db, meeting)
    lacking = (one.doubted_at for one in await attendance.doubts_of(db, meeting, room) if not one.was_enough)
    return Facts(
        body=body,
        edition=edition,
        meeting_id=meeting_id,
        number=meeting.number,
        term=await term_of(db, meeting),
        location=meeting.location,
        opened_at=opened_at,
        closed_at=meeting.closed_at,
        statutory_members=meeting.statutory_members,
        needed=room.rule.needed(meeting.statutory_members),
        convened=await _convened(db, meeting, body),
        at_opening=room.at(opened_at).present,
        ever_present=len({one.person_id for one in room.attending}),
        breaks=room.breaks,
        is_quorate_regardless=room.at(opened_at).quorum is QuorumBasis.SECOND_CALL,
        quorum_lost_at=next(lacking, None),
        items=(),
        non_public_items=await minutes_items.non_public_count(db, viewer.body_id, meeting_id),
        is_final=is_final,
    )


async def term_of(db: Session, meeting: Meeting) -> str:
    """The name of the term in which the meeting was held."""
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


async def officer(db: Session, meeting: Meeting, kind: OfficeKind, day: date) -> str:
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


async def rules_of(db: Session, meeting: Meeting) -> Profile:
    """The rules of procedure of the board that met, as they held on that day."""
    zone = (await people.body_by_id(db, meeting.body_id)).time_zone
    day = local_day(meeting.starts_at, zone)
    return await rules_of_procedure.profile_on(db, meeting.body_id, meeting.organization_id, day)


async def meeting_held(db: Session, body_id: UUID, meeting_id: UUID) -> Meeting:
    """A meeting that runs or is over, whoever asks. Raises NotFound."""
    found = await db.exec(select(Meeting).where(Meeting.body_id == body_id, Meeting.id == meeting_id))
    row = found.one_or_none()
    if row is None or row.state not in (MeetingState.RUNNING, MeetingState.CLOSED):
        raise NotFound
    return row
