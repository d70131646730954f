"""What resolutions, their points and ballots are called."""

from __future__ import annotations

from beirat.queries.resolutions import BallotView, PointView, ResolutionView
from beirat.rules.motions import Audience
from beirat.rules.recommendations import CaseStep
from beirat.rules.resolutions import ResolutionOutcome
from beirat.rules.voting import Outcome, VotingOrder
from documents.wording import count, enumeration

OUTCOMES = {
    ResolutionOutcome.ADOPTED: "Beschlossen",
    ResolutionOutcome.ADOPTED_AMENDED: "Geändert beschlossen",
    ResolutionOutcome.REJECTED: "Abgelehnt",
}

SHAPES = {
    ResolutionOutcome.ADOPTED: "done",
    ResolutionOutcome.ADOPTED_AMENDED: "done",
    ResolutionOutcome.REJECTED: "no",
}
"""The drawing that stands beside the word (``parts.status``)."""

BALLOTS = {
    Outcome.ADOPTED: "angenommen",
    Outcome.REJECTED: "abgelehnt",
    Outcome.REJECTED_BY_TIE: "abgelehnt (Stimmengleichheit)",
}

ORDERS = {VotingOrder.TOGETHER: "Gemeinsame Abstimmung", VotingOrder.POINT_BY_POINT: "Getrennte Abstimmung"}

ADDRESSEES = {
    Audience.BOARD: "Beirat",
    Audience.ADMINISTRATION: "Kreisverwaltung",
    Audience.COUNCIL: "Kreistag",
    Audience.OTHERS: "andere Stellen",
}

CASE_WORDINGS = {
    CaseStep.INSUFFICIENT: "Der Beirat hält die Antwort der Verwaltung auf {reference} für nicht ausreichend.",
    CaseStep.CLOSE: "Der Beirat schließt {reference} ab.",
    CaseStep.WITHDRAW: "Der Beirat zieht {reference} zurück.",
    CaseStep.REOPEN: "Der Beirat nimmt {reference} wieder auf.",
}
"""What the board is asked to decide about a recommendation, to begin with."""


def reckoning(ballot: BallotView) -> str:
    """9 Ja, 1 Nein, 1 Enthaltung – angenommen, von 11 Anwesenden; the rule beside it."""
    tally = ballot.tally
    votes = [f"{tally.yes} Ja", f"{tally.no} Nein", count(tally.abstained, "Enthaltung", "Enthaltungen")]
    if tally.invalid:
        votes.append(f"{tally.invalid} ungültig")
    are = "stimmberechtigtes Mitglied war" if ballot.present == 1 else "stimmberechtigte Mitglieder waren"
    return f"{', '.join(votes)}: {BALLOTS[ballot.outcome]}. {ballot.present} {are} da."


def why(ballot: BallotView) -> str:
    """The rule that made the outcome, with the numbers put in."""
    yes, no = ballot.tally.yes, ballot.tally.no
    if ballot.outcome is Outcome.ADOPTED:
        rule = f"Angenommen, weil es mehr Ja als Nein gibt ({yes} zu {no})."
    elif ballot.outcome is Outcome.REJECTED_BY_TIE:
        rule = f"Bei Stimmengleichheit ({yes} zu {no}) ist abgelehnt."
    else:
        rule = f"Abgelehnt, weil es nicht mehr Ja als Nein gibt ({yes} zu {no})."
    uncounted = ballot.tally.abstained + ballot.tally.invalid
    return f"{rule} Enthaltungen und ungültige Stimmen zählen dabei nicht mit." if uncounted else rule


def about(ballot: BallotView, resolution: ResolutionView) -> str:
    """Alle Punkte gemeinsam · Punkt 2"""
    numbers = [str(number) for number in ballot.points]
    if len(resolution.points) == 1:
        return "Abstimmung"
    if len(numbers) == len(resolution.points):
        return "Alle Punkte gemeinsam"
    return f"{'Punkt' if len(numbers) == 1 else 'Punkte'} {enumeration(numbers)}"


def point(view: PointView) -> tuple[str, str]:
    """Drawing and word for what became of one point."""
    if not view.is_adopted:
        return "no", "Abgelehnt"
    return "done", "Geändert beschlossen" if view.is_amended else "Beschlossen"
