"""A running meeting and somebody who writes its minutes, straight as rows; and connections that save texts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import select

from api.auth import COOKIE, csrf_token, hash_of
from beirat.database import Database
from beirat.rules.meetings import ItemKind, MeetingState, Part
from beirat.rules.permissions import Role
from beirat.tables.accounts import Account, AccountRole, LoginSession
from beirat.tables.agenda import AgendaItem
from beirat.tables.meetings import Meeting
from beirat.tables.people import LegislativeTerm, Organization, OrganizationKind
from tests.bench.server import Caller

TOKEN = "only for measuring, and quite long at that"
COURSE = "Frau Beispiel begründet den Antrag. Die Verwaltung berichtet vom Stand der Dinge. " * 12


async def fill(database: Database, body_id: UUID, *, items: int) -> tuple[UUID, list[UUID]]:
    """A meeting that runs since an hour ago, with so many items; the office is signed in with TOKEN."""
    now = datetime.now(UTC)
    async with database.write() as db:
        board = (
            await db.exec(
                select(Organization.id).where(
                    Organization.body_id == body_id, Organization.kind == OrganizationKind.BOARD
                )
            )
        ).one()
        term = (await db.exec(select(LegislativeTerm.id).where(LegislativeTerm.body_id == body_id))).one()
        account = Account(login="schreibt@messland.example", name="Sascha Schreibt", created_at=now)
        meeting = Meeting(
            body_id=body_id, organization_id=board, term_id=term, number=9999, starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=2), opened_at=now - timedelta(hours=1), convened_at=now - timedelta(days=14),
            location="Kreishaus", state=MeetingState.RUNNING, statutory_members=15,
        )  # fmt: skip
        db.add_all([account, meeting])
        await db.flush()
        rows = [
            AgendaItem(
                body_id=body_id, meeting_id=meeting.id, position=number, number=str(number), part=Part.PUBLIC,
                kind=ItemKind.REPORT, heading=f"Bericht {number}",
            )
            for number in range(1, items + 1)
        ]  # fmt: skip
        login = LoginSession(
            account_id=account.id, token_hash=hash_of(TOKEN), created_at=now, expires_at=now + timedelta(hours=8)
        )
        db.add_all([*rows, login, AccountRole(body_id=body_id, account_id=account.id, role=Role.OFFICE)])
        return meeting.id, [row.id for row in rows]


class Writer:
    """One connection that writes under one item, and knows the version that is kept."""

    def __init__(self, port: int, path: str, secret: bytes) -> None:
        self._caller, self._path = Caller(port), path
        self._csrf = csrf_token(hash_of(TOKEN), secret)
        self._version, self._times = 1, 0

    def save(self) -> int:
        """Sends the text with a few more words; returns the status."""
        self._times += 1
        fields = {"_csrf": self._csrf, "version": self._version, "course": f"{COURSE}{self._times}"}
        status, body = self._caller.post(self._path, urlencode(fields), Cookie=f"{COOKIE}={TOKEN}")
        if body.startswith(b"{"):
            self._version = json.loads(body)["version"]
        return status

    def close(self) -> None:
        self._caller.__exit__()
