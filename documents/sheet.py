"""A sheet: one document as HTML with what belongs to it, ready for the press (`render`)."""

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from documents import corrections, fees, resolutions, sentences, wording
from documents.text import blocks

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF: the same facts for machines."""

    name: str
    description: str
    content: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Finished HTML, the date inside the PDF, and what is attached to it."""

    html: str
    created: datetime
    attached: Attached | None = None


@cache
def environment() -> Environment:
    """The templates of all documents; every value is escaped, a missing one is an error."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"say": sentences, "decided": resolutions, "corrections": corrections, "fees": fees}
    found.globals |= {"word": wording, "blocks": blocks}
    return found


def fill(template: str, /, **facts: object) -> str:
    """One template filled with facts."""
    return environment().get_template(template).render(facts)


def facts_as_json(kind: str, facts: object) -> str:
    """Facts for machines: their own field names, dates in ISO 8601, nothing that is empty."""
    return json.dumps({"format": f"beirat/{kind}/1"} | _plain(facts), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        named = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: _plain(part) for name, part in named if part not in (None, "", ())}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value
