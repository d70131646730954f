"""What is done with a recommendation: made, published, handed over, received, assigned, forwarded, decided upon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from beirat.actions import cases as chain
from beirat.actions import numbers, publication
from beirat.actions.cases import check_version
from beirat.actions.notices import Happening, notify
from beirat.database import Session
from beirat.queries import answers, cases, recommendations, transmissions
from beirat.queries.transmissions import Source
from beirat.rules.cases import CaseEventKind, Handling
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, refuse_if
from beirat.rules.meetings import MeetingState, Part
from beirat.rules.motions import Audience
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.recommendations import STEP_EVENT, CaseStep, possible_case_steps
from beirat.rules.zones import local_day
from beirat.tables.meetings import Meeting
from beirat.tables.numbers import Series
from beirat.tables.people import Organization
from beirat.tables.publication import Published
from beirat.tables.recommendations import (
    Assigning,
    Assignment,
    Forwarding,
    HandOver,
    PointAssignment,
    PointUnit,
    ReceiptConfirmation,
    Recommendation,
    RecommendationPoint,
    Transmission,
    TransmissionPoint,
)
from beirat.tables.resolutions import Resolution


async def from_resolution(
    db: Session, resolution: Resolution, *, actor: Viewer, now: datetime
) -> Recommendation | None:
    """Adopted points that leave the board become a recommendation and keep their numbers; None if none leaves it."""
    permit(actor, Act.RECORD_BALLOT)
    source = await transmissions.source_of(db, resolution)
    leaving = [p for p in source.points if p.is_adopted and p.audience is not Audience.BOARD] if source else []
    if source is None or not leaving:
        return None
    recommendation = await _make(db, resolution, source)
    for point in leaving:
        db.add(
            RecommendationPoint(
                body_id=resolution.body_id,
                recommendation_id=recommendation.id,
                number=point.number,
                text=point.wording,
                audience=point.audience,
            )
        )
    await db.flush()
    await chain.refresh(db, recommendation, actor=actor, now=now)
    after = {"reference": recommendation.reference, "points": [point.number for point in leaving]}
    await chain.note(db, Act.RECORD_BALLOT, recommendation, actor=actor, now=now, after=after)
    return recommendation


async def _make(db: Session, resolution: Resolution, source: Source) -> Recommendation:
    motion, year = source.motion, resolution.decided_on.year
    ground = await cases.terms(db, resolution.body_id, motion.organization_id)
    recommendation = Recommendation(
        body_id=resolution.body_id,
        organization_id=motion.organization_id,
        resolution_id=resolution.id,
        year=year,
        number=await numbers.next_number(db, Series.RECOMMENDATION, year, body_id=resolution.body_id),
        title=motion.title,
        reasons=motion.reasons,
        field=motion.field,
        addressee=ground.addressee_on(resolution.decided_on),
        decided_on=resolution.decided_on,
        is_public=source.part is Part.PUBLIC,
    )
    db.add(recommendation)
    await db.flush()
    return recommendation


async def release_to_public(db: Session, meeting: Meeting, *, actor: Viewer, now: datetime) -> None:
    """When a meeting is closed, what it recommended in its public part is public."""
    permit(actor, Act.RUN_MEETING)
    for one in await transmissions.of_meeting(db, meeting.body_id, meeting.id):
        if one.is_public:
            await publication.publish(
                db, Published.RECOMMENDATION, one.id, body_id=one.body_id, visible_from=now, now=now
            )


async def annul_of(db: Session, resolution: Resolution, *, actor: Viewer, now: datetime) -> None:
    """A ballot is taken back while the meeting runs: its recommendation falls, what it did to cases is undone."""
    permit(actor, Act.RECORD_BALLOT)
    made = await transmissions.by_resolution(db, resolution.body_id, resolution.id)
    if made is not None and made.annulled_at is None:
        made.annulled_at = now
        await publication.withdraw(db, Published.RECOMMENDATION, made.id, body_id=made.body_id, now=now)
        await chain.note(db, Act.RECORD_BALLOT, made, actor=actor, now=now, after={"annulled": True})
    for event in await transmissions.events_of_resolution(db, resolution):
        if event.kind is CaseEventKind.ANNULLED:
            continue
        touched = await recommendations.within(db, resolution.body_id, event.recommendation_id)
        await chain.append(
            db,
            touched,
            CaseEventKind.ANNULLED,
            occurred_on=resolution.decided_on,
            payload={"points": [], "annuls": event.sequence},
            actor=actor,
            now=now,
        )
        await chain.note(db, Act.RECORD_BALLOT, touched, actor=actor, now=now, after={"annuls": event.sequence})


async def decide_step(
    db: Session, recommendation_id: UUID, step: CaseStep, resolution: Resolution, *, actor: Viewer, now: datetime
) -> None:
    """The board closes a case, withdraws or reopens it, or finds the answer insufficient. Raises STEP_NOT_POSSIBLE."""
    permit(actor, Act.RECORD_BALLOT)
    recommendation = await recommendations.within(db, resolution.body_id, recommendation_id)
    case = await cases.replay(db, recommendation)
    if step not in possible_case_steps(case):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step=step.value, state=case.handling.value)
    await chain.append(
        db,
        recommendation,
        STEP_EVENT[step],
        occurred_on=resolution.decided_on,
        payload={"points": []},
        actor=actor,
        now=now,
        resolution_id=resolution.id,
    )
    await chain.note(db, Act.RECORD_BALLOT, recommendation, actor=actor, now=now, after={"step": step.value})


async def hand_over(
    db: Session, recommendation_id: UUID, entered: HandOver, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The office hands the recommendation over with all its points; no clock runs before the receipt is confirmed."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.HAND_OVER)
    if recommendation.sent_on is not None:
        raise RuleBroken(Broken.ALREADY_HANDED_OVER)
    check_version(recommendation, entered.version)
    check_possible(recommendation, Act.HAND_OVER)
    if await transmissions.meeting_state(db, recommendation) is not MeetingState.CLOSED:
        raise RuleBroken(Broken.MEETING_NOT_CLOSED)
    today = await today_of(db, recommendation, now)
    sent_on = entered.sent_on or today
    refuse_if(day_problems(sent_on, today, recommendation.decided_on, "sent_on", Broken.EVENT_BEFORE_CAUSE))
    transmission = await _transmit(db, recommendation, sent_on)
    await chain.append(
        db,
        recommendation,
        CaseEventKind.HANDED_OVER,
        occurred_on=sent_on,
        payload={"points": [], "addressee": recommendation.addressee},
        actor=actor,
        now=now,
        transmission_id=transmission.id,
    )
    await chain.note(db, Act.HAND_OVER, recommendation, actor=actor, now=now, after={"sent_on": sent_on})
    await _tell(db, Happening.RECOMMENDATION_HANDED_OVER, recommendation, key="1", now=now)
    return recommendation


async def _transmit(db: Session, recommendation: Recommendation, sent_on: date) -> Transmission:
    body_id = recommendation.body_id
    transmission = Transmission(
        body_id=body_id, recommendation_id=recommendation.id, addressee=recommendation.addressee, sent_on=sent_on
    )
    db.add(transmission)
    await db.flush()
    for point in (await cases.points(db, body_id, [recommendation.id]))[recommendation.id]:
        db.add(TransmissionPoint(body_id=body_id, transmission_id=transmission.id, point_id=point.id))
    return transmission


async def confirm_receipt(
    db: Session, recommendation_id: UUID, entered: ReceiptConfirmation, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The coordinator confirms that the recommendation has arrived: from that day on the board waits."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.CONFIRM_RECEIPT)
    check_version(recommendation, entered.version)
    check_possible(recommendation, Act.CONFIRM_RECEIPT)
    transmission = await transmissions.unreceived(db, recommendation, entered.transmission_id)
    today = await today_of(db, recommendation, now)
    received_on = entered.received_on or today
    refuse_if(day_problems(received_on, today, transmission.sent_on, "received_on", Broken.RECEIPT_BEFORE_SENDING))
    transmission.received_on, transmission.proof = received_on, actor.name
    await chain.append(
        db,
        recommendation,
        CaseEventKind.RECEIVED,
        occurred_on=received_on,
        payload={"points": [], "file_reference": entered.file_reference},
        actor=actor,
        now=now,
        transmission_id=transmission.id,
    )
    await chain.note(db, Act.CONFIRM_RECEIPT, recommendation, actor=actor, now=now, after={"received_on": received_on})
    return recommendation


async def assign_point(
    db: Session, recommendation_id: UUID, number: int, entered: PointAssignment, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The coordinator gives a point to a unit, or moves it. Its clock runs on."""
    if number < 1:
        raise NotFound
    sheet = Assigning(version=entered.version, units=[PointUnit(number=number, unit_id=entered.unit_id)])
    return await assign_points(db, recommendation_id, sheet, actor=actor, now=now)


