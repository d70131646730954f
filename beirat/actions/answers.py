"""What the administration does with its answers: draft, hand in, give back, release; and messages on the way.

Only a released position is an answer. Nothing written here is public before its release.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from uuid import UUID

from beirat.actions import cases as chain
from beirat.actions import files, jobs
from beirat.actions.cases import check_version
from beirat.actions.journal import record
from beirat.actions.notices import Happening, notify
from beirat.actions.recommendations import check_possible, check_received, today_of
from beirat.database import Session
from beirat.queries import answers, cases, recommendations, transmissions
from beirat.queries.answer_files import DRAFTED, RELEASED
from beirat.queries.answers import DraftView
from beirat.rules import personal_data
from beirat.rules.answers import DraftState, Stance, stance_problems
from beirat.rules.cases import CaseEventKind
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, StaleVersion, refuse_if
from beirat.rules.permissions import Act, Role, Viewer, permit
from beirat.rules.zones import to_utc
from beirat.tables.answers import (
    AnswerDraft,
    AnswerEntry,
    AnswerSheet,
    DraftReturn,
    PointAnswer,
    ReadyPoints,
    Release,
    ReleaseRule,
)
from beirat.tables.jobs import JobKind
from beirat.tables.recommendations import CaseMessage, InterimMessage, QueryAcceptance, QueryReply, Recommendation

NAMES = ("position", "reason", "text", "deferred_until", "competent_body", "promised_by")


async def save_draft(
    db: Session, recommendation_id: UUID, number: int, entered: AnswerEntry, *, actor: Viewer, now: datetime
) -> None:
    """Keeps what a unit or the coordinator has written to one point; it may be unfinished."""
    if number < 1:
        raise NotFound
    answer = PointAnswer(number=number, **entered.model_dump())
    await save_drafts(db, recommendation_id, AnswerSheet(answers=[answer]), actor=actor, now=now, prefix="")


async def save_drafts(
    db: Session,
    recommendation_id: UUID,
    entered: AnswerSheet,
    *,
    actor: Viewer,
    now: datetime,
    prefix: str = "answers-{row}-",
) -> None:
    """The same for all points of a page. Raises StaleVersion with both texts, under the names of the page's fields."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.DRAFT_ANSWER)
    check_possible(recommendation, Act.DRAFT_ANSWER)
    known = await _drafts(db, actor, recommendation_id)
    _check_versions(known, entered.answers, prefix)
    saved = [answer for answer in entered.answers if await _save(db, known, answer, actor=actor, now=now)]
    if saved:
        after = {str(answer.number): answer.model_dump(mode="json", include=set(NAMES)) for answer in saved}
        await chain.note(db, Act.DRAFT_ANSWER, recommendation, actor=actor, now=now, after=after)
    await db.flush()


def _check_versions(known: Mapping[int, DraftView], entered: Sequence[PointAnswer], prefix: str) -> None:
    """All stale points at once. Raises NotFound for a point that the actor does not see."""
    theirs: dict[str, str] = {}
    for row, answer in enumerate(entered):
        if answer.number not in known:
            raise NotFound
        kept = known[answer.number]
        if kept.version != answer.version and not _is_same(kept, answer):
            theirs |= {prefix.format(row=row) + name: text for name, text in _texts(kept.stance()).items()}
    if theirs:
        raise StaleVersion(max(kept.version for kept in known.values()), theirs)


def _is_same(kept: DraftView, answer: PointAnswer) -> bool:
    return kept.stance() == answer.stance()


def _texts(stance: Stance) -> dict[str, str]:
    """A stance as the texts of its fields."""
    return {name: str(getattr(stance, name) or "") for name in NAMES}


