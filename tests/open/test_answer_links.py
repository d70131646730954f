"""The door by link: a unit answers without an account, and nobody else gets in."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar
from sqlmodel import select

from api.answer_doors import COOKIE, new_token
from beirat.actions import answer_links as actions
from beirat.actions import recommendations as recommendation_actions
from beirat.queries import answer_links as queries
from beirat.queries import journal, recommendations
from beirat.rules.cases import Handling
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken
from beirat.rules.permissions import Act, Role
from beirat.rules.recommendations import CaseStep
from beirat.settings import Settings
from beirat.tables.answer_links import AnswerDoor, AnswerLink
from beirat.tables.jobs import Job, JobKind
from beirat.tables.recommendations import CaseEvent, CaseEventPayload
from tests.given import Given, form_to
from tests.given_cases import Decided
from tests.given_doors import ADDRESS, Doors
from tests.house.test_routes import rows

ONE = (Decided("Abendkurse anbieten."),)
YES = {"answers-0-position": "agreed", "answers-0-text": "Wir richten zwei Kurse ein."}


@pytest.fixture
def doors(given: Given, settings: Settings) -> Doors:
    return Doors.of(given, settings)


async def page(client: httpx.AsyncClient, address: str) -> str:
    answer = await client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


async def is_closed(client: httpx.AsyncClient, here: str) -> bool:
    return (await client.get(f"{here}/antwort")).status_code == 404


async def tried(client: httpx.AsyncClient, link: str, code: str) -> int:
    return (await client.post(f"{link}/code", data={"code": code})).status_code


async def links(given: Given) -> list[AnswerLink]:
    async with given.database.read() as db:
        body_id = (await given.district()).body.id
        return list(await db.exec(select(AnswerLink).where(AnswerLink.body_id == body_id).order_by(AnswerLink.id)))


async def test_a_unit_answers_by_link_and_code_without_an_account(doors: Doors, client: httpx.AsyncClient) -> None:
    identity = await doors.cases.assigned()
    here = await doors.enter(client, await doors.link(identity))

    form = form_to(await page(client, f"{here}/antwort"), "/antwort")
    handed_in = await client.post(f"{here}/antwort/abgeben", data={**form, **YES})

    assert "Die Antworten warten auf ihre Freigabe." in await page(client, handed_in.headers["location"])
    coordinator = await doors.cases.account(Role.ADMINISTRATION_COORDINATOR)
    await doors.cases.released(identity, 1, by=coordinator, version=2)
    assert (await doors.cases.seen(identity)).points[0].answer == YES["answers-0-text"]


async def test_what_was_done_by_link_is_the_units_word_and_says_by_which_door_it_came(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await doors.cases.assigned()
    here = await doors.enter(client, await doors.link(identity))
    form = form_to(await page(client, here), "/zwischennachricht")

    sent = await client.post(f"{here}/zwischennachricht", data={**form, "text": "Wir prüfen das."})

    assert sent.status_code == 303
    [link] = await links(given)
    async with given.database.read() as db:
        office = await doors.cases.account(Role.OFFICE)
        entry = next(one for one in await journal.entries(db, office) if one.act is Act.SEND_INTERIM_MESSAGE)
        query = select(CaseEvent, CaseEventPayload).where(
            CaseEvent.body_id == office.body_id, CaseEventPayload.body_id == office.body_id
        )
        query = query.where(CaseEventPayload.id == CaseEvent.id).order_by(CaseEvent.sequence)
        event, said = list(await db.exec(query))[-1]
    assert (entry.name, entry.by_link) == ("Fachdienst Soziales", True)
    assert event.account_id is None
    assert (said.payload["unit"], event.facts["by_link"]) == ("Fachdienst Soziales", str(link.id))


async def test_opening_a_link_changes_nothing_and_sends_no_code(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    link = await doors.link(await doors.cases.assigned())
    before = await rows(given.database)

    for address in (link, f"{link}/code", f"{link}?x=1"):
        await page(client, address)
        await client.head(address)

    assert await rows(given.database) == before


async def test_link_and_code_go_to_the_registered_address_and_say_only_the_number(
    doors: Doors, client: httpx.AsyncClient
) -> None:
    identity = await doors.cases.assigned()
    link = await doors.link(identity)
    await client.post(link, data={"email": "fremd@beispiel.example", "to": "fremd@beispiel.example"})

    mails = await doors.mails()

    assert [mail["to"] for mail in mails] == [ADDRESS, ADDRESS]
    assert mails[1]["subject"] == "Ihr Code"
    for mail in mails:
        assert "Sprachkurse" not in mail["subject"] + mail["text"]
        assert "\n" not in mail["subject"] + mail["to"]


async def test_only_hashes_of_links_codes_and_doors_are_kept(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    link = await doors.link(await doors.cases.assigned())
    await client.post(link)
    code = await doors.code()
    await client.post(f"{link}/code", data={"code": code})
    kept = await rows(given.database)

    everything = " ".join(text for table, text in kept.items() if table != "job")

    assert link.rpartition("/")[2] not in everything
    assert code not in everything
    assert client.cookies[COOKIE] not in everything


@pytest.mark.parametrize("token", ["unbekannt", "", "A" * 54, "ä" * 20, "../intern", "x" * 3000])
async def test_a_guessed_link_looks_like_a_real_one_and_leads_nowhere(
    doors: Doors, client: httpx.AsyncClient, token: str
) -> None:
    real = await doors.link(await doors.cases.assigned())
    token = token or new_token((await doors.given.district()).body.id)
    if "/" in token:
        assert (await client.get(f"/antwort/{token}")).status_code in (303, 404)
        return

    shown = await page(client, f"/antwort/{token}")
    asked = await client.post(f"/antwort/{token}")
    guessed = await client.post(f"/antwort/{token}/code", data={"code": "12345678"})

    assert shown.replace(token, "") == (await page(client, real)).replace(real.rpartition("/")[2], "")
    assert asked.status_code == (await client.post(real)).status_code == 303
    assert [mail["subject"] for mail in await doors.mails() if mail["subject"] == "Ihr Code"] == ["Ihr Code"]
    real_guess = await client.post(f"{real}/code", data={"code": "00000000"})
    assert guessed.status_code == real_guess.status_code == 422


async def test_a_link_ends_thirty_days_after_the_date_for_the_answer_also_for_who_is_in(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await doors.cases.assigned()
    link = await doors.link(identity)
    due = (await doors.cases.seen(identity)).case.due_on
    assert due is not None
    given.clock.move(days=(due - given.now.date()).days + 30)
    here = await doors.enter(client, link)
    await page(client, f"{here}/antwort")

    given.clock.move(days=1, hours=-12)

    assert await is_closed(client, here)
    await client.post(link)
    assert len(await doors.mails()) == 2


async def test_a_reminder_renews_the_links_that_are_there(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await doors.cases.assigned()
    link = await doors.link(identity)
    given.clock.move(days=110)

    await doors.another_link(identity, by=(await given.district()).system)
    given.clock.move(days=29)

    await doors.enter(client, link)


async def test_a_revoked_link_lets_nobody_in_and_whoever_is_in_is_out(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await doors.cases.assigned()
    link = await doors.link(identity)
    here = await doors.enter(client, link)
    office = await doors.cases.account(Role.OFFICE)

    async with given.database.write() as db:
        await actions.revoke(db, identity, await doors.unit(), actor=office, now=given.now)

    assert await is_closed(client, here)
    await client.post(link)
    assert len(await doors.mails()) == 2


async def test_with_another_registered_address_links_to_the_former_one_end(
    doors: Doors, client: httpx.AsyncClient
) -> None:
    link = await doors.link(await doors.cases.assigned())
    here = await doors.enter(client, link)

    await doors.address("neu@musterland.example")

    assert await is_closed(client, here)


async def test_after_five_wrong_codes_the_right_one_opens_nothing_and_the_coordinator_is_told(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    link = await doors.link(await doors.cases.assigned())
    await client.post(link)
    code = await doors.code()
    wrong = str((int(code) + 1) % 10**8).zfill(8)

    for _ in range(5):
        await tried(client, link, wrong)
        given.clock.move(minutes=1)
    after = await tried(client, link, code)

    assert after in (422, 429)
    async with given.database.read() as db:
        told = [job.payload["happening"] for job in await db.exec(select(Job).where(Job.kind == JobKind.NOTICE))]
    assert "door_locked" in told


async def test_asking_for_new_codes_gives_no_further_guesses(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    link = await doors.link(await doors.cases.assigned())
    for _ in range(5):
        await client.post(link)
        given.clock.move(minutes=2)
        wrong = str((int(await doors.code()) + 1) % 10**8).zfill(8)
        await tried(client, link, wrong)
        given.clock.move(minutes=2)

    [kept] = await links(given)

    assert kept.locked_until is not None


async def test_after_a_quarter_of_an_hour_a_new_code_opens_a_locked_link(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    link = await doors.link(await doors.cases.assigned())
    await client.post(link)
    wrong = str((int(await doors.code()) + 1) % 10**8).zfill(8)
    for _ in range(5):
        await tried(client, link, wrong)

    given.clock.move(minutes=16)

    await doors.enter(client, link)


@pytest.mark.parametrize("minutes", [15, 16])
async def test_a_code_ends_after_a_quarter_of_an_hour(
    doors: Doors, given: Given, client: httpx.AsyncClient, minutes: int
) -> None:
    link = await doors.link(await doors.cases.assigned())
    await client.post(link)
    code = await doors.code()

    given.clock.move(minutes=minutes)

    assert await tried(client, link, code) == 422


async def test_a_code_works_once(doors: Doors, client: httpx.AsyncClient, other_client: httpx.AsyncClient) -> None:
    link = await doors.link(await doors.cases.assigned())
    await doors.enter(client, link)

    assert await tried(other_client, link, await doors.code()) == 422


async def test_many_guesses_are_slowed_down_for_links_that_exist_and_such_that_do_not(
    doors: Doors, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    real = await doors.link(await doors.cases.assigned())
    unknown = f"/antwort/{new_token((await doors.given.district()).body.id)}"

    answers = {path: [await tried(client, path, "00000000") for _ in range(7)] for path in (real, unknown)}

    assert answers[real] == answers[unknown]
    assert answers[real][-1] == 429


async def test_a_unit_sees_only_its_own_points_and_only_this_recommendation(
    doors: Doors, client: httpx.AsyncClient
) -> None:
    received = await doors.cases.received()
    identity = await doors.cases.assigned(received, p1="FD 50", p2="FD 40", p3="FD 40")
    other = await doors.cases.assigned(await doors.cases.received(await doors.cases.decided(title="Bus am Abend")))
    here = await doors.enter(client, await doors.link(identity))

    shown = await page(client, f"{here}/antwort")
    form = form_to(shown, "/antwort")
    foreign = await client.post(f"{here}/antwort", data={**form, "answers-0-number": "2", **YES})

    assert "Abendkurse anbieten." in shown
    assert "Kinder betreuen." not in shown + await page(client, here)
    assert foreign.status_code == 404
    assert str(other) not in shown
    async with doors.given.database.read() as db:
        [link] = await links(doors.given)
        viewer = queries.viewer_by(link, "FD 50")
        with pytest.raises(NotFound):
            await recommendations.view(db, viewer, other)


async def test_the_cookie_of_one_door_opens_no_other(doors: Doors, client: httpx.AsyncClient) -> None:
    here = await doors.enter(client, await doors.link(await doors.cases.assigned()))
    second = await doors.cases.assigned(await doors.cases.received(await doors.cases.decided(title="Bus am Abend")))
    await doors.another_link(second)
    [first, other] = await links(doors.given)
    word = client.cookies[COOKIE]
    client.cookies.clear()

    answers = [
        (await client.get(f"/antwort/offen/{one}/antwort", headers={"Cookie": f"{COOKIE}={word}"})).status_code
        for one in (first.id, other.id, uuid4())
    ]

    assert here.endswith(str(first.id))
    assert answers == [200, 404, 404]


async def test_the_cookie_is_short_lived_and_goes_nowhere_else(doors: Doors, client: httpx.AsyncClient) -> None:
    link = await doors.link(await doors.cases.assigned())
    await client.post(link)

    opened = await client.post(f"{link}/code", data={"code": await doors.code()})

    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert f"Path={opened.headers['location'].removesuffix('/antwort')}" in cookie
    assert "beirat_login" not in cookie


async def test_behind_https_the_cookie_is_secure(
    doors: Doors, app: Litestar, client: httpx.AsyncClient, settings: Settings
) -> None:
    app.state.settings = replace(settings, public_url="https://beirat.test")
    link = await doors.link(await doors.cases.assigned())
    await client.post(link)

    opened = await client.post(f"{link}/code", data={"code": await doors.code()})

    assert "Secure" in opened.headers["set-cookie"]


async def test_a_door_closes_after_two_hours_and_what_was_typed_is_shown(
    doors: Doors, given: Given, client: httpx.AsyncClient
) -> None:
    here = await doors.enter(client, await doors.link(await doors.cases.assigned()))
    form = form_to(await page(client, f"{here}/antwort"), "/antwort")

    given.clock.move(hours=2, minutes=1)
    late = await client.post(f"{here}/antwort", data={**form, **YES})

    assert late.status_code == 404
    assert YES["answers-0-text"] in late.text


async def test_whoever_leaves_is_out(doors: Doors, given: Given, client: httpx.AsyncClient) -> None:
    here = await doors.enter(client, await doors.link(await doors.cases.assigned()))
    word = client.cookies[COOKIE]
    form = form_to(await page(client, here), "/abmelden")

    left = await client.post(f"{here}/abmelden", data=form)

    assert left.status_code == 303
    assert (await client.get(here, headers={"Cookie": f"{COOKIE}={word}"})).status_code == 404
    async with given.database.read() as db:
        body_id = (await given.district()).body.id
        [door] = await db.exec(select(AnswerDoor).where(AnswerDoor.body_id == body_id))
    assert door.closed_at == given.now


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://anderswo.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
async def test_another_site_can_neither_ask_for_codes_nor_send_answers(
    doors: Doors, client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    link = await doors.link(await doors.cases.assigned())
    here = await doors.enter(client, link)
    form = form_to(await page(client, f"{here}/antwort"), "/antwort")

    answers = [
        await client.post(link, headers=headers),
        await client.post(f"{link}/code", data={"code": "1"}, headers=headers),
        await client.post(f"{here}/antwort", data={**form, **YES}, headers=headers),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


async def test_a_form_without_the_doors_own_word_is_not_taken(doors: Doors, client: httpx.AsyncClient) -> None:
    here = await doors.enter(client, await doors.link(await doors.cases.assigned()))
    form = form_to(await page(client, f"{here}/antwort"), "/antwort")

    answer = await client.post(f"{here}/antwort", data={**form, **YES, "_csrf": "0" * 64})

    assert answer.status_code == 422
    assert YES["answers-0-text"] in answer.text


async def test_a_signed_in_account_is_nobody_at_the_door(doors: Doors, given: Given, client: httpx.AsyncClient) -> None:
    await doors.link(await doors.cases.assigned())
    [link] = await links(given)
    await given.signed_in(client, Role.ADMINISTRATION_COORDINATOR)

    assert await is_closed(client, f"/antwort/offen/{link.id}")


async def test_points_that_were_moved_away_end_the_way_in(doors: Doors, client: httpx.AsyncClient) -> None:
    identity = await doors.cases.assigned()
    here = await doors.enter(client, await doors.link(identity))

    await doors.cases.assigned(identity, p1="FD 40", p2="FD 40", p3="FD 40")

    assert await is_closed(client, here)


async def test_a_unit_without_address_gets_no_link(doors: Doors) -> None:
    identity = await doors.cases.assigned()

    with pytest.raises(RuleBroken) as refused:
        await doors.another_link(identity)

    assert refused.value.code is Broken.UNIT_WITHOUT_ADDRESS


async def test_only_a_unit_that_leads_a_point_gets_a_link(doors: Doors) -> None:
    identity = await doors.cases.assigned()

    with pytest.raises(NotFound):
        await doors.link(identity, unit="FD 40")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CHAIR, Role.ADMINISTRATION, Role.OBSERVER])
async def test_only_office_and_coordinator_send_links(doors: Doors, given: Given, role: Role) -> None:
    identity = await doors.cases.assigned()

    with pytest.raises((NotPermitted, NotFound)):
        await doors.link(identity, by=await given.account(role))


async def test_the_office_of_another_district_finds_no_recommendation_to_send_links_for(
    doors: Doors, given: Given
) -> None:
    identity = await doors.cases.assigned()
    neighbour = await given.body("nachbarland")
    office = await given.account(Role.OFFICE, in_district=neighbour)

    with pytest.raises(NotFound):
        await doors.link(identity, by=office)


async def test_an_address_with_a_line_break_is_no_address(doors: Doors) -> None:
    await doors.address("a@b.example")
    with pytest.raises(RuleBroken):
        await doors.address("a@b.example\nBcc: alle@beispiel.example")


async def test_a_closed_case_is_open_to_no_link(doors: Doors, given: Given, client: httpx.AsyncClient) -> None:
    identity = await doors.cases.assigned(await doors.cases.received(await doors.cases.decided(ONE)), p1="FD 50")
    here = await doors.enter(client, await doors.link(identity))
    resolution = await doors.cases.resolution()

    async with given.database.write() as db:
        office = await doors.cases.account(Role.OFFICE)
        await recommendation_actions.decide_step(db, identity, CaseStep.CLOSE, resolution, actor=office, now=given.now)

    assert (await doors.cases.seen(identity)).handling is Handling.CLOSED
    assert await is_closed(client, here)
