"""How far points are, in two voices: the administration reports, the board says what it sees."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from beirat.actions import cases as chain
from beirat.actions.recommendations import day_problems, own_points, to_step, today_of
from beirat.database import Session
from beirat.queries import cases, recommendations
from beirat.queries.case_events import iso
from beirat.rules.cases import CaseEventKind, Implementation, Verdict, Voice
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, refuse_if
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.case_steps import ImplementationEntry, Judgement
from beirat.tables.recommendations import Recommendation
from beirat.tables.resolutions import Resolution

NEEDS_EVIDENCE = frozenset({Implementation.DONE, Implementation.PARTLY, Implementation.OBSOLETE})
NEEDS_REASON = frozenset({Implementation.SUSPENDED, Implementation.ABANDONED})


async def report(
    db: Session, recommendation_id: UUID, entered: ImplementationEntry, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The state of points on a day, with what shows it. Done as reported is not done as confirmed."""
    recommendation = await to_step(db, actor, recommendation_id, Act.REPORT_IMPLEMENTATION, entered.version)
    numbers = await own_points(db, actor, recommendation, entered.numbers)
    today = await today_of(db, recommendation, now)
    as_of = entered.as_of or today
    refuse_if(_lacking(entered, as_of, today, recommendation))
    voice = Voice.ADMINISTRATION if actor.is_administration else Voice.BOARD
    await chain.append(
        db,
        recommendation,
        CaseEventKind.IMPLEMENTATION_REPORTED,
        occurred_on=today,
        payload={
            "points": numbers,
            "voice": voice.value,
            "state": entered.state.value,
            "as_of": as_of.isoformat(),
            "until": iso(entered.until),
            "evidence": entered.evidence,
            "link": entered.link,
        },
        actor=actor,
        now=now,
    )
    after = {"points": numbers, "voice": voice, "state": entered.state, "as_of": as_of, "evidence": entered.evidence}
    await chain.note(db, Act.REPORT_IMPLEMENTATION, recommendation, actor=actor, now=now, after=after)
    return recommendation


def _lacking(entered: ImplementationEntry, as_of: date, today: date, recommendation: Recommendation) -> list[Problem]:
    since = recommendation.sent_on or recommendation.decided_on
    problems = day_problems(as_of, today, since, "as_of", Broken.EVENT_BEFORE_CAUSE)
    if entered.state in NEEDS_EVIDENCE and not (entered.evidence or entered.link):
        problems.append(Problem(Broken.EVIDENCE_NEEDED, "evidence"))
    if entered.state in NEEDS_REASON and not entered.evidence:
        problems.append(Problem(Broken.REASON_NEEDED, "evidence"))
    if entered.state is Implementation.PLANNED and entered.until is None:
        problems.append(Problem(Broken.REQUIRED, "until"))
    return problems


async def judge(
    db: Session,
    recommendation_id: UUID,
    entered: Judgement,
    resolution: Resolution,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """What the board finds of points, by resolution: satisfied, ask again, insufficient, confirmed, disputed."""
    permit(actor, Act.RECORD_BALLOT)
    recommendation = await recommendations.within(db, resolution.body_id, recommendation_id)
    case = await cases.replay(db, recommendation)
    chosen: dict[Verdict, list[int]] = defaultdict(list)
    for one in entered.points:
        if one.number not in case.points:
            raise NotFound
        if one.verdict is Verdict.INSUFFICIENT and not case.points[one.number].is_answered:
            raise RuleBroken(Broken.POINT_NOT_ANSWERED)
        chosen[one.verdict].append(one.number)
    for verdict, numbers in chosen.items():
        await _judge(db, recommendation, verdict, sorted(set(numbers)), resolution, actor=actor, now=now)
    after = {verdict.value: sorted(numbers) for verdict, numbers in chosen.items()}
    await chain.note(db, Act.RECORD_BALLOT, recommendation, actor=actor, now=now, after=after)


async def _judge(
    db: Session,
    recommendation: Recommendation,
    verdict: Verdict,
    numbers: list[int],
    resolution: Resolution,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """One event per verdict; what the board confirms as done, it says itself."""
    on = resolution.decided_on
    confirmed = {"voice": Voice.BOARD.value, "state": Implementation.DONE.value, "as_of": on.isoformat()}
    await chain.append(
        db,
        recommendation,
        CaseEventKind.VERDICT_GIVEN,
        occurred_on=on,
        payload={
            "points": numbers,
            "verdict": verdict.value,
            **(confirmed if verdict is Verdict.CONFIRMED_DONE else {}),
        },
        actor=actor,
        now=now,
        resolution_id=resolution.id,
    )
