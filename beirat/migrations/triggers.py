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
    statements = []
    for verb in ("update", "delete"):
        name = f"{table}_no_{verb}"
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        ]
    return statements


def _on_postgresql(table: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]
