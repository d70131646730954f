"""The district, its organizations and the people who sit in them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.tables.base import BodyRow, Line, Row, Shape, Text, Versioned, belongs_to, one_of, within_body


class OrganizationKind(StrEnum):
    BOARD = "board"
    COUNCIL = "council"
    EXECUTIVE = "executive"
    COORDINATOR = "coordinator"
    UNIT = "unit"


class MemberKind(StrEnum):
    ELECTED = "elected"
    APPOINTED = "appointed"
    DELEGATED = "delegated"
    ADVISORY = "advisory"


class OfficeKind(StrEnum):
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    MINUTE_TAKER = "minute_taker"


class Body(Row, table=True):
    """The district: the tenant. ``public_version`` grows with every change that the public can see."""

    slug: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=200)
    land: str = Field(max_length=2, description="ISO 3166-2:DE without DE-, e.g. HE")
    time_zone: str = Field(default="Europe/Berlin", max_length=60)
    address: str = Field(default="", max_length=400)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=60)
    public_version: int = Field(default=1)
    is_demo: bool = Field(default=False)


class LegislativeTerm(BodyRow, table=True):
    """A term of the board (Wahlperiode)."""

    __tablename__ = "legislative_term"
    __table_args__ = (within_body(), CheckConstraint("ends_on > starts_on", name="ends_after_start"))
    name: str = Field(max_length=100)
    starts_on: date
    ends_on: date


class Organization(BodyRow, table=True):
    """The board itself, the council, the executive, the coordinator or a unit of the administration."""

    __table_args__ = (within_body(), UniqueConstraint("body_id", "short_name"))
    kind: OrganizationKind = Field(sa_type=one_of(OrganizationKind, "organization_kind"))
    name: str = Field(max_length=200)
    short_name: str = Field(max_length=60)
    email: str = Field(default="", max_length=254)
    rule_profile: str = Field(default="", max_length=40, description="boards only: key of beirat.rules.profiles")
    may_release: bool = Field(default=False, description="units only: answers need no release by the coordinator")


class Seats(BodyRow, table=True):
    """The statutory number of members of an organization in a term, vacant seats included."""

    __table_args__ = (
        belongs_to("organization"),
        belongs_to("legislative_term", "term_id"),
        UniqueConstraint("body_id", "organization_id", "term_id"),
        CheckConstraint("number > 0", name="number_positive"),
    )
    organization_id: UUID
    term_id: UUID
    number: int


class Person(BodyRow, Versioned, table=True):
    """Somebody who sits in the board. The name is public only while consent is given."""

    __table_args__ = (within_body(),)
    given_name: str = Field(max_length=100)
    family_name: str = Field(max_length=100)
    email: str = Field(default="", max_length=254)
    postal_address: str = Field(default="", max_length=400, description="internal: for letters")
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    name_consent_on: date | None = None
    name_consent_withdrawn_on: date | None = None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def is_name_public(self) -> bool:
        """Consent was given and not taken back since."""
        given, withdrawn = self.name_consent_on, self.name_consent_withdrawn_on
        return given is not None and (withdrawn is None or withdrawn < given)


class PersonDraft(Shape):
    """A member as the office enters one."""

    given_name: Line = Field(min_length=1, max_length=100)
    family_name: Line = Field(min_length=1, max_length=100)
    email: Line = Field(default="", max_length=254)
    kind: MemberKind = MemberKind.ELECTED
    starts_on: date


class Membership(BodyRow, table=True):
    """A person's seat in an organization, from a day until a day."""

    __table_args__ = (belongs_to("organization"), belongs_to("person"), within_body())
    organization_id: UUID
    person_id: UUID = Field(index=True)
    kind: MemberKind = Field(sa_type=one_of(MemberKind, "member_kind"))
    voting_right: bool = True
    starts_on: date
    ends_on: date | None = None


class ContactChange(Shape):
    """How the office reaches a person."""

    version: int = Field(ge=1)
    email: Line = Field(default="", max_length=254)
    postal_address: Text = Field(default="", max_length=400)


class DeputyDraft(Shape):
    """Somebody who may come in a member's place: a person who is known, or a new one."""

    deputy_id: UUID | None = None
    given_name: Line = Field(default="", max_length=100)
    family_name: Line = Field(default="", max_length=100)
    email: Line = Field(default="", max_length=254)


class Office(BodyRow, table=True):
    """An office that a person holds in an organization: chair, deputy chair, minute taker."""

    __table_args__ = (belongs_to("organization"), belongs_to("person"))
    organization_id: UUID
    person_id: UUID
    kind: OfficeKind = Field(sa_type=one_of(OfficeKind, "office_kind"))
    starts_on: date
    ends_on: date | None = None


class Deputy(BodyRow, table=True):
    """Who stands in for a member, in this order; only where the rules of procedure know deputies.

    One person may stand in for several members.
    """

    __table_args__ = (
        belongs_to("person"),
        belongs_to("person", "deputy_id"),
        UniqueConstraint("body_id", "person_id", "deputy_id"),
        CheckConstraint("person_id <> deputy_id", name="somebody_else"),
    )
    person_id: UUID = Field(index=True)
    deputy_id: UUID
    position: int
