"""Mails and letters of the administration: dropped in, quoted, refusals read twice, corrected by who wrote."""

from __future__ import annotations

import html
from datetime import date, timedelta
from email.message import EmailMessage

import httpx
import pytest

from beirat.rules.answers import Position
from beirat.rules.cases import CaseEventKind, Handling
from beirat.rules.permissions import Role
from tests.given import Given
from tests.given_cases import AGREED, Cases, Decided, form_to

YES = "Der Landkreis bietet ab März Abendkurse an."
NO = "Für eine Kinderbetreuung fehlen die Mittel."


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


def today(given: Given) -> date:
    return given.now.date()


def mail(given: Given, *, about: str, text: str = f"{YES}\n{NO}", days_ago: int = 0) -> bytes:
    message = EmailMessage()
    message["From"] = "Fachdienst Soziales <soziales@musterland.example>"
    message["Subject"] = f"Stellungnahme zu {about}"
    message["Date"] = (given.now - timedelta(days=days_ago)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    message.set_content(text)
    return bytes(message)


async def dropped(given: Given, client: httpx.AsyncClient, content: bytes, **more: str) -> httpx.Response:
    """The letter in the box, and the page that asks what it is."""
    here = f"{(await given.district()).intern}/posteingang"
    form = form_to((await client.get(here)).text, "/posteingang")
    sent = {**form, "arrived_on": f"{today(given)}", **more}
    taken = await client.post(here, data=sent, files={"file": ("../../antwort.eml", content)} if content else None)
    if taken.status_code != 303:
        return taken
    return await client.get(taken.headers["location"])


def fields(page: str, **said: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in form_to(page, "/ablegen").items()} | said


async def filed(given: Given, client: httpx.AsyncClient, page: httpx.Response, **said: str) -> httpx.Response:
    values = {"filed_as": "answer", "written_on": f"{today(given)}", **said}
    return await client.post(f"{page.request.url.path}/ablegen", data=fields(page.text, **values))


ANSWER = {"positions-0-position": "agreed", "positions-0-text": YES}
REFUSAL = {"positions-1-position": "rejected", "positions-1-text": NO, "positions-1-reason": "budget"}


async def test_a_mail_finds_its_recommendation_and_is_filed_with_a_quote_per_point(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.received()
    reference = (await cases.seen(identity)).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))

    page = await dropped(given, client, mail(given, about=reference))
    answer = await filed(given, client, page, **ANSWER)

    assert YES in page.text
    assert "Fachdienst Soziales" in html.unescape(page.text)
    assert answer.status_code == 303, answer.text
    seen = await cases.seen(identity)
    assert (seen.points[0].position, seen.points[0].answer) == (Position.AGREED, YES)
    assert seen.handling is Handling.PARTLY_ANSWERED
    assert seen.events[-1].origin == "mail"


