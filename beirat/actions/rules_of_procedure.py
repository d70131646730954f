"""A board, its council or a statute rules otherwise than the preset; what held before stays in the history."""

from __future__ import annotations

from datetime import datetime

from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import rules_of_procedure as queries
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.profiles import Key, Level
from beirat.rules.profiles.questions import QUESTIONS, Kind, read, written
from beirat.tables.base import new_id
from beirat.tables.rules_of_procedure import OrganizationRule, RuleDraft


async def set_rule(db: Session, key: Key, entered: RuleDraft, *, actor: Viewer, now: datetime) -> OrganizationRule:
    """The rule holds as entered from its day on, or the profile holds again. Nothing entered is overwritten."""
    board = await queries.board_of(db, actor)
    permit(actor, Act.SET_RULES)
    if entered.level is Level.PRESET:
        raise RuleBroken(Broken.RULE_VALUE_INVALID, "level")
    if entered.valid_until is not None and entered.valid_until < entered.valid_from:
        raise RuleBroken(Broken.RULE_ENDS_BEFORE_START, "valid_until")
    row = OrganizationRule(
        id=new_id(),
        body_id=actor.body_id,
        organization_id=board.id,
        key=key,
        value="" if entered.is_repeal else _line(key, entered),
        basis=entered.basis,
        level=entered.level,
        valid_from=entered.valid_from,
        valid_until=entered.valid_until,
        is_repeal=entered.is_repeal,
        entered_at=now,
        entered_by=actor.account_id,
    )
    before = (await queries.board_profile(db, actor, entered.valid_from)).rule(key)
    db.add(row)
    await db.flush()
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.SET_RULES,
        subject_type="organization_rule",
        subject_id=row.id,
        before={"rule": key, "value": written(before.value), "basis": before.basis},
        after={"rule": key, "value": row.value, "basis": row.basis, "valid_from": row.valid_from},
    )
    return row


def _line(key: Key, entered: RuleDraft) -> str:
    """The value in one line, as it is kept. Raises RuleBroken where it fits no such rule."""
    if QUESTIONS[key].kind is Kind.SHARE and entered.value:
        if entered.comparison is None:
            raise RuleBroken(Broken.REQUIRED, "comparison")
        if entered.base is None:
            raise RuleBroken(Broken.REQUIRED, "base")
        return written(read(key, f"{entered.comparison} {entered.value} {entered.base}"))
    return written(read(key, entered.value))
