"""Texts that people typed, made safe for paper: control characters out, paragraphs found, endless words cut."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

Facts = TypeVar("Facts")

MOST_LINES = 40  # in one paragraph: the line breaker's time grows with their square
MOST_MARKS = 8  # accents on one letter; no script needs more
LONGEST_WORD = 60  # longer ones would run off the page and cost the line breaker minutes
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
# formatting that changes the order of everything after it; single right-to-left letters need none of it
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
ENDLESS = re.compile(rf"[^ \n\t]{{{LONGEST_WORD}}}(?=[^ \n\t])")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list, of a longer text."""

    lines: tuple[str, ...]
    is_list: bool


def clean(text: str) -> str:
    """The same text without control characters and without marks that turn the reading order around."""
    text = REORDERING.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    return ENDLESS.sub(lambda word: word[0] + ZERO_WIDTH_SPACE, "".join(_printable(text)))


def _printable(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category == "Mn" else 0
        if character in "\n\t" or category[0] != "C" or category == "Cf":
            yield character if marks <= MOST_MARKS else ""
        else:
            yield "" if category == "Cc" else "\N{REPLACEMENT CHARACTER}"


def cleaned(facts: Facts) -> Facts:
    """The same facts with every text in them cleaned."""
    return _cleaned(facts)  # type: ignore[no-any-return]


def _cleaned(value: Any) -> Any:
    if type(value) is str:
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def blocks(text: str) -> list[Block]:
    """A text in paragraphs and lists: a blank line parts them, lines that start with "- " are a list."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        found.extend(_blocks(part))
    return found


def _blocks(part: str) -> Iterator[Block]:
    lines: list[str] = []
    is_list = False
    for line in filter(None, (line.strip() for line in part.split("\n"))):
        bullet = line.startswith(("- ", "* ", "• "))
        if lines and (bullet != is_list or len(lines) == MOST_LINES):
            yield Block(tuple(lines), is_list)
            lines = []
        is_list = bullet
        lines.append(line[2:].strip() if bullet else line)
    if lines:
        yield Block(tuple(lines), is_list)
