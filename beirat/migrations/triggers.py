"""Triggers that keep append-only tables append-only, made from one list on both databases.

SQLite drops a table's triggers when a migration rebuilds it, so they are made anew after every migration.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from beirat.tables.journal import APPEND_ONLY


def create_triggers(connection: Connection) -> None:
    """Makes every trigger anew, on the tables that are there."""
    there = set(inspect(connection).get_table_names())
    make = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    for table in APPEND_ONLY:
        if table in there:
            for statement in make(table):
                connection.exec_driver_sql(statement)


def trigger_names(connection: Connection) -> set[str]:
    """The names of the triggers that are there."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    return {name for (name,) in connection.exec_driver_sql(query)}


def _on_sqlite(table: str) -> list[str]:
    """REPLACE deletes first: with ``recursive_triggers`` on, the trigger sees that too."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return [
        statement
        for verb in ("update", "delete")
        for statement in (
            f"DROP TRIGGER IF EXISTS {table}_no_{verb}",
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} {refuse}",
        )
    ]


def _on_postgresql(table: str) -> list[str]:
    body = "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    return [
        f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS {body}",
        *_trigger(f"{table}_no_change", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW", table),
        *_trigger(f"{table}_no_truncate", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", table),
    ]


def _trigger(name: str, when: str, table: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION refuse_change()",
    ]
