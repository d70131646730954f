"""What is said about counts and resolutions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import resolutions
from documents.facts import Ballot, Method, NamedVote, Outcome, Point, Resolution
from tests.documents.example import ballot

CASES = [
    (ballot(12, 0), "einstimmig angenommen"),
    (ballot(1, 0), "einstimmig angenommen"),
    (ballot(9, 0, 2), "einstimmig bei 2 Enthaltungen angenommen"),
    (ballot(9, 0, 1), "einstimmig bei 1 Enthaltung angenommen"),
    (ballot(9, 0, 1, invalid=1), "einstimmig bei 1 Enthaltung und 1 ungültigen Stimme angenommen"),
    (ballot(9, 4), "mehrheitlich angenommen mit 9 zu 4 Stimmen"),
    (ballot(11, 1, 1), "mehrheitlich angenommen mit 11 zu 1 Stimmen bei 1 Enthaltung"),
    (ballot(4, 7, 1), "mehrheitlich abgelehnt mit 4 zu 7 Stimmen bei 1 Enthaltung"),
    (ballot(0, 12), "einstimmig abgelehnt"),
    (ballot(0, 11, 1), "einstimmig bei 1 Enthaltung abgelehnt"),
    (ballot(5, 5, 2), "abgelehnt bei Stimmengleichheit mit 5 zu 5 Stimmen bei 2 Enthaltungen"),
    (ballot(0, 0, 12), "abgelehnt bei Stimmengleichheit mit 0 zu 0 Stimmen bei 12 Enthaltungen"),
    (
        ballot(7, 5, adopted=False, majority="zwei Drittel"),
        "abgelehnt mit 7 zu 5 Stimmen, nötige Mehrheit nicht erreicht (nötig: zwei Drittel)",
    ),
    (ballot(12, 0, majority="zwei Drittel"), "einstimmig angenommen (nötig: zwei Drittel)"),
]


def plain(text: str) -> str:
    """The text with ordinary blanks, as one reads it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("count, said", CASES)
def test_a_count_is_said_in_these_words(count: Ballot, said: str) -> None:
    assert plain(resolutions.result(count)) == said


tallies = st.tuples(*[st.integers(0, 40)] * 4)


@given(tallies, st.sampled_from(Method), st.integers(0, 3), st.integers(0, 3))
def test_the_same_count_always_gives_the_same_words(
    tally: tuple[int, int, int, int], method: Method, not_voting: int, excluded: int
) -> None:
    yes, no, abstained, invalid = tally
    here = ballot(yes, no, abstained, invalid=invalid)
    there = ballot(yes, no, abstained, invalid=invalid, method=method, not_voting=not_voting, excluded=excluded)

    assert resolutions.result(here) == resolutions.result(there)


@given(tallies)
def test_unanimous_is_said_exactly_when_nobody_voted_the_other_way(tally: tuple[int, int, int, int]) -> None:
    yes, no, abstained, invalid = tally

    said = resolutions.result(ballot(yes, no, abstained, invalid=invalid))

    assert ("einstimmig" in said) == (min(yes, no) == 0 and yes != no)
    assert ("Stimmengleichheit" in said) == (yes == no)
    assert ("angenommen" in said) == (yes > no)


@pytest.mark.parametrize(
    "change, said",
    [
        ({}, "Beschluss (offen)"),
        ({"points": (3,)}, "Punkt 3 (offen)"),
        ({"points": (1, 2, 4)}, "Punkte 1, 2 und 4 gemeinsam (offen)"),
        ({"method": Method.SECRET}, "Beschluss (geheim)"),
        ({"subject": "Dringlichkeit", "method": Method.ROLL_CALL}, "Dringlichkeit (namentlich)"),
    ],
)
def test_a_ballot_says_what_was_voted_on_and_how(change: dict[str, object], said: str) -> None:
    assert resolutions.subject(ballot(3, 1, **change)) == said


def decided(*outcomes: Outcome) -> Resolution:
    points = (Point(number=n, wording="W", outcome=o, addressee="Kreistag") for n, o in enumerate(outcomes, start=1))
    return Resolution(points=tuple(points))


@pytest.mark.parametrize(
    "outcomes, heading",
    [
        ([Outcome.ADOPTED], "Beschluss"),
        ([Outcome.ADOPTED, Outcome.ADOPTED], "Beschluss"),
        ([Outcome.ADOPTED_AMENDED], "Beschluss: geändert beschlossen"),
        ([Outcome.ADOPTED, Outcome.ADOPTED_AMENDED], "Beschluss: geändert beschlossen"),
        ([Outcome.ADOPTED, Outcome.REJECTED], "Beschluss: teilweise beschlossen"),
        ([Outcome.REJECTED, Outcome.REJECTED], "Beschlussvorschlag: abgelehnt"),
        ([Outcome.REJECTED, Outcome.WITHDRAWN], "Beschlussvorschlag: nicht beschlossen"),
        ([Outcome.WITHDRAWN], "Beschlussvorschlag: zurückgezogen"),
    ],
)
def test_a_resolution_is_headed_by_what_became_of_it(outcomes: list[Outcome], heading: str) -> None:
    assert resolutions.resolution_heading(decided(*outcomes)) == heading


def test_points_name_their_outcome_only_where_outcomes_differ() -> None:
    mixed, same = decided(Outcome.ADOPTED, Outcome.REJECTED), decided(Outcome.ADOPTED, Outcome.ADOPTED)

    assert resolutions.point_note(mixed.points[1], mixed) == "Abgelehnt · Für: Kreistag"
    assert resolutions.point_note(same.points[1], same) == "Für: Kreistag"


def test_rare_columns_appear_only_when_needed() -> None:
    simple, excluded = ballot(3, 1), ballot(3, 1, excluded=1)

    assert [heading for heading, _ in resolutions.columns([simple])] == ["Ja", "Nein", "Enthaltung", "Anwesend"]
    assert "Nicht mitgewirkt" in dict(resolutions.columns([simple, excluded]))


def test_a_roll_call_lists_names_by_vote() -> None:
    votes = (NamedVote(name="A", vote="Ja"), NamedVote(name="B", vote="Nein"), NamedVote(name="C", vote="Ja"))

    said = resolutions.roll_call(replace(ballot(2, 1), method=Method.ROLL_CALL, votes=votes))

    assert said == "Namentlich: Ja: A, C. Nein: B."
