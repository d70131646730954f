"""Setting up a district: board, units, term, seats, members, offices. Used by the command line and sample data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlmodel import SQLModel

from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import people
from beirat.rules.accounts import is_address
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.base import new_id
from beirat.tables.people import (
    Body,
    ContactChange,
    Deputy,
    DeputyDraft,
    LegislativeTerm,
    Membership,
    Office,
    OfficeKind,
    Organization,
    OrganizationKind,
    Person,
    PersonDraft,
    Seats,
)


async def create_body(
    db: Session,
    *,
    slug: str,
    name: str,
    land: str,
    actor: Viewer,
    now: datetime,
    time_zone: str = "Europe/Berlin",
    address: str = "",
    email: str = "",
    phone: str = "",
    is_demo: bool = False,
) -> UUID:
    """A new district. Its id is the one that ``actor`` (``permissions.system(new_id())``) already looks at."""
    permit(actor, Act.KEEP_PEOPLE)
    body = Body(
        id=actor.body_id,
        slug=slug,
        name=name,
        land=land,
        time_zone=time_zone,
        address=address,
        email=email,
        phone=phone,
        is_demo=is_demo,
    )
    return await _add(db, body, "body", {"slug": slug, "name": name}, actor=actor, now=now)


async def create_term(db: Session, *, name: str, starts_on: date, ends_on: date, actor: Viewer, now: datetime) -> UUID:
    """A term of the board."""
    permit(actor, Act.KEEP_PEOPLE)
    term = LegislativeTerm(id=new_id(), body_id=actor.body_id, name=name, starts_on=starts_on, ends_on=ends_on)
    told = {"name": name, "starts_on": starts_on, "ends_on": ends_on}
    return await _add(db, term, "legislative_term", told, actor=actor, now=now)


async def create_organization(
    db: Session,
    *,
    kind: OrganizationKind,
    name: str,
    short_name: str,
    actor: Viewer,
    now: datetime,
    email: str = "",
    rule_profile: str = "",
    may_release: bool = False,
) -> UUID:
    """The board, the council, the executive, the coordinator or a unit of the administration."""
    permit(actor, Act.KEEP_PEOPLE)
    organization = Organization(
        id=new_id(),
        body_id=actor.body_id,
        kind=kind,
        name=name,
        short_name=short_name,
        email=email,
        rule_profile=rule_profile,
        may_release=may_release,
    )
    told = {"kind": kind, "name": name, "short_name": short_name}
    return await _add(db, organization, "organization", told, actor=actor, now=now)


async def set_seats(
    db: Session, organization_id: UUID, term_id: UUID, number: int, *, actor: Viewer, now: datetime
) -> UUID:
    """The statutory number of members in a term."""
    permit(actor, Act.KEEP_PEOPLE)
    seats = Seats(id=new_id(), body_id=actor.body_id, organization_id=organization_id, term_id=term_id, number=number)
    return await _add(db, seats, "seats", {"number": number}, actor=actor, now=now)


async def add_member(
    db: Session, organization_id: UUID, draft: PersonDraft, *, actor: Viewer, now: datetime, voting_right: bool = True
) -> UUID:
    """Somebody takes a seat; returns the person's id."""
    permit(actor, Act.KEEP_PEOPLE)
    person = Person(
        id=new_id(),
        body_id=actor.body_id,
        given_name=draft.given_name,
        family_name=draft.family_name,
        email=draft.email.lower(),
    )
    await _add(db, person, "person", {"name": person.name}, actor=actor, now=now)
    membership = Membership(
        id=new_id(),
        body_id=actor.body_id,
        organization_id=organization_id,
        person_id=person.id,
        kind=draft.kind,
        voting_right=voting_right,
        starts_on=draft.starts_on,
    )
    told = {"person_id": person.id, "kind": draft.kind, "starts_on": draft.starts_on}
    await _add(db, membership, "membership", told, actor=actor, now=now)
    return person.id


async def change_contact(
    db: Session, person_id: UUID, entered: ContactChange, *, actor: Viewer, now: datetime
) -> Person:
    """How a person is reached: by mail, or by letter. The journal tells that it changed, not the address."""
    person = await people.person_to_change(db, actor, person_id)
    permit(actor, Act.KEEP_PEOPLE)
    if person.version != entered.version:
        theirs = {"email": person.email, "postal_address": person.postal_address}
        raise StaleVersion(person.version, theirs)
    if entered.email and not is_address(entered.email):
        raise RuleBroken(Broken.EMAIL_INVALID, "email")
    person.email, person.postal_address = entered.email.lower(), entered.postal_address
    await _record_contact(db, person, {"contact": "changed"}, actor=actor, now=now)
    return person


