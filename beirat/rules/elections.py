"""Elections (rules of procedure, chapter "Wahlen"; § 55 HGO as model).

In the first round more than half of the valid votes are needed, in the run-off the most; a tie is decided by lot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from beirat.rules.errors import Broken, Problem
from beirat.rules.voting import Base, Share

MORE_THAN_HALF = Share(Fraction(1, 2), Base.VOTES_CAST, is_strict=True)


class RoundKind(StrEnum):
    FIRST = "first"
    RUN_OFF = "run_off"
    LOT = "lot"


@dataclass(frozen=True)
class Round:
    """One round as counted. ``valid`` are the valid ballot papers, ``against`` those that say no to the only one."""

    kind: RoundKind
    votes: Mapping[UUID, int]
    valid: int
    against: int = 0


@dataclass(frozen=True)
class Standing:
    """How far an election is: who is elected, and what comes next for whom; nothing: it is over."""

    elected: tuple[UUID, ...]
    next: RoundKind | None
    among: tuple[UUID, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.next is None


def standing(
    rounds: Sequence[Round],
    candidates: Sequence[UUID],
    places: int,
    *,
    share: Share = MORE_THAN_HALF,
    has_run_off: bool = True,
) -> Standing:
    """What the rounds so far come to (§ 55 Abs. 5 HGO as model). Without a run-off the first round decides by most."""
    elected: tuple[UUID, ...] = ()
    step = Standing((), RoundKind.FIRST, tuple(candidates))
    for one in rounds:
        open_places = places - len(elected)
        step = _after(one, open_places, share=share, has_run_off=has_run_off)
        elected = (*elected, *step.elected)
    return Standing(elected, step.next, step.among)


def _after(one: Round, places: int, *, share: Share, has_run_off: bool) -> Standing:
    """What one round comes to, for the places that were still open."""
    ranked = sorted(one.votes, key=lambda candidate: -one.votes[candidate])
    needs_half = one.kind is RoundKind.FIRST and (has_run_off or len(ranked) <= places)
    if one.kind is RoundKind.LOT:
        strong = [each for each in ranked if one.votes[each]]
        return Standing(tuple(strong), None)
    least = max(1, share.needed(one.valid)) if needs_half else max(1, one.against + 1)
    strong = [each for each in ranked if one.votes[each] >= least]
    elected, tied = _best(strong, one.votes, places)
    rest = [each for each in ranked if each not in elected]
    if tied:
        return Standing(elected, RoundKind.LOT, tied)
    left = places - len(elected)
    if not left or not rest or one.kind is RoundKind.RUN_OFF or not has_run_off:
        return Standing(elected, None)
    return Standing(elected, RoundKind.RUN_OFF, _run_off(rest, one.votes, left))


def _best(ranked: Sequence[UUID], votes: Mapping[UUID, int], places: int) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Who gets the places, and who is tied for the last ones."""
    if len(ranked) <= places:
        return tuple(ranked), ()
    line = votes[ranked[places - 1]]
    if votes[ranked[places]] != line:
        return tuple(ranked[:places]), ()
    return tuple(each for each in ranked if votes[each] > line), tuple(each for each in ranked if votes[each] == line)


def _run_off(rest: Sequence[UUID], votes: Mapping[UUID, int], places: int) -> tuple[UUID, ...]:
    """The best for the open places and one more; with everybody who has as many votes as the last of them."""
    if len(rest) <= places + 1:
        return tuple(rest)
    line = votes[rest[places]]
    return tuple(each for each in rest if votes[each] >= line)


def count_problem(
    votes: Iterable[int], against: int, valid: int, rest: int, *, voters: int, places: int
) -> list[Problem]:
    """Every voter's paper is counted once; nobody has more votes than papers, nor all together more than they hold."""
    given = list(votes)
    told = {"cast": valid + rest, "present": voters}
    if valid + rest != voters:
        return [Problem(Broken.COUNT_OF_ROUND_DIFFERS, "counts", told)]
    is_too_many = max(given, default=0) > valid or sum(given) + against > valid * places
    return [Problem(Broken.MORE_VOTES_THAN_PAPERS, "counts", {"valid": valid})] if is_too_many else []


def said(post: str, rounds: int, accepted: int, places: int) -> str:
    """The resolution that an election ends with. It names nobody, for it may become public."""
    when = f"im {rounds}. Wahlgang"
    if not accepted:
        return f"{post}: {when} nicht besetzt."
    if places == 1:
        return f"{post}: {when} gewählt, Wahl angenommen."
    return f"{post}: {accepted} von {places} Plätzen {when} besetzt, Wahl angenommen."
