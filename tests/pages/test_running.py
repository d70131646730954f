"""Running a meeting in the browser, without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from beirat.queries import running
from beirat.rules.permissions import Role
from tests.given import Given
from tests.support.evening import Evening, planned_evening, running_evening
from tests.support.sent_forms import addresses, form_to

MOTION, REPORT = "Sprachkurse am Abend", "Bericht der Verwaltung"


class Desk:
    """The browser of whoever runs the meeting."""

    def __init__(self, evening: Evening, client: httpx.AsyncClient, intern: str) -> None:
        self.evening, self.client = evening, client
        self.root = f"{intern}/sitzungen/{evening.meeting_id}/fuehren"

    async def page(self, heading: str = "") -> str:
        top = f"?top={self.evening.items[heading]}" if heading else ""
        answer = await self.client.get(f"{self.root}{top}")
        assert answer.status_code == 200, answer.text
        return answer.text

    async def send(self, page: str, ending: str, **typed: Any) -> httpx.Response:
        """Sends the form with this address; ``typed`` changes what it holds (``__`` stands for a dash)."""
        address, fields = form_to(page, ending)
        changed = {name.replace("__", "-"): value for name, value in typed.items()}
        return await self.client.post(address, data={**fields, **changed})

    async def sent(self, page: str, ending: str, **typed: Any) -> str:
        """The page that a form leads to."""
        answer = await self.send(page, ending, **typed)
        assert answer.status_code == 303, answer.text
        return (await self.client.get(answer.headers["location"])).text

    async def seen(self) -> running.RunningView:
        async with self.evening.given.database.read() as db:
            who = self.evening
            return await running.view(db, who.office, who.meeting_id, now=who.now)


async def desk(given: Given, client: httpx.AsyncClient, *, there: bool = True) -> Desk:
    evening = await running_evening(given, there=there)
    await given.signed_in(client, viewer=evening.office)
    return Desk(evening, client, (await given.district()).intern)


async def test_a_convened_meeting_is_opened_with_one_time(given: Given, client: httpx.AsyncClient) -> None:
    evening = await planned_evening(given)
    await evening.convene()
    given.clock.move(days=14, minutes=7)
    await given.signed_in(client, viewer=evening.office)
    at = Desk(evening, client, (await given.district()).intern)

    page = await at.page()
    opened = await at.sent(page, "/eroeffnen")

    assert 'value="18:00"' in page
    assert "Die Sitzung ist eröffnet" in opened
    assert (await at.seen()).opened_at == evening.at(18)


async def test_everybody_is_ticked_at_first_and_presence_comes_before_the_item(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client, there=False)

    page = await at.page()
    after = await at.sent(page, "/anwesenheit", mark="present")

    assert page.index('id="presence-title"') < page.index('id="course-title"')
    assert "Zuerst die Anwesenheit" in page
    assert "11 von 15" in after
    assert "beschlussfähig (nötig 8)" in after
    assert (await at.seen()).present == 11


async def test_some_are_excused_some_come_and_one_leaves(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client, there=False)
    first, second, *others = (str(one) for one in at.evening.people)

    page = await at.sent(await at.page(), "/anwesenheit", mark="excused", person_ids=[first])
    page = await at.sent(page, "/anwesenheit", mark="unexcused", person_ids=[second])
    page = await at.sent(page, "/anwesenheit", mark="present", person_ids=others, at="18:00")
    page = await at.sent(page, "/gegangen", person_ids=[others[0]], at="18:05")

    assert "8 von 15" in page
    for words in ("entschuldigt", "fehlt unentschuldigt", "18:00 bis 18:05"):
        assert words in page


async def test_a_wrong_time_shows_the_form_again_with_who_was_ticked(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client, there=False)

    answer = await at.send(await at.page(), "/anwesenheit", mark="present", at="23:00")

    assert answer.status_code == 422
    assert "Diese Uhrzeit liegt außerhalb der Sitzung" in answer.text
    assert len(form_to(answer.text, "/anwesenheit")[1]["person_ids"]) == 11
    assert (await at.seen()).present == 0


async def test_an_entry_is_put_right_and_taken_back(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    entry = (await at.seen()).members[0].entries[0]

    page = (await client.get(f"{at.root}/anwesenheit/{entry.id}")).text
    await at.sent(page, f"/anwesenheit/{entry.id}", came_at="18:02", left_at="")
    page = (await client.get(f"{at.root}/anwesenheit/{entry.id}")).text
    after = await at.sent(page, "/entfernen")

    assert "10 von 15" in after


async def test_all_points_are_voted_on_together_and_the_reckoning_is_told_in_words(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)

    page = await at.page(MOTION)
    after = await at.sent(page, f"/antrag/{at.evening.motions[MOTION]}", yes="9", no="1", abstained="1")

    assert "11 Mitglieder können abstimmen" in page
    assert "9 Ja, 1 Nein, 1\N{NO-BREAK SPACE}Enthaltung: angenommen. 11 stimmberechtigte Mitglieder waren da." in after
    assert "Angenommen, weil es mehr Ja als Nein gibt (9 zu 1)" in after
    assert "Empfehlung E-2026/001" in after


async def test_points_are_voted_on_one_by_one_and_an_oral_change_is_shown(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)
    ending = f"/antrag/{at.evening.motions[MOTION]}"
    page = await at.page(MOTION)
    single = await at.send(page, ending, _add="point_by_point", points__0__wording="Der Landkreis bietet Kurse an.")
    assert "Der Landkreis bietet Kurse an." in single.text

    counts = {"points__0__yes": "11", "points__1__yes": "5", "points__1__no": "6", "points__2__yes": "11"}
    after = await at.sent(single.text, ending, **counts)

    assert "Geändert beschlossen" in after
    assert re.search(r"<del>.*Sprachkurse am Abend", after, re.DOTALL)
    assert "Abgelehnt, weil es nicht mehr Ja als Nein gibt (5 zu 6)" in after


async def test_wrong_counts_are_named_with_both_numbers_and_nothing_typed_is_lost(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)
    ending = f"/antrag/{at.evening.motions[MOTION]}"
    single = await at.send(await at.page(MOTION), ending, _add="point_by_point")

    answer = await at.send(
        single.text, ending, points__0__yes="10", points__1__yes="11", points__2__no="12", points__2__wording="Neu."
    )

    assert answer.status_code == 422
    assert "Gezählt sind 10 Stimmen, anwesend sind 11 Stimmberechtigte" in answer.text
    assert "Gezählt sind 12 Stimmen, anwesend sind 11 Stimmberechtigte" in answer.text
    assert 'href="#f-points-0-yes"' in answer.text
    assert 'href="#f-points-2-yes"' in answer.text
    fields = form_to(answer.text, ending)[1]
    assert (fields["points-2-wording"], fields["points-0-yes"], fields["order"]) == (
        ["Neu."],
        ["10"],
        ["point_by_point"],
    )
    assert not any(item.resolutions for item in (await at.seen()).items)


async def test_a_ballot_sent_twice_is_one_ballot(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    page = await at.page(MOTION)
    ending = f"/antrag/{at.evening.motions[MOTION]}"

    answers = [await at.send(page, ending, yes="11") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len((await at.seen()).item(at.evening.items[MOTION]).resolutions) == 1


async def test_an_annulled_ballot_makes_room_for_another(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    decided = await at.sent(await at.page(MOTION), f"/antrag/{at.evening.motions[MOTION]}", yes="11")
    resolution = (await at.seen()).item(at.evening.items[MOTION]).resolutions[0]

    after = await at.sent(decided, f"/aufheben/{resolution.id}")

    assert "Die Abstimmung ist aufgehoben" in after
    assert "Abstimmung speichern" in after


async def test_presence_that_no_longer_fits_a_ballot_is_pointed_out(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    await at.sent(await at.page(MOTION), f"/antrag/{at.evening.motions[MOTION]}", yes="11")
    entry = (await at.seen()).members[0].entries[0]

    page = (await client.get(f"{at.root}/anwesenheit/{entry.id}")).text
    await at.sent(page, "/entfernen")

    assert "Anwesenheit und Abstimmung passen nicht mehr zusammen" in await at.page(MOTION)


async def test_under_a_report_a_free_resolution_is_taken_and_under_misc_none(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)

    after = await at.sent(await at.page(REPORT), "/beschluss", wording="Der Beirat dankt für den Bericht.", yes="11")

    assert "Der Beirat dankt für den Bericht." in after
    misc = await at.page("Verschiedenes")
    assert "Hier wird nicht abgestimmt." in misc
    assert not [address for address in addresses(misc) if address.endswith("/beschluss")]


async def test_text_is_saved_and_the_next_item_opens(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)

    following = await at.sent(await at.page(MOTION), "/verlauf", course="Frau Beispiel begründet.", _next="1")

    assert f"TOP 2: {REPORT}" in following
    assert "Frau Beispiel begründet." in await at.page(MOTION)


async def test_two_who_write_see_both_texts_and_decide(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    page = await at.page(REPORT)
    other = await at.page(REPORT)
    await at.sent(page, "/verlauf", course="Fassung der ersten Person")

    answer = await at.send(other, "/verlauf", course="Fassung der zweiten Person")
    resolved = await at.sent(answer.text, "/verlauf")

    assert answer.status_code == 409
    assert "Fassung der ersten Person" in answer.text
    assert "Fassung der zweiten Person" in resolved


async def test_an_item_is_put_off_and_taken_up_again(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)

    put_off = await at.sent(await at.page(MOTION), "/vertagen", reason="Es fehlen Zahlen.")
    again = await at.sent(put_off, "/wieder-aufnehmen")

    assert "Vertagt auf eine spätere Sitzung" in put_off
    assert "Abstimmung speichern" in again


async def test_closing_names_what_is_open_and_then_leads_to_the_minutes(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)
    asked = (await client.get(f"{at.root}/schliessen")).text
    given.clock.move(hours=1)
    refused = await at.send(asked, "/schliessen", at="19:00")
    await at.sent(await at.page(MOTION), f"/antrag/{at.evening.motions[MOTION]}", yes="11")

    closed = await at.sent((await client.get(f"{at.root}/schliessen")).text, "/schliessen", at="19:05")

    assert "Das ist noch offen" in asked
    assert refused.status_code == 422
    assert "TOP 1" in refused.text
    assert "Die Sitzung ist geschlossen" in closed
    assert "Niederschrift S-1" in closed
    moved = await client.get(at.root)
    assert (moved.status_code, moved.headers["location"].endswith("/niederschrift")) == (303, True)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER])
async def test_members_do_not_run_the_meeting(given: Given, client: httpx.AsyncClient, role: Role) -> None:
    evening = await running_evening(given)
    await given.signed_in(client, role)

    answer = await client.get(f"{(await given.district()).intern}/sitzungen/{evening.meeting_id}/fuehren")

    assert answer.status_code == 403


async def test_the_administration_and_other_districts_do_not_even_see_it(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    evening = await running_evening(given)
    await given.signed_in(client, Role.ADMINISTRATION)
    other = await given.body("anderland")
    await given.signed_in(other_client, Role.OFFICE, in_district=other)

    rest = f"/sitzungen/{evening.meeting_id}/fuehren"
    answers = [await client.get((await given.district()).intern + rest), await other_client.get(other.intern + rest)]

    assert [answer.status_code for answer in answers] == [404, 404]


async def test_opening_a_page_changes_nothing(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    before = await at.seen()

    for rest in ("", "/schliessen", f"/anwesenheit/{before.members[0].entries[0].id}"):
        assert (await client.get(f"{at.root}{rest}")).status_code == 200

    assert await at.seen() == before


async def test_before_its_day_a_meeting_is_not_offered_to_be_run(given: Given, client: httpx.AsyncClient) -> None:
    evening = await planned_evening(given)
    await evening.convene()
    meeting = f"{(await given.district()).intern}/sitzungen/{evening.meeting_id}"
    given.clock.move(days=13)
    await given.signed_in(client, viewer=evening.office)
    page, desk = [(await client.get(f"{meeting}{rest}")).text for rest in ("", "/fuehren")]
    before = (await client.get(meeting.partition("sitzungen")[0])).text

    given.clock.move(days=1)
    await given.signed_in(client, viewer=evening.office)
    on_the_day = (await client.get(meeting.partition("sitzungen")[0])).text

    assert "/fuehren" not in page
    assert "An diesem Tag eröffnen Sie sie hier." in desk
    assert "Sitzung führen" not in before
    assert "Sitzung führen" in on_the_day
