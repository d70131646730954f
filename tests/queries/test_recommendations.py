"""Which recommendations, and which of their points, somebody sees."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beirat.queries import recommendations as queries
from beirat.rules.cases import Handling
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Role
from tests.given import Given
from tests.given_cases import DECIDED, Cases


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def test_before_it_is_handed_over_the_administration_sees_nothing(cases: Cases) -> None:
    identity = await cases.decided()

    for role in (Role.ADMINISTRATION_COORDINATOR, Role.ADMINISTRATION, Role.ADMIN):
        with pytest.raises(NotFound):
            await cases.seen(identity, await cases.account(role))


async def test_a_unit_sees_only_its_own_points(cases: Cases) -> None:
    identity = await cases.assigned(await cases.received(), p1="FD 50", p2="FD 40")

    mine = await cases.seen(identity, await cases.account(Role.ADMINISTRATION, "FD 50"))
    theirs = await cases.seen(identity, await cases.account(Role.ADMINISTRATION, "FD 40"))

    assert [point.number for point in mine.points] == [1]
    assert [point.number for point in theirs.points] == [2]
    assert list(mine.case.points) == [1]
    assert mine.reasons == ""


async def test_a_unit_without_a_point_does_not_even_find_it(cases: Cases) -> None:
    identity = await cases.assigned(await cases.received(), p1="FD 50")

    with pytest.raises(NotFound):
        await cases.seen(identity, await cases.account(Role.ADMINISTRATION, "FD 40"))


async def test_another_district_does_not_find_it(cases: Cases, given: Given) -> None:
    identity = await cases.decided()
    stranger = await given.account(Role.OFFICE, in_district=await given.body("nachbarland"))

    with pytest.raises(NotFound):
        await cases.seen(identity, stranger)


async def test_lists_go_page_by_page_and_by_filter(cases: Cases, given: Given) -> None:
    ids = [await cases.decided(decided_on=DECIDED - timedelta(days=day // 2)) for day in range(5)]
    await cases.sent(ids[0])
    office = await cases.account(Role.OFFICE)

    async with given.database.read() as db:
        first = await queries.listing(db, office, queries.Filter(), limit=2)
        rest = await queries.listing(db, office, queries.Filter(), after=(first[1].decided_on, first[1].id), limit=9)
        sent = await queries.listing(db, office, queries.Filter(handlings=[Handling.SENT]))

    assert [line.id for line in [*first[:2], *rest]] == [ids[1], ids[0], ids[3], ids[2], ids[4]]
    assert [line.id for line in sent] == [ids[0]]


async def test_whoever_answers_finds_what_is_due_first_on_top(cases: Cases, given: Given) -> None:
    unconfirmed = await cases.sent()
    late = await cases.received(on=DECIDED + timedelta(days=9))
    early = await cases.received(on=DECIDED + timedelta(days=2))
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)

    async with given.database.read() as db:
        whole = await queries.listing(db, coordinator, queries.Filter(), due_first=True)
        after = queries.place(whole[0], due_first=True)
        rest = await queries.listing(db, coordinator, queries.Filter(), after=after, due_first=True)

    assert [line.id for line in whole] == [early, late, unconfirmed]
    assert [line.id for line in rest] == [late, unconfirmed]


async def test_a_units_list_holds_only_what_it_leads(cases: Cases, given: Given) -> None:
    mine = await cases.assigned(await cases.received(), p1="FD 50")
    await cases.assigned(await cases.received(), p1="FD 40")
    await cases.decided()
    unit = await cases.account(Role.ADMINISTRATION, "FD 50")

    async with given.database.read() as db:
        lines = await queries.listing(db, unit, queries.Filter())

    assert [line.id for line in lines] == [mine]
