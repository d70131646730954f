"""What the scenes act on: the open transaction, the moment, and whom and what the story knows by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from api.demo.calendar import Calendar
from beirat.database import Session
from beirat.queries import recommendations
from beirat.rules.permissions import Viewer
from beirat.storage import Storage
from documents.pool import Pool


@dataclass
class Stage:
    """``viewers`` are the logins, ``motions`` and ``cases`` go by the key of the motion, ``items`` by its place."""

    db: Session
    system: Viewer
    calendar: Calendar
    password_hash: str
    storage: Storage
    pool: Pool
    now: datetime
    board: UUID | None = None
    viewers: dict[str, Viewer] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    motions: dict[str, UUID] = field(default_factory=dict)
    meetings: dict[int, UUID] = field(default_factory=dict)
    items: dict[tuple[int, int], UUID] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)

    @property
    def body_id(self) -> UUID:
        return self.system.body_id

    async def case_version(self, motion: str) -> int:
        """The version of the recommendation that came of a motion, as somebody sees it who has just opened it."""
        return (await recommendations.within(self.db, self.body_id, self.cases[motion])).version
