"""Who there is: districts, boards, units of the administration, seats and members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, or_, select

from beirat.database import Session
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.people import (
    Body,
    Deputy,
    LegislativeTerm,
    MemberKind,
    Membership,
    Office,
    OfficeKind,
    Organization,
    OrganizationKind,
    Person,
    Seats,
)

MOST = 500
"""More people than this no board has."""


@dataclass(frozen=True, slots=True)
class BodyView:
    """A district as every page knows it. ``board_name`` is the name of its first board."""

    id: UUID
    slug: str
    name: str
    land: str
    time_zone: str
    address: str
    email: str
    phone: str
    is_demo: bool
    board_name: str


@dataclass(frozen=True, slots=True)
class OrganizationView:
    id: UUID
    kind: OrganizationKind
    name: str
    short_name: str
    email: str
    rule_profile: str
    may_release: bool


@dataclass(frozen=True, slots=True)
class TermView:
    id: UUID
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member on a day. ``office`` is the highest one held that day, if any."""

    person_id: UUID
    name: str
    email: str
    kind: MemberKind
    voting_right: bool
    is_name_public: bool
    office: OfficeKind | None = None


async def body_by_slug(db: Session, slug: str) -> BodyView:
    """The district behind an address. Raises NotFound."""
    body = (await db.exec(select(Body).where(Body.slug == slug))).one_or_none()
    if body is None:
        raise NotFound
    return await _body_view(db, body)


async def body_by_id(db: Session, body_id: UUID) -> BodyView:
    body = (await db.exec(select(Body).where(Body.id == body_id))).one_or_none()
    if body is None:
        raise NotFound
    return await _body_view(db, body)


async def bodies(db: Session) -> list[BodyView]:
    """Every district of this installation, by address."""
    rows = (await db.exec(select(Body).order_by(Body.slug))).all()
    return [await _body_view(db, body) for body in rows]


async def _body_view(db: Session, body: Body) -> BodyView:
    boards = select(Organization.name).where(
        Organization.body_id == body.id, Organization.kind == OrganizationKind.BOARD
    )
    name = (await db.exec(boards.order_by(col(Organization.id)).limit(1))).first()
    return BodyView(
        id=body.id,
        slug=body.slug,
        name=body.name,
        land=body.land,
        time_zone=body.time_zone,
        address=body.address,
        email=body.email,
        phone=body.phone,
        is_demo=body.is_demo,
        board_name=name or "Beirat",
    )


async def organizations(db: Session, viewer: Viewer, *, kind: OrganizationKind | None = None) -> list[OrganizationView]:
    """The organizations of the district, of one kind or all, in the order they were made."""
    query = select(Organization).where(Organization.body_id == viewer.body_id)
    if kind is not None:
        query = query.where(Organization.kind == kind)
    rows = (await db.exec(query.order_by(col(Organization.id)))).all()
    return [_organization_view(row) for row in rows]


async def board(db: Session, viewer: Viewer) -> OrganizationView:
    """The board of the district. Raises NotFound where none is set up yet."""
    found = await organizations(db, viewer, kind=OrganizationKind.BOARD)
    if not found:
        raise NotFound
    return found[0]


async def units(db: Session, viewer: Viewer) -> list[OrganizationView]:
    """The units of the administration that answer."""
    return await organizations(db, viewer, kind=OrganizationKind.UNIT)


def _organization_view(row: Organization) -> OrganizationView:
    return OrganizationView(
        id=row.id,
        kind=row.kind,
        name=row.name,
        short_name=row.short_name,
        email=row.email,
        rule_profile=row.rule_profile,
        may_release=row.may_release,
    )


async def term_on(db: Session, viewer: Viewer, day: date) -> TermView:
    """The term of the board on a day. Raises NotFound."""
    query = select(LegislativeTerm).where(
        LegislativeTerm.body_id == viewer.body_id, LegislativeTerm.starts_on <= day, LegislativeTerm.ends_on >= day
    )
    row = (await db.exec(query)).first()
    if row is None:
        raise NotFound
    return TermView(id=row.id, name=row.name, starts_on=row.starts_on, ends_on=row.ends_on)


async def terms(db: Session, viewer: Viewer) -> list[TermView]:
    """The terms of the board, the latest first."""
    query = select(LegislativeTerm).where(LegislativeTerm.body_id == viewer.body_id)
    rows = await db.exec(query.order_by(col(LegislativeTerm.starts_on).desc()))
    return [TermView(id=row.id, name=row.name, starts_on=row.starts_on, ends_on=row.ends_on) for row in rows]


