"""The open list on its way: as CSV or XLSX to the units, and back row by row, each change shown before it is made.

What a row answers say its reference and its number of the point; ``Fassung`` is the version of the draft that the list
was written from, so that nothing which somebody else wrote meanwhile is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from api.errors import wrongs
from api.messages import sentence
from api.spreadsheets import TableRow, as_csv, as_xlsx, read_table
from api.words.public import REASONS, day
from api.words.recommendations import POSITIONS
from beirat.queries.answer_lists import OpenPoint
from beirat.rules.answers import Position, Stance, stance_problems
from beirat.rules.errors import Broken, Problem, RuleBroken, refuse_if
from beirat.tables.answers import PointAnswer

HEADINGS = {
    "reference": "Empfehlung",
    "number": "Punkt",
    "title": "Titel",
    "point": "Was der Beirat empfiehlt",
    "unit": "Fachdienst",
    "due": "Antwort erbeten bis",
    "position": "Antwort",
    "reason": "Grund",
    "text": "Wortlaut",
    "deferred_until": "Neue Entscheidung bis",
    "promised_by": "Zugesagt bis",
    "competent_body": "Zuständig ist",
    "version": "Fassung",
}
WIDTHS = (14, 7, 32, 48, 24, 14, 26, 20, 60, 16, 16, 24, 9)
FILLED_IN = ("position", "text", "reason", "deferred_until", "promised_by", "competent_body")
DAYS = ("deferred_until", "promised_by")
COLUMNS = {heading.lower(): name for name, heading in HEADINGS.items()}
NEEDED = {name: HEADINGS[name] for name in ("reference", "number", "position", "text", "version")}
POSITION_WORDS: Mapping[Position, str] = {
    position: word for position, (_, word) in POSITIONS.items() if position is not Position.OPEN
}

_DATE = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one field, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row as it came back: the point it answers, what changes, what is wrong, and what is missing for release."""

    number: int
    said: Mapping[str, str]
    point: OpenPoint | None
    answer: PointAnswer | None
    changes: tuple[Change, ...] = ()
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def written(points: Sequence[OpenPoint]) -> list[list[object]]:
    """The cells of the list, in the order of ``HEADINGS``."""
    return [
        [
            one.reference,
            one.number,
            one.title,
            one.text,
            one.unit,
            one.due_on,
            *(_in_words(one.draft)[name] for name in ("position", "reason", "text")),
            *(getattr(one.draft, name) for name in DAYS),
            one.draft.competent_body,
            one.version,
        ]
        for one in points
    ]


def csv_of(points: Sequence[OpenPoint]) -> bytes:
    return as_csv(list(HEADINGS.values()), written(points))


def xlsx_of(points: Sequence[OpenPoint]) -> bytes:
    choices = {HEADINGS["position"]: list(POSITION_WORDS.values()), HEADINGS["reason"]: list(REASONS.values())}
    return as_xlsx(list(HEADINGS.values()), written(points), title="Offene Punkte", widths=WIDTHS, choices=choices)


def read_list(text: str, points: Sequence[OpenPoint], today: date) -> list[ListRow]:
    """Every row with its changes and problems. Raises RuleBroken where the file as a whole cannot be used."""
    known = {(one.reference.lower(), str(one.number)): one for one in points}
    rows: list[ListRow] = []
    seen: set[tuple[str, str]] = set()
    for read in read_table(text, COLUMNS, NEEDED):
        key = (read.cells.get("reference", "").lower(), read.cells.get("number", ""))
        point = known.get(key)
        if read.formulas:
            problems = [f"{HEADINGS[name]}: {sentence(Problem(Broken.CELL_IS_FORMULA))}" for name in read.formulas]
            rows.append(ListRow(read.number, read.cells, point, None, problems=tuple(problems)))
        elif point is None or key in seen:
            code = Broken.ROW_TWICE if key in seen else Broken.POINT_NOT_ON_LIST
            rows.append(ListRow(read.number, read.cells, point, None, problems=(sentence(Problem(code)),)))
        else:
            rows.append(_row(read, point, today))
        seen.add(key)
    if not rows:
        raise RuleBroken(Broken.REQUIRED, "file")
    return rows


