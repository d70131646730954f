"""Ballots on the meeting itself: urgency, exclusion of the public, order of business, a conflict the board finds.

Two ballots for an urgent motion: here its urgency, by the majority for it; then, on its own item, the matter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from beirat.actions import ballots, consequences, resolutions
from beirat.actions.ballots import Called
from beirat.actions.resolutions import Put
from beirat.database import Session
from beirat.queries import agenda, motions
from beirat.queries import conflicts as conflict_queries
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import ItemKind, Part
from beirat.rules.motions import Audience, MotionState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.resolutions import ResolutionSubject
from beirat.rules.voting import VotingOrder, check_presence
from beirat.tables.ballots import ItemVote
from beirat.tables.resolutions import Resolution


async def decide(db: Session, item_id: UUID, vote: ItemVote, *, actor: Viewer, now: datetime) -> Resolution:
    """The board decides about its meeting; what was adopted takes effect at once.

    Raises RuleBroken(REQUIRED) without the motion, person or request that it is about, NO_BALLOT_HERE on a matter.
    """
    permit(actor, Act.RECORD_BALLOT)
    called = await ballots.call(db, item_id, vote, actor=actor, now=now)
    await _check(db, called, vote, actor=actor)
    if vote.subject is ResolutionSubject.CONFLICT_OF_INTEREST and vote.person_id:
        called = _without(called, vote.person_id)
    request = vote.request if vote.subject is ResolutionSubject.ORDER_OF_BUSINESS else None
    held = ballots.hold(called, vote, vote.subject, request)
    put = Put(1, vote.wording, vote.wording, Audience.BOARD)
    counted = ballots.count(vote, (put,), called, held)
    motion_id = vote.motion_id if vote.subject is ResolutionSubject.URGENCY else None
    resolution = await resolutions.keep(db, called.item, motion_id, [counted], held, order=VotingOrder.TOGETHER)
    if counted.outcome.is_adopted:
        await consequences.follow(
            db,
            resolution,
            called.item,
            called.meeting,
            reason=vote.wording,
            person_id=vote.person_id,
            actor=actor,
            now=now,
        )
    await ballots.record_ballot(db, resolution, vote, called, actor=actor, now=now)
    return resolution


def _without(called: Called, person_id: UUID) -> Called:
    """In doubt the board decides without the member whose conflict it is (§ 25 HGO)."""
    there = called.there
    if person_id in there.voters:
        there = replace(there, voters=there.voters - {person_id}, excluded=there.excluded | {person_id})
    check_presence(len(there.voters))
    return replace(called, there=there)


async def _check(db: Session, called: Called, vote: ItemVote, *, actor: Viewer) -> None:
    """Whether the ballot can be about that here."""
    if not vote.subject.is_procedural or called.item.kind is ItemKind.MISC:
        raise RuleBroken(Broken.NO_BALLOT_HERE)
    match vote.subject:
        case ResolutionSubject.URGENCY:
            await _check_urgent(db, vote.motion_id, actor=actor)
        case ResolutionSubject.CONFLICT_OF_INTEREST:
            await _check_person(db, called, vote.person_id)
        case ResolutionSubject.ORDER_OF_BUSINESS if vote.request is None:
            raise RuleBroken(Broken.REQUIRED, "request")
        case ResolutionSubject.EXCLUSION_OF_PUBLIC if called.item.part is Part.NON_PUBLIC:
            raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
        case _:
            pass


async def _check_urgent(db: Session, motion_id: UUID | None, *, actor: Viewer) -> None:
    """An urgent motion is one that was admitted and is on no agenda."""
    if motion_id is None:
        raise RuleBroken(Broken.REQUIRED, "motion_id")
    motion = await motions.to_change(db, actor, motion_id)
    if motion.state is MotionState.SCHEDULED:
        raise RuleBroken(Broken.ALREADY_ON_AGENDA, "motion_id")


async def _check_person(db: Session, called: Called, person_id: UUID | None) -> None:
    """A conflict is found for a member who is there and not excluded yet, before the item is decided."""
    if person_id is None:
        raise RuleBroken(Broken.REQUIRED, "person_id")
    name = called.names.get(person_id, "")
    if await conflict_queries.of_person(db, called.item.body_id, called.item.id, person_id):
        raise RuleBroken(Broken.ALREADY_EXCLUDED, "person_id", name=name)
    if person_id not in called.there.voters:
        raise RuleBroken(Broken.VOTER_NOT_PRESENT, "person_id", name=name)
    if await agenda.is_decided(db, called.item.body_id, called.item.id):
        raise RuleBroken(Broken.CONFLICT_AFTER_BALLOT, "person_id", name=name)
