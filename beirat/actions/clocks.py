"""Later dates and pauses: asked for by the administration, granted or denied by the chair; held by the board itself.

An extension moves the agreed date, never the original one. A pause that the board causes counts as the board's delay.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions import cases as chain
from beirat.actions.recommendations import check_received, day_problems, own_points, to_step, today_of
from beirat.database import Session
from beirat.queries import cases
from beirat.queries.case_events import iso
from beirat.rules.cases import Case, CaseEventKind, Extension
from beirat.rules.clocks import PauseCause
from beirat.rules.errors import Broken, Problem, RuleBroken, refuse_if
from beirat.rules.permissions import Act, Viewer
from beirat.rules.profiles import Key
from beirat.tables.case_steps import ExtensionDecision, ExtensionRequest, PauseBeginning, PauseEnding
from beirat.tables.recommendations import Recommendation


async def request_extension(
    db: Session, recommendation_id: UUID, entered: ExtensionRequest, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The administration asks for more time. Until the chair has decided, the date stands."""
    recommendation = await to_step(db, actor, recommendation_id, Act.REQUEST_EXTENSION, entered.version)
    check_received(recommendation)
    numbers = await own_points(db, actor, recommendation, entered.numbers)
    case = await cases.replay(db, recommendation)
    problems = [] if entered.text else [Problem(Broken.REASON_NEEDED, "text")]
    if entered.until is None:
        problems.append(Problem(Broken.REQUIRED, "until"))
    elif case.due_on is not None and entered.until <= case.due_on:
        problems.append(Problem(Broken.EXTENSION_NOT_LATER, "until"))
    refuse_if(problems)
    await chain.append(
        db,
        recommendation,
        CaseEventKind.EXTENSION_REQUESTED,
        occurred_on=await today_of(db, recommendation, now),
        payload={"points": numbers, "until": iso(entered.until), "text": entered.text},
        actor=actor,
        now=now,
    )
    after = {"until": entered.until, "points": numbers, "text": entered.text}
    await chain.note(db, Act.REQUEST_EXTENSION, recommendation, actor=actor, now=now, after=after)
    return recommendation


async def decide_extension(
    db: Session, recommendation_id: UUID, entered: ExtensionDecision, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The chair grants the later date, or another one, or denies it with a reason."""
    recommendation = await to_step(db, actor, recommendation_id, Act.DECIDE_EXTENSION, entered.version)
    case = await cases.replay(db, recommendation)
    asked = _open_request(case, entered.request)
    until = entered.until or asked.until
    today = await today_of(db, recommendation, now)
    if not entered.text:
        raise RuleBroken(Broken.REASON_NEEDED, "text")
    if entered.is_granted and (until is None or until <= today):
        raise RuleBroken(Broken.EXTENSION_NOT_LATER, "until")
    kind = CaseEventKind.EXTENSION_GRANTED if entered.is_granted else CaseEventKind.EXTENSION_DENIED
    payload = {"points": sorted(asked.points), "about": asked.sequence, "text": entered.text}
    if entered.is_granted:
        payload["until"] = iso(until)
    await chain.append(
        db, recommendation, kind, occurred_on=today, payload=payload, actor=actor, now=now,
        transmission_id=asked.transmission,
    )  # fmt: skip
    after = {"granted": entered.is_granted, "until": until if entered.is_granted else None, "text": entered.text}
    await chain.note(db, Act.DECIDE_EXTENSION, recommendation, actor=actor, now=now, after=after)
    return recommendation


def _open_request(case: Case, sequence: int) -> Extension:
    """The request that waits for its decision. Raises EXTENSION_NOT_OPEN."""
    found = next((one for one in case.extensions if one.sequence == sequence and one.granted is None), None)
    if found is None:
        raise RuleBroken(Broken.EXTENSION_NOT_OPEN)
    return found


async def begin_pause(
    db: Session, recommendation_id: UUID, entered: PauseBeginning, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The office holds the clock: because the board needs time itself, or for a recess where the rules say so."""
    recommendation = await to_step(db, actor, recommendation_id, Act.PAUSE_CLOCK, entered.version)
    own = (await cases.terms(db, recommendation.body_id, recommendation.organization_id)).profiles
    holds_recess = own.on(recommendation.decided_on).flag(Key.RECESS_PAUSES_ANSWER)
    today, received = await today_of(db, recommendation, now), recommendation.received_on
    on = entered.on or today
    problems = day_problems(on, today, received or today, "on", Broken.EVENT_BEFORE_CAUSE)
    if entered.cause is PauseCause.QUERY or (entered.cause is PauseCause.RECESS and not holds_recess):
        problems.append(Problem(Broken.RECESS_NOT_IN_RULES, "cause"))
    if entered.until is not None and entered.until <= on:
        problems.append(Problem(Broken.END_BEFORE_START, "until"))
    if not entered.text:
        problems.append(Problem(Broken.REASON_NEEDED, "text"))
    refuse_if(problems)
    numbers = await own_points(db, actor, recommendation, entered.numbers)
    await chain.append(
        db,
        recommendation,
        CaseEventKind.PAUSE_BEGAN,
        occurred_on=on,
        payload={"points": numbers, "cause": entered.cause.value, "until": iso(entered.until), "text": entered.text},
        actor=actor,
        now=now,
    )
    after = {"cause": entered.cause, "on": on, "until": entered.until, "text": entered.text}
    await chain.note(db, Act.PAUSE_CLOCK, recommendation, actor=actor, now=now, after=after)
    return recommendation


async def end_pause(
    db: Session, recommendation_id: UUID, entered: PauseEnding, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The clock runs again from today."""
    recommendation = await to_step(db, actor, recommendation_id, Act.PAUSE_CLOCK, entered.version)
    case = await cases.replay(db, recommendation)
    if entered.pause not in case.open_pauses:
        raise RuleBroken(Broken.PAUSE_NOT_OPEN)
    await chain.append(
        db,
        recommendation,
        CaseEventKind.PAUSE_ENDED,
        occurred_on=await today_of(db, recommendation, now),
        payload={"points": [], "about": entered.pause},
        actor=actor,
        now=now,
    )
    await chain.note(db, Act.PAUSE_CLOCK, recommendation, actor=actor, now=now, after={"ended": entered.pause})
    return recommendation