def _row(read: TableRow, point: OpenPoint, today: date) -> ListRow:
    values, problems = _values(read)
    try:
        answer = PointAnswer.model_validate({"number": point.number, **values})
    except ValidationError as error:
        problems += [f"{HEADINGS.get(one.field, one.field)}: {one.sentence}" for one in wrongs(error)]
        return ListRow(read.number, read.cells, point, None, problems=tuple(problems))
    changes = _changes(point.draft, answer.stance())
    if changes and answer.version != point.version:
        problems.append(sentence(Problem(Broken.ROW_STALE)))
    missing = [sentence(problem) for problem in stance_problems(answer.stance(), today)] if changes else []
    return ListRow(read.number, read.cells, point, answer, tuple(changes), tuple(problems), tuple(missing))


def _values(read: TableRow) -> tuple[dict[str, object], list[str]]:
    """The cells as the shape wants them, and what could not be understood."""
    cells, problems = read.cells, []
    understood: dict[str, object] = {
        "position": _choice(cells.get("position", ""), POSITION_WORDS),
        "reason": _choice(cells.get("reason", ""), REASONS),
        **{name: _day(cells.get(name, "")) for name in DAYS},
    }
    for name, value in understood.items():
        if cells.get(name) and value is None:
            code = Broken.DAY_UNREADABLE if name in DAYS else Broken.WORD_UNKNOWN
            problems.append(f"{HEADINGS[name]}: {sentence(Problem(code, name, {'said': cells[name][:60]}))}")
    values: dict[str, object] = {
        **understood,
        "version": cells.get("version", "") or "0",
        "position": understood["position"] or Position.OPEN,
        "text": cells.get("text", ""),
        "competent_body": cells.get("competent_body", ""),
    }
    return values, problems


def _choice(said: str, words: Mapping[Choice, str]) -> Choice | None:
    """The choice that a word stands for, whatever its letters' case; also by its name for programs."""
    wanted = " ".join(said.lower().split())
    return next((value for value, word in words.items() if wanted and wanted in (word.lower(), value.value)), None)


def _day(said: str) -> date | None:
    """2027-03-01 or 1.3.2027."""
    found = _DATE.fullmatch(said)
    try:
        return date(*(int(found[part]) for part in ("year", "month", "day"))) if found else date.fromisoformat(said)
    except ValueError:
        return None


def _in_words(stance: Stance) -> dict[str, str]:
    return {
        "position": POSITION_WORDS.get(stance.position, ""),
        "text": stance.text,
        "reason": REASONS[stance.reason] if stance.reason else "",
        "deferred_until": day(stance.deferred_until) if stance.deferred_until else "",
        "promised_by": day(stance.promised_by) if stance.promised_by else "",
        "competent_body": stance.competent_body,
    }


def _changes(before: Stance, after: Stance) -> list[Change]:
    was, will_be = _in_words(before), _in_words(after)
    return [
        Change(HEADINGS[name], was[name], will_be[name])
        for name in FILLED_IN
        if was[name].split() != will_be[name].split()
    ]


def changed(rows: Sequence[ListRow]) -> dict[UUID, list[PointAnswer]]:
    """What to keep, by recommendation. Raises RuleBroken naming every row that is wrong: then nothing is kept."""
    refuse_if(
        [
            Problem(Broken.ROW_INVALID, "rows", {"row": row.number, "reason": " ".join(row.problems)})
            for row in rows
            if row.problems
        ]
    )
    found: dict[UUID, list[PointAnswer]] = {}
    for row in rows:
        if row.changes and row.point and row.answer:
            found.setdefault(row.point.recommendation_id, []).append(row.answer)
    if not found:
        raise RuleBroken(Broken.NO_CHANGES, "rows")
    return found
