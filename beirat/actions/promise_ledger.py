"""The ledger of promises: made, renewed, kept or not. None of them moves the date of an answer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from beirat.actions import cases as chain
from beirat.actions.recommendations import day_problems, own_points, to_step, today_of
from beirat.database import Session
from beirat.queries import cases
from beirat.queries.case_events import iso
from beirat.rules.cases import Case, CaseEventKind
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, refuse_if
from beirat.rules.permissions import Act, Viewer
from beirat.rules.promises import Promise, PromiseSource, PromiseState, last_day
from beirat.tables.case_steps import PromiseEntry, PromiseJudgement, PromiseRenewal
from beirat.tables.recommendations import Recommendation

ENTERED = frozenset({PromiseSource.MESSAGE, PromiseSource.ORAL})
"""Promises of positions are read from the positions."""


async def make_promise(
    db: Session, recommendation_id: UUID, entered: PromiseEntry, *, actor: Viewer, now: datetime
) -> Recommendation:
    """Somebody of the administration promised something for a day, in a letter or by word of mouth."""
    recommendation = await to_step(db, actor, recommendation_id, Act.MAKE_PROMISE, entered.version)
    today = await today_of(db, recommendation, now)
    on = entered.on or today
    since = recommendation.sent_on or recommendation.decided_on
    problems = day_problems(on, today, since, "on", Broken.EVENT_BEFORE_CAUSE)
    due_on = last_day(entered.by_when, on)
    problems += _date_problems(due_on, on)
    if not entered.text:
        problems.append(Problem(Broken.REQUIRED, "text"))
    refuse_if(problems)
    numbers = await own_points(db, actor, recommendation, entered.numbers)
    source = entered.source if entered.source in ENTERED else PromiseSource.MESSAGE
    await chain.append(
        db,
        recommendation,
        CaseEventKind.PROMISE_MADE,
        occurred_on=on,
        payload={"points": numbers, "until": iso(due_on), "source": source.value, "text": entered.text},
        actor=actor,
        now=now,
    )
    after = {"points": numbers, "until": due_on, "text": entered.text}
    await chain.note(db, Act.MAKE_PROMISE, recommendation, actor=actor, now=now, after=after)
    return recommendation


def _date_problems(due_on: date | None, said_on: date) -> list[Problem]:
    if due_on is None:
        return [Problem(Broken.PROMISE_NEEDS_DATE, "by_when")]
    return [Problem(Broken.PROMISE_IN_THE_PAST, "by_when")] if due_on < said_on else []


async def renew_promise(
    db: Session, recommendation_id: UUID, entered: PromiseRenewal, *, actor: Viewer, now: datetime
) -> Recommendation:
    """A new date for a promise. The old date stays visible in the chain."""
    recommendation = await to_step(db, actor, recommendation_id, Act.RENEW_PROMISE, entered.version)
    promise = await _open_promise(db, actor, recommendation, entered.promise)
    today = await today_of(db, recommendation, now)
    due_on = last_day(entered.by_when, today)
    refuse_if(_date_problems(due_on, today))
    await chain.append(
        db,
        recommendation,
        CaseEventKind.PROMISE_RENEWED,
        occurred_on=today,
        payload={
            "points": sorted(promise.points),
            "about": promise.sequence,
            "until": iso(due_on),
            "text": entered.text,
        },
        actor=actor,
        now=now,
    )
    after = {"promise": promise.sequence, "until": due_on, "text": entered.text}
    await chain.note(db, Act.RENEW_PROMISE, recommendation, actor=actor, now=now, after=after)
    return recommendation


async def judge_promise(
    db: Session, recommendation_id: UUID, entered: PromiseJudgement, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The office or the chair notes that a promise was kept, and when; or that it was not."""
    recommendation = await to_step(db, actor, recommendation_id, Act.JUDGE_PROMISE, entered.version)
    promise = await _open_promise(db, actor, recommendation, entered.promise)
    today = await today_of(db, recommendation, now)
    on = entered.on or today
    refuse_if(day_problems(on, today, promise.made_on, "on", Broken.EVENT_BEFORE_CAUSE))
    if not entered.is_kept and not on > promise.due_on:
        raise RuleBroken(Broken.PROMISE_NOT_OVER, "on")
    kind = CaseEventKind.PROMISE_KEPT if entered.is_kept else CaseEventKind.PROMISE_BROKEN
    await chain.append(
        db,
        recommendation,
        kind,
        occurred_on=on,
        payload={"points": sorted(promise.points), "about": promise.sequence},
        actor=actor,
        now=now,
    )
    after = {"promise": promise.sequence, "kept": entered.is_kept, "on": on}
    await chain.note(db, Act.JUDGE_PROMISE, recommendation, actor=actor, now=now, after=after)
    return recommendation


async def _open_promise(db: Session, actor: Viewer, recommendation: Recommendation, sequence: int) -> Promise:
    """A promise about points that the actor sees, not kept and not renewed. Raises NotFound, PROMISE_NOT_OPEN."""
    case: Case = await cases.replay(db, recommendation)
    found = next((one for one in case.promises if one.sequence == sequence), None)
    if found is None:
        raise NotFound
    await own_points(db, actor, recommendation, sorted(found.points))
    if found.state not in (PromiseState.OPEN, PromiseState.BROKEN):
        raise RuleBroken(Broken.PROMISE_NOT_OPEN)
    return found
