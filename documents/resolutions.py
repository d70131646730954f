"""What is said about resolutions and the ballots on them, computed from facts: one count, always the same words."""

from collections.abc import Sequence

from documents.facts import Ballot, Method, Outcome, Point, Resolution
from documents.wording import NBSP, count, enumeration, sentence_case

METHODS = {
    Method.OPEN: "offen",
    Method.ROLL_CALL: "namentlich",
    Method.SECRET: "geheim",
    Method.WITHOUT_COUNT: "ohne Auszählung",
}
OUTCOMES = {
    Outcome.ADOPTED: "beschlossen",
    Outcome.ADOPTED_AMENDED: "geändert beschlossen",
    Outcome.REJECTED: "abgelehnt",
    Outcome.ADJOURNED: "vertagt",
    Outcome.REFERRED: "verwiesen",
    Outcome.WITHDRAWN: "zurückgezogen",
}
COLUMNS = (("Ja", "yes"), ("Nein", "no"), ("Enthaltung", "abstained"))
RARE_COLUMNS = (("Ungültig", "invalid"), ("Nicht abgestimmt", "not_voting"), ("Nicht mitgewirkt", "excluded"))
CARRIED = frozenset({Outcome.ADOPTED, Outcome.ADOPTED_AMENDED})


def result(ballot: Ballot) -> str:
    """The outcome of a count in words: "einstimmig bei 2 Enthaltungen angenommen"."""
    needed = f" (nötig: {ballot.majority})" if ballot.majority else ""
    return _result(ballot) + needed


def _result(ballot: Ballot) -> str:
    if ballot.uncounted:
        return f"{ballot.uncounted} {'angenommen' if ballot.adopted else 'abgelehnt'}"
    apart = _apart(ballot)
    if ballot.adopted and ballot.yes <= ballot.no:
        return f"angenommen mit {_numbers(ballot)}{apart}"
    if ballot.yes == ballot.no:
        return f"abgelehnt bei Stimmengleichheit mit {_numbers(ballot)}{apart}"
    if ballot.yes > ballot.no and not ballot.adopted:
        return f"abgelehnt mit {_numbers(ballot)}{apart}, nötige Mehrheit nicht erreicht"
    word = "angenommen" if ballot.yes > ballot.no else "abgelehnt"
    if min(ballot.yes, ballot.no) == 0:
        return f"einstimmig{apart} {word}"
    return f"mehrheitlich {word} mit {_numbers(ballot)}{apart}"


def _numbers(ballot: Ballot) -> str:
    return f"{ballot.yes}{NBSP}zu{NBSP}{ballot.no}{NBSP}{'Stimme' if ballot.yes + ballot.no == 1 else 'Stimmen'}"


def _apart(ballot: Ballot) -> str:
    """bei 2 Enthaltungen und 1 ungültigen Stimme."""
    said = []
    if ballot.abstained:
        said.append(count(ballot.abstained, "Enthaltung", "Enthaltungen"))
    if ballot.invalid:
        said.append(count(ballot.invalid, "ungültigen Stimme", "ungültigen Stimmen"))
    return f" bei {enumeration(said)}" if said else ""


def subject(ballot: Ballot) -> str:
    """What was voted on, and how: "Punkte 1 und 2 gemeinsam (offen)"."""
    numbers = [str(number) for number in ballot.points]
    if len(numbers) > 1:
        about = f"Punkte {enumeration(numbers)} gemeinsam"
    else:
        about = f"Punkt {numbers[0]}" if numbers else "Beschluss"
    return f"{ballot.subject or about} ({METHODS[ballot.method]})"


def verdict(resolution: Resolution) -> str:
    """What became of a resolution as a whole: "Geändert beschlossen", "Teilweise beschlossen", "Abgelehnt" …"""
    outcomes = [point.outcome for point in resolution.points]
    if len(set(outcomes)) == 1:
        return sentence_case(OUTCOMES[outcomes[0]])
    if all(outcome in CARRIED for outcome in outcomes):
        return "Geändert beschlossen"
    if any(outcome in CARRIED for outcome in outcomes):
        return "Teilweise beschlossen"
    return "Nicht beschlossen"


def resolution_heading(resolution: Resolution) -> str:
    """The heading of a resolution: "Beschluss", with what became of it unless it was simply adopted."""
    said = verdict(resolution)
    if said == "Beschlossen":
        return "Beschluss"
    carried = any(point.outcome in CARRIED for point in resolution.points)
    return f"{'Beschluss' if carried else 'Beschlussvorschlag'}: {said[:1].lower()}{said[1:]}"


def point_note(point: Point, resolution: Resolution) -> str:
    """What is said below one point: its own outcome where the points differ or were amended, and whom it addresses."""
    differs = len({other.outcome for other in resolution.points}) > 1
    outcome = sentence_case(OUTCOMES[point.outcome]) if differs else ""
    return " · ".join(filter(None, (outcome, point.addressee and f"Für: {point.addressee}")))


def numbers(ballot: Ballot) -> str:
    """9 Ja, 1 Nein, 2 Enthaltungen, 1 ungültig."""
    said = [f"{ballot.yes}{NBSP}Ja", f"{ballot.no}{NBSP}Nein", count(ballot.abstained, "Enthaltung", "Enthaltungen")]
    return ", ".join([*said, f"{ballot.invalid}{NBSP}ungültig"] if ballot.invalid else said)


def columns(ballots: Sequence[Ballot]) -> list[tuple[str, str]]:
    """The columns of a ballot table with the fields they show; rare ones only where one of the ballots needs them."""
    rare = [(heading, name) for heading, name in RARE_COLUMNS if any(getattr(ballot, name) for ballot in ballots)]
    return [*COLUMNS, *rare, ("Anwesend", "entitled_present")]


def roll_call(ballot: Ballot) -> str:
    """Who voted how, by name: "Ja: A, B. Nein: C."."""
    votes = dict.fromkeys(vote.vote for vote in ballot.votes)
    named = (f"{vote}: {', '.join(v.name for v in ballot.votes if v.vote == vote)}." for vote in votes)
    asked = "Namentlich" if ballot.method is Method.ROLL_CALL else "Auf Verlangen festgehalten"
    return f"{asked}: {' '.join(named)}"
