"""Who may vote at a minute, and whether the board can decide then."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.attendance import Stay
from beirat.rules.presence import Abstention, Attending, Room
from beirat.rules.quorum import QuorumBasis, QuorumRule, basis
from beirat.rules.voting import Base, Share

SIX = datetime(2026, 12, 17, 17, tzinfo=UTC)
PEOPLE = tuple(UUID(int=n) for n in range(1, 16))
ITEM, OTHER = uuid4(), uuid4()
A_THIRD = Share(Fraction(1, 3), Base.STATUTORY_MEMBERS, is_strict=False)


def at(minutes: int) -> datetime:
    return SIX + timedelta(minutes=minutes)


def room(number: int = 11, **more: object) -> Room:
    """So many of fifteen are there from the beginning."""
    there = tuple(Attending(person, Stay(SIX)) for person in PEOPLE[:number])
    return Room(15, there, **more)  # type: ignore[arg-type]


def test_everybody_there_may_vote_and_whom_a_conflict_keeps_out_may_not() -> None:
    seen = room(conflicts=(Abstention(ITEM, PEOPLE[0], at(30), at(40)),)).at(at(35), ITEM)

    assert (seen.present, len(seen.voters), seen.excluded) == (11, 10, {PEOPLE[0]})
    assert seen.needed == 8


def test_who_left_the_room_for_one_item_is_not_there_for_another_one_meanwhile() -> None:
    evening = room(conflicts=(Abstention(ITEM, PEOPLE[0], at(30), at(40)),))

    assert evening.at(at(35), OTHER).present == 10
    assert evening.at(at(40), OTHER).present == 11
    assert evening.at(at(35), OTHER).excluded == frozenset()


def test_a_deputy_votes_only_while_the_member_is_away() -> None:
    deputy = uuid4()
    there = (
        Attending(PEOPLE[0], Stay(at(20), at(40))),
        Attending(deputy, Stay(SIX), represents=PEOPLE[0]),
    )
    evening = Room(15, there)

    assert evening.at(at(10)).voters == {deputy}
    assert evening.at(at(20)).voters == {PEOPLE[0]}
    assert evening.at(at(40)).voters == {deputy}


def test_a_break_is_known_at_its_minutes() -> None:
    evening = room(breaks=(Stay(at(30), at(45)),))

    assert [evening.at(at(n)).is_suspended for n in (29, 30, 44, 45)] == [False, True, True, False]


def test_the_quorum_counts_as_given_until_somebody_doubts_it() -> None:
    evening = room(7)
    assert evening.at(at(30)).quorum is QuorumBasis.PRESUMED

    doubted = room(7, doubts=(at(30),))
    assert doubted.at(at(29)).is_quorate
    assert doubted.at(at(30)).quorum is QuorumBasis.FOUND_LACKING


def test_a_doubt_that_the_count_does_not_bear_out_changes_nothing() -> None:
    assert room(8, doubts=(at(30),)).at(at(31)).quorum is QuorumBasis.COUNTED


def test_who_comes_back_makes_the_board_quorate_again() -> None:
    there = (*room(7).attending, Attending(PEOPLE[9], Stay(at(50))))
    evening = Room(15, there, doubts=(at(30),))

    assert not evening.at(at(49)).is_quorate
    assert evening.at(at(50)).quorum is QuorumBasis.COUNTED


def test_below_a_third_the_lack_is_found_unasked_where_the_rules_say_so() -> None:
    rule = QuorumRule(ex_officio_below=A_THIRD)

    assert room(4, rule=rule).at(SIX).quorum is QuorumBasis.TOO_FEW
    assert room(5, rule=rule).at(SIX).quorum is QuorumBasis.PRESUMED


def test_a_second_call_is_quorate_whoever_comes_but_not_with_nobody() -> None:
    assert room(2, is_second_call=True, doubts=(SIX,)).at(SIX).quorum is QuorumBasis.SECOND_CALL
    assert not room(0, is_second_call=True).at(SIX).is_quorate


def test_where_most_are_biased_the_rest_decides() -> None:
    biased = tuple(Abstention(ITEM, person) for person in PEOPLE[:8])
    seen = room(11, conflicts=biased, doubts=(SIX,)).at(SIX, ITEM)

    assert (seen.quorum, len(seen.voters)) == (QuorumBasis.MOST_BIASED, 3)
    assert room(11, conflicts=biased[:7], doubts=(SIX,)).at(SIX, ITEM).quorum is not QuorumBasis.MOST_BIASED


@given(st.integers(0, 60), st.integers(1, 60), st.booleans(), st.integers(0, 60))
def test_one_more_person_never_takes_the_quorum_away(present: int, statutory: int, lacking: bool, biased: int) -> None:
    rule = QuorumRule(ex_officio_below=A_THIRD)
    before = basis(present, statutory, rule, biased=biased, was_found_lacking=lacking)
    after = basis(present + 1, statutory, rule, biased=biased, was_found_lacking=lacking)

    assert after.is_quorate or not before.is_quorate


stays = st.tuples(st.integers(0, 120), st.integers(1, 120)).map(lambda pair: Stay(at(pair[0]), at(sum(pair))))
attending = st.lists(st.tuples(st.sampled_from(PEOPLE), stays), max_size=20).map(
    lambda rows: tuple(Attending(person, stay) for person, stay in rows)
)
conflicts = st.lists(st.sampled_from(PEOPLE), max_size=5).map(
    lambda people: tuple(Abstention(ITEM, person) for person in people)
)


@given(attending, conflicts, st.integers(0, 240))
def test_nobody_is_counted_twice_and_only_those_there_are_excluded(
    there: tuple[Attending, ...], biased: tuple[Abstention, ...], minute: int
) -> None:
    seen = Room(15, there, biased).at(at(minute), ITEM)

    here = {one.person_id for one in there if one.stay.covers(at(minute))}
    assert seen.voters | seen.excluded == here
    assert not seen.voters & seen.excluded
    assert seen.present == len(here)