async def _save(
    db: Session, known: Mapping[int, DraftView], answer: PointAnswer, *, actor: Viewer, now: datetime
) -> bool:
    """Whether there was anything to save. A unit that writes on takes its draft back from the coordinator."""
    kept = known[answer.number]
    if _is_same(kept, answer):
        return False
    draft = await answers.draft_to_change(db, actor.body_id, kept.point_id)
    if draft is None:
        draft = AnswerDraft(body_id=actor.body_id, point_id=kept.point_id, unit_id=kept.unit_id, changed_at=now)
    draft.sqlmodel_update({name: getattr(answer, name) for name in NAMES})
    draft.changed_at, draft.account_id = now, actor.account_id
    if not actor.has(Role.ADMINISTRATION_COORDINATOR):
        draft.state = DraftState.DRAFT
    elif draft.state is DraftState.SCHEDULED:
        draft.state = DraftState.AWAITING_RELEASE
    draft.release_on = None
    db.add(draft)
    return True


async def draft_of(db: Session, recommendation_id: UUID, number: int, *, actor: Viewer, now: datetime) -> AnswerDraft:
    """The draft of one point, begun if there is none, for something else to be hung on it: it is a draft again."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.DRAFT_ANSWER)
    check_possible(recommendation, Act.DRAFT_ANSWER)
    kept = (await _drafts(db, actor, recommendation_id)).get(number)
    if kept is None:
        raise NotFound
    draft = await answers.draft_to_change(db, actor.body_id, kept.point_id)
    if draft is None:
        draft = AnswerDraft(body_id=actor.body_id, point_id=kept.point_id, unit_id=kept.unit_id, changed_at=now)
    else:
        draft.touch()
    draft.changed_at, draft.account_id, draft.state, draft.release_on = now, actor.account_id, DraftState.DRAFT, None
    db.add(draft)
    await db.flush()
    return draft


async def submit_for_release(
    db: Session,
    recommendation_id: UUID,
    entered: ReadyPoints,
    *,
    actor: Viewer,
    now: datetime,
    prefixes: Mapping[int, str] | None = None,
) -> None:
    """Finished drafts wait for their release. Says everything that they lack at once; ``prefixes`` name the fields."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.DRAFT_ANSWER)
    check_possible(recommendation, Act.DRAFT_ANSWER)
    chosen = _chosen(await _drafts(db, actor, recommendation_id), entered.numbers)
    refuse_if(_lacking(chosen, await today_of(db, recommendation, now), prefixes or {}))
    for kept in chosen:
        draft = await _draft(db, recommendation, kept)
        draft.state, draft.return_note, draft.release_on = DraftState.AWAITING_RELEASE, "", None
    await db.flush()
    after = {"points": [kept.number for kept in chosen], "state": DraftState.AWAITING_RELEASE.value}
    await chain.note(db, Act.DRAFT_ANSWER, recommendation, actor=actor, now=now, after=after)
    if not all(kept.may_release for kept in chosen):
        key = ",".join(f"{kept.point_id}:{kept.version}" for kept in chosen)[:150]
        await _tell(db, Happening.ANSWER_AWAITS_RELEASE, recommendation, key=key, now=now)


async def return_draft(
    db: Session, recommendation_id: UUID, number: int, entered: DraftReturn, *, actor: Viewer, now: datetime
) -> None:
    """The coordinator gives a draft back to its unit and says why."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.RETURN_ANSWER)
    check_possible(recommendation, Act.RETURN_ANSWER)
    (kept,) = _chosen(await _drafts(db, actor, recommendation_id), [number])
    draft = await _draft(db, recommendation, kept)
    check_version(draft, entered.version)
    if not entered.reason:
        raise RuleBroken(Broken.REASON_NEEDED, "reason")
    if draft.state is not DraftState.AWAITING_RELEASE:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step=Act.RETURN_ANSWER.value, state=draft.state.value)
    draft.state, draft.return_note = DraftState.DRAFT, entered.reason
    await db.flush()
    after = {"point": number, "reason": entered.reason}
    await chain.note(db, Act.RETURN_ANSWER, recommendation, actor=actor, now=now, after=after)
    key = f"{draft.id}:{draft.version}"
    await _tell(db, Happening.ANSWER_RETURNED, recommendation, key=key, now=now, unit_id=str(draft.unit_id or ""))


async def release(
    db: Session, recommendation_id: UUID, entered: Release, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The answers go out, word for word as they were read: each becomes an event of the case and is public at once.

    With a day to come they go out on that day. Raises PERSONAL_DATA_UNCHECKED where nobody has looked.
    """
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.RELEASE_ANSWER)
    check_received(recommendation)
    check_possible(recommendation, Act.RELEASE_ANSWER)
    versions = {point.number: point.version for point in entered.points}
    chosen = _chosen(await _drafts(db, actor, recommendation_id), list(versions))
    if not all(kept.may_release for kept in chosen):
        raise RuleBroken(Broken.RELEASE_REQUIRED)
    for kept in chosen:
        check_version(await _draft(db, recommendation, kept), versions[kept.number], _texts(kept.stance()))
    today = await today_of(db, recommendation, now)
    on = entered.on or today
    refuse_if([*_lacking(chosen, max(on, today), {}), *_release_problems(chosen, entered, today)])
    after: dict[str, object] = {"points": [kept.number for kept in chosen], "found": _found(chosen)}
    if on > today:
        await _schedule(db, recommendation, chosen, on, now=now)
        after["release_on"] = on
    else:
        await _let_out(db, recommendation, [(kept, today) for kept in chosen], actor=actor, now=now)
    await chain.note(db, Act.RELEASE_ANSWER, recommendation, actor=actor, now=now, after=after)
    return recommendation