async def assign_points(
    db: Session, recommendation_id: UUID, entered: Assigning, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The same for several points at once; each unit is told once."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.ASSIGN_POINT)
    check_version(recommendation, entered.version)
    check_possible(recommendation, Act.ASSIGN_POINT)
    points = await _points_by_number(db, recommendation)
    chosen = await _chosen_units(db, actor, entered.units, points)
    if not chosen:
        return recommendation
    for number, unit in chosen.items():
        await _assign(db, points[number], unit, now=now)
    recommendation.touch()
    await db.flush()
    after = {str(number): unit.short_name for number, unit in chosen.items()}
    await chain.note(db, Act.ASSIGN_POINT, recommendation, actor=actor, now=now, after=after)
    for unit_id in sorted({unit.id for unit in chosen.values()}):
        key = f"{unit_id}:{recommendation.version}"
        await _tell(db, Happening.POINT_ASSIGNED, recommendation, key=key, now=now, unit_id=str(unit_id))
    return recommendation


async def _chosen_units(
    db: Session, actor: Viewer, wanted: Sequence[PointUnit], points: Mapping[int, RecommendationPoint]
) -> dict[int, Organization]:
    """Which points get another unit than they have. Raises UNIT_NOT_IN_ADMINISTRATION, NotFound."""
    chosen = {}
    for row, one in enumerate(wanted):
        if one.number not in points:
            raise NotFound
        if one.unit_id is None or one.unit_id == points[one.number].unit_id:
            continue
        try:
            chosen[one.number] = await transmissions.unit(db, actor, one.unit_id)
        except NotFound as error:
            raise RuleBroken(Broken.UNIT_NOT_IN_ADMINISTRATION, f"units-{row}-unit_id") from error
    return chosen


async def _assign(db: Session, point: RecommendationPoint, unit: Organization, *, now: datetime) -> None:
    """Ends the assignment before, begins the new one; a draft goes along."""
    before = await transmissions.open_assignment(db, point.body_id, point.id)
    if before is not None:
        before.ended_at = now
    db.add(Assignment(body_id=point.body_id, point_id=point.id, unit_id=unit.id, assigned_at=now))
    point.unit_id = unit.id
    draft = await answers.draft_to_change(db, point.body_id, point.id)
    if draft is not None:
        draft.unit_id = unit.id


async def forward(
    db: Session, recommendation_id: UUID, entered: Forwarding, *, actor: Viewer, now: datetime
) -> Recommendation:
    """Points outside the district's competence are passed on; they have no clock here, and say to whom they went."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.FORWARD_POINTS)
    check_version(recommendation, entered.version)
    check_received(recommendation)
    check_possible(recommendation, Act.FORWARD_POINTS)
    case = await cases.replay(db, recommendation)
    if any(number not in case.points or not case.points[number].owes_answer for number in entered.numbers):
        raise RuleBroken(Broken.POINT_NOT_OPEN, "numbers")
    today = await today_of(db, recommendation, now)
    on, since = entered.on or today, recommendation.received_on or today
    refuse_if(day_problems(on, today, since, "on", Broken.EVENT_BEFORE_CAUSE))
    await chain.append(
        db,
        recommendation,
        CaseEventKind.FORWARDED,
        occurred_on=on,
        payload={"points": sorted(set(entered.numbers)), "to": entered.to},
        actor=actor,
        now=now,
    )
    after = {"points": entered.numbers, "to": entered.to}
    await chain.note(db, Act.FORWARD_POINTS, recommendation, actor=actor, now=now, after=after)
    return recommendation


def check_possible(recommendation: Recommendation, act: Act) -> None:
    """Raises RuleBroken(STEP_NOT_POSSIBLE) where the case does not allow the act now."""
    if act not in recommendations.possible_for(recommendation):
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step=act.value, state=recommendation.handling.value)


async def to_step(db: Session, actor: Viewer, recommendation_id: UUID, act: Act, version: int) -> Recommendation:
    """Loads, permits and checks what all steps have in common."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, act)
    check_version(recommendation, version)
    check_possible(recommendation, act)
    return recommendation


async def own_points(db: Session, actor: Viewer, recommendation: Recommendation, numbers: Sequence[int]) -> list[int]:
    """The points that are meant: those named, or all that the actor sees. Raises NotFound for any other."""
    seen = [point.number for point in await recommendations.points_of(db, actor, recommendation.id)]
    if not set(numbers) <= set(seen):
        raise NotFound
    if numbers:
        return sorted(set(numbers))
    return [] if recommendations.sees_all(actor) else seen


def check_received(recommendation: Recommendation) -> None:
    """Raises RuleBroken(NO_RECEIPT_YET) where nobody has confirmed that the recommendation arrived."""
    if recommendation.handling in (Handling.TO_BE_SENT, Handling.SENT):
        raise RuleBroken(Broken.NO_RECEIPT_YET)


async def today_of(db: Session, recommendation: Recommendation, now: datetime) -> date:
    """The day on the calendar of the district."""
    ground = await cases.terms(db, recommendation.body_id, recommendation.organization_id)
    return local_day(now, ground.time_zone)


def day_problems(day: date, today: date, cause: date, field: str, too_early: Broken) -> list[Problem]:
    """A day that is entered lies neither in the future nor before what it follows from."""
    if day > today:
        return [Problem(Broken.DATE_IN_FUTURE, field)]
    return [Problem(too_early, field)] if day < cause else []


async def _points_by_number(db: Session, recommendation: Recommendation) -> dict[int, RecommendationPoint]:
    found = await cases.points(db, recommendation.body_id, [recommendation.id])
    return {point.number: point for point in found[recommendation.id]}


async def _tell(
    db: Session, happening: Happening, recommendation: Recommendation, *, key: str, now: datetime, **ids: str
) -> None:
    await notify(db, happening, recommendation.id, key=key, body_id=recommendation.body_id, now=now, **ids)