async def add_deputy(db: Session, person_id: UUID, entered: DeputyDraft, *, actor: Viewer, now: datetime) -> UUID:
    """Somebody may come in a member's place, after those who are named already; returns the deputy's person.

    A new name makes a new person. Raises RuleBroken(ALREADY_A_DEPUTY) for the member itself or somebody named already.
    """
    person = await people.person_to_change(db, actor, person_id)
    permit(actor, Act.KEEP_PEOPLE)
    deputy_id = entered.deputy_id or await _new_person(db, entered, actor=actor, now=now)
    named = await people.deputy_ids(db, actor, person_id)
    if deputy_id == person_id or deputy_id in named:
        raise RuleBroken(Broken.ALREADY_A_DEPUTY, "deputy_id")
    await people.person_to_change(db, actor, deputy_id)
    place = len(named) + 1
    db.add(Deputy(body_id=actor.body_id, person_id=person_id, deputy_id=deputy_id, position=place))
    await _record_contact(db, person, {"deputy_id": deputy_id}, actor=actor, now=now)
    return deputy_id


async def remove_deputy(db: Session, person_id: UUID, deputy_id: UUID, *, actor: Viewer, now: datetime) -> Person:
    """Somebody may no longer come in a member's place; the others move up."""
    person = await people.person_to_change(db, actor, person_id)
    permit(actor, Act.KEEP_PEOPLE)
    rows = await people.deputies_to_change(db, actor, person_id)
    for row in rows:
        if row.deputy_id == deputy_id:
            await db.delete(row)
    for place, row in enumerate((row for row in rows if row.deputy_id != deputy_id), start=1):
        row.position = place
    await _record_contact(db, person, {"deputy_removed": deputy_id}, actor=actor, now=now)
    return person


async def _new_person(db: Session, entered: DeputyDraft, *, actor: Viewer, now: datetime) -> UUID:
    """A person who is no member, known by name and, if there is one, by address."""
    for field in ("given_name", "family_name"):
        if not getattr(entered, field):
            raise RuleBroken(Broken.REQUIRED, field)
    if entered.email and not is_address(entered.email):
        raise RuleBroken(Broken.EMAIL_INVALID, "email")
    person = Person(
        id=new_id(),
        body_id=actor.body_id,
        given_name=entered.given_name,
        family_name=entered.family_name,
        email=entered.email.lower(),
    )
    return await _add(db, person, "person", {"name": person.name}, actor=actor, now=now)


async def _record_contact(
    db: Session, person: Person, after: Mapping[str, object], *, actor: Viewer, now: datetime
) -> None:
    await record(
        db, actor=actor, now=now, act=Act.KEEP_PEOPLE, subject_type="person", subject_id=person.id, after=after
    )


async def give_office(
    db: Session,
    organization_id: UUID,
    person_id: UUID,
    kind: OfficeKind,
    *,
    starts_on: date,
    actor: Viewer,
    now: datetime,
) -> UUID:
    """A member becomes chair, deputy chair or minute taker."""
    permit(actor, Act.KEEP_PEOPLE)
    office = Office(
        id=new_id(),
        body_id=actor.body_id,
        organization_id=organization_id,
        person_id=person_id,
        kind=kind,
        starts_on=starts_on,
    )
    told = {"person_id": person_id, "kind": kind, "starts_on": starts_on}
    return await _add(db, office, "office", told, actor=actor, now=now)


async def consent_to_name(db: Session, person_id: UUID, *, on: date, actor: Viewer, now: datetime) -> None:
    """From this day the member's name may be shown to the public."""
    await _set_consent(db, person_id, {"name_consent_on": on}, actor=actor, now=now)


async def withdraw_consent(db: Session, person_id: UUID, *, on: date, actor: Viewer, now: datetime) -> None:
    """From this day the member's name is public no longer, also in what was published before."""
    await _set_consent(db, person_id, {"name_consent_withdrawn_on": on}, actor=actor, now=now)


async def _set_consent(db: Session, person_id: UUID, change: dict[str, date], *, actor: Viewer, now: datetime) -> None:
    person = await people.person_to_change(db, actor, person_id)
    permit(actor, Act.KEEP_PEOPLE)
    before = {name: getattr(person, name) for name in change}
    person.sqlmodel_update(change)
    db.add(person)
    await db.flush()
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.KEEP_PEOPLE,
        subject_type="person",
        subject_id=person_id,
        before=before,
        after=change,
    )


async def _add(
    db: Session, row: SQLModel, kind: str, told: Mapping[str, object], *, actor: Viewer, now: datetime
) -> UUID:
    row_id: UUID = row.id  # type: ignore[attr-defined]
    db.add(row)
    await db.flush()
    await record(db, actor=actor, now=now, act=Act.KEEP_PEOPLE, subject_type=kind, subject_id=row_id, after=told)
    return row_id
