"""Keeping what the rules of procedure said about an act, and going on in spite of it, with a reason.

A check never blocks. ``keep`` is part of the act that is checked, which was permitted already.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import rule_checks as queries
from beirat.rules.checks import Check, Finding
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.rule_checks import Override, RuleCheck


async def keep(
    db: Session, checks: Iterable[Check], *, subject_type: str, subject_id: UUID, actor: Viewer, now: datetime
) -> None:
    """Writes down what was found. Where the numbers are others than before, an override of the old ones is gone."""
    rows = await queries.kept(db, actor.body_id, subject_type, subject_id)
    for check in checks:
        row = rows.get(check.key)
        if row is None:
            db.add(_row(check, subject_type=subject_type, subject_id=subject_id, actor=actor, now=now))
        elif not _says_the_same(row, check):
            _say(row, check, now)
    await db.flush()


async def override(db: Session, check_id: UUID, entered: Override, *, actor: Viewer, now: datetime) -> RuleCheck:
    """ "Trotzdem, weil …": the act stands although a rule asks for more. Raises RuleBroken(STEP_NOT_POSSIBLE)."""
    row = await queries.to_override(db, actor, check_id)
    permit(actor, Act.OVERRIDE_RULE)
    if entered.version is not None and entered.version != row.version:
        raise StaleVersion(row.version, {"reason": row.override_reason})
    if row.finding is Finding.OK:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step="override")
    row.overridden_at, row.overridden_by, row.override_reason = now, actor.account_id, entered.reason
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.OVERRIDE_RULE,
        subject_type="rule_check",
        subject_id=row.id,
        after={"rule": row.key, "reason": entered.reason},
    )
    return row


def _row(check: Check, *, subject_type: str, subject_id: UUID, actor: Viewer, now: datetime) -> RuleCheck:
    return RuleCheck(
        body_id=actor.body_id,
        subject_type=subject_type,
        subject_id=subject_id,
        key=check.key,
        given=check.given,
        required=check.required,
        finding=check.finding,
        basis=check.rule.basis,
        level=check.rule.level,
        certainty=check.rule.certainty,
        checked_at=now,
    )


def _says_the_same(row: RuleCheck, check: Check) -> bool:
    return (row.given, row.required, row.finding, row.basis) == (
        check.given,
        check.required,
        check.finding,
        check.rule.basis,
    )


def _say(row: RuleCheck, check: Check, now: datetime) -> None:
    row.given, row.required, row.finding = check.given, check.required, check.finding
    row.basis, row.level, row.certainty = check.rule.basis, check.rule.level, check.rule.certainty
    row.checked_at, row.overridden_at, row.overridden_by, row.override_reason = now, None, None, ""
