"""The figures as files: a table for spreadsheets and a document, both from the same rows as the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.letterhead import letterhead
from api.spreadsheets import as_csv
from api.words.figures import TOO_FEW, Row
from beirat.queries.people import BodyView
from documents import facts as paper

HEAD = (
    "Abschnitt",
    "Zahl",
    "Angabe",
    "Anzahl",
    "von",
    "Anteil in %",
    "Spanne von %",
    "Spanne bis %",
    "So wird gezählt",
)


def table(rows: Sequence[Row]) -> bytes:
    """All numbers as a CSV."""
    return as_csv(
        HEAD,
        [
            (row.section, row.name, row.said, row.part, row.whole, row.percent, row.lower, row.upper, row.formula)
            for row in rows
        ],
    )


def as_paper(
    district: BodyView, rows: Sequence[Row], *, about: str, total: int, today: date, now: datetime
) -> paper.Figures:
    """All numbers for the press."""
    sections = dict.fromkeys(row.section for row in rows)
    return paper.Figures(
        letterhead=letterhead(district),
        about=about,
        total=total,
        as_of=today,
        sections=tuple(
            paper.FigureSection(
                heading=section,
                figures=tuple(
                    paper.Figure(name=row.name, said=row.said, formula=row.formula)
                    for row in rows
                    if row.section == section
                ),
            )
            for section in sections
        ),
        remarks=(TOO_FEW,),
        created=now.astimezone(ZoneInfo(district.time_zone)),
    )
