"""From the course of a debate to published minutes: nothing is signed unseen, nothing signed changes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from beirat.actions import minutes as actions
from beirat.actions.files import Kept
from beirat.actions.minutes import Printed
from beirat.queries import minutes as queries
from beirat.queries import running
from beirat.queries.minutes import MinutesView
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.minutes import Edition, MinutesState
from beirat.rules.permissions import Act, Role, Viewer
from beirat.storage import FileDamaged, Storage
from beirat.tables.agenda import CourseChange
from beirat.tables.files import Visibility
from beirat.tables.journal import JournalEntry
from beirat.tables.minutes import MinutesSignature, MinutesStepTaken
from beirat.tables.motions import Motion
from beirat.tables.people import Person
from beirat.tables.publication import Publication, Published
from tests.given import Given
from tests.support.evening import Evening, running_evening

REPORT = "Bericht der Verwaltung"
NAMES = {Edition.INTERNAL: "niederschrift-intern.pdf", Edition.PUBLIC: "niederschrift-oeffentlich.pdf"}


async def closed_evening(given: Given) -> Evening:
    evening = await running_evening(given)
    await evening.vote()
    await evening.close()
    return evening


async def text_of(evening: Evening, heading: str = REPORT) -> tuple[str, int]:
    async with evening.given.database.read() as db:
        return (await running.texts(db, evening.office, evening.meeting_id))[evening.items[heading]]


async def write(evening: Evening, course: str, *, version: int | None = None, actor: Viewer | None = None) -> None:
    known = (await text_of(evening))[1] if version is None else version
    async with evening.given.database.write() as db:
        entered = CourseChange(version=known, course=course)
        item_id = evening.items[REPORT]
        await actions.record_course(db, item_id, entered, actor=actor or evening.office, now=evening.now)


async def view(evening: Evening) -> MinutesView:
    async with evening.given.database.read() as db:
        return await queries.view(db, evening.office, evening.meeting_id, now=evening.now)


def kept(content: bytes) -> Kept:
    return Kept(hashlib.sha256(content).hexdigest(), len(content))


async def hold_ready(evening: Evening, *, actor: Viewer | None = None, internal: bytes = b"internal") -> MinutesView:
    """Both editions as if they had been printed; how they look on paper is asked in tests/pages."""
    async with evening.given.database.read() as db:
        facts_hash = await queries.facts_hash(db, evening.office, evening.meeting_id, now=evening.now)
    printed = Printed(kept(internal), kept(b"public"), NAMES, facts_hash)
    step = MinutesStepTaken(version=(await view(evening)).version)
    async with evening.given.database.write() as db:
        who = actor or evening.office
        await actions.hold_ready(db, evening.meeting_id, step, printed, actor=who, now=evening.now)
    return await view(evening)


async def sign(evening: Evening, shown: MinutesView, *, actor: Viewer | None = None) -> MinutesView:
    assert shown.internal is not None
    assert shown.public is not None
    async with evening.given.database.write() as db:
        entered = MinutesSignature(
            version=shown.version, internal_sha256=shown.internal.sha256, public_sha256=shown.public.sha256
        )
        await actions.sign(db, evening.meeting_id, entered, actor=actor or evening.chair, now=evening.now)
    return await view(evening)


async def publish(evening: Evening, *, actor: Viewer | None = None) -> MinutesView:
    step = MinutesStepTaken(version=(await view(evening)).version)
    async with evening.given.database.write() as db:
        await actions.publish(db, evening.meeting_id, step, actor=actor or evening.office, now=evening.now)
    return await view(evening)


async def publications(evening: Evening) -> list[Publication]:
    async with evening.given.database.read() as db:
        query = select(Publication).where(Publication.body_id == evening.office.body_id)
        return [row for row in await db.exec(query) if row.category is Published.MINUTES]


async def test_the_draft_is_there_with_the_end_of_the_meeting(given: Given) -> None:
    evening = await running_evening(given)
    with pytest.raises(NotFound):
        await view(evening)
    await evening.vote()

    await evening.close()

    assert (await view(evening)).state is MinutesState.DRAFT


async def test_the_minutes_are_written_up_printed_signed_and_published(given: Given) -> None:
    evening = await closed_evening(given)
    await write(evening, "Die Verwaltung berichtet.")

    shown = await hold_ready(evening)
    signed = await sign(evening, shown)
    published = await publish(evening)

    assert (shown.state, shown.is_current) == (MinutesState.DRAFT, True)
    assert (signed.state, signed.signed_by) == (MinutesState.SIGNED, evening.chair.name)
    assert (published.state, published.published_at) == (MinutesState.PUBLISHED, given.now)
    assert published.internal is not None
    assert published.public is not None
    assert published.internal.visibility is Visibility.INTERNAL
    assert (published.public.visibility, published.public.name) == (Visibility.PUBLIC, "niederschrift-oeffentlich.pdf")
    assert len(await publications(evening)) == 1


async def test_nothing_is_public_before_it_is_published(given: Given) -> None:
    evening = await closed_evening(given)

    signed = await sign(evening, await hold_ready(evening))

    assert signed.public is not None
    assert signed.public.visibility is Visibility.INTERNAL
    assert await publications(evening) == []


async def test_bytes_that_were_not_shown_are_not_signed(given: Given) -> None:
    evening = await closed_evening(given)
    first = await hold_ready(evening, internal=b"as it was shown")
    second = await hold_ready(evening, internal=b"as it is now")

    with pytest.raises(RuleBroken) as refused:
        await sign(evening, replace(first, version=second.version))

    found = [(one.code, one.field) for one in refused.value.problems]
    assert found == [(Broken.MINUTES_CHANGED_MEANWHILE, "internal_sha256")]
    assert (await view(evening)).state is MinutesState.DRAFT


async def test_a_text_changed_after_printing_must_be_looked_at_again(given: Given) -> None:
    evening = await closed_evening(given)
    shown = await hold_ready(evening)
    await write(evening, "Ein Satz, den niemand gesehen hat.")

    with pytest.raises(RuleBroken) as refused:
        await sign(evening, shown)

    assert refused.value.code is Broken.MINUTES_CHANGED_MEANWHILE
    assert not (await view(evening)).is_current


async def test_a_name_changed_after_printing_must_be_looked_at_again(given: Given) -> None:
    evening = await closed_evening(given)
    shown = await hold_ready(evening)
    async with given.database.write() as db:
        query = select(Person).where(Person.body_id == evening.office.body_id, Person.id == evening.people[0])
        (await db.exec(query)).one().family_name = "Anders"

    with pytest.raises(RuleBroken) as refused:
        await sign(evening, shown)

    assert refused.value.code is Broken.MINUTES_CHANGED_MEANWHILE


async def test_what_was_printed_yesterday_is_not_signed_with_todays_date(given: Given) -> None:
    evening = await closed_evening(given)
    shown = await hold_ready(evening)
    given.clock.move(days=1)

    with pytest.raises(RuleBroken) as refused:
        await sign(evening, shown)

    assert refused.value.code is Broken.MINUTES_CHANGED_MEANWHILE


async def test_signed_minutes_never_change(given: Given) -> None:
    evening = await closed_evening(given)
    await sign(evening, await hold_ready(evening))

    for attempt in (write(evening, "Nachträglich"), hold_ready(evening)):
        with pytest.raises(RuleBroken) as refused:
            await attempt
        assert refused.value.code is Broken.MINUTES_SIGNED


async def test_minutes_without_printed_editions_are_not_signed_and_unsigned_ones_not_published(given: Given) -> None:
    evening = await closed_evening(given)
    entered = MinutesSignature(version=1, internal_sha256="0" * 64, public_sha256="0" * 64)

    async def sign_nothing() -> None:
        async with given.database.write() as db:
            await actions.sign(db, evening.meeting_id, entered, actor=evening.chair, now=given.now)

    with pytest.raises(RuleBroken) as unseen:
        await sign_nothing()
    with pytest.raises(RuleBroken) as unsigned:
        await publish(evening)

    assert (unseen.value.code, unsigned.value.code) == (Broken.MINUTES_NOT_PRINTED, Broken.STEP_NOT_POSSIBLE)


async def test_the_chair_signs_and_nobody_else(given: Given) -> None:
    evening = await closed_evening(given)
    shown = await hold_ready(evening)

    for role in (Role.OFFICE, Role.MINUTE_TAKER, Role.MEMBER):
        with pytest.raises(NotPermitted):
            await sign(evening, shown, actor=await given.account(role))
    with pytest.raises(NotPermitted):
        await publish(evening, actor=await given.account(Role.MINUTE_TAKER))
    with pytest.raises(NotFound):
        await sign(evening, shown, actor=await given.account(Role.ADMINISTRATION))


async def test_two_who_write_on_one_item_see_both_texts(given: Given) -> None:
    evening = await running_evening(given)
    version = (await text_of(evening))[1]
    await write(evening, "Erste Fassung", version=version)

    with pytest.raises(StaleVersion) as conflict:
        await write(evening, "Zweite Fassung", version=version)

    assert conflict.value.theirs == {"course": "Erste Fassung"}
    assert (await text_of(evening))[0] == "Erste Fassung"


async def test_writing_is_journalled_once_per_spell_item_and_account(given: Given) -> None:
    evening = await running_evening(given)

    for minute in range(5):
        await write(evening, f"Fassung {minute}")
        given.clock.move(minutes=2)
    await write(evening, "Von jemand anderem", actor=evening.chair)
    given.clock.move(minutes=30)
    await write(evening, "Nach einer Pause")

    async with given.database.read() as db:
        entries = await db.exec(select(JournalEntry).where(JournalEntry.body_id == evening.office.body_id))
        writers = [entry.account_id for entry in entries if entry.act is Act.RECORD_COURSE]
    office, chair = evening.office.account_id, evening.chair.account_id
    assert sorted(map(str, writers)) == sorted(map(str, [office, chair, office]))


async def test_public_facts_hold_nothing_internal(given: Given) -> None:
    evening = await running_evening(given)
    await write(evening, "Kanarienvogel-Verlauf")
    await evening.vote()
    await evening.close()

    async with given.database.read() as db:
        internal = await queries.internal_facts(db, evening.office, evening.meeting_id)
        public = await queries.public_facts(db, evening.office, evening.meeting_id)

    assert "Kanarienvogel" in repr(internal)
    assert "Ein Einzelfall" in repr(internal)
    for hidden in ("Kanarienvogel", "Ein Einzelfall", "Muster", "Mitglied0"):
        assert hidden not in repr(replace(public, body=replace(public.body, name="", slug="")))
    assert (public.non_public_items, public.at_opening, public.ever_present) == (1, 11, 11)
    assert [item.heading for item in public.items] == ["Sprachkurse am Abend", REPORT, "Verschiedenes"]


async def test_the_public_edition_names_nobody_not_even_with_consent(given: Given) -> None:
    """Sealed bytes cannot forget: a consent that is withdrawn later must find nothing to withdraw."""
    evening = await closed_evening(given)
    body_id = evening.office.body_id
    async with given.database.write() as db:
        query = select(Person).where(Person.body_id == body_id, Person.id == evening.people[0])
        mover = (await db.exec(query)).one()
        mover.name_consent_on = date(2026, 1, 1)
        (await db.exec(select(Motion).where(Motion.body_id == body_id))).one().name_public = True

    async with given.database.read() as db:
        internal = await queries.internal_facts(db, evening.office, evening.meeting_id)
        public = await queries.public_facts(db, evening.office, evening.meeting_id)

    assert internal.items[0].papers[0].mover == mover.name
    assert mover.family_name not in repr(public)


async def test_stored_bytes_come_back_unchanged_or_not_at_all(tmp_path: Path, given: Given) -> None:
    district = await given.district()
    storage = Storage(tmp_path / "files")

    sha256 = await storage.keep(district.body.id, b"bytes")
    again = await storage.keep(district.body.id, b"bytes")

    assert (again, await storage.read(district.body.id, sha256)) == (sha256, b"bytes")
    other = (await given.body("anderland")).body.id
    with pytest.raises(FileDamaged):
        await storage.read(other, sha256)
    next(path for path in (tmp_path / "files").rglob(sha256)).write_bytes(b"forged")
    with pytest.raises(FileDamaged):
        await storage.read(district.body.id, sha256)
