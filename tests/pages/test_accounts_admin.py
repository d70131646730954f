"""The accounts page of the technical support, in the browser's way."""

from __future__ import annotations

import html
import re

import httpx
import pytest

from api import auth
from beirat.database import Database
from beirat.queries import accounts as queries
from beirat.rules.permissions import Role
from beirat.settings import Settings
from tests.given import Given, form_to

HEAD = "E-Mail;Name;Rolle;Fachdienst\n"
GOOD = HEAD + "anna@beispiel.example;Anna;Mitglied;\nbert@beispiel.example;Bert;Fachdienst;FD 50\n"
BAD = HEAD + "anna@beispiel.example;Anna;Mitglied;\nfalsch;;Chefin;\nc@beispiel.example;Carla;Fachdienst;FD 99\n"


async def names(given: Given, database: Database) -> list[str]:
    async with database.read() as db:
        return [account.name for account in await queries.accounts(db, (await given.district()).system)]


async def preview(given: Given, client: httpx.AsyncClient, rows: str | bytes) -> httpx.Response:
    intern = (await given.district()).intern
    page = await client.get(f"{intern}/konten/liste")
    form = form_to(page.text, "/konten/liste")
    if isinstance(rows, bytes):
        return await client.post(f"{intern}/konten/liste", data=form, files={"file": ("liste.csv", rows, "text/csv")})
    return await client.post(f"{intern}/konten/liste", data=form | {"rows": rows})


async def test_one_account_is_made_and_listed(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.ADMIN)
    intern = (await given.district()).intern
    form = form_to((await client.get(f"{intern}/konten/neu")).text, "/konten/neu")

    answer = await client.post(
        f"{intern}/konten/neu", data=form | {"login": "neu@beispiel.example", "name": "Neue Person", "role": "office"}
    )

    page = await client.get(answer.headers["location"])
    assert "Neue Person" in page.text
    assert "Eingeladen, noch kein Passwort" in page.text
    assert "Die Einladung geht per E-Mail hinaus" in page.text


async def test_every_error_is_shown_at_once_and_nothing_typed_is_lost(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.ADMIN)
    intern = (await given.district()).intern
    form = form_to((await client.get(f"{intern}/konten/neu")).text, "/konten/neu")

    answer = await client.post(f"{intern}/konten/neu", data=form | {"login": "x", "name": "", "role": "king"})

    assert answer.status_code == 422
    assert set(re.findall(r'href="#f-([a-z]+)"', answer.text)) == {"login", "name", "role"}
    assert 'value="x"' in answer.text


@pytest.mark.parametrize(
    "content", [GOOD, GOOD.encode(), GOOD.encode("cp1252"), b"\xef\xbb\xbf" + GOOD.replace(";", ",").encode()]
)
async def test_many_accounts_are_shown_first_and_made_then(
    given: Given, client: httpx.AsyncClient, database: Database, content: str | bytes
) -> None:
    await given.signed_in(client, Role.ADMIN)
    shown = await preview(given, client, content)
    assert "Alle Zeilen stimmen" in shown.text
    assert len(await names(given, database)) == 1

    intern = (await given.district()).intern
    answer = await client.post(f"{intern}/konten/liste/anlegen", data=form_to(shown.text, "/anlegen"))

    assert answer.status_code == 303
    assert {"Anna", "Bert"} <= set(await names(given, database))


