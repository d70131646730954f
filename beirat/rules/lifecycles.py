"""How a lifecycle is written down: which step leads from which state to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from beirat.rules.errors import Broken, RuleBroken

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[State, Step]):
    """One table asked by rules and by pages alike, so that a button and its rule cannot disagree."""

    next: Mapping[tuple[State, Step], State]

    def after(self, state: State, step: Step) -> State:
        """The state after the step. Raises RuleBroken(STEP_NOT_POSSIBLE)."""
        if (state, step) not in self.next:
            raise RuleBroken(Broken.STEP_NOT_POSSIBLE, step=step.value, state=state.value)
        return self.next[state, step]

    def possible(self, state: State) -> frozenset[Step]:
        """The steps that can be taken now."""
        return frozenset(step for (at, step) in self.next if at is state)
