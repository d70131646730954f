"""What is kept: the tables and the shapes in which they are entered, one module per stem.

Importing this package loads every table, so that ``SQLModel.metadata`` is whole.
"""

from beirat.tables import (
    accounts,
    agenda,
    answer_links,
    answers,
    attendance,
    ballots,
    calendars,
    files,
    jobs,
    journal,
    meetings,
    minutes,
    motions,
    numbers,
    people,
    public_version,
    publication,
    recommendations,
    resolutions,
    rule_checks,
    rules_of_procedure,
)

__all__ = [
    "accounts",
    "agenda",
    "answer_links",
    "answers",
    "attendance",
    "ballots",
    "calendars",
    "files",
    "jobs",
    "journal",
    "meetings",
    "minutes",
    "motions",
    "numbers",
    "people",
    "public_version",
    "publication",
    "recommendations",
    "resolutions",
    "rule_checks",
    "rules_of_procedure",
]
