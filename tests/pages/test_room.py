"""The room, ballots on the meeting, roll calls and elections in the browser, without JavaScript."""

from __future__ import annotations

import re

import httpx

from beirat.rules.quorum import QuorumBasis
from tests.given import Given
from tests.pages.test_running import MOTION, REPORT, Desk, desk
from tests.support.sent_forms import addresses, form_to


async def seated(at: Desk, number: int) -> str:
    return str(at.evening.people[number])


async def test_a_break_is_entered_and_its_end_with_one_time(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    given.clock.move(minutes=40)

    page = await at.sent(await at.page(), "/unterbrechung", began_at="18:30", ended_at="")
    assert "Die Sitzung ist unterbrochen" in page
    page = await at.sent(page, "/ende", at="18:40")

    assert "Die Sitzung ist unterbrochen" not in page
    assert "Unterbrochen 18:30 bis 18:40" in page


async def test_somebody_else_presides_a_guest_is_noted_and_taken_back(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)

    page = await at.sent(await at.page(), "/leitung", person_id=await seated(at, 1), reason="bias", at="18:02")
    page = await at.sent(page, "/gast", function="Fachdienst Soziales", is_administration="true")
    assert "Ab 18:02 leitet Muster" in page
    assert "Fachdienst Soziales (Verwaltung)" in page

    [address] = [one for one in addresses(page) if "/raum/guest/" in one]
    page = await at.sent(page, address.partition("fuehren")[2].partition("?")[0])
    assert "Fachdienst Soziales (Verwaltung)" not in page


async def test_a_doubt_is_counted_and_told(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client, there=False)
    await at.evening.arrive(*at.evening.people[:7])

    page = await at.page()
    assert "gilt als beschlussfähig, bis jemand zweifelt" in page
    page = await at.sent(page, "/zweifel", person_id=await seated(at, 0), at="18:05")

    assert "Um 18:05 gezählt: 7, nicht beschlussfähig" in page
    assert (await at.seen()).there.quorum is QuorumBasis.FOUND_LACKING


async def test_who_is_biased_is_entered_with_the_hint_and_has_no_vote(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)

    page = await at.page(MOTION)
    assert "selbst eingewandert" in page
    page = await at.sent(page, "/befangen", person_id=await seated(at, 2), left_at="18:04", reason="Vereinsvorstand")
    assert "10 Mitglieder können abstimmen (11 anwesend, 1 ohne Stimme bei diesem Punkt)" in page
    answer = await at.send(page, f"/antrag/{at.evening.motions[MOTION]}", yes="11")
    assert "Gezählt sind 11 Stimmen, abstimmen können 10" in answer.text

    page = await at.sent(page, f"/antrag/{at.evening.motions[MOTION]}", yes="10")
    assert "11 stimmberechtigte Mitglieder waren da, 1 davon hat nicht mitgestimmt." in page


async def test_an_urgent_motion_misses_its_majority_and_the_page_says_by_what(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)
    urgent = str(await at.evening.motion("Hitzeschutz"))

    page = await at.page(REPORT)
    assert "Dringlichkeit (zwei Drittel der gesetzlichen Mitgliederzahl, 10 Stimmen)" in page
    typed = {"subject": "urgency", "motion_id": urgent, "wording": "Der Antrag ist dringlich."}
    after = await at.sent(page, "/verfahren", **typed, yes="9", no="2")

    assert "9 Ja, 2 Nein: nicht zugelassen, nötig sind 10, zwei Drittel von 15" in after
    after = await at.sent(after, "/verfahren", **typed, yes="10", no="1")
    assert "Hitzeschutz" in after.partition("agenda-title")[2].partition("item-work")[0]


async def test_what_is_missing_in_a_ballot_on_the_meeting_is_asked_for_and_nothing_typed_is_lost(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)

    typed = {"subject": "order_of_business", "wording": "Die Debatte ist zu Ende.", "yes": "11"}
    answer = await at.send(await at.page(REPORT), "/verfahren", **typed)

    assert answer.status_code == 422
    assert form_to(answer.text, "/verfahren")[1]["wording"] == ["Die Debatte ist zu Ende."]


async def test_a_roll_call_is_a_page_of_its_own_with_everybody_who_may_vote(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)
    path = f"{at.root}/{at.evening.items[MOTION]}/namentlich?antrag={at.evening.motions[MOTION]}"
    page = (await client.get(path)).text
    address, fields = form_to(page, "/namentlich")
    assert len(re.findall('class="voter"', page)) == 11

    missing = await client.post(address, data={**fields, "votes-0-choice": "yes"})
    assert missing.status_code == 422
    choices = {f"votes-{n}-choice": "no" if n == 3 else "yes" for n in range(11)}
    saved = await client.post(address, data={**fields, **choices})
    after = (await client.get(saved.headers["location"])).text

    assert "10 Ja, 1 Nein: angenommen" in after
    assert "Namentlich." in after
    assert re.search(r"Nein: Muster Mitglied\d+\.", after)


async def test_an_own_vote_is_put_on_record_at_the_ballot(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    made = await at.evening.vote(yes=10, no=1)

    ending = f"/zu-protokoll/{made.ballots[0].id}"
    page = await at.sent(await at.page(MOTION), ending, person_id=await seated(at, 4), choice="no")

    assert re.search(r"Nein: Muster Mitglied\d+\.", page)


async def test_an_election_goes_round_by_round_to_the_lot_and_the_acceptance(
    given: Given, client: httpx.AsyncClient
) -> None:
    at = await desk(given, client)
    typed = {"post": "Vorsitz", "candidates__0__person_id": await seated(at, 0), "candidates__1__name": "Tarek Muster"}

    page = await at.sent(await at.page(REPORT), "/wahl", **typed)
    for _ in range(2):
        page = await at.sent(page, "/wahlgang", counts__0__votes="5", counts__1__votes="5", abstained="1")
    assert "Die Sitzungsleitung zieht das Los" in page
    [winner] = re.findall(r'name="winner_ids" value="([^"]+)"[^>]*>\s*<label[^>]*>Tarek Muster', page)
    page = await at.sent(page, "/los", winner_ids=[winner], drawn_by="Die Vorsitzende")
    page = await at.sent(page, "/annahme", accepted_ids=[winner])

    assert "Gewählt: Tarek Muster (nimmt an)." in page
    assert "Vorsitz: im 3. Wahlgang gewählt, Wahl angenommen." in page


async def test_several_motions_are_decided_with_one_form(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client)
    urgent = str(await at.evening.motion("Hitzeschutz"))
    page = await at.page(REPORT)
    await at.sent(page, "/verfahren", subject="urgency", motion_id=urgent, wording="Dringlich.", yes="11")

    both = [urgent, str(at.evening.motions[MOTION])]
    page = await at.sent(await at.page(MOTION), "/en-bloc", motion_ids=both, yes="11")

    assert "gemeinsam mit anderen Anträgen" in page
    assert all(not item.is_open for item in (await at.seen()).items)


async def test_what_nobody_counted_and_what_lacked_the_quorum_is_told(given: Given, client: httpx.AsyncClient) -> None:
    at = await desk(given, client, there=False)
    await at.evening.arrive(*at.evening.people[:7])
    page = await at.sent(await at.page(), "/zweifel", person_id="", at="18:05")

    typed = {"method": "without_count", "uncounted": "nobody_against", "wording": "Der Beirat dankt.", "yes": ""}
    page = await at.sent(await at.page(REPORT), "/beschluss", **typed)

    assert "Ohne Gegenstimmen angenommen, nicht ausgezählt" in page
    assert "Nicht beschlussfähig" in page
