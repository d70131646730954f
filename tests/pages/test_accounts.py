"""Signing in, staying signed in, signing out, passwords; and that no form loses what was typed."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import httpx
import pytest

from api import auth
from beirat.actions import accounts
from beirat.database import Database
from beirat.queries import accounts as queries
from beirat.queries import motions as motion_queries
from beirat.rules.permissions import Role, Viewer
from beirat.tables.accounts import AccountInvitation
from tests.given import PASSWORD, Given, StoppedClock, form_to

MOTION = {"title": "Lotsen für Schulen", "reasons": "Viele fragen danach.", "field": "language"}


async def sign_in(given: Given, client: httpx.AsyncClient, viewer: Viewer, **change: str) -> httpx.Response:
    form = {"login": await given.login_of(viewer), "password": PASSWORD} | change
    return await client.post((await given.district()).intern + "/anmelden", data=form)


async def test_an_account_signs_in_and_goes_where_it_wanted(given: Given, client: httpx.AsyncClient) -> None:
    viewer, intern = await given.account(Role.ADMIN), (await given.district()).intern
    door = await client.get(f"{intern}/konten")
    assert door.headers["location"] == f"{intern}/anmelden?weiter={intern}/konten"

    answer = await sign_in(given, client, viewer, weiter=f"{intern}/konten")

    assert answer.headers["location"] == f"{intern}/konten"
    assert (await client.get(f"{intern}/konten")).status_code == 200


async def test_a_login_never_leads_to_another_site(given: Given, client: httpx.AsyncClient) -> None:
    viewer, intern = await given.account(Role.ADMIN), (await given.district()).intern

    for elsewhere in ("https://boese.example/", "//boese.example", f"{intern}//boese.example", "/andere/intern/"):
        answer = await sign_in(given, client, viewer, weiter=elsewhere)

        assert answer.headers["location"] == f"{intern}/"


async def test_the_cookie_lives_below_the_internal_pages_and_no_script_reads_it(
    given: Given, client: httpx.AsyncClient
) -> None:
    viewer, intern = await given.account(Role.ADMIN), (await given.district()).intern

    cookie = (await sign_in(given, client, viewer)).headers["set-cookie"]

    assert f"Path={intern}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age" not in cookie


async def test_on_a_device_one_chose_the_login_stays_for_thirty_days(
    given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    viewer, intern = await given.account(Role.ADMIN), (await given.district()).intern
    cookie = (await sign_in(given, client, viewer, stays="1")).headers["set-cookie"]
    assert f"Max-Age={30 * 86400}" in cookie

    clock.move(days=29)

    assert (await client.get(f"{intern}/konten")).status_code == 200


async def test_otherwise_it_ends_after_twelve_hours(
    given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await given.signed_in(client, Role.ADMIN)

    clock.move(hours=12)

    assert (await client.get((await given.district()).intern + "/konten")).status_code == 303


async def test_a_wrong_password_and_an_unknown_account_are_told_apart_by_nobody(
    given: Given, client: httpx.AsyncClient
) -> None:
    viewer = await given.account(Role.ADMIN)

    wrong = await sign_in(given, client, viewer, password="nicht das richtige")
    unknown = await sign_in(given, client, viewer, login="niemand@beispiel.example")

    assert wrong.status_code == unknown.status_code == 422
    said = "E-Mail-Adresse oder Passwort stimmen nicht"
    assert said in wrong.text
    assert said in unknown.text
    assert "nicht das richtige" not in wrong.text


async def test_an_account_of_another_district_does_not_sign_in_here(given: Given, client: httpx.AsyncClient) -> None:
    await given.body("hier")
    elsewhere = await given.body("anderswo")
    stranger = await given.account(Role.ADMIN, in_district=elsewhere)

    answer = await sign_in(given, client, stranger)

    assert answer.status_code == 422


async def test_guessing_is_slowed_down_and_the_pause_ends(
    given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    viewer = await given.account(Role.ADMIN)
    for _ in range(5):
        await sign_in(given, client, viewer, password="geraten")

    refused = await sign_in(given, client, viewer)
    clock.move(seconds=31)
    accepted = await sign_in(given, client, viewer)

    assert refused.status_code == 429
    assert "30 Sekunden" in refused.text
    assert accepted.status_code == 303


async def test_many_guesses_at_the_same_moment_are_all_counted(given: Given, client: httpx.AsyncClient) -> None:
    viewer = await given.account(Role.ADMIN)

    answers = await asyncio.gather(*(sign_in(given, client, viewer, password=f"geraten {n}") for n in range(8)))

    assert sorted(answer.status_code for answer in answers) == [422] * 5 + [429] * 3


async def test_a_form_of_another_site_is_refused(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.ADMIN)
    intern = (await given.district()).intern
    page = await client.get(f"{intern}/konto")
    form = form_to(page.text, "/konto/ueberall-abmelden")

    for headers in ({"Origin": "https://boese.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = await client.post(f"{intern}/konto/ueberall-abmelden", data=form, headers=headers)

        assert answer.status_code == 403
    assert (await client.get(f"{intern}/konto")).status_code == 200


async def test_a_form_without_the_hidden_word_is_shown_again_and_nothing_happens(
    given: Given, client: httpx.AsyncClient, database: Database
) -> None:
    viewer = await given.signed_in(client, Role.MEMBER)

    answer = await client.post((await given.district()).intern + "/antraege/neu", data=MOTION)

    assert answer.status_code == 422
    assert "Bitte senden Sie es noch einmal ab" in answer.text
    assert MOTION["title"] in answer.text
    async with database.read() as db:
        assert await motion_queries.listing(db, viewer) == []


async def test_signing_out_ends_the_login_also_for_a_copied_cookie(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    await given.signed_in(client, Role.ADMIN)
    intern = (await given.district()).intern
    other_client.cookies = httpx.Cookies(client.cookies)
    page = await client.get(f"{intern}/konto")

    answer = await client.post(f"{intern}/abmelden", data=form_to(page.text, "/abmelden"))

    assert answer.headers["location"] == f"{intern}/anmelden?meldung=signed_out"
    assert (await other_client.get(f"{intern}/konto")).status_code == 303


async def test_another_device_can_be_signed_out(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    viewer, intern = await given.signed_in(client, Role.ADMIN), (await given.district()).intern
    await given.signed_in(other_client, viewer=viewer)
    page = (await client.get(f"{intern}/konto")).text
    [address] = re.findall(rf'action="{intern}(/konto/anmeldungen/[^"]+)"', page)

    await client.post(intern + address, data=form_to(page, address))

    assert (await other_client.get(f"{intern}/konto")).status_code == 303
    assert (await client.get(f"{intern}/konto")).status_code == 200


async def test_a_new_password_ends_every_other_login(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    viewer, intern = await given.account(Role.ADMIN), (await given.district()).intern
    await sign_in(given, client, viewer)
    await sign_in(given, other_client, viewer)
    page = await client.get(f"{intern}/konto")
    new = "vier Äpfel unter Schnee"
    form = form_to(page.text, "/konto/passwort") | {"current": PASSWORD, "password": new, "again": new}

    answer = await client.post(f"{intern}/konto/passwort", data=form)

    assert answer.status_code == 303
    assert (await client.get(f"{intern}/konto")).status_code == 200
    assert (await other_client.get(f"{intern}/konto")).status_code == 303
    assert (await sign_in(given, other_client, viewer, password=new)).status_code == 303


@pytest.mark.parametrize(
    "current, new, again, sentence",
    [
        ("falsch geraten", "vier Äpfel unter Schnee", "vier Äpfel unter Schnee", "Das jetzige Passwort stimmt nicht"),
        (PASSWORD, "kurz", "kurz", "mindestens 12 Zeichen"),
        (PASSWORD, "vier Äpfel unter Schnee", "vier Birnen unter Schnee", "zweimal dasselbe"),
        (PASSWORD, "passwort1234567", "passwort1234567", "leicht zu erraten"),
    ],
)
async def test_a_bad_password_is_refused_with_a_sentence(
    given: Given, client: httpx.AsyncClient, current: str, new: str, again: str, sentence: str
) -> None:
    await sign_in(given, client, await given.account(Role.ADMIN))
    intern = (await given.district()).intern
    page = await client.get(f"{intern}/konto")
    form = form_to(page.text, "/konto/passwort") | {"current": current, "password": new, "again": again}

    answer = await client.post(f"{intern}/konto/passwort", data=form)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert new not in answer.text or new == "kurz"


async def invited(given: Given, database: Database) -> str:
    """A new account's link to set a password, as it stands in the mail."""
    district = await given.district()
    invitation = AccountInvitation(login="neu@beispiel.example", name="Neue Person", role=Role.OFFICE)
    async with database.write() as db:
        account_id = await accounts.invite(db, invitation, actor=district.system, now=given.now)
        await accounts.issue_link(
            db, account_id, token_hash=auth.hash_of("das-geheimnis"), actor=district.system, now=given.now
        )
    return f"{district.intern}/passwort/das-geheimnis"


