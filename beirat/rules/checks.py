"""What a rule of procedure says about an act: it warns and never blocks; the chair decides (law-and-practice § 2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from beirat.rules.profiles import Rule


class Finding(StrEnum):
    OK = "ok"
    WARNING = "warning"


@dataclass(frozen=True)
class Check:
    """How much there is, how much the rule asks for, and where the rule comes from."""

    given: int
    rule: Rule

    @property
    def required(self) -> int:
        return int(self.rule.value)

    @property
    def finding(self) -> Finding:
        return Finding.OK if self.given >= self.required else Finding.WARNING
