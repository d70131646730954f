"""Tables as people keep them: CSV and XLSX, read into rows of named cells and written so that nothing in them acts.

A cell that begins with one of ``= + - @`` is a formula to a spreadsheet program (OWASP, "CSV Injection"): such a text
goes out with an apostrophe before it, which comes off again when it is read. Real formulas are not computed but told.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from beirat.rules.errors import Broken, RuleBroken

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 1000
MOST_COLUMNS = 60
LARGEST_UNPACKED = 40_000_000
"""A small XLSX can unpack to very much; more than this no list of ours needs."""

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMULA = "\ufffcformula"
"""What stands for a formula in a cell: no text that anybody types, and it says itself what it is."""

_ACTS = ("=", "+", "-", "@", "\t", "\r")
_ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the file, and its cells by the name of their column."""

    number: int
    cells: Mapping[str, str]

    @property
    def formulas(self) -> list[str]:
        """The columns in which a formula stands instead of a text."""
        return [name for name, cell in self.cells.items() if cell == FORMULA]


def read_table(text: str, columns: Mapping[str, str], needed: Mapping[str, str]) -> list[TableRow]:
    """The rows of a CSV that are not empty; ``text_of`` makes one of what was uploaded.

    ``columns`` says which name belongs to which heading (lower case); other columns are left out. ``needed`` are the
    names that must be there, with their headings. Raises RuleBroken(FILE_UNREADABLE, FILE_TOO_LARGE, COLUMNS_MISSING).
    """
    table = _parsed(text)
    names = [columns.get(" ".join(cell.lower().split()), "") for cell in table[0]] if table else []
    missing = [heading for name, heading in needed.items() if name not in names]
    if missing:
        raise RuleBroken(Broken.COLUMNS_MISSING, "file", columns=", ".join(missing))
    if len(table) > MOST_ROWS + 1:
        raise RuleBroken(Broken.FILE_TOO_LARGE, "file")
    return [
        TableRow(number, {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name})
        for number, cells in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def text_of(content: bytes) -> str:
    """An uploaded CSV as text, an XLSX as a CSV of its first sheet. Raises RuleBroken(FILE_UNREADABLE)."""
    if content.startswith(b"PK"):
        return _joined(_xlsx(content))
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not content.startswith((b"%PDF", b"\xd0\xcf")):
            return text
    raise RuleBroken(Broken.FILE_UNREADABLE, "file")


def _parsed(text: str) -> list[list[str]]:
    """The cells of a CSV; what separates them says its first line: semicolon, comma or tab."""
    lines = text.removeprefix("\ufeff").splitlines()
    delimiter = max(";,\t", key=lines[0].count) if lines else ";"
    try:
        table = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    except csv.Error:
        raise RuleBroken(Broken.FILE_UNREADABLE, "file") from None
    return [[FORMULA if _is_formula(cell) else cell for cell in cells] for cells in table]


def _joined(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _is_formula(cell: str) -> bool:
    """Texts that begin with a dash or a plus are common; only the equals sign makes a formula beyond doubt."""
    return cell.lstrip().startswith("=")


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_ACTS) else cell


def _xlsx(content: bytes) -> list[list[str]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise RuleBroken(Broken.FILE_TOO_LARGE, "file")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
        table = [[_cell(cell) for cell in row] for row in rows]
    except RuleBroken:
        raise
    except Exception as error:  # whatever is wrong with a file of others, it cannot be read
        raise RuleBroken(Broken.FILE_UNREADABLE, "file") from error
    return table


def _cell(cell: Cell) -> str:
    match cell.value:
        case None:
            return ""
        case _ if cell.data_type == "f":
            return "="
        case datetime() as moment:
            return moment.date().isoformat()
        case date() as day:
            return day.isoformat()
        case float() as number if number.is_integer():
            return str(int(number))
        case value:
            return str(value)


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV that a German spreadsheet program opens by itself: semicolons, UTF-8 with its mark."""
    return _joined([head, *([_harmless(cell) for cell in row] for row in rows)]).encode("utf-8-sig")


def as_text(value: object) -> str:
    """A value as a cell shows it: days as 2026-11-25, nothing for None."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _harmless(value: object) -> str:
    text = as_text(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(_ACTS) and not is_number else text


def as_xlsx(
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str,
    widths: Sequence[int],
    choices: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """A workbook with one sheet; texts stay texts, whatever they begin with. ``choices`` offer words for a column."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = title
    sheet.append(list(head))
    last = 1
    for last, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _write(sheet.cell(last, place), value)
    _dress(sheet, widths)
    for heading, words in (choices or {}).items():
        _offer(sheet, head.index(heading) + 1, words, last)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: Any, value: object) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
    else:
        cell.value = value


def _dress(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _offer(sheet: Worksheet, place: int, words: Sequence[str], last: int) -> None:
    """A list to choose from. Excel takes at most 255 characters in place; longer ones go to a sheet of their own."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book: Any = sheet.parent
    kept = book["Auswahl"] if "Auswahl" in book.sheetnames else book.create_sheet("Auswahl")
    column = get_column_letter(kept.max_column + (1 if kept["A1"].value else 0))
    for row, word in enumerate(words, start=1):
        kept[f"{column}{row}"] = word
    rule = DataValidation(type="list", formula1=f"Auswahl!${column}$1:${column}${len(words)}", allow_blank=True)
    sheet.add_data_validation(rule)
    rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{max(last, 2) + 100}")
