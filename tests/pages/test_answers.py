"""Answering in the browser: all points on one page, drafts kept, released as the public will see it."""

from __future__ import annotations

import io
from uuid import UUID

import docx
import httpx
import pytest

from beirat.rules.answers import Position
from beirat.rules.cases import Handling
from beirat.rules.permissions import Role
from tests.given import Given
from tests.given_cases import AGREED, Cases, form_to

YES = {"answers-0-position": "agreed", "answers-0-text": "Wir richten zwei Kurse ein."}


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def path(given: Given, identity: UUID, more: str = "") -> str:
    return f"{(await given.district()).intern}/empfehlungen/{identity}{more}"


async def opened(client: httpx.AsyncClient, address: str) -> str:
    answer = await client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_a_unit_hands_in_the_coordinator_releases_and_the_board_reads_it(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION))
    await given.signed_in(other_client, Role.ADMINISTRATION_COORDINATOR)
    here = await path(given, identity)

    form = form_to(await opened(client, f"{here}/antwort"), "/antwort")
    handed_in = await client.post(f"{here}/antwort/abgeben", data={**form, **YES})
    shown = await opened(other_client, f"{here}/freigabe")
    released = await other_client.post(f"{here}/freigabe", data=form_to(shown, "/freigabe"))

    assert "Die Antworten warten auf ihre Freigabe." in await opened(client, handed_in.headers["location"])
    assert "Wir richten zwei Kurse ein." in shown
    assert "Zugesagt" in shown
    assert "sofort öffentlich" in shown
    assert "Die Antworten sind freigegeben." in await opened(other_client, released.headers["location"])
    assert (await cases.seen(identity)).points[0].answer == "Wir richten zwei Kurse ein."


async def test_a_draft_is_saved_unfinished_and_shown_again(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION))
    here = await path(given, identity, "/antwort")
    form = form_to(await opened(client, here), "/antwort")

    answer = await client.post(here, data={**form, "answers-1-text": "Wir denken\nnoch nach."})

    assert answer.status_code == 303
    assert "Wir denken\nnoch nach." in await opened(client, here)
    assert (await cases.seen(identity)).points[1].position is Position.OPEN


async def test_everything_that_is_missing_is_said_at_once_and_nothing_typed_is_lost(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION))
    here = await path(given, identity, "/antwort")
    form = form_to(await opened(client, here), "/antwort")
    typed = {"answers-0-position": "deferred", "answers-0-text": "Erst im Frühjahr.", "answers-2-position": "rejected"}

    answer = await client.post(f"{here}/abgeben", data={**form, **typed})

    assert answer.status_code == 422
    for sentence in ("Bitte nennen Sie den Tag, an dem neu entschieden wird.", "Bitte schreiben Sie die Antwort"):
        assert sentence in answer.text
    assert answer.text.count("Bitte nennen Sie den Grund für diese Antwort.") >= 2
    assert "Erst im Frühjahr." in answer.text
    assert '<option value="rejected" selected>' in answer.text


async def test_two_who_write_on_one_point_see_both_texts_and_choose(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await given.signed_in(client, viewer=unit)
    here = await path(given, identity, "/antwort")
    form = form_to(await opened(client, here), "/antwort")
    await cases.drafted(identity, 1, AGREED, by=unit)

    stale = await client.post(here, data={**form, **YES})
    again = await client.post(here, data={**form_to(stale.text, "/antwort"), **YES})

    assert stale.status_code == 409
    assert AGREED.text in stale.text
    assert YES["answers-0-text"] in stale.text
    assert again.status_code == 303
    assert YES["answers-0-text"] in await opened(client, here)


async def test_an_empty_page_is_not_handed_in(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.assigned()
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION))
    here = await path(given, identity, "/antwort")

    answer = await client.post(f"{here}/abgeben", data=form_to(await opened(client, here), "/antwort"))

    assert answer.status_code == 422
    assert "Hier steht noch keine Antwort." in answer.text


async def test_a_draft_comes_back_with_its_reason(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)
    await cases.handed_in(identity, 1, by=unit)
    await given.signed_in(client, viewer=unit)
    await given.signed_in(other_client, Role.ADMINISTRATION_COORDINATOR)
    here = await path(given, identity)
    form = form_to(await opened(other_client, f"{here}/freigabe"), "/zurueckgeben")

    refused = await other_client.post(f"{here}/antwort/1/zurueckgeben", data={**form, "reason": ""})
    done = await other_client.post(f"{here}/antwort/1/zurueckgeben", data={**form, "reason": "Bitte ein Datum nennen."})

    assert refused.status_code == 422
    assert done.status_code == 303
    assert "Bitte ein Datum nennen." in await opened(client, f"{here}/antwort")