async def test_one_wrong_row_and_nothing_is_made(given: Given, client: httpx.AsyncClient, database: Database) -> None:
    await given.signed_in(client, Role.ADMIN)
    shown = await preview(given, client, BAD)
    assert "2 Zeilen stimmen noch nicht" in shown.text
    assert "Diesen Fachdienst gibt es in der Verwaltung nicht" in shown.text
    assert "Name: Bitte füllen Sie dieses Feld aus." in html.unescape(shown.text)

    intern = (await given.district()).intern
    form = form_to(shown.text, "/konten/liste") | {"rows": BAD}
    answer = await client.post(f"{intern}/konten/liste/anlegen", data=form)

    assert answer.status_code == 422
    assert "Zeile 3" in answer.text
    assert len(await names(given, database)) == 1


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"PK\x03\x04zip", "können wir nicht lesen"),
        (b"%PDF-1.7", "können wir nicht lesen"),
        (b"a\0b", "können wir nicht lesen"),
        (b"Name;Rolle\nAnna;Mitglied\n", "fehlt: E-Mail"),
        (b"x" * 2_100_000, "zu groß"),
        (b"", "Bitte füllen Sie dieses Feld aus"),
        (b"E-Mail;Name;Rolle\n", "Bitte füllen Sie dieses Feld aus"),
    ],
    ids=["a zip", "a pdf", "a nul", "a missing column", "too large", "nothing", "no rows"],
)
async def test_a_file_that_is_no_list_is_refused_with_a_sentence(
    given: Given, client: httpx.AsyncClient, content: bytes, sentence: str
) -> None:
    await given.signed_in(client, Role.ADMIN)

    answer = await preview(given, client, content)

    assert answer.status_code == 422
    assert sentence in answer.text


async def test_a_name_that_is_markup_is_shown_as_text(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.ADMIN)

    shown = await preview(given, client, GOOD.replace("Anna", "<script>alert(1)</script>\u202e"))

    assert "<script>alert" not in shown.text
    assert "\u202e" not in shown.text.split("<table")[1].split("</table")[0]


async def test_a_blocked_account_is_signed_out_and_stays_out(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    await given.signed_in(client, Role.ADMIN)
    intern = (await given.district()).intern
    viewer = await given.signed_in(other_client, Role.OFFICE)
    address = f"/konten/{viewer.account_id}/sperren"
    page = await client.get(f"{intern}/konten")

    await client.post(intern + address, data=form_to(page.text, address))

    assert (await other_client.get(f"{intern}/")).status_code == 303
    unblock = f"/konten/{viewer.account_id}/entsperren"
    page = await client.get(f"{intern}/konten")
    await client.post(intern + unblock, data=form_to(page.text, unblock))
    await given.signed_in(other_client, viewer=viewer)


async def test_a_new_link_goes_out_and_opens(
    given: Given, client: httpx.AsyncClient, database: Database, settings: Settings
) -> None:
    from api import worker
    from documents.pool import Pool

    await given.signed_in(client, Role.ADMIN)
    intern = (await given.district()).intern
    viewer = await given.account(Role.OFFICE)
    address = f"/konten/{viewer.account_id}/einladen"
    page = await client.get(f"{intern}/konten")

    await client.post(intern + address, data=form_to(page.text, address))
    async with Pool() as pool:
        await worker.work_once(database, settings, given.clock, pool)

    [letter] = (settings.data / "mail").glob("*.eml")
    text = letter.read_text().replace("=\n", "").replace("=3D", "=")
    [link] = re.findall(rf"{settings.public_url}({intern}/passwort/\S+)", text)
    assert (await client.get(link)).status_code == 200
    assert auth.hash_of(link.rpartition("/")[2])


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICE, Role.CHAIR, Role.OBSERVER, Role.ADMINISTRATION])
@pytest.mark.parametrize("path", ["/konten", "/konten/neu", "/konten/liste"])
async def test_nobody_else_sees_the_accounts(given: Given, client: httpx.AsyncClient, role: Role, path: str) -> None:
    await given.signed_in(client, role)

    answer = await client.get((await given.district()).intern + path)

    assert answer.status_code == 403


async def test_the_journal_tells_office_and_technical_support_page_by_page(
    given: Given, client: httpx.AsyncClient
) -> None:
    await given.signed_in(client, Role.OFFICE)
    for _ in range(20):
        await given.account(Role.MEMBER)
    intern = (await given.district()).intern

    first = await client.get(f"{intern}/journal")
    [more] = re.findall(r'rel="next" href="([^"]+)"', first.text)
    second = await client.get(more)

    assert first.text.count("<tr") == 51
    assert second.text.count("<tr") > 1
    assert "Konto eingeladen" in second.text
