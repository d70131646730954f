"""The life of the minutes: a draft while the meeting is written up, then signed, then public (§ 61 HGO as model)."""

from __future__ import annotations

from enum import StrEnum

from beirat.rules.lifecycles import Lifecycle


class MinutesState(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"
    PUBLISHED = "published"


class MinutesStep(StrEnum):
    SIGN = "sign"
    PUBLISH = "publish"


class Edition(StrEnum):
    """INTERNAL for the board; PUBLIC holds the minimum content and no personal names."""

    INTERNAL = "internal"
    PUBLIC = "public"


LIFE = Lifecycle(
    {
        (MinutesState.DRAFT, MinutesStep.SIGN): MinutesState.SIGNED,
        (MinutesState.SIGNED, MinutesStep.PUBLISH): MinutesState.PUBLISHED,
    }
)