async def test_opening_the_link_changes_nothing_and_sending_the_form_sets_the_password_once(
    given: Given, client: httpx.AsyncClient, database: Database
) -> None:
    link = await invited(given, database)
    new = {"password": "fünf Nüsse im Sand", "again": "fünf Nüsse im Sand"}
    for _ in range(3):  # scanners open links too
        page = await client.get(link)
    form = form_to(page.text, link)

    first = await client.post(link, data=form | new)
    resent = await client.post(link, data=form | new)
    later = await client.post(link, data={**form, "form_id": "another", **new})

    assert first.headers["location"] == resent.headers["location"]
    assert later.status_code == 422
    assert "gilt nicht mehr" in later.text
    door = {"login": "NEU@beispiel.example", "password": "fünf Nüsse im Sand"}
    assert (await client.post((await given.district()).intern + "/anmelden", data=door)).status_code == 303


async def test_the_link_works_for_seven_days(given: Given, client: httpx.AsyncClient, database: Database) -> None:
    link = await invited(given, database)
    given.clock.move(days=7)

    page = await client.get(link)

    assert page.status_code == 410
    assert "gilt nicht mehr" in page.text


async def test_what_was_typed_when_the_login_had_ended_can_be_sent_after_signing_in(
    given: Given, client: httpx.AsyncClient, clock: StoppedClock, database: Database
) -> None:
    viewer, intern = await given.signed_in(client, Role.MEMBER), (await given.district()).intern
    page = await client.get(f"{intern}/antraege/neu")
    form = (
        form_to(page.text, "/antraege/neu")
        | MOTION
        | {"points-0-text": "Lotsen einstellen", "points-0-audience": "council"}
    )
    clock.move(hours=13)

    expired = await client.post(f"{intern}/antraege/neu", data=form)
    assert expired.status_code == 401
    door = form_to(expired.text, "/anmelden") | {"login": await given.login_of(viewer), "password": PASSWORD}
    kept = await client.post(f"{intern}/anmelden", data=door)
    assert "Ihr Text ist noch da" in kept.text
    assert "Lotsen einstellen" in kept.text
    answer = await client.post(f"{intern}/antraege/neu", data=form_to(kept.text, "/antraege/neu"))

    assert answer.status_code == 303, answer.text
    assert "Lotsen einstellen" in (await client.get(answer.headers["location"])).text


