"""Rules of procedure as data: one module per Land, sparse; the neutral profile fills the gaps, and says so.

Seeded from the project's rule profiles. Every value carries its basis and how certain it is; nothing here is a
constant of the code, and nothing was checked by a lawyer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Value = TypeVar("Value", str, int)


class Certainty(StrEnum):
    SOURCE = "source"
    MEMORY = "memory"
    DOUBTFUL = "doubtful"
    PRESET = "preset"


@dataclass(frozen=True)
class Rule:
    """A value, where it comes from, and how sure that is."""

    value: str | int
    basis: str
    certainty: Certainty


class Key(StrEnum):
    """What a profile can say. Days are clear days between receipt and meeting, where the name says notice."""

    LEGAL_BASIS = "legal_basis"
    ADDRESSEE = "addressee"
    INVITATION_NOTICE_DAYS = "invitation_notice_clear_days"
    MOTION_DEADLINE_DAYS = "motion_deadline_days"
    RECEIPT_WORKING_DAYS = "receipt_working_days"
    ANSWER_MONTHS = "answer_months"
    ANSWER_LEGAL_BASIS = "answer_legal_basis"
    SECOND_ANSWER_WEEKS = "second_answer_weeks"


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
        return int(self.rule(key).value)

    def text(self, key: Key) -> str:
        return str(self.rule(key).value)


def profile(name: str) -> Profile:
    """The profile with this name; an unknown or empty name gives the neutral one."""
    from beirat.rules.profiles import brandenburg, hessen, neutral, rheinland_pfalz

    known = (hessen.PROFILE, rheinland_pfalz.PROFILE, brandenburg.PROFILE)
    return next((each for each in known if each.name == name), neutral.PROFILE)
