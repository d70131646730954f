"""How each rule can be answered: in which chapter it stands, of what kind its value is, how it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.profiles import ElectionTie, Key, ReceiptRule, Signers, TieRule, Value
from beirat.rules.voting import Base, Share


class Chapter(StrEnum):
    """The chapters of rules of procedure, in their order."""

    FOUNDATIONS = "foundations"
    CONVENING = "convening"
    AGENDA = "agenda"
    PRESENCE = "presence"
    BALLOTS = "ballots"
    ELECTIONS = "elections"
    MINUTES = "minutes"
    RECOMMENDATIONS = "recommendations"


class Kind(StrEnum):
    NUMBER = "number"
    FLAG = "flag"
    SHARE = "share"
    CHOICE = "choice"
    TEXT = "text"


class Comparison(StrEnum):
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"


@dataclass(frozen=True)
class Question:
    """What a rule can hold. ``highest`` bounds a number; a share that is optional may ask for nothing."""

    chapter: Chapter
    kind: Kind
    highest: int = 0
    choices: tuple[str, ...] = ()
    is_optional: bool = False


FRACTIONS = ("1/5", "1/4", "1/3", "1/2", "2/3", "3/4", "1/1")
"""The shares that rules of procedure speak of."""

_CHAPTERS: Mapping[Chapter, tuple[Key, Key]] = {
    Chapter.FOUNDATIONS: (Key.LEGAL_BASIS, Key.MEETINGS_PER_YEAR),
    Chapter.CONVENING: (Key.INVITATION_NOTICE_DAYS, Key.MEETING_ON_REQUEST),
    Chapter.AGENDA: (Key.AGENDA_EXTENSION_MAJORITY, Key.SPEAKING_TIME_MINUTES),
    Chapter.PRESENCE: (Key.QUORUM, Key.CONFLICT_NAME),
    Chapter.BALLOTS: (Key.MAJORITY, Key.OWN_VOTE_ON_RECORD),
    Chapter.ELECTIONS: (Key.ELECTION_SECRET, Key.ELECTION_TIE),
    Chapter.MINUTES: (Key.MINUTES_DRAFT_DAYS, Key.PUBLISH_BEFORE_APPROVAL),
    Chapter.RECOMMENDATIONS: (Key.TRANSMISSION_DAYS, Key.AGENDA_PROPOSAL_DAYS),
}
"""The first and the last rule of each chapter, as ``Key`` lists them."""

_CHOICES: Mapping[Key, type[StrEnum]] = {
    Key.RECEIPT_RULE: ReceiptRule,
    Key.TIE: TieRule,
    Key.ELECTION_TIE: ElectionTie,
    Key.MINUTES_SIGNERS: Signers,
}
_HIGHEST: Mapping[Key, int] = {
    Key.ATTENDANCE_FEE_CENTS: 100_000,
    Key.MEETINGS_PER_YEAR: 52,
    Key.SPEAKING_TIME_MINUTES: 120,
    Key.ANSWER_MONTHS: 24,
    Key.PROGRESS_REPORT_MONTHS: 24,
    Key.INTERIM_REPLY_WEEKS: 52,
    Key.SECOND_ANSWER_WEEKS: 52,
}
_MOST_DAYS = 180


def _keys(chapter: Chapter) -> tuple[Key, ...]:
    first, last = _CHAPTERS[chapter]
    order = list(Key)
    return tuple(order[order.index(first) : order.index(last) + 1])


def _question(chapter: Chapter, key: Key) -> Question:
    from beirat.rules.profiles import neutral

    preset = neutral.PROFILE.rules[key].value
    if key in _CHOICES:
        return Question(chapter, Kind.CHOICE, choices=tuple(one.value for one in _CHOICES[key]))
    if preset is None or isinstance(preset, Share):
        return Question(chapter, Kind.SHARE, is_optional=preset is None)
    if isinstance(preset, bool):
        return Question(chapter, Kind.FLAG)
    if isinstance(preset, int):
        return Question(chapter, Kind.NUMBER, highest=_HIGHEST.get(key, _MOST_DAYS))
    return Question(chapter, Kind.TEXT, is_optional=preset == "")


QUESTIONS: Mapping[Key, Question] = {key: _question(chapter, key) for chapter in Chapter for key in _keys(chapter)}


def in_chapter(chapter: Chapter) -> tuple[Key, ...]:
    """The rules of one chapter, in their order."""
    return _keys(chapter)


def written(value: Value) -> str:
    """The value as a line of text: "7", "true", "at_least 2/3 present"; empty: nothing is asked for."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Share(fraction, base, is_strict):
            comparison = Comparison.MORE_THAN if is_strict else Comparison.AT_LEAST
            return f"{comparison} {fraction.numerator}/{fraction.denominator} {base}"
        case _:
            return str(value)


def read(key: Key, line: str) -> Value:
    """The value that ``written`` wrote down. Raises RuleBroken(RULE_VALUE_INVALID) for what fits no such rule."""
    question = QUESTIONS[key]
    if not line and not question.is_optional:
        raise RuleBroken(Broken.REQUIRED, "value")
    match question.kind:
        case Kind.NUMBER:
            return _number(line, question.highest)
        case Kind.FLAG if line in ("true", "false"):
            return line == "true"
        case Kind.CHOICE if line in question.choices:
            return line
        case Kind.SHARE:
            return _share(line) if line else None
        case Kind.TEXT:
            return line
    raise RuleBroken(Broken.RULE_VALUE_INVALID, "value")


def _number(line: str, highest: int) -> int:
    if not (line.isascii() and line.isdigit() and len(line) < 8 and int(line) <= highest):
        raise RuleBroken(Broken.RULE_NUMBER_OUT_OF_RANGE, "value", highest=highest)
    return int(line)


def _share(line: str) -> Share:
    comparison, _, rest = line.partition(" ")
    fraction, _, base = rest.partition(" ")
    if comparison not in set(Comparison) or fraction not in FRACTIONS or base not in set(Base):
        raise RuleBroken(Broken.RULE_VALUE_INVALID, "value")
    return Share(Fraction(fraction), Base(base), comparison == Comparison.MORE_THAN)
