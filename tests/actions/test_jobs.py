"""The outbox: nothing twice, nothing lost, workers do not tread on each other."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from aiosmtpd.handlers import Message as Handler
from aiosmtpd.smtp import SMTP

from api import mail, worker
from api.mail import Attachment, Message
from beirat.actions import jobs
from beirat.actions.jobs import Leased
from beirat.database import Database
from beirat.queries import jobs as queries
from beirat.settings import Settings
from documents.pool import Pool
from tests.given import Given

PDF = Attachment("Einladung.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")
LETTER = Message("wer@auch.example", "Grüße aus dem Beirat", "Guten Tag,\n\nschön.\n", (PDF,))


async def ask(given: Given, *keys: str) -> None:
    district = await given.district()
    async with given.database.write() as db:
        for key in keys:
            await mail.post(db, LETTER, key=key, now=given.now, body_id=district.body.id)


async def take(database: Database, given: Given, limit: int = 5) -> list[Leased]:
    async with database.write() as db:
        return await jobs.lease(db, now=given.now, limit=limit)


async def test_asking_twice_is_one_job(given: Given) -> None:
    await ask(given, "a", "a")
    await ask(given, "a", "b")

    taken = await take(given.database, given)

    assert sorted(job.unique_key for job in taken) == ["mail:a", "mail:b"]


async def test_workers_never_take_the_same_job(given: Given, database: Database, database_url: str) -> None:
    await ask(given, *map(str, range(40)))
    second = Database(database_url)

    rounds = [take(one, given) for one in (database, second) for _ in range(4)]
    taken = [job.id for jobs_of_one in await asyncio.gather(*rounds) for job in jobs_of_one]
    await second.close()

    assert len(taken) == len(set(taken)) == 40


async def test_a_job_whose_worker_died_is_taken_again_when_its_lease_ends(given: Given) -> None:
    await ask(given, "a")
    [first] = await take(given.database, given)
    assert await take(given.database, given) == []

    given.clock.move(seconds=jobs.LEASE.total_seconds() + 1)

    [again] = await take(given.database, given)
    assert (again.id, again.attempts) == (first.id, 2)


async def test_a_job_that_failed_waits_longer_each_time(given: Given) -> None:
    await ask(given, "a")
    waits = []
    for _ in range(3):
        [job] = await take(given.database, given)
        async with given.database.write() as db:
            await jobs.postpone(db, job, reason="SMTPException", now=given.now)
        began = given.now
        while not await _is_due(given):
            given.clock.move(seconds=10)
        waits.append((given.now - began).total_seconds())

    assert waits == [60, 120, 240]


async def _is_due(given: Given) -> bool:
    async with given.database.read() as db:
        outbox = await queries.outbox(db, now=given.now)
    return outbox.oldest_due is not None and outbox.oldest_due <= given.now


async def test_what_is_done_is_not_done_again_and_keeps_no_letter(given: Given) -> None:
    await ask(given, "a")
    [job] = await take(given.database, given)

    async with given.database.write() as db:
        await jobs.finish(db, job, now=given.now)

    given.clock.move(days=1)
    assert await take(given.database, given) == []
    async with given.database.read() as db:
        assert (await queries.outbox(db, now=given.now)).waiting == 0


async def test_a_job_of_an_act_that_is_taken_back_is_never_asked_for(given: Given) -> None:
    district = await given.district()

    async def begin_and_fail() -> None:
        async with given.database.write() as db:
            await mail.post(db, LETTER, key="a", now=given.now, body_id=district.body.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await begin_and_fail()

    assert await take(given.database, given) == []


async def test_without_a_mail_server_letters_are_kept_in_the_data_folder(given: Given, settings: Settings) -> None:
    await ask(given, "a")

    async with Pool() as pool:
        await worker.work_once(given.database, settings, given.clock, pool)

    [path] = (settings.data / "mail").glob("*.eml")
    _assert_is_the_letter(path.read_bytes())


async def test_letters_go_out_by_the_mail_server_and_a_repeat_has_the_same_id(given: Given, settings: Settings) -> None:
    inbox: list[bytes] = []

    class Keep(Handler):
        def handle_message(self, message: object) -> None:
            inbox.append(bytes(message))  # type: ignore[call-overload]

    async with await asyncio.get_running_loop().create_server(lambda: SMTP(Keep()), "127.0.0.1", 0) as server:
        served = replace(settings, smtp_host="127.0.0.1", smtp_port=server.sockets[0].getsockname()[1])
        for _ in range(2):
            await mail.deliver(LETTER, key="mail:a", settings=served, now=given.now)

    _assert_is_the_letter(inbox[0])
    ids = {message_from_bytes(raw)["Message-ID"] for raw in inbox}
    assert len(ids) == 1


def _assert_is_the_letter(raw: bytes) -> None:
    letter = message_from_bytes(raw, policy=policy.default)
    assert letter["To"] == LETTER.to
    assert letter["Subject"] == LETTER.subject
    [text, attachment] = list(letter.iter_parts())  # type: ignore[attr-defined]
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert attachment.get_content() == PDF.content
    assert attachment.get_filename() == PDF.name


async def test_a_failed_delivery_is_tried_again_and_told_without_its_text(given: Given, settings: Settings) -> None:
    await ask(given, "a")
    nowhere = replace(settings, smtp_host="127.0.0.1", smtp_port=1)

    async with Pool() as pool:
        await worker.work_once(given.database, nowhere, given.clock, pool)

    async with given.database.read() as db:
        outbox = await queries.outbox(db, now=given.now)
    assert (outbox.waiting, outbox.failing) == (1, 1)
