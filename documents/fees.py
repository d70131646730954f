"""What the list for the attendance fee (Sitzungsgeld) says, computed from facts. Internal, all of it."""

from documents.facts import FeeList, FeeRow, Presence
from documents.wording import NBSP, clock, count, enumeration, span

STATES = {
    Presence.PRESENT: "anwesend",
    Presence.EXCUSED: "entschuldigt",
    Presence.UNEXCUSED: "nicht entschuldigt",
    Presence.REPRESENTED: "vertreten",
}


def state(row: FeeRow) -> str:
    """anwesend; entschuldigt, vertreten durch Kim Beispiel"""
    return STATES[row.state] + (f", vertreten durch {row.represented_by}" if row.represented_by else "")


def stays(row: FeeRow) -> str:
    """18:00 bis 20:47 Uhr; several stretches one after the other; a dash for whoever was not there."""
    parts = [span(one.start, one.end) if one.end else f"ab {clock(one.start)}" for one in row.intervals]
    return enumeration(parts) or "–"


def euros(cents: int) -> str:
    """1.250,50 €"""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + f",{rest:02}{NBSP}€"


def total(facts: FeeList) -> int:
    """The sum, in cents."""
    return sum(row.fee_cents for row in facts.rows)


def summary(facts: FeeList) -> str:
    """How many were there and what that comes to; without a fee in the rules only how many."""
    there = sum(row.state is Presence.PRESENT for row in facts.rows)
    said = f"Anwesend: {count(there, 'Mitglied', 'Mitglieder')}."
    if not facts.fee_cents:
        return f"{said} In den Regeln des Beirats ist kein Sitzungsgeld eingetragen."
    return f"{said} Sitzungsgeld je Sitzung: {euros(facts.fee_cents)}, zusammen {euros(total(facts))}."
