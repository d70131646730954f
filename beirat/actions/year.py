"""Several meetings are planned at once: all of them, or none."""

from __future__ import annotations

from datetime import datetime

from beirat.actions import meetings
from beirat.database import Session
from beirat.rules.errors import Problem, RuleBroken, refuse_if
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.meetings import Meeting, MeetingPlan
from beirat.tables.year import YearPlan


async def plan_year(db: Session, entered: YearPlan, *, actor: Viewer, now: datetime) -> list[Meeting]:
    """A meeting on each of the days, the first one first, so that the numbers follow the calendar.

    Raises RuleBroken with every day that is refused; then none is planned.
    """
    permit(actor, Act.PLAN_MEETING)
    planned: list[Meeting] = []
    problems: list[Problem] = []
    for day in sorted(set(entered.days)):
        one = MeetingPlan(
            starts_at=datetime.combine(day, entered.starts),
            ends_at=datetime.combine(day, entered.ends),
            location=entered.location,
            note=entered.note,
        )
        try:
            planned.append(await meetings.plan(db, one, actor=actor, now=now))
        except RuleBroken as refused:
            problems += [Problem(one.code, "days", one.params) for one in refused.problems]
    refuse_if(problems)
    return planned
