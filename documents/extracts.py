"""Extracts from the minutes (Auszug): one item with its resolution and ballot, never another one, never the debate."""

from dataclasses import replace

from documents.facts import Conflict, Extract, Part, Resolution
from documents.sheet import Attached, Sheet, facts_as_json, fill
from documents.text import cleaned
from documents.wording import short_date

PARTS = {Part.PUBLIC: "öffentlicher Teil", Part.NON_PUBLIC: "nichtöffentlicher Teil"}


def sheet(facts: Extract) -> Sheet:
    """The extract laid out for the press, with its facts attached for machines."""
    facts = cleaned(_without_debate(facts))
    title = (
        f"Auszug aus der Niederschrift der {facts.meeting_number}. Sitzung vom {short_date(facts.held)}, "
        f"TOP {facts.item.number}"
    )
    return Sheet(
        html=fill("extract.html.j2", e=facts, title=title, part=PARTS[facts.item.part]),
        created=facts.created,
        attached=Attached(
            name="auszug.json",
            description=f"{title}, {facts.letterhead.board}: maschinenlesbar",
            content=facts_as_json("auszug", facts),
        ),
    )


def _without_votes(resolution: Resolution) -> Resolution:
    """Who voted how by name stays in the board's own copy."""
    return replace(resolution, ballots=tuple(replace(ballot, votes=()) for ballot in resolution.ballots))


def _without_debate(facts: Extract) -> Extract:
    """Whatever was handed in: no course, no mover, no name of whoever did not take part."""
    item = replace(
        facts.item,
        course="",
        promises=(),
        papers=tuple(replace(one, mover="", mover_public="") for one in facts.item.papers),
        conflicts=tuple(Conflict() for _ in facts.item.conflicts),
        elections=(),
        resolutions=tuple(_without_votes(one) for one in facts.item.resolutions),
    )
    return replace(facts, item=item)
