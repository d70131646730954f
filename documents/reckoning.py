"""The reckoning of a ballot in words: how many voted how, what came of it, and how many were needed of how many.

One function for pages, minutes, public pages and the chair's script, so that no two places count differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from beirat.rules.resolutions import ResolutionSubject
from beirat.rules.voting import (
    MORE_YES_THAN_NO,
    Base,
    Outcome,
    Share,
    Tally,
    Uncounted,
    base_of,
    votes_needed,
)
from documents.wording import count, sentence_case

FRACTIONS = {
    Fraction(1, 2): "die Hälfte",
    Fraction(1, 3): "ein Drittel",
    Fraction(2, 3): "zwei Drittel",
    Fraction(1, 4): "ein Viertel",
    Fraction(3, 4): "drei Viertel",
}

OUTCOMES: Mapping[ResolutionSubject, tuple[str, str]] = {
    ResolutionSubject.URGENCY: ("zugelassen", "nicht zugelassen"),
    ResolutionSubject.MINUTES_APPROVAL: ("genehmigt", "nicht genehmigt"),
    ResolutionSubject.EXCLUSION_OF_PUBLIC: ("Öffentlichkeit ausgeschlossen", "Öffentlichkeit nicht ausgeschlossen"),
    ResolutionSubject.CONFLICT_OF_INTEREST: ("festgestellt", "nicht festgestellt"),
}
"""What it is called where a matter is not simply adopted or rejected."""

UNCOUNTED = {Uncounted.NOBODY_AGAINST: "ohne Gegenstimmen", Uncounted.ACCLAMATION: "per Akklamation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """One ballot as its reckoning is told."""

    tally: Tally
    outcome: Outcome
    share: Share = MORE_YES_THAN_NO
    statutory: int = 0
    subject: ResolutionSubject = ResolutionSubject.MOTION
    uncounted: Uncounted | None = None


def reckoning(ballot: Reckoned) -> str:
    """9 Ja, 1 Nein: nicht zugelassen, nötig sind 10, zwei Drittel von 15"""
    if ballot.uncounted is not None:
        return f"{sentence_case(UNCOUNTED[ballot.uncounted])} {verdict(ballot)}, nicht ausgezählt"
    return f"{votes(ballot.tally)}: {verdict(ballot)}{_needed(ballot)}"


def needed(ballot: Reckoned) -> str:
    """10, zwei Drittel von 15; nothing where yes had only to exceed no, for everybody sees that."""
    if ballot.share == MORE_YES_THAN_NO:
        return ""
    of = base_of(ballot.share, ballot.tally, statutory=ballot.statutory)
    return f"{_number(ballot)}, {part(ballot.share)} von {_based(ballot.share, of)}"


def _number(ballot: Reckoned) -> int:
    return votes_needed(ballot.share, ballot.tally, statutory=ballot.statutory)


def votes(tally: Tally) -> str:
    """9 Ja, 1 Nein, 2 Enthaltungen, 1 ungültig; yes and no always, the rest where there is some."""
    told = [f"{tally.yes} Ja", f"{tally.no} Nein"]
    if tally.abstained:
        told.append(count(tally.abstained, "Enthaltung", "Enthaltungen"))
    if tally.invalid:
        told.append(f"{tally.invalid} ungültig")
    if tally.not_voting:
        told.append(f"{tally.not_voting} nicht abgestimmt")
    return ", ".join(told)


def verdict(ballot: Reckoned) -> str:
    """angenommen · abgelehnt (Stimmengleichheit) · nicht zugelassen"""
    adopted, rejected = OUTCOMES.get(ballot.subject, ("angenommen", "abgelehnt"))
    if ballot.outcome is Outcome.REJECTED_BY_TIE:
        return f"{rejected} (Stimmengleichheit)"
    return adopted if ballot.outcome.is_adopted else rejected


def _needed(ballot: Reckoned) -> str:
    told = needed(ballot)
    return f", nötig {'ist' if _number(ballot) == 1 else 'sind'} {told}" if told else ""


def part(share: Share) -> str:
    """mehr als die Hälfte · mindestens die Hälfte · zwei Drittel · mehr als zwei Drittel"""
    said = FRACTIONS.get(share.fraction, f"{share.fraction.numerator}/{share.fraction.denominator}")
    if share.is_strict:
        return f"mehr als {said}"
    return f"mindestens {said}" if share.fraction == Fraction(1, 2) else said


def _based(share: Share, number: int) -> str:
    match share.base:
        case Base.STATUTORY_MEMBERS:
            return str(number)
        case Base.PRESENT:
            return f"{number} Anwesenden"
        case Base.VOTES_CAST:
            return f"{number} Ja- und Nein-Stimmen"


def majority(share: Share) -> str:
    """The majority that a matter needs, as the chair says it: "zwei Drittel der gesetzlichen Mitgliederzahl"."""
    if share == MORE_YES_THAN_NO:
        return "mehr Ja als Nein"
    match share.base:
        case Base.STATUTORY_MEMBERS:
            return f"{part(share)} der gesetzlichen Mitgliederzahl"
        case Base.PRESENT:
            return f"{part(share)} der anwesenden Mitglieder"
        case Base.VOTES_CAST:
            return f"{part(share)} der Ja- und Nein-Stimmen"


def chair_says(share: Share, statutory: int) -> str:
    """What the chair says before the ballot about the majority needed.

    Angenommen ist mit mehr Ja als Nein. Enthaltungen zählen nicht mit. · Nötig sind 10 Ja-Stimmen, zwei Drittel von 15.
    """
    if share == MORE_YES_THAN_NO:
        return "Angenommen ist, was mehr Ja als Nein bekommt. Enthaltungen zählen dabei nicht mit."
    if share.base is Base.STATUTORY_MEMBERS:
        number = share.needed(statutory)
        votes_said = count(number, "Ja-Stimme", "Ja-Stimmen")
        return f"Nötig {'ist' if number == 1 else 'sind'} {votes_said}, {part(share)} von {statutory}."
    return f"Nötig {'sind' if share.fraction > Fraction(1, 2) else 'ist'} {majority(share)}."
