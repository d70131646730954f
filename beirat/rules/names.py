"""Finding people's names in a text before it becomes public (law-and-practice § 7: no names on the web)."""

from __future__ import annotations

import re
from collections.abc import Iterable


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """The names whose family name (the last word) stands in the text as a word of its own, each once.

    A short family name counts only together with the given name: "Li" is in too many words.
    """
    words = set(re.findall(r"[\w’'-]+", text.casefold()))
    found: dict[str, None] = {}
    for name in names:
        parts = name.casefold().split()
        if not parts:
            continue
        is_there = parts[-1] in words if len(parts[-1]) > 3 else all(part in words for part in parts)
        if is_there:
            found[name] = None
    return list(found)
