"""Elections: more than half first, then the most; a tie is decided by lot, and nobody gets in past a better one."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.elections import Round, RoundKind, Standing, count_problem, said, standing
from beirat.rules.errors import Broken

A, B, C = (UUID(int=n) for n in (1, 2, 3))
FIRST, RUN_OFF, LOT = RoundKind.FIRST, RoundKind.RUN_OFF, RoundKind.LOT


def first(*votes: int, against: int = 0, valid: int = 0) -> Round:
    return Round(FIRST, dict(zip((A, B, C), votes, strict=False)), valid or sum(votes) + against, against)


def test_more_than_half_of_the_valid_votes_elects_at_once() -> None:
    assert standing([first(6, 5)], [A, B], 1) == Standing((A,), None)


def test_exactly_half_does_not() -> None:
    assert standing([first(5, 3, 2)], [A, B, C], 1) == Standing((), RUN_OFF, (A, B))


def test_in_the_run_off_the_most_votes_win() -> None:
    rounds = [first(5, 4, 2), Round(RUN_OFF, {A: 4, B: 5}, 9)]

    assert standing(rounds, [A, B, C], 1) == Standing((B,), None)


def test_a_tie_in_the_run_off_goes_to_the_lot_and_the_lot_decides() -> None:
    rounds = [first(5, 5), Round(RUN_OFF, {A: 5, B: 5}, 10)]
    assert standing(rounds, [A, B], 1) == Standing((), LOT, (A, B))

    assert standing([*rounds, Round(LOT, {A: 0, B: 1}, 0)], [A, B], 1) == Standing((B,), None)


def test_whoever_is_tied_for_the_second_place_takes_part_in_the_run_off() -> None:
    assert standing([first(4, 3, 3)], [A, B, C], 1).among == (A, B, C)


def test_the_only_candidate_needs_more_yes_than_no_and_has_a_second_chance() -> None:
    assert standing([first(6, against=5)], [A], 1) == Standing((A,), None)
    refused = [first(4, against=6)]
    assert standing(refused, [A], 1) == Standing((), RUN_OFF, (A,))
    assert standing([*refused, Round(RUN_OFF, {A: 5}, 10, 5)], [A], 1) == Standing((), None)


def test_several_places_are_filled_by_the_best_and_the_rest_in_a_run_off() -> None:
    rounds = [first(9, 5, 4, valid=10)]
    assert standing(rounds, [A, B, C], 2) == Standing((A,), RUN_OFF, (B, C))

    assert standing([*rounds, Round(RUN_OFF, {B: 4, C: 6}, 10)], [A, B, C], 2) == Standing((A, C), None)


def test_without_a_run_off_the_first_round_decides_by_the_most() -> None:
    assert standing([first(4, 3, 3)], [A, B, C], 1, has_run_off=False) == Standing((A,), None)


def test_before_the_first_round_everybody_stands() -> None:
    assert standing([], [A, B], 1) == Standing((), FIRST, (A, B))


counts = st.lists(st.integers(0, 15), min_size=1, max_size=6)


@given(counts, st.integers(1, 3), st.integers(0, 10))
def test_nobody_is_elected_past_somebody_with_more_votes(votes: list[int], places: int, more: int) -> None:
    people = [UUID(int=n + 1) for n in range(len(votes))]
    given_votes = dict(zip(people, votes, strict=True))
    after = standing([Round(FIRST, given_votes, max(votes) + more)], people, places)

    assert len(after.elected) <= places
    left_out = [given_votes[one] for one in people if one not in after.elected]
    assert all(given_votes[one] >= other for one in after.elected for other in left_out)
    assert not set(after.elected) & set(after.among)


@given(counts, st.integers(1, 3))
def test_one_more_vote_never_takes_a_place_away(votes: list[int], places: int) -> None:
    people = [UUID(int=n + 1) for n in range(len(votes))]
    before = standing([Round(RUN_OFF, dict(zip(people, votes, strict=True)), 100)], people, places)
    for chosen in before.elected:
        more = {one: number + (one == chosen) for one, number in zip(people, votes, strict=True)}
        assert chosen in standing([Round(RUN_OFF, more, 100)], people, places).elected


@given(st.lists(st.integers(0, 8), min_size=2, max_size=5), st.integers(1, 2))
def test_every_election_ends_after_a_run_off_and_a_lot(votes: list[int], places: int) -> None:
    people = [UUID(int=n + 1) for n in range(len(votes))]
    rounds = [Round(FIRST, dict(zip(people, votes, strict=True)), 20)]
    after = standing(rounds, people, places)
    while not after.is_over:
        assert after.next is not None
        open_places = places - len(after.elected)
        drawn = {one: int(n < open_places) if after.next is LOT else 3 for n, one in enumerate(after.among)}
        rounds.append(Round(after.next, drawn, 20))
        after = standing(rounds, people, places)
        assert len(rounds) <= 3


@pytest.mark.parametrize(
    "votes, valid, rest, places, expected",
    [
        ([6, 4], 10, 1, 1, None),
        ([6, 4], 10, 0, 1, Broken.COUNT_OF_ROUND_DIFFERS),
        ([9, 5], 11, 0, 2, None),
        ([9, 14], 11, 0, 2, Broken.MORE_VOTES_THAN_PAPERS),
        ([7, 5], 11, 0, 1, Broken.MORE_VOTES_THAN_PAPERS),
    ],
)
def test_every_voter_is_counted_once(
    votes: list[int], valid: int, rest: int, places: int, expected: Broken | None
) -> None:
    found = count_problem(votes, 0, valid, rest, voters=11, places=places)

    assert [problem.code for problem in found] == ([expected] if expected else [])


def test_the_resolution_of_an_election_names_nobody() -> None:
    assert said("Vorsitz", 2, 1, 1) == "Vorsitz: im 2. Wahlgang gewählt, Wahl angenommen."
    assert (
        said("Stellvertretung", 1, 1, 2) == "Stellvertretung: 1 von 2 Plätzen im 1. Wahlgang besetzt, Wahl angenommen."
    )
    assert said("Vorsitz", 3, 0, 1) == "Vorsitz: im 3. Wahlgang nicht besetzt."
