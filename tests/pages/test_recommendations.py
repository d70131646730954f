"""Recommendations in the browser: the list, the steps of office and coordinator, and who sees what."""

from __future__ import annotations

import re
from uuid import UUID

import httpx
import pytest

from api.words.recommendations import HANDLINGS
from beirat.actions import recommendations as actions
from beirat.rules.cases import Handling
from beirat.rules.meetings import Part
from beirat.rules.permissions import Role
from beirat.rules.recommendations import CaseStep
from tests.given import Given
from tests.given_cases import AGREED, Cases, form_to


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def path(given: Given, identity: UUID, more: str = "") -> str:
    return f"{(await given.district()).intern}/empfehlungen/{identity}{more}"


async def opened(client: httpx.AsyncClient, address: str) -> str:
    answer = await client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_the_office_hands_over_and_sees_that_no_clock_runs_yet(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.decided()
    await given.signed_in(client, Role.OFFICE)
    here = await path(given, identity)
    form = form_to(await opened(client, here), "/zuleiten")

    answer = await client.post(f"{here}/zuleiten", data={**form, "sent_on": "2026-12-01"})
    page = await opened(client, answer.headers["location"])

    assert answer.status_code == 303
    assert "Die Empfehlung ist zugeleitet." in page
    assert "Zugeleitet am 1. Dezember 2026. Die Uhr läuft erst, wenn der Eingang bestätigt ist." in page


async def test_a_wrong_date_comes_back_with_its_sentence_and_what_was_typed(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.decided()
    await given.signed_in(client, Role.OFFICE)
    here = await path(given, identity)
    form = form_to(await opened(client, here), "/zuleiten")

    answer = await client.post(f"{here}/zuleiten", data={**form, "sent_on": "2027-01-01"})

    assert answer.status_code == 422
    assert "Dieses Datum liegt in der Zukunft" in answer.text
    assert 'value="2027-01-01"' in answer.text


async def test_a_double_click_hands_over_once(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.decided()
    await given.signed_in(client, Role.OFFICE)
    here = await path(given, identity)
    form = form_to(await opened(client, here), "/zuleiten") | {"sent_on": "2026-12-01"}

    answers = [await client.post(f"{here}/zuleiten", data=form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert (await cases.seen(identity)).version == 3


async def test_opening_a_page_changes_nothing(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.decided()
    await given.signed_in(client, Role.OFFICE)

    for more in ("", "/zuleiten"):
        await client.get(await path(given, identity, more))

    assert (await cases.seen(identity)).handling is Handling.TO_BE_SENT


async def test_the_coordinator_confirms_the_receipt_and_the_clock_runs(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.sent()
    await given.signed_in(client, Role.ADMINISTRATION_COORDINATOR)
    here = await path(given, identity)
    form = form_to(await opened(client, here), "/eingang")

    answer = await client.post(
        f"{here}/eingang", data={**form, "received_on": "2026-12-03", "file_reference": "LB 7/26"}
    )
    page = await opened(client, answer.headers["location"])

    assert "Antwort erbeten bis 3. März 2027 (noch 90 Tage)" in page
    assert "Zeichen der Verwaltung: LB 7/26" in page
    assert "Frist" not in page


async def test_the_coordinator_gives_points_to_units_and_moves_one(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.received()
    await given.signed_in(client, Role.ADMINISTRATION_COORDINATOR)
    here, units = await path(given, identity), (await given.district()).unit_ids
    chosen = {"units-0-unit_id": units["FD 50"], "units-1-unit_id": units["FD 40"], "units-2-unit_id": ""}

    first = await client.post(
        f"{here}/zuweisen", data={**form_to(await opened(client, here), "/zuweisen"), **texts(chosen)}
    )
    moved = chosen | {"units-0-unit_id": units["FD 40"]}
    second = await client.post(
        f"{here}/zuweisen", data={**form_to(await opened(client, here), "/zuweisen"), **texts(moved)}
    )

    assert [first.status_code, second.status_code] == [303, 303]
    assert [point.unit for point in (await cases.seen(identity)).points] == ["Fachdienst Schule"] * 2 + [""]


def texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


async def test_a_unit_sees_its_own_points_on_the_page_and_no_others(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned(await cases.received(), p1="FD 50", p2="FD 40")
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION, "FD 50"))

    page = await opened(client, await path(given, identity))

    assert "Abendkurse anbieten." in page
    assert "Kinder betreuen." not in page
    assert "Viele arbeiten tagsüber." not in page
    assert "Antworten schreiben" in page


@pytest.mark.parametrize("role", [Role.ADMINISTRATION, Role.ADMINISTRATION_COORDINATOR, Role.ADMIN])
async def test_who_must_not_see_it_finds_nothing(
    cases: Cases, given: Given, client: httpx.AsyncClient, role: Role
) -> None:
    identity = await cases.decided()
    await given.signed_in(client, role)

    answer = await client.get(await path(given, identity))

    assert answer.status_code == 404
    assert "Sprachkurse" not in answer.text


async def test_a_member_reads_everything_and_finds_no_button(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await cases.answered(identity, p1=AGREED)
    await given.signed_in(client, Role.MEMBER)

    page = await opened(client, await path(given, identity))

    assert AGREED.text in page
    assert "Wird gefolgt" in page
    assert not re.findall(rf'action="[^"]*{identity}', page)


async def test_a_button_that_is_not_there_does_not_work_either(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.decided()
    await given.signed_in(client, Role.MEMBER)
    page = await opened(client, await path(given, identity))
    csrf = form_to(page, "/abmelden")["_csrf"]

    answer = await client.post(
        await path(given, identity, "/zuleiten"), data={"_csrf": csrf, "version": "2", "sent_on": ""}
    )

    assert answer.status_code == 403
    assert (await cases.seen(identity)).handling is Handling.TO_BE_SENT


async def test_the_list_is_narrowed_by_how_far_things_are(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    await cases.decided(title="Noch hier")
    await cases.received(await cases.decided(title="Längst dort"))
    await given.signed_in(client, Role.OFFICE)
    intern = (await given.district()).intern

    everything = await opened(client, f"{intern}/empfehlungen")
    waiting = await opened(client, f"{intern}/empfehlungen?zeige=wartet")
    nothing = await opened(client, f"{intern}/empfehlungen?zeige=beantwortet&feld=work")

    assert "Noch hier" in everything
    assert "Längst dort" in everything
    assert "Noch hier" not in waiting
    assert "Längst dort" in waiting
    assert "Hier ist nichts" in nothing


async def test_the_list_of_a_unit_has_no_number_of_other_units_points(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    await cases.assigned(await cases.received(), p1="FD 50")
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION, "FD 50"))

    page = await opened(client, f"{(await given.district()).intern}/empfehlungen")

    assert "E-2026/001" in page
    assert "von 3" not in page


async def test_forwarding_says_to_whom(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.received()
    await given.signed_in(client, Role.ADMINISTRATION_COORDINATOR)
    here = await path(given, identity)
    form = form_to(await opened(client, here), "/weiterleiten")

    refused = await client.post(f"{here}/weiterleiten", data={**form, "to": ""})
    done = await client.post(f"{here}/weiterleiten", data={**form, "numbers": "2", "to": "Kultusministerium", "on": ""})
    page = await opened(client, done.headers["location"])

    assert refused.status_code == 422
    assert "Weitergeleitet am 3. Dezember 2026 an Kultusministerium." in page


async def test_what_is_not_public_says_so(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.decided(part=Part.NON_PUBLIC)
    await given.signed_in(client, Role.OFFICE)

    page = await opened(client, await path(given, identity))

    assert "nicht öffentlich" in page
    assert "Öffentliche Seite ansehen" not in page.partition("<main")[2]


async def test_the_page_of_a_motion_leads_to_what_became_of_it(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await cases.answered(identity, p1=AGREED)
    await given.signed_in(client, Role.MEMBER)
    motion_id = (await cases.seen(identity)).motion_id

    page = await opened(client, f"{(await given.district()).intern}/antraege/{motion_id}")

    assert f'href="{await path(given, identity)}">Empfehlung E-2026/001: Was wurde daraus?</a>' in page
    assert HANDLINGS[Handling.PARTLY_ANSWERED][1] in page


async def test_a_case_that_was_taken_up_again_says_so_on_top(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await cases.answered(identity, p1=AGREED, p2=AGREED, p3=AGREED)
    resolution, office = await cases.resolution(), await cases.account(Role.OFFICE)
    for step in (CaseStep.CLOSE, CaseStep.REOPEN):
        async with given.database.write() as db:
            await actions.decide_step(db, identity, step, resolution, actor=office, now=given.now)
    await given.signed_in(client, Role.MEMBER)

    page = await opened(client, await path(given, identity))

    assert "Der Beirat hat die Sache wieder aufgenommen. Beantwortet am" in page
