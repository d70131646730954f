"""Tables of others are read as they come; ours go out so that nothing in them acts."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.spreadsheets import FORMULA, MOST_ROWS, as_csv, as_xlsx, read_table, text_of
from beirat.rules.errors import Broken, RuleBroken

COLUMNS = {"name": "name", "wort": "word"}
NEEDED = {"name": "Name"}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_table(text_of(content), COLUMNS, NEEDED)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_the_encodings_and_with_the_separators_that_offices_use(encoding: str, delimiter: str) -> None:
    content = f"Name{delimiter}Wort\nMüller{delimiter}Straße\n".encode(encoding)

    assert rows_of(content) == [{"name": "Müller", "word": "Straße"}]


def test_a_workbook_is_read_with_its_numbers_and_days_as_people_write_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "Wort"])
    sheet.append([3.0, "zwei\nZeilen"])
    out = io.BytesIO()
    book.save(out)

    assert rows_of(out.getvalue()) == [{"name": "3", "word": "zwei\nZeilen"}]


def test_a_formula_is_told_and_not_computed() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "Wort"])
    sheet.append(["=1+1", "gut"])
    out = io.BytesIO()
    book.save(out)

    for content in (out.getvalue(), b"Name;Wort\n=HYPERLINK(1);gut\n"):
        (row,) = read_table(text_of(content), COLUMNS, NEEDED)
        assert row.formulas == ["name"]
        assert row.cells["name"] == FORMULA


def test_rows_keep_the_numbers_that_they_have_in_the_file() -> None:
    rows = read_table("Name\nA\n\n\nB\n", COLUMNS, NEEDED)

    assert [(row.number, row.cells["name"]) for row in rows] == [(2, "A"), (5, "B")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", Broken.FILE_UNREADABLE),
        (b"PK\x03\x04 no workbook", Broken.FILE_UNREADABLE),
        (b"\xd0\xcf\x11\xe0", Broken.FILE_UNREADABLE),
        (b"Wort\nx\n", Broken.COLUMNS_MISSING),
        (b"", Broken.COLUMNS_MISSING),
        (b"Name\n" + b"x\n" * (MOST_ROWS + 1), Broken.FILE_TOO_LARGE),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(content: bytes, code: Broken) -> None:
    with pytest.raises(RuleBroken) as refused:
        rows_of(content)

    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_workbook_that_unpacks_to_very_much_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 41_000_000)

    with pytest.raises(RuleBroken) as refused:
        text_of(out.getvalue())

    assert [problem.code for problem in refused.value.problems] == [Broken.FILE_TOO_LARGE]


@pytest.mark.parametrize("text", ["=1+1", "+49 1234", "-2", "@SUM(A1)", "\tx"])
def test_a_text_that_looks_like_a_formula_goes_out_as_a_text(text: str) -> None:
    assert f"'{text}".encode() in as_csv(["Name"], [[text]])
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(["Name"], [[text]], title="T", widths=[20])))
    assert book.worksheets[0]["A2"].data_type == "s"


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30).map(str.strip)


@given(st.lists(st.tuples(WORDS.filter(bool), WORDS), min_size=1, max_size=5))
def test_what_we_write_we_read_back(rows: list[tuple[str, str]]) -> None:
    safe = [(name, word) for name, word in rows if not name.startswith("'") and not word.startswith("'")]
    written = [{"name": name, "word": word} for name, word in safe]

    assert rows_of(as_csv(["Name", "Wort"], safe)) == written
