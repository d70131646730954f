"""The figures on paper: one table for each section, every number with the way in which it is counted."""

from documents.facts import Figures
from documents.sheet import Sheet, fill
from documents.text import cleaned
from documents.wording import short_date


def sheet(figures: Figures) -> Sheet:
    """The figures laid out for the press."""
    figures = cleaned(figures)
    title = f"Zahlen zu den Empfehlungen, Stand {short_date(figures.as_of)}"
    return Sheet(html=fill("figures.html.j2", f=figures, title=title), created=figures.created)
