"""The open list of the administration: taken along, brought back, shown change by change, kept or refused."""

from __future__ import annotations

import html
import io
from uuid import UUID

import httpx
import openpyxl
import pytest

from api.answer_list import HEADINGS
from api.spreadsheets import read_table, text_of
from beirat.actions import answers
from beirat.queries import answers as queries
from beirat.queries.answers import DraftView
from beirat.rules.answers import DraftState, Position, ReasonCode
from beirat.rules.permissions import Role, Viewer
from beirat.tables.answers import AnswerEntry
from tests.given import Given
from tests.given_cases import AGREED, Cases, Decided, form_to

LIST = "/antworten/liste"
NAMES = {heading.lower(): name for name, heading in HEADINGS.items()}


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


@pytest.fixture
async def unit(cases: Cases, given: Given, client: httpx.AsyncClient) -> Viewer:
    viewer = await cases.account(Role.ADMINISTRATION)
    await given.signed_in(client, viewer=viewer)
    return viewer


async def taken_along(given: Given, client: httpx.AsyncClient, ending: str = "csv") -> bytes:
    answer = await client.get(f"{(await given.district()).intern}{LIST}.{ending}")
    assert answer.status_code == 200, answer.text
    return answer.content


def filled_in(content: bytes, **cells: str) -> bytes:
    """The workbook with these cells in the row of the first point."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    places = {NAMES[str(cell.value).lower()]: cell.column for cell in sheet[1]}
    for name, value in cells.items():
        sheet.cell(2, places[name]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def brought_back(given: Given, client: httpx.AsyncClient, content: bytes, name: str = "liste.xlsx") -> str:
    here = f"{(await given.district()).intern}{LIST}"
    form = form_to((await client.get(here)).text, LIST)
    answer = await client.post(here, data=form, files={"file": (name, content)})
    return answer.text


async def kept(client: httpx.AsyncClient, given: Given, shown: str, **more: str) -> httpx.Response:
    form = {name: html.unescape(value) for name, value in form_to(shown, "/uebernehmen").items()}
    return await client.post(f"{(await given.district()).intern}{LIST}/uebernehmen", data={**form, **more})


async def drafts(given: Given, viewer: Viewer, identity: UUID) -> dict[int, DraftView]:
    async with given.database.read() as db:
        return {one.number: one for one in await queries.drafts(db, viewer, identity)}


async def test_a_unit_takes_its_open_points_along_and_nobody_elses(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer
) -> None:
    await cases.assigned(p1="FD 50", p2="FD 40", p3="FD 50")

    for ending in ("csv", "xlsx"):
        rows = read_table(text_of(await taken_along(given, client, ending)), NAMES, {})
        assert [row.cells["number"] for row in rows] == ["1", "3"]
        assert rows[0].cells["point"] == "Abendkurse anbieten."


async def test_what_was_filled_in_is_shown_before_and_kept_after(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer
) -> None:
    identity = await cases.assigned()
    table = filled_in(
        await taken_along(given, client, "xlsx"), position="Zurzeit nicht", reason="Haushalt",
        text="- Erst 2027:\nDer Haushalt ist beschlossen.", deferred_until="1.6.2027",
    )  # fmt: skip

    shown = await brought_back(given, client, table)
    before = await drafts(given, unit, identity)
    answer = await kept(client, given, shown)

    assert "1 Punkt ändert sich, 2 bleiben wie bisher" in html.unescape(shown)
    assert "- Erst 2027:" in html.unescape(shown)
    assert before[1].version == 0
    assert answer.status_code == 303, answer.text
    draft = (await drafts(given, unit, identity))[1]
    assert (draft.position, draft.reason) == (Position.DEFERRED, ReasonCode.BUDGET)
    assert draft.text == "- Erst 2027:\nDer Haushalt ist beschlossen."
    assert draft.state is DraftState.DRAFT


async def test_what_is_complete_can_go_to_be_released_at_once(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer
) -> None:
    identity = await cases.assigned()
    table = (await taken_along(given, client)).decode("utf-8-sig").splitlines()
    lines = [table[0], *(line.replace(";;;;;;;0", f";{said};0") for line, said in zip(table[1:], SAID, strict=True))]

    shown = await brought_back(given, client, "\r\n".join(lines).encode("cp1252"), "liste.csv")
    answer = await kept(client, given, shown, hand_in="1")

    assert "Bleibt ein Entwurf" in html.unescape(shown)
    assert "wartet auf die Freigabe" in (await client.get(answer.headers["location"])).text
    states = {number: draft.state for number, draft in (await drafts(given, unit, identity)).items()}
    assert states == {1: DraftState.AWAITING_RELEASE, 2: DraftState.DRAFT, 3: DraftState.DRAFT}


SAID = ("Wird gefolgt;;Für alle Kurse.;;31.12.2026;", "Wird nicht gefolgt;;Nein.;;;", ";;;;;")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"position": "Vielleicht"}, "Antwort: „Vielleicht“ kennen wir hier nicht."),
        ({"position": "Wird nicht gefolgt", "reason": "Laune"}, "Grund: „Laune“ kennen wir hier nicht."),
        ({"deferred_until": "31.2.2027"}, "„31.2.2027“ ist kein Tag. Schreiben Sie ihn so: 1.3.2027."),
        ({"text": "=HYPERLINK(1)"}, "Wortlaut: Hier steht eine Formel."),
        ({"number": "7"}, "Diesen Punkt gibt es auf Ihrer Liste nicht."),
        ({"number": "2"}, "Dieser Punkt steht weiter oben schon einmal."),
        ({"text": "x" * 20_001}, "Wortlaut: Der Text ist zu lang."),
        ({"version": "eins", "text": "Ja."}, "Fassung:"),
    ],
)
async def test_a_row_that_is_wrong_is_named_with_its_reason_and_nothing_is_kept(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer, cells: dict[str, str], sentence: str
) -> None:
    identity = await cases.assigned()

    shown = await brought_back(given, client, filled_in(await taken_along(given, client, "xlsx"), **cells))

    assert "Es ist nichts gespeichert." in html.unescape(shown)
    assert sentence in html.unescape(shown)
    assert "/uebernehmen" not in shown
    assert all(draft.version == 0 for draft in (await drafts(given, unit, identity)).values())


async def test_what_somebody_else_wrote_meanwhile_is_shown_and_never_overwritten(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer
) -> None:
    identity = await cases.assigned()
    table = filled_in(await taken_along(given, client, "xlsx"), position="Wird gefolgt", text="Meine Antwort.")
    await cases.drafted(identity, 1, AGREED, by=unit)

    shown = await brought_back(given, client, table)

    assert "Jemand hat diesen Entwurf inzwischen geändert." in html.unescape(shown)
    assert "Wir richten zwei Abendkurse ein." in html.unescape(shown)
    assert "Meine Antwort." in html.unescape(shown)


async def test_what_changes_between_preview_and_keeping_is_refused_as_a_whole(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer
) -> None:
    identity = await cases.assigned()
    table = filled_in(await taken_along(given, client, "xlsx"), position="Wird gefolgt", text="Meine Antwort.")
    shown = await brought_back(given, client, table)
    async with given.database.write() as db:
        await answers.save_draft(
            db, identity, 1, AnswerEntry(text="Dazwischen geschrieben."), actor=unit, now=given.now
        )

    answer = await kept(client, given, shown)

    assert answer.status_code == 422
    assert "Jemand hat diesen Entwurf inzwischen geändert." in html.unescape(answer.text)
    assert (await drafts(given, unit, identity))[1].text == "Dazwischen geschrieben."


async def test_a_unit_cannot_answer_points_of_another_one_by_list(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer
) -> None:
    identity = await cases.assigned(p1="FD 50", p2="FD 40", p3="FD 50")
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    reference = (await cases.seen(identity)).reference
    table = f"Empfehlung;Punkt;Antwort;Wortlaut;Fassung\n{reference};2;Wird gefolgt;Fremd.;0\n".encode()

    shown = await brought_back(given, client, table, "liste.csv")

    assert "Diesen Punkt gibt es auf Ihrer Liste nicht." in html.unescape(shown)
    assert (await drafts(given, coordinator, identity))[2].version == 0


async def test_what_is_answered_is_off_the_list_and_an_empty_list_says_so(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer
) -> None:
    identity = await cases.assigned(
        await cases.received(await cases.decided((Decided("Abendkurse anbieten."),))), p1="FD 50"
    )
    await cases.answered(identity, p1=AGREED)

    page = await client.get(f"{(await given.district()).intern}{LIST}")

    assert "Zurzeit wartet kein Punkt auf eine Antwort von Ihnen." in page.text


async def test_a_thousand_rows_are_read_and_each_wrong_one_is_told(
    cases: Cases, given: Given, client: httpx.AsyncClient, unit: Viewer
) -> None:
    await cases.assigned()
    rows = "".join(f"E-2026/{number:03d};9;Wird gefolgt;Ja.;0\n" for number in range(1000))

    shown = await brought_back(
        given, client, f"Empfehlung;Punkt;Antwort;Wortlaut;Fassung\n{rows}".encode(), "liste.csv"
    )

    assert "1.000 Zeilen stimmen noch nicht" in html.unescape(shown)
    assert shown.count("Diesen Punkt gibt es auf Ihrer Liste nicht.") == 1000
