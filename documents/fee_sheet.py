"""The list for the attendance fee: internal, one line for each member."""

from documents.facts import FeeList
from documents.sheet import Sheet, fill
from documents.text import cleaned
from documents.wording import short_date


def sheet(facts: FeeList) -> Sheet:
    """The list laid out for the press. Nothing is attached: it is for the office alone."""
    facts = cleaned(facts)
    title = f"Anwesenheit und Sitzungsgeld, {facts.meeting_number}. Sitzung vom {short_date(facts.opened)}"
    return Sheet(html=fill("fees.html.j2", f=facts, title=title), created=facts.created)
