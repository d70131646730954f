"""Names that stand in a text which is to become public: of members of the board and of people with an account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlmodel import col, select

from beirat.database import Session
from beirat.queries.minutes_facts import Facts
from beirat.rules.names import named_in
from beirat.rules.permissions import Viewer
from beirat.tables.accounts import Account, AccountRole
from beirat.tables.people import Person


@dataclass(frozen=True, slots=True)
class Place:
    """A text and where it stands."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A name, and where it was found."""

    name: str
    where: str


def texts_of(facts: Facts) -> list[Place]:
    """Everything that somebody wrote in the public edition."""
    return [place for item in facts.items for place in _texts(f"TOP {item.number}", item)]


def _texts(where: str, item: object) -> Iterator[Place]:
    yield Place(where, getattr(item, "heading", ""))
    for one in getattr(item, "papers", ()):
        yield Place(where, one.title)
    for resolution in getattr(item, "resolutions", ()):
        for point in resolution.points:
            yield Place(where, point.wording)


async def found_in(db: Session, viewer: Viewer, places: Iterable[Place]) -> list[Found]:
    """Names of members and accounts that stand in these texts: something to look at, not to forbid."""
    people = await db.exec(select(Person.given_name, Person.family_name).where(Person.body_id == viewer.body_id))
    accounts = await db.exec(
        select(Account.name)
        .join(AccountRole, col(AccountRole.account_id) == col(Account.id))
        .where(AccountRole.body_id == viewer.body_id)
        .distinct()
    )
    names = [*(f"{given} {family}" for given, family in people), *accounts]
    return [Found(name, place.where) for place in places for name in named_in(place.text, names)]
