"""Brings the constraints of every table in line with what is declared, from the declarations themselves.

A revision makes tables, columns and indexes and moves rows. Checks (the lists of allowed values among them), foreign
and unique keys, NOT NULL and the defaults that a new column needed for its old rows follow here, after all revisions:
so a new member of an enum asks for no revision at all. SQLite changes no constraint in place; a table that differs is
rebuilt there as its documentation asks (sqlite.org/lang_altertable, section 7), with foreign keys off.

A table that has a column which nobody declares is left as it is: this version does not know all of it.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import CheckConstraint, Connection, ForeignKeyConstraint, Table, UniqueConstraint, inspect
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable
from sqlmodel import SQLModel


def renew_constraints(connection: Connection) -> None:
    """Makes the constraints of all tables that are there what the tables declare. Raises where a row breaks one."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    renew = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    for table in SQLModel.metadata.sorted_tables:
        if table.name in there and {c["name"] for c in inspector.get_columns(table.name)} == set(table.columns.keys()):
            renew(connection, table)


def _on_sqlite(connection: Connection, table: Table) -> None:
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    stored = connection.exec_driver_sql(query, (table.name,)).scalar_one()
    declared = str(CreateTable(table).compile(connection))
    if _body(stored) != _body(declared):
        _rebuild(connection, table, declared)


def _body(statement: str) -> str:
    """What stands between the outer brackets, with every blank made one: the table's name may be quoted or not."""
    return " ".join(statement.partition("(")[2].split())


def _rebuild(connection: Connection, table: Table, declared: str) -> None:
    """The table as it is declared, under another name; its rows; then the old one away and the new one in its place."""
    columns = ", ".join(f'"{name}"' for name in table.columns.keys())  # noqa: SIM118 - a collection, not a dict
    made = re.sub(r"CREATE TABLE \"?\w+\"?", "CREATE TABLE _rebuilt", declared, count=1)
    connection.exec_driver_sql(made)
    connection.exec_driver_sql(f'INSERT INTO _rebuilt ({columns}) SELECT {columns} FROM "{table.name}"')  # noqa: S608
    for (trigger,) in connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table.name,)
    ).fetchall():
        connection.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
    connection.exec_driver_sql(f'DROP TABLE "{table.name}"')
    connection.exec_driver_sql(f'ALTER TABLE _rebuilt RENAME TO "{table.name}"')
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        connection.execute(CreateIndex(index))


def _on_postgresql(connection: Connection, table: Table) -> None:
    inspector: Any = inspect(connection)
    _renew_columns(connection, table, inspector)
    for check in inspector.get_check_constraints(table.name):
        _drop(connection, table, check["name"])
    for kind, found in (
        (UniqueConstraint, inspector.get_unique_constraints(table.name)),
        (ForeignKeyConstraint, inspector.get_foreign_keys(table.name)),
    ):
        _renew_keys(connection, table, kind, found)
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            connection.execute(AddConstraint(constraint, isolate_from_table=False))


def _renew_columns(connection: Connection, table: Table, inspector: Any) -> None:
    for stored in inspector.get_columns(table.name):
        declared = table.columns[stored["name"]]
        change = f'ALTER TABLE "{table.name}" ALTER COLUMN "{declared.name}"'
        if stored["default"] is not None and declared.server_default is None:
            connection.exec_driver_sql(f"{change} DROP DEFAULT")
        if stored["nullable"] != declared.nullable:
            connection.exec_driver_sql(f"{change} {'DROP' if declared.nullable else 'SET'} NOT NULL")


def _renew_keys(connection: Connection, table: Table, kind: type[Any], found: list[dict[str, Any]]) -> None:
    """Foreign or unique keys: away with what is not declared, here with what is missing."""
    declared = {str(key.name): key for key in table.constraints if isinstance(key, kind)}
    for stored in found:
        wanted = declared.get(stored["name"])
        if wanted is not None and _columns(stored) == [column.name for column in wanted.columns]:
            del declared[stored["name"]]
        else:
            _drop(connection, table, stored["name"])
    for name in sorted(declared):
        connection.execute(AddConstraint(declared[name], isolate_from_table=False))


def _columns(stored: dict[str, Any]) -> list[str]:
    return list(stored.get("constrained_columns") or stored["column_names"])


def _drop(connection: Connection, table: Table, name: str) -> None:
    connection.exec_driver_sql(f'ALTER TABLE "{table.name}" DROP CONSTRAINT "{name}"')