async def test_a_refusal_waits_for_a_second_person_and_is_told_on_the_day_of_its_arrival(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity = await cases.received(on=today(given) - timedelta(days=9))
    reference = (await cases.seen(identity)).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    await given.signed_in(other_client, viewer=await cases.account(Role.CHAIR))
    arrived = today(given) - timedelta(days=3)

    page = await dropped(given, client, mail(given, about=reference, days_ago=4), arrived_on=f"{arrived}")
    written = f"{today(given) - timedelta(days=4)}"
    await filed(given, client, page, written_on=written, **ANSWER, **REFUSAL)
    before = await cases.seen(identity)
    here = page.request.url.path
    before_release, waiting = (await client.get(here)).text, (await other_client.get(here)).text
    form = form_to(waiting, "/freigeben")
    own = form_to(before_release, "/abmelden") | {"version": form["version"]}
    mine = await client.post(f"{here}/freigeben", data=own)
    released = await other_client.post(f"{here}/freigeben", data=form)

    assert before.points[1].position is Position.OPEN
    assert "zweite Person" in before_release
    assert "Eine Ablehnung gibt eine zweite Person frei." in html.unescape(mine.text)
    assert released.status_code == 303, released.text
    after = await cases.seen(identity)
    assert (after.points[1].position, after.points[1].answered_on) == (Position.REJECTED, arrived)


async def test_the_second_person_gives_it_back_and_it_is_filed_anew(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    reference = (await cases.seen(await cases.received())).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    await given.signed_in(other_client, viewer=await cases.account(Role.CHAIR))
    page = await dropped(given, client, mail(given, about=reference))
    await filed(given, client, page, **REFUSAL)
    here = page.request.url.path

    form = form_to((await other_client.get(here)).text, "/zurueckgeben")
    without = await other_client.post(f"{here}/zurueckgeben", data=form)
    with_reason = await other_client.post(
        f"{here}/zurueckgeben", data=form_to(without.text, "/zurueckgeben") | {"reason": "Das ist nur verschoben."}
    )

    assert without.status_code == 422
    assert with_reason.status_code == 303
    shown = (await client.get(here)).text
    assert "Das ist nur verschoben." in shown
    assert "Ablegen" in shown


async def test_words_that_are_not_in_the_letter_are_no_quote_and_nothing_typed_is_lost(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.received()
    reference = (await cases.seen(identity)).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    page = await dropped(given, client, mail(given, about=reference))

    invented = "Der Landkreis bietet schon heute Kurse an."
    answer = await filed(given, client, page, **{**ANSWER, "positions-0-text": invented})

    assert answer.status_code == 422
    assert "Diese Worte stehen so nicht im Schreiben." in html.unescape(answer.text)
    assert invented in answer.text
    assert (await cases.seen(identity)).points[0].position is Position.OPEN


@pytest.mark.parametrize("kind", ["interim", "query"])
async def test_a_message_in_a_mail_never_stops_the_clock(
    cases: Cases, given: Given, client: httpx.AsyncClient, kind: str
) -> None:
    identity = await cases.received()
    before = await cases.seen(identity)
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    page = await dropped(given, client, mail(given, about=before.reference, text="Wir prüfen das noch."))

    answer = await filed(given, client, page, filed_as=kind, text="Wir prüfen das noch.")

    assert answer.status_code == 303, answer.text
    after = await cases.seen(identity)
    assert after.case.due_on == before.case.due_on
    assert after.case.answered_on is None
    assert after.events[-1].text == "Wir prüfen das noch."


async def test_a_letter_proves_the_receipt_that_nobody_confirmed(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.sent(on=today(given) - timedelta(days=6))
    reference = (await cases.seen(identity)).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    page = await dropped(given, client, mail(given, about=reference, days_ago=2))
    written = today(given) - timedelta(days=2)

    answer = await filed(given, client, page, filed_as="receipt", written_on=f"{written}")

    assert answer.status_code == 303, answer.text
    assert (await cases.seen(identity)).case.received_on == written


async def test_a_letter_without_a_number_asks_which_recommendation_it_is_about(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.received()
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))

    page = await dropped(given, client, mail(given, about="Ihrem Schreiben"))
    chosen = await client.get(page.request.url.path, params={"empfehlung": str(identity)})

    assert "Zu welcher gehört es?" in page.text
    assert "Abendkurse anbieten." in chosen.text
    assert (await filed(given, client, chosen, **ANSWER)).status_code == 303


async def test_a_typed_letter_is_one_too_and_an_empty_box_is_told(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.received()
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))

    nothing = await dropped(given, client, b"")
    page = await dropped(given, client, b"", text=YES, recommendation_id=str(identity))

    assert nothing.status_code == 422
    assert (await filed(given, client, page, **ANSWER)).status_code == 303
    assert (await cases.seen(identity)).events[-1].origin == "paper"


async def test_the_administration_corrects_the_reading_for_ten_working_days(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    reference = (await cases.seen(identity)).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    await filed(given, client, await dropped(given, client, mail(given, about=reference)), **ANSWER)
    await given.signed_in(other_client, viewer=await cases.account(Role.ADMINISTRATION))
    told = (await cases.seen(identity)).events[-1]
    here = f"{(await given.district()).intern}/empfehlungen/{identity}"
    reading = f"{here}/lesart/{told.sequence}"

    linked = (await other_client.get(here)).text
    form = form_to((await other_client.get(reading)).text, f"/lesart/{told.sequence}")
    said = {"position": "in_principle", "text": "Wir teilen das Ziel, zugesagt ist noch nichts."}
    answer = await other_client.post(reading, data=form | said)

    assert f"/lesart/{told.sequence}" in linked
    assert answer.status_code == 303, answer.text
    seen = await cases.seen(identity)
    assert seen.events[-1].kind is CaseEventKind.POSITION_DISPUTED
    assert seen.points[0].position is Position.AGREED
    assert "Wir teilen das Ziel" in (await client.get(here)).text
    public = f"/{(await given.district()).body.slug}/de/empfehlungen/{reference[2:].replace('/', '-')}"
    assert "Wir teilen das Ziel" in (await client.get(public)).text


async def test_after_ten_working_days_a_reading_stands(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned()
    reference = (await cases.seen(identity)).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    await filed(given, client, await dropped(given, client, mail(given, about=reference)), **ANSWER)
    told = (await cases.seen(identity)).events[-1]
    given.clock.move(days=20)
    await given.signed_in(other_client, viewer=await cases.account(Role.ADMINISTRATION))
    reading = f"{(await given.district()).intern}/empfehlungen/{identity}/lesart/{told.sequence}"

    form = form_to((await other_client.get(reading)).text, f"/lesart/{told.sequence}")
    answer = await other_client.post(reading, data=form | {"position": "rejected", "text": "Doch nicht."})

    assert answer.status_code == 422
    assert "zehn Arbeitstage" in answer.text


async def test_a_position_that_the_administration_gave_itself_is_no_reading(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    identity = await cases.assigned(await cases.received(await cases.decided((Decided("Ein Punkt."),))), p1="FD 50")
    await cases.answered(identity, p1=AGREED)
    await given.signed_in(client, viewer=await cases.account(Role.ADMINISTRATION))
    last = (await cases.seen(identity)).events[-1].sequence

    answer = await client.get(f"{(await given.district()).intern}/empfehlungen/{identity}/lesart/{last}")

    assert answer.status_code == 404


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMINISTRATION_COORDINATOR, Role.ADMINISTRATION, Role.OBSERVER])
async def test_nobody_but_office_and_chair_sees_letters(
    cases: Cases, given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient, role: Role
) -> None:
    reference = (await cases.seen(await cases.received())).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    page = await dropped(given, client, mail(given, about=reference))
    await given.signed_in(other_client, viewer=await cases.account(role))

    for path in ("", "/datei"):
        assert (await other_client.get(f"{page.request.url.path}{path}")).status_code == 404
    assert (await other_client.get(f"{(await given.district()).intern}/posteingang")).status_code == 404


async def test_the_letter_comes_back_byte_by_byte_under_a_name_of_ours(
    cases: Cases, given: Given, client: httpx.AsyncClient
) -> None:
    reference = (await cases.seen(await cases.received())).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    content = mail(given, about=reference)

    page = await dropped(given, client, content)
    answer = await client.get(f"{page.request.url.path}/datei")

    assert answer.content == content
    assert answer.headers["content-disposition"] == f'attachment; filename="schreiben-{today(given)}.eml"'
    assert answer.headers["content-security-policy"] == "sandbox"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"written_on": f"{date(2031, 1, 1)}"}, "Zukunft"),
        ({"written_on": f"{date(2020, 1, 1)}"}, "vor der Zuleitung"),
        ({"positions-0-position": "", "positions-0-text": ""}, "Antwort"),
        ({"positions-0-position": "partly"}, "Grund"),
    ],
)
async def test_what_a_filing_lacks_is_told_and_nothing_happens(
    cases: Cases, given: Given, client: httpx.AsyncClient, said: dict[str, str], sentence: str
) -> None:
    identity = await cases.received()
    reference = (await cases.seen(identity)).reference
    await given.signed_in(client, viewer=await cases.account(Role.OFFICE))
    page = await dropped(given, client, mail(given, about=reference))

    answer = await filed(given, client, page, **{**ANSWER, **said})

    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert all(point.position is Position.OPEN for point in (await cases.seen(identity)).points)
