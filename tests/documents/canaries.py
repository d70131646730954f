"""Plants a unique word in every field of the minutes that the public must never see."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from documents import facts

# every text field of the minutes is either here ...
INTERNAL = {
    facts.Minutes: {"chair", "minute_taker"},
    facts.Attendee: {"name", "function"},
    facts.Guest: {"name", "function"},
    facts.NamedVote: {"name", "vote"},
    facts.Conflict: {"name", "reason"},
    facts.Election: {"post", "rounds", "elected"},
    facts.Paper: {"mover"},
    facts.AgendaItem: {"course"},
    facts.Signature: {"name"},
    facts.CorrectionSheet: {"reason", "chair"},
    facts.PromiseMade: {"who", "what", "by_when", "about"},
}
# ... or here
PUBLIC = {
    facts.Letterhead: {"board", "of_board", "district", "office_lines", "email", "phone", "the_board"},
    facts.Minutes: {"term_label", "place", "signed_at", "file_reference"},
    facts.Paper: {"reference", "title", "mover_public"},
    facts.Ballot: {"subject", "majority", "uncounted"},
    facts.Point: {"wording", "addressee"},
    facts.Resolution: {"opening", "reference"},
    facts.AgendaItem: {"number", "heading", "kind", "closed_to"},
    facts.Signature: {"role"},
    facts.Correction: {"item_number", "item_heading", "wrong", "right", "reference"},
    facts.CorrectionSheet: {"term_label"},
}


class Planter:
    """Walks through facts and plants; remembers what it planted."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def plant(self, value: Any, secret: bool = False) -> Any:
        """The same facts, a unique word added to every internal text and to every text of a non-public item."""
        if type(value) is str:
            return self._marked(value) if secret else value
        if isinstance(value, tuple):
            return tuple(self.plant(part, secret) for part in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        secret = secret or getattr(value, "part", None) is facts.Part.NON_PUBLIC
        hidden = INTERNAL.get(type(value), set())
        return replace(
            value, **{f.name: self.plant(getattr(value, f.name), secret or f.name in hidden) for f in fields(value)}
        )

    def _marked(self, text: str) -> str:
        self.words.append(f"Kanari{len(self.words):04d}x")
        return f"{text} {self.words[-1]}".strip()
