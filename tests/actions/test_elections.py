"""Holding an election: rounds, run-off, lot, acceptance, and the office that follows."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from beirat.actions import elections, resolutions
from beirat.queries import elections as queries
from beirat.queries import people
from beirat.queries import resolutions as resolution_queries
from beirat.queries.elections import ElectionView
from beirat.rules.elections import RoundKind
from beirat.rules.errors import Broken, RuleBroken, StaleVersion
from beirat.rules.meetings import ItemKind
from beirat.rules.profiles import profile
from beirat.rules.resolutions import ResolutionSubject
from beirat.tables.elections import Acceptance, Candidacy, CandidateVotes, ElectionCall, LotEntry, RoundEntry
from beirat.tables.people import OfficeKind
from beirat.tables.resolutions import Annulment
from tests.given import Given
from tests.support.evening import Evening, running_evening

REPORT = "Bericht der Verwaltung"


async def look(evening: Evening, election_id: UUID) -> ElectionView:
    async with evening.given.database.read() as db:
        return await queries.view(db, evening.office, election_id, profile("hessen"))


async def called(evening: Evening, number: int = 2, **more: Any) -> ElectionView:
    """An election of the chair between the first members."""
    candidates = [Candidacy(person_id=one) for one in evening.people[:number]]
    entered = ElectionCall.model_validate({"post": "Vorsitz", "candidates": candidates, **more})
    async with evening.given.database.write() as db:
        row = await elections.call_election(db, evening.items[REPORT], entered, actor=evening.office, now=evening.now)
    return await look(evening, row.id)


async def count(evening: Evening, election: ElectionView, *votes: int, **more: Any) -> ElectionView:
    """A round between those who still stand."""
    counts = [CandidateVotes(candidate_id=one, votes=number) for one, number in zip(election.among, votes, strict=True)]
    entered = RoundEntry.model_validate({"version": election.version, "counts": counts, **more})
    async with evening.given.database.write() as db:
        await elections.count_round(db, election.id, entered, actor=evening.office, now=evening.now)
    return await look(evening, election.id)


async def accepted(evening: Evening, election: ElectionView, **more: Any) -> ElectionView:
    entered = Acceptance.model_validate({"version": election.version, "accepted_ids": election.elected, **more})
    async with evening.given.database.write() as db:
        await elections.accept(db, election.id, entered, actor=evening.office, now=evening.now)
    return await look(evening, election.id)


async def test_a_run_off_and_a_lot_decide_and_the_resolution_names_nobody(given: Given) -> None:
    evening = await running_evening(given)
    election = await called(evening, 3)
    election = await count(evening, election, 5, 5, 1)
    assert (election.next, len(election.among)) == (RoundKind.RUN_OFF, 2)

    election = await count(evening, election, 5, 5, abstained=1)
    assert election.next is RoundKind.LOT
    winner = election.among[1]
    async with given.database.write() as db:
        entered = LotEntry(version=election.version, winner_ids=[winner], drawn_by="Die Vorsitzende")
        await elections.draw_lot(db, election.id, entered, actor=evening.office, now=evening.now)
    election = await accepted(evening, await look(evening, election.id))

    assert election.elected == (winner,)
    async with given.database.read() as db:
        assert election.resolution_id is not None
        resolution = await resolution_queries.view(db, evening.office, election.resolution_id)
    assert resolution.subject is ResolutionSubject.ELECTION
    assert [point.wording for point in resolution.points] == ["Vorsitz: im 3. Wahlgang gewählt, Wahl angenommen."]
    assert resolution.ballots == ()


async def test_whoever_accepts_holds_the_office_from_the_day_on_and_the_former_chair_no_longer(given: Given) -> None:
    evening = await running_evening(given)
    election = await called(evening, 2, office="chair")
    election = await count(evening, election, 4, 7)

    await accepted(evening, election, office_from="2026-12-18")

    async with given.database.read() as db:
        board = await people.board(db, evening.office)
        before = await people.members(db, evening.office, board.id, date(2026, 12, 17))
        after = await people.members(db, evening.office, board.id, date(2026, 12, 18))
    assert [one.person_id for one in before if one.office is OfficeKind.CHAIR] == [evening.people[0]]
    assert [one.person_id for one in after if one.office is OfficeKind.CHAIR] == [evening.people[1]]


async def test_a_round_counts_every_voter_once_and_those_who_stand(given: Given) -> None:
    evening = await running_evening(given)
    election = await called(evening)

    for changes, code in (
        ({"abstained": 1}, Broken.COUNT_OF_ROUND_DIFFERS),
        ({"valid": 5, "abstained": 6}, Broken.MORE_VOTES_THAN_PAPERS),
    ):
        with pytest.raises(RuleBroken) as refused:
            await count(evening, election, 6, 5, **changes)
        assert refused.value.code is code
    strange = [CandidateVotes(candidate_id=election.among[0], votes=11)]
    with pytest.raises(RuleBroken) as refused:
        await count(evening, election, 11, 0, counts=strange)
    assert refused.value.code is Broken.CANDIDATES_DIFFER


async def test_two_who_count_the_same_round_do_not_count_it_twice(given: Given) -> None:
    evening = await running_evening(given)
    election = await called(evening)
    await count(evening, election, 5, 5, abstained=1)

    with pytest.raises(StaleVersion):
        await count(evening, election, 6, 5)


async def test_a_round_is_undone_and_with_no_round_left_the_election(given: Given) -> None:
    evening = await running_evening(given)
    election = await called(evening)
    election = await count(evening, election, 6, 5)
    for _ in range(2):
        async with given.database.write() as db:
            now = await queries.to_change(db, evening.office, election.id)
            await elections.undo_round(db, now.id, version=now.version, actor=evening.office, now=evening.now)

    async with given.database.read() as db:
        assert await queries.of_items(db, evening.office.body_id, [evening.items[REPORT]], profile("")) == []


async def test_annulling_the_resolution_opens_the_election_again(given: Given) -> None:
    evening = await running_evening(given)
    election = await accepted(evening, await count(evening, await called(evening), 6, 5))
    assert election.resolution_id is not None

    async with given.database.write() as db:
        await resolutions.annul(db, election.resolution_id, Annulment(version=1), actor=evening.office, now=evening.now)

    again = await look(evening, election.id)
    assert (again.resolution_id, [one.has_accepted for one in again.candidates]) == (None, [None, None])


async def test_no_election_under_miscellaneous_and_none_by_roll_call(given: Given) -> None:
    evening = await running_evening(given)
    evening.items[REPORT], kept = evening.items["Verschiedenes"], evening.items[REPORT]
    with pytest.raises(RuleBroken) as refused:
        await called(evening)
    assert refused.value.code is Broken.NO_BALLOT_HERE

    evening.items[REPORT] = kept
    with pytest.raises(RuleBroken) as refused:
        await called(evening, method="roll_call")
    assert refused.value.code is Broken.OPEN_ELECTION_NOT_ALLOWED
    assert ItemKind.ELECTION in elections.ELECTING
    assert (await called(evening, method="open")).method.value == "open"
