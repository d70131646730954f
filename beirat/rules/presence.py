"""Who may vote at a minute, and whether the board can decide then: from what is recorded, never from the clock.

The pieces are in ``attendance`` (stays), ``quorum`` and ``voting``; here they are put together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from beirat.rules.attendance import Stay
from beirat.rules.errors import Broken, Problem
from beirat.rules.quorum import USUAL, QuorumBasis, QuorumRule, basis


@dataclass(frozen=True)
class Attending:
    """A stretch of presence of somebody with a vote; ``represents`` is the member whose deputy the person is."""

    person_id: UUID
    stay: Stay
    represents: UUID | None = None


@dataclass(frozen=True)
class Abstention:
    """A conflict of interest: the person takes no part in the item, and was out of the room meanwhile."""

    item_id: UUID
    person_id: UUID
    left: datetime | None = None
    returned: datetime | None = None

    def is_out(self, moment: datetime) -> bool:
        return self.left is not None and Stay(self.left, self.returned).covers(moment)


@dataclass(frozen=True)
class PresenceAt:
    """One minute of a meeting. ``present`` counts everybody with a vote who is there, ``excluded`` among them."""

    moment: datetime
    statutory: int
    needed: int
    voters: frozenset[UUID]
    excluded: frozenset[UUID]
    quorum: QuorumBasis
    is_suspended: bool = False

    @property
    def present(self) -> int:
        return len(self.voters) + len(self.excluded)

    @property
    def is_quorate(self) -> bool:
        return self.quorum.is_quorate


@dataclass(frozen=True)
class Room:
    """Everything recorded that decides who may vote: stays, conflicts, breaks, doubts about the quorum."""

    statutory: int
    attending: tuple[Attending, ...] = ()
    conflicts: tuple[Abstention, ...] = ()
    breaks: tuple[Stay, ...] = ()
    doubts: tuple[datetime, ...] = ()
    rule: QuorumRule = USUAL
    is_second_call: bool = False

    def at(self, moment: datetime, item_id: UUID | None = None) -> PresenceAt:
        """Who is there, who may vote on the item, and whether that is enough (§ 53 HGO)."""
        there, biased = self._there(moment, item_id), self._biased(item_id)
        voters = there - biased
        return PresenceAt(
            moment=moment,
            statutory=self.statutory,
            needed=self.rule.needed(self.statutory),
            voters=voters,
            excluded=there & biased,
            quorum=basis(
                len(voters),
                self.statutory,
                self.rule,
                biased=len(biased),
                is_second_call=self.is_second_call,
                was_found_lacking=self._was_found_lacking(moment),
            ),
            is_suspended=any(one.covers(moment) for one in self.breaks),
        )

    def _there(self, moment: datetime, item_id: UUID | None) -> frozenset[UUID]:
        """A deputy has a vote only while the member is away. Who left for the sake of another item is not there."""
        here = [one for one in self.attending if one.stay.covers(moment)]
        out = {one.person_id for one in self.conflicts if one.item_id != item_id and one.is_out(moment)}
        members = {one.person_id for one in here if one.represents is None}
        deputies = {one.person_id for one in here if one.represents is not None and one.represents not in members}
        return frozenset((members | deputies) - out)

    def _biased(self, item_id: UUID | None) -> frozenset[UUID]:
        return frozenset(one.person_id for one in self.conflicts if one.item_id == item_id)

    def _was_found_lacking(self, moment: datetime) -> bool:
        """The last count that a doubt led to found too few."""
        before = [doubt for doubt in self.doubts if doubt <= moment]
        return bool(before) and len(self._there(max(before), None)) < self.rule.needed(self.statutory)


def roll_call_problems(
    called: Sequence[UUID], there: PresenceAt, names: Mapping[UUID, str], field: str = "votes"
) -> list[Problem]:
    """In a roll call everybody who may vote is called once, and nobody else (rules of procedure, "Abstimmungen")."""
    problems = []
    for person_id in dict.fromkeys(called):
        name = {"name": names.get(person_id, "")}
        if person_id in there.excluded:
            problems.append(Problem(Broken.VOTER_EXCLUDED, field, name))
        elif person_id not in there.voters:
            problems.append(Problem(Broken.VOTER_NOT_PRESENT, field, name))
        elif called.count(person_id) > 1:
            problems.append(Problem(Broken.VOTED_TWICE, field, name))
    missing = [names.get(person_id, "") for person_id in names if person_id in there.voters - set(called)]
    if missing:
        problems.append(Problem(Broken.VOTES_MISSING, field, {"names": ", ".join(missing)}))
    return problems
