"""What the rules of procedure said about a thing, for the board alone: the reasons of an override are internal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.checks import Finding
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.rules.profiles import Certainty, Key, Level
from beirat.tables.accounts import Account
from beirat.tables.rule_checks import RuleCheck


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check that was kept, and who went on in spite of it."""

    id: UUID
    version: int
    subject_type: str
    subject_id: UUID
    key: Key
    given: int
    required: int
    finding: Finding
    basis: str
    level: Level
    certainty: Certainty
    checked_at: datetime
    overridden_at: datetime | None
    overridden_by: str
    override_reason: str

    @property
    def is_open(self) -> bool:
        """Something is to be said about it still."""
        return self.finding is not Finding.OK and self.overridden_at is None


async def of_subjects(db: Session, viewer: Viewer, subject_ids: list[UUID]) -> dict[UUID, list[CheckView]]:
    """The checks on several things, by thing, in the order of the rules. Nobody outside the board gets any."""
    found: dict[UUID, list[CheckView]] = {subject_id: [] for subject_id in subject_ids}
    if not viewer.is_board:
        return found
    query = (
        select(RuleCheck, Account.name)
        .join(Account, col(Account.id) == RuleCheck.overridden_by, isouter=True)
        .where(RuleCheck.body_id == viewer.body_id, col(RuleCheck.subject_id).in_(subject_ids))
    )
    rows = [_view(row, name) for row, name in await db.exec(query)]
    for check in sorted(rows, key=lambda one: list(Key).index(one.key)):
        found[check.subject_id].append(check)
    return found


async def of_subject(db: Session, viewer: Viewer, subject_id: UUID) -> list[CheckView]:
    """The checks on one thing."""
    return (await of_subjects(db, viewer, [subject_id]))[subject_id]


async def one(db: Session, viewer: Viewer, check_id: UUID) -> CheckView:
    """One check. Raises NotFound for everybody outside the board."""
    found = await db.exec(
        select(RuleCheck, Account.name)
        .join(Account, col(Account.id) == RuleCheck.overridden_by, isouter=True)
        .where(RuleCheck.body_id == viewer.body_id, RuleCheck.id == check_id)
    )
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return _view(*row)


def _view(row: RuleCheck, name: str | None) -> CheckView:
    return CheckView(
        id=row.id,
        version=row.version,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        key=row.key,
        given=row.given,
        required=row.required,
        finding=row.finding,
        basis=row.basis,
        level=row.level,
        certainty=row.certainty,
        checked_at=row.checked_at,
        overridden_at=row.overridden_at,
        overridden_by=name or "",
        override_reason=row.override_reason,
    )


# For actions


async def kept(db: Session, body_id: UUID, subject_type: str, subject_id: UUID) -> dict[Key, RuleCheck]:
    """The checks on one thing, locked, by rule."""
    found = await db.exec(
        select(RuleCheck)
        .where(
            RuleCheck.body_id == body_id,
            RuleCheck.subject_type == subject_type,
            RuleCheck.subject_id == subject_id,
        )
        .with_for_update()
    )
    return {row.key: row for row in found}


async def to_override(db: Session, viewer: Viewer, check_id: UUID) -> RuleCheck:
    """One check, locked. Raises NotFound for everybody outside the board."""
    found = await db.exec(
        select(RuleCheck).where(RuleCheck.body_id == viewer.body_id, RuleCheck.id == check_id).with_for_update()
    )
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return row
