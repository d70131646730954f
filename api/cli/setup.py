"""init: a district with its board, coordinator, term and seats, and the first account of the technical support."""

from __future__ import annotations

import argparse
from datetime import date

from rich.prompt import Prompt

from api.cli.accounts import add_account
from api.cli.opened import finished, now_for, opened, settings_for
from api.cli.words import Refusal, out, say
from api.dependencies import SLUG
from beirat.actions import people
from beirat.database import Database
from beirat.queries import people as queries
from beirat.rules.permissions import Role, system
from beirat.settings import Settings
from beirat.tables.accounts import AccountInvitation
from beirat.tables.base import new_id
from beirat.tables.people import OrganizationKind

QUESTIONS = {
    "slug": "Kurzname in der Adresse, z. B. musterland",
    "name": "Name des Landkreises, z. B. Landkreis Musterland",
    "land": "Land in zwei Buchstaben, z. B. HE",
    "board": "Name des Beirats, z. B. Migrationsbeirat",
    "seats": "Zahl der Sitze",
    "term-start": "Beginn der Wahlperiode, z. B. 2024-06-01",
    "term-end": "Ende der Wahlperiode, z. B. 2029-05-31",
    "coordinator": "Verteilstelle der Verwaltung, z. B. Landratsbüro",
    "email": "E-Mail-Adresse der Geschäftsstelle",
    "admin-login": "E-Mail-Adresse der Technischen Betreuung",
    "admin-name": "Name der Technischen Betreuung",
}
RESERVED = frozenset({"api", "static", "schema", "health", "oparl", "antwort", "intern"})


def init(given: argparse.Namespace) -> int:
    """Sets a district up from arguments; asks for what is missing."""
    said = {
        name: getattr(given, name.replace("-", "_")) or Prompt.ask(words, console=out)
        for name, words in QUESTIONS.items()
    }
    settings = settings_for(given)
    _check(said)
    finished(_create(settings, said))
    invitation = AccountInvitation(login=said["admin-login"], name=said["admin-name"], role=Role.ADMIN)
    finished(add_account(settings, invitation, slug=said["slug"], password=""))
    say(f"{said['name']} ist eingerichtet. Die Einladung an {said['admin-login']} liegt im Ausgang.")
    say("Ohne Mailserver (BEIRAT_SMTP_HOST) finden Sie sie nach dem Start als .eml in " + str(settings.data / "mail"))
    return 0


def _check(said: dict[str, str]) -> None:
    if not SLUG.fullmatch(said["slug"]) or said["slug"] in RESERVED:
        raise Refusal("Der Kurzname besteht aus kleinen Buchstaben, Ziffern und Strichen, z. B. musterland.")
    if not said["seats"].isdecimal() or int(said["seats"]) < 1:
        raise Refusal("Die Zahl der Sitze ist eine ganze Zahl, z. B. 15.")
    try:
        starts, ends = date.fromisoformat(said["term-start"]), date.fromisoformat(said["term-end"])
    except ValueError:
        raise Refusal("Ein Datum wird so geschrieben: 2024-06-01.") from None
    if ends <= starts:
        raise Refusal("Die Wahlperiode endet vor ihrem Beginn.")


async def _create(settings: Settings, said: dict[str, str]) -> None:
    async with opened(settings) as database:
        await _refuse_known(database, said["slug"])
        actor, now = system(new_id()), now_for(settings)
        async with database.write() as db:
            await people.create_body(
                db,
                slug=said["slug"],
                name=said["name"],
                land=said["land"].upper()[:2],
                email=said["email"],
                actor=actor,
                now=now,
            )
            starts, ends = date.fromisoformat(said["term-start"]), date.fromisoformat(said["term-end"])
            term = await people.create_term(
                db, name=f"{starts.year}–{ends.year}", starts_on=starts, ends_on=ends, actor=actor, now=now
            )
            board = await people.create_organization(
                db,
                kind=OrganizationKind.BOARD,
                name=said["board"],
                short_name="Beirat",
                email=said["email"],
                actor=actor,
                now=now,
            )
            await people.set_seats(db, board, term, int(said["seats"]), actor=actor, now=now)
            await people.create_organization(
                db,
                kind=OrganizationKind.COORDINATOR,
                name=said["coordinator"],
                short_name="Verteilstelle",
                actor=actor,
                now=now,
            )


async def _refuse_known(database: Database, slug: str) -> None:
    async with database.read() as db:
        known = {body.slug for body in await queries.bodies(db)}
    if slug in known:
        raise Refusal(f"Den Landkreis {slug} gibt es schon.")
