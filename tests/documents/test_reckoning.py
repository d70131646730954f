"""The reckoning of a ballot in words: always the same ones, on the page, on paper and in public."""

from fractions import Fraction

import pytest

from beirat.rules.resolutions import ResolutionSubject
from beirat.rules.voting import MORE_YES_THAN_NO, Base, Share, Tally, Uncounted, outcome
from documents.reckoning import Reckoned, chair_says, majority, reckoning
from documents.wording import NBSP

TWO_THIRDS = Share(Fraction(2, 3), Base.STATUTORY_MEMBERS, is_strict=False)


def told(tally: Tally, share: Share = MORE_YES_THAN_NO, statutory: int = 15, **more: object) -> str:
    came_of_it = outcome(tally, share, statutory=statutory)
    ballot = Reckoned(tally=tally, outcome=came_of_it, share=share, statutory=statutory, **more)  # type: ignore[arg-type]
    return reckoning(ballot).replace(NBSP, " ")


@pytest.mark.parametrize(
    "tally, expected",
    [
        (Tally(9, 1), "9 Ja, 1 Nein: angenommen"),
        (Tally(9, 0, 2), "9 Ja, 0 Nein, 2 Enthaltungen: angenommen"),
        (Tally(5, 5, 1), "5 Ja, 5 Nein, 1 Enthaltung: abgelehnt (Stimmengleichheit)"),
        (Tally(3, 7, 0, 1), "3 Ja, 7 Nein, 1 ungültig: abgelehnt"),
        (Tally(6, 2, 0, 0, 2, 1), "6 Ja, 2 Nein, 2 nicht abgestimmt: angenommen"),
    ],
)
def test_a_simple_majority_needs_no_explanation(tally: Tally, expected: str) -> None:
    assert told(tally) == expected


def test_an_urgent_motion_that_lacks_one_vote_is_told_with_what_was_needed() -> None:
    said = told(Tally(9, 1), TWO_THIRDS, subject=ResolutionSubject.URGENCY)

    assert said == "9 Ja, 1 Nein: nicht zugelassen, nötig sind 10, zwei Drittel von 15"


@pytest.mark.parametrize(
    "share, tally, expected",
    [
        (TWO_THIRDS, Tally(10, 1), "10 Ja, 1 Nein: angenommen, nötig sind 10, zwei Drittel von 15"),
        (
            Share(Fraction(1, 2), Base.STATUTORY_MEMBERS, is_strict=True),
            Tally(7, 0),
            "7 Ja, 0 Nein: abgelehnt, nötig sind 8, mehr als die Hälfte von 15",
        ),
        (
            Share(Fraction(1, 2), Base.PRESENT, is_strict=False),
            Tally(5, 3, 2),
            "5 Ja, 3 Nein, 2 Enthaltungen: angenommen, nötig sind 5, mindestens die Hälfte von 10 Anwesenden",
        ),
        (
            Share(Fraction(3, 4), Base.VOTES_CAST, is_strict=False),
            Tally(6, 2),
            "6 Ja, 2 Nein: angenommen, nötig sind 6, drei Viertel von 8 Ja- und Nein-Stimmen",
        ),
        (
            Share(Fraction(2, 3), Base.PRESENT, is_strict=False),
            Tally(0, 0, 1),
            "0 Ja, 0 Nein, 1 Enthaltung: abgelehnt, nötig ist 1, zwei Drittel von 1 Anwesenden",
        ),
        (
            Share(Fraction(3, 5), Base.STATUTORY_MEMBERS, is_strict=True),
            Tally(9, 0),
            "9 Ja, 0 Nein: abgelehnt, nötig sind 10, mehr als 3/5 von 15",
        ),
    ],
)
def test_every_other_majority_says_how_many_of_how_many(share: Share, tally: Tally, expected: str) -> None:
    assert told(tally, share) == expected


def test_what_nobody_counted_is_not_told_in_numbers() -> None:
    assert told(Tally(1, 0), uncounted=Uncounted.NOBODY_AGAINST) == "Ohne Gegenstimmen angenommen, nicht ausgezählt"
    said = told(Tally(1, 0), uncounted=Uncounted.ACCLAMATION, subject=ResolutionSubject.MINUTES_APPROVAL)
    assert said == "Per Akklamation genehmigt, nicht ausgezählt"


@pytest.mark.parametrize(
    "share, named, spoken",
    [
        (
            MORE_YES_THAN_NO,
            "mehr Ja als Nein",
            "Angenommen ist, was mehr Ja als Nein bekommt. Enthaltungen zählen dabei nicht mit.",
        ),
        (
            TWO_THIRDS,
            "zwei Drittel der gesetzlichen Mitgliederzahl",
            "Nötig sind 10 Ja-Stimmen, zwei Drittel von 15.",
        ),
        (
            Share(Fraction(2, 3), Base.PRESENT, is_strict=False),
            "zwei Drittel der anwesenden Mitglieder",
            "Nötig sind zwei Drittel der anwesenden Mitglieder.",
        ),
        (
            Share(Fraction(1, 2), Base.PRESENT, is_strict=True),
            "mehr als die Hälfte der anwesenden Mitglieder",
            "Nötig ist mehr als die Hälfte der anwesenden Mitglieder.",
        ),
    ],
)
def test_the_chair_says_before_the_ballot_what_is_needed(share: Share, named: str, spoken: str) -> None:
    assert majority(share) == named
    assert chair_says(share, 15).replace(NBSP, " ") == spoken


def test_every_subject_has_its_words() -> None:
    for subject in ResolutionSubject:
        assert told(Tally(9, 1), subject=subject).startswith("9 Ja, 1 Nein: ")
