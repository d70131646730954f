"""What a rule of procedure says about an act: it warns and never blocks; the chair decides (law-and-practice § 2).

Only three things are refused elsewhere: ballots that do not sum, breaches of secrecy, changes of signed bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from beirat.rules.profiles import Key, Level, Profile, Rule


class Finding(StrEnum):
    """WARNING: only a preset asks for more. VIOLATION: a rule of the board, the council or a statute does."""

    OK = "ok"
    WARNING = "warning"
    VIOLATION = "violation"


@dataclass(frozen=True)
class Check:
    """How much there is, how much the rule asks for, what follows, and where the rule comes from."""

    key: Key
    given: int
    required: int
    finding: Finding
    rule: Rule


def broken(rule: Rule) -> Finding:
    """How bad it is to keep less than the rule asks for."""
    return Finding.WARNING if rule.level is Level.PRESET else Finding.VIOLATION


def at_least(key: Key, given: int, profile: Profile) -> Check:
    """Whether there are at least as many (days, members) as the rule asks for."""
    return compared(key, given, profile.number(key), profile.rule(key))


def compared(key: Key, given: int, required: int, rule: Rule) -> Check:
    """Whether ``given`` reaches ``required``, a number that was reckoned by ``rule``."""
    return Check(key, given, required, Finding.OK if given >= required else broken(rule), rule)


def forbidden(key: Key, found: int, profile: Profile) -> Check:
    """Whether nothing is there that the rule forbids; ``found`` counts what is."""
    rule = profile.rule(key)
    is_fine = not rule.value or found == 0
    return Check(key, found, 0, Finding.OK if is_fine else broken(rule), rule)
