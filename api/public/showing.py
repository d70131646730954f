"""What the public pages have in common: the frame around them, the words, and the lists of recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from litestar import Response
from markupsafe import Markup

from api.public.reader import Reader
from api.templating import render
from api.web import Request, settings_of
from api.words import public as words
from api.words.motions import FIELDS
from beirat.queries.public.recommendations import RecommendationLine
from beirat.rules.cases import Handling

Row = tuple[str, str, Markup, str, str]
"""Address, title, mark, sentence and facts of a recommendation in a list."""


def show(request: Request, template: str, /, *, section: str = "", **context: Any) -> Response[str]:
    """A public page. ``section`` is what the menu marks; the canonical address leaves filters out.

    ``data_url`` is where programs read the recommendations.
    """
    path = request.scope["path"]
    canonical = settings_of(request).public_url + (f"{path}/" if path.endswith("/de") else path)
    data_url = f"/api/v1/bodies/{path.split('/')[1]}/public/recommendations"
    known: dict[str, Any] = {"canonical": canonical, "data_url": data_url, "words": words, "fields": FIELDS}
    return render(request, template, section=section, **known, **context)


def listed(request: Request, reader: Reader, lines: Iterable[RecommendationLine]) -> list[Row]:
    """The rows of a list, ready to be written."""
    start, marks, today = f"/{reader.district.slug}/de/empfehlungen/", _marks(request.app.state.templates), reader.today
    return [
        (start + line.key, line.title, marks[line.handling], words.in_short(line, today), _facts(line))
        for line in lines
    ]


def _facts(line: RecommendationLine) -> str:
    return f"{line.reference} · Beschlossen am {words.day(line.decided_on)} · {FIELDS[line.field]}"


@lru_cache(maxsize=4)
def _marks(templates: Environment) -> Mapping[Handling, Markup]:
    """How far a recommendation is, as shape and word: drawn once by the macro that draws it everywhere."""
    parts: Any = templates.get_template("components/parts.html").module
    return {handling: parts.status(kind, word) for handling, (kind, word) in words.HANDLINGS.items()}
