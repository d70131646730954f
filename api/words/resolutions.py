"""What resolutions, their points and ballots are called."""

from __future__ import annotations

from collections.abc import Sequence

from beirat.queries.resolutions import BallotView, PointView, ResolutionView, VoteView
from beirat.queries.running import Waiting
from beirat.rules.motions import Audience
from beirat.rules.presence import PresenceAt
from beirat.rules.profiles import Key, Profile
from beirat.rules.recommendations import CaseStep
from beirat.rules.resolutions import OrderRequest, ResolutionOutcome, ResolutionSubject, majority_for
from beirat.rules.voting import (
    MORE_YES_THAN_NO,
    Base,
    Choice,
    MajorityChoice,
    Method,
    Outcome,
    Uncounted,
    VotingOrder,
)
from documents.reckoning import Reckoned, majority
from documents.reckoning import reckoning as said
from documents.wording import enumeration, sentence_case

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

METHODS = {
    Method.OPEN: "Offen (Handzeichen)",
    Method.ROLL_CALL: "Namentlich",
    Method.SECRET: "Geheim",
    Method.WITHOUT_COUNT: "Ohne Auszählung",
}

UNCOUNTED = {Uncounted.NOBODY_AGAINST: "Ohne Gegenstimmen", Uncounted.ACCLAMATION: "Per Akklamation"}

CHOICES = {
    Choice.YES: "Ja",
    Choice.NO: "Nein",
    Choice.ABSTAINED: "Enthaltung",
    Choice.INVALID: "ungültig",
    Choice.NOT_VOTING: "nicht abgestimmt",
}

MAJORITIES = {
    MajorityChoice.RULE: "wie in der Geschäftsordnung",
    MajorityChoice.MORE_YES_THAN_NO: "mehr Ja als Nein",
    MajorityChoice.MORE_THAN_HALF_OF_PRESENT: "mehr als die Hälfte der anwesenden Mitglieder",
    MajorityChoice.HALF_OF_PRESENT: "mindestens die Hälfte der anwesenden Mitglieder",
    MajorityChoice.TWO_THIRDS_OF_CAST: "zwei Drittel der Ja- und Nein-Stimmen",
    MajorityChoice.TWO_THIRDS_OF_PRESENT: "zwei Drittel der anwesenden Mitglieder",
    MajorityChoice.MORE_THAN_HALF_OF_MEMBERS: "mehr als die Hälfte der gesetzlichen Mitgliederzahl",
    MajorityChoice.TWO_THIRDS_OF_MEMBERS: "zwei Drittel der gesetzlichen Mitgliederzahl",
    MajorityChoice.THREE_QUARTERS_OF_MEMBERS: "drei Viertel der gesetzlichen Mitgliederzahl",
}

SUBJECTS = {
    ResolutionSubject.MOTION: "Antrag",
    ResolutionSubject.CASE_STEP: "Empfehlung",
    ResolutionSubject.FREE: "Beschluss",
    ResolutionSubject.ELECTION: "Wahl",
    ResolutionSubject.MINUTES_APPROVAL: "Genehmigung der Niederschrift",
    ResolutionSubject.URGENCY: "Dringlichkeit",
    ResolutionSubject.EXCLUSION_OF_PUBLIC: "Ausschluss der Öffentlichkeit",
    ResolutionSubject.ORDER_OF_BUSINESS: "Geschäftsordnung",
    ResolutionSubject.CONFLICT_OF_INTEREST: "Befangenheit",
}
"""What a resolution is about, as its heading says it."""

REQUESTS = {
    OrderRequest.REORDER: "Reihenfolge der Tagesordnung ändern",
    OrderRequest.REMOVE: "Von der Tagesordnung nehmen",
    OrderRequest.DEFER: "Vertagen",
    OrderRequest.REFER: "Verweisen",
    OrderRequest.END_OF_DEBATE: "Schluss der Debatte",
}

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


def reckoned(ballot: BallotView, subject: ResolutionSubject) -> Reckoned:
    """The ballot as the one function of reckoning takes it."""
    return Reckoned(
        tally=ballot.tally,
        outcome=ballot.outcome,
        share=ballot.majority.share(),
        statutory=ballot.statutory,
        subject=subject,
        uncounted=ballot.uncounted,
    )


def reckoning(ballot: BallotView, subject: ResolutionSubject = ResolutionSubject.MOTION) -> str:
    """9 Ja, 1 Nein, 1 Enthaltung: angenommen. 11 stimmberechtigte Mitglieder waren da."""
    are = "stimmberechtigtes Mitglied war" if ballot.present == 1 else "stimmberechtigte Mitglieder waren"
    out = ballot.tally.excluded
    without = f", {out} davon {'hat' if out == 1 else 'haben'} nicht mitgestimmt" if out else ""
    return f"{said(reckoned(ballot, subject))}. {ballot.present} {are} da{without}."


def why(ballot: BallotView) -> str:
    """The rule that made the outcome, with the numbers put in."""
    if ballot.uncounted is not None:
        return "Die Sitzungsleitung hat das Ergebnis ohne Auszählung festgestellt."
    if ballot.majority.share() != MORE_YES_THAN_NO:
        basis = f" ({ballot.majority.basis})" if ballot.majority.basis else ""
        return f"Nötig war: {majority(ballot.majority.share())}{basis}."
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


def voters(there: PresenceAt) -> str:
    """11 Mitglieder können abstimmen. Die Stimmen müssen zusammen 11 ergeben."""
    may, out = len(there.voters), len(there.excluded)
    who = "1 Mitglied kann" if may == 1 else f"{may} Mitglieder können"
    without = f" ({there.present} anwesend, {out} ohne Stimme bei diesem Punkt)" if out else ""
    return f"{who} abstimmen{without}. Die Stimmen müssen zusammen {may} ergeben."


def by_name(votes: Sequence[VoteView]) -> str:
    """Ja: A, B. Nein: C."""
    told = [(CHOICES[choice], [vote.name for vote in votes if vote.choice is choice]) for choice in Choice]
    return " ".join(f"{sentence_case(choice)}: {', '.join(names)}." for choice, names in told if names)


def methods(rules: Profile) -> list[tuple[str, str]]:
    """How a matter may be put to the vote on the spot; roll calls have a page of their own."""
    offered = [Method.OPEN, Method.WITHOUT_COUNT]
    if rules.flag(Key.SECRET_BALLOT_ON_MATTERS):
        offered.append(Method.SECRET)
    return [(method.value, METHODS[method]) for method in offered]


def procedural(rules: Profile, statutory: int) -> list[tuple[str, str]]:
    """What can be put to the vote about the meeting, with the majority that the rules ask for."""
    told = []
    for subject in ResolutionSubject:
        if not subject.is_procedural:
            continue
        share = majority_for(subject, rules).share
        number = f", {share.needed(statutory)} Stimmen" if share.base is Base.STATUTORY_MEMBERS else ""
        name = rules.text(Key.CONFLICT_NAME) if subject is ResolutionSubject.CONFLICT_OF_INTEREST else SUBJECTS[subject]
        told.append((subject.value, f"{name} ({majority(share)}{number})"))
    return told


def waiting(motions: Sequence[Waiting]) -> list[tuple[str, str]]:
    """Motions that can be urgent: admitted, and on no agenda."""
    return [(str(one.id), f"{one.reference}: {one.title}") for one in motions]
