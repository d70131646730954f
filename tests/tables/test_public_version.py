"""The number by which the cache lives grows with everything the public can see, and with nothing else."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import delete, update
from sqlmodel import col, select

from beirat.database import Database
from beirat.rules.permissions import Role
from beirat.tables.accounts import Account
from beirat.tables.answers import AnswerDraft
from beirat.tables.people import Body, Person
from beirat.tables.public_version import PUBLIC_TABLES, BulkWriteRefused
from beirat.tables.recommendations import Recommendation
from tests.given import Given
from tests.given_cases import AGREED, Cases


async def version(database: Database, body_id: UUID) -> int:
    async with database.read() as db:
        return (await db.exec(select(Body.public_version).where(Body.id == body_id))).one()


async def test_a_changed_public_row_counts_once_per_transaction(given: Given, database: Database) -> None:
    district = await given.district()
    people = [await given.member(), await given.member()]
    before = await version(database, district.body.id)

    async with database.write() as db:
        for person_id in people:
            person = (
                await db.exec(select(Person).where(Person.body_id == district.body.id, Person.id == person_id))
            ).one()
            person.name_consent_on = given.now.date()
            await db.flush()

    assert await version(database, district.body.id) == before + 1


async def test_reading_does_not_count(given: Given, database: Database) -> None:
    district = await given.district()
    await given.member()
    before = await version(database, district.body.id)

    async with database.write() as db:
        people = (await db.exec(select(Person).where(Person.body_id == district.body.id))).all()
        people[0].family_name = people[0].family_name

    assert await version(database, district.body.id) == before


async def test_a_draft_of_an_answer_is_nothing_to_the_public(given: Given, database: Database) -> None:
    cases = Cases.of(given)
    district = await given.district()
    recommendation = await cases.assigned()
    unit = await cases.account(Role.ADMINISTRATION)
    before = await version(database, district.body.id)

    await cases.drafted(recommendation, 1, AGREED, by=unit)

    async with database.read() as db:
        assert (await db.exec(select(AnswerDraft).where(AnswerDraft.body_id == district.body.id))).all()
    assert await version(database, district.body.id) == before


async def test_what_is_rolled_back_does_not_count(given: Given, database: Database) -> None:
    district = await given.district()
    person_id = await given.member()
    before = await version(database, district.body.id)

    async def change_and_fail() -> None:
        async with database.write() as db:
            of_person = select(Person).where(Person.body_id == district.body.id, Person.id == person_id)
            (await db.exec(of_person)).one().family_name = "Anders"
            await db.flush()
            raise LookupError

    with pytest.raises(LookupError):
        await change_and_fail()

    assert await version(database, district.body.id) == before


async def test_other_districts_are_not_counted(given: Given, database: Database) -> None:
    district, other = await given.district(), await given.body("nebenan")
    before = await version(database, other.body.id)

    await given.member(in_district=district)

    assert await version(database, other.body.id) == before


async def test_a_bulk_write_on_a_public_table_is_refused(given: Given, database: Database) -> None:
    await given.district()

    for statement in (update(Recommendation).values(title="x"), delete(Person).where(col(Person.family_name) == "x")):
        with pytest.raises(BulkWriteRefused):
            async with database.write() as db:
                await db.exec(statement)


async def test_a_bulk_write_elsewhere_is_not(given: Given, database: Database) -> None:
    await given.account(Role.OFFICE)

    async with database.write() as db:
        await db.exec(update(Account).values(name="Neuer Name"))

    async with database.read() as db:
        assert set((await db.exec(select(Account.name))).all()) == {"Neuer Name"}


def test_drafts_logins_and_the_journal_are_no_public_tables() -> None:
    assert not PUBLIC_TABLES & {"answer_draft", "account", "login_session", "journal_entry", "journal_detail", "job"}
