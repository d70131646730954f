"""The minutes in the browser: looked at, printed, signed, published; and what the public edition must not say."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from beirat.actions import ballots
from beirat.actions import minutes as actions
from beirat.queries import running
from beirat.rules.minutes import MinutesState
from beirat.rules.permissions import Role
from beirat.tables.agenda import CourseChange
from beirat.tables.ballots import ItemVote
from beirat.tables.people import Person
from tests.given import Given
from tests.support.evening import Evening, running_evening
from tests.support.minutes import approve, distribute, next_meeting, view
from tests.support.minutes import signed as signed_on_paper
from tests.support.pdf import everything, pages
from tests.support.sent_forms import addresses, form_to
from tests.support.verapdf import assert_conformant

ON_ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Printing is slow and knows no database; the facts that are printed are asked on both in tests/actions."""

CANARIES = {
    "course": "Kanarix",
    "hidden course": "Kanariy",
    "hidden wording": "Kanariz",
    "hidden heading": "Einzelfall",
}


async def told_evening(given: Given) -> Evening:
    """An evening with unique words in everything that the public must not see."""
    evening = await running_evening(given)
    async with given.database.read() as db:
        versions = await running.texts(db, evening.office, evening.meeting_id)
    for heading, word in (
        ("Bericht der Verwaltung", CANARIES["course"]),
        ("Ein Einzelfall", CANARIES["hidden course"]),
    ):
        item_id = evening.items[heading]
        async with given.database.write() as db:
            entered = CourseChange(version=versions[item_id][1], course=f"Es sprach: {word}.\n\n- Erstens\n- Zweitens")
            await actions.record_course(db, item_id, entered, actor=evening.office, now=given.now)
    async with given.database.write() as db:
        vote = ItemVote(wording=f"Geheimer Beschluss {CANARIES['hidden wording']}", yes=11)
        await ballots.decide_item(db, evening.items["Ein Einzelfall"], vote, actor=evening.office, now=given.now)
    await evening.vote(
        points=[{"yes": 11}, {"yes": 5, "no": 5, "abstained": 1}, {"wording": "Der Beirat hilft.", "yes": 11}]
    )
    await evening.close()
    return evening


async def names_of(evening: Evening) -> list[str]:
    async with evening.given.database.read() as db:
        return [
            one.name for one in (await running.view(db, evening.office, evening.meeting_id, now=evening.now)).members
        ]


async def approved(evening: Evening) -> None:
    await signed_on_paper(evening)
    await distribute(evening)
    await approve(evening, await next_meeting(evening))


async def root(given: Given, evening: Evening) -> str:
    return f"{(await given.district()).intern}/sitzungen/{evening.meeting_id}/niederschrift"


async def press(client: httpx.AsyncClient, page: str, ending: str) -> str:
    address, fields = form_to(page, ending)
    answer = await client.post(address, data=fields)
    assert answer.status_code == 303, answer.text
    return (await client.get(answer.headers["location"])).text


