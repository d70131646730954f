"""Motions on their way to a meeting."""

from __future__ import annotations

from api.demo.motions import MOTIONS
from api.demo.stage import Stage
from beirat.actions import motions
from beirat.queries import motions as queries
from beirat.rules.motions import MotionStep
from beirat.tables.motions import MotionDraft, MotionReview, PointDraft


async def draft(stage: Stage, key: str, login: str, *, named: bool = False) -> None:
    """A member writes a motion down."""
    text = MOTIONS[key]
    entered = MotionDraft(
        title=text.title,
        reasons=text.reasons,
        field=text.field,
        points=[PointDraft(text=point.text, audience=point.audience) for point in text.points],
        name_public=named,
    )
    motion = await motions.draft(stage.db, entered, actor=stage.viewers[login], now=stage.now)
    stage.motions[key] = motion.id


async def submit(stage: Stage, key: str, login: str, *, named: bool = False) -> None:
    """Writes it down and hands it in."""
    await draft(stage, key, login, named=named)
    version = await _version(stage, key)
    await motions.submit(stage.db, stage.motions[key], version, actor=stage.viewers[login], now=stage.now)


async def review(stage: Stage, key: str, step: MotionStep = MotionStep.ADMIT, reason: str = "") -> None:
    """The chair looks at what was handed in."""
    entered = MotionReview(version=await _version(stage, key), reason=reason)
    await motions.review(stage.db, stage.motions[key], step, entered, actor=stage.viewers["vorsitz"], now=stage.now)


async def withdraw(stage: Stage, key: str, login: str) -> None:
    """The mover takes it back."""
    version = await _version(stage, key)
    await motions.withdraw(stage.db, stage.motions[key], version, actor=stage.viewers[login], now=stage.now)


async def _version(stage: Stage, key: str) -> int:
    return (await queries.within(stage.db, stage.body_id, stage.motions[key])).version
