"""To whom a recommendation goes besides the first addressee, whom it goes to instead, and receipts known by proof."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from beirat.actions import cases as chain
from beirat.actions.recommendations import day_problems, own_points, to_step, today_of
from beirat.database import Session
from beirat.queries import cases
from beirat.rules.cases import CaseEventKind
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, refuse_if
from beirat.rules.permissions import Act, Viewer
from beirat.tables.case_steps import ReceiptProof, SendingElsewhere
from beirat.tables.recommendations import Recommendation, Transmission, TransmissionPoint


async def send_elsewhere(
    db: Session, recommendation_id: UUID, entered: SendingElsewhere, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The office hands points over to a further addressee, or to another one instead; each has clocks of its own."""
    recommendation = await to_step(db, actor, recommendation_id, Act.SEND_ELSEWHERE, entered.version)
    before = await _replaced(db, recommendation, entered.replaces)
    today = await today_of(db, recommendation, now)
    sent_on, cause = entered.sent_on or today, before.sent_on if before else recommendation.decided_on
    problems = day_problems(sent_on, today, cause, "sent_on", Broken.EVENT_BEFORE_CAUSE)
    if len(entered.addressee) < 2:
        problems.append(Problem(Broken.ADDRESSEE_NEEDED, "addressee"))
    refuse_if(problems)
    numbers = await _sent_points(db, actor, recommendation, entered)
    transmission = await _transmit(db, recommendation, entered, numbers, sent_on)
    await chain.append(
        db,
        recommendation,
        CaseEventKind.HANDED_OVER,
        occurred_on=sent_on,
        payload={
            "points": numbers,
            "addressee": entered.addressee,
            "replaces": str(entered.replaces) if entered.replaces else None,
        },
        actor=actor,
        now=now,
        transmission_id=transmission.id,
    )
    after = {"addressee": entered.addressee, "points": numbers, "sent_on": sent_on}
    await chain.note(db, Act.SEND_ELSEWHERE, recommendation, actor=actor, now=now, after=after)
    return recommendation


async def _replaced(db: Session, recommendation: Recommendation, replaces: UUID | None) -> Transmission | None:
    """The transmission that is replaced. Raises NotFound for one of another recommendation, or one replaced before."""
    if replaces is None:
        return None
    known = await cases.transmissions_of(db, recommendation.body_id, recommendation.id)
    found = next((one for one in known if one.id == replaces and one.replaced_on is None), None)
    if found is None:
        raise NotFound
    return found


async def _sent_points(
    db: Session, actor: Viewer, recommendation: Recommendation, entered: SendingElsewhere
) -> list[int]:
    """Named points; else those of the transmission that is replaced; else all."""
    if entered.numbers or entered.replaces is None:
        return await own_points(db, actor, recommendation, entered.numbers)
    case = await cases.replay(db, recommendation)
    return sorted(next(one.points for one in case.transmissions if one.id == entered.replaces))


async def _transmit(
    db: Session, recommendation: Recommendation, entered: SendingElsewhere, numbers: list[int], sent_on: date
) -> Transmission:
    body_id = recommendation.body_id
    transmission = Transmission(
        body_id=body_id,
        recommendation_id=recommendation.id,
        replaces_id=entered.replaces,
        addressee=entered.addressee,
        sent_on=sent_on,
    )
    db.add(transmission)
    await db.flush()
    for point in (await cases.points(db, body_id, [recommendation.id]))[recommendation.id]:
        if not numbers or point.number in numbers:
            db.add(TransmissionPoint(body_id=body_id, transmission_id=transmission.id, point_id=point.id))
    return transmission


async def prove_receipt(
    db: Session, recommendation_id: UUID, entered: ReceiptProof, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The office knows the receipt from a slip, a stamp or a report, and says from which."""
    recommendation = await to_step(db, actor, recommendation_id, Act.PROVE_RECEIPT, entered.version)
    known = await cases.transmissions_of(db, recommendation.body_id, recommendation.id)
    transmission = next((one for one in known if one.id == entered.transmission_id), None)
    if transmission is None:
        raise NotFound
    if transmission.received_on is not None or transmission.replaced_on is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step=Act.PROVE_RECEIPT.value, state=transmission.handling.value)
    today = await today_of(db, recommendation, now)
    on = entered.on or today
    problems = day_problems(on, today, transmission.sent_on, "on", Broken.RECEIPT_BEFORE_SENDING)
    if not entered.proof:
        problems.append(Problem(Broken.PROOF_NEEDED, "proof"))
    refuse_if(problems)
    transmission.proof = entered.proof
    await chain.append(
        db,
        recommendation,
        CaseEventKind.RECEIVED,
        occurred_on=on,
        payload={"points": [], "proof": entered.proof},
        actor=actor,
        now=now,
        transmission_id=transmission.id,
    )
    after = {"received_on": on, "proof": entered.proof}
    await chain.note(db, Act.PROVE_RECEIPT, recommendation, actor=actor, now=now, after=after)
    return recommendation
