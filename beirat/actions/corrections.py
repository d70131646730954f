"""What was entered wrongly is put right by a new event; words about persons can be erased. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import select

from beirat.actions import cases as chain
from beirat.actions import publication
from beirat.actions.cases import check_version
from beirat.actions.journal import erase_quotes
from beirat.actions.recommendations import day_problems, to_step, today_of
from beirat.database import Session
from beirat.queries import cases, recommendations
from beirat.queries.case_events import WORDS, WRITTEN
from beirat.rules.cases import CaseEventKind
from beirat.rules.cases.events import CORRECTABLE
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, refuse_if
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.case_steps import CorrectionKind, Erasure, EventCorrection
from beirat.tables.publication import Published
from beirat.tables.recommendations import CaseEventPayload, Recommendation


@dataclass(frozen=True)
class Wrong:
    """What is on record now: the event, or its latest correction."""

    sequence: int
    kind: CaseEventKind
    on: date
    facts: Mapping[str, Any]
    words: Mapping[str, Any]
    transmission_id: UUID | None


async def correct_event(
    db: Session, recommendation_id: UUID, sequence: int, entered: EventCorrection, *, actor: Viewer, now: datetime
) -> Recommendation:
    """Another day or text in the place of what was entered, or that it never happened; the old entry stays."""
    recommendation = await to_step(db, actor, recommendation_id, Act.CORRECT_EVENT, entered.version)
    wrong = await _on_record(db, recommendation, sequence)
    takes_back = entered.kind is CorrectionKind.TAKE_BACK
    if wrong.kind not in CORRECTABLE or (takes_back and wrong.kind is CaseEventKind.HANDED_OVER):
        raise RuleBroken(Broken.EVENT_NOT_CORRECTABLE)
    on = entered.occurred_on or wrong.on
    today, cause = await today_of(db, recommendation, now), await _cause(db, recommendation, wrong)
    problems = day_problems(on, today, cause, "occurred_on", Broken.EVENT_BEFORE_CAUSE)
    if not entered.reason:
        problems.append(Problem(Broken.REASON_NEEDED, "reason"))
    refuse_if(problems)
    await chain.append(
        db,
        recommendation,
        CaseEventKind.CORRECTED,
        occurred_on=today,
        payload=_correction(wrong, entered, on, takes_back=takes_back),
        actor=actor,
        now=now,
        transmission_id=wrong.transmission_id,
    )
    after = {"event": sequence, "was": wrong.on, "on": on, "text": entered.text, "reason": entered.reason}
    await chain.note(db, Act.CORRECT_EVENT, recommendation, actor=actor, now=now, after=after)
    return recommendation


async def _on_record(db: Session, recommendation: Recommendation, sequence: int) -> Wrong:
    """Raises NotFound for what never was, or was taken back."""
    events = (await cases.kept(db, recommendation.body_id, [recommendation.id]))[recommendation.id]
    taken_back = {one.row.facts["annuls"]: one for one in events if one.row.facts.get("annuls")}
    found = next((one for one in events if one.row.sequence == sequence and "annuls" not in one.row.facts), None)
    while found is not None and found.row.sequence in taken_back:
        found = taken_back[found.row.sequence]
    instead = found.row.facts.get("instead") if found else None
    if found is None or ("annuls" in found.row.facts and instead is None):
        raise NotFound
    words = {name: value for name, value in found.said.items() if name in WORDS}
    if instead is None:
        return Wrong(
            found.row.sequence, found.row.kind, found.row.occurred_on, found.row.facts, words, found.row.transmission_id
        )
    kind, on = CaseEventKind(instead["kind"]), date.fromisoformat(instead["on"])
    return Wrong(found.row.sequence, kind, on, instead, words, found.row.transmission_id)


async def _cause(db: Session, recommendation: Recommendation, wrong: Wrong) -> date:
    """The day of the step before, before which the event cannot have happened."""
    if wrong.kind is CaseEventKind.HANDED_OVER:
        return recommendation.decided_on
    case = await cases.replay(db, recommendation)
    own = [one for one in case.transmissions if wrong.transmission_id in (None, one.id)]
    sent_on = min((one.sent_on for one in own), default=recommendation.decided_on)
    if wrong.kind is CaseEventKind.RECEIVED:
        return sent_on
    return case.received_on or sent_on


def _correction(wrong: Wrong, entered: EventCorrection, on: date, *, takes_back: bool) -> dict[str, Any]:
    points = wrong.facts.get("points", [])
    said = {"points": points, "annuls": wrong.sequence, "correction": entered.reason}
    if takes_back:
        return said
    text = {} if entered.text is None else {"text": entered.text}
    instead = {**wrong.facts, "kind": wrong.kind.value, "on": on.isoformat()}
    return {**wrong.words, **said, **text, "instead": instead}


async def erase_words(
    db: Session, recommendation_id: UUID, sequence: int, entered: Erasure, *, actor: Viewer, now: datetime
) -> Recommendation:
    """What somebody wrote is erased for good, also where the journal quotes it; what follows from it stays."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.ERASE_WORDS)
    check_version(recommendation, entered.version)
    if not entered.reason:
        raise RuleBroken(Broken.REASON_NEEDED, "reason")
    events = (await cases.kept(db, recommendation.body_id, [recommendation.id]))[recommendation.id]
    found = next((one for one in events if one.row.sequence == sequence and one.payload is not None), None)
    if found is None:
        raise NotFound
    payload = (
        await db.exec(
            select(CaseEventPayload).where(
                CaseEventPayload.body_id == recommendation.body_id, CaseEventPayload.id == found.row.id
            )
        )
    ).one()
    await db.delete(payload)
    await db.flush()
    texts = [str(said) for name, said in found.said.items() if name in WRITTEN and said]
    await erase_quotes(db, texts, subject_id=recommendation.id, body_id=recommendation.body_id)
    await chain.refresh(db, recommendation, actor=actor, now=now)
    await publication.touch(db, Published.RECOMMENDATION, recommendation.id, body_id=recommendation.body_id, now=now)
    after = {"event": sequence, "reason": entered.reason}
    await chain.note(db, Act.ERASE_WORDS, recommendation, actor=actor, now=now, after=after)
    return recommendation