async def test_passwords_are_never_carried_along(given: Given, client: httpx.AsyncClient, clock: StoppedClock) -> None:
    await given.signed_in(client, Role.ADMIN)
    intern = (await given.district()).intern
    form = form_to((await client.get(f"{intern}/konto")).text, "/konto/passwort")
    clock.move(hours=13)

    secrets = {"current": PASSWORD, "password": "streng geheim 123", "again": "streng geheim 123"}
    answer = await client.post(f"{intern}/konto/passwort", data=form | secrets)

    assert answer.status_code == 401
    assert not any(secret in answer.text for secret in secrets.values())


async def test_the_same_form_sent_twice_at_once_has_one_result(
    given: Given, client: httpx.AsyncClient, database: Database
) -> None:
    viewer, intern = await given.signed_in(client, Role.MEMBER), (await given.district()).intern
    form = form_to((await client.get(f"{intern}/antraege/neu")).text, "/antraege/neu") | MOTION

    answers = await asyncio.gather(*(client.post(f"{intern}/antraege/neu", data=form) for _ in range(3)))

    assert len({answer.headers["location"] for answer in answers}) == 1
    async with database.read() as db:
        assert len(await motion_queries.listing(db, viewer)) == 1


async def test_the_expiry_of_a_login_is_kept_in_the_database(
    given: Given, client: httpx.AsyncClient, database: Database
) -> None:
    viewer = await given.signed_in(client, Role.ADMIN)

    async with database.read() as db:
        [session] = await queries.sessions(db, viewer, now=given.now)

    assert session.expires_at - session.created_at == timedelta(hours=12)
