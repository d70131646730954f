"""What the administration writes by mail or on paper, and how it becomes part of a case.

Whoever enters it for the administration quotes word for word; a refusal waits for a second pair of eyes; the
administration may correct the reading for ten working days (``domain/holding-to-account`` §§ 5.2 B, 5.5).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

from beirat.rules.answers import Position
from beirat.rules.clocks import WorkingDays, add_working_days
from beirat.rules.lifecycles import Lifecycle

CORRECTION_WORKING_DAYS = 10


class LetterChannel(StrEnum):
    MAIL = "mail"
    PAPER = "paper"


class LetterState(StrEnum):
    """RECEIVED: nobody has read it yet. AWAITING_RELEASE: a refusal in it waits for a second person."""

    RECEIVED = "received"
    AWAITING_RELEASE = "awaiting_release"
    FILED = "filed"
    SET_ASIDE = "set_aside"


class LetterStep(StrEnum):
    FILE = "file"
    FILE_WITH_REFUSAL = "file_with_refusal"
    RELEASE = "release"
    RETURN = "return"
    SET_ASIDE = "set_aside"
    TAKE_UP = "take_up"


class FiledAs(StrEnum):
    """What a letter is to a case. A receipt starts the clock, an interim message and a query never stop it."""

    RECEIPT = "receipt"
    INTERIM = "interim"
    QUERY = "query"
    ANSWER = "answer"


_STATE, _STEP = LetterState, LetterStep

LIFE = Lifecycle(
    {
        (_STATE.RECEIVED, _STEP.FILE): _STATE.FILED,
        (_STATE.RECEIVED, _STEP.FILE_WITH_REFUSAL): _STATE.AWAITING_RELEASE,
        (_STATE.RECEIVED, _STEP.SET_ASIDE): _STATE.SET_ASIDE,
        (_STATE.SET_ASIDE, _STEP.TAKE_UP): _STATE.RECEIVED,
        (_STATE.AWAITING_RELEASE, _STEP.RELEASE): _STATE.FILED,
        (_STATE.AWAITING_RELEASE, _STEP.RETURN): _STATE.RECEIVED,
    }
)


def needs_second_person(position: Position) -> bool:
    """A refusal is not told to the public on one person's reading."""
    return position is Position.REJECTED


_REFERENCE = re.compile(r"\bE\s?[-–‑]\s?(?P<year>20\d{2})\s?/\s?(?P<number>\d{1,4})\b")


def references_in(*texts: str) -> list[tuple[int, int]]:
    """Year and number of every recommendation that is named, in order: "E-2026/009"."""
    found = [(int(one["year"]), int(one["number"])) for text in texts for one in _REFERENCE.finditer(text)]
    return list(dict.fromkeys(found))


def is_quoted(quote: str, text: str) -> bool:
    """Whether the words stand in the text as they are; line ends, hyphens at them and kinds of quotes do not matter."""
    return _bare(quote) in _bare(text)


_LINE_END = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_MARKS = str.maketrans(dict.fromkeys("„“”‚‘’«»\"'", '"') | dict.fromkeys("–—‐‑-", ""))


def _bare(text: str) -> str:
    joined = _LINE_END.sub("", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))
    return "".join(joined.translate(_MARKS).split()).casefold()


def correctable_until(recorded_on: date, days: WorkingDays) -> date:
    """The last day on which the administration may correct what was entered for it."""
    return add_working_days(recorded_on, CORRECTION_WORKING_DAYS, days)
