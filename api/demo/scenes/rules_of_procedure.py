"""The board's own rule about motions, and a feast that no calendar of the Land knows."""

from __future__ import annotations

from datetime import date

from api.demo.stage import Stage
from beirat.actions import calendars, rules_of_procedure
from beirat.rules.calendars import DayKind
from beirat.rules.profiles import Key, Level
from beirat.tables.calendars import SpecialDayDraft
from beirat.tables.rules_of_procedure import RuleDraft

OFFICE = "geschaeftsstelle"


async def set_deadline(stage: Stage) -> None:
    """The rules of procedure of the board ask for motions ten days ahead."""
    entered = RuleDraft(
        value="10",
        basis="§ 6 Abs. 1 der Geschäftsordnung",
        level=Level.BOARD,
        valid_from=stage.calendar.term_starts,
    )
    key = Key.MOTION_DEADLINE_DAYS
    await rules_of_procedure.set_rule(stage.db, key, entered, actor=stage.viewers[OFFICE], now=stage.now)


async def keep_feast(stage: Stage) -> None:
    """On the first days of spring no meeting is planned."""
    year = stage.calendar.today.year
    nouruz = SpecialDayDraft(
        kind=DayKind.FEAST, name="Nouruz", starts_on=date(year, 3, 20), ends_on=date(year, 3, 21), is_yearly=True
    )
    await calendars.add_day(stage.db, nouruz, actor=stage.viewers[OFFICE], now=stage.now)
