"""The figures on paper: one table for each section, every number with the way in which it is counted."""

from documents.facts import Figures
from documents.sheet import Sheet, fill
from documents.text import cleaned
from documents.wording import short_date


def sheet(figures: Figures) -> Sheet:
    """The figures laid out for the press."""
    figures = cleaned(figures)
    title = f"Zahlen zu den Empfehlungen, Stand {short_date(figures.as_of)}"
    html = fill("figures.html.j2", f=figures, title=title, explained=explained(figures))
    return Sheet(html=html, created=figures.created)


def explained(figures: Figures) -> dict[str, list[str]]:
    """Each way of counting once, in its order, with the names of the numbers that are counted so."""
    found: dict[str, list[str]] = {}
    for section in figures.sections:
        for figure in section.figures:
            found.setdefault(figure.formula, []).append(figure.name)
    found.pop("", None)
    return found
