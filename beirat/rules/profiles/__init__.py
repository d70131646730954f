"""Rules of procedure as data: one module per Land, sparse; the neutral profile fills the gaps, and says so.

Seeded from the project's rule profiles. Every value carries its level, its basis and how certain it is; nothing here
is a constant of the code, and nothing was checked by a lawyer. What an organization decided otherwise lies over it,
by day (``beirat/queries/rules_of_procedure.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from beirat.rules.profiles.keys import ElectionTie, Key, ReceiptRule, Signers, TieRule
from beirat.rules.voting import Share

__all__ = [
    "Certainty",
    "ElectionTie",
    "Key",
    "Level",
    "Profile",
    "ReceiptRule",
    "Rule",
    "Signers",
    "TieRule",
    "Value",
    "profile",
]

Value = str | int | bool | Share | None
Kind = TypeVar("Kind", str, int, bool, Share)


class Level(StrEnum):
    """Who made the rule; looked up in this order (law-and-practice § 2)."""

    BOARD = "board"
    COUNCIL = "council"
    STATUTE = "statute"
    PRESET = "preset"


class Certainty(StrEnum):
    SOURCE = "source"
    MEMORY = "memory"
    DOUBTFUL = "doubtful"
    PRESET = "preset"


@dataclass(frozen=True)
class Rule:
    """A value, where it comes from, how sure that is, and who made it."""

    value: Value
    basis: str
    certainty: Certainty
    level: Level = Level.STATUTE


@dataclass(frozen=True)
class Profile:
    """The rules of one kind of board."""

    name: str
    rules: Mapping[Key, Rule]

    def rule(self, key: Key) -> Rule:
        """The rule of this profile, or the neutral preset."""
        from beirat.rules.profiles import neutral

        return self.rules.get(key) or neutral.PROFILE.rules[key]

    def number(self, key: Key) -> int:
        return self._value(key, int)

    def text(self, key: Key) -> str:
        return self._value(key, str)

    def flag(self, key: Key) -> bool:
        return self._value(key, bool)

    def share(self, key: Key) -> Share | None:
        """How much of what is needed; None where the rules ask for nothing of the kind."""
        return None if self.rule(key).value is None else self._value(key, Share)

    def _value(self, key: Key, kind: type[Kind]) -> Kind:
        value = self.rule(key).value
        if not isinstance(value, kind):
            raise TypeError(f"{key} holds no {kind.__name__}")
        return value


def profile(name: str) -> Profile:
    """The profile with this name; an unknown or empty name gives the neutral one."""
    from beirat.rules.profiles import brandenburg, hessen, neutral, rheinland_pfalz

    known = (hessen.PROFILE, rheinland_pfalz.PROFILE, brandenburg.PROFILE)
    return next((each for each in known if each.name == name), neutral.PROFILE)