async def test_the_minutes_are_checked_signed_on_paper_distributed_and_kept_byte_by_byte(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    evening = await told_evening(given)
    here = await root(given, evening)
    await given.signed_in(client, viewer=evening.office)
    await given.signed_in(other_client, viewer=evening.chair)

    await press(client, (await client.get(here)).text, "/erstellen")
    handed = await press(client, (await client.get(here)).text, "/vorlegen")
    ready = await view(evening)
    assert ready.internal is not None
    shown = await other_client.get(f"{here}/dateien/{ready.internal.id}")
    await press(other_client, (await other_client.get(here)).text, "/annehmen")
    address, fields = form_to((await client.get(f"{here}/unterschriften")).text, "/unterschriften")
    places = {"signatures-0-place": "Musterstadt", "signatures-1-place": "Musterstadt"}
    names = {"signatures-0-name": "Muster Vorsitz", "signatures-1-name": "Muster Schrift"}
    signed = await client.post(address, data={**fields, **places, **names})
    sent = await press(client, (await client.get(here)).text, "/verteilen")
    again = await client.get(f"{here}/dateien/{ready.internal.id}")

    assert "Der Vorsitz prüft die Niederschrift" in handed
    assert signed.status_code == 303, signed.text
    assert "Einwendungen bis" in sent
    assert hashlib.sha256(shown.content).hexdigest() == ready.internal.sha256
    assert again.content == shown.content
    assert shown.headers["content-disposition"] == ('inline; filename="niederschrift-s-1-2026-12-17-intern.pdf"')
    assert (await view(evening)).state is MinutesState.DISTRIBUTED


@ON_ONE_DATABASE
async def test_the_public_edition_says_nothing_that_is_not_public(given: Given, client: httpx.AsyncClient) -> None:
    evening = await told_evening(given)
    here = await root(given, evening)
    await approved(evening)
    await given.signed_in(client, viewer=evening.office)
    await press(client, (await client.get(f"{here}/oeffentlich")).text, "/vorbereiten")
    ready = await view(evening)
    assert ready.prepared is not None

    internal = everything((await client.get(f"{here}/entwurf-intern.pdf")).content)
    public_pdf = (await client.get(f"{here}/dateien/{ready.prepared.id}")).content
    public = everything(public_pdf)

    for hidden in (*CANARIES.values(), *await names_of(evening)):
        assert hidden in internal, hidden
        assert hidden not in public, hidden
    said = " ".join(" ".join(pages(public_pdf)).split())
    for sentence in (
        "Bei Eröffnung waren 11 von 15 Mitgliedern anwesend; der Beirat war damit beschlussfähig (nötig sind 8).",
        "An der Sitzung nahmen 11 von 15 Mitgliedern teil.",
        "Nichtöffentlicher Teil: 1 Tagesordnungspunkt",
        "einstimmig angenommen",
        "abgelehnt bei Stimmengleichheit mit 5 zu 5 Stimmen bei 1 Enthaltung",
        "aus der Mitte des Beirats",
        "E-2026/001",
    ):
        assert sentence in said, sentence


@ON_ONE_DATABASE
async def test_a_draft_is_marked_as_one_and_the_same_every_time(given: Given, client: httpx.AsyncClient) -> None:
    evening = await told_evening(given)
    here = await root(given, evening)
    await given.signed_in(client, Role.MEMBER)

    first = await client.get(f"{here}/entwurf-intern.pdf")
    given.clock.move(hours=1)
    second = await client.get(f"{here}/entwurf-intern.pdf")

    assert "Entwurf – noch nicht unterschrieben" in " ".join(pages(first.content))
    assert first.content == second.content
    assert (await view(evening)).internal is None


@ON_ONE_DATABASE
async def test_a_change_after_printing_is_pointed_out_before_the_chair_gets_it(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await told_evening(given)
    here = await root(given, evening)
    await given.signed_in(client, viewer=evening.office)
    shown = await press(client, (await client.get(here)).text, "/erstellen")
    edited = (await client.get(f"{here}/top/{evening.items['Verschiedenes']}")).text
    address, fields = form_to(edited, f"/top/{evening.items['Verschiedenes']}")
    assert (await client.post(address, data={**fields, "course": "Nachtrag"})).status_code == 303

    address, fields = form_to(shown, "/vorlegen")
    refused = await client.post(address, data=fields)

    assert refused.status_code == 422
    assert "Die Niederschrift wurde inzwischen geändert" in refused.text
    assert "Seitdem hat sich etwas geändert" in refused.text


@pytest.mark.parametrize(
    "role, allowed", [(Role.MEMBER, 200), (Role.OBSERVER, 200), (Role.ADMINISTRATION, 404), (Role.ADMIN, 404)]
)
async def test_the_internal_edition_is_for_the_board_alone(
    given: Given, client: httpx.AsyncClient, role: Role, allowed: int
) -> None:
    evening = await told_evening(given)
    here = await root(given, evening)
    await given.signed_in(client, role)

    page = await client.get(here)
    draft = await client.get(f"{here}/entwurf-oeffentlich.pdf")

    assert (page.status_code, draft.status_code) == (allowed, allowed)
    assert not [one for one in addresses(page.text) if one.startswith(here)]


async def test_nobody_is_let_in_without_signing_in(given: Given, client: httpx.AsyncClient) -> None:
    evening = await told_evening(given)
    here = await root(given, evening)

    answers = [
        await client.get(f"{here}{rest}") for rest in ("", "/entwurf-intern.pdf", f"/dateien/{evening.meeting_id}")
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 303]


@pytest.mark.pdf
@ON_ONE_DATABASE
async def test_both_editions_of_a_real_meeting_keep_the_pdf_standards(
    given: Given, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    evening = await told_evening(given)
    here = await root(given, evening)
    await given.signed_in(client, viewer=evening.office)
    await press(client, (await client.get(here)).text, "/erstellen")
    ready = await view(evening)
    assert ready.internal is not None

    paths = []
    for address, name in (
        (f"{here}/dateien/{ready.internal.id}", "internal.pdf"),
        (f"{here}/entwurf-oeffentlich.pdf", "public.pdf"),
        (f"{here.removesuffix('/niederschrift')}/abschluss/sitzungsgeld.pdf", "fees.pdf"),
    ):
        paths.append(tmp_path / name)
        paths[-1].write_bytes((await client.get(address)).content)
    paths.append(tmp_path / "draft.pdf")
    paths[-1].write_bytes((await client.get(f"{here}/entwurf-intern.pdf")).content)

    assert_conformant(*paths)


@ON_ONE_DATABASE
async def test_one_button_makes_everything_ready_after_the_meeting_and_pressing_again_changes_nothing(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await told_evening(given)
    here = (await root(given, evening)).replace("/niederschrift", "/abschluss")
    await given.signed_in(client, viewer=evening.office)

    before = (await client.get(here)).text
    after = await press(client, before, "/abschluss")
    first = await view(evening)
    address, fields = form_to(before, "/abschluss")
    again = await client.post(address, data={**fields, "form_id": "another", "version": str(first.version)})

    assert "Noch nicht erstellt" in before
    assert "2 von 2" in after
    assert "E-2026/001" in after
    assert "Alles bereit machen" not in after
    assert again.status_code == 303
    assert await view(evening) == first


@ON_ONE_DATABASE
async def test_dates_are_for_the_calendar_and_the_fee_list_is_for_the_office_alone(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await told_evening(given)
    here = (await root(given, evening)).replace("/niederschrift", "/abschluss")
    async with given.database.write() as db:
        person = (await db.exec(select(Person).where(Person.body_id == evening.office.body_id))).first()
        assert person is not None
        person.given_name = "=HYPERLINK(1)"
    await given.signed_in(client, viewer=evening.office)

    dates = (await client.get(f"{here}/termine.ics")).text
    table = (await client.get(f"{here}/sitzungsgeld.csv")).content.decode("utf-8-sig")
    await given.signed_in(client, Role.MINUTE_TAKER)
    refused = [(await client.get(f"{here}/sitzungsgeld.{kind}")).status_code for kind in ("csv", "pdf")]

    assert "DTSTART;VALUE=DATE:20261231" in dates
    assert "Kanarix" not in dates
    assert "Mitglied" in table
    assert not [cell for line in table.splitlines() for cell in line.split(";") if cell.startswith("=")]
    assert refused == [404, 404]


@ON_ONE_DATABASE
async def test_an_upload_that_is_no_scan_is_refused_and_a_scan_is_never_handed_to_members(
    given: Given, client: httpx.AsyncClient
) -> None:
    evening = await told_evening(given)
    await signed_on_paper(evening)
    here = await root(given, evening)
    await given.signed_in(client, viewer=evening.office)

    address, fields = form_to((await client.get(here)).text, "/scan")
    del fields["scan"]
    refused = await client.post(address, data=fields, files={"scan": ("x.exe", b"MZ Kanarix")})
    filed = await client.post(address, data=fields, files={"scan": ("Kanarix.png", b"\x89PNG Kanarix")})
    shown = await view(evening)
    assert shown.scan is not None
    mine = await client.get(f"{here}/dateien/{shown.scan.id}")
    await given.signed_in(client, Role.MEMBER)
    theirs = await client.get(f"{here}/dateien/{shown.scan.id}")

    assert (refused.status_code, filed.status_code) == (422, 303)
    assert "Bitte laden Sie den Scan als PDF, JPEG oder PNG hoch." in refused.text
    assert (mine.status_code, mine.headers["content-type"]) == (200, "image/png")
    assert "Kanarix" not in mine.headers["content-disposition"]
    assert theirs.status_code == 404


@pytest.mark.pdf
@ON_ONE_DATABASE
async def test_a_correction_and_an_extract_keep_the_pdf_standards(
    given: Given, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    evening = await told_evening(given)
    await signed_on_paper(evening)
    here = await root(given, evening)
    await given.signed_in(client, viewer=evening.office)
    address, fields = form_to((await client.get(f"{here}/berichtigungen/neu")).text, "/neu")
    begun = await client.post(address, data={**fields, "reason": "Ein Versehen."})
    own = begun.headers["location"].partition("?")[0]
    said = {"item_id": str(evening.items["Sprachkurse am Abend"]), "subject": "wording", "wrong": "So.", "right": "So."}
    address, fields = form_to((await client.get(own)).text, "/eintrag")
    assert (await client.post(address, data={**fields, **said})).status_code == 303
    sealed = await press(client, (await client.get(own)).text, "/abschliessen")
    made = await press(client, (await client.get(f"{here}/auszuege")).text, "/auszuege")

    links = re.findall(r'href="([^"]+/dateien/[^"]+)"', sealed + made)
    paths = []
    for number, link in enumerate(dict.fromkeys(links)):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes((await client.get(link)).content)

    assert len(paths) == 4
    assert_conformant(*paths)
