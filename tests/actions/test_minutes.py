"""From the course of a debate to published minutes: nothing is signed unseen, nothing signed changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from api import paper
from api.messages import SENTENCES
from beirat.actions import conflicts, elections, minutes_signed, presence
from beirat.actions import minutes as actions
from beirat.actions.files import Kept
from beirat.actions.sealing import Printed
from beirat.queries import elections as election_queries
from beirat.queries import files as file_queries
from beirat.queries import minutes_facts, running
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.minutes import MinutesState
from beirat.rules.permissions import Act, Role, Viewer
from beirat.storage import FileDamaged, Storage
from beirat.tables.agenda import CourseChange
from beirat.tables.attendance import GuestEntry
from beirat.tables.conflicts import ConflictEntry
from beirat.tables.elections import Acceptance, Candidacy, CandidateVotes, ElectionCall, RoundEntry
from beirat.tables.files import Visibility
from beirat.tables.journal import JournalEntry
from beirat.tables.minutes import ItemRemark, Minutes, MinutesReturn, MinutesStepTaken
from beirat.tables.motions import Motion
from beirat.tables.people import Person
from beirat.tables.publication import Publication, Published
from documents.minutes import public_edition
from tests.given import Given
from tests.support.evening import Evening, running_evening
from tests.support.minutes import (
    accept,
    approve,
    confirm,
    distribute,
    hand_to_chair,
    hold_ready,
    next_meeting,
    prepare,
    release,
    sign_on_paper,
    signed,
    view,
)

REPORT = "Bericht der Verwaltung"


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


async def test_the_minutes_go_all_the_way_from_the_draft_to_the_archive(given: Given) -> None:
    evening = await closed_evening(given)
    await write(evening, "Die Verwaltung berichtet.")

    shown = await hold_ready(evening)
    reviewed = await hand_to_chair(evening)
    on_paper = await signed(evening)
    out = await distribute(evening)
    later = await next_meeting(evening)
    approved = await approve(evening, later)
    await prepare(evening)
    published = await release(evening)

    assert (shown.state, shown.is_current) == (MinutesState.DRAFT, True)
    assert (reviewed.state, on_paper.state) == (MinutesState.CHAIR_REVIEW, MinutesState.SIGNED)
    assert [one.signer.value for one in on_paper.signatures] == ["chair", "minute_taker"]
    assert (out.state, approved.state, approved.approved_in) == (
        MinutesState.DISTRIBUTED,
        MinutesState.APPROVED,
        "S-2",
    )
    assert published.published_at == given.now
    assert published.internal is not None
    assert published.public is not None
    assert published.internal.visibility is Visibility.INTERNAL
    assert published.public.visibility is Visibility.PUBLIC
    assert len(await publications(evening)) == 1


async def test_nothing_is_public_before_a_second_person_lets_it_out(given: Given) -> None:
    evening = await closed_evening(given)
    await signed(evening)
    await distribute(evening)
    await approve(evening, await next_meeting(evening))

    waiting = await prepare(evening)
    given.clock.move(days=400)

    assert waiting.prepared is not None
    assert waiting.prepared.visibility is Visibility.INTERNAL
    assert await publications(evening) == []


async def test_whoever_prepared_the_public_edition_cannot_let_it_out(given: Given) -> None:
    evening = await closed_evening(given)
    await signed(evening)
    await distribute(evening)
    await approve(evening, await next_meeting(evening))
    await prepare(evening, actor=evening.chair)

    with pytest.raises(RuleBroken) as refused:
        await release(evening)
    published = await release(evening, actor=await given.account(Role.CHAIR))

    assert refused.value.code is Broken.OTHER_PERSON_NEEDED
    assert published.published_at is not None


async def test_the_public_edition_waits_for_the_approval_unless_the_rules_say_otherwise(given: Given) -> None:
    evening = await closed_evening(given)
    await signed(evening)

    with pytest.raises(RuleBroken) as refused:
        await prepare(evening)
    async with given.database.write() as db:
        row = (await db.exec(select(Minutes).where(Minutes.body_id == evening.office.body_id))).one()
        row.before_approval = True
    await prepare(evening)
    published = await release(evening)

    assert refused.value.code is Broken.MINUTES_NOT_APPROVED
    assert published.published_at is not None
    assert published.is_preliminary


async def test_bytes_that_were_not_shown_are_not_signed(given: Given) -> None:
    evening = await closed_evening(given)
    await hold_ready(evening, content=b"as it was shown")
    first = await hand_to_chair(evening)
    second = await hold_ready(evening, content=b"as it is now")

    with pytest.raises(RuleBroken) as refused:
        await confirm(evening, replace(first, version=second.version))

    found = [(one.code, one.field) for one in refused.value.problems]
    assert found == [(Broken.MINUTES_CHANGED_MEANWHILE, "internal_sha256")]
    assert (await view(evening)).state is MinutesState.CHAIR_REVIEW


async def test_while_the_chair_reads_the_text_rests(given: Given) -> None:
    evening = await closed_evening(given)
    await hold_ready(evening)
    await hand_to_chair(evening)

    with pytest.raises(RuleBroken) as refused:
        await write(evening, "Ein Satz, den niemand gesehen hat.")

    assert refused.value.code is Broken.MINUTES_IN_REVIEW


async def test_a_text_changed_after_printing_is_printed_again_before_the_chair_reads_it(given: Given) -> None:
    evening = await closed_evening(given)
    await hold_ready(evening)
    await write(evening, "Ein Satz, der nicht auf dem Papier steht.")

    with pytest.raises(RuleBroken) as refused:
        await hand_to_chair(evening)

    assert refused.value.code is Broken.MINUTES_CHANGED_MEANWHILE
    assert not (await view(evening)).is_current


async def test_a_name_changed_after_printing_must_be_looked_at_again(given: Given) -> None:
    evening = await closed_evening(given)
    await hold_ready(evening)
    shown = await hand_to_chair(evening)
    async with given.database.write() as db:
        query = select(Person).where(Person.body_id == evening.office.body_id, Person.id == evening.people[0])
        (await db.exec(query)).one().family_name = "Anders"

    with pytest.raises(RuleBroken) as refused:
        await confirm(evening, shown)

    assert refused.value.code is Broken.MINUTES_CHANGED_MEANWHILE


async def test_the_chair_gives_back_with_remarks_per_item_and_they_are_shown_until_it_is_signed(given: Given) -> None:
    evening = await closed_evening(given)
    await hold_ready(evening)
    shown = await hand_to_chair(evening)
    remark = ItemRemark(item_id=evening.items[REPORT], text="Bitte kürzer.")
    async with given.database.write() as db:
        entered = MinutesReturn(version=shown.version, remarks=[ItemRemark(), remark])
        await actions.give_back(db, evening.meeting_id, entered, actor=evening.chair, now=evening.now)
    back = await view(evening)
    await write(evening, "Kürzer.")

    again = await signed(evening)

    assert back.state is MinutesState.DRAFT
    assert [(one.item_id, one.text) for one in back.remarks] == [(evening.items[REPORT], "Bitte kürzer.")]
    assert again.remarks == ()


async def test_signed_minutes_are_never_changed_and_the_refusal_says_what_to_do(given: Given) -> None:
    evening = await closed_evening(given)
    before = await signed(evening)

    with pytest.raises(RuleBroken) as written:
        await write(evening, "Nachträglich.")
    with pytest.raises(RuleBroken) as printed:
        await hold_ready(evening, content=b"other bytes")

    assert (written.value.code, printed.value.code) == (Broken.MINUTES_SIGNED, Broken.MINUTES_SIGNED)
    assert "Berichtigung" in SENTENCES[Broken.MINUTES_SIGNED]
    assert (await view(evening)).internal == before.internal


async def test_paper_is_signed_by_everybody_the_rules_ask_for_on_days_that_can_be(given: Given) -> None:
    evening = await closed_evening(given)
    await hold_ready(evening)
    await hand_to_chair(evening)
    await accept(evening)

    with pytest.raises(RuleBroken) as refused:
        await sign_on_paper(evening, chair=evening.day - timedelta(days=1), minute_taker=None)
    with pytest.raises(RuleBroken) as late:
        await sign_on_paper(evening, chair=evening.day + timedelta(days=30), minute_taker=evening.day)

    assert {one.code for one in refused.value.problems} == {Broken.SIGNATURE_MISSING, Broken.EVENT_BEFORE_CAUSE}
    assert [one.code for one in late.value.problems] == [Broken.DATE_IN_FUTURE]


async def test_nobody_distributes_before_the_last_signature(given: Given) -> None:
    evening = await closed_evening(given)
    await signed(evening)

    with pytest.raises(RuleBroken) as refused:
        await distribute(evening, on=evening.day - timedelta(days=1))

    assert refused.value.code is Broken.EVENT_BEFORE_CAUSE


async def test_the_scan_of_the_signed_sheet_is_for_those_who_keep_the_minutes(given: Given) -> None:
    evening = await closed_evening(given)
    shown = await signed(evening)
    scan = Printed(Kept("5" * 64, 5, "image/png"), "blatt.png")
    async with given.database.write() as db:
        step = MinutesStepTaken(version=shown.version)
        await minutes_signed.file_scan(db, evening.meeting_id, step, scan, actor=evening.office, now=evening.now)
    filed = await view(evening)

    assert filed.scan is not None
    for role in (Role.MEMBER, Role.OBSERVER, Role.ADMINISTRATION, Role.ADMIN):
        async with given.database.read() as db:
            with pytest.raises(NotFound):
                await file_queries.attached(db, await given.account(role), filed.scan.id)
    assert (await view(evening, viewer=await given.account(Role.MEMBER))).scan is None
    assert filed.internal == shown.internal


async def test_each_step_is_for_its_role_alone(given: Given) -> None:
    evening = await closed_evening(given)
    await hold_ready(evening)
    shown = await hand_to_chair(evening)

    for role in (Role.OFFICE, Role.MINUTE_TAKER, Role.MEMBER):
        with pytest.raises(NotPermitted):
            await confirm(evening, shown, actor=await given.account(role))
    with pytest.raises(NotFound):
        await confirm(evening, shown, actor=await given.account(Role.ADMINISTRATION))
    with pytest.raises(NotPermitted):
        await release(evening, sha256="0" * 64, actor=await given.account(Role.OFFICE))


async def test_another_district_finds_nothing(given: Given) -> None:
    evening = await closed_evening(given)
    shown = await signed(evening)
    stranger = await given.account(Role.CHAIR, in_district=await given.body("anderland"))

    with pytest.raises(NotFound):
        await view(evening, viewer=stranger)
    with pytest.raises(NotFound):
        await release(evening, sha256="0" * 64, version=shown.version, actor=stranger)


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
        internal = await minutes_facts.internal_facts(db, evening.office, evening.meeting_id)
        public = await minutes_facts.public_facts(db, evening.office, evening.meeting_id)

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
        internal = await minutes_facts.internal_facts(db, evening.office, evening.meeting_id)
        public = await minutes_facts.public_facts(db, evening.office, evening.meeting_id)

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


async def test_names_of_the_room_and_of_votes_stay_in_the_internal_edition(given: Given) -> None:
    evening = await running_evening(given)
    who = {"actor": evening.office, "now": evening.now}
    names = [f"Kanarienvogel-{word}" for word in ("Gast", "Grund", "Kandidatin")]
    async with given.database.write() as db:
        await presence.add_guest(db, evening.meeting_id, GuestEntry(name=names[0]), **who)
        entry = ConflictEntry(person_id=evening.people[2], reason=names[1])
        await conflicts.declare(db, evening.items["Sprachkurse am Abend"], entry, **who)
        call = ElectionCall(post="Beisitz", candidates=[Candidacy(name=names[2])])
        election = await elections.call_election(db, evening.items[REPORT], call, **who)
        [candidate] = await election_queries.candidates_of(db, election)
        counted = RoundEntry(version=1, counts=[CandidateVotes(candidate_id=candidate.id, votes=11)])
        await elections.count_round(db, election.id, counted, **who)
        await db.flush()
        accepted = Acceptance(version=election.version, accepted_ids=[candidate.id])
        await elections.accept(db, election.id, accepted, **who)
    votes = [{"person_id": one, "choice": "yes"} for one in evening.people if one != evening.people[2]]
    await evening.vote(method="roll_call", votes=votes)
    await evening.close()

    async with given.database.read() as db:
        internal = await minutes_facts.internal_facts(db, evening.office, evening.meeting_id)
        public = await minutes_facts.public_facts(db, evening.office, evening.meeting_id)

    printed = paper.minutes(internal)
    for word in names:
        assert word in repr(printed)
        assert word not in repr(public)
    assert "Mitglied0" in repr(printed.items[0].resolutions[0].ballots[0].votes)
    assert "Mitglied0" not in repr(public)
    told = paper.minutes(public)
    assert [len(item.conflicts) for item in told.items] == [1, 0, 0]
    assert "Beisitz: im 1. Wahlgang gewählt, Wahl angenommen." in repr(told.items[1].resolutions)
    assert public_edition(printed).items[0].resolutions[0].ballots[0].votes == ()
