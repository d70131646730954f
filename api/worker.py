"""The worker: takes jobs from the outbox, does them, notes the end. Each of the three is a transaction of its own."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from api import mail
from api.clock import Clock
from api.notices import Notice, composer
from beirat.actions import answers, jobs
from beirat.actions.notices import Happening
from beirat.actions.sweeping import sweep
from beirat.database import Database
from beirat.queries import people
from beirat.rules.permissions import system
from beirat.settings import Settings
from beirat.storage import Storage
from beirat.tables.jobs import JobKind
from documents.pool import Pool

PAUSE = 2.0
SWEEP_EVERY = timedelta(hours=1)

log = structlog.get_logger("beirat.worker")


async def run(database: Database, settings: Settings, clock: Clock, pool: Pool) -> None:
    """Works until it is cancelled; once an hour it takes away what has served its time."""
    swept_at = clock.now() - SWEEP_EVERY
    while True:
        try:
            done = await work_once(database, settings, clock, pool)
            if clock.now() - swept_at >= SWEEP_EVERY:
                swept_at = clock.now()
                async with database.write() as db:
                    await sweep(db, now=swept_at)
        except Exception as error:
            log.error("worker", kind=type(error).__name__)
            done = 0
        if not done:
            await asyncio.sleep(PAUSE)


async def work_once(database: Database, settings: Settings, clock: Clock, pool: Pool) -> int:
    """Does the jobs that are due, at most a handful; returns how many it took."""
    async with database.write() as db:
        taken = await jobs.lease(db, now=clock.now())
    for job in taken:
        await _work_on(job, database, settings, clock, pool)
    return len(taken)


async def _work_on(job: jobs.Leased, database: Database, settings: Settings, clock: Clock, pool: Pool) -> None:
    try:
        await _do(job, database, settings, clock, pool)
    except Exception as error:
        log.warning("job failed", kind=job.kind.value, attempts=job.attempts, error=type(error).__name__)
        async with database.write() as db:
            await jobs.postpone(db, job, reason=type(error).__name__, now=clock.now())
        return
    async with database.write() as db:
        await jobs.finish(db, job, now=clock.now())


async def _do(job: jobs.Leased, database: Database, settings: Settings, clock: Clock, pool: Pool) -> None:
    match job.kind:
        case JobKind.MAIL:
            message = mail.unpacked(job.payload)
            await mail.deliver(message, key=job.unique_key, settings=settings, now=clock.now())
        case JobKind.NOTICE:
            await _tell(job, database, settings, clock.now(), pool)
        case JobKind.RELEASE:
            await _release(job, database, clock.now())


async def _release(job: jobs.Leased, database: Database, now: datetime) -> None:
    """Answers whose day has come go out."""
    if job.body_id is None:
        raise LookupError("an answer belongs to a district")
    async with database.write() as db:
        recommendation_id = UUID(str(job.payload["recommendation_id"]))
        await answers.release_due(db, recommendation_id, actor=system(job.body_id), now=now)


async def _tell(job: jobs.Leased, database: Database, settings: Settings, now: datetime, pool: Pool) -> None:
    """One mail for each person concerned; told twice, the keys keep it one mail each."""
    if job.body_id is None:
        raise LookupError("a notice belongs to a district")
    ids = {name: str(value) for name, value in job.payload.items()}
    async with database.read() as db:
        notice = Notice(
            district=await people.body_by_id(db, job.body_id),
            subject_id=UUID(ids["subject_id"]),
            ids=ids,
            public_url=settings.public_url,
            now=now,
            pool=pool,
            secret=settings.secret,
            storage=Storage.of(settings),
        )
        messages = await composer(Happening(ids["happening"]))(db, notice)
    async with database.write() as db:
        for message in messages:
            await mail.post(
                db, message, key=f"{job.unique_key}:{message.key or message.to}", now=now, body_id=job.body_id
            )