async def test_a_unit_without_leave_finds_no_button_to_release(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)
    await cases.handed_in(identity, 1, by=unit)
    await given.signed_in(client, viewer=unit)
    here = await path(given, identity, "/freigabe")
    page = await opened(client, here)

    csrf = form_to(page, "/abmelden")["_csrf"]
    sent = {"_csrf": csrf, "points-0-number": "1", "points-0-version": "2"}
    answer = await client.post(here, data=sent)

    assert "Jetzt freigeben" not in page
    assert answer.status_code == 422
    assert "gibt die Verteilstelle frei" in answer.text


async def test_the_coordinator_lets_a_unit_release_and_it_goes_on_to_the_preview(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION))
    await given.signed_in(other_client, Role.ADMINISTRATION_COORDINATOR)
    district, here = await given.district(), await path(given, identity)
    rules = f"{district.intern}/empfehlungen/freigaberegeln"

    form = form_to(await opened(other_client, rules), str(district.unit_ids["FD 50"]))
    allowed = await other_client.post(f"{rules}/{district.unit_ids['FD 50']}", data=form)
    written = form_to(await opened(client, f"{here}/antwort"), "/antwort")
    handed_in = await client.post(f"{here}/antwort/abgeben", data={**written, **YES})
    shown = await opened(client, handed_in.headers["location"])
    await client.post(f"{here}/freigabe", data=form_to(shown, "/freigabe"))

    assert allowed.status_code == 303
    assert handed_in.headers["location"] == f"{here}/freigabe"
    assert (await cases.seen(identity)).handling is Handling.PARTLY_ANSWERED


async def test_a_question_and_the_reply_to_it(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION))
    await given.signed_in(other_client, Role.OFFICE)
    here = await path(given, identity)

    form = form_to(await opened(client, here), "/rueckfrage")
    asked = await client.post(f"{here}/rueckfrage", data={**form, "text": "Welche Schulen?"})
    accept = form_to(await opened(other_client, here), "/rueckfrage-annehmen")
    accepted = await other_client.post(f"{here}/rueckfrage-annehmen", data=accept)
    seen = await opened(other_client, here)
    reply = form_to(seen, "/rueckfrage-beantworten")
    replied = await other_client.post(f"{here}/rueckfrage-beantworten", data={**reply, "text": "Alle drei."})
    after = await opened(other_client, here)

    assert [asked.status_code, accepted.status_code, replied.status_code] == [303, 303, 303]
    assert "Die Uhr steht seit 3. Dezember 2026, weil die Verwaltung eine Frage an den Beirat hat, höchstens" in seen
    assert "Welche Schulen?" in seen
    assert "Antwort erbeten bis 3. März 2027" in after
    assert "Alle drei." in after


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICE, Role.OBSERVER])
async def test_the_board_cannot_open_the_administrations_desk(
    cases: Cases, given: Given, client: httpx.AsyncClient, role: Role
) -> None:
    identity = await cases.assigned()
    await cases.drafted(identity, 1, AGREED, by=await cases.account(Role.ADMINISTRATION))
    await given.signed_in(client, role)

    for more in ("/antwort", "/freigabe"):
        answer = await client.get(await path(given, identity, more))
        assert answer.status_code in (403, 404)
        assert AGREED.text not in answer.text


async def test_markup_in_an_answer_is_shown_as_text(cases: Cases, given: Given, client: httpx.AsyncClient) -> None:
    identity = await cases.assigned()
    await cases.answered(identity, p1=AGREED.model_copy(update={"text": "<script>alert(1)</script>"}))
    await given.signed_in(client, Role.OFFICE)

    page = await opened(client, await path(given, identity))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("kind", ["pdf", "docx"])
async def test_the_letter_can_be_taken_along_before_and_after_the_release(
    cases: Cases, given: Given, client: httpx.AsyncClient, kind: str
) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)
    await given.signed_in(client, viewer=unit)

    for edition in ("entwurf", "freigegeben"):
        letter = await client.get(await path(given, identity, f"/schreiben/{edition}.{kind}"))

        assert letter.status_code == 200
        assert letter.headers["content-disposition"].endswith(f'-{edition}.{kind}"')
        assert letter.content[:4] in (b"%PDF", b"PK\x03\x04")


async def test_the_board_never_gets_the_letter_of_a_draft(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    await cases.drafted(identity, 1, AGREED, by=await cases.account(Role.ADMINISTRATION))
    await given.signed_in(client, Role.OFFICE)

    assert (await client.get(await path(given, identity, "/schreiben/entwurf.docx"))).status_code == 404
    released = await client.get(await path(given, identity, "/schreiben/freigegeben.docx"))
    paper = docx.Document(io.BytesIO(released.content))
    assert "Zu diesem Punkt liegt noch keine Antwort vor." in [one.text for one in paper.paragraphs]
    assert AGREED.text not in [one.text for one in paper.paragraphs]
