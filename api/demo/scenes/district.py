"""Setting up the district: board, units, members, offices, and accounts that can sign in."""

from __future__ import annotations

import secrets
from datetime import date

from api import auth
from api.demo import people as known
from api.demo.shapes import SEATS, Login, Member
from api.demo.stage import Stage
from beirat.actions import accounts, answers, people
from beirat.queries import accounts as account_queries
from beirat.rules.zones import local_day
from beirat.tables.accounts import AccountInvitation
from beirat.tables.answers import ReleaseRule
from beirat.tables.people import OrganizationKind, PersonDraft


async def set_up(stage: Stage) -> None:
    """The district with its organizations, the term and the seats of the board."""
    actor, now, starts, ends = stage.system, stage.now, stage.calendar.term_starts, stage.calendar.term_ends
    await people.create_body(
        stage.db,
        slug=known.SLUG,
        name=known.NAME,
        land=known.LAND,
        address=known.ADDRESS,
        email=known.EMAIL,
        phone=known.PHONE,
        is_demo=True,
        actor=actor,
        now=now,
    )
    name = f"{starts.year}–{ends.year}"
    term = await people.create_term(stage.db, name=name, starts_on=starts, ends_on=ends, actor=actor, now=now)
    for kind, short_name, name in known.ORGANIZATIONS:
        await _organization(stage, kind, short_name, name)
    await people.set_seats(stage.db, stage.units[known.BOARD], term, SEATS, actor=actor, now=now)


async def _organization(stage: Stage, kind: OrganizationKind, short_name: str, name: str) -> None:
    stage.units[short_name] = await people.create_organization(
        stage.db,
        kind=kind,
        name=name,
        short_name=short_name,
        email=_email(kind, short_name),
        rule_profile="hessen" if kind is OrganizationKind.BOARD else "",
        actor=stage.system,
        now=stage.now,
    )


def _email(kind: OrganizationKind, short_name: str) -> str:
    if kind is OrganizationKind.UNIT:
        return known.unit_address(short_name)
    return known.EMAIL if kind is OrganizationKind.BOARD else ""


async def seat(stage: Stage, member: Member) -> None:
    """A member takes a seat, and an office if elected to one."""
    board, starts = stage.units[known.BOARD], stage.calendar.term_starts
    draft = PersonDraft(
        given_name=member.given_name,
        family_name=member.family_name,
        email=known.address(member.email),
        starts_on=starts,
    )
    person_id = await people.add_member(stage.db, board, draft, actor=stage.system, now=stage.now)
    stage.people[member.key] = person_id
    if member.office is not None:
        await people.give_office(
            stage.db, board, person_id, member.office, starts_on=starts, actor=stage.system, now=stage.now
        )


async def consent(stage: Stage, member: Member) -> None:
    """The member may be named in public from now on."""
    await people.consent_to_name(
        stage.db, stage.people[member.key], on=_day(stage), actor=stage.viewers["geschaeftsstelle"], now=stage.now
    )


async def withdraw_consent(stage: Stage, key: str) -> None:
    """The member's name is public no longer."""
    await people.withdraw_consent(
        stage.db, stage.people[key], on=_day(stage), actor=stage.viewers["geschaeftsstelle"], now=stage.now
    )


async def open_account(stage: Stage, login: Login) -> None:
    """An account with its roles and the password of the demo, set through a link as everybody does it."""
    actor, now = stage.system, stage.now
    for role in login.roles:
        invitation = AccountInvitation(login=known.address(login.login), name=login.name, role=role, unit=login.unit)
        account_id = await accounts.invite(stage.db, invitation, actor=actor, now=now)
    viewer = await account_queries.viewer_of(stage.db, account_id, body_id=stage.body_id, name=login.name)
    if viewer is None:
        raise LookupError(login.login)
    stage.viewers[login.login] = viewer
    link = auth.hash_of(secrets.token_urlsafe(32))
    await accounts.issue_link(stage.db, account_id, token_hash=link, actor=actor, now=now)
    await accounts.set_password(stage.db, token_hash=link, password_hash=stage.password_hash, actor=viewer, now=now)


async def let_release(stage: Stage, unit: str) -> None:
    """The coordinator lets a unit release its own answers."""
    await answers.set_release_rule(
        stage.db,
        stage.units[unit],
        ReleaseRule(may_release=True),
        actor=stage.viewers["landratsbuero"],
        now=stage.now,
    )


def _day(stage: Stage) -> date:
    return local_day(stage.now, stage.calendar.zone)
