"""A district that does not exist, for trying things out: its whole story, played through the verbs that users use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from api.demo import people
from api.demo.calendar import Calendar
from api.demo.ids import StoryIds
from api.demo.stage import Stage
from api.demo.timeline import Scene, scenes
from api.passwords import Passwords
from beirat.actions import jobs
from beirat.database import Database, Session
from beirat.queries import people as queries
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.permissions import system
from beirat.settings import Settings
from beirat.storage import Storage
from beirat.tables.base import ids_from, new_id
from documents.pool import Pool

Progress = Callable[[int, int], None]


async def load(
    database: Database,
    settings: Settings,
    today: date,
    *,
    progress: Progress | None = None,
    passwords: Passwords | None = None,
) -> None:
    """Fills an empty database, all or nothing. The same day gives the same story. ``progress``: done, of how many.

    Raises RuleBroken(DEMO_NEEDS_EMPTY) where a district is set up already.
    """
    calendar, ids = Calendar(today, people.LAND), StoryIds(today)
    story = scenes(calendar)
    password_hash = await (passwords or Passwords()).hash(people.PASSWORD)
    ids.move_to(story[0].moment)
    with ids_from(ids):
        async with Pool() as pool, database.write() as db:
            await _refuse_filled(db)
            stage = Stage(db, system(new_id()), calendar, password_hash, Storage.of(settings), pool, story[0].moment)
            for done, scene in enumerate(story, start=1):
                await _play(stage, scene, ids)
                if progress is not None:
                    progress(done, len(story))
            await _send_nothing(db, stage.now)


async def _refuse_filled(db: Session) -> None:
    if await queries.bodies(db):
        raise RuleBroken(Broken.DEMO_NEEDS_EMPTY)


async def _play(stage: Stage, scene: Scene, ids: StoryIds) -> None:
    """Every scene finds the database as somebody does who has just opened the page."""
    stage.now = scene.moment
    ids.move_to(scene.moment)
    await scene.play(stage)
    await stage.db.flush()
    stage.db.expunge_all()


async def _send_nothing(db: Session, now: datetime) -> None:
    """What the story put into the outbox is done with: mails of the past are not sent."""
    while taken := await jobs.lease(db, now=now, limit=200):
        for job in taken:
            await jobs.finish(db, job, now=now)
