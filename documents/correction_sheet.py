"""The sheet of one correction (Berichtigung Nr. 1)."""

from documents.corrections import check, title
from documents.facts import CorrectionSheet, Edition
from documents.sheet import Attached, Sheet, facts_as_json, fill
from documents.text import cleaned
from documents.wording import short_date


def sheet(facts: CorrectionSheet) -> Sheet:
    """The correction laid out for the press, with its facts attached for machines. Raises `FactsRefused`."""
    check(facts)
    facts = cleaned(facts)
    name = f"{title(facts.number)} zur Niederschrift der {facts.meeting_number}. Sitzung vom {short_date(facts.held)}"
    edition = "Interne Fassung" if facts.edition is Edition.INTERNAL else "Öffentliche Fassung"
    return Sheet(
        html=fill("correction.html.j2", c=facts, title=name, edition=edition, heading=title(facts.number)),
        created=facts.created,
        attached=Attached(
            name="berichtigung.json",
            description=f"{name}, {facts.letterhead.board}, {edition}: maschinenlesbar",
            content=facts_as_json("berichtigung", facts),
        ),
    )
