"""What follows when the board decided about its own meeting, and how it is undone if the ballot is annulled.

Urgent motions join the agenda, items are put off, the public is excluded, a conflict of interest is found. Parts of
acts that were permitted already.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from beirat.actions import agenda
from beirat.database import Session
from beirat.queries import agenda as agenda_queries
from beirat.queries import conflicts, elections
from beirat.rules.attendance import ConflictSource
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import Part
from beirat.rules.permissions import Viewer
from beirat.rules.resolutions import OrderRequest, ResolutionOutcome, ResolutionSubject
from beirat.tables.agenda import AgendaItem, ItemAdjournment
from beirat.tables.base import new_id
from beirat.tables.conflicts import ConflictOfInterest
from beirat.tables.elections import Election
from beirat.tables.meetings import Meeting
from beirat.tables.people import Office, OfficeKind
from beirat.tables.resolutions import Resolution


async def follow(
    db: Session,
    resolution: Resolution,
    item: AgendaItem,
    meeting: Meeting,
    *,
    reason: str,
    person_id: UUID | None,
    actor: Viewer,
    now: datetime,
) -> None:
    """What an adopted resolution about the meeting does."""
    match resolution.subject:
        case ResolutionSubject.URGENCY if resolution.motion_id is not None:
            await agenda.add_urgent(db, meeting, resolution.motion_id, actor=actor, now=now)
        case ResolutionSubject.EXCLUSION_OF_PUBLIC:
            item.part = Part.NON_PUBLIC
        case ResolutionSubject.CONFLICT_OF_INTEREST if person_id is not None:
            db.add(_found(resolution, person_id))
        case ResolutionSubject.ORDER_OF_BUSINESS if resolution.request is OrderRequest.DEFER:
            entered = ItemAdjournment(version=item.version, reason=reason[:300])
            await agenda.adjourn_item(db, item.id, entered, actor=actor, now=now)
        case _:
            pass


def _found(resolution: Resolution, person_id: UUID) -> ConflictOfInterest:
    return ConflictOfInterest(
        body_id=resolution.body_id,
        item_id=resolution.item_id,
        person_id=person_id,
        source=ConflictSource.FOUND,
        resolution_id=resolution.id,
    )


async def undo(
    db: Session, resolution: Resolution, item: AgendaItem, meeting: Meeting, *, actor: Viewer, now: datetime
) -> None:
    """The resolution counts no more: what it did is taken back. Raises RuleBroken where more was built upon it."""
    if resolution.outcome is ResolutionOutcome.REJECTED:
        return
    match resolution.subject:
        case ResolutionSubject.URGENCY if resolution.motion_id is not None:
            await agenda.remove_urgent(db, meeting, resolution.motion_id, actor=actor, now=now)
        case ResolutionSubject.EXCLUSION_OF_PUBLIC:
            if await agenda_queries.is_decided(db, item.body_id, item.id):
                raise RuleBroken(Broken.ALREADY_DECIDED)
            item.part = Part.PUBLIC
        case ResolutionSubject.CONFLICT_OF_INTEREST:
            if await agenda_queries.is_decided(db, item.body_id, item.id):
                raise RuleBroken(Broken.ALREADY_DECIDED)
            for row in await conflicts.found_by(db, resolution):
                await db.delete(row)
        case ResolutionSubject.ORDER_OF_BUSINESS if resolution.request is OrderRequest.DEFER and item.outcome:
            await agenda.resume_item(db, item.id, actor=actor, now=now)
        case ResolutionSubject.ELECTION:
            await _reopen_election(db, resolution)
        case _:
            pass


async def give_offices(db: Session, election: Election, person_ids: list[UUID], meeting: Meeting, since: date) -> None:
    """The elected hold the office from a day on; who held it until then no longer does. Deputies stand side by side."""
    if election.office is None:
        return
    for office in await elections.offices_held(db, meeting, election.office, since):
        if election.office is OfficeKind.CHAIR:
            office.ends_on = max(office.starts_on, since - timedelta(days=1))
    for person_id in person_ids:
        db.add(
            Office(
                id=new_id(),
                body_id=meeting.body_id,
                organization_id=meeting.organization_id,
                person_id=person_id,
                kind=election.office,
                starts_on=since,
            )
        )


async def _reopen_election(db: Session, resolution: Resolution) -> None:
    """The election is as if nobody had been asked to accept; offices stay until somebody ends them."""
    election = await elections.of_resolution(db, resolution)
    if election is None:
        return
    election.resolution_id = None
    for candidate in await elections.candidates_of(db, election):
        candidate.has_accepted = None