async def seats(db: Session, viewer: Viewer, organization_id: UUID, day: date) -> int:
    """The statutory number of members on a day, vacant seats included. Raises NotFound."""
    term = await term_on(db, viewer, day)
    number = (
        await db.exec(
            select(Seats.number).where(
                Seats.body_id == viewer.body_id, Seats.organization_id == organization_id, Seats.term_id == term.id
            )
        )
    ).one_or_none()
    if number is None:
        raise NotFound
    return number


async def members(db: Session, viewer: Viewer, organization_id: UUID, day: date) -> list[MemberView]:
    """Who is a member of an organization on a day, by family name."""
    query = (
        select(Person, Membership)
        .join(Membership, (Membership.person_id == Person.id) & (Membership.body_id == Person.body_id))  # type: ignore[arg-type]
        .where(
            Person.body_id == viewer.body_id,
            Membership.body_id == viewer.body_id,
            Membership.organization_id == organization_id,
            Membership.starts_on <= day,
            or_(col(Membership.ends_on).is_(None), col(Membership.ends_on) >= day),
        )
        .order_by(func.lower(Person.family_name), func.lower(Person.given_name))
    )
    held = await _offices(db, viewer, organization_id, day)
    return [
        MemberView(
            person_id=person.id,
            name=person.name,
            email=person.email,
            kind=membership.kind,
            voting_right=membership.voting_right,
            is_name_public=person.is_name_public,
            office=held.get(person.id),
        )
        for person, membership in (await db.exec(query)).all()
    ]


async def _offices(db: Session, viewer: Viewer, organization_id: UUID, day: date) -> dict[UUID, OfficeKind]:
    query = select(Office.person_id, Office.kind).where(
        Office.body_id == viewer.body_id,
        Office.organization_id == organization_id,
        Office.starts_on <= day,
        or_(col(Office.ends_on).is_(None), col(Office.ends_on) >= day),
    )
    held = [(person_id, OfficeKind(kind)) for person_id, kind in (await db.exec(query)).all()]
    return dict(sorted(held, key=lambda one: list(OfficeKind).index(one[1]), reverse=True))


@dataclass(frozen=True, slots=True)
class Contact:
    """How the office reaches a person; internal."""

    person_id: UUID
    name: str
    email: str
    postal_address: str
    has_account: bool


async def contacts(db: Session, body_id: UUID, person_ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """How some persons are reached; the caller has seen to it that they may be written to."""
    found = await db.exec(select(Person).where(Person.body_id == body_id, col(Person.id).in_(list(person_ids))))
    return {
        row.id: Contact(row.id, row.name, row.email, row.postal_address, row.account_id is not None) for row in found
    }


async def deputies_to_change(db: Session, viewer: Viewer, person_id: UUID) -> list[Deputy]:
    """Who may come in a member's place, in their order."""
    found = await db.exec(
        select(Deputy)
        .where(Deputy.body_id == viewer.body_id, Deputy.person_id == person_id)
        .order_by(col(Deputy.position), col(Deputy.id))
    )
    return list(found)


async def deputy_ids(db: Session, viewer: Viewer, person_id: UUID) -> list[UUID]:
    return [row.deputy_id for row in await deputies_to_change(db, viewer, person_id)]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as the office keeps them, with the version for the next change."""

    id: UUID
    version: int
    name: str
    email: str
    postal_address: str


async def person(db: Session, viewer: Viewer, person_id: UUID) -> PersonView:
    """One person with their addresses: for those who keep people. Raises NotPermitted, NotFound."""
    permit(viewer, Act.KEEP_PEOPLE)
    row = (await db.exec(select(Person).where(Person.body_id == viewer.body_id, Person.id == person_id))).one_or_none()
    if row is None:
        raise NotFound
    return PersonView(row.id, row.version, row.name, row.email, row.postal_address)


async def persons(db: Session, viewer: Viewer) -> list[PersonView]:
    """Everybody the district knows, by family name: members and deputies."""
    permit(viewer, Act.KEEP_PEOPLE)
    query = select(Person).where(Person.body_id == viewer.body_id)
    found = await db.exec(query.order_by(func.lower(Person.family_name), func.lower(Person.given_name)).limit(MOST))
    return [PersonView(row.id, row.version, row.name, row.email, row.postal_address) for row in found]


async def person_to_change(db: Session, viewer: Viewer, person_id: UUID) -> Person:
    """A person of the district, locked for the change. Raises NotFound."""
    query = select(Person).where(Person.body_id == viewer.body_id, Person.id == person_id).with_for_update()
    person = (await db.exec(query)).one_or_none()
    if person is None:
        raise NotFound
    return person
