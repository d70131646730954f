"""Plants a unique word in every text that is not public, all over the sample district.

Every text column of every table is named here: public, secret, or public only in some rows. A new column fails a test
until somebody has decided.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import JSON, Enum, String
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

WORD = re.compile(r"Kanari\d{6}x")

PUBLIC = {
    "body": "slug name land time_zone address email phone",
    "legislative_term": "name",
    "organization": "name short_name",
    "minutes_signer": "place",
    "transmission": "addressee",
}
"""Columns that are public in every row."""

UNTOUCHED = {
    "account": "login password_hash",
    "answer_door": "token_hash",
    "answer_link": "token_hash code_hash",
    "attachment": "object_type",
    "case_event": "facts hash payload_hash previous_hash",
    "case_event_payload": "salt payload",
    "case_promise": "points",
    "dispatch": "sha256",
    "extract": "facts_hash",
    "file": "sha256 media_type",
    "form_result": "location",
    "journal_detail": "salt",
    "journal_entry": "object_type detail_hash",
    "login_session": "token_hash",
    "minutes": "facts_hash",
    "job": "payload unique_key last_error",
    "organization": "rule_profile email",
    "organization_rule": "value",
    "password_token": "token_hash",
    "person": "email",
    "rule_check": "subject_type",
    "throttle": "key",
}
"""Keys, hashes and addresses that the house cannot run without; those that are secret are looked for as they are."""

SEEN_ITEM = "part = 'public' AND meeting_id IN (SELECT object_id FROM publication WHERE category = 'meeting')"
SEEN_CASE = (
    "is_public = 1 AND annulled_at IS NULL AND id IN (SELECT object_id FROM publication WHERE withdrawn_at IS NULL)"
)
OF_SEEN_ITEM = f"item_id IN (SELECT id FROM agenda_item WHERE {SEEN_ITEM})"  # noqa: S608
SEEN_RESOLUTION = f"resolution_id IN (SELECT id FROM resolution WHERE {OF_SEEN_ITEM})"  # noqa: S608
ON_SEEN_ITEM = f"SELECT motion_id FROM agenda_motion WHERE {OF_SEEN_ITEM}"  # noqa: S608
SPOKEN_FOR = (
    "name_consent_on IS NOT NULL AND (name_consent_withdrawn_on IS NULL OR name_consent_withdrawn_on < name_consent_on)"
)

OF_SEEN_CORRECTION = "correction_id IN (SELECT id FROM correction WHERE published_at IS NOT NULL)"

PUBLIC_WHERE = {
    "agenda_item": {"heading": f"{SEEN_ITEM} AND public_heading = ''", "public_heading": SEEN_ITEM, "number": "1"},
    "ballot": {"basis": OF_SEEN_ITEM},
    "correction_entry": dict.fromkeys(
        ("wrong", "right"),
        f"subject IN ('wording', 'count') AND {OF_SEEN_ITEM} AND {OF_SEEN_CORRECTION}",
    ),
    "meeting": dict.fromkeys(("location", "note"), "id IN (SELECT object_id FROM publication)"),
    "motion": dict.fromkeys(("title", "reasons"), f"id IN ({ON_SEEN_ITEM})"),
    "motion_point": {"text": f"motion_id IN ({ON_SEEN_ITEM})"},
    "person": dict.fromkeys(("given_name", "family_name"), SPOKEN_FOR),
    "recommendation": dict.fromkeys(("title", "reasons", "addressee"), SEEN_CASE),
    "recommendation_point": dict.fromkeys(
        ("text", "answer", "competent_body", "forwarded_to"),
        f"recommendation_id IN (SELECT id FROM recommendation WHERE {SEEN_CASE})",  # noqa: S608
    ),
    "resolution_point": dict.fromkeys(("proposed", "wording"), SEEN_RESOLUTION),
}
"""Columns that are public in the rows that fit the condition, and secret in all others."""


@dataclass(frozen=True)
class Planted:
    """A word, and where it lies."""

    word: str
    place: str


def text_columns() -> Iterator[tuple[str, str]]:
    """Every column that can hold a text which somebody wrote."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.c:
            is_text = isinstance(column.type, AutoString | String) and not isinstance(column.type, Enum)
            if is_text or isinstance(column.type, JSON):
                yield table.name, column.name


def is_public(table: str, column: str) -> bool:
    return column in PUBLIC.get(table, "").split()


def is_untouched(table: str, column: str) -> bool:
    return column in UNTOUCHED.get(table, "").split()


def plant(path: Path) -> list[Planted]:
    """Writes a word of its own into every secret text of the SQLite file; returns them all."""
    planted: list[Planted] = []
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")  # a note on a task that is not done hides just as well
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{trigger}"')
        for table, column in text_columns():
            if not is_public(table, column) and not is_untouched(table, column):
                planted += _plant_column(db, table, column, len(planted))
    return planted


def _plant_column(db: sqlite3.Connection, table: str, column: str, count: int) -> list[Planted]:
    seen = PUBLIC_WHERE.get(table, {}).get(column, "0")
    rows = db.execute(f'SELECT rowid FROM "{table}" WHERE NOT ({seen})').fetchall()  # noqa: S608
    is_json = isinstance(SQLModel.metadata.tables[table].c[column].type, JSON)
    planted = []
    for number, (rowid,) in enumerate(rows, start=count):
        word = f"Kanari{number:06}x"
        value = json.dumps({"title": word, "points": []}) if is_json else word
        db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (value, rowid))  # noqa: S608
        planted.append(Planted(word, f"{table}.{column}"))
    return planted
