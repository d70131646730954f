"""The life of minutes for tests, step by step, by the verbs that users use; what is on the paper does not matter."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from beirat.actions import minutes as actions
from beirat.actions import minutes_public, minutes_signed
from beirat.actions.files import Kept
from beirat.actions.sealing import Printed
from beirat.queries import minutes as queries
from beirat.queries import minutes_facts
from beirat.queries.minutes import MinutesView
from beirat.rules.minutes import MinutesState, Signer
from beirat.rules.permissions import Viewer
from beirat.rules.zones import local_day
from beirat.tables.minutes import (
    MinutesApproval,
    MinutesDistribution,
    MinutesSignature,
    MinutesStepTaken,
    PaperSignatures,
    PublicRelease,
    SignatureEntry,
)
from tests.support.evening import Evening


async def view(evening: Evening, *, viewer: Viewer | None = None) -> MinutesView:
    async with evening.given.database.read() as db:
        return await queries.view(db, viewer or evening.office, evening.meeting_id)


def kept(content: bytes) -> Kept:
    return Kept(hashlib.sha256(content).hexdigest(), len(content))


def today(evening: Evening) -> date:
    return local_day(evening.now, "Europe/Berlin")


async def hold_ready(evening: Evening, *, content: bytes = b"internal", actor: Viewer | None = None) -> MinutesView:
    """The internal edition as if it had been printed."""
    async with evening.given.database.read() as db:
        facts_hash = await minutes_facts.facts_hash(db, evening.office, evening.meeting_id)
    printed = Printed(kept(content), "niederschrift-intern.pdf", facts_hash)
    step = await _step(evening)
    async with evening.given.database.write() as db:
        await actions.hold_ready(db, evening.meeting_id, step, printed, actor=actor or evening.office, now=evening.now)
    return await view(evening)


async def hand_to_chair(evening: Evening) -> MinutesView:
    step = await _step(evening)
    async with evening.given.database.write() as db:
        await actions.hand_to_chair(db, evening.meeting_id, step, actor=evening.office, now=evening.now)
    return await view(evening)


async def accept(evening: Evening) -> MinutesView:
    async with evening.given.database.write() as db:
        entered = signature(await view(evening))
        await actions.accept(db, evening.meeting_id, entered, actor=evening.chair, now=evening.now)
    return await view(evening)


async def confirm(evening: Evening, shown: MinutesView, *, actor: Viewer | None = None) -> MinutesView:
    """The chair confirms without paper."""
    async with evening.given.database.write() as db:
        await minutes_signed.sign(
            db, evening.meeting_id, signature(shown), actor=actor or evening.chair, now=evening.now
        )
    return await view(evening)


def signature(shown: MinutesView) -> MinutesSignature:
    return MinutesSignature(
        version=shown.version, internal_sha256=shown.internal.sha256 if shown.internal else "0" * 64
    )


async def sign_on_paper(evening: Evening, *, chair: date | None, minute_taker: date | None) -> MinutesView:
    """The sheet comes back with the signatures of those who are given a day."""
    shown = await view(evening)
    days = {Signer.CHAIR: chair, Signer.MINUTE_TAKER: minute_taker}
    entered = PaperSignatures(
        version=shown.version,
        internal_sha256=signature(shown).internal_sha256,
        signatures=[
            SignatureEntry(signer=signer, name="Muster Name", place="Musterstadt", signed_on=day)
            for signer, day in days.items()
            if day
        ],
    )
    async with evening.given.database.write() as db:
        await minutes_signed.record_signatures(db, evening.meeting_id, entered, actor=evening.office, now=evening.now)
    return await view(evening)


async def signed(evening: Evening) -> MinutesView:
    """Printed, checked by the chair and signed on paper, today."""
    if (await view(evening)).state is MinutesState.DRAFT:
        await hold_ready(evening)
        await hand_to_chair(evening)
    await accept(evening)
    return await sign_on_paper(evening, chair=today(evening), minute_taker=today(evening))


async def distribute(evening: Evening, *, on: date | None = None) -> MinutesView:
    entered = MinutesDistribution(version=(await view(evening)).version, distributed_on=on or today(evening))
    async with evening.given.database.write() as db:
        await minutes_signed.distribute(db, evening.meeting_id, entered, actor=evening.office, now=evening.now)
    return await view(evening)


async def next_meeting(evening: Evening, *, heading: str = "Genehmigung der Niederschrift") -> UUID:
    """A later meeting with one item, two weeks on; returns the item. The clock shows its evening."""
    later = Evening(evening.given, evening.chair, evening.office, evening.people, day=date(2027, 1, 20))
    evening.given.clock.move(days=20)
    await later.plan()
    item_id = await later.item(heading)
    await later.convene()
    await later.open()
    await later.arrive()
    evening.items[heading] = item_id
    return item_id


async def approve(evening: Evening, item_id: UUID) -> MinutesView:
    entered = MinutesApproval(version=(await view(evening)).version, item_id=item_id)
    async with evening.given.database.write() as db:
        await minutes_signed.approve(db, evening.meeting_id, entered, actor=evening.office, now=evening.now)
    return await view(evening)


async def prepare(evening: Evening, *, actor: Viewer | None = None, content: bytes = b"public") -> MinutesView:
    sheet = Printed(kept(content), "niederschrift-oeffentlich.pdf")
    step = await _step(evening)
    async with evening.given.database.write() as db:
        await minutes_public.prepare(
            db, evening.meeting_id, step, sheet, actor=actor or evening.office, now=evening.now
        )
    return await view(evening)


async def release(evening: Evening, *, actor: Viewer | None = None, sha256: str = "", version: int = 0) -> MinutesView:
    shown = await view(evening)
    ready = shown.prepared.sha256 if shown.prepared else "0" * 64
    entered = PublicRelease(version=version or shown.version, public_sha256=sha256 or ready)
    async with evening.given.database.write() as db:
        await minutes_public.release(db, evening.meeting_id, entered, actor=actor or evening.chair, now=evening.now)
    return await view(evening)


async def published(evening: Evening) -> MinutesView:
    """All the way to the public edition."""
    await signed(evening)
    await distribute(evening)
    approved = await approve(evening, await next_meeting(evening))
    assert approved.state is MinutesState.APPROVED
    await prepare(evening)
    return await release(evening)


async def _step(evening: Evening) -> MinutesStepTaken:
    return MinutesStepTaken(version=(await view(evening)).version)
