"""Minutes: printed, signed, published; and what the board had set itself to do."""

from __future__ import annotations

import asyncio

from api import paper
from api.demo.stage import Stage
from api.printing import printed
from beirat.actions import minutes, tasks
from beirat.actions.files import Kept
from beirat.actions.minutes import Printed
from beirat.queries import minutes as queries
from beirat.queries import tasks as task_queries
from beirat.queries.minutes import Facts
from beirat.rules.minutes import Edition
from beirat.rules.zones import local_day
from beirat.tables.minutes import MinutesSignature, MinutesStepTaken
from beirat.tables.resolutions import TaskCompletion

OFFICE, CHAIR = "geschaeftsstelle", "vorsitz"


async def sign(stage: Stage, number: int) -> None:
    """Both editions are printed, and the chair signs what was printed."""
    meeting_id, actor = stage.meetings[number], stage.viewers[CHAIR]
    both = await _print(stage, number)
    ready = MinutesStepTaken(version=await _version(stage, number))
    await minutes.hold_ready(stage.db, meeting_id, ready, both, actor=actor, now=stage.now)
    signature = MinutesSignature(
        version=await _version(stage, number),
        internal_sha256=both.internal.sha256,
        public_sha256=both.public.sha256,
    )
    await minutes.sign(stage.db, meeting_id, signature, actor=actor, now=stage.now)


async def _print(stage: Stage, number: int) -> Printed:
    meeting_id, actor = stage.meetings[number], stage.viewers[CHAIR]
    today = local_day(stage.now, stage.calendar.zone)
    internal = await queries.internal_facts(stage.db, actor, meeting_id, signed_on=today)
    public = await queries.public_facts(stage.db, actor, meeting_id, signed_on=today)
    kept = await asyncio.gather(_keep(stage, internal), _keep(stage, public))
    names = {Edition.INTERNAL: paper.file_name(internal), Edition.PUBLIC: paper.file_name(public)}
    return Printed(kept[0], kept[1], names, queries.fingerprint(internal, public))


async def _keep(stage: Stage, facts: Facts) -> Kept:
    content = await printed(stage.pool, paper.minutes(facts))
    return Kept(await stage.storage.keep(stage.body_id, content), len(content))


async def publish(stage: Stage, number: int) -> None:
    """The public edition is there for everybody."""
    entered = MinutesStepTaken(version=await _version(stage, number))
    await minutes.publish(stage.db, stage.meetings[number], entered, actor=stage.viewers[OFFICE], now=stage.now)


async def _version(stage: Stage, number: int) -> int:
    return (await queries.to_change(stage.db, stage.viewers[OFFICE], stage.meetings[number])).version


async def complete_task(stage: Stage, beginning: str, note: str) -> None:
    """The board has done what it set itself to do."""
    actor = stage.viewers[OFFICE]
    task = next(one for one in await task_queries.listing(stage.db, actor) if one.text.startswith(beginning))
    await tasks.complete(stage.db, task.id, TaskCompletion(version=task.version, note=note), actor=actor, now=stage.now)
