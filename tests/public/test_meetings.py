"""What the public sees of meetings: the public agenda from the invitation on, results once closed, names never."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import httpx
import pytest
from sqlmodel import select

from beirat.actions import ballots, conflicts, meetings, procedure, resolutions
from beirat.actions.publication import publish, withdraw
from beirat.database import Database
from beirat.queries.public import meetings as queries
from beirat.queries.public.meetings import MeetingPage, read_key
from beirat.rules.meetings import MeetingState
from beirat.rules.minutes import MinutesState
from beirat.rules.permissions import Public
from beirat.settings import Settings
from beirat.storage import Storage
from beirat.tables.ballots import ItemVote
from beirat.tables.conflicts import ConflictEntry
from beirat.tables.files import Attachment, File, Visibility
from beirat.tables.minutes import Minutes
from beirat.tables.publication import Published
from beirat.tables.resolutions import Announcing
from tests.given import Given
from tests.support.evening import Evening, planned_evening, running_evening
from tests.support.minutes import published

KEY = "2024-s1"
LIST, PAGE = "/musterland/de/sitzungen", f"/musterland/de/sitzungen/{KEY}"


async def page_of(given: Given, key: str = KEY) -> MeetingPage:
    district = await given.district()
    async with given.database.read() as db:
        return await queries.meeting_page(db, Public(district.body.id), key, now=given.now)


async def closed_evening(given: Given) -> Evening:
    evening = await running_evening(given)
    await evening.vote()
    await evening.close()
    return evening


async def test_a_planned_meeting_is_not_seen_before_the_invitation(given: Given, client: httpx.AsyncClient) -> None:
    evening = await planned_evening(given)

    before = await client.get(PAGE)
    await evening.convene()
    after = await client.get(PAGE)

    assert (before.status_code, after.status_code) == (404, 200)
    assert "Sprachkurse am Abend" in after.text


async def test_of_non_public_items_only_the_number_is_told(given: Given, client: httpx.AsyncClient) -> None:
    evening = await planned_evening(given)
    await evening.convene()

    page = await client.get(PAGE)

    assert [item.number for item in (await page_of(given)).items] == ["1", "2", "3"]
    assert "1 weiterer Punkt wird nicht öffentlich beraten." in page.text
    assert "Ein Einzelfall" not in page.text


async def test_results_are_told_once_the_public_edition_is_out(given: Given, client: httpx.AsyncClient) -> None:
    evening = await running_evening(given)
    await evening.vote(yes=9, no=1, abstained=1)
    running = await client.get(PAGE)

    await evening.close()
    closed = await client.get(PAGE)
    await published(evening)
    out = await client.get(PAGE)

    count = "9 Ja, 1 Nein, 1 Enthaltung – <strong>angenommen</strong>"
    assert "Diese Sitzung läuft gerade." in running.text
    assert "9 Ja" not in running.text + closed.text
    assert count in out.text
    assert "Genehmigt am 20. Januar 2027" in out.text
    assert "11 von 15 Mitgliedern" in closed.text
    assert '<a href="/musterland/de/empfehlungen/2026-001">Empfehlung E-2026/001: Was wurde daraus?</a>' in closed.text


async def test_where_the_rules_allow_it_results_are_told_before_the_approval_and_marked_as_preliminary(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await running_evening(given)
    await evening.vote(yes=9, no=1, abstained=1)
    await evening.close()
    async with given.database.write() as db:
        row = (await db.exec(select(Minutes).where(Minutes.body_id == evening.office.body_id))).one()
        row.before_approval = True

    page = await client.get(PAGE)
    told = (await client.get(f"/api/v1/bodies/musterland/public/meetings/{KEY}")).json()

    assert "Vorläufige Ergebnisse" in page.text
    assert "9 Ja, 1 Nein, 1 Enthaltung" in page.text
    assert (told["minutes"]["is_preliminary"], told["minutes"]["is_published"]) == (True, False)


async def test_nobody_is_named(given: Given, client: httpx.AsyncClient) -> None:
    await closed_evening(given)

    for path in (LIST, PAGE, f"/api/v1/bodies/musterland/public/meetings/{KEY}"):
        assert "Mitglied0" not in (await client.get(path)).text


async def test_a_cancelled_meeting_says_so(given: Given, client: httpx.AsyncClient) -> None:
    evening = await planned_evening(given)
    await evening.convene()

    async with given.database.write() as db:
        await meetings.cancel(db, evening.meeting_id, actor=evening.office, now=given.now)

    assert "Diese Sitzung ist abgesagt." in (await client.get(PAGE)).text
    assert "Abgesagt" in (await client.get(LIST)).text
    assert "Zur nächsten Sitzung ist noch nicht eingeladen." in (await client.get("/musterland/de/")).text


async def test_a_meeting_moves_from_coming_to_past(given: Given) -> None:
    evening = await planned_evening(given)
    await evening.convene()
    public = Public(evening.office.body_id)

    async def lists() -> tuple[list[str], list[str]]:
        async with given.database.read() as db:
            coming = await queries.coming(db, public, now=given.now)
            past = await queries.past(db, public, now=given.now)
        return [line.key for line in coming], [line.key for line in past.lines]

    assert await lists() == ([KEY], [])
    await evening.open()
    assert await lists() == ([KEY], [])
    await evening.arrive()
    await evening.vote()
    await evening.close()
    assert await lists() == ([], [KEY])


async def test_a_withdrawn_meeting_is_gone(given: Given, client: httpx.AsyncClient) -> None:
    evening = await planned_evening(given)
    await evening.convene()

    async with given.database.write() as db:
        await withdraw(db, Published.MEETING, evening.meeting_id, body_id=evening.office.body_id, now=given.now)

    assert (await client.get(PAGE)).status_code == 404


async def test_past_meetings_go_on_part_by_part(given: Given, database: Database) -> None:
    from tests.bench.district import SLUG, fill

    body_id = await fill(database, number=40, today=date(2026, 12, 3), slug=SLUG)
    seen: list[str] = []
    after = None
    async with database.read() as db:
        while True:
            part = await queries.past(db, Public(body_id), now=given.now, after=after, limit=2)
            seen += [line.key for line in part.lines]
            if (after := part.after) is None:
                break

    assert seen == [f"2006-s{number}" for number in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize("key", ["2024-1", "2024-s", "0000-s1", "2024-s9999999", "x", "2024-s1-s1", "٢٠٢٤-s1"])
async def test_an_address_that_names_no_meeting_is_not_found(given: Given, client: httpx.AsyncClient, key: str) -> None:
    evening = await planned_evening(given)
    await evening.convene()

    assert read_key(key) is None
    assert (await client.get(f"{LIST}/{key}")).status_code == 404


async def minutes(given: Given, settings: Settings, meeting_id: UUID, *, visibility: Visibility) -> UUID:
    """Signed minutes with a public edition of this visibility; not published."""
    district = await given.district()
    body_id = district.body.id
    sha256 = await Storage.of(settings).keep(body_id, b"%PDF-1.7 public edition")
    async with given.database.write() as db:
        file = File(body_id=body_id, sha256=sha256, media_type="application/pdf", size=23)
        db.add(file)
        await db.flush()
        row = (await db.exec(select(Minutes).where(Minutes.body_id == body_id, Minutes.meeting_id == meeting_id))).one()
        attachment = Attachment(
            body_id=body_id,
            object_type="minutes",
            object_id=row.id,
            file_id=file.id,
            name="Niederschrift von Mustermensch.pdf",
            visibility=visibility,
            created_at=given.now,
        )
        db.add(attachment)
        await db.flush()
        row.public_id, row.state, row.signed_at = attachment.id, MinutesState.SIGNED, given.now
    return row.id


async def test_the_minutes_can_be_downloaded_once_they_are_published(
    given: Given, client: httpx.AsyncClient, settings: Settings
) -> None:
    evening = await closed_evening(given)
    made = await minutes(given, settings, evening.meeting_id, visibility=Visibility.PUBLIC)

    before = await client.get(f"{PAGE}/niederschrift.pdf")
    async with given.database.write() as db:
        body_id = evening.office.body_id
        await publish(db, Published.MINUTES, made, body_id=body_id, visible_from=given.now, now=given.now)
    after = await client.get(f"{PAGE}/niederschrift.pdf")

    assert before.status_code == 404
    assert after.content == b"%PDF-1.7 public edition"
    assert after.headers["content-type"] == "application/pdf"
    assert after.headers["content-disposition"] == f'inline; filename="Niederschrift-{KEY}.pdf"'
    assert "niederschrift.pdf" in (await client.get(PAGE)).text
    assert "niederschrift.pdf" in (await client.get("/musterland/de/empfehlungen/2026-001")).text


async def test_an_internal_file_is_not_handed_out_even_if_something_points_at_it(
    given: Given, client: httpx.AsyncClient, settings: Settings
) -> None:
    evening = await closed_evening(given)
    made = await minutes(given, settings, evening.meeting_id, visibility=Visibility.INTERNAL)
    async with given.database.write() as db:
        body_id = evening.office.body_id
        await publish(db, Published.MINUTES, made, body_id=body_id, visible_from=given.now, now=given.now)

    assert (await client.get(f"{PAGE}/niederschrift.pdf")).status_code == 404


async def test_the_state_of_a_public_meeting_is_one_that_has_a_word(given: Given) -> None:
    evening = await planned_evening(given)
    await evening.convene()

    assert (await page_of(given)).line.state is MeetingState.CONVENED


async def test_of_a_conflict_of_interest_only_the_number_is_told_and_of_a_roll_call_only_the_count(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await running_evening(given)
    item_id, biased = evening.items["Sprachkurse am Abend"], evening.people[2]
    async with given.database.write() as db:
        entry = ConflictEntry(person_id=biased, reason="Kanarienvogel-Grund")
        await conflicts.declare(db, item_id, entry, actor=evening.office, now=evening.now)
    votes = [{"person_id": one, "choice": "yes"} for one in evening.people if one != biased]
    await evening.vote(method="roll_call", votes=votes)
    await evening.close()
    await published(evening)

    page = (await client.get(PAGE)).text
    told = (await client.get(f"/api/v1/bodies/musterland/public/meetings/{KEY}")).text

    assert "1 Mitglied hat nicht mitberaten und nicht mitgestimmt." in page
    assert "10 Ja, 0 Nein" in page
    for hidden in ("Mitglied0", "Kanarienvogel"):
        assert hidden not in page + told


async def test_a_resolution_of_the_non_public_part_is_told_only_once_it_was_announced(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await running_evening(given)
    await evening.vote()
    made = []
    async with given.database.write() as db:
        for wording in ("Kanarienvogel bleibt geheim.", "Der Beirat mietet einen Raum."):
            vote = ItemVote(wording=wording, yes=len(evening.people))
            made.append(
                await ballots.decide_item(
                    db, evening.items["Ein Einzelfall"], vote, actor=evening.office, now=evening.now
                )
            )
    async with given.database.write() as db:
        entered = Announcing(version=1)
        await resolutions.announce(db, made[1].id, entered, actor=evening.office, now=evening.now)
    await evening.close()
    await published(evening)

    page = (await client.get(PAGE)).text

    assert "Der Beirat mietet einen Raum." in page
    assert "Kanarienvogel" not in page
    assert "Ein Einzelfall" not in page


async def test_that_the_board_found_a_conflict_is_never_told_in_its_own_words(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await running_evening(given)
    vote = ItemVote.model_validate(
        {
            "subject": "conflict_of_interest",
            "wording": "Kanarienvogel ist befangen.",
            "person_id": evening.people[3],
            "yes": 10,
        }
    )
    async with given.database.write() as db:
        item_id = evening.items["Sprachkurse am Abend"]
        await procedure.decide(db, item_id, vote, actor=evening.office, now=evening.now)
    await evening.vote(yes=10)
    await evening.close()
    await published(evening)

    page = (await client.get(PAGE)).text

    assert "1 Mitglied hat nicht mitberaten und nicht mitgestimmt." in page
    assert "Kanarienvogel" not in page
