"""The journal page: everything it tells is German."""

from __future__ import annotations

import pytest
from sqlmodel import select

from api.words.journal import ACTS, OBJECTS
from api.words.journal_details import NAMES, lines
from beirat.database import Database
from beirat.settings import Settings
from beirat.tables.journal import JournalDetail, JournalEntry


@pytest.mark.slow
async def test_everything_that_the_sample_district_wrote_has_german_names(sample_settings: Settings) -> None:
    database = Database(sample_settings.database_url)
    async with database.read() as db:
        entries = (await db.exec(select(JournalEntry))).all()
        details = [row.detail for row in (await db.exec(select(JournalDetail))).all()]
    await database.close()

    shown = [lines(detail, "Europe/Berlin") for detail in details]
    labels = {label.split(": ", 1)[1] for one in shown for label, _ in one}
    words = {word for label in labels for word in label.split(", ")}
    raw = {word for word in words if word[0].islower()}
    assert not raw
    assert {entry.object_type for entry in entries} <= set(OBJECTS)
    assert {entry.act for entry in entries} <= set(ACTS)


def test_values_are_written_as_people_write_them() -> None:
    detail = {
        "before": {"state": "submitted", "note": ""},
        "after": {
            "opened_at": "2026-12-17T17:02:00+00:00",
            "sent_on": "2026-12-03",
            "may_release": True,
            "1": {"position": "agreed"},
            "points": [{"text": "Lotsen", "audience": "council"}],
        },
    }

    assert lines(detail, "Europe/Berlin") == [
        ("vorher: Stand", "Eingereicht"),
        ("nachher: Eröffnet", "17.12.2026, 18:02 Uhr"),
        ("nachher: Zugeleitet am", "03.12.2026"),
        ("nachher: Gibt Antworten selbst frei", "ja"),
        ("nachher: Punkt 1, Votum", "Wird gefolgt"),
        ("nachher: Punkte 1, Text", "Lotsen"),
        ("nachher: Punkte 1, Für wen", "den Kreistag"),
    ]


def test_every_name_begins_as_german_nouns_do() -> None:
    assert all(name[0].isupper() for name in NAMES.values())
