"""What the administration says to a point: its position, and what a position must carry.

"Wird geprüft", "zur Kenntnis genommen" and referrals are no positions but interim messages
(``domain/holding-to-account`` § 5.2 B, architecture § 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beirat.rules.clocks import add_months
from beirat.rules.errors import Broken, Problem

DEFERRAL_MONTHS = 12


class Position(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    AGREED_WITH_CHANGES = "agreed_with_changes"
    IN_PRINCIPLE = "in_principle"
    PARTLY = "partly"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    NOT_COMPETENT = "not_competent"
    ALREADY_DONE = "already_done"


class ReasonCode(StrEnum):
    LAW = "law"
    BUDGET = "budget"
    STAFF = "staff"
    COMPETENCE = "competence"
    MATTER = "matter"
    ALREADY_DONE = "already_done"
    OTHER = "other"


class DraftState(StrEnum):
    """An answer on its way out: written by the unit, then released by the coordinator or the unit itself.

    SCHEDULED is released already, for a later day; until then it is no answer and can be changed.
    """

    DRAFT = "draft"
    AWAITING_RELEASE = "awaiting_release"
    SCHEDULED = "scheduled"


@dataclass(frozen=True)
class Stance:
    """A position with what belongs to it. ``text`` is the verbatim wording of the answer."""

    position: Position
    text: str
    reason: ReasonCode | None = None
    deferred_until: date | None = None
    competent_body: str = ""
    promised_by: date | None = None


STANCE_FIELDS = ("position", "text", "reason", "deferred_until", "competent_body", "promised_by")


def stance_problems(stance: Stance, today: date, fields: Mapping[str, str] | None = None) -> list[Problem]:
    """Everything that a position lacks. ``fields`` renames the fields of the problems for the form."""
    name = {**{f: f for f in STANCE_FIELDS}, **(fields or {})}
    problems = []
    if stance.position is Position.OPEN:
        problems.append(Problem(Broken.REQUIRED, name["position"]))
    if not stance.text.strip():
        problems.append(Problem(Broken.POSITION_NEEDS_TEXT, name["text"]))
    if stance.position not in (Position.AGREED, Position.OPEN) and stance.reason is None:
        problems.append(Problem(Broken.POSITION_NEEDS_REASON, name["reason"]))
    if stance.position is Position.NOT_COMPETENT and not stance.competent_body.strip():
        problems.append(Problem(Broken.COMPETENT_BODY_NEEDED, name["competent_body"]))
    if stance.position is Position.DEFERRED:
        problems += _deferral_problems(stance.deferred_until, today, name["deferred_until"])
    elif stance.promised_by is not None and stance.promised_by < today:
        problems.append(Problem(Broken.PROMISE_IN_THE_PAST, name["promised_by"]))
    return problems


def _deferral_problems(until: date | None, today: date, field: str) -> list[Problem]:
    """ "Zurzeit nicht" names the day of a new decision, in the future, at most twelve months ahead."""
    if until is None or until <= today:
        return [Problem(Broken.DEFERRAL_NEEDS_DATE, field)]
    if until > add_months(today, DEFERRAL_MONTHS):
        return [Problem(Broken.DEFERRAL_TOO_FAR, field)]
    return []
