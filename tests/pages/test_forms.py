"""How forms are read and shown again, without a page around them."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given, settings, strategies
from sqlmodel import Field

from api.typed import fitted, flat, nested
from beirat.rules.permissions import Role
from beirat.tables.base import Line, Shape


class Row(Shape):
    text: Line = ""
    role: Role | None = None


class Sheet(Shape):
    title: Line = Field(default="", max_length=10)
    day: date | None = None
    at: time | None = None
    count: int = 0
    is_public: bool = False
    roles: list[Role] = Field(default_factory=list)
    rows: list[Row] = Field(default_factory=list)


def read(*pairs: tuple[str, str]) -> Sheet:
    return Sheet.model_validate(fitted(nested(pairs), Sheet))


def test_numbered_names_become_rows_in_their_order() -> None:
    sheet = read(("rows-10-text", "zehn"), ("rows-2-text", "zwei"), ("rows-2-role", "chair"))

    assert [(row.text, row.role) for row in sheet.rows] == [("zwei", Role.CHAIR), ("zehn", None)]


def test_a_row_with_nothing_in_it_is_no_row() -> None:
    sheet = read(("rows-0-text", " "), ("rows-0-role", ""), ("rows-1-text", "eins"), ("rows-1-role", ""))

    assert [row.text for row in sheet.rows] == ["eins"]


def test_an_empty_field_is_not_given_unless_a_text_is_wanted() -> None:
    sheet = read(("title", ""), ("day", ""), ("at", ""), ("count", ""))

    assert sheet == Sheet()


def test_ticked_boxes_are_a_list_whether_one_or_many() -> None:
    assert read(("roles", "chair")).roles == [Role.CHAIR]
    assert read(("roles", "chair"), ("roles", "office")).roles == [Role.CHAIR, Role.OFFICE]
    assert read().roles == []


def test_the_last_of_several_values_counts_where_one_is_wanted() -> None:
    assert read(("is_public", "0"), ("is_public", "1")).is_public


def test_rows_with_nothing_in_them_are_nothing_where_one_value_is_wanted() -> None:
    assert read(("title-0-x", ""), ("day-0-x", " "), ("count-3-y", "")) == Sheet()


def test_what_is_stored_is_shown_as_the_browser_wants_it() -> None:
    sheet = Sheet(title="Titel", day=date(2026, 12, 3), at=time(18, 0), rows=[Row(text="eins", role=Role.CHAIR)])

    shown = flat(sheet.model_dump())

    assert shown["day"] == "2026-12-03"
    assert shown["at"] == "18:00"
    assert shown["rows-0-text"] == "eins"
    assert shown["rows-0-role"] == "chair"
    assert shown["roles"] == []


@settings(deadline=None, max_examples=60)
@given(strategies.lists(strategies.tuples(strategies.text(max_size=12), strategies.text(max_size=12)), max_size=12))
def test_no_names_make_the_reader_stumble(pairs: list[tuple[str, str]]) -> None:
    values = fitted(nested(pairs), Sheet)

    flat(values)


def test_rows_survive_being_shown_and_read_again() -> None:
    sheet = Sheet(title="Titel", roles=[Role.CHAIR], rows=[Row(text="eins", role=Role.CHAIR), Row(text="zwei")])

    shown = flat(sheet.model_dump())
    again = read(*((name, str(value)) for name, value in shown.items() if not isinstance(value, list)))

    assert again.rows == sheet.rows
