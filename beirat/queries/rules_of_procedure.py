"""The rules of procedure of a board on a day: its own, those of the council, the statute's, or the preset.

Everybody who must keep a rule may read it; who entered it and when is the board's own matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import people
from beirat.queries.people import OrganizationView
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Role, Viewer
from beirat.rules.profiles import Certainty, Key, Level, Profile, Rule, profile
from beirat.rules.profiles.questions import read
from beirat.tables.accounts import Account
from beirat.tables.people import Organization
from beirat.tables.rules_of_procedure import OrganizationRule

MOST_CHANGES = 500


@dataclass(frozen=True, slots=True)
class RuleChange:
    """An entry in the history of a rule. ``rule`` None: from then on the profile of the Land holds again."""

    id: UUID
    key: Key
    rule: Rule | None
    basis: str
    valid_from: date
    valid_until: date | None
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True)
class Profiles:
    """The rules of an organization through time: its profile, and everything it ruled otherwise."""

    base: Profile
    rows: tuple[OrganizationRule, ...]

    def on(self, day: date) -> Profile:
        """All rules as they hold on a day."""
        return overridden(self.base, (row for row in self.rows if row.holds_on(day)))


async def profiles(db: Session, body_id: UUID, organization_id: UUID) -> Profiles:
    """The rules of an organization on whatever day: two selects. Raises NotFound."""
    found = await db.exec(
        select(Organization.rule_profile).where(Organization.body_id == body_id, Organization.id == organization_id)
    )
    name = found.one_or_none()
    if name is None:
        raise NotFound
    return Profiles(profile(name), await _rows(db, body_id, organization_id))


async def profile_on(db: Session, body_id: UUID, organization_id: UUID, day: date) -> Profile:
    """All rules of an organization as they hold on a day. Raises NotFound."""
    return (await profiles(db, body_id, organization_id)).on(day)


async def board_profile(db: Session, viewer: Viewer, day: date) -> Profile:
    """The rules of the district's board on a day. Raises NotFound where no board is set up yet."""
    return await profile_on(db, viewer.body_id, (await people.board(db, viewer)).id, day)


def overridden(base: Profile, rows: Iterable[OrganizationRule]) -> Profile:
    """The profile with what an organization ruled otherwise; of several rows for one rule the last one counts."""
    rules = dict(base.rules)
    for row in rows:
        rules[row.key] = base.rule(row.key) if row.is_repeal else as_rule(row)
    return Profile(base.name, rules)


def as_rule(row: OrganizationRule) -> Rule:
    """What was entered is certain: somebody read it in the text that is named."""
    return Rule(read(row.key, row.value), row.basis, Certainty.SOURCE, Level(row.level))


async def _rows(db: Session, body_id: UUID, organization_id: UUID) -> tuple[OrganizationRule, ...]:
    """In the order in which they outdo each other: later beginnings last, of the same day later entries."""
    found = await db.exec(
        select(OrganizationRule)
        .where(OrganizationRule.body_id == body_id, OrganizationRule.organization_id == organization_id)
        .order_by(col(OrganizationRule.valid_from), col(OrganizationRule.entered_at), col(OrganizationRule.id))
    )
    return tuple(found)


async def board_of(db: Session, viewer: Viewer) -> OrganizationView:
    """The board whose rules the viewer may read. Raises NotFound for everybody outside the board and its support."""
    if not (viewer.is_board or viewer.has(Role.ADMIN)):
        raise NotFound
    return await people.board(db, viewer)


async def changes(db: Session, viewer: Viewer, *, key: Key | None = None) -> list[RuleChange]:
    """The history of one rule of the board, or of all, newest first."""
    board = await board_of(db, viewer)
    query = (
        select(OrganizationRule, Account.name)
        .join(Account, col(Account.id) == OrganizationRule.entered_by, isouter=True)
        .where(OrganizationRule.body_id == viewer.body_id, OrganizationRule.organization_id == board.id)
        .order_by(col(OrganizationRule.entered_at).desc(), col(OrganizationRule.id).desc())
    )
    if key is not None:
        query = query.where(OrganizationRule.key == key)
    return [_change(row, name) for row, name in await db.exec(query.limit(MOST_CHANGES))]


def _change(row: OrganizationRule, name: str | None) -> RuleChange:
    return RuleChange(
        id=row.id,
        key=row.key,
        rule=None if row.is_repeal else as_rule(row),
        basis=row.basis,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        entered_at=row.entered_at,
        entered_by=name or "",
    )
