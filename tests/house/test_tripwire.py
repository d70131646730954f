"""The tripwire itself: it must trip, else every other test proves nothing about districts."""

from __future__ import annotations

import pytest
from sqlmodel import col, func, select

from beirat.database import Database
from beirat.tables.accounts import Account
from beirat.tables.base import new_id
from beirat.tables.people import Membership, Organization, Person
from tests.support.tripwire import Untenanted

WRONG = [
    select(Person),
    select(Person.family_name).where(Person.family_name == "Muster"),
    select(func.count()).select_from(Person),
    select(Person, Membership).join(Membership, col(Membership.person_id) == Person.id),
    select(Account).where(col(Account.id).in_(select(Person.account_id))),
]
RIGHT = [
    select(Account),
    select(Person).where(Person.body_id == new_id()),
    select(Organization, Person).where(Organization.body_id == Person.body_id, Person.body_id == new_id()),
]


@pytest.mark.parametrize("query", WRONG, ids=range(len(WRONG)))
async def test_a_query_that_names_no_district_fails(database: Database, query: object) -> None:
    async with database.read() as db:
        with pytest.raises(Untenanted):
            await db.exec(query)  # type: ignore[call-overload]


@pytest.mark.parametrize("query", RIGHT, ids=range(len(RIGHT)))
async def test_a_query_that_names_its_district_passes(database: Database, query: object) -> None:
    async with database.read() as db:
        await db.exec(query)  # type: ignore[call-overload]
