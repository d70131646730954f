"""account add and account import."""

from __future__ import annotations

import argparse
import secrets
import sys

from rich.table import Table

from api import accounts_list, auth, spreadsheets
from api.cli.opened import finished, now_for, opened, settings_for, the_body
from api.cli.words import out, say
from api.passwords import Passwords
from beirat.actions import accounts as actions
from beirat.queries import accounts as queries
from beirat.rules.accounts import password_problems
from beirat.rules.errors import refuse_if
from beirat.rules.permissions import Role, system
from beirat.settings import Settings
from beirat.tables.accounts import AccountInvitation


def add(given: argparse.Namespace) -> int:
    """One account; with a password right away, or with an invitation by mail."""
    password = sys.stdin.readline().rstrip("\n") if given.password_stdin else ""
    invitation = AccountInvitation(login=given.login, name=given.name, role=Role(given.role), unit=given.unit)
    finished(add_account(settings_for(given), invitation, slug=given.body, password=password))
    say(f"Konto {given.login} ist angelegt." + ("" if password else " Die Einladung liegt im Ausgang."))
    return 0


async def add_account(settings: Settings, invitation: AccountInvitation, *, slug: str | None, password: str) -> None:
    """Makes the account in the named or only district."""
    if password:
        refuse_if(password_problems(password, password, names=(invitation.login, invitation.name)))
    async with opened(settings) as database:
        district = await the_body(database, slug)
        actor, now = system(district.id), now_for(settings)
        password_hash = await Passwords().hash(password) if password else ""
        async with database.write() as db:
            if not password:
                await auth.invite(db, invitation, district=district, settings=settings, actor=actor, now=now)
                return
            account_id = await actions.invite(db, invitation, actor=actor, now=now)
            token_hash = auth.hash_of(secrets.token_urlsafe(32))
            await actions.issue_link(db, account_id, token_hash=token_hash, actor=actor, now=now)
            owner = await queries.viewer_of(db, account_id, body_id=district.id, name=invitation.name)
            if owner is not None:
                await actions.set_password(db, token_hash=token_hash, password_hash=password_hash, actor=owner, now=now)


def add_many(given: argparse.Namespace) -> int:
    """Every account of a file, or none."""
    return finished(_add_many(given))


async def _add_many(given: argparse.Namespace) -> int:
    settings = settings_for(given)
    text = spreadsheets.text_of(given.file.read_bytes())
    async with opened(settings) as database:
        district = await the_body(database, given.body)
        actor, now = system(district.id), now_for(settings)
        async with database.write() as db:
            rows = await accounts_list.read_list(db, text, actor)
            if any(row.problems for row in rows):
                _show_problems(rows)
                return 1
            for invitation in accounts_list.invitations(rows):
                await auth.invite(db, invitation, district=district, settings=settings, actor=actor, now=now)
    say(f"{len(rows)} Konten sind angelegt. Die Einladungen liegen im Ausgang.")
    return 0


def _show_problems(rows: list[accounts_list.ListRow]) -> None:
    table = Table(title="Es ist nichts angelegt. Bitte verbessern Sie diese Zeilen:", title_justify="left")
    for word in ("Zeile", "E-Mail", "Was nicht stimmt"):
        table.add_column(word)
    for row in rows:
        if row.problems:
            table.add_row(str(row.number), row.said.get("login", ""), " ".join(row.problems))
    out.print(table)