def _release_problems(chosen: Sequence[DraftView], entered: Release, today: date) -> list[Problem]:
    """Everything that speaks against the release itself: its day, and what nobody has looked at."""
    problems = []
    if entered.on is not None and entered.on < today:
        problems.append(Problem(Broken.RELEASE_IN_THE_PAST, "on"))
    if (count := _found(chosen)) and not entered.is_checked:
        problems.append(Problem(Broken.PERSONAL_DATA_UNCHECKED, "is_checked", {"count": count}))
    return problems


def _found(chosen: Sequence[DraftView]) -> int:
    """How many things in the drafts may be about third persons."""
    return sum(len(personal_data.find(kept.text)) for kept in chosen)


async def _let_out(
    db: Session,
    recommendation: Recommendation,
    chosen: Sequence[tuple[DraftView, date]],
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    for kept, day in chosen:
        await _give_position(db, recommendation, kept, day, actor=actor, now=now)
    await _tell(db, Happening.ANSWER_RELEASED, recommendation, key=str(recommendation.version), now=now)


async def _schedule(
    db: Session, recommendation: Recommendation, chosen: Sequence[DraftView], on: date, *, now: datetime
) -> None:
    """Until the day has come it stays a draft. The job starts with the day in the district's own zone."""
    for kept in chosen:
        draft = await _draft(db, recommendation, kept)
        draft.state, draft.release_on = DraftState.SCHEDULED, on
    await db.flush()
    ground = await cases.terms(db, recommendation.body_id, recommendation.organization_id)
    await jobs.enqueue(
        db,
        JobKind.RELEASE,
        {"recommendation_id": str(recommendation.id)},
        unique_key=f"release:{recommendation.id}:{on}:{recommendation.version}:{now.timestamp()}",
        now=now,
        body_id=recommendation.body_id,
        run_after=to_utc(datetime.combine(on, time()), ground.time_zone),
    )


async def release_due(db: Session, recommendation_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """What was released for a day that has come goes out, dated with that day however late somebody gets to it.

    Where the board has ended the case meanwhile, the drafts wait again.
    """
    recommendation = await recommendations.within(db, actor.body_id, recommendation_id)
    permit(actor, Act.RELEASE_ANSWER)
    today = await today_of(db, recommendation, now)
    due = await answers.due_for_release(db, actor, recommendation_id, today)
    if not due:
        return
    if Act.RELEASE_ANSWER in recommendations.possible_for(recommendation):
        await _let_out(db, recommendation, [(kept, kept.release_on or today) for kept in due], actor=actor, now=now)
        after: dict[str, object] = {"points": [kept.number for kept in due]}
        await chain.note(db, Act.RELEASE_ANSWER, recommendation, actor=actor, now=now, after=after)
    else:
        await _await_again(db, recommendation, due)


async def take_back_release(db: Session, recommendation_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """What is to go out on a later day does not: it waits for its release again."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.RELEASE_ANSWER)
    known = (await _drafts(db, actor, recommendation_id)).values()
    scheduled = [kept for kept in known if kept.state is DraftState.SCHEDULED and kept.may_release]
    if not scheduled:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step=Act.RELEASE_ANSWER.value, state=DraftState.DRAFT.value)
    await _await_again(db, recommendation, scheduled)
    after = {"points": [kept.number for kept in scheduled], "state": DraftState.AWAITING_RELEASE.value}
    await chain.note(db, Act.RELEASE_ANSWER, recommendation, actor=actor, now=now, after=after)


async def _await_again(db: Session, recommendation: Recommendation, chosen: Sequence[DraftView]) -> None:
    for kept in chosen:
        draft = await _draft(db, recommendation, kept)
        draft.state, draft.release_on = DraftState.AWAITING_RELEASE, None
    await db.flush()


async def _give_position(
    db: Session, recommendation: Recommendation, kept: DraftView, today: date, *, actor: Viewer, now: datetime
) -> None:
    draft = await _draft(db, recommendation, kept)
    await files.move(
        db, (DRAFTED, draft.id), (RELEASED, kept.point_id), body_id=draft.body_id, is_public=recommendation.is_public
    )
    await db.delete(draft)
    await chain.append(
        db,
        recommendation,
        CaseEventKind.POSITION_GIVEN,
        occurred_on=today,
        payload={
            "points": [kept.number],
            "position": kept.position.value,
            "text": kept.text,
            "reason": kept.reason.value if kept.reason else None,
            "deferred_until": kept.deferred_until.isoformat() if kept.deferred_until else None,
            "competent_body": kept.competent_body,
            "promised_by": kept.promised_by.isoformat() if kept.promised_by else None,
            "unit": kept.unit,
        },
        actor=actor,
        now=now,
    )


async def send_interim_message(
    db: Session, recommendation_id: UUID, entered: InterimMessage, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The administration says how far it is ("wird geprüft", "geht in den Kreistag"). The clock runs on."""
    recommendation = await _to_answer(db, actor, recommendation_id, Act.SEND_INTERIM_MESSAGE, entered)
    kind = CaseEventKind.COUNCIL_REFERRED if entered.is_referral else CaseEventKind.INTERIM_MESSAGE
    await _say(db, recommendation, kind, entered, actor=actor, now=now)
    after = {"text": entered.text}
    await chain.note(db, Act.SEND_INTERIM_MESSAGE, recommendation, actor=actor, now=now, after=after)
    return recommendation


async def ask_board(
    db: Session, recommendation_id: UUID, entered: CaseMessage, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The administration asks the board something. The clock stands still once the board accepts the question."""
    recommendation = await _to_answer(db, actor, recommendation_id, Act.ASK_BOARD, entered)
    await _say(db, recommendation, CaseEventKind.QUERY_ASKED, entered, actor=actor, now=now)
    await chain.note(db, Act.ASK_BOARD, recommendation, actor=actor, now=now, after={"text": entered.text})
    await _tell(db, Happening.QUERY_ASKED, recommendation, key=str(recommendation.version), now=now)
    return recommendation


async def accept_query(
    db: Session, recommendation_id: UUID, entered: QueryAcceptance, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The office or the chair finds the question genuine: the clock has stood since it was asked."""
    recommendation = await _to_answer(db, actor, recommendation_id, Act.ACCEPT_QUERY, entered)
    case = await cases.replay(db, recommendation)
    if case.open_query is None or case.open_query.accepted_on is not None:
        raise RuleBroken(Broken.QUERY_NOT_OPEN)
    await chain.append(
        db,
        recommendation,
        CaseEventKind.QUERY_ACCEPTED,
        occurred_on=await today_of(db, recommendation, now),
        payload={"points": sorted(case.open_query.points), "about": case.open_query.sequence},
        actor=actor,
        now=now,
    )
    await chain.note(db, Act.ACCEPT_QUERY, recommendation, actor=actor, now=now, after={})
    return recommendation


async def reply_to_query(
    db: Session, recommendation_id: UUID, entered: QueryReply, *, actor: Viewer, now: datetime
) -> Recommendation:
    """The office or the chair replies; the clock runs again from today."""
    recommendation = await _to_answer(db, actor, recommendation_id, Act.REPLY_TO_QUERY, entered)
    accepts = {} if entered.is_needless else {"accepts": True}
    await _say(db, recommendation, CaseEventKind.QUERY_REPLIED, entered, actor=actor, now=now, more=accepts)
    await chain.note(db, Act.REPLY_TO_QUERY, recommendation, actor=actor, now=now, after={"text": entered.text})
    await _tell(db, Happening.QUERY_REPLIED, recommendation, key=str(recommendation.version), now=now)
    return recommendation


async def _to_answer(
    db: Session, actor: Viewer, recommendation_id: UUID, act: Act, entered: CaseMessage | QueryAcceptance
) -> Recommendation:
    """Loads, permits and checks what all messages have in common."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, act)
    check_version(recommendation, entered.version)
    check_received(recommendation)
    check_possible(recommendation, act)
    return recommendation


async def _say(
    db: Session,
    recommendation: Recommendation,
    kind: CaseEventKind,
    entered: CaseMessage,
    *,
    actor: Viewer,
    now: datetime,
    more: Mapping[str, object] | None = None,
) -> None:
    """A unit speaks for its own points, everybody else for the whole."""
    own, unit = await _spoken_for(db, recommendation, actor)
    await chain.append(
        db,
        recommendation,
        kind,
        occurred_on=await today_of(db, recommendation, now),
        payload={"points": own, "text": entered.text, "unit": unit, **(more or {})},
        actor=actor,
        now=now,
    )


async def _spoken_for(db: Session, recommendation: Recommendation, actor: Viewer) -> tuple[list[int], str]:
    if recommendations.sees_all(actor):
        return [], ""
    own = await answers.drafts(db, actor, recommendation.id)
    return [kept.number for kept in own], own[0].unit


async def set_release_rule(db: Session, unit_id: UUID, entered: ReleaseRule, *, actor: Viewer, now: datetime) -> None:
    """The coordinator decides whether a unit's answers go out without the coordinator."""
    unit = await transmissions.unit(db, actor, unit_id)
    permit(actor, Act.SET_RELEASE_RULE)
    before = unit.may_release
    unit.may_release = entered.may_release
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.SET_RELEASE_RULE,
        subject_type="organization",
        subject_id=unit.id,
        before={"may_release": before},
        after={"may_release": unit.may_release},
    )


async def _drafts(db: Session, actor: Viewer, recommendation_id: UUID) -> dict[int, DraftView]:
    return {kept.number: kept for kept in await answers.drafts(db, actor, recommendation_id)}


def _chosen(known: Mapping[int, DraftView], numbers: Collection[int]) -> list[DraftView]:
    """The drafts with these numbers. Raises NotFound for points not seen, NO_ANSWERS where nothing is written."""
    if any(number not in known for number in numbers):
        raise NotFound
    chosen = [known[number] for number in sorted(set(numbers))]
    if not chosen or any(kept.version == 0 for kept in chosen):
        raise RuleBroken(Broken.NO_ANSWERS)
    return chosen


async def _draft(db: Session, recommendation: Recommendation, kept: DraftView) -> AnswerDraft:
    draft = await answers.draft_to_change(db, recommendation.body_id, kept.point_id)
    if draft is None:
        raise NotFound
    return draft


def _lacking(chosen: Sequence[DraftView], today: date, prefixes: Mapping[int, str]) -> list[Problem]:
    """Everything that the drafts lack, under the names ``<prefix><field>``."""
    problems: list[Problem] = []
    for kept in chosen:
        prefix = prefixes.get(kept.number, f"{kept.number}-")
        problems += stance_problems(kept.stance(), today, {name: prefix + name for name in NAMES})
    return problems


async def _tell(
    db: Session, happening: Happening, recommendation: Recommendation, *, key: str, now: datetime, **ids: str
) -> None:
    await notify(db, happening, recommendation.id, key=key, body_id=recommendation.body_id, now=now, **ids)
